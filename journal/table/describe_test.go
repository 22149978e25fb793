package table

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// read reads a table of a test.
func read(t *testing.T, text string, o Options) *Table {
	t.Helper()
	table, err := Read(context.Background(), strings.NewReader(text), o)
	if err != nil {
		t.Fatalf("Read(%.80q): %v", text, err)
	}
	return table
}

func facts(t *testing.T, table *Table) Facts {
	t.Helper()
	f, err := table.Facts(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// cells returns all rows, the cells joined by a bar; a row that cannot be read is its error.
func cells(t *testing.T, table *Table) []string {
	t.Helper()
	var all []string
	for row, err := range table.Rows(context.Background()) {
		if err != nil {
			all = append(all, err.Error())
			continue
		}
		var texts []string
		for _, c := range row.Cells {
			texts = append(texts, c.Text)
		}
		all = append(all, strings.Join(texts, "|"))
	}
	return all
}

// describeFound is what was found beside what most files have.
func describeFound(f *Found) string {
	var b strings.Builder
	say := func(is bool, format string, values ...any) {
		if is {
			fmt.Fprintf(&b, " "+format, values...)
		}
	}
	fmt.Fprintf(&b, "rows %d", f.Rows)
	say(f.Encoding != UTF8 && f.Encoding != "", "%s", f.Encoding)
	say(f.EncodingLine > 0, "foreign in line %d", f.EncodingLine)
	say(f.Mark, "marked")
	say(f.Separator != ',' && f.Separator != 0, "separator %q", f.Separator)
	say(f.SeparatorLine, "named")
	say(len(f.OtherSeparators) > 0, "others %q", f.OtherSeparators)
	say(f.Ends.CRLF > 0, "crlf %d", f.Ends.CRLF)
	say(f.Ends.CR > 0, "cr %d", f.Ends.CR)
	say(f.Header != 1, "header %d", f.Header)
	say(!f.HeaderProved, "unproved")
	say(f.Sheet != "", "sheet %s of %q", f.Sheet, f.Sheets)
	say(f.Before.Count > 0, "before %v", f.Before.First)
	say(f.Blank > 0, "blank %d", f.Blank)
	say(f.Filled.Count > 0, "filled %v", f.Filled.First)
	say(f.Cut.Count > 0, "cut %v", f.Cut.First)
	say(f.Repaired.Count > 0, "repaired %v", f.Repaired.First)
	say(f.Repeated.Count > 0, "repeated %v", f.Repeated.First)
	say(f.Common > 0, "common %d", f.Common)
	say(f.Behind.Count > 0, "behind %v", f.Behind.First)
	say(f.Bad.Count > 0, "bad %v", f.Bad.First)
	say(f.Sums > 0, "sums %d", f.Sums)
	return b.String()
}

var verdicts = [...]string{"none", "proved", "open", "contradicted"}

// describe is what a column proves, in short.
func describe(c *ColumnFacts) string {
	var parts []string
	if c.Filled == 0 {
		parts = append(parts, "empty")
	}
	for _, w := range c.EmptyWords {
		parts = append(parts, fmt.Sprintf("%s x%d", w.Word, w.Count))
	}
	if d := &c.Dates; d.All() {
		s := "dates " + verdicts[d.Verdict]
		if d.Order != OrderNone {
			s += " " + d.Order.String()
		}
		for _, e := range d.Examples {
			s += " " + e.Value
			for i, at := range e.As {
				s += " " + d.Orders[i].String() + " " + at.Format("2006-01-02")
			}
		}
		if d.Verdict == Proved {
			s += " " + d.First.Format("2006-01-02T15:04:05") + ".." + d.Last.Format("2006-01-02T15:04:05")
		}
		parts = append(parts, s)
	}
	if c.Dates.Epoch != EpochNone {
		parts = append(parts, fmt.Sprintf("counts %d", c.Dates.Epoch))
	}
	if c.Dates.DayMonths > 0 {
		parts = append(parts, fmt.Sprintf("day and month x%d", c.Dates.DayMonths))
	}
	if k := &c.Clock; k.Verdict != VerdictNone {
		s := fmt.Sprintf("clock %s %v..%v", verdicts[k.Verdict], k.First, k.Last)
		if k.BesideTime {
			s += " beside times"
		}
		parts = append(parts, s)
	}
	if n := &c.Numbers; n.All() {
		parts = append(parts, describeNumbers(n))
	}
	if d := &c.Durations; d.All() {
		s := "durations " + verdicts[d.Verdict]
		for form := range d.Smallest {
			if d.Smallest[form].Line > 0 && (d.Verdict == Open || form == 0) {
				s += fmt.Sprintf(" %s %.4g..%.4g", DurationForm(form), d.Smallest[form].Number, d.Largest[form].Number)
			}
		}
		parts = append(parts, s)
	}
	for _, l := range c.Lists {
		parts = append(parts, fmt.Sprintf("list %q %d in %d", l.Separator, l.Items, l.Cells))
	}
	if len(parts) == 0 {
		var words []string
		for _, w := range c.Words {
			words = append(words, w.Word)
		}
		parts = append(parts, "words "+strings.Join(words, ", "))
	}
	return c.Column.Label + ": " + strings.Join(parts, "; ")
}

func describeNumbers(n *Numbers) string {
	s := "numbers " + verdicts[n.Verdict]
	if n.Notation != NotationNone {
		s += " " + n.Notation.String()
	}
	for notation := range n.Smallest {
		if n.Verdict == Open && notation != 0 || n.Verdict == Proved && notation == int(n.Notation) {
			s += fmt.Sprintf(" %v..%v", n.Smallest[notation].Number, n.Largest[notation].Number)
		}
	}
	for _, u := range n.Units {
		if u.Word != "" {
			s += " " + u.Word
		}
	}
	for _, u := range n.Of {
		if u.Word != "" {
			s += " of " + u.Word
		}
	}
	return s
}

func describeWhen(all []When) []string {
	var lines []string
	for _, w := range all {
		s := fmt.Sprintf("when %v ", w.Columns)
		if w.HasTime {
			s += "with time "
		}
		lines = append(lines, s+verdicts[w.Verdict])
	}
	return lines
}
