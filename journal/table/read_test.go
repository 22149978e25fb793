package table

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"
)

func TestReadsRows(t *testing.T) {
	for name, c := range map[string]struct {
		text  string
		found string
		rows  []string
	}{
		"commas":                       {"a,b\n1,x\n2,y\n", "rows 2", []string{"1|x", "2|y"}},
		"semicolons":                   {"a;b\n1;x,y\n2;y,z\n", "rows 2 separator ';'", []string{"1|x,y", "2|y,z"}},
		"tabs":                         {"a\tb\n1\tx, y\n", "rows 1 separator '\\t'", []string{"1|x, y"}},
		"bars":                         {"a|b|c\n1|x|2\n", "rows 1 separator '|'", []string{"1|x|2"}},
		"one column":                   {"a\n1\n2\n", "rows 2", []string{"1", "2"}},
		"two separators that fit":      {"a;b,c\n1;2,3\n", "rows 1 others [';']", []string{"1;2|3"}},
		"no line break at the end":     {"a,b\n1,", "rows 1", []string{"1|"}},
		"a quote at the end":           {"a,b\n1,\"x\"", "rows 1", []string{"1|x"}},
		"CR":                           {"a,b\r1,x\r2,y\r", "rows 2 cr 3", []string{"1|x", "2|y"}},
		"CRLF":                         {"a,b\r\n1,x\r\n2,y", "rows 2 crlf 2", []string{"1|x", "2|y"}},
		"mixed line ends":              {"a,b\r\n1,x\n2,y\r3,z", "rows 3 crlf 1 cr 1", []string{"1|x", "2|y", "3|z"}},
		"blank rows":                   {"a,b\n\n1,x\n , \n\n2,y\n", "rows 2 blank 3", []string{"1|x", "2|y"}},
		"quoted cells":                 {"a,b\n1,\"x, \"\"y\"\"\"\n2,\"l1\r\nl2\"\n", "rows 2 crlf 1", []string{`1|x, "y"`, "2|l1\nl2"}},
		"backslashes before quotes":    {"a,b\n1,\"x, \\\"y\\\", z\"\n", "rows 1 repaired [2]", []string{`1|x, "y", z`}},
		"a backslash at the end":       {"a,b\n1,\"C:\\\"\n2,x\n", "rows 2", []string{`1|C:\`, "2|x"}},
		"a backslash quote at an end":  {"a,b\n1,\"say \\\"\"\n2,\"no\"\n", "rows 2 repaired [2]", []string{`1|say "`, "2|no"}},
		"inches":                       {"a,b,c\n1,5\" pipe,x\n2,\"6\" pipe,y\n", "rows 2 repaired [2 3]", []string{`1|5" pipe|x`, `2|"6" pipe|y`}},
		"bare quotes in quotes":        {"a,b,c\n1,\"he said \"go\" today\",x\n", "rows 1 repaired [2]", []string{`1|he said "go" today|x`}},
		"blanks before quotes":         {"a, b, c\n1, \"x, y\", z\n", "rows 1 repaired [2]", []string{`1|x, y| z`}},
		"a quote without end":          {"a,b\n1,\"x\n2,y\n", "rows 2 repaired [2]", []string{`1|"x`, "2|y"}},
		"a quote that cannot be":       {"a,b\n1,\"x\" y, z\n2,y\n", "rows 2 bad [2]", []string{`table: quote, line 2, "1,\"x\" y, z"`, "2|y"}},
		"rows too short":               {"a,b,c\n1,x,1\n2,y\n3\n", "rows 3 filled [3 4]", []string{"1|x|1", "2|y|", "3||"}},
		"rows too long but empty":      {"a,b\n1,x,\n2,y,,\n", "rows 2 cut [2 3]", []string{"1|x", "2|y"}},
		"rows too long":                {"a,b\n1,x\n2,y,z\n3,w\n", "rows 3 bad [3]", []string{"1|x", `table: long-row, line 3, "z"`, "3|w"}},
		"headers again":                {"a,b\n1,x\na,b\n2,y\n", "rows 2 repeated [3]", []string{"1|x", "2|y"}},
		"headers again, not all named": {"a,b,c,\n1,x,2,\na,b,c,\n2,y,3,\n", "rows 2 repeated [3]", []string{"1|x|2|", "2|y|3|"}},
		"a row of sums":                {"day,n\n2026-01-01,1\n2026-01-02,2\nTotal,3\n", "rows 3 sums 4", []string{"2026-01-01|1", "2026-01-02|2", "Total|3"}},
		"a row of sums further in":     {"day,n\n2026-01-01,1\n2026-01-02,2\n,Summe:,\n\n", "rows 3 blank 1 cut [4] sums 4", []string{"2026-01-01|1", "2026-01-02|2", "|Summe:"}},
		"a total that is not last":     {"day,n\nTotal,3\n2026-01-01,1\n2026-01-02,2\n", "rows 3", []string{"Total|3", "2026-01-01|1", "2026-01-02|2"}},
		"a separator in the first":     {"sep=|\na|b\n1|x,y\n", "rows 1 separator '|' named header 2", []string{"1|x,y"}},
		"a quoted one":                 {"\"sep=;\"\r\na;b\r\n1;x\r\n", "rows 1 separator ';' named crlf 3 header 2", []string{"1|x"}},
	} {
		t.Run(name, func(t *testing.T) {
			table := read(t, c.text, Options{})
			if got := cells(t, table); !slices.Equal(got, c.rows) {
				t.Errorf("got %q, want %q", got, c.rows)
			}
			if got := describeFound(&table.Found); got != c.found {
				t.Errorf("found %s, want %s", got, c.found)
			}
		})
	}
}

// TestARowOfSumsIsPointedOut holds that sums are seen by a word or by the numbers, and that a row
// with a date is like all others.
func TestARowOfSumsIsPointedOut(t *testing.T) {
	const head = "day,what,n,m\n2026-01-01,Run,1,1.5\n2026-01-02,Run,2,2.25\n2026-01-03,Run,4,3\n"
	for last, want := range map[string]int{
		",,7,6.75": 5, "Total,,7,6.75": 5, ",all,,6.75": 5, ",,8,6.76": 0, "2026-01-04,Run,7,6.75": 0, ",Run,2,2": 0, "Gesamt:,,9,9": 5,
	} {
		f := facts(t, read(t, head+last+"\n", Options{}))
		if f.Sums != want {
			t.Errorf("%q: sums on line %d, want %d", last, f.Sums, want)
		}
	}
}

// TestMemoryIsBounded holds that a file is held about once, whatever its encoding.
func TestMemoryIsBounded(t *testing.T) {
	if testing.Short() {
		t.Skip("LEFT OUT of a short run: the race detector uses memory of its own, and the long run does it")
	}
	text := trackerFile()
	for name, raw := range map[string][]byte{UTF8: text, UTF16LE: wide(binary.LittleEndian, "\uFEFF"+string(text)), Windows1252: append([]byte("\xe4"), text...)} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if _, err := readBytes(t, raw, Options{}); err != nil {
			t.Fatal(err)
		}
		runtime.ReadMemStats(&after)
		if used, limit := after.TotalAlloc-before.TotalAlloc, uint64(len(raw))*5/2; used > limit {
			t.Errorf("%s: %d bytes for a file of %d", name, used, len(raw))
		}
	}
}

func TestFindsTheHeader(t *testing.T) {
	for name, c := range map[string]struct {
		text    string
		header  int
		proved  bool
		before  []int
		columns []string
	}{
		"first":                       {"time,area\n2026-01-05,Run\n", 1, true, nil, []string{"time", "area"}},
		"words above words":           {"mood,people\ngood,Ana\nbad,Ben\n", 1, false, nil, []string{"mood", "people"}},
		"under a title":               {"My log,,\n\ntime,area,n\n2026-01-05,Run,1\n", 3, true, []int{1}, []string{"time", "area", "n"}},
		"under a title without cells": {"My log\nof 2026\ntime,area,n\n2026-01-05,Run,1\n", 3, true, []int{1, 2}, []string{"time", "area", "n"}},
		"under names and values":      {"Name,Bob\nFrom,2026-01-01\n\ntime,area,n\n2026-01-05,Run,1\n2026-01-06,Run,2\n", 4, true, []int{1, 2}, []string{"time", "area", "n"}},
		"under comments":              {"# a, b and c\n// d\ntime,area\n2026-01-05,Run\n", 3, true, []int{1, 2}, []string{"time", "area"}},
		"with a number sign":          {"#,time,area\n1,2026-01-05,Run\n", 1, true, nil, []string{"#", "time", "area"}},
		"with a number sign before":   {"#time,area\n2026-01-05,Run\n2026-01-06,Run\n", 1, true, nil, []string{"#time", "area"}},
		"shorter than the rows":       {"time,area\n2026-01-05,Run,\n2026-01-06,Run,\n", 1, true, nil, []string{"time", "area"}},
		"longer than the rows":        {"time,area,note\n2026-01-05,Run\n2026-01-06,Run\n", 1, true, nil, []string{"time", "area", "note"}},
		"without a name":              {",time,area\n0,2026-01-05,Run\n1,2026-01-06,Run\n", 1, true, nil, []string{"#1", "time", "area"}},
		"alone":                       {"time,area\n", 1, false, nil, []string{"time", "area"}},
		"none":                        {"2026-01-05,Run,3\n2026-01-06,Run,4\n", 0, true, nil, []string{"#1", "#2", "#3"}},
		"none with an empty word":     {"2026-01-05,--,3\n2026-01-06,5,4\n", 0, true, nil, []string{"#1", "#2", "#3"}},
		"none and one row":            {"2026-01-05,Run\n", 0, true, nil, []string{"#1", "#2"}},
		"none under a title":          {"My log\n2026-01-05,Run,3\n2026-01-06,Run,4\n", 0, true, []int{1}, []string{"#1", "#2", "#3"}},
		"none and cells that lack":    {"2026-01-05,Run,\n2026-01-06,Run,x\n2026-01-07,Run,y\n", 0, true, nil, []string{"#1", "#2", "#3"}},
		"too few names":               {"time,area\n2026-01-05,Run,x\n2026-01-06,Run,y\n", 1, true, nil, []string{"time", "area", "#3"}},
		"too few names under a title": {"My log\ntime,area\n2026-01-05,Run,x\n2026-01-06,Run,y\n", 2, true, []int{1}, []string{"time", "area", "#3"}},
		"years above numbers":         {"Name,2024,2025\nAna,3,5\nBen,4,6\n", 0, true, nil, []string{"#1", "#2", "#3"}},
		"names twice":                 {"Distance,Distance,Distance\n1,2,3\n", 1, true, nil, []string{"Distance", "Distance #2", "Distance #3"}},
		"names like ours":             {"Distance,Distance #2,Distance\n1,2,3\n", 1, true, nil, []string{"Distance", "Distance #2", "Distance #3"}},
		"names like places":           {"#2,,a\n1,2,3\n", 1, true, nil, []string{"#2", "#3", "a"}},
	} {
		t.Run(name, func(t *testing.T) {
			table := read(t, c.text, Options{})
			f := table.Found
			if f.Header != c.header || f.HeaderProved != c.proved || !slices.Equal(f.Before.First, c.before) {
				t.Errorf("header %d, proved %t, before %v", f.Header, f.HeaderProved, f.Before.First)
			}
			if got := labels(table.Columns); !slices.Equal(got, c.columns) {
				t.Errorf("columns %q, want %q", got, c.columns)
			}
		})
	}
}

func TestTakesWhatIsAskedFor(t *testing.T) {
	const text = "x,y;z\ntime,n;m\n2026-01-05,1;2\n"
	for name, c := range map[string]struct {
		options Options
		columns []string
		rows    []string
	}{
		"the second line":  {Options{Header: 2}, []string{"time", "n;m"}, []string{"2026-01-05|1;2"}},
		"no header":        {Options{NoHeader: true}, []string{"#1", "#2"}, []string{"x|y;z", "time|n;m", "2026-01-05|1;2"}},
		"no header so far": {Options{NoHeader: true, Header: 3}, []string{"#1", "#2"}, []string{"2026-01-05|1;2"}},
		"semicolons":       {Options{Separator: ';'}, []string{"x,y", "z"}, []string{"time,n|m", "2026-01-05,1|2"}},
		"something else":   {Options{Separator: '-', Header: 2}, []string{"time,n;m", "#2", "#3"}, []string{"2026|01|05,1;2"}},
	} {
		t.Run(name, func(t *testing.T) {
			table := read(t, text, c.options)
			if got := labels(table.Columns); !slices.Equal(got, c.columns) {
				t.Errorf("columns %q, want %q", got, c.columns)
			}
			if got := cells(t, table); !slices.Equal(got, c.rows) {
				t.Errorf("rows %q, want %q", got, c.rows)
			}
		})
	}
	for want, o := range map[Kind]Options{KindNoHeader: {Header: 9}, KindNoSeparator: {Separator: '"'}} {
		if _, err := Read(context.Background(), strings.NewReader(text), o); !errors.Is(err, &Error{Kind: want}) {
			t.Errorf("%+v: got %v", o, err)
		}
	}
}

// TestHeadersThatChangeBehindTheirFirstColumns reads a file as Sleep as Android writes it: each
// night has a header of its own, with the times of that night as names.
func TestHeadersThatChangeBehindTheirFirstColumns(t *testing.T) {
	const text = `Id,Tz,From,Hours,Comment,"22:10","22:15",Event
"1","Europe/Prague","30. 12. 2014 22:05","8.0","#home","0.1","0.2","DEEP"
Id,Tz,From,Hours,Comment,"23:10","23:15","23:20",Event,Event
"2","Europe/Prague","31. 12. 2014 23:05","7.5","","0.1","0.2","0.1","DEEP","ALARM"
,,,,,"0.01","0.02","0.01"
Id,Tz,From,Hours,Comment
"3","Europe/Prague","1. 1. 2015 23:05","6.25",""
`
	table := read(t, text, Options{})
	if got, want := cells(t, table), []string{"1|Europe/Prague|30. 12. 2014 22:05|8.0|#home", "2|Europe/Prague|31. 12. 2014 23:05|7.5|", "3|Europe/Prague|1. 1. 2015 23:05|6.25|"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := describeFound(&table.Found), "rows 3 repeated [3 6] common 5 behind [5]"; got != want {
		t.Errorf("found %s, want %s", got, want)
	}
	f := facts(t, table)
	if d := f.Columns[2].Dates; d.Verdict != Proved || d.Order != DMY || !d.All() {
		t.Errorf("dates: %+v", d)
	}
}

func TestFindsColumns(t *testing.T) {
	table := read(t, "Distance,Avg HR,Distance,avg hr,,n\n1,2,3,4,5,6\n", Options{})
	for name, want := range map[string]int{"Distance": 1, "Distance #2": 3, "Avg HR": 2, "avg hr": 4, "#3": 3, "#5": 5, "N": 6, " n ": 6, "distance_#2": 3} {
		if c, err := table.Find(name); err != nil || c.Place != want {
			t.Errorf("%q is column %d, want %d: %v", name, c.Place, want, err)
		}
	}
	if c, err := read(t, "#2,b\n1,2\n", Options{}).Find("#2"); err != nil || c.Place != 1 {
		t.Errorf("a column called #2 is column %d: %v", c.Place, err)
	}
	if _, err := table.Find("AVG_HR"); !errors.Is(err, &Error{Kind: KindAmbiguous}) {
		t.Errorf("two columns: %v", err)
	}
	for _, name := range []string{"", "#0", "#7", "Pace", "#"} {
		if _, err := table.Find(name); !errors.Is(err, &Error{Kind: KindNoColumn}) {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestPartsAndLinesOfRows(t *testing.T) {
	table := read(t, "a,b\n1,\"x\ny\"\n\na,b\n2,z\n", Options{})
	var got []string
	for row := range table.Rows(context.Background()) {
		got = append(got, fmt.Sprintf("line %d part %d", row.Line, row.Part))
	}
	if want := []string{"line 2 part 1", "line 6 part 2"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestRowsCanBeReadAgainAndInPart(t *testing.T) {
	table := read(t, "a\n1\n2\n3\n", Options{})
	for range 2 {
		if got := cells(t, table); len(got) != 3 {
			t.Errorf("got %q", got)
		}
		for range table.Rows(context.Background()) {
			break
		}
	}
}

// TestLimits holds each limit with a file at it and one beyond.
func TestLimits(t *testing.T) {
	lowered := limits{file: 4000, unpacked: 8000, ratio: 100, cell: 100, line: 200, columns: 10, row: 20}
	row := strings.Repeat("x,", 9)
	for name, c := range map[string]struct {
		text string
		want Kind
		line int
	}{
		"a file":                 {"a\n" + strings.Repeat(strings.Repeat("x", 99)+"\n", 40), KindFileSize, 0},
		"a line":                 {"a,b\n1,2\n" + strings.Repeat("x,", 100) + "y\n", KindLineSize, 3},
		"a line that ends in CR": {"a,b\r1,2\r" + strings.Repeat("x,", 100) + "y\r", KindLineSize, 3},
		"an endless line":        {strings.Repeat("x", 3000), KindLineSize, 1},
		"a line in quotes":       {"a,b\n1,\"\n" + strings.Repeat("x", 201) + "\"\n", KindLineSize, 3},
		"a cell":                 {"a,b\n1,2\n1," + strings.Repeat("x", 101) + "\n", KindCellSize, 3},
		"a cell of many lines":   {"a,b\n1,\"" + strings.Repeat("x\n", 60) + "\"\n", KindCellSize, 2},
		"columns":                {row + "y,z\n", KindColumns, 1},
		"columns further down":   {"a,b\n1,2\n" + strings.Repeat(",", 11) + "z\n", KindColumns, 3},
		"rows":                   {"a\n" + strings.Repeat("1\n", 21), KindRows, 0},
	} {
		_, err := Read(context.Background(), strings.NewReader(c.text), Options{lowered: &lowered})
		var e *Error
		if !errors.As(err, &e) || e.Kind != c.want || e.Line != c.line || e.Limit == 0 {
			t.Errorf("%s: got %v, want %s in line %d", name, err, c.want, c.line)
		}
	}
	for name, text := range map[string]string{
		"a file": "a\n" + strings.Repeat(strings.Repeat("x", 99)+"\n", 20), "a line": "a,b,c\n1,2\n" + strings.Repeat("x", 98) + "," + strings.Repeat("y", 100) + ",\n", "columns": row + "y\n" + row + "z\n",
		"rows": "a\n" + strings.Repeat("1\n", 20),
	} {
		if _, err := Read(context.Background(), strings.NewReader(text), Options{lowered: &lowered}); err != nil {
			t.Errorf("%s at its limit: %v", name, err)
		}
	}
	long := "a,b\n1," + strings.Repeat("x", 1000) + "\n"
	if _, err := Read(context.Background(), strings.NewReader(long), Options{lowered: &lowered, LongLines: true}); err != nil {
		t.Errorf("a long line of our own: %v", err)
	}
}

func TestTheLimitsAreThoseOfTheHandbook(t *testing.T) {
	want := limits{256 << 20, 1 << 30, 100, 1 << 20, 2 << 20, 4096, 1_000_000}
	if got := (&Options{}).bounds(); got != want {
		t.Errorf("got %+v", got)
	}
	if _, err := Read(context.Background(), strings.NewReader(strings.Repeat("a,", 5000)+"b\n"), Options{}); !errors.Is(err, &Error{Kind: KindColumns}) {
		t.Errorf("5,001 columns: %v", err)
	}
	if _, err := Read(context.Background(), io.LimitReader(endless{}, 257<<20), Options{}); !errors.Is(err, &Error{Kind: KindFileSize}) {
		t.Errorf("257 MiB: %v", err)
	}
	if _, err := Read(context.Background(), io.LimitReader(endless{}, 3<<20), Options{}); !errors.Is(err, &Error{Kind: KindLineSize}) {
		t.Errorf("an endless line: %v", err)
	}
}

// endless is a line that does not end.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

func TestReadingCanBeCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	table := read(t, "a\n"+strings.Repeat("1\n", 5000), Options{})
	n := 0
	var last error
	for _, err := range table.Rows(ctx) {
		if n++; n == 10 {
			cancel()
		}
		last = err
	}
	if !errors.Is(last, context.Canceled) || n > 3000 {
		t.Errorf("after %d rows: %v", n, last)
	}
	if _, err := table.Facts(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("facts: %v", err)
	}
	if _, err := Read(ctx, strings.NewReader("a\n"), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("reading: %v", err)
	}
}

func TestAFileThatCannotBeReadSaysWhy(t *testing.T) {
	_, err := Read(context.Background(), io.MultiReader(strings.NewReader("a"), failing{}), Options{})
	if !errors.Is(err, io.ErrClosedPipe) || !errors.Is(err, &Error{Kind: KindRead}) {
		t.Errorf("got %v", err)
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, io.ErrClosedPipe }
