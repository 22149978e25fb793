package exchange_test

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"enactive/journal"
	"enactive/journal/exchange"
	"enactive/journal/optional"
	"enactive/journal/weekly"
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
	properties, within := map[string]string{}, ""
	for _, l := range strings.Split(strings.ReplaceAll(file, "\r\n ", ""), "\r\n") {
		name, value, _ := strings.Cut(l, ":")
		switch {
		case name == "BEGIN" && value == "VALARM":
			within = "VALARM."
		case name == "END" && value == "VALARM":
			within = ""
		}
		properties[within+name] = value
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
		p := checkICS(t, exportICS(t, exchange.ICSOptions{Now: now, IncludeIntention: true, Untitled: "Plan", Alarm: optional.Some(90 * time.Minute)}, &e))
		if len(p) > 17 || p["VALARM.DESCRIPTION"] != p["SUMMARY"] || p["VALARM.TRIGGER"] != "-PT1H30M" || e.Title != "" && plainICS(p["SUMMARY"]) != e.Title || plainICS(p["DESCRIPTION"]) != e.Intention {
			t.Errorf("%q and %q became %q", e.Title, e.Intention, p)
		}
	})
}

func sampleReminders() []journal.Reminder {
	changed := time.Date(2026, 3, 27, 9, 0, 0, 0, berlin) // two days before clocks are set forward
	return []journal.Reminder{
		{ID: "01KA0000000000000000000010", When: weekly.Time{Days: weekly.DaysOf(time.Sunday), Minute: 19 * 60}, Created: changed, Modified: changed},
		{ID: "01KA0000000000000000000011", About: journal.AboutStep, Text: "If it rains; secret, then I run in the hall", Created: changed, Modified: changed,
			When: weekly.Time{Days: weekly.DaysOf(time.Thursday, time.Monday), Minute: 390}},
	}
}

func TestRemindersAsWeeklyEvents(t *testing.T) {
	for _, c := range []struct {
		file string
		o    exchange.ICSOptions
	}{
		{"reminders.ics", exchange.ICSOptions{Now: now, Untitled: "Time to write", Alarm: optional.Some(time.Duration(0))}},
		{"reminders-neutral.ics", exchange.ICSOptions{Now: now, Untitled: "Time to write", Neutral: "Time for what you planned"}},
	} {
		var b strings.Builder
		if err := exchange.WriteRemindersICS(&b, sampleReminders(), c.o); err != nil {
			t.Fatal(err)
		}
		checkICS(t, b.String())
		want, err := os.ReadFile(filepath.Join("testdata", c.file))
		if err != nil || b.String() != string(want) {
			t.Errorf("%s (%v):\n%s\nwant\n%s", c.file, err, b.String(), want)
		}
		if strings.Contains(b.String(), "secret") != (c.o.Neutral == "") {
			t.Errorf("%s contains too much or too little:\n%s", c.file, b.String())
		}
	}
	if err := exchange.WriteRemindersICS(&strings.Builder{}, nil, exchange.ICSOptions{}); !errors.Is(err, exchange.ErrNoReminders) {
		t.Errorf("no reminders: %v", err)
	}
}

func TestAlarmsAndNeutralTitles(t *testing.T) {
	plan := &journal.Entry{ID: "01KA0000000000000000000001", Type: journal.Plan, Time: now, Title: "secret title", Intention: "secret intention", Created: now.Add(-time.Hour), Modified: now.Add(-time.Minute)}
	for before, want := range map[time.Duration]string{0: "PT0S", 30 * time.Minute: "-PT30M", time.Hour: "-PT1H", 90 * time.Minute: "-PT1H30M", 24 * time.Hour: "-P1D", 25*time.Hour + time.Minute: "-P1DT1H1M", 48 * time.Hour: "-P2D", -time.Hour: "PT0S"} {
		p := checkICS(t, exportICS(t, exchange.ICSOptions{Now: now, Neutral: "Time for what you planned", IncludeIntention: true, Alarm: optional.Some(before)}, plan))
		if p["VALARM.TRIGGER"] != want || p["VALARM.ACTION"] != "DISPLAY" || p["VALARM.DESCRIPTION"] != "Time for what you planned" {
			t.Errorf("an alarm %v before is %q", before, p)
		}
		for name, value := range p {
			if strings.Contains(value, "secret") {
				t.Errorf("%s tells %q", name, value)
			}
		}
	}
	if p := checkICS(t, exportICS(t, exchange.ICSOptions{Now: now}, plan)); p["VALARM.TRIGGER"] != "" || p["SEQUENCE"] != "3600" || p["LAST-MODIFIED"] != now.Add(-time.Minute).UTC().Format("20060102T150405Z") {
		t.Errorf("without an alarm: %q", p)
	}
}

// TestASecondFileReplacesTheFirst writes a plan, changes it, takes that back, and writes it each time:
// the id stays, and the number rises, as calendars want it to take in the newer event.
func TestASecondFileReplacesTheFirst(t *testing.T) {
	plan := &journal.Entry{ID: "01KA0000000000000000000001", Type: journal.Plan, Time: now, Title: "one", Created: now, Modified: now}
	moved := *plan
	moved.Time, moved.Modified = now.Add(time.Hour), now.Add(time.Minute)
	last, uid := -1, ""
	for i, e := range []*journal.Entry{plan, &moved, plan} {
		p := checkICS(t, exportICS(t, exchange.ICSOptions{Now: now.Add(time.Duration(i+1) * time.Minute)}, e))
		n, err := strconv.Atoi(p["SEQUENCE"])
		if err != nil || n <= last || uid != "" && p["UID"] != uid {
			t.Errorf("file %d has the number %q after %d, and the id %s after %s", i+1, p["SEQUENCE"], last, p["UID"], uid)
		}
		last, uid = n, p["UID"]
	}
}
