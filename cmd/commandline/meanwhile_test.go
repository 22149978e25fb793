package commandline

import (
	"strings"
	"testing"
)

// TestAnEditorOverwritesNothingThatItDidNotChange changes an entry by a command while it is in an editor.
func TestAnEditorOverwritesNothingThatItDidNotChange(t *testing.T) {
	for _, json := range []bool{false, true} {
		b := heldBox(t)
		b.variables["EDITOR"] = "ed"
		id := b.add("--title", "x", "--note", "as it was", "--stress", "30")
		p := b.withPerson()
		args, change := []string{"edit", id}, replaces("\ntitle: x\n", "\ntitle: y\n", "as it was", "of the editor")
		if json {
			args, change = []string{"edit", id, "--json"}, replaces(`"title": "x"`, `"title": "y"`, "as it was", "of the editor")
		}
		p.edits = []func(string) string{func(text string) string {
			if r := b.run("edit", id, "--note", "of a command", "--stress", "70", "--tag", "race"); r.status != 0 {
				t.Errorf("the command in between: %+v", r)
			}
			return change(text)
		}}
		r := b.run(args...)
		if want := `1 text was also changed elsewhere meanwhile, and both versions are kept; "enact versions" shows them.`; r.status != 0 || !strings.Contains(r.err, want) {
			t.Fatalf("%v: got %+v", args, r)
		}
		got := object(t, b.ok("show", id, "--json"))
		if got["title"] != "y" || got["stress"] != 70. || got["note"] != "of the editor" || len(got["tags"].([]any)) != 1 {
			t.Errorf("%v: the entry is %v", args, got)
		}
		if out := b.run("versions").out; !strings.Contains(out, "version 1: of the editor") || !strings.Contains(out, "version 2: of a command") {
			t.Errorf("%v: the versions are %q", args, out)
		}
	}
}

// TestAnEditorKeepsWhatWasDeletedMeanwhile erases an entry by a command while it is in an editor.
func TestAnEditorKeepsWhatWasDeletedMeanwhile(t *testing.T) {
	b := heldBox(t)
	b.variables["EDITOR"] = "ed"
	id := b.add("--title", "x", "--note", "as it was")
	p := b.withPerson()
	p.edits = []func(string) string{func(text string) string {
		if r := b.run("delete", id); r.status != 0 {
			t.Errorf("the command in between: %+v", r)
		}
		return replaces("as it was", "of the editor")(text)
	}}
	if r := b.run("edit", id); r.status != 0 || !strings.Contains(r.err, "It had been deleted meanwhile; now it is back") {
		t.Fatalf("got %+v", r)
	}
	if got := object(t, b.ok("show", id, "--json")); got["note"] != "of the editor" {
		t.Errorf("the entry is %v", got)
	}
	if out := b.ok("list"); !strings.Contains(out, "x") {
		t.Errorf("the list is %q", out)
	}
}
