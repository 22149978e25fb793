package commandline

import (
	"strings"
	"testing"
	"unicode"

	"enactive/journal"
)

func TestTheFirstSentenceIsTheTitle(t *testing.T) {
	for text, want := range map[string]string{
		"Ran 8 km":                                  "Ran 8 km||",
		"Ran 8 km. Felt strong. @river":             "Ran 8 km.|Felt strong. @river|river",
		"Ran 8.5 km in 42:10! Then tea.":            "Ran 8.5 km in 42:10!|Then tea.|",
		"Really?! Yes":                              "Really?!|Yes|",
		"Title\nNote one\n\nNote two":               "Title|Note one\n\nNote two|",
		"Title\r\nNote":                             "Title|Note|",
		"He said \"go.\" I went":                    "He said \"go.\"|I went|",
		"3. Platz im Rennen. Gut.":                  "3. Platz im Rennen.|Gut.|",
		"Musik, z. B. von J. S. Bach. Schön":        "Musik, z. B. von J. S. Bach.|Schön|",
		"Drills, e.g. strides. Good":                "Drills, e.g. strides.|Good|",
		"川沿いを走った。強かった。#川":                           "川沿いを走った。|強かった。#川|",
		"走った。 ＃川":                                   "走った。|＃川|川",
		"Well... fine":                              "Well...|fine|",
		"mail ana@example.org about issue #15 @5km": "mail ana@example.org about issue #15 @5km||",
		"(@river) #River, #long-run. @été @a/b":     "(@river) #River, #long-run.|@été @a/b|river long-run été a/b",
		"":  "||",
		".": ".||",
	} {
		got := splitText(text)
		if said := got.title + "|" + got.note + "|" + strings.Join(got.tags, " "); said != want {
			t.Errorf("%q is %q, want %q", text, said, want)
		}
	}
}

// noBlanks returns the characters of a text without its blanks.
func noBlanks(text string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsSpace(c) {
			return -1
		}
		return c
	}, text)
}

// No character is lost, and a title is never too long.
func FuzzSplitText(f *testing.F) {
	for _, text := range []string{"Ran. Far. @x", strings.Repeat("é", 800), strings.Repeat("word ", 300), "\xff. \xfe", strings.Repeat("a", 999) + "é. x", "#", "@a,b"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := splitText(text)
		if noBlanks(got.title)+noBlanks(got.note) != noBlanks(text) {
			t.Errorf("%q became %q and %q", text, got.title, got.note)
		}
		if len(got.title) > journal.MaxLine || got.title == "" && strings.TrimSpace(text) != "" {
			t.Errorf("the title has %d bytes: %q", len(got.title), got.title)
		}
		for _, tag := range got.tags {
			if !strings.Contains(text, tag) {
				t.Errorf("the tag %q is not in %q", tag, text)
			}
		}
	})
}

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
