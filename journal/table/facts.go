package table

import (
	"context"
	"strings"
)

// Verdict is what the cells of a column prove of how they are to be read.
type Verdict byte

// The verdicts.
const (
	VerdictNone  Verdict = iota // no cell is of that type
	Proved                      // there is one way to read the column
	Open                        // there are several, and a person has to say which one
	Contradicted                // no way fits all cells
)

// Facts is what the rows of a table prove. Rows that cannot be read and a last row of sums are
// not looked at.
type Facts struct {
	Rows    int
	Columns []ColumnFacts
	// Sums is the line of the last row if its numbers are the sums of those above and it has no
	// date where others have one, or Found.Sums; 0 if it seems to be a row like all others.
	Sums int
	// SumsCells are the texts of that row.
	SumsCells []string
	// When are the ways to make a time of the columns, the fullest first.
	When []When
}

// ColumnFacts is what the cells of one column prove. A column may be several things at once: 2017
// is a number, a word and a year.
type ColumnFacts struct {
	Column Column
	// Filled and Empty count the cells; those with an empty word such as n/a are empty too.
	Filled, Empty int
	EmptyWords    []WordCount
	// Example is the first filled cell.
	Example Sighting
	// Words are the distinct cells, the most frequent first; none are listed if there are more
	// than MaxWords of them, or long ones.
	Words     []WordCount
	ManyWords bool

	Dates     Dates
	Clock     Clock
	Numbers   Numbers
	Durations Durations
	Lists     []List
}

// Sighting is a cell and the line of its row.
type Sighting struct {
	Line  int
	Value string
}

// WordCount is a word and how many cells have it.
type WordCount struct {
	Word  string
	Count int
}

// Facts reads all rows once. The error is that of ctx.
func (t *Table) Facts(ctx context.Context) (Facts, error) {
	f := Facts{Columns: make([]ColumnFacts, len(t.Columns))}
	f.Sums = t.Found.Sums
	studies := make([]study, len(t.Columns))
	for i := range studies {
		studies[i].begin(len(t.Columns))
	}
	last := 0
	var lastCells []Cell
	for row, err := range t.Rows(ctx) {
		if err != nil {
			if ctx.Err() != nil {
				return Facts{}, err
			}
			continue
		}
		if row.Sums {
			f.SumsCells = textsOf(row.Cells)
			continue
		}
		f.Rows++
		last, lastCells = row.Line, append(lastCells[:0], row.Cells...)
		for i := range row.Cells {
			studies[i].add(row.Cells[i], row.Line)
		}
	}
	for i := range studies {
		f.Columns[i] = studies[i].facts(t.Columns[i])
		if d := &f.Columns[i].Dates; t.from1904 && d.Epoch == EpochDays {
			d.Epoch = EpochNone
		}
	}
	if f.Sums == 0 && areSums(studies, last) {
		f.Sums, f.SumsCells = last, textsOf(lastCells)
	}
	f.relate()
	return f, t.proveByTimes(ctx, &f)
}

func textsOf(cells []Cell) []string {
	texts := make([]string, len(cells))
	for i := range cells {
		texts[i] = strings.Clone(cells[i].Text)
	}
	return texts
}

// areSums reports whether the row on a line, the last one, has sums for numbers and no date.
func areSums(studies []study, line int) bool {
	undated, sums := false, false
	for i := range studies {
		s := &studies[i]
		undated = undated || s.dates.d.Cells > 1 && s.dates.last != line
		sums = sums || s.numbers.lastIsSum(line)
	}
	return undated && sums
}

// study collects the facts of one column.
type study struct {
	filled, empty int
	example       Sighting
	emptyWords    wordList
	words         wordList
	dates         dateStudy
	clock         Clock
	numbers       numberStudy
	durations     durationStudy
	lists         listStudy
}

// begin makes room for the words of one of so many columns.
func (s *study) begin(columns int) {
	list := newWordList(columns)
	s.emptyWords, s.words, s.numbers.units, s.numbers.of = list, list, list, list
	for i := range s.lists.words {
		s.lists.words[i] = list
	}
}

func (s *study) add(c Cell, line int) {
	text := trim(c.Text)
	if text == "" {
		s.empty++
		return
	}
	if IsEmptyWord(text) {
		s.empty++
		s.emptyWords.add(text)
		return
	}
	if s.filled++; s.filled == 1 {
		s.example = Sighting{line, clip(text)}
	}
	s.words.add(text)
	switch c.Type {
	case TypeNumber:
		s.numbers.addTyped(text, line)
		s.dates.counts.add(text)
		s.dates.miss(text, line)
		s.durations.misses++
		return
	case TypeDate:
		s.dates.add(text, line, &s.clock)
		s.numbers.miss(text, line)
		s.durations.misses++
		return
	case TypeDuration:
		s.dates.miss(text, line)
		s.numbers.miss(text, line)
		s.durations.add(text, line)
		return
	}
	value := bareValue(text)
	s.dates.add(value, line, &s.clock)
	s.numbers.add(value, line)
	s.durations.add(value, line)
	s.lists.add(text)
}

func (s *study) facts(c Column) ColumnFacts {
	f := ColumnFacts{
		Column: c, Filled: s.filled, Empty: s.empty, Example: s.example,
		EmptyWords: s.emptyWords.sorted(), Words: s.words.sorted(), ManyWords: s.words.many,
		Dates: s.dates.facts(s.filled), Clock: s.clock, Numbers: s.numbers.facts(), Durations: s.durations.facts(),
	}
	if f.Clock.Cells < s.filled {
		f.Clock.Verdict = VerdictNone
	}
	if f.Dates.Bad > 0 && f.Numbers.Bad > 0 {
		f.Lists = s.lists.facts()
	}
	return f
}

// triesBeforeGivingUp is after how many cells a column is no longer tried as dates, numbers or
// durations, if not one in twenty was one.
const triesBeforeGivingUp = 2000

// hopeless reports whether to stop trying.
func hopeless(hits, misses int) bool {
	return misses >= triesBeforeGivingUp && hits < misses/20
}
