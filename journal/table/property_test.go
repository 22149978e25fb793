package table

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// numericDate draws a date of three numbers.
func numericDate(t *rapid.T) string {
	sep := rapid.SampledFrom([]string{"/", "-", "."}).Draw(t, "sep")
	n := rapid.IntRange(1, 31)
	format := rapid.SampledFrom([]string{"%d", "%02d"}).Draw(t, "format")
	year := rapid.SampledFrom([]string{"2026", "1999", "26", "05", "99"}).Draw(t, "year")
	a, b := fmt.Sprintf(format, n.Draw(t, "a")), fmt.Sprintf(format, n.Draw(t, "b"))
	if len(year) == 2 && rapid.Bool().Draw(t, "year first") {
		return year + sep + a + sep + b
	}
	return a + sep + b + sep + year
}

// column makes a table of one column.
func column(cells []string) string {
	var b strings.Builder
	b.WriteString("c;d\n")
	for _, c := range cells {
		b.WriteString(c + ";x\n")
	}
	return b.String()
}

// readIn reads all cells in an order; ok reports whether it can.
func readIn(cells []string, o Order) (days []time.Time, ok bool) {
	r := DateReader{Order: o}
	for _, c := range cells {
		m, err := r.Read(Cell{Text: c})
		if err != nil {
			return nil, false
		}
		days = append(days, m.At)
	}
	return days, true
}

// TestAColumnThatReadsInTwoOrdersIsNeverProved draws columns of dates and compares what Facts
// says with reading all cells in each order.
func TestAColumnThatReadsInTwoOrdersIsNeverProved(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		cells := rapid.SliceOfN(rapid.Custom(numericDate), 1, 8).Draw(rt, "cells")
		f := facts(t, read(t, column(cells), Options{Separator: ';', Header: 1}))
		d := f.Columns[0].Dates
		if d.Bad > 0 {
			return
		}
		readings := map[string]Order{}
		for _, o := range []Order{DMY, MDY, YMD} {
			if days, ok := readIn(cells, o); ok {
				readings[fmt.Sprint(days)] = o
			}
		}
		want := [...]Verdict{Contradicted, Proved, Open, Open}[len(readings)]
		if d.Verdict != want {
			rt.Fatalf("%q reads in %d ways: %v", cells, len(readings), verdicts[d.Verdict])
		}
		if d.Verdict != Proved {
			return
		}
		if days, ok := readIn(cells, d.Order); !ok || readings[fmt.Sprint(days)] == OrderNone {
			rt.Fatalf("%q does not read as %s", cells, d.Order)
		}
	})
}

// writtenNumber draws a number as programs write it.
func writtenNumber(t *rapid.T) string {
	digits := func(low, high int) string {
		return rapid.StringMatching(fmt.Sprintf(`[0-9]{%d,%d}`, low, high)).Draw(t, "digits")
	}
	mark := rapid.SampledFrom([]string{"", ".", ",", " ", "'"}).Draw(t, "mark")
	s := rapid.SampledFrom([]string{"", "-", "+"}).Draw(t, "sign") + digits(1, 3)
	for range rapid.IntRange(0, 2).Draw(t, "groups") {
		s += mark + digits(3, 3)
	}
	if rapid.Bool().Draw(t, "fraction") {
		s += rapid.SampledFrom([]string{".", ","}).Draw(t, "point") + digits(1, 4)
	}
	return s
}

// TestNoNumberChangesByPowersOfTenUnlessTheColumnIsOpen draws columns of numbers and compares
// what Facts says with reading all cells in each notation.
func TestNoNumberChangesByPowersOfTenUnlessTheColumnIsOpen(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		cells := rapid.SliceOfN(rapid.Custom(writtenNumber), 1, 8).Draw(rt, "cells")
		f := facts(t, read(t, column(cells), Options{Separator: ';', Header: 1}))
		n := f.Columns[0].Numbers
		if n.Bad > 0 {
			return
		}
		readings := map[string]Notation{}
		for _, notation := range []Notation{Point, Comma} {
			r := NumberReader{Notation: notation}
			var all []float64
			for _, c := range cells {
				if x, err := r.Read(Cell{Text: c}); err == nil {
					all = append(all, x.Value)
				}
			}
			if len(all) == len(cells) {
				readings[fmt.Sprint(all)] = notation
			}
		}
		want := [...]Verdict{Contradicted, Proved, Open}[len(readings)]
		if n.Verdict != want {
			rt.Fatalf("%q reads in %d ways: %s", cells, len(readings), verdicts[n.Verdict])
		}
	})
}

// TestANumberReadsBackWhateverItsNotation writes numbers in each notation and reads them.
func TestANumberReadsBackWhateverItsNotation(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		cents := rapid.Int64Range(-1e12, 1e12).Draw(rt, "cents")
		whole, fraction := cents/100, cents%100
		sign := ""
		if cents < 0 {
			sign, whole, fraction = "-", -whole, -fraction
		}
		plain := fmt.Sprint(whole)
		for _, c := range []struct {
			mark, point string
			notation    Notation
		}{{",", ".", Point}, {".", ",", Comma}, {" ", ",", Comma}, {"'", ".", Point}, {"\u202f", ",", Comma}, {"", ".", Point}, {"", ",", Comma}} {
			grouped := plain
			for i := len(plain) - 3; i > 0; i -= 3 {
				grouped = grouped[:i] + c.mark + grouped[i:]
			}
			text := fmt.Sprintf("%s%s%s%02d", sign, grouped, c.point, fraction)
			r := NumberReader{Notation: c.notation}
			got, err := r.Read(Cell{Text: text})
			if err != nil || math.Abs(got.Value-float64(cents)/100) > 1e-9*math.Abs(got.Value) {
				rt.Fatalf("%q is %v, want %v: %v", text, got.Value, float64(cents)/100, err)
			}
		}
	})
}

// TestADateReadsBackInEveryLayout writes times in many layouts and reads them.
func TestADateReadsBackInEveryLayout(t *testing.T) {
	zone := berlin(t)
	layouts := []string{
		time.RFC3339, time.RFC1123Z, time.RFC850, time.ANSIC, time.DateTime, "2006-01-02T15:04:05", "2006-1-2 15:04:05", "2006/01/02 15:04:05", "20060102T150405", "2.1.2006 15:04:05", "02/01/2006 15:04:05",
		"2-1-2006 3:04:05 PM", "2 Jan 2006, 15:04:05", "January 2, 2006, 3:04:05 PM", "Monday, 2 January 2006 15:04:05", "2006年1月2日 15時04分05秒", "2006-01-02 15:04:05 -0700", "02-Jan-06 15:04:05",
	}
	rapid.Check(t, func(rt *rapid.T) {
		at := time.Unix(rapid.Int64Range(0, 3e9).Draw(rt, "at"), 0).In(zone)
		if _, offset := at.Add(2 * time.Hour).Zone(); offset != func() int { _, o := at.Add(-2 * time.Hour).Zone(); return o }() {
			return // an hour that is there twice
		}
		layout := rapid.SampledFrom(layouts).Draw(rt, "layout")
		r := DateReader{Order: DMY, Zone: zone}
		m, err := r.Read(Cell{Text: at.Format(layout)})
		if err != nil || !m.At.Equal(at) {
			rt.Fatalf("%q is %v, want %v: %v", at.Format(layout), m.At, at, err)
		}
	})
}

// TestRowsReadAsWritten writes rows by RFC 4180 and reads them.
func TestRowsReadAsWritten(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		sep := rapid.SampledFrom([]rune(",;\t|")).Draw(rt, "sep")
		end := rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(rt, "end")
		width := rapid.IntRange(2, 5).Draw(rt, "width")
		cell := rapid.StringMatching(`[a-z"\\,;|\t\n ]{0,6}`)
		var want []string
		var b strings.Builder
		b.WriteString(strings.Repeat("n"+string(sep), width-1) + "m" + end)
		for range rapid.IntRange(0, 6).Draw(rt, "rows") {
			row := rapid.SliceOfN(cell, width, width).Draw(rt, "row")
			row[0] = "1" + row[0]
			quoted := make([]string, width)
			for i, c := range row {
				quoted[i] = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
			}
			b.WriteString(strings.Join(quoted, string(sep)) + end)
			want = append(want, strings.Join(row, "|"))
		}
		table := read(t, b.String(), Options{Separator: sep})
		if got := cells(t, table); strings.Join(got, "\x00") != strings.Join(want, "\x00") {
			rt.Fatalf("%q:\ngot  %q\nwant %q", b.String(), got, want)
		}
	})
}
