package spelling

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// encodingOf returns the encoding that SET names; nil is UTF-8.
func encodingOf(name string) (encoding.Encoding, bool) {
	plain := strings.NewReplacer("-", "", "_", "", " ", "").Replace(strings.ToUpper(name))
	if plain == "UTF8" {
		return nil, true
	}
	known := map[string]encoding.Encoding{
		"": charmap.ISO8859_1, "ISO88591": charmap.ISO8859_1, "ISO88592": charmap.ISO8859_2, "ISO88593": charmap.ISO8859_3,
		"ISO88594": charmap.ISO8859_4, "ISO88595": charmap.ISO8859_5, "ISO88596": charmap.ISO8859_6, "ISO88597": charmap.ISO8859_7,
		"ISO88598": charmap.ISO8859_8, "ISO88599": charmap.ISO8859_9, "ISO885910": charmap.ISO8859_10,
		"ISO885911": charmap.Windows874, "TIS6202533": charmap.Windows874, "TIS620": charmap.Windows874,
		"ISO885913": charmap.ISO8859_13, "ISO885914": charmap.ISO8859_14, "ISO885915": charmap.ISO8859_15, "ISO885916": charmap.ISO8859_16,
		"KOI8R": charmap.KOI8R, "KOI8U": charmap.KOI8U,
		"MICROSOFTCP1251": charmap.Windows1251, "CP1251": charmap.Windows1251, "WINDOWS1251": charmap.Windows1251,
		"CP1250": charmap.Windows1250, "WINDOWS1250": charmap.Windows1250, "CP1252": charmap.Windows1252, "WINDOWS1252": charmap.Windows1252,
	}
	e, ok := known[plain]
	return e, ok
}

// encodingIn finds the SET of an affix file, which may stand anywhere in it.
func encodingIn(affixes []byte) string {
	for len(affixes) > 0 {
		line := affixes
		if i := bytes.IndexByte(affixes, '\n'); i >= 0 {
			line, affixes = affixes[:i], affixes[i+1:]
		} else {
			affixes = nil
		}
		line = bytes.TrimPrefix(line, []byte("\ufeff"))
		if fields := bytes.Fields(line); len(fields) >= 2 && string(fields[0]) == "SET" {
			return string(fields[1])
		}
	}
	return ""
}

// decoded returns a file in UTF-8. Bytes that mean nothing in its encoding become a character that no
// word has.
func decoded(file []byte, e encoding.Encoding) []byte {
	if e != nil {
		if out, err := e.NewDecoder().Bytes(file); err == nil {
			file = out
		}
	}
	file = bytes.TrimPrefix(file, []byte("\ufeff"))
	if !utf8.Valid(file) {
		file = bytes.ToValidUTF8(file, []byte("\ufffd"))
	}
	return file
}
