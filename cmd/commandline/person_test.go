package commandline

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// withPerson attaches a terminal with a person who gives the answers.
func (b *box) withPerson(answers ...string) *person {
	p := &person{answers: answers}
	b.env.terminal, b.env.stderrIsTerminal = p, true
	return p
}

func TestAPersonTypesANewPassphraseTwice(t *testing.T) {
	for _, c := range []struct {
		name    string
		answers []string
		says    []string
	}{
		{"twice the same", []string{"eleven bold swans", "eleven bold swans"}, nil},
		{"one that is too short is asked for again", []string{"short", "eleven bold swans", "eleven bold swans"}, []string{"5 characters", "at least 10"}},
		{"two different ones are asked for again", []string{"eleven bold swans", "eleven cold swans", "eleven bold swans", "eleven bold swans"}, []string{"not the same"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := emptyBox(t)
			p := b.withPerson(c.answers...)
			r := b.run("init")
			if r.status != 0 || len(p.answers) != 0 {
				t.Fatalf("got %+v, answers left over: %q", r, p.answers)
			}
			for _, w := range append(c.says, "Nobody can open it without the passphrase") {
				if !strings.Contains(r.err, w) {
					t.Errorf("standard error %q does not say %q", r.err, w)
				}
			}
			for _, q := range p.asked {
				if !strings.HasSuffix(q, "(hidden)") {
					t.Errorf("the passphrase shows while it is typed at %q", q)
				}
			}
			b.withPerson("eleven bold swans")
			if r := b.run("list"); r.status != 0 {
				t.Errorf("the journal does not open: %+v", r)
			}
		})
	}
}

func TestAPersonMayMistypeThePassphraseTwice(t *testing.T) {
	b := emptyBox(t)
	b.ok("--passphrase-file", b.file("p", "eleven bold swans"), "init")
	b.withPerson("wrong", "wrong again", "eleven bold swans")
	if r := b.run("list"); r.status != 0 || strings.Count(r.err, "does not open") != 2 {
		t.Errorf("the third try: got %+v", r)
	}
	p := b.withPerson("a", "b", "c", "eleven bold swans")
	if r := b.run("list"); r.status != statusWrongKey || len(p.answers) != 1 {
		t.Errorf("a fourth try: got %+v, answers left over: %q", r, p.answers)
	}
}

func TestAShortNewPassphraseIsRefused(t *testing.T) {
	b := emptyBox(t)
	b.fails(statusUsage, []string{"too short", "9 characters", "at least 10"}, "--passphrase-file", b.file("p", "äöüß wamb"), "init")
	if _, err := os.Stat(b.journal()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("there is a folder: %v", err)
	}
	b.ok("--passphrase-file", b.file("p", "äöüß wambu"), "init")
	b.fails(statusUsage, []string{"leave one out"}, "--journal", filepath.Join(b.dir, "other"), "--passphrase-file", b.file("p", "äöüß wambu"), "init", "--no-passphrase")
}

func TestRemovingAnAreaAsksForItsName(t *testing.T) {
	b := newBox(t)
	b.add("--title", "x")
	b.ok("measure", "add", "Pace", "--kind", "number", "--area", "Running")
	startBreathing(b)
	b.fails(statusUsage, []string{"its 1 entry, 1 measure and 1 experiment for good", "--yes"}, "area", "remove", "Running")
	b.withPerson("no")
	if r := b.run("area", "remove", "Running"); r.status != statusFailed || !strings.Contains(r.err, "nothing was removed") {
		t.Errorf("without the name: got %+v", r)
	}
	p := b.withPerson("running")
	if r := b.run("area", "remove", "Running"); r.status != 0 || !strings.Contains(p.asked[0], "its 1 entry, 1 measure and 1 experiment for good") || r.out != "removed Running and 1 entry, 1 measure and 1 experiment\n" {
		t.Errorf("with the name: got %+v after %q", r, p.asked)
	}
}

func TestAnEntryIsEditedAsJSON(t *testing.T) {
	b := newBox(t)
	b.variables["EDITOR"] = "my-editor --wait"
	b.variables["XDG_RUNTIME_DIR"] = b.dir
	id := b.add("--title", "x", "--stress", "30")
	files := b.files()
	p := b.withPerson("y")
	p.edits = []func(string) string{
		func(text string) string { return strings.Replace(text, `"stress": 30`, `"stress": 140`, 1) },
		func(text string) string {
			text = strings.Replace(text, `"stress": 140`, `"stress": 40`, 1)
			return strings.Replace(text, `"performance": null`, `"performance": 70`, 1)
		},
	}
	r := b.run("edit", id, "--json")
	if r.status != 0 || r.out != "saved "+id+"\n" || !strings.Contains(r.err, `stress is "140"`) {
		t.Fatalf("got %+v", r)
	}
	if got := object(t, b.ok("show", id, "--json")); got["stress"] != 40. || got["performance"] != 70. || got["title"] != "x" {
		t.Errorf("the edited entry is %v", got)
	}
	if p.asked[0] != "my-editor --wait" {
		t.Errorf("the editor is %q", p.asked[0])
	}
	if left := b.files(); left != files {
		t.Errorf("the editor's copy stays: %q", left)
	}

	p.edits = []func(string) string{func(text string) string { return text }}
	if r := b.run("edit", id, "--json"); r.status != 0 || r.out != "" || !strings.Contains(r.err, "Nothing was changed") {
		t.Errorf("an editor that changes nothing: got %+v", r)
	}

	p.answers = []string{"n"}
	p.edits = []func(string) string{func(string) string { return "{" }}
	if r := b.run("edit", id, "--json"); r.status != statusRejected || !strings.Contains(r.err, "nothing was saved") {
		t.Errorf("giving up: got %+v", r)
	}
}

func TestANewEntryIsFilledInAsJSON(t *testing.T) {
	b := newBox(t)
	b.variables["VISUAL"] = "ed"
	p := b.withPerson()
	p.edits = []func(string) string{func(text string) string {
		for _, field := range []string{`"area": "Running"`, `"title": ""`, `"luck": null`, `"lessons": []`, `"time": "2026-11-23T12:00:00+01:00"`} {
			if !strings.Contains(text, field) {
				t.Errorf("the editor does not offer %s:\n%s", field, text)
			}
		}
		return strings.Replace(text, `"title": ""`, `"title": "8 km"`, 1)
	}}
	r := b.run("add", "--edit", "--json")
	if got := object(t, b.ok("show", savedID(t, r.out), "--json")); got["title"] != "8 km" || got["luck"] != nil {
		t.Errorf("the entry is %v", got)
	}
}

func TestNotesAreForPeopleAlone(t *testing.T) {
	b := newBox(t)
	if r := b.run("list"); r.out != "" || r.err != "" {
		t.Errorf("a script gets %+v from an empty journal", r)
	}
	b.withPerson()
	if r := b.run("list"); r.out != "" || !strings.Contains(r.err, `"enact add"`) {
		t.Errorf("a person gets %+v from an empty journal", r)
	}
}

func TestATerminalGetsLinesThatFit(t *testing.T) {
	b := newBox(t)
	long := strings.Repeat("a word ", 40)
	b.add("--title", long, "--happened", long)
	b.env.columns = 100
	for _, args := range [][]string{{"list"}, {"show", "last"}, {"insights"}, {"help", "add"}} {
		for l := range strings.Lines(b.ok(args...)) {
			if n := columns(strings.TrimSuffix(l, "\n")); n > 100 {
				t.Errorf("%v prints a line of %d columns: %q", args, n, l)
			}
		}
	}
	b.env.columns = 0
	if out := b.ok("list"); !strings.Contains(out, strings.TrimSpace(long)) {
		t.Errorf("a pipe does not get the whole title:\n%s", out)
	}
}
