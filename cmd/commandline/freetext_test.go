package commandline

import (
	"strings"
	"testing"
)

func TestTextsBecomeEntries(t *testing.T) {
	b := newBox(t)
	b.variables["LANG"] = "de_DE.UTF-8"
	for _, c := range []struct {
		args                    []string
		title, note, time, tags string
	}{
		{[]string{"Ran 8 km. Felt strong. @river"}, "Ran 8 km.", "Felt strong. @river", "2026-11-23T12:00:00+01:00", "river"},
		{[]string{"Ran", "8", "km"}, "Ran 8 km", "", "2026-11-23T12:00:00+01:00", ""},
		{[]string{"--performance", "70", "--tag", "River", "Ran. @river @long"}, "Ran.", "@river @long", "2026-11-23T12:00:00+01:00", "River long"},
		{[]string{"last monday 18:00: Pitch. Hard."}, "Pitch.", "Hard.", "2026-11-16T18:00:00+01:00", ""},
		{[]string{"gestern: Note: x"}, "Note: x", "", "2026-11-22T12:00:00+01:00", ""},
		{[]string{"Note: x"}, "Note: x", "", "2026-11-23T12:00:00+01:00", ""},
		{[]string{"--time", "yesterday", "7/10: ran"}, "7/10: ran", "", "2026-11-22T12:00:00+01:00", ""},
		{[]string{"--", "-5 degrees"}, "-5 degrees", "", "2026-11-23T12:00:00+01:00", ""},
		{[]string{"ran", "-", "far"}, "ran - far", "", "2026-11-23T12:00:00+01:00", ""},
		{[]string{"--inbox", "--area", "Running", "gestern: Ran. @x"}, "", "", "", ""},
	} {
		out := b.ok(append([]string{"add"}, c.args...)...)
		if c.title == "" {
			continue
		}
		got := object(t, b.ok("show", savedID(t, out), "--json"))
		var tags []string
		if list, ok := got["tags"].([]any); ok {
			for _, tag := range list {
				tags = append(tags, tag.(string))
			}
		}
		note, _ := got["note"].(string)
		if got["title"] != c.title || note != c.note || got["time"] != c.time || strings.Join(tags, " ") != c.tags {
			t.Errorf("%q is %v", c.args, got)
		}
	}
	b.run("list") // imports the inbox, and says so
	if got := objects(t, b.ok("search", "Ran", "--tag", "inbox", "--json")); len(got) != 1 || got[0]["time"] != "2026-11-22T12:00:00+01:00" {
		t.Errorf("the inbox has %v", got)
	}
	b.fails(statusUsage, []string{"--time gives one too"}, "add", "--time", "yesterday", "today: x")
	plan := savedID(t, b.ok("plan", "samstag 10:00: First race. Start slowly. @race"))
	if got := object(t, b.ok("show", plan, "--json")); got["title"] != "First race." || got["time"] != "2026-11-28T10:00:00+01:00" || got["type"] != "plan" {
		t.Errorf("the plan is %v", got)
	}
	b.ok("area", "add", "Piano")
	b.fails(statusUsage, []string{"Running and Piano"}, "add", "Scales")
}
