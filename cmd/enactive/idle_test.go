package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestIdle reports the cost of a window without input, beside an empty window of the toolkit. It
// measures and does not judge this machine.
func TestIdle(t *testing.T) {
	into := os.Getenv("ENACTIVE_FRAMES")
	if into == "" {
		t.Skip("LEFT OUT: nothing was measured (make frames does)")
	}
	empty := filepath.Join(t.TempDir(), "empty")
	if err := build(empty, "./testdata/empty"); err != nil {
		t.Fatal(err)
	}
	folder := largeJournal(t)
	s := startScreen(t, 1280, 800)

	var report strings.Builder
	fmt.Fprintf(&report, "Processor time of the idle window, in percent of one core over %v\n", idleTime)
	tell := func(what string, pid int) {
		fmt.Fprintf(&report, "%-28s %5.2f\n", what, idleShare(t, pid))
	}
	bare := launchBuilt(t, s, empty, nil)
	s.window("Empty")
	w := &walk{s: s, program: bare}
	w.leg("empty", func() {})
	tell("an empty window", bare.command.Process.Pid)
	bare.end(s)

	w.program = launch(t, s, folder)
	pid := w.program.command.Process.Pid
	s.window("Enactive")
	w.leg("locked", func() {})
	tell("locked", pid)
	w.unlock()
	tell("home", pid)
	for _, page := range []struct{ name, key string }{{"entries", "ctrl+2"}, {"calendar", "ctrl+3"}, {"insights", "ctrl+5"}} {
		w.leg(page.name, func() { s.press(page.key) })
		tell(page.name, pid)
	}
	w.leg("quick entry", func() { s.press("ctrl+n") })
	tell("quick entry, cursor in it", pid)
	s.press("Escape")
	w.program.end(s)
	put(t, filepath.Join(into, "idle.txt"), report.String())
	t.Logf("\n%s", &report)
}

// idleTime is how long an idle window is measured.
const idleTime = 30 * time.Second

// idleShare returns how much of one core a process uses, in percent.
func idleShare(t *testing.T, pid int) float64 {
	t.Helper()
	time.Sleep(3 * time.Second) // pages that were just opened may still be computing
	before, since := processorTime(t, pid), time.Now()
	time.Sleep(idleTime)
	return 100 * float64(processorTime(t, pid)-before) / float64(time.Since(since))
}
