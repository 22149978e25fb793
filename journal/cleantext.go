package journal

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

func nilIfEmpty[T any](s []T) []T {
	if len(s) == 0 {
		return nil
	}
	return s
}

// cleanText makes line ends "\n", replaces invalid UTF-8, and drops control characters.
func cleanText(s string) string {
	if isClean(s) {
		return s
	}
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\r':
			return '\n'
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, s)
}

func isClean(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < 0x20 && c != '\n' && c != '\t' || c == 0x7f || c >= 0x80 {
			return isCleanUnicode(s[i:])
		}
	}
	return true
}

func isCleanUnicode(s string) bool {
	if !utf8.ValidString(s) {
		return false
	}
	for _, r := range s {
		if r != '\n' && r != '\t' && unicode.IsControl(r) {
			return false
		}
	}
	return true
}

func oneLine(s string) string {
	if isOneLine(s) {
		return s // the common case: an import calls this a million times
	}
	return strings.Join(strings.FieldsFunc(cleanText(s), func(r rune) bool { return unicode.IsSpace(r) }), " ")
}

// isOneLine reports whether s is ASCII words separated by single blanks.
func isOneLine(s string) bool {
	blank := true
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < ' ' || c >= 0x7f || c == ' ' && blank {
			return false
		}
		blank = c == ' '
	}
	return !blank || s == ""
}

func cleanItems(items []string) []string {
	clean := items[:0]
	for _, s := range items {
		if s = strings.TrimSpace(cleanText(s)); s != "" {
			clean = append(clean, s)
		}
	}
	return nilIfEmpty(clean)
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	return clip(strings.TrimSpace(line), 120)
}
