package table

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
	"unsafe"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
)

// Names of the encodings that are found without being asked for.
const (
	UTF8        = "utf-8"
	UTF16LE     = "utf-16le"
	UTF16BE     = "utf-16be"
	Windows1252 = "windows-1252"
)

// others are the encodings that are only used when they are asked for, beside Windows-1252,
// which is what bytes that are not UTF-8 are read as.
var others = map[string]encoding.Encoding{
	Windows1252:    charmap.Windows1252,
	"iso-8859-1":   charmap.Windows1252,
	"latin1":       charmap.Windows1252,
	"iso-8859-2":   charmap.ISO8859_2,
	"iso-8859-15":  charmap.ISO8859_15,
	"windows-1250": charmap.Windows1250,
	"windows-1251": charmap.Windows1251,
	"macintosh":    charmap.Macintosh,
	"shift_jis":    japanese.ShiftJIS,
	"euc-jp":       japanese.EUCJP,
}

// Encodings returns the names that Options.Encoding takes.
func Encodings() []string {
	return []string{UTF8, UTF16LE, UTF16BE, Windows1252, "iso-8859-1", "iso-8859-2", "iso-8859-15",
		"windows-1250", "windows-1251", "macintosh", "shift_jis", "euc-jp"}
}

// decoded is the text of a file.
type decoded struct {
	text     string
	encoding string
	mark     bool // it begins with a byte order mark
	foreign  int  // the first line with a byte that its encoding is not proved by; 0 if there is none
}

// decode turns the bytes of a file into text. raw must not be changed after.
func decode(raw []byte, forced string) (decoded, error) {
	name, mark := byteOrderMark(raw)
	switch forced = strings.ToLower(forced); {
	case forced != "":
		if name != forced {
			mark = 0
		}
		name = forced
	case name == "":
		name = likelyEncoding(raw)
	}
	d := decoded{encoding: name, mark: mark > 0}
	raw = raw[mark:]
	var err error
	switch name {
	case UTF8:
		if at := invalidUTF8(raw); at >= 0 {
			kind := KindMixed
			if forced != "" {
				kind = KindEncoding
			}
			return d, &Error{Kind: kind, Line: lineAt(raw, at), Value: name}
		}
		d.text = unsafe.String(unsafe.SliceData(raw), len(raw)) // never written again
	case UTF16LE:
		d.text, err = decodeUTF16(raw, binary.LittleEndian, name)
	case UTF16BE:
		d.text, err = decodeUTF16(raw, binary.BigEndian, name)
	default:
		d.text, err = decodeOther(raw, name)
		if at := bytes.IndexFunc(raw, func(r rune) bool { return r >= utf8.RuneSelf }); at >= 0 {
			d.foreign = lineAt(raw, at)
		}
	}
	return d, err
}

func byteOrderMark(raw []byte) (name string, length int) {
	switch {
	case bytes.HasPrefix(raw, []byte("\xEF\xBB\xBF")):
		return UTF8, 3
	case bytes.HasPrefix(raw, []byte("\xFF\xFE")):
		return UTF16LE, 2
	case bytes.HasPrefix(raw, []byte("\xFE\xFF")):
		return UTF16BE, 2
	}
	return "", 0
}

// likelyEncoding is what bytes without a mark are: UTF-16 if every other byte of the beginning
// is mostly 0, else UTF-8 if they are valid or show that they were meant so, else Windows-1252.
func likelyEncoding(raw []byte) string {
	head := raw[:min(len(raw), 4096)]
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
		}
	}
	switch pairs := len(head) / 2; {
	case pairs > 0 && zeros[0] == 0 && zeros[1] > pairs/2:
		return UTF16LE
	case pairs > 0 && zeros[1] == 0 && zeros[0] > pairs/2:
		return UTF16BE
	case utf8.Valid(raw) || meantAsUTF8(raw):
		return UTF8
	}
	return Windows1252
}

// meantAsUTF8 reports whether more than a tenth of what is not ASCII is UTF-8: text in another
// encoding hardly ever is.
func meantAsUTF8(raw []byte) bool {
	valid, invalid := 0, 0
	for i := 0; i < len(raw); {
		if raw[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && n == 1 {
			invalid++
		} else {
			valid++
		}
		i += n
	}
	return valid*10 > invalid
}

// invalidUTF8 returns the place of the first byte that is not UTF-8, or -1.
func invalidUTF8(raw []byte) int {
	if utf8.Valid(raw) {
		return -1
	}
	for i := 0; i < len(raw); {
		r, n := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

func decodeUTF16(raw []byte, order binary.ByteOrder, name string) (string, error) {
	var b strings.Builder
	b.Grow(len(raw)/2 + len(raw)/8)
	line := 1
	bad := func() (string, error) { return "", &Error{Kind: KindEncoding, Line: line, Value: name} }
	for i := 0; i+1 < len(raw); i += 2 {
		r := rune(order.Uint16(raw[i:]))
		if utf16.IsSurrogate(r) {
			if i += 2; i+1 >= len(raw) {
				return bad()
			}
			if r = utf16.DecodeRune(r, rune(order.Uint16(raw[i:]))); r == utf8.RuneError {
				return bad()
			}
		}
		if r == '\n' {
			line++
		}
		b.WriteRune(r)
	}
	if len(raw)%2 != 0 { // cut off in the middle of a character
		return bad()
	}
	return b.String(), nil
}

func decodeOther(raw []byte, name string) (string, error) {
	known := others[name]
	if known == nil {
		return "", &Error{Kind: KindNoEncoding, Value: name, Names: Encodings()}
	}
	if table, ok := known.(*charmap.Charmap); ok {
		return decodeBytes(raw, table, name)
	}
	out, err := known.NewDecoder().Bytes(raw)
	if err != nil {
		return "", &Error{Kind: KindEncoding, Value: name, Err: err}
	}
	if at := bytes.IndexRune(out, utf8.RuneError); at >= 0 {
		return "", &Error{Kind: KindEncoding, Line: lineAt(out, at), Value: name}
	}
	return unsafe.String(unsafe.SliceData(out), len(out)), nil
}

// decodeBytes reads an encoding of one byte a character. Control characters from 0x80 on are in
// no text, and so another encoding was meant.
func decodeBytes(raw []byte, table *charmap.Charmap, name string) (string, error) {
	size := 0
	for i, c := range raw {
		r := table.DecodeByte(c)
		if r == utf8.RuneError || r >= 0x80 && r < 0xA0 {
			return "", &Error{Kind: KindEncoding, Line: lineAt(raw, i), Value: name}
		}
		size += utf8.RuneLen(r)
	}
	var b strings.Builder
	b.Grow(size)
	for _, c := range raw {
		b.WriteRune(table.DecodeByte(c))
	}
	return b.String(), nil
}

// lineAt is the line in which a byte is.
func lineAt(raw []byte, at int) int {
	return 1 + bytes.Count(raw[:at], []byte("\n"))
}
