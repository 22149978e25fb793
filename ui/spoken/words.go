package spoken

import (
	"strings"
	"unicode"
)

// Unit is a unit of text.
type Unit int

// The units in which a text is read.
const (
	Character Unit = iota
	Word
	Sentence
	Row
	Paragraph
)

// Around is the unit of a text around a place, as places from and to. A word has the gap after it.
func (t *Text) Around(at int, u Unit) (from, to int) {
	all := []rune(t.Content)
	at = min(max(at, 0), len(all))
	switch u {
	case Character:
		return at, min(at+1, len(all))
	case Row:
		if t.Rows == nil {
			break
		}
		from, to = 0, len(all)
		for _, begin := range t.Rows {
			if begin <= at {
				from = begin
			} else {
				to = begin
				break
			}
		}
		return from, to
	case Word:
		for from = at; from > 0 && !wordBegins(all, from); from-- {
		}
		for to = at + 1; to < len(all) && !wordBegins(all, to); to++ {
		}
		return from, min(to, len(all))
	case Sentence:
		for from = at; from > 0 && !sentenceBegins(all, from); from-- {
		}
		for to = at + 1; to < len(all) && !sentenceBegins(all, to); to++ {
		}
		return from, min(to, len(all))
	}
	for from = at; from > 0 && all[from-1] != '\n'; from-- {
	}
	for to = at; to < len(all) && all[to] != '\n'; to++ {
	}
	return from, min(to+1, len(all))
}

func wordBegins(all []rune, at int) bool { return isWord(all[at]) && !isWord(all[at-1]) }

func isWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '\'' || r == '’'
}

// sentenceBegins is after a line, after a full stop of Japanese, and after another one with a space.
func sentenceBegins(all []rune, at int) bool {
	switch all[at-1] {
	case '\n', '。', '！', '？':
		return true
	case ' ':
		return at > 1 && strings.ContainsRune(".!?…", all[at-2]) && all[at] != ' '
	}
	return false
}
