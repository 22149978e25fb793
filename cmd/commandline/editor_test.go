package commandline

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"enactive/plaincopy"
)

// replaces returns an edit that replaces one text after the other.
func replaces(pairs ...string) func(string) string {
	return func(text string) string { return strings.NewReplacer(pairs...).Replace(text) }
}

func TestAnEntryIsEditedAsAForm(t *testing.T) {
	b := newBox(t)
	b.variables["EDITOR"], b.variables["XDG_RUNTIME_DIR"] = "my-editor", b.dir
	id := b.add("--title", "x", "--stress", "30", "--lesson", "one", "--note", "a\n\nb", "--tag", "t")
	files := b.files()
	p := b.withPerson("y", "")
	second := ""
	p.edits = []func(string) string{
		replaces("\nstress: 30\n", "\nstress: 140\n"),
		func(text string) string {
			second = text
			return replaces("\nstress: 140\n", "\nstress: 40\n", "\ntime: ", "\ntime: someday ", "\nperformance:\n", "\nperformance: 70\n", "  - one\n", "  - one\n  - two\n")(text)
		},
		replaces("\ntime: someday ", "\ntime: last monday 18:00 # "),
	}
	r := b.run("edit", id)
	if r.status != statusFailed { // the person has no third answer, so the test sees the question
		t.Fatalf("got %+v", r)
	}
	if !strings.Contains(second, "\n#! stress is \"140\"; it must be a number from 0 to 100, or left empty\nstress: 140\n") || strings.Count(second, "#!") != 1 {
		t.Errorf("the second form is\n%s", second)
	}
	line := strings.Count(second[:strings.Index(second, "#! ")], "\n") + 1
	if want := "enact: line " + strconv.Itoa(line) + ": stress is \"140\""; !strings.Contains(r.err, want) {
		t.Errorf("standard error %q does not say %q", r.err, want)
	}
	kept, err := filepath.Glob(filepath.Join(b.dir, plaincopy.Prefix+"kept-*", "entry.txt"))
	if err != nil || len(kept) != 1 || !strings.Contains(r.err, kept[0]) {
		t.Fatalf("what was typed is kept in %q, %v; standard error %q", kept, err, r.err)
	}
	if text, err := os.ReadFile(kept[0]); err != nil || !strings.Contains(string(text), "time: last monday 18:00 # ") {
		t.Errorf("kept is %q, %v", text, err)
	}
	b.run("list") // sweeps the folders of processes that ended
	if err := os.RemoveAll(filepath.Dir(kept[0])); err != nil {
		t.Fatal(err)
	}
	p.edits = []func(string) string{replaces("\nstress: 30\n", "\n", "\nperformance:\n", "\nperformance: 70\n", "  - one\n", "  - one\n  - two\n", "\ntime: 2026-11-23 12:00\n", "\ntime: last monday 18:00\n")}
	if r = b.run("edit", id); r.status != 0 || r.out != "saved "+id+"\n" || r.err != "time: Monday 16 November 2026 18:00\n" {
		t.Fatalf("got %+v", r)
	}
	got := object(t, b.ok("show", id, "--json"))
	if got["stress"] != nil || got["performance"] != 70. || got["title"] != "x" || got["note"] != "a\n\nb" || got["time"] != "2026-11-16T18:00:00+01:00" || len(got["lessons"].([]any)) != 2 {
		t.Errorf("the edited entry is %v", got)
	}
	if left := b.files(); left != files {
		t.Errorf("the editor's copy stays: %q", left)
	}
}

func TestNothingIsSavedWithoutAChange(t *testing.T) {
	b := newBox(t)
	b.variables["EDITOR"] = "ed"
	id := b.add("--title", "x")
	p := b.withPerson("n")
	for _, c := range []struct {
		edit   func(string) string
		status int
		words  string
	}{
		{func(text string) string { return text }, 0, "Nothing was changed"},
		{func(string) string { return "# nothing\n" }, 0, "The form is empty"},
		{func(string) string { return "titel: y" }, statusRejected, "line 1"},
	} {
		p.edits = []func(string) string{c.edit}
		if r := b.run("edit", id); r.status != c.status || r.out != "" || !strings.Contains(r.err, c.words) {
			t.Errorf("got %+v, want %q", r, c.words)
		}
	}
	if got := object(t, b.ok("show", id, "--json"))["title"]; got != "x" {
		t.Errorf("the title is %v", got)
	}
}

func TestANewEntryIsFilledInAsAForm(t *testing.T) {
	b := newBox(t)
	b.variables["VISUAL"] = "ed"
	b.ok("area", "add", "Piano")
	p := b.withPerson()
	p.edits = []func(string) string{func(text string) string {
		for _, field := range []string{"\ntitle: Ran.\n", "\nnote: Far. @river\n", "\ntags: river\n", "\nluck:\n", "\ntime: 2026-11-22 12:00\n", "\narea:\n"} {
			if !strings.Contains(text, field) {
				t.Errorf("the form lacks %q:\n%s", field, text)
			}
		}
		return "\uFEFF" + strings.ReplaceAll(replaces("\narea:\n", "\narea: piano\n", "\ntype: experience\n", "\ntype: plan\n")(text), "\n", "\r\n")
	}}
	r := b.run("add", "--edit", "yesterday: Ran. Far. @river")
	if got := object(t, b.ok("show", savedID(t, r.out), "--json")); got["title"] != "Ran." || got["area"] != "Piano" || got["type"] != "plan" || got["luck"] != nil {
		t.Errorf("the entry is %v", got)
	}
	b.fails(statusUsage, []string{"--json is for --edit"}, "add", "--json", "--title", "x")
}

// broken is an editor that writes something and fails.
type broken struct{ *person }

func (b broken) edit(ctx context.Context, command, file string) error {
	return errors.Join(b.person.edit(ctx, command, file), errors.New("the editor crashed"))
}

func TestWhatABrokenEditorWroteIsKept(t *testing.T) {
	b := newBox(t)
	b.variables["EDITOR"], b.variables["XDG_RUNTIME_DIR"] = "ed", b.dir
	files := b.files()
	p := b.withPerson()
	b.env.terminal = broken{p}
	p.edits = []func(string) string{func(text string) string { return text }}
	if r := b.run("add", "--edit"); r.status != statusFailed || b.files() != files {
		t.Errorf("nothing was typed, and %q is left: %+v", b.files(), r)
	}
	p.edits = []func(string) string{replaces("\ntitle:\n", "\ntitle: precious\n")}
	r := b.run("add", "--edit")
	if r.status != statusFailed || !strings.Contains(r.err, "what you typed is not saved; it is in "+b.dir) {
		t.Errorf("got %+v", r)
	}
}
