package exchange_test

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"

	"enactive/journal"
	"enactive/journal/exchange"
)

// measuredTable is benchTable with twelve measures, of which each entry has ten or so.
var measuredTable = sync.OnceValue(func() string {
	lines := strings.Split(strings.TrimSuffix(benchTable(), "\n"), "\n")
	for i := range lines {
		for m := range 12 {
			cell := ""
			switch {
			case i == 0:
				cell = fmt.Sprintf("m:Measure %d", m)
			case (i+m)%6 == 0:
			case m%4 == 0:
				cell = fmt.Sprintf("%d.%d", 50+(i+m)%40, i%10)
			case m%4 == 1:
				cell = fmt.Sprintf("%d:%02d", 5+i%4, (i+m)%60)
			case m%4 == 2:
				cell = []string{"rain", "sun", "snow"}[(i+m)%3]
			default:
				cell = []string{"yes", "no"}[(i+m)%2]
			}
			lines[i] += "," + cell
		}
	}
	return strings.Join(lines, "\n") + "\n"
})

// BenchmarkMeasures writes and reads benchEntries entries with twelve measures.
func BenchmarkMeasures(b *testing.B) {
	j := newJournal(b)
	importCSV(b, j, measuredTable(), exchange.ImportPlan{})
	var file strings.Builder
	if err := exchange.WriteJSON(b.Context(), &file, j, journal.Query{}); err != nil {
		b.Fatal(err)
	}
	fresh := newJournal(b)
	for _, c := range []struct {
		name string
		run  func() error
	}{
		{"export/csv", func() error { return exchange.WriteCSV(b.Context(), io.Discard, j, journal.Query{}) }},
		{"export/json", func() error { return exchange.WriteJSON(b.Context(), io.Discard, j, journal.Query{}) }},
		{"import/csv", func() error {
			imp, err := exchange.ReadCSV(b.Context(), strings.NewReader(measuredTable()), fresh, exchange.ImportPlan{File: "bench.csv"})
			if err == nil && (imp.Added != benchEntries || len(imp.NewMeasures) != 12) {
				err = fmt.Errorf("%d entries and %d measures", imp.Added, len(imp.NewMeasures))
			}
			return err
		}},
		{"import/json", func() error {
			_, err := exchange.ReadJSON(b.Context(), strings.NewReader(file.String()), fresh, "bench.json")
			return err
		}},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				if err := c.run(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
