package saidtime

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Prefix reads the date in front of a text, before a colon: "yesterday 21:00: Ran 8 km". The rest
// is the text behind the colon. Without a date there, found is false and the whole text is to be
// kept; so is one that begins with what may well be something else: a time alone, 7/10, or
// the short name of a day. A date that is impossible is an *Error.
func (r Reader) Prefix(text string) (got Reading, rest string, found bool, err error) {
	for i, c := range text {
		if i > 2*maxText || c == '\n' {
			break
		}
		end := i + utf8.RuneLen(c)
		if c != ':' && c != '：' || c == ':' && isDigitAt(text, end) {
			continue
		}
		got, err := r.Read(text[:i])
		if e := new(Error); errors.As(err, &e) && e.Kind == NotATime || got.loose {
			continue
		}
		return got, strings.TrimLeftFunc(text[end:], unicode.IsSpace), err == nil, err
	}
	return Reading{}, text, false, nil
}

func isDigitAt(text string, i int) bool { return i < len(text) && text[i] >= '0' && text[i] <= '9' }
