package commandline

import (
	"testing"
	"time"
)

func TestAChangedTimeKeepsTheZoneOfItsEntry(t *testing.T) {
	b := newBox(t)
	id := b.add("--title", "far from here", "--time", "2026-11-20T09:00:00+09:00")
	timeOf := func() any { return object(t, b.ok("show", id, "--json"))["time"] }
	b.ok("edit", id, "--time", "2026-11-20 18:05")
	if got := timeOf(); got != "2026-11-20T18:05:00+09:00" {
		t.Errorf("after --time without a zone it was at %s", got)
	}
	b.ok("edit", id, "--time", "2026-11-21")
	if got := timeOf(); got != "2026-11-21T12:00:00+09:00" {
		t.Errorf("after --time with a day alone it was at %s", got)
	}
	b.ok("edit", id, "--time", "2026-11-20T18:05:00-03:30")
	if got := timeOf(); got != "2026-11-20T18:05:00-03:30" {
		t.Errorf("after --time with a zone it was at %s", got)
	}

	p := &person{edits: []func(string) string{
		replaces("2026-11-20T18:05:00-03:30", "2026-11-20T17:00"), replaces("2026-11-20 17:00:00 -03:30", "2026-11-20 16:00"),
	}}
	b.env.terminal, b.variables["EDITOR"] = p, "ed"
	b.ok("edit", id, "--json")
	if got := timeOf(); got != "2026-11-20T17:00:00-03:30" {
		t.Errorf("after the editor it was at %s", got)
	}
	b.ok("edit", id)
	if got := timeOf(); got != "2026-11-20T16:00:00-03:30" {
		t.Errorf("after the form it was at %s", got)
	}
}

func TestLocalTimeUsesSummerTime(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	b := newBox(t)
	b.env.now = func() time.Time { return noon.In(berlin) }
	id := b.add("--title", "from here", "--time", "2026-11-20 09:00")
	b.ok("edit", id, "--time", "2026-07-20 09:00")
	if got := object(t, b.ok("show", id, "--json"))["time"]; got != "2026-07-20T09:00:00+02:00" {
		t.Errorf("it was at %s, want the summer time of here", got)
	}
}
