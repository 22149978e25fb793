// Package freetext makes an entry of a text as people write it down: a title, a note and tags.
package freetext

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"enactive/journal"
)

// Text is a text of several sentences as an entry holds it. Title and note together have
// every character of the text but blanks at their seam; the tags stay in it too.
type Text struct {
	Title, Note string
	Tags        []string
}

// Split makes the first sentence or line the title, and the rest the note.
func Split(text string) Text {
	text = strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
	end := titleEnd(text)
	return Text{strings.TrimSpace(text[:end]), strings.TrimSpace(text[end:]), tagsIn(text)}
}

// titleEnd returns where the first sentence ends: after a mark that blanks follow, at the end of
// its line, or where a title has to end.
func titleEnd(text string) int {
	for i, c := range text {
		switch {
		case i > journal.MaxLine:
			return lastBlank(text[:journal.MaxLine])
		case c == '\n':
			return i
		case strings.ContainsRune("。！？｡", c):
			return closing(text, i+utf8.RuneLen(c))
		case strings.ContainsRune(".?!…", c):
			end := closing(text, i+utf8.RuneLen(c))
			next, _ := utf8.DecodeRuneInString(text[end:])
			if end == len(text) || unicode.IsSpace(next) && (c != '.' || !isAbbreviated(text[:i])) {
				return shortened(text, end)
			}
		}
	}
	return shortened(text, len(text))
}

func shortened(text string, end int) int {
	if end > journal.MaxLine {
		return lastBlank(text[:journal.MaxLine])
	}
	return end
}

// lastBlank returns the place of the last blank of a text that was cut, or else where its last
// whole character ends.
func lastBlank(text string) int {
	if i := strings.LastIndexFunc(text, unicode.IsSpace); i > 0 {
		return i
	}
	end := len(text)
	for begin := end - 1; begin >= end-utf8.UTFMax; begin-- {
		if utf8.RuneStart(text[begin]) {
			if !utf8.FullRuneInString(text[begin:]) {
				return begin
			}
			break
		}
	}
	return end
}

// closing passes over brackets and quotation marks that close a sentence.
func closing(text string, i int) int {
	for i < len(text) {
		c, n := utf8.DecodeRuneInString(text[i:])
		if !strings.ContainsRune(`)]"'»”’」』）.!?…`, c) {
			break
		}
		i += n
	}
	return i
}

// isAbbreviated reports whether the point after a text does not end a sentence: that of a single
// letter, as in z. B. or J. S. Bach, of e.g., or of the number with which a text begins, as in 3. Platz.
func isAbbreviated(text string) bool {
	word := text[strings.LastIndexFunc(text, unicode.IsSpace)+1:]
	word = strings.TrimLeft(word, `("'«„“`)
	return utf8.RuneCountInString(word) == 1 && !isNumber(word) || strings.Contains(word, ".") || isNumber(text)
}

func isNumber(text string) bool { return text != "" && strings.Trim(text, "0123456789") == "" }

// tagsIn returns the words that begin with @ or # and a letter, without repetitions.
func tagsIn(text string) []string {
	var tags []string
	for word := range strings.FieldsSeq(text) {
		word = strings.TrimLeft(word, `([{"'«„“「『（`)
		c, n := utf8.DecodeRuneInString(word)
		if !strings.ContainsRune("@#＠＃", c) {
			continue
		}
		end := strings.IndexFunc(word[n:], func(c rune) bool {
			return !unicode.IsLetter(c) && !unicode.IsMark(c) && !unicode.IsDigit(c) && !strings.ContainsRune("_-+./", c)
		})
		if end < 0 {
			end = len(word) - n
		}
		name := strings.TrimRight(word[n:n+end], "-+./")
		if first, _ := utf8.DecodeRuneInString(name); unicode.IsLetter(first) {
			tags = AddTag(tags, name)
		}
	}
	return tags
}

// AddTag adds a tag that is not there yet.
func AddTag(tags []string, name string) []string {
	if slices.ContainsFunc(tags, func(t string) bool { return strings.EqualFold(t, name) }) {
		return tags
	}
	return append(tags, name)
}
