package table

import (
	"bytes"
	"context"
	"errors"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"
	"unicode/utf8"
)

// FuzzRead reads any bytes twice: it holds the limits, fails only with an *Error, and both times
// sees the same rows.
func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.csv")
	for _, name := range files {
		raw, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw, "", 0, false)
	}
	f.Add([]byte("a;b\r1;\"x\\\"y\"\r"), "windows-1252", 1, true)
	f.Add(xlsx(f, `<row r="1"><c t="s"><v>1</v></c><c s="2"><v>46027.5</v></c></row>`), "", 0, false)
	f.Fuzz(func(t *testing.T, raw []byte, encoding string, header int, none bool) {
		bounds := &limits{file: 1 << 20, unpacked: 4 << 20, ratio: 100, cell: 1000, line: 2000, columns: 50, row: 500}
		table, err := Read(context.Background(), bytes.NewReader(raw), Options{Encoding: encoding, Header: header % 100, NoHeader: none, lowered: bounds})
		if err != nil {
			var e *Error
			if !errors.As(err, &e) || e.Kind == "" {
				t.Fatalf("%T: %v", err, err)
			}
			return
		}
		checkTable(t, table, bounds)
	})
}

// checkTable holds what is true of every table.
func checkTable(t *testing.T, table *Table, bounds *limits) {
	labels := map[string]bool{}
	for i, c := range table.Columns {
		if c.Place != i+1 || labels[c.Label] {
			t.Fatalf("column %d is %+v", i, c)
		}
		labels[c.Label] = true
	}
	rows, bad, line := 0, 0, 0
	for row, err := range table.Rows(context.Background()) {
		rows++
		if err != nil {
			bad++
			continue
		}
		if row.Line <= line || len(row.Cells) != len(table.Columns) {
			t.Fatalf("line %d with %d cells behind line %d", row.Line, len(row.Cells), line)
		}
		line = row.Line
		for _, c := range row.Cells {
			if len(c.Text) > bounds.cell || table.Found.Format == FormatText && !utf8.ValidString(c.Text) {
				t.Fatalf("a cell is %q", c.Text)
			}
		}
	}
	if rows != table.Found.Rows || bad != table.Found.Bad.Count || rows > bounds.row {
		t.Fatalf("%d rows, %d of them bad; found %+v", rows, bad, table.Found)
	}
	facts, err := table.Facts(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for i := range facts.Columns {
		if c := &facts.Columns[i]; c.Filled+c.Empty != facts.Rows {
			t.Fatalf("%d filled and %d empty of %d", c.Filled, c.Empty, facts.Rows)
		}
	}
}

// FuzzODS reads any content of an .ods file.
func FuzzODS(f *testing.F) {
	f.Add([]byte(odsHead + `<table:table table:name="a"><table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="3" office:value-type="float" office:value="1.5"><text:p>1,5</text:p></table:table-cell></table:table-row></table:table>` + odsTail))
	f.Add([]byte(`<table name="a"><table-row><table-cell value-type="date" date-value="2026-01-05"/><table-cell value-type="time" time-value="PT09H05M00S"/></table-row></table>`))
	f.Fuzz(func(t *testing.T, content []byte) {
		bounds := &limits{file: 1 << 20, unpacked: 4 << 20, ratio: 100, cell: 1000, line: 2000, columns: 50, row: 500}
		table, err := Read(context.Background(), bytes.NewReader(packed(t, "content.xml", string(content))), Options{lowered: bounds})
		if err == nil {
			checkTable(t, table, bounds)
		}
	})
}

// FuzzXLSX reads any sheet of an .xlsx file.
func FuzzXLSX(f *testing.F) {
	f.Add(`<row r="1"><c t="s"><v>1</v></c><c r="B1" s="2"><v>46027.5</v></c></row><row r="5"><c r="AB5" t="inlineStr"><is><t>x</t></is></c></row>`)
	f.Fuzz(func(t *testing.T, rows string) {
		bounds := &limits{file: 1 << 20, unpacked: 4 << 20, ratio: 100, cell: 1000, line: 2000, columns: 50, row: 500}
		table, err := Read(context.Background(), bytes.NewReader(xlsx(t, rows)), Options{lowered: bounds})
		if err == nil {
			checkTable(t, table, bounds)
		}
	})
}

// FuzzDate reads any text as a date: what is read is of the calendar, and reads back as ISO.
func FuzzDate(f *testing.F) {
	for _, s := range []string{"2026-01-05T18:05:07.25+01:00", "8 Apr 2026, 16:50", "May 13, 2026, 9:54:42 PM", "16 de octubre de 2021, 9:05 p. m.", "2025年12月31日 午後9:05", "1/2/26", "2026-W02-1", "24:00 UTC", "Mon, 05 Jan 2026 18:05:07 +0100 (CET)"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, order := range []Order{OrderNone, DMY, MDY, YMD} {
			r := DateReader{Order: order}
			m, err := r.Read(Cell{Text: s})
			if err != nil || !m.HasDate {
				continue
			}
			if y := m.Clock.Year(); y < 1 || y > 10000 || m.OfDay < 0 || m.OfDay > 24*time.Hour {
				t.Fatalf("%q is %v", s, m)
			}
			if m.Clock.Year() > 9999 {
				continue
			}
			again, err := (&DateReader{}).Read(Cell{Text: m.Clock.Format("2006-01-02T15:04:05.999999999")})
			if err != nil || !again.Clock.Equal(time.Date(m.Clock.Year(), m.Clock.Month(), m.Clock.Day(), m.Clock.Hour(), m.Clock.Minute(), m.Clock.Second(), m.Clock.Nanosecond(), time.UTC)) {
				t.Fatalf("%q is %v, and that %v: %v", s, m.Clock, again.Clock, err)
			}
		}
	})
}

// FuzzNumber reads any text as a number: without a notation it is what both notations read.
func FuzzNumber(f *testing.F) {
	for _, s := range []string{"1,234.5", "1.234,5", "(120.50)", "€ 12.500,00", "7/10", "1e-3", "1h 20m", "7:02.5", "PT1H20M", "1'234'567", ".5", "-$4,200.00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c := Cell{Text: s}
		read := func(n Notation) (float64, bool) {
			x, err := (&NumberReader{Notation: n}).Read(c)
			if math.IsNaN(x.Value) || math.IsInf(x.Value, 0) {
				t.Fatalf("%q is %v", s, x.Value)
			}
			return x.Value, err == nil
		}
		point, isPoint := read(Point)
		comma, isComma := read(Comma)
		none, isNone := read(NotationNone)
		switch {
		case isPoint && isComma && isNone != (point == comma),
			isPoint != isComma && !isNone, !isPoint && !isComma && isNone,
			isNone && isPoint && none != point, isNone && isComma && none != comma:
			t.Fatalf("%q: point %v %t, comma %v %t, none %v %t", s, point, isPoint, comma, isComma, none, isNone)
		}
		for _, form := range []DurationForm{DurationNone, MinutesSeconds, HoursMinutes} {
			if x, err := (&NumberReader{Durations: form, AsDurations: true}).Read(c); err == nil && (math.IsNaN(x.Value) || math.IsInf(x.Value, 0)) {
				t.Fatalf("%q is %v minutes", s, x.Value)
			}
		}
	})
}

// FuzzList splits any text: no item is empty or has the separator.
func FuzzList(f *testing.F) {
	f.Add("#a #b", "#")
	f.Add("a | b|", "|")
	f.Fuzz(func(t *testing.T, s, sep string) {
		for _, item := range SplitList(s, sep) {
			if item == "" || len(item) > len(s) {
				t.Fatalf("%q by %q has %q", s, sep, item)
			}
		}
	})
}
