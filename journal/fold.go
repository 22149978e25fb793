package journal

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold returns s as search compares it: lower case and without diacritics, so that
// "resume" finds "Résumé".
func Fold(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return foldUnicode(s)
		}
	}
	return strings.ToLower(s)
}

func foldUnicode(s string) string {
	table := latinFolds()
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf:
			b.WriteRune(unicode.ToLower(r))
		case int(r) < len(table):
			b.WriteString(table[r])
		case unicode.Is(unicode.Mn, r):
		default:
			b.WriteString(foldRune(r))
		}
	}
	return b.String()
}

// latinFolds holds the fold of every letter below U+0500 (Latin, Greek, Cyrillic): asking
// the normaliser for each letter of a long journal would cost a second.
var latinFolds = sync.OnceValue(func() []string {
	t := make([]string, 0x500)
	for r := range t {
		t[r] = foldRune(rune(r))
	}
	return t
})

func foldRune(r rune) string {
	if r == 'ß' {
		return "ss"
	}
	var b strings.Builder
	for _, d := range norm.NFKD.String(string(r)) {
		if !unicode.Is(unicode.Mn, d) {
			b.WriteRune(unicode.ToLower(d))
		}
	}
	return b.String()
}

// foldEntry joins every text of e into the string that search looks in.
func foldEntry(e *Entry) string {
	n := len(e.Title) + len(e.Intention) + len(e.Happened) + len(e.Note) + 64
	var b strings.Builder
	b.Grow(n)
	add := func(s string) {
		if s != "" {
			b.WriteString(Fold(s))
			b.WriteByte('\n')
		}
	}
	add(e.Title)
	add(e.Intention)
	add(e.Happened)
	add(e.Note)
	for _, o := range e.Obstacles {
		add(o.Text)
	}
	for _, list := range [][]string{e.Sacrifices, e.Lessons, e.Strategies, e.Tags} {
		for _, s := range list {
			add(s)
		}
	}
	for _, p := range e.People {
		add(p.Name)
	}
	return b.String()
}
