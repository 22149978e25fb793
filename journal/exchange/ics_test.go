package exchange_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"enactive/journal"
	"enactive/journal/exchange"
	"enactive/journal/optional"
)

func exportICS(t tester, o exchange.ICSOptions, plans ...*journal.Entry) string {
	t.Helper()
	var b strings.Builder
	if err := exchange.WritePlanICS(&b, plans, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestPlanAsCalendarEvent(t *testing.T) {
	plans := []*journal.Entry{
		{ID: "01KA0000000000000000000001", Type: journal.Plan, Time: time.Date(2026, 11, 29, 10, 0, 0, 0, berlin), Title: `Pitch, "large"; C:\table`,
			Intention: "To breathe,\nand to say 90.", Note: "secret note", EfficacyBefore: optional.Some(journal.Rating(20)), People: []journal.Person{{Name: "Secret Ana"}}},
		{ID: "01KA0000000000000000000002", Type: journal.Plan, Time: time.Date(2026, 12, 31, 23, 30, 0, 0, time.FixedZone("", -9*3600)),
			Title: "Ich spiele die Sonate für die ganze Familie im großen Saal, auch wenn ich mich verspiele 🎹🎹🎹🎹🎹"},
		{ID: "01KA0000000000000000000003", Type: journal.Plan, Time: now, Intention: "secret without a title"},
	}
	for _, c := range []struct {
		file string
		o    exchange.ICSOptions
	}{
		{"plans.ics", exchange.ICSOptions{Now: now, Untitled: "Plan"}},
		{"plans-with-intention.ics", exchange.ICSOptions{Now: now, IncludeIntention: true, Untitled: "Plan"}},
	} {
		got := exportICS(t, c.o, plans...)
		want, err := os.ReadFile(filepath.Join("testdata", c.file))
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s:\n%s\nwant\n%s", c.file, got, want)
		}
		if strings.Contains(got, "secret") != c.o.IncludeIntention || strings.Contains(got, "Secret") || strings.Contains(got, "secret note") {
			t.Errorf("%s contains too much:\n%s", c.file, got)
		}
	}
}

func TestCalendarRejectsOtherEntries(t *testing.T) {
	for _, plans := range [][]*journal.Entry{nil, {{Type: journal.Plan}, {Type: journal.Experience}}} {
		var b strings.Builder
		if err := exchange.WritePlanICS(&b, plans, exchange.ICSOptions{}); !errors.Is(err, exchange.ErrNoPlan) || b.Len() > 0 {
			t.Errorf("%d entries: %v, and %q", len(plans), err, b.String())
		}
	}
	full := errors.New("the disk is full")
	if err := exchange.WritePlanICS(failing{full}, []*journal.Entry{{Type: journal.Plan}}, exchange.ICSOptions{}); !errors.Is(err, full) {
		t.Errorf("a failing writer: %v", err)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

// checkICS checks the syntax of a calendar file and returns its properties.
func checkICS(t interface{ Fatalf(string, ...any) }, file string) map[string]string {
	lines := strings.Split(file, "\r\n")
	if lines[len(lines)-1] != "" || strings.ContainsAny(strings.Join(lines, ""), "\r\n") {
		t.Fatalf("lines must end in CRLF: %q", file)
	}
	for _, l := range lines {
		if len(l) > 75 || !utf8.ValidString(l) {
			t.Fatalf("a line of %d octets, valid %v: %q", len(l), utf8.ValidString(l), l)
		}
	}
	properties := map[string]string{}
	for _, l := range strings.Split(strings.ReplaceAll(file, "\r\n ", ""), "\r\n") {
		name, value, _ := strings.Cut(l, ":")
		properties[name] = value
	}
	return properties
}

func plainICS(escaped string) string {
	return strings.NewReplacer(`\\`, `\`, `\;`, ";", `\,`, ",", `\n`, "\n").Replace(escaped)
}

// asKept returns a text as entries store it and as a calendar should return it.
func asKept(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\r':
			return '\n'
		case unicode.IsControl(r) && r != '\n' && r != '\t':
			return -1
		}
		return r
	}, s)
}

func TestCalendarTextRoundTrips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		title, intention := asKept(hostileText().Draw(t, "title")), asKept(hostileText().Draw(t, "intention"))
		e := journal.Entry{ID: "01KA0000000000000000000001", Type: journal.Plan, Time: anyTime().Draw(t, "time"), Title: "x" + title, Intention: intention}
		p := checkICS(t, exportICS(t, exchange.ICSOptions{Now: now, IncludeIntention: true, Untitled: "Plan"}, &e))
		if got := plainICS(p["SUMMARY"]); got != e.Title {
			t.Fatalf("the title %q became %q", e.Title, got)
		}
		if got := plainICS(p["DESCRIPTION"]); got != intention {
			t.Fatalf("the intention %q became %q", intention, got)
		}
		if at, err := time.Parse("20060102T150405Z", p["DTSTART"]); err != nil || !at.Equal(e.Time) {
			t.Fatalf("%s became %q (%v)", e.Time, p["DTSTART"], err)
		}
	})
}

func FuzzWritePlanICS(f *testing.F) {
	for _, s := range hostile {
		f.Add(s, "")
	}
	f.Add(strings.Repeat("ü", 100), "BEGIN:VALARM\r\nEND:VEVENT\r\n")
	f.Fuzz(func(t *testing.T, title, intention string) {
		e, err := journal.Check(journal.Entry{ID: "01KA0000000000000000000001", Type: journal.Plan, Time: now, Title: title, Intention: intention}, now)
		if err != nil {
			return
		}
		p := checkICS(t, exportICS(t, exchange.ICSOptions{Now: now, IncludeIntention: true, Untitled: "Plan"}, &e))
		if len(p) > 11 || e.Title != "" && plainICS(p["SUMMARY"]) != e.Title || plainICS(p["DESCRIPTION"]) != e.Intention {
			t.Errorf("%q and %q became %q", e.Title, e.Intention, p)
		}
	})
}
