package charts

import (
	"fmt"

	"enactive/journal/insight"
)

const (
	rowsKeyEstimate = "on average"
	rowsKeyShift    = "difference"
	rowsKeyLikely   = "bar: likely range, 8 times in 10"
	rowsKeySingles  = "single entries"
	rowsKeyEqual    = "entries, larger where several are equal"
)

// compareNotes say what was measured in how many entries, from long to short.
func compareNotes(c insight.Comparison) []string {
	return []string{
		fmt.Sprintf("%s, %s of %s", c.Measure, groupedCount(c.With), groupedCount(c.With+c.Without)),
		fmt.Sprintf("%s, %s", c.Measure, groupedCount(c.With)),
		c.Measure,
	}
}

// singleLabel says what one change, or several equal ones, are.
func singleLabel(name string, change float64, n int) string {
	label := name + ": " + signed(change)
	if n > 1 {
		label += ", " + countedEntries(n)
	}
	return label
}
