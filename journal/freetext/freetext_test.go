package freetext

import (
	"strings"
	"testing"
	"unicode"

	"enactive/journal"
)

func TestTheFirstSentenceIsTheTitle(t *testing.T) {
	for text, want := range map[string]string{
		"Ran 8 km":                                  "Ran 8 km||",
		"Ran 8 km. Felt strong. @river":             "Ran 8 km.|Felt strong. @river|river",
		"Ran 8.5 km in 42:10! Then tea.":            "Ran 8.5 km in 42:10!|Then tea.|",
		"Really?! Yes":                              "Really?!|Yes|",
		"Title\nNote one\n\nNote two":               "Title|Note one\n\nNote two|",
		"Title\r\nNote":                             "Title|Note|",
		"He said \"go.\" I went":                    "He said \"go.\"|I went|",
		"3. Platz im Rennen. Gut.":                  "3. Platz im Rennen.|Gut.|",
		"Musik, z. B. von J. S. Bach. Schön":        "Musik, z. B. von J. S. Bach.|Schön|",
		"Drills, e.g. strides. Good":                "Drills, e.g. strides.|Good|",
		"川沿いを走った。強かった。#川":                           "川沿いを走った。|強かった。#川|",
		"走った。 ＃川":                                   "走った。|＃川|川",
		"Well... fine":                              "Well...|fine|",
		"mail ana@example.org about issue #15 @5km": "mail ana@example.org about issue #15 @5km||",
		"(@river) #River, #long-run. @été @a/b":     "(@river) #River, #long-run.|@été @a/b|river long-run été a/b",
		"":  "||",
		".": ".||",
	} {
		got := Split(text)
		if said := got.Title + "|" + got.Note + "|" + strings.Join(got.Tags, " "); said != want {
			t.Errorf("%q is %q, want %q", text, said, want)
		}
	}
}

// noBlanks returns the characters of a text without its blanks.
func noBlanks(text string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsSpace(c) {
			return -1
		}
		return c
	}, text)
}

// No character is lost, and a title is never too long.
func FuzzSplitText(f *testing.F) {
	for _, text := range []string{"Ran. Far. @x", strings.Repeat("é", 800), strings.Repeat("word ", 300), "\xff. \xfe", strings.Repeat("a", 999) + "é. x", "#", "@a,b"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := Split(text)
		if noBlanks(got.Title)+noBlanks(got.Note) != noBlanks(text) {
			t.Errorf("%q became %q and %q", text, got.Title, got.Note)
		}
		if len(got.Title) > journal.MaxLine || got.Title == "" && strings.TrimSpace(text) != "" {
			t.Errorf("the title has %d bytes: %q", len(got.Title), got.Title)
		}
		for _, tag := range got.Tags {
			if !strings.Contains(text, tag) {
				t.Errorf("the tag %q is not in %q", tag, text)
			}
		}
	})
}
