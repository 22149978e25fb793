package table

import (
	"iter"
	"slices"
	"strings"
)

// List is a separator that some cells of a column have.
type List struct {
	// Separator is one of ListSeparators.
	Separator string
	// Cells is how many cells have it, Items how many items these hold.
	Cells, Items int
	// Words are the distinct items, the most frequent first; none if there are more than MaxWords.
	Words     []WordCount
	ManyWords bool
}

// ListSeparators returns what may separate the items of a cell. "#" begins an item.
func ListSeparators() []string { return slices.Clone(listSeparators) }

const numSeparators = 6

var listSeparators = []string{"|", ";", ",", "/", "\n", "#"}

// SplitList splits a cell into its items; empty ones are left out.
func SplitList(text, separator string) []string {
	return slices.Collect(listItems(text, separator))
}

// listItems are the items of a cell. Those that begin with # may have commas between them.
func listItems(text, separator string) iter.Seq[string] {
	if separator == "#" {
		if strings.Contains(text, "#") {
			text = strings.NewReplacer(",", " ", ";", " ").Replace(text)
		} else {
			separator = "\x00"
		}
	}
	return func(yield func(string) bool) {
		for item := range strings.SplitSeq(text, separator) {
			if item = trim(item); item != "" && !yield(item) {
				return
			}
		}
	}
}

// listStudy collects the lists of one column.
type listStudy struct {
	lists [numSeparators]List
	words [numSeparators]wordList
}

func (s *listStudy) add(text string) {
	var seen [numSeparators]bool
	any := false
	for i := 0; i < len(text); i++ {
		at := 0
		switch text[i] {
		case '|':
		case ';':
			at = 1
		case ',':
			at = 2
		case '/':
			at = 3
		case '\n':
			at = 4
		case '#':
			if at = 5; i != 0 || i+1 == len(text) || text[1] <= ' ' || isDigit(text[1]) {
				continue
			}
		default:
			continue
		}
		seen[at], any = true, true
	}
	if !any {
		return
	}
	for at, is := range seen {
		if is {
			s.split(at, text)
		}
	}
}

// split counts the items of a cell.
func (s *listStudy) split(at int, text string) {
	list := &s.lists[at]
	list.Cells++
	if s.words[at].many {
		list.Items += 1 + strings.Count(text, listSeparators[at])
		return
	}
	if listSeparators[at] == "#" {
		for item := range listItems(text, "#") {
			list.Items++
			s.words[at].add(item)
		}
		return
	}
	for more := true; more; { // as listItems, without a function for each cell
		var item string
		item, text, more = strings.Cut(text, listSeparators[at])
		if item = trim(item); item != "" {
			list.Items++
			s.words[at].add(item)
		}
	}
}

func (s *listStudy) facts() []List {
	var all []List
	for at := range s.lists {
		if list := s.lists[at]; list.Cells > 0 {
			list.Separator = listSeparators[at]
			list.Words, list.ManyWords = s.words[at].sorted(), s.words[at].many
			all = append(all, list)
		}
	}
	return all
}
