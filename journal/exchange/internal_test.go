package exchange

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // so that every machine knows the zones below

	"enactive/journal"
)

// formula is the documented pattern.
var formula = regexp.MustCompile(`^'*[=+\-@\t\r\n＝＋－＠]`)

func TestFormulaGuardCoversExactlyFormulas(t *testing.T) {
	for _, s := range []string{
		"", "a", "'", "''", "'a", "=1", "'=1", "'''=1", "+49", "-", "@x", "\tx", "\nx", "\rx", "＝1", "＋", "－x", "＠", "'＠", "､", "\uFF1C", "\xef", "\xef\xbc",
		" =1", "x=1", "1", "0-1", "'''", "\u200b=1",
	} {
		checkGuard(t, s)
	}
}

func checkGuard(t *testing.T, s string) {
	t.Helper()
	want := s
	if formula.MatchString(s) {
		want = "'" + s
	}
	cell := string(appendText(nil, s))
	if strings.HasPrefix(cell, `"`) {
		cell = strings.ReplaceAll(cell[1:len(cell)-1], `""`, `"`)
	}
	if cell != want {
		t.Errorf("%q is written as %q, want %q", s, cell, want)
	}
	if formula.MatchString(cell) != formula.MatchString(s) || strings.HasPrefix(cell, "=") {
		t.Errorf("%q is written as %q", s, cell)
	}
	if got := unguard(cell); got != s {
		t.Errorf("%q comes back as %q", s, got)
	}
	if got := string(appendText(nil, []byte(s))); got != string(appendText(nil, s)) {
		t.Errorf("%q is written as %q from bytes", s, got)
	}
}

func FuzzFormulaGuard(f *testing.F) {
	for _, s := range []string{"", "'=1", "''＝", "-1", "\t", "a\"b", " x "} {
		f.Add(s)
	}
	f.Fuzz(checkGuard)
}

func TestListsRoundTrip(t *testing.T) {
	for _, c := range []struct {
		cell  string
		items []string
	}{
		{"", nil}, {" ", nil}, {";; ;", nil}, {"a", []string{"a"}}, {"a; b", []string{"a", "b"}}, {"a;b", []string{"a", "b"}},
		{`a\;b`, []string{"a;b"}}, {`a\\; b`, []string{`a\`, "b"}}, {`a\\\;b`, []string{`a\;b`}}, {`C:\dir; b`, []string{`C:\dir`, "b"}},
		{`a\`, []string{`a\`}}, {"a\nb; c", []string{"a\nb", "c"}}, {`\;`, []string{";"}}, {`; a ;`, []string{"a"}},
	} {
		if got := splitList(c.cell); !slices.Equal(got, c.items) {
			t.Errorf("%q is read as %q, want %q", c.cell, got, c.items)
		}
	}
}

func FuzzList(f *testing.F) {
	for _, s := range []string{"", "a\x00b", "a;b\x00c\\", "\\\x00\\;\x00;", " \x00 x "} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var items []string
		var cell []byte
		for _, item := range strings.Split(s, "\x00") {
			if item = strings.TrimSpace(item); item == "" {
				continue // the journal stores no such item
			}
			items = append(items, item)
			cell = appendItem(cell, item)
		}
		if got := splitList(string(cell)); !slices.Equal(got, items) {
			t.Errorf("%q is written as %q and read as %q", items, cell, got)
		}
		splitList(s) // a file may contain anything
	})
}

func TestObstaclesRoundTrip(t *testing.T) {
	for _, o := range []journal.Obstacle{{Text: "rain"}, {Text: "rain", Overcome: true}, {Text: "[x] rain"}, {Text: "[ ] rain", Overcome: true}, {Text: "0"}, {Text: `a; b\`}, {Text: "[x]"}} {
		cell := string(appendObstacle(appendObstacle(nil, o), o))
		if got := parseObstacles(splitList(cell)); !slices.Equal(got, []journal.Obstacle{o, o}) {
			t.Errorf("%+v twice is written as %q and read as %+v", o, cell, got)
		}
	}
}

func TestBareDateIsTheSameDayAcrossClockChanges(t *testing.T) {
	// Midnight does not exist everywhere on every day.
	for _, zone := range []string{"America/Sao_Paulo", "Asia/Beirut", "Atlantic/Azores", "Pacific/Apia", "Europe/Berlin"} {
		loc, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatalf("no time zones installed: %v", err)
		}
		for day := time.Date(2011, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() < 2013; day = day.AddDate(0, 0, 1) {
			if zone == "Pacific/Apia" && day.Format(time.DateOnly) == "2011-12-30" {
				continue // Samoa went to bed on the 29th and rose on the 31st
			}
			text := day.Format(time.DateOnly)
			m, ok := parseMoment(text, loc)
			if got := m.at.Format(time.DateOnly); !ok || got != text {
				t.Errorf("%s in %s is read as %s", text, zone, got)
			}
		}
	}
}

func TestParseMomentRejectsInvalidDates(t *testing.T) {
	for _, s := range []string{
		"", "x", "2026", "2026-11", "2026-02-31", "2026-02-29", "2026-13-01", "2026-00-10", "26-11-01", "2026/11/01", "01.11.2026", "11/01/2026",
		"2026-11-23T25:00Z", "2026-11-23T18:61Z", "2026-11-23T18", "2026-11-23T18:05:61Z", "2026-11-23T18:05:00+1", "2026-11-23T18:05:00+01:0", "2026-11-23x18:05:00Z",
		"2026-11-23T18:05:00Zulu", "2026-11-23T18:05:00 CET", "2026-11-23 ", "1700000000", "2026-11-23T-8:05", "20261123T180500Z", "+002026-11-23",
	} {
		if m, ok := parseMoment(s, time.UTC); ok && strings.TrimSpace(s) != "2026-11-23" {
			t.Errorf("%q is read as %v", s, m.at)
		}
	}
}

func FuzzMoment(f *testing.F) {
	for _, s := range []string{"2026-11-23T18:05:00+01:00", "2026-11-23", "2026-11-23 18:05", "2026-11-23T18:05:00.5-0330", "2026-02-31"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		m, ok := parseMoment(s, time.FixedZone("", 5400))
		if !ok {
			return
		}
		again, ok := parseMoment(string(appendMoment(nil, m.at.Truncate(time.Second))), time.UTC)
		if !ok || !again.at.Equal(m.at.Truncate(time.Second)) {
			t.Errorf("%q is %v, and after writing %v", s, m.at, again.at)
		}
	})
}
