package table

import (
	"context"
	"strings"
	"testing"
)

// TestQuotesInAnyPlaceAreReadInOnePass reads files of a few MiB whose quotes lead astray in every
// way; where a reading looked at the rest of the file for each line, this would take hours.
func TestQuotesInAnyPlaceAreReadInOnePass(t *testing.T) {
	size := 1 << 20
	if testing.Short() {
		size = 1 << 16
	}
	for _, pattern := range []string{
		"\"\n", "\"a\n", "a\"\n", "\"\"\n", "\"\"\"\n", "a,\"\n", "a,\"b\n", "\"a\"b\n", "\"\\\"\n", "\\\"\n", "a,\"\\\"\n", "\",\n", "\"\"\"a,\n", "\" ,\"\n", "\"a\r", "\"\r\n\\\"", "\"a\"\"\n", "a,b\"c\n", ",,\"\n,\"\n", "\"\"a\"\"\n", "\"a,\"\"b\n",
	} {
		table, err := Read(context.Background(), strings.NewReader("a,b\n"+strings.Repeat(pattern, size/len(pattern))), Options{})
		if err != nil {
			continue
		}
		if _, err := table.Facts(context.Background()); err != nil {
			t.Errorf("%q: %v", pattern, err)
		}
	}
}

// TestAWideTableIsBounded reads the widest table with a different word in each cell.
func TestAWideTableIsBounded(t *testing.T) {
	var b strings.Builder
	for row := range 30 {
		for i := range MaxColumns {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(strings.Repeat("x", row) + "/;|")
		}
		b.WriteByte('\n')
	}
	f := facts(t, read(t, b.String(), Options{Separator: ','}))
	if len(f.Columns) != MaxColumns || !f.Columns[0].ManyWords {
		t.Errorf("%d columns, %d words of the first", len(f.Columns), len(f.Columns[0].Words))
	}
}
