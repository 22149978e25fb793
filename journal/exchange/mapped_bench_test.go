package exchange_test

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"enactive/journal/exchange"
)

// trackerTable is a table of another program with as many rows as the other benchmarks have: dates with
// the day first, decimal commas, durations, words and lists.
var trackerTable = sync.OnceValue(func() string {
	var b strings.Builder
	b.WriteString("Date,Activity,Title,Distance,Time,Mood,Tags,Note,Steps\n")
	at := now.AddDate(-25, 0, 0)
	for i := range benchEntries {
		at = at.Add(time.Duration(i%240+1) * time.Minute)
		fmt.Fprintf(&b, "%s,%s,Route %d,\"%d,%02d\",00:%02d:%02d,%s,%s,\"felt, on the whole, as on day %d\",%d\n", at.Format("02/01/2006 15:04"),
			[...]string{"Run", "Ride", "Swim"}[i%3], i%97, i%40, i%100, i%60, i%47, [...]string{"good", "meh", "bad"}[i%3], "outdoor | friends", i, i%20000)
	}
	return b.String()
})

var trackerOptions = []string{"map Date=time", "map Activity=area", "map Title=title", "map Distance=performance:0..50", "map Time=effort", "words Mood: good=80, meh=50, bad=20",
	"map Mood=stress", "split Tags: |", "map Tags=tags", "map Note=note", "leave Steps"}

// BenchmarkMappedImport imports a table of another program and saves its entries. Beside it, in the same
// run, are what encoding/csv alone takes to read the table, and what saving alone takes. ratio is how
// many times longer all takes than these two together, and memory/file how many times larger than the
// file what was read is in memory, which is mostly 600 bytes for each entry.
func BenchmarkMappedImport(b *testing.B) {
	file := trackerTable()
	read, err := exchange.Formats()[0].Import.Reader(chosen(trackerOptions...))
	if err != nil {
		b.Fatal(err)
	}
	var floor, reading, saving time.Duration
	var live uint64
	var imp *exchange.Import
	for b.Loop() {
		start := time.Now()
		r := csv.NewReader(strings.NewReader(file))
		for err := error(nil); !errors.Is(err, io.EOF); {
			if _, err = r.Read(); err != nil && !errors.Is(err, io.EOF) {
				b.Fatal(err)
			}
		}
		floor += time.Since(start)
		j := newJournal(b)
		imp = nil
		before := heap()
		start = time.Now()
		imp, err = read(b.Context(), strings.NewReader(file), j, "bench.csv")
		if err != nil || imp.Added != benchEntries {
			b.Fatal(imp, err)
		}
		reading += time.Since(start)
		live = heap() - before
		start = time.Now()
		apply(b, j, imp)
		saving += time.Since(start)
	}
	each := func(d time.Duration) float64 { return d.Seconds() * 1000 / float64(b.N) }
	b.ReportMetric(each(floor), "encoding/csv-ms/op")
	b.ReportMetric(each(reading), "read-ms/op")
	b.ReportMetric(each(saving), "save-ms/op")
	b.ReportMetric((reading+saving).Seconds()/(floor+saving).Seconds(), "ratio")
	b.ReportMetric(float64(live)/float64(len(file)), "memory/file")
}

// heap is how many bytes are in use.
func heap() uint64 {
	runtime.GC()
	runtime.GC() // what pools had is only free after the second
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
