package commandline

import (
	"regexp"
	"strings"
	"testing"
)

func TestOnlyATerminalIsColoured(t *testing.T) {
	for _, c := range []struct {
		name, system string
		terminal     bool
		variables    map[string]string
		want         bool
	}{
		{"a terminal", "linux", true, map[string]string{"TERM": "xterm-256color"}, true},
		{"a pipe", "linux", false, map[string]string{"TERM": "xterm-256color"}, false},
		{"NO_COLOR", "linux", true, map[string]string{"TERM": "xterm", "NO_COLOR": "1"}, false},
		{"an empty NO_COLOR", "linux", true, map[string]string{"TERM": "xterm", "NO_COLOR": ""}, true},
		{"NO_COLOR wins", "linux", true, map[string]string{"TERM": "xterm", "NO_COLOR": "1", "CLICOLOR_FORCE": "1"}, false},
		{"a dumb terminal", "linux", true, map[string]string{"TERM": "dumb"}, false},
		{"an unknown terminal", "linux", true, nil, false},
		{"CLICOLOR=0", "linux", true, map[string]string{"TERM": "xterm", "CLICOLOR": "0"}, false},
		{"CLICOLOR_FORCE in a pipe", "linux", false, map[string]string{"CLICOLOR_FORCE": "1"}, true},
		{"CLICOLOR_FORCE=0 in a pipe", "linux", false, map[string]string{"TERM": "xterm", "CLICOLOR_FORCE": "0"}, false},
		{"the older console of Windows", "windows", true, nil, false},
		{"the terminal of Windows", "windows", true, map[string]string{"WT_SESSION": "x"}, true},
	} {
		if got := showsColour(func(name string) string { return c.variables[name] }, c.system, c.terminal); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

var escapes = regexp.MustCompile("\x1b\\[[0-9]+m")

// TestColourAddsNothingButColour compares each command's output with and without: no word depends on it.
func TestColourAddsNothingButColour(t *testing.T) {
	b := documentedBox(t)
	b.ok("add", "--title", "fell", "--outcome", "failure")
	for _, columns := range []int{0, 40, 80, 200} {
		for _, command := range []string{"list", "list --json", "list --format csv", "list --format lines", "search km", "show 00000001", "show last", "area list", "area show running",
			"insights", "insights --json", "insights --tables --explain", "check", "check --json", "backup list", "backup verify", "export csv", "export json", "help", "help add"} {
			args := strings.Fields(command)
			b.env.columns, b.env.colour = columns, false
			without := b.ok(args...)
			b.env.colour = true
			with := b.ok(args...)
			if got := escapes.ReplaceAllString(with, ""); got != without {
				t.Errorf("%s at %d columns prints with colour\n%q\nand without\n%q", command, columns, got, without)
			}
			if strings.Contains(command, "json") || strings.Contains(command, "csv") || strings.Contains(command, "lines") {
				if with != without {
					t.Errorf("%s is coloured", command)
				}
			}
			if strings.Contains(escapes.ReplaceAllString(with, ""), "\x1b") || strings.Count(with, "\x1b[0m")*2 != len(escapes.FindAllString(with, -1)) {
				t.Errorf("%s leaves the terminal in a colour:\n%q", command, with)
			}
		}
	}
}

func TestOutcomesAreColouredAsTheirWordsSay(t *testing.T) {
	b := documentedBox(t)
	b.ok("add", "--title", "success", "--outcome", "failure")
	b.env.colour = true
	out := b.ok("list")
	for _, want := range []string{"\x1b[1mOUTCOME\x1b[0m", "\x1b[32msuccess\x1b[0m ", "\x1b[31mfailure\x1b[0m ", " success\n"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in the list\n%q", want, out)
		}
	}
	if out := b.ok("show", "00000001"); !strings.HasPrefix(out, "\x1b[1m8 km\x1b[0m\n") || !strings.Contains(out, "  Outcome       \x1b[32msuccess\x1b[0m\n") {
		t.Errorf("the page is\n%q", out)
	}
}
