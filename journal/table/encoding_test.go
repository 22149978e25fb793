package table

import (
	"encoding/binary"
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
)

// wide writes a text as UTF-16.
func wide(order binary.AppendByteOrder, text string) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(text)) {
		b = order.AppendUint16(b, u)
	}
	return b
}

const umlauts = "time,area\n2026-01-05,Läufe – 10 €\n"

func TestFindsTheEncoding(t *testing.T) {
	latin, err := charmap.Windows1252.NewEncoder().String(umlauts)
	if err != nil {
		t.Fatal(err)
	}
	shiftJIS, err := japanese.ShiftJIS.NewEncoder().String("日付,メモ\n2026-01-05,走った\n")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		raw          []byte
		forced, want string
		line         int
		mark         bool
		text         string
	}{
		"UTF-8":                   {raw: []byte(umlauts), want: UTF8},
		"UTF-8 with a mark":       {raw: []byte("\uFEFF" + umlauts), want: UTF8, mark: true},
		"UTF-16 LE with a mark":   {raw: wide(binary.LittleEndian, "\uFEFF"+umlauts), want: UTF16LE, mark: true},
		"UTF-16 LE":               {raw: wide(binary.LittleEndian, umlauts), want: UTF16LE},
		"UTF-16 BE with a mark":   {raw: wide(binary.BigEndian, "\uFEFF"+umlauts), want: UTF16BE, mark: true},
		"UTF-16 BE":               {raw: wide(binary.BigEndian, umlauts), want: UTF16BE},
		"UTF-16 with pairs":       {raw: wide(binary.LittleEndian, "\uFEFFtime,area\n2026-01-05,🏃\n"), want: UTF16LE, mark: true, text: "2026-01-05|🏃"},
		"Windows-1252":            {raw: []byte(latin), want: Windows1252, line: 2},
		"Windows-1252 asked for":  {raw: []byte(latin), forced: "Windows-1252", want: Windows1252, line: 2},
		"Latin-1 asked for":       {raw: []byte("time,area\n2026-01-05,L\xe4ufe \x96 10 \x80\n"), forced: "iso-8859-1", want: "iso-8859-1", line: 2},
		"UTF-8 asked for":         {raw: []byte("\uFEFF" + umlauts), forced: "UTF-8", want: UTF8, mark: true},
		"UTF-16 asked for":        {raw: wide(binary.LittleEndian, umlauts), forced: "utf-16le", want: UTF16LE},
		"Shift JIS asked for":     {raw: []byte(shiftJIS), forced: "shift_jis", want: "shift_jis", line: 1, text: "2026-01-05|走った"},
		"Windows-1251 asked for":  {raw: []byte("time,area\n2026-01-05,\xc1\xe5\xe3\n"), forced: "windows-1251", want: "windows-1251", line: 2, text: "2026-01-05|Бег"},
		"Windows-1250 asked for":  {raw: []byte("time,area\n2026-01-05,\x9c\n"), forced: "windows-1250", want: "windows-1250", line: 2, text: "2026-01-05|ś"},
		"a letter of two of them": {raw: []byte("time,area\n2026-01-05,\xc3\xa4\n"), want: UTF8, text: "2026-01-05|ä"},
	} {
		t.Run(name, func(t *testing.T) {
			table, err := readBytes(t, c.raw, Options{Encoding: c.forced})
			if err != nil {
				t.Fatal(err)
			}
			f := table.Found
			if f.Encoding != c.want || f.Mark != c.mark || f.EncodingLine != c.line {
				t.Errorf("found %s, mark %t, line %d", f.Encoding, f.Mark, f.EncodingLine)
			}
			if c.text == "" {
				c.text = "2026-01-05|Läufe – 10 €"
			}
			if got := cells(t, table); !slices.Equal(got, []string{c.text}) {
				t.Errorf("got %q, want %q", got, c.text)
			}
		})
	}
}

// TestNoLetterIsReplaced holds that bytes that are not of an encoding are refused with their line.
func TestNoLetterIsReplaced(t *testing.T) {
	whole := wide(binary.LittleEndian, "\uFEFFa,b\n1,2\n3,4\n")
	for name, c := range map[string]struct {
		raw    []byte
		forced string
		want   Kind
		line   int
	}{
		"UTF-8 and something else":     {[]byte("a,ä\n1,ö\n2,\xe4\n"), "", KindMixed, 3},
		"UTF-8 cut off":                {[]byte("a,ä\n1,\xc3"), "", KindMixed, 2},
		"a mark and something else":    {[]byte("\xef\xbb\xbfa,b\n1,\xe4\n"), "", KindMixed, 2},
		"UTF-8 asked for":              {[]byte("a,b\n1,\xe4\n"), UTF8, KindEncoding, 2},
		"UTF-16 cut in half":           {whole[:len(whole)-1], "", KindEncoding, 3},
		"half a pair":                  {append(slices.Clone(whole), 0x00, 0xD8, 'x', 0), "", KindEncoding, 4},
		"half a pair at the end":       {append(slices.Clone(whole), 0x00, 0xD8), "", KindEncoding, 4},
		"a byte Windows-1252 has not":  {[]byte("a,b\n1,\x81\n"), "", KindEncoding, 2},
		"a byte Windows-1251 has not":  {[]byte("a,b\n1,\x98\n"), "windows-1251", KindEncoding, 2},
		"half a letter of Shift JIS":   {[]byte("a,b\n1,\x82\n"), "shift_jis", KindEncoding, 2},
		"an encoding that is not here": {[]byte("a,b\n"), "ebcdic", KindNoEncoding, 0},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := readBytes(t, c.raw, Options{Encoding: c.forced})
			var e *Error
			if !errors.As(err, &e) || e.Kind != c.want || e.Line != c.line {
				t.Errorf("got %v, want %s in line %d", err, c.want, c.line)
			}
		})
	}
}

func TestEncodingsAreKnown(t *testing.T) {
	for _, name := range Encodings() {
		_, err := decode([]byte("aa"), name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWhatIsNotATableIsNamed(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want Kind
	}{
		"nothing":                {"", KindEmpty},
		"a mark":                 {"\uFEFF", KindEmpty},
		"blanks":                 {" \r\n\t\n", KindEmpty},
		"empty cells":            {",,\n,,\n", KindEmpty},
		"JSON":                   {`{"entries": []}`, KindJSON},
		"a list of JSON":         {"\n[ {\"a\": 1}]", KindJSON},
		"HTML":                   {"<!DOCTYPE html><table>", KindMarkup},
		"HTML for Excel":         {"<html xmlns:x=\"...\"><table>", KindMarkup},
		"XML":                    {"<?xml version=\"1.0\"?>", KindMarkup},
		"an old sheet":           {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1...", KindOldSheet},
		"gzip":                   {"\x1F\x8B\x08", KindArchive},
		"a picture":              {"\x89PNG\r\n\x1a\n", KindNotText},
		"a PDF":                  {"%PDF-1.7\n", KindNotText},
		"control characters":     {"a,b\n\x01\x02,c\n", KindNotText},
		"a zero far behind":      {"a,b\n" + strings.Repeat("1,2\n", 20_000) + "\x00,x\n", KindNotText},
		"separators no file has": {"a", ""},
	} {
		_, err := readBytes(t, []byte(c.text), Options{})
		var e *Error
		if c.want == "" {
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if !errors.As(err, &e) || e.Kind != c.want {
			t.Errorf("%s: got %v, want %s", name, err, c.want)
		}
	}
}
