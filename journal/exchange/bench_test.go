package exchange_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"enactive/journal"
	"enactive/journal/exchange"
)

// benchEntries is the number of entries, of about 600 bytes each, in the benchmarks.
const benchEntries = 100_000

// benchJournal returns a journal of benchEntries entries and its CSV.
func benchJournal(b *testing.B) (*journal.Journal, string) {
	b.Helper()
	j := newJournal(b)
	table := benchTable()
	importCSV(b, j, table, exchange.ImportPlan{})
	return j, table
}

// benchTable is the CSV of the benchmarks, generated once: realistic rows, always the same.
var benchTable = sync.OnceValue(func() string {
	r := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields("the call went well and I kept calm, then asked for the next step; we ran five kilometres before work in the rain")
	text := func(n int) string {
		var s strings.Builder
		for s.Len() < n {
			s.WriteString(words[r.IntN(len(words))])
			s.WriteByte(' ')
		}
		return strings.TrimSpace(s.String())
	}
	var b strings.Builder
	w := csv.NewWriter(&b)
	_ = w.Write(exchange.Columns()) // a strings.Builder takes everything
	at := now.AddDate(-20, 0, 0)
	for i := range benchEntries {
		at = at.Add(time.Duration(r.IntN(200)) * time.Minute)
		stamp := at.Format(time.RFC3339)
		_ = w.Write([]string{
			fmt.Sprintf("01%024d", i), "experience", stamp, []string{"Running", "Career", "Study"}[i%3], "mastery", "practice",
			text(30), text(60), text(150), "success", "70", "40", "35", "challenge", "5", "60", "2", "yes", "65", stamp, "70",
			"[x] " + strings.ReplaceAll(text(20), ";", `\;`) + "; [ ] rain", "sleep", "start slower", "breathing; routine", "Ana (mentor); Ben", "outdoor; morning",
			text(80), stamp, stamp,
		})
	}
	w.Flush()
	return b.String()
})

func BenchmarkExportCSV(b *testing.B) {
	j, table := benchJournal(b)
	rows, err := csv.NewReader(strings.NewReader(table)).ReadAll()
	if err != nil {
		b.Fatal(err)
	}
	var floor, ours time.Duration
	for b.Loop() {
		start := time.Now()
		w := csv.NewWriter(io.Discard)
		if err := w.WriteAll(rows); err != nil {
			b.Fatal(err)
		}
		floor += time.Since(start)
		start = time.Now()
		if err := exchange.WriteCSV(b.Context(), io.Discard, j, journal.Query{}); err != nil {
			b.Fatal(err)
		}
		ours += time.Since(start)
	}
	report(b, floor, ours)
}

func BenchmarkImportCSV(b *testing.B) {
	j, table := newJournal(b), benchTable()
	var floor, ours time.Duration
	for b.Loop() {
		start := time.Now()
		rows, err := csv.NewReader(strings.NewReader(table)).ReadAll()
		if err != nil || len(rows) != benchEntries+1 {
			b.Fatal(len(rows), err)
		}
		floor += time.Since(start)
		start = time.Now()
		imp, err := exchange.ReadCSV(b.Context(), strings.NewReader(table), j, exchange.ImportPlan{File: "bench.csv"})
		if err != nil || imp.Added != benchEntries {
			b.Fatal(imp, err)
		}
		ours += time.Since(start)
	}
	report(b, floor, ours)
}

func BenchmarkExportJSON(b *testing.B) {
	j, _ := benchJournal(b)
	for b.Loop() {
		if err := exchange.WriteJSON(b.Context(), io.Discard, j, journal.Query{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkImportJSON(b *testing.B) {
	j, _ := benchJournal(b)
	var file bytes.Buffer
	if err := exchange.WriteJSON(b.Context(), &file, j, journal.Query{}); err != nil {
		b.Fatal(err)
	}
	fresh := newJournal(b)
	for b.Loop() {
		imp, err := exchange.ReadJSON(b.Context(), bytes.NewReader(file.Bytes()), fresh, "bench.json")
		if err != nil || imp.Added != benchEntries {
			b.Fatal(imp, err)
		}
	}
}

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

// report reports both times and their ratio.
func report(b *testing.B, floor, ours time.Duration) {
	b.ReportMetric(floor.Seconds()*1000/float64(b.N), "encoding/csv-ms/op")
	b.ReportMetric(ours.Seconds()*1000/float64(b.N), "ours-ms/op")
	b.ReportMetric(ours.Seconds()/floor.Seconds(), "ratio")
}

// BenchmarkImportAgain reads the table of another program again, in which each hundredth row has
// changed.
func BenchmarkImportAgain(b *testing.B) {
	table := func(step int) string {
		var t strings.Builder
		t.WriteString("id,time,area,title,performance,stress,note,tags\n")
		at := now.AddDate(-20, 0, 0)
		for i := range benchEntries {
			stress := i % 90
			if i%100 == 0 {
				stress += step
			}
			fmt.Fprintf(&t, "%d,%s,Running,\"Run %d, the usual way\",%d,%d,It was a day like any other and I ran,outdoor; morning\n",
				i, at.Add(time.Duration(i)*time.Hour).Format("2006-01-02 15:04"), i%7, i%100, stress)
		}
		return t.String()
	}
	j, before, after := newJournal(b), table(0), table(1)
	importCSV(b, j, before, exchange.ImportPlan{})
	size := 0
	for _, e := range j.Entries(journal.Query{}) {
		size += len(e.Origin)
	}
	read := func(b *testing.B, file string, want int) {
		for b.Loop() {
			imp, err := exchange.ReadCSV(b.Context(), strings.NewReader(file), j, exchange.ImportPlan{File: "bench.csv"})
			if err != nil || imp.Changed != want || imp.Added != 0 {
				b.Fatal(imp, err)
			}
		}
		b.ReportMetric(float64(size)/benchEntries, "origin-bytes/entry")
	}
	b.Run("unchanged", func(b *testing.B) { read(b, before, 0) })
	b.Run("changed", func(b *testing.B) { read(b, after, benchEntries/100) })
}
