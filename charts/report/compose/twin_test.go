package compose

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"enactive/charts/paper"
)

// TestNarrowTablesAreReadDownTheLeftHalfFirst sets narrow tables at each height of a page.
func TestNarrowTablesAreReadDownTheLeftHalfFirst(t *testing.T) {
	for lines := range 56 {
		rows := 16 + 7*lines%190
		table := Table{Lines: true, Columns: []Column{{Name: "Day", Head: true}, {Name: "Stress", Right: true}}}
		var blocks []Block
		for i := range lines {
			blocks = append(blocks, Entry{Head: fmt.Sprint("line ", i)})
		}
		for i := range rows {
			table.Rows = append(table.Rows, []string{fmt.Sprintf("r%d", i), "0"})
		}
		blocks = append(blocks, Heading{Level: 1, Text: "Numbers"}, table)
		var got, want []string
		for _, p := range pagesOf(t, t, documentOf(blocks...)).Pages {
			marks := slices.DeleteFunc(slices.Clone(p.Marks), func(m paper.Mark) bool { return m.Line == nil || !strings.HasPrefix(m.Line.Text, "r") })
			slices.SortStableFunc(marks, func(x, y paper.Mark) int { return cmp.Or(cmp.Compare(x.Left, y.Left), cmp.Compare(x.Top, y.Top)) })
			for _, m := range marks {
				got = append(got, m.Line.Text)
			}
		}
		for i := range rows {
			want = append(want, fmt.Sprintf("r%d", i))
		}
		if !slices.Equal(got, want) {
			t.Errorf("after %d lines, %d rows are read as %v", lines, rows, got)
		}
	}
}
