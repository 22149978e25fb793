package exchange_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/exchange"
	"enactive/journal/table"
)

// importAnd reads a table, imports it if it can be read, hands its entries to look, and undoes it.
func importAnd(t tester, j *journal.Journal, text string, o exchange.ImportPlan, look func([]*journal.Entry)) error {
	t.Helper()
	imp, err := exchange.ReadCSV(t.Context(), strings.NewReader(text), j, o)
	if err != nil {
		return err
	}
	apply(t, j, imp)
	all := j.Entries(journal.Query{})
	undo(t, j)
	look(all)
	return nil
}

// writtenDate draws a date of three numbers with one of two separators.
func writtenDate() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		n := rapid.IntRange(1, 28)
		format := rapid.SampledFrom([]string{"%d/%d/%s", "%02d/%02d/%s", "%02d-%02d-%s", "%[3]s/%[1]d/%[2]d"}).Draw(t, "format")
		return fmt.Sprintf(format, n.Draw(t, "first"), n.Draw(t, "second"), rapid.SampledFrom([]string{"2025", "21", "12"}).Draw(t, "year"))
	})
}

// TestDatesThatReadInTwoWaysAreAsked draws columns of dates. One that the orders read differently is
// refused; one that only one order reads comes in as this order says; and so does each with an answer.
func TestDatesThatReadInTwoWaysAreAsked(t *testing.T) {
	j := newJournal(t)
	rapid.Check(t, func(t *rapid.T) {
		cells := rapid.SliceOfN(writtenDate(), 1, 6).Draw(t, "cells")
		file := "when,area\n" + strings.Join(cells, ",A\n") + ",A\n"
		// Two orders that swap the days of two rows read the same days, and yet differ: row by row it counts.
		readings := map[string][]table.Order{}
		days := map[string]string{}
		for _, o := range []table.Order{table.DMY, table.MDY, table.YMD} {
			if all, ok := daysIn(cells, o); ok {
				rows := rowsAs(all)
				readings[rows] = append(readings[rows], o)
				days[rows] = daysAs(all)
			}
		}
		o := options(t, "map when=time")
		var got string
		err := importAnd(t, j, file, o, func(all []*journal.Entry) { got = daysAs(all) })
		if len(readings) == 1 && err != nil || len(readings) != 1 && !errors.Is(err, exchange.ErrRejected) {
			t.Fatalf("%q reads in %d ways: %v", cells, len(readings), err)
		}
		for rows, orders := range readings {
			want := days[rows]
			if err == nil && got != want {
				t.Fatalf("%q is %s, want %s", cells, got, want)
			}
			for _, o.Dates = range orders {
				if err := importAnd(t, j, file, o, func(all []*journal.Entry) { got = daysAs(all) }); err != nil || got != want {
					t.Fatalf("%q by %s is %s, want %s: %v", cells, o.Dates, got, want, err)
				}
			}
		}
	})
}

// daysIn reads all cells in an order, one entry for each row.
func daysIn(cells []string, o table.Order) ([]*journal.Entry, bool) {
	var all []*journal.Entry
	r := table.DateReader{Order: o}
	for _, cell := range cells {
		m, err := r.Read(table.Cell{Text: cell})
		if err != nil {
			return nil, false
		}
		all = append(all, &journal.Entry{Time: m.At})
	}
	return all, true
}

// rowsAs says the day of each entry, in their order.
func rowsAs(all []*journal.Entry) string {
	var b strings.Builder
	for _, e := range all {
		b.WriteString(e.Time.Format(time.DateOnly + " "))
	}
	return b.String()
}

// daysAs says how many entries are on each day.

func daysAs(all []*journal.Entry) string {
	count := map[string]int{}
	for _, e := range all {
		count[e.Time.Format(time.DateOnly)]++
	}
	return fmt.Sprint(count) // maps are printed in order
}

// TestNoNumberChangesByAFactorUnasked writes the same numbers in both notations. Each file gives these
// numbers, or is refused with a question that --decimal answers.
func TestNoNumberChangesByAFactorUnasked(t *testing.T) {
	j := newJournal(t)
	rapid.Check(t, func(t *rapid.T) {
		decimals := rapid.IntRange(0, 3).Draw(t, "decimals")
		grouped := rapid.Bool().Draw(t, "grouped")
		around := rapid.SampledFrom([]string{"%s", "%s km", "%s%%", "€ %s"}).Draw(t, "around")
		shift := int64(math.Pow10(decimals))
		numbers := rapid.SliceOfN(rapid.Int64Range(0, 2e6), 1, 6).Draw(t, "numbers")
		for notation, marks := range map[table.Notation][2]string{table.Point: {",", "."}, table.Comma: {".", ","}} {
			file, want := "time;area;n\n", []float64{}
			for i, n := range numbers {
				whole, fraction := fmt.Sprint(n/shift), ""
				if decimals > 0 {
					fraction = fmt.Sprintf("%s%0*d", marks[1], decimals, n%shift)
				}
				for at := len(whole) - 3; at > 0 && grouped; at -= 3 {
					whole = whole[:at] + marks[0] + whole[at:]
				}
				file += fmt.Sprintf("2025-01-%02d;A;"+around+"\n", i+1, whole+fraction)
				want = append(want, float64(n)/float64(shift)/2e6*100)
			}
			slices.Sort(want)
			o := options(t, "map n=effort:0..2000000")
			values := func(all []*journal.Entry) {
				got := make([]float64, len(all))
				for i, e := range all {
					got[i] = float64(e.Effort.Or(-1))
				}
				slices.Sort(got)
				if !slices.EqualFunc(got, want, func(a, b float64) bool { return math.Abs(a-b) < 1e-6*(a+b)+1e-9 }) {
					t.Fatalf("%q gives %v, want %v", file, got, want)
				}
			}
			if err := importAnd(t, j, file, o, values); err != nil {
				if text := describe.Error(err); !errors.Is(err, exchange.ErrRejected) || !strings.Contains(text, "--decimal") {
					t.Fatalf("%q: %s", file, text)
				}
			}
			o.Decimal = notation
			if err := importAnd(t, j, file, o, values); err != nil {
				t.Fatalf("%q by %s: %s", file, notation, describe.Error(err))
			}
		}
	})
}

// anyTable draws a table whose first column is called When and mostly holds dates, with names and cells
// of all sorts, and returns its names too.
func anyTable(t *rapid.T) (text string, names []string) {
	names = rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"time", "area", "id", "type", "title", "Score", "Tags", "Mood", "x y", "performance"}), 1, 4, rapid.ID[string]).Draw(t, "names")
	names = append([]string{"When"}, names...)
	date := rapid.SampledFrom([]string{"2026-01-05", "2026-01-05 18:05", "2026-01-05", "13/1/2026", "3/4/2026", "1.2.2026", "1767632700", "9:05 pm", "2062-01-01", ""})
	cell := rapid.OneOf(
		date,
		rapid.SampledFrom([]string{"5", "1.431", "2,5", "79%", "7/10", "1h 20m", "7:02", "-", "n/a", "1e9", "A", "good", "plan", "a | b", "=1+1", `he said "go"`, "\"", "01KA0000000000000000000001"}),
		hostileLine(),
	)
	var b strings.Builder
	quote := func(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }
	for i, name := range names {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(quote(name))
	}
	for range rapid.IntRange(1, 6).Draw(t, "rows") {
		b.WriteByte('\n')
		for i := range rapid.IntRange(1, len(names)+1).Draw(t, "cells") {
			if i > 0 {
				b.WriteByte(',')
			}
			draw := cell
			if i == 0 {
				draw = date
			}
			if s := draw.Draw(t, "cell"); rapid.Bool().Draw(t, "quoted") {
				b.WriteString(quote(s))
			} else {
				b.WriteString(s)
			}
		}
	}
	return b.String() + "\n", names
}

// anyOptions draws options for a table with these names, most of which fit.
func anyOptions(t *rapid.T, names []string) exchange.ImportPlan {
	theirs := rapid.SampledFrom(append([]string{"#2", "#2", "#9"}, names[1:]...))
	ours := rapid.SampledFrom(append([]string{"performance", "effort", "title", "tags", "outcome", "note", "people"}, exchange.Columns()...))
	o := exchange.ImportPlan{File: "any.csv", SkipBadRows: rapid.IntRange(0, 3).Draw(t, "skip bad rows") > 0, Dates: rapid.SampledFrom([]table.Order{0, 0, table.DMY, table.MDY, table.YMD}).Draw(t, "dates"),
		Decimal: rapid.SampledFrom([]table.Notation{0, 0, table.Point, table.Comma}).Draw(t, "decimal")}
	if rapid.IntRange(0, 9).Draw(t, "has a time") > 0 {
		o.Map = append(o.Map, exchange.ColumnMap{From: "When", To: "time"})
	}
	for range rapid.IntRange(0, 2).Draw(t, "maps") {
		m := exchange.ColumnMap{From: theirs.Draw(t, "from"), To: ours.Draw(t, "to")}
		if low, high, ok := exchange.IsNumber(m.To); ok && rapid.Bool().Draw(t, "scaled") {
			m.Scaled, m.Low, m.High = true, high*2, low
		}
		o.Map = append(o.Map, m)
	}
	if rapid.IntRange(0, 9).Draw(t, "join") == 0 {
		o.Join = append(o.Join, exchange.ColumnJoin{From: []string{theirs.Draw(t, "first"), theirs.Draw(t, "second")}, To: ours.Draw(t, "joined")})
	}
	if rapid.IntRange(0, 5).Draw(t, "set area") > 0 {
		o.Set = append(o.Set, exchange.ColumnSet{To: "area", Value: "Set"})
	}
	if rapid.IntRange(0, 3).Draw(t, "leave") == 0 {
		o.Leave = append(o.Leave, theirs.Draw(t, "left"))
	}
	if rapid.IntRange(0, 3).Draw(t, "words") == 0 {
		o.Words = append(o.Words, exchange.ColumnWords{From: theirs.Draw(t, "of"), Ours: map[string]string{"good": "80", "a | b": "", "5": "success"}})
	}
	if rapid.IntRange(0, 3).Draw(t, "split") == 0 {
		o.Split = append(o.Split, exchange.ColumnSplit{From: theirs.Draw(t, "list"), Separator: rapid.SampledFrom(table.ListSeparators()).Draw(t, "separator")})
	}
	o.Reading.NoHeader = rapid.IntRange(0, 19).Draw(t, "no header") == 0
	return o
}

// TestAnyOptionsAreAllOrNothing imports any table with any options. What is refused changes nothing and is
// said in words; what is accepted adds as many entries as it says, once, and one undo takes all away.
func TestAnyOptionsAreAllOrNothing(t *testing.T) {
	j := newJournal(t)
	importCSV(t, j, richTable, exchange.ImportPlan{})
	before := exportJSON(t, j, journal.Query{})
	had := len(j.Entries(journal.Query{}))
	accepted := 0
	rapid.Check(t, func(t *rapid.T) {
		text, names := anyTable(t)
		o := anyOptions(t, names)
		imp, err := exchange.ReadCSV(t.Context(), strings.NewReader(text), j, o)
		if err != nil {
			if !errors.Is(err, exchange.ErrRejected) && !errors.Is(err, exchange.ErrUsage) || strings.TrimSpace(describe.Error(err)) == "" {
				t.Fatalf("%q with %+v: %v", text, o, err)
			}
		} else {
			if imp.Added > 0 {
				accepted++
			}
			checkImport(t, j, imp, text, o, had)
		}
		if after := exportJSON(t, j, journal.Query{}); after != before {
			t.Fatalf("%q with %+v leaves\n%s\nof\n%s", text, o, after, before)
		}
	})
	if accepted == 0 && !testing.Short() { // a short run draws a few tables, of which each may be refused
		t.Error("no table was accepted, so nothing was tried")
	}
}

// checkImport applies an import to a journal of so many entries, and undoes it.
func checkImport(t *rapid.T, j *journal.Journal, imp *exchange.Import, text string, o exchange.ImportPlan, had int) {
	if len(imp.Bad) > 0 && !o.SkipBadRows {
		t.Fatalf("%q with %+v skips %d rows", text, o, len(imp.Bad))
	}
	if imp.Added+imp.AlreadyThere == 0 && imp.Bad != nil {
		t.Fatalf("%q with %+v has no valid row, and is not refused", text, o)
	}
	if _ = describe.Messages(imp.Notes); imp.Added == 0 {
		return
	}
	added := imp.Added
	apply(t, j, imp)
	if n := len(j.Entries(journal.Query{})) - had; n != added {
		t.Fatalf("%q with %+v adds %d entries, and says %d", text, o, n, added)
	}
	again, err := exchange.ReadCSV(t.Context(), strings.NewReader(text), j, o)
	if err != nil || again.Added != 0 {
		t.Fatalf("%q with %+v: the second time %+v, %v", text, o, again, err)
	}
	undo(t, j)
}
