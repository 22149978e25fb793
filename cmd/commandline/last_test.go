package commandline

import (
	"strings"
	"testing"
	"time"
)

func TestUndoAndRedoRepeat(t *testing.T) {
	b := newBox(t)
	for _, title := range []string{"one", "two", "three"} {
		b.add("--title", title)
	}
	before := b.ok("list", "--json")
	for range 4 {
		if out := b.ok("undo"); !strings.HasPrefix(out, "undone: Add an ") {
			t.Errorf("got %q", out)
		}
	}
	b.fails(statusFailed, []string{"no change that can be undone"}, "undo")
	if out := b.ok("area", "list", "--json"); strings.Contains(out, "Running") {
		t.Errorf("the area is still there: %s", out)
	}
	for range 4 {
		if out := b.ok("redo"); !strings.HasPrefix(out, "redone: Add an ") {
			t.Errorf("got %q", out)
		}
	}
	b.fails(statusFailed, []string{"was undone", "can be redone"}, "redo")
	if after := b.ok("list", "--json"); after != before {
		t.Errorf("the journal is\n%s\nwant\n%s", after, before)
	}
	b.ok("undo")
	b.add("--title", "four")
	b.fails(statusFailed, []string{"can be redone"}, "redo")
}

func TestLastSelectsByCommand(t *testing.T) {
	b := newBox(t)
	plan := savedID(t, b.ok("plan", "--title", "The hill", "--time", "2026-11-24 10:00"))
	b.add("--title", "written after the plan")
	done := b.ok("complete", "last", "--outcome", "success")
	if !strings.Contains(done, plan) {
		t.Errorf("complete last gives %q, want the plan %s", done, plan)
	}
	b.fails(statusFailed, []string{"no open plan", "enact plan"}, "complete", "last", "--outcome", "success")

	first, second := b.add("--title", "first"), b.add("--title", "second")
	now := noon
	b.env.now = func() time.Time { return now }
	b.ok("delete", second)
	now = now.Add(time.Minute)
	b.ok("delete", first)
	if out := b.ok("undelete", "last"); !strings.Contains(out, first) {
		t.Errorf("undelete last gives %q, want %s, which was deleted last", out, first)
	}
	b.fails(statusFailed, []string{first, "is not in the bin", "list --bin"}, "undelete", first)
	b.ok("undelete", second)
	b.fails(statusFailed, []string{"the bin is empty"}, "undelete", "last")
}
