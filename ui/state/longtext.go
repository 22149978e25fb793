package state

import (
	"strings"
	"unicode"
)

// Text that is typed has to stay fluent: the field of the toolkit becomes slow with the
// length of its paragraphs first, and with that of the whole text after that.
const (
	// MostLetters is the most letters of a text that can be changed where it is typed.
	MostLetters = 10000
	// paragraphLetters is the most letters of a paragraph that is put into a field at once.
	paragraphLetters = 400
)

// Paragraphs divides paragraphs that would make a field slow, at the end of a sentence where
// there is one, else between words. divided reports whether any was.
func Paragraphs(text string) (wrapped string, divided bool) {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	if !hasLongLine(text) {
		return text, false
	}
	var b strings.Builder
	b.Grow(len(text) + len(text)/paragraphLetters + 1)
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			b.WriteByte('\n')
		}
		letters := []rune(line)
		for len(letters) > paragraphLetters {
			cut := breakAt(letters)
			b.WriteString(strings.TrimRightFunc(string(letters[:cut]), unicode.IsSpace))
			b.WriteByte('\n')
			for letters = letters[cut:]; len(letters) > 0 && unicode.IsSpace(letters[0]); letters = letters[1:] {
			}
		}
		b.WriteString(string(letters))
	}
	return b.String(), true
}

func hasLongLine(text string) bool {
	run := 0
	for _, r := range text {
		if run++; r == '\n' {
			run = 0
		}
		if run > paragraphLetters {
			return true
		}
	}
	return false
}

// breakAt is after which letter a long paragraph is divided: the last sentence that ends in
// it, else the last word, else where it has to be.
func breakAt(letters []rune) int {
	for i := paragraphLetters - 1; i > paragraphLetters/4; i-- {
		if strings.ContainsRune("。！？", letters[i]) {
			return i + 1
		}
		if unicode.IsSpace(letters[i]) && endsSentence(letters[:i]) {
			return i + 1
		}
	}
	for i := paragraphLetters - 1; i > paragraphLetters/4; i-- {
		if unicode.IsSpace(letters[i]) {
			return i + 1
		}
	}
	return paragraphLetters
}

// endsSentence reports whether the last letter, quotes and brackets aside, ends a sentence.
func endsSentence(letters []rune) bool {
	i := len(letters) - 1
	for i > 0 && strings.ContainsRune(`"'”’»)]`, letters[i]) {
		i--
	}
	return i >= 0 && strings.ContainsRune(".!?…", letters[i])
}
