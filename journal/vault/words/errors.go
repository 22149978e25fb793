package words

import (
	"fmt"
	"strconv"
	"strings"

	"enactive/journal/fault"
)

// Error describes invalid recovery words.
type Error struct {
	Place int      // of the word that is not in the list, from 1; 0 if all are
	Word  string   // as typed, in lower case
	Near  []string // similar words of the list, at most three
	Given int      // number of words
}

func (e *Error) Error() string {
	if e.Place > 0 {
		return fmt.Sprintf("recovery words: word %d is not in the list", e.Place)
	}
	return fmt.Sprintf("recovery words: %d of %d words, or a wrong checksum", e.Given, Count)
}

// Message returns the message that describes the error.
func (e *Error) Message() fault.Message {
	switch {
	case e.Place > 0 && len(e.Near) > 0:
		return fault.Text("word-place-word-is-not-in-the-list-of",
			fault.V{"Place": e.Place, "Word": strconv.Quote(shorten(e.Word)), "Near": either(e.Near)})
	case e.Place > 0:
		return fault.Text("word-place-word-is-not-in-the-list",
			fault.V{"Place": e.Place, "Word": strconv.Quote(shorten(e.Word))})
	case e.Given != Count:
		return fault.Count(e.Given, "there-are-n-words-and-there-should-be", fault.V{"Right": Count})
	}
	return fault.Text("all-right-words-are-in-the-list-but", fault.V{"Right": Count})
}

func shorten(w string) string {
	const most = 24
	if r := []rune(w); len(r) > most {
		return string(r[:most]) + "…"
	}
	return w
}

func either(words []string) any {
	if len(words) == 1 {
		return words[0]
	}
	last := len(words) - 1
	return fault.Text("words-or-last", fault.V{"Words": strings.Join(words[:last], ", "), "Last": words[last]})
}

// nearest returns up to three similar words of the list: those that begin with w, or else those
// with the smallest edit distance, at most 2.
func nearest(w string) []string {
	const most, farthest = 3, 2
	var near []string
	for n, _ := find(w); n < listSize && len(near) < most && strings.HasPrefix(list()[n], w); n++ {
		near = append(near, list()[n])
	}
	for distance := 1; distance <= farthest && len(near) == 0; distance++ {
		for _, candidate := range list() {
			if len(near) < most && editDistance(w, candidate, farthest) == distance {
				near = append(near, candidate)
			}
		}
	}
	return near
}

// editDistance returns the number of insertions, deletions, replacements and swaps of
// neighbouring letters that turn a into b (Damerau 1964), or limit+1 if there are more.
func editDistance(a, b string, limit int) int {
	if diff := len(a) - len(b); diff > limit || -diff > limit {
		return limit + 1
	}
	var before, above []int
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		before, above = above, row
		row = make([]int, len(b)+1)
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(above[j]+1, row[j-1]+1, above[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
	}
	return min(row[len(b)], limit+1)
}
