package state

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestLongParagraphsAreDividedWhereSentencesEnd(t *testing.T) {
	sentence := "I went out, ran up the hill behind the station, and came back. "
	for _, c := range []struct {
		name, text string
		divided    bool
		ends       string // of every paragraph but the last
	}{
		{"a short text stays as it is", "One.\nTwo.", false, ""},
		{"a paragraph of the most letters stays", strings.Repeat("x", paragraphLetters), false, ""},
		{"sentences", strings.Repeat(sentence, 200), true, "."},
		{"quoted sentences", strings.Repeat("He said: “Go on.” ", 100), true, "”"},
		{"Japanese without blanks", strings.Repeat("今日は十キロを走った。", 200), true, "。"},
		{"words without a sentence", strings.Repeat("on and ", 400), true, ""},
		{"one word without an end", strings.Repeat("x", 5000), true, ""},
		{"lines from another system", strings.Repeat("One.\r\n", 300), false, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, divided := Paragraphs(c.text)
			if divided != c.divided {
				t.Errorf("divided: %v, want %v", divided, c.divided)
			}
			bare := func(s string) string {
				return strings.Map(func(r rune) rune {
					if unicode.IsSpace(r) {
						return -1
					}
					return r
				}, s)
			}
			if bare(got) != bare(c.text) {
				t.Error("letters are lost or changed")
			}
			lines := strings.Split(strings.TrimSpace(got), "\n")
			for i, line := range lines {
				if n := utf8.RuneCountInString(line); n > paragraphLetters {
					t.Errorf("paragraph %d has %d letters, at most %d may be", i, n, paragraphLetters)
				}
				if c.ends != "" && i < len(lines)-1 && !strings.HasSuffix(line, c.ends) {
					t.Errorf("paragraph %d ends in %q, want %q", i, line[max(0, len(line)-10):], c.ends)
				}
			}
		})
	}
}

func BenchmarkParagraphs(b *testing.B) {
	text := strings.Repeat("I went out, ran up the hill behind the station, and came back. ", 1600)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Paragraphs(text)
	}
}
