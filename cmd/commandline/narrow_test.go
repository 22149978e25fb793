package commandline

import (
	"strings"
	"testing"
)

// The list fits the terminal's width, and the title column keeps its minimum width.
func TestAListFitsItsTerminal(t *testing.T) {
	b := newBox(t)
	b.ok("area", "add", "A very long name of an area in which I perform")
	for _, area := range []string{"Running", "A very long name of an area in which I perform"} {
		b.add("--area", area, "--title", strings.Repeat("went on and on ", 8), "--outcome", "success", "--performance", "70", "--stress", "40", "--efficacy-after", "60", "--time", "2026-11-20 10:00")
		b.add("--area", area, "--title", strings.Repeat("走った", 20), "--outcome", "partial", "--performance", "50", "--time", "2026-11-21 10:00")
	}
	for _, wide := range []int{46, 60, 80, 100, 120, 200} {
		b.env.columns = wide
		out := b.ok("list")
		head, _, _ := strings.Cut(out, "\n")
		for line := range strings.Lines(out) {
			if n := columns(strings.TrimSuffix(line, "\n")); n > wide {
				t.Errorf("in %d columns a line has %d: %q", wide, n, line)
			}
		}
		if room := wide - columns(head[:strings.Index(head, "WHAT")]); room < min(minSummaryWidth, wide-20) {
			t.Errorf("in %d columns what an entry says has %d: %q", wide, room, head)
		}
		if all := strings.Contains(head, "BEFORE") && strings.Contains(head, "PERFORMANCE"); all != (wide == 200) {
			t.Errorf("in %d columns the heads are %q", wide, head)
		}
	}
	b.env.columns = 0
	if out := b.ok("list"); !strings.Contains(out, "BEFORE") || !strings.Contains(out, strings.Repeat("走った", 20)) || !strings.Contains(out, "2026-11-20 10:00") {
		t.Errorf("a pipe does not get everything:\n%s", out)
	}
	b.env.columns = 80
	if out := b.ok("list", "--area", "Running"); strings.Contains(out, "AREA") {
		t.Errorf("where one area is asked for, its name stands in each line:\n%s", out)
	}
}

func TestSearchWithoutMatchEndsWithStatus1(t *testing.T) {
	b := newBox(t)
	b.add("--title", "Hills")
	if r := b.run("search", "valley"); r.status != statusFailed || r.out+r.err != "" {
		t.Errorf("in a pipe: %+v, want status 1 and no word", r)
	}
	if r := b.run("search", "--json", "valley"); r.status != statusFailed || r.out != "[]\n" || r.err != "" {
		t.Errorf("as JSON: %+v, want status 1 and an empty array", r)
	}
	b.env.stderrIsTerminal = true
	if r := b.run("search", "valley"); r.status != statusFailed || r.err != "No entry fits.\n" {
		t.Errorf("at a terminal: %+v, want status 1 and a sentence", r)
	}
	b.env.stderrIsTerminal = false
	if r := b.run("search", "hills"); r.status != 0 || !strings.Contains(r.out, "Hills") {
		t.Errorf("a hit: %+v", r)
	}
	b.ok("day", "2026-11-13", "--note", "Late in the valley.")
	if r := b.run("search", "VALLEY"); r.status != 0 || r.out != "DAY         NOTE OF THE DAY\n2026-11-13  Late in the valley.\n" {
		t.Errorf("a hit in the note of a day: %+v", r)
	}
	if r := b.run("search", "valley", "--json"); r.status != statusFailed || r.out != "[]\n" {
		t.Errorf("entries alone: %+v", r)
	}
	if r := b.run("list", "--tag", "none"); r.status != 0 {
		t.Errorf("a list of nothing: %+v, want status 0, as ls has it", r)
	}
}

func TestAWrappedItemHasOneBullet(t *testing.T) {
	b := newBox(t)
	b.env.columns = 40
	var text strings.Builder
	s := &session{out: newOutput(&text), env: b.env}
	newPage(s).bullet("Say a higher price to a good client who has said no before: difficulty 7, 74 sure")
	if err := s.out.Flush(); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(text.String()), "\n")
	if len(lines) < 2 || strings.Count(text.String(), "- ") != 1 || !strings.HasPrefix(lines[1], "    ") {
		t.Errorf("got:\n%s", text.String())
	}
}

func TestMissingArgumentsAreNamed(t *testing.T) {
	b := newBox(t)
	for _, c := range []struct {
		words string
		args  []string
	}{
		{"ID is missing", []string{"show"}},
		{"AREA and 0-100 are missing", []string{"checkin"}},
		{"0-100 is missing", []string{"checkin", "Running"}},
		{"FILE is missing", []string{"import", "csv"}},
		{"the rest of the command is missing", []string{"area"}},
	} {
		b.fails(statusUsage, []string{c.words, "write it as"}, c.args...)
	}
}

const markedObject = "\uFEFF" + `{"title":"From an editor of Windows","performance":70}`

func TestByteOrderMarkIsDropped(t *testing.T) {
	b := newBox(t)
	b.okFed(markedObject, "add", "-")
	b.okFed(markedObject+"\r\n"+`{"title":"Two"}`+"\r\n", "add", "--lines")
	if out := b.ok("list"); strings.Count(out, "From an editor of Windows") != 2 || !strings.Contains(out, "Two") {
		t.Errorf("the list is:\n%s", out)
	}
	for _, mark := range []string{"\xff\xfe", "\xfe\xff"} {
		b.failsFed(mark+"{\x00}\x00", statusRejected, []string{"standard input is UTF-16", "UTF-8"}, "add", "-")
		b.failsFed(mark+"{\x00}\x00", statusRejected, []string{"standard input is UTF-16", "UTF-8"}, "add", "--lines")
	}
	b.env.terminal = &person{edits: []func(string) string{func(text string) string {
		return "\uFEFF" + strings.ReplaceAll(strings.ReplaceAll(text, `"title": ""`, `"title": "Edited"`), "\n", "\r\n")
	}}}
	b.variables["EDITOR"] = "ed"
	b.ok("add", "--edit", "--json")
	if out := b.ok("list"); !strings.Contains(out, "Edited") {
		t.Errorf("the list is:\n%s", out)
	}
	locked := emptyBox(t)
	locked.ok("--passphrase-file", locked.file("p", "\uFEFFeleven bold swans\r\n"), "init")
	locked.ok("--passphrase-file", locked.file("q", "eleven bold swans\n"), "area", "add", "Running")
	locked.okFed(markedObject, "add", "--area", "Running", "-")
}

func TestAnImportOfNothingButBadRowsIsRejected(t *testing.T) {
	b := newBox(t)
	bad := b.file("bad.csv", "time,area\nnever,Running\nsometime,Running\n")
	b.failsLines(statusRejected, []string{"nothing was imported", "line 2", "line 3"}, "import", "csv", "--skip-bad-rows", bad)
	half := b.file("half.csv", "time,area\nnever,Running\n2026-11-01,Running\n")
	if r := b.run("import", "csv", "--skip-bad-rows", half); r.status != 0 || !strings.Contains(r.out, "1 added") || !strings.Contains(r.err, "line 2") {
		t.Errorf("one good row: %+v", r)
	}
	b.ok("import", "csv", "--skip-bad-rows", b.file("empty.csv", "time,area\n"))
}

// failsLines is fails for errors of several lines.
func (b *box) failsLines(status int, words []string, args ...string) {
	b.t.Helper()
	r := b.run(args...)
	if r.status != status {
		b.t.Errorf("enact %s: status %d, want %d", strings.Join(args, " "), r.status, status)
	}
	for _, w := range words {
		if !strings.Contains(r.err, w) {
			b.t.Errorf("standard error %q does not say %q", r.err, w)
		}
	}
}
