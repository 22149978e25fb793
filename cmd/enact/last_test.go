package main

import (
	"strings"
	"testing"
	"time"
)

func TestLastIsOfTheKindThatACommandIsFor(t *testing.T) {
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
