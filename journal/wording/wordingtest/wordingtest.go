// Package wordingtest shows in tests whether everything that people read goes through the
// package wording: its voice says each sentence without its letters, so that whatever has
// letters left was never put into words.
package wordingtest

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"enactive/journal/wording"
)

// SpeakMarked has everything said in marks until the test ends: "From {{.Day}} on" becomes
// "«•••• 3 ••»". Values stay as they are, so that one that was not put into words shows.
// Names that a person gave are best numbers, as in "№ 7".
func SpeakMarked(t testing.TB) {
	t.Helper()
	t.Cleanup(func() { wording.Speak(wording.Voice{}) })
	wording.Speak(wording.Voice{
		Say:   func(_, english string, values wording.V) string { return mark(english, values) },
		Count: func(_, english string, _ int, values wording.V) string { return mark(english, values) },
	})
}

// Leak is the part of a text that was not put into words: its letters, and what stands
// outside of every sentence. It is empty if there is none.
func Leak(text string) string {
	var leak strings.Builder
	depth := 0
	for _, r := range text {
		switch {
		case r == '«':
			depth++
		case r == '»':
			depth--
		case unicode.IsLetter(r), depth == 0 && !unicode.IsSpace(r):
			leak.WriteRune(r)
		}
	}
	return leak.String()
}

var place = regexp.MustCompile(`{{\.(\w+)}}`)

func mark(english string, values wording.V) string {
	var b strings.Builder
	b.WriteString("«")
	last := 0
	for _, at := range place.FindAllStringSubmatchIndex(english, -1) {
		b.WriteString(masked(english[last:at[0]]))
		fmt.Fprint(&b, values[english[at[2]:at[3]]])
		last = at[1]
	}
	b.WriteString(masked(english[last:]))
	b.WriteString("»")
	return b.String()
}

func masked(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return '•'
		}
		return r
	}, text)
}
