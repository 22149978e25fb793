package state

import (
	"slices"
	"strings"

	"enactive/journal"
)

// Span is a part of a text, in bytes.
type Span struct{ From, To int }

// Marks returns the places of a search's words in a text, in order and without overlaps. Like
// the journal's search, it ignores case and diacritics.
func Marks(text, search string) []Span {
	words := strings.Fields(journal.Fold(search))
	if len(words) == 0 || text == "" {
		return nil
	}
	folded, at := foldedWithPlaces(text)
	var found []Span
	for _, w := range words {
		for from := 0; ; {
			i := strings.Index(folded[from:], w)
			if i < 0 {
				break
			}
			from += i
			to := from + len(w)
			for to < len(folded) && at[to] == at[to-1] { // a letter that folds to several is marked whole
				to++
			}
			found = append(found, Span{at[from], at[to]})
			from += len(w)
		}
	}
	slices.SortFunc(found, func(a, b Span) int { return a.From - b.From })
	return joined(found)
}

// foldedWithPlaces folds a text for searching. For each byte of the result it returns where its
// character begins in the text, and last the length of the text.
func foldedWithPlaces(text string) (string, []int) {
	var b strings.Builder
	at := make([]int, 0, len(text)+1)
	for i, r := range text {
		folded := journal.Fold(string(r))
		for range len(folded) {
			at = append(at, i)
		}
		b.WriteString(folded)
	}
	return b.String(), append(at, len(text))
}

// joined merges spans that touch or overlap.
func joined(spans []Span) []Span {
	var out []Span
	for _, s := range spans {
		if n := len(out); n > 0 && s.From <= out[n-1].To {
			out[n-1].To = max(out[n-1].To, s.To)
			continue
		}
		out = append(out, s)
	}
	return out
}

// Around returns the part of a text around its first mark, in one line, and its marks: at most
// that many characters, with "…" for each omission.
func Around(text, search string, most int) (string, []Span) {
	line := strings.Join(strings.Fields(text), " ")
	letters := []rune(line)
	if len(letters) <= most {
		return line, Marks(line, search)
	}
	from := 0
	if marks := Marks(line, search); len(marks) > 0 {
		if before := len([]rune(line[:marks[0].From])); before > most*2/3 {
			from = before - most/3
		}
	}
	to := min(len(letters), from+most)
	cut := string(letters[from:to])
	if from > 0 {
		cut = "… " + cut
	}
	if to < len(letters) {
		cut += " …"
	}
	return cut, Marks(cut, search)
}
