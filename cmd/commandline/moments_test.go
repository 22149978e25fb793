package commandline

import (
	"testing"
	"time"
	_ "time/tzdata" // so that every machine knows Berlin
)

func TestWhatIsWrongWithATimeIsSaid(t *testing.T) {
	b := newBox(t)
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	b.env.now = func() time.Time { return noon.In(berlin) }
	for _, c := range []struct {
		time  string
		words []string
	}{
		{"soon", []string{`--time is "soon"`, "yesterday 21:00", "last monday", "2026-11-23 18:05"}},
		{"31 Nov", []string{`"31 Nov", a day that does not exist`}},
		{"3/4", []string{`"3/4", which can be 3 April 2026 or 4 March 2026`, `"3 Apr 2026" or as "4 Mar 2026"`}},
		{"3/4/2019", []string{`"3/4/2019", which can be 3 April 2019 or 4 March 2019`, `"3 Apr 2019" or as "4 Mar 2019"`}},
		{"Sunday 24 Nov 2025", []string{"but 24 November 2025 is a Monday", "leave it out"}},
		{"2026-03-29 02:30", []string{"the clocks skip", "from 02:00 to 03:00 on 29 March 2026"}},
		{"700 years ago", []string{"1900 to 2200"}},
	} {
		b.fails(statusUsage, c.words, "add", "--title", "x", "--time", c.time)
	}
	b.fails(statusUsage, []string{"--from", "which has a time", `"last monday"`}, "list", "--from", "yesterday 21:00")
	b.variables["LANG"] = "de_DE.UTF-8"
	b.fails(statusUsage, []string{`"gestern 21 Uhr"`, `"letzten Montag"`}, "add", "--title", "x", "--time", "bald")
}

func TestTimesAreReadAsPeopleSayThem(t *testing.T) {
	b := newBox(t)
	b.variables["LC_TIME"] = "de_DE.UTF-8"
	for said, want := range map[string]string{
		"last monday 18:00": "2026-11-16T18:00:00+01:00", "letzten Montag 18 Uhr": "2026-11-16T18:00:00+01:00", "3/4": "2026-04-03T12:00:00+01:00", "vor 3 Tagen": "2026-11-20T12:00:00+01:00",
	} {
		if got := object(t, b.ok("show", b.add("--title", "x", "--time", said), "--json"))["time"]; got != want {
			t.Errorf("%q is %v, want %s", said, got, want)
		}
	}
	plan := savedID(t, b.ok("plan", "--title", "race", "--time", "morgen 9 Uhr"))
	if got := object(t, b.ok("show", plan, "--json"))["time"]; got != "2026-11-24T09:00:00+01:00" {
		t.Errorf("the plan is at %v", got)
	}
	if got := objects(t, b.ok("list", "--from", "vor 3 Tagen", "--to", "heute", "--json")); len(got) != 1 {
		t.Errorf("three days have %d entries, want 1", len(got))
	}
	b.fails(statusUsage, []string{"now or in the past"}, "add", "--performance", "70", "--time", "tomorrow")
}

func TestWhatWasUnderstoodIsShownToPeopleAlone(t *testing.T) {
	b := newBox(t)
	if r := b.run("add", "--title", "x", "--time", "yesterday 21:00"); r.err != "" {
		t.Errorf("a script gets %q", r.err)
	}
	b.withPerson()
	for _, c := range []struct{ want, command, flag, value string }{
		{"time: Sunday 22 November 2026 21:00\n", "add", "--time", "yesterday 21:00"},
		{"time: Monday 30 November 2026 12:00\n", "plan", "--time", "monday"},
		{"", "add", "--time", "2026-11-20 18:05"},
	} {
		r := b.run(c.command, "--title", "x", "--stress-expected", "40", c.flag, c.value)
		if r.err != c.want {
			t.Errorf("%s %s %q says %q, want %q", c.command, c.flag, c.value, r.err, c.want)
		}
		savedID(t, r.out)
	}
	if r := b.run("list", "--from", "monday"); r.err != "from: Monday 16 November 2026\n" {
		t.Errorf("the list says %q", r.err)
	}
}
