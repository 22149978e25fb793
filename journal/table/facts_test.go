package table

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// factsOf describes the columns of a table, or the ways to make a time of them.
func factsOf(t *testing.T, text string) (columns, when []string) {
	t.Helper()
	f := facts(t, read(t, text, Options{}))
	for i := range f.Columns {
		columns = append(columns, describe(&f.Columns[i]))
	}
	return columns, describeWhen(f.When)
}

func TestFactsOfDates(t *testing.T) {
	for name, c := range map[string]struct{ cells, want string }{
		"open, with two examples":      {"1/2/2026 3/4/2026 5/6/2026", "d: dates open 1/2/2026 dmy 2026-02-01 mdy 2026-01-02 3/4/2026 dmy 2026-04-03 mdy 2026-03-04"},
		"open, the same cell twice":    {"1/2/2026 1/2/2026", "d: dates open 1/2/2026 dmy 2026-02-01 mdy 2026-01-02"},
		"open between three":           {"01/02/26", "d: dates open 01/02/26 dmy 2026-02-01 mdy 2026-01-02 ymd 2001-02-26"},
		"proved by one cell":           {"1/2/2026 3/14/2026", "d: dates proved mdy 2026-01-02T00:00:00..2026-03-14T00:00:00"},
		"the same day in all orders":   {"5/5/2026 6/6/2026", "d: dates proved dmy 2026-05-05T00:00:00..2026-06-06T00:00:00"},
		"points are days first":        {"1.2.2026", "d: dates proved dmy 2026-02-01T00:00:00..2026-02-01T00:00:00"},
		"points and slashes":           {"1.2.2026 1/2/2026", "d: dates proved dmy 2026-02-01T00:00:00..2026-02-01T00:00:00"},
		"ISO and slashes":              {"2026-01-05 13/2/2026", "d: dates proved dmy 2026-01-05T00:00:00..2026-02-13T00:00:00"},
		"contradicted":                 {"13/2/2026 2/13/2026", "d: dates contradicted"},
		"years of two digits":          {"26-01-05 26-01-31 99-12-31", "d: dates proved ymd 1999-12-31T00:00:00..2026-01-31T00:00:00"},
		"years of two digits, still":   {"26-01-05 26-01-31", "d: dates open 26-01-05 dmy 2005-01-26 ymd 2026-01-05 26-01-31 dmy 2031-01-26 ymd 2026-01-31"},
		"seconds":                      {"1766798294 1766798394", "d: counts 1; numbers proved 1.766798294e+09..1.766798394e+09"},
		"days of spreadsheets":         {"46027 46028.5", "d: counts 3; numbers proved point 46027..46028.5"},
		"steps, which may be days too": {"46027 40000", "d: counts 3; numbers proved 40000..46027"},
		"no times":                     {"46027 7", "d: numbers proved 7..46027"},
	} {
		columns, _ := factsOf(t, "d;e\n"+strings.ReplaceAll(c.cells, " ", ";x\n")+";x\n")
		if columns[0] != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", name, columns[0], c.want)
		}
	}
}

func TestTheProofOfAnOrderIsNamed(t *testing.T) {
	f := facts(t, read(t, "d;e\n1/2/2026;x\n13/2/2026;x\n2/14/2026;x\n31/2/2026;x\n", Options{}))
	d := f.Columns[0].Dates
	if d.Against[DMY] != (Sighting{4, "2/14/2026"}) || d.Against[MDY] != (Sighting{3, "13/2/2026"}) {
		t.Errorf("got %+v", d.Against)
	}
	if d.Cells != 3 || d.Bad != 1 || d.FirstBad != (Sighting{5, "31/2/2026"}) {
		t.Errorf("got %+v", d)
	}
}

func TestFactsOfNumbers(t *testing.T) {
	for name, c := range map[string]struct{ cells, want string }{
		"whole":                    {"1 20", "n: numbers proved 1..20"},
		"as text for spreadsheets": {`="0042" ="7" =""`, `n: ="" x1; numbers proved 7..42`},
		"open":                     {"1.431 255 2.037", "n: numbers open 1.431..255 255..2037"},
		"proved by another cell":   {"1.431 2.5", "n: numbers proved point 1.431..2.5"},
		"proved by both marks":     {"1.431 1.431,5", "n: numbers proved comma 1431..1431.5"},
		"proved by a zero":         {"0.431 0.255", "n: numbers proved point 0.255..0.431"},
		"contradicted":             {"1,5 1.5", "n: numbers contradicted"},
		"money":                    {"$4,200.00 ($120.50)", "n: numbers proved point -120.5..4200 $"},
		"percent":                  {"79% 80%", "n: numbers proved 79..80 %"},
		"several units":            {"5km 3mi 4km", "n: numbers proved 3..5 km mi"},
		"out of ten":               {"7/10 8/10", "n: numbers proved 7..8 of 10"},
		"with words for empty":     {"7 -- n/a NaN none null -", "n: -- x1; n/a x1; NaN x1; none x1; null x1; - x1; numbers proved 7..7"},
		"minutes, or hours":        {"7:02 12:30", "n: clock open 7h2m0s..12h30m0s; durations open m:s 7.033..12.5 h:m 422..750"},
		"more than a day":          {"33:07 90:00", "n: durations open m:s 33.12..90 h:m 1987..5400"},
		"minutes by their parts":   {"7:02.5 8:30", "n: durations proved  7.042..8.5"},
		"hours, minutes, seconds":  {"1:02:33 30:00:00", "n: durations proved  62.55..1800"},
		"units of time":            {"1h20m 45m", "n: durations proved  45..80"},
		"metres, for all we know":  {"45m 50m", "n: numbers proved 45..50 m"},
	} {
		columns, _ := factsOf(t, "n;e\n"+strings.ReplaceAll(c.cells, " ", ";x\n")+";x\n")
		if columns[0] != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", name, columns[0], c.want)
		}
	}
}

func TestWaysToMakeATime(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"a date and two times":     {"n,Start date,Start time,End date,End time\n1,2026-01-05,10:00:00,2026-01-05,11:00:00\n", []string{"when [2 3] with time open", "when [4 5] with time open", "when [2 5] with time open", "when [4 3] with time open", "when [2] proved", "when [4] proved"}},
		"year, month and day":      {"day,month,year,n\n5,1,2026,3\n6,1,2026,4\n", []string{"when [3 2 1] proved"}},
		"year, month, day, time":   {"Jahr,Monat,Tag,Zeit\n2026,1,5,9 PM\n", []string{"when [1 2 3 4] with time proved", "when [1 2 3] proved"}},
		"a day without its year":   {"day\n7 April\n", nil},
		"an open date with a time": {"d,t\n1/2/2026,9 PM\n", []string{"when [1 2] with time open", "when [1] open"}},
		"two years":                {"a,b,day\n2025,2026,7 April\n", nil},
	} {
		if _, got := factsOf(t, c.text); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

// TestJoinedColumnsReadAsATime reads the cells of a When joined by blanks.
func TestJoinedColumnsReadAsATime(t *testing.T) {
	for text, want := range map[string]string{
		"2026 1 5 9 PM": "2026-01-05T21:00", "2017 7 września 12:10": "2017-09-07T12:10", "2026 April 8": "2026-04-08T12:00", "2026 16 de octubre 18:43": "2026-10-16T18:43",
		"2026-03-01 9:05 PM": "2026-03-01T21:05", "1/2/2026 18:43": "2026-02-01T18:43",
	} {
		m, err := (&DateReader{Order: DMY}).Read(Cell{Text: text})
		if got := m.At.Format("2006-01-02T15:04"); err != nil || got != want {
			t.Errorf("%q is %s, want %s: %v", text, got, want, err)
		}
	}
}

func TestWordsAreListedUpToABound(t *testing.T) {
	var b strings.Builder
	b.WriteString("w;e\n")
	for i := range MaxWords + 1 {
		fmt.Fprintf(&b, "word %c%d;same\n", 'a'+i%26, i)
	}
	f := facts(t, read(t, b.String(), Options{}))
	if c := f.Columns[0]; !c.ManyWords || len(c.Words) != 0 || c.Filled != MaxWords+1 {
		t.Errorf("%d words of %d, many: %t", len(c.Words), c.Filled, c.ManyWords)
	}
	if c := f.Columns[1]; c.ManyWords || !slices.Equal(c.Words, []WordCount{{"same", MaxWords + 1}}) {
		t.Errorf("got %v", c.Words)
	}
}

func TestSplitsLists(t *testing.T) {
	for _, c := range []struct {
		text, sep string
		want      []string
	}{
		{"reading | friends | good meal", "|", []string{"reading", "friends", "good meal"}},
		{"reading,, friends ,", ",", []string{"reading", "friends"}},
		{"#reading #good meal,#x", "#", []string{"reading", "good meal", "x"}},
		{"Ana and Ben", ",", []string{"Ana and Ben"}},
		{"Ana, Ben", "#", []string{"Ana, Ben"}},
		{"a\nb\n", "\n", []string{"a", "b"}},
		{"", ",", nil},
	} {
		if got := SplitList(c.text, c.sep); !slices.Equal(got, c.want) {
			t.Errorf("%q by %q is %q, want %q", c.text, c.sep, got, c.want)
		}
	}
}

func TestAColumnOfWordsIsNotTriedForEver(t *testing.T) {
	text := "w;n\n" + strings.Repeat("a word;1\n", triesBeforeGivingUp+500) + "2026-01-05;2\n7;3\n"
	f := facts(t, read(t, text, Options{}))
	c := f.Columns[0]
	if c.Dates.Cells+c.Dates.Bad != c.Filled || c.Numbers.Cells+c.Numbers.Bad != c.Filled || c.Dates.All() || c.Numbers.All() {
		t.Errorf("dates %d and %d, numbers %d and %d of %d", c.Dates.Cells, c.Dates.Bad, c.Numbers.Cells, c.Numbers.Bad, c.Filled)
	}
}

func TestTimesProveTheDurationBetweenThem(t *testing.T) {
	for name, c := range map[string]struct{ rows, want string }{
		"hours and minutes":     {"2026-02-03 23:14:05,2026-02-04 07:02:51,7:48\n2026-02-04 22:58:40,2026-02-05 06:31:12,7:32\n", "c: durations proved  452..468"},
		"minutes and seconds":   {"2026-02-03 23:14:05,2026-02-03 23:21:53,7:48\n2026-02-04 22:58:40,2026-02-04 22:58:40,-\n", "c: - x1; durations proved  7.8..7.8"},
		"the other way round":   {"2026-02-04 07:02,2026-02-03 23:14,7:48\n", "c: durations proved  468..468"},
		"empty times":           {"2026-02-03 23:14:05,2026-02-04 07:02:51,7:48\n2026-02-04 22:58:40,,7:32\n", "c: durations proved  452..468"},
		"one is another time":   {"2026-02-03 23:14:05,2026-02-04 07:02:51,7:48\n2026-02-04 22:58:40,2026-02-05 06:31:12,7:20\n", "c: durations open m:s 7.333..7.8 h:m 440..468"},
		"none tells":            {"2026-02-03 23:14:05,,7:48\n,2026-02-05 06:31:12,7:32\n", "c: durations open m:s 7.533..7.8 h:m 452..468"},
		"dates without a time":  {"2026-02-03,2026-02-04,24:00\n", "c: durations open m:s 24..24 h:m 1440..1440"},
		"a row that is no time": {"2026-02-03 23:14:05,2026-02-04 07:02:51,7:48\nx,2026-02-05 06:31:12,7:32\n", "c: durations open m:s 7.533..7.8 h:m 452..468"},
	} {
		f := facts(t, read(t, "a,b,c\n"+c.rows, Options{Header: 1}))
		got := describe(&f.Columns[2])
		if i := strings.Index(got, "clock"); i >= 0 { // 7:48 may be a time of day, too
			got = got[:i] + got[i+strings.Index(got[i:], "durations"):]
		}
		if got != c.want {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
}
