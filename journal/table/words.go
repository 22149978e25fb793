package table

import (
	"cmp"
	"slices"
	"strings"
)

// MaxWords is how many distinct words of a column are listed; fewer in tables of very many columns.
const MaxWords = 200

// maxWord is the most bytes of a word that is listed, and allWords how many are of all columns.
const (
	maxWord  = 200
	allWords = 100_000
)

// wordList counts distinct words in the order in which they come.
type wordList struct {
	places map[string]int
	all    []WordCount
	most   int
	many   bool
}

// newWordList makes a list for one of so many columns.
func newWordList(columns int) wordList {
	return wordList{most: min(MaxWords, max(10, allWords/columns))}
}

func (w *wordList) add(word string) {
	if w.many {
		return
	}
	if at, ok := w.places[word]; ok {
		w.all[at].Count++
		return
	}
	if len(w.all) >= w.most || len(word) > maxWord {
		*w = wordList{many: true}
		return
	}
	if w.places == nil {
		w.places = map[string]int{}
	}
	w.places[word] = len(w.all)
	w.all = append(w.all, WordCount{word, 1})
}

// sorted returns the words, the most frequent first.
func (w *wordList) sorted() []WordCount {
	all := slices.Clone(w.all)
	slices.SortStableFunc(all, func(a, b WordCount) int { return cmp.Compare(b.Count, a.Count) })
	return all
}

// IsEmptyWord reports whether a text means an empty cell: -, --, n/a, null, none, NaN, ="".
func IsEmptyWord(text string) bool {
	switch {
	case text == "" || len(text) > 5:
		return text == ""
	case text[0] != '-' && text[0]|0x20 != 'n' && text[0] != '#' && text[0] != '=' && text[0] < 0x80:
		return false
	}
	switch text {
	case "-", "--", "---", "–", "—", "#N/A", `=""`:
		return true
	}
	for _, word := range []string{"n/a", "null", "none", "nan"} {
		if strings.EqualFold(text, word) {
			return true
		}
	}
	return false
}

// IsEmpty reports whether a cell holds nothing, or a word that means nothing.
func IsEmpty(c Cell) bool { return IsEmptyWord(trim(c.Text)) }
