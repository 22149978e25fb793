package main

import (
	"strings"
	"testing"

	"enactive/ui/atspi/atspitest"
)

// TestAScreenReaderIsToldOfTheRealWindow is a screen reader of the real program, which is closed off from
// the network: it opens a journal, reads what has the keyboard, presses a button, and is told nothing
// of the journal once it is locked.
func TestAScreenReaderIsToldOfTheRealWindow(t *testing.T) {
	desktop := atspitest.NewDesktop(t)
	desktop.Wanted.Store(true)
	s := startScreen(t, 1280, 800)
	s.extraEnv = []string{"DBUS_SESSION_BUS_ADDRESS=" + desktop.Address}
	program := launch(t, s, lockedJournal(t))
	pid := program.command.Process.Pid
	s.window("Enactive")
	c := atspitest.NewClient(t, desktop.Plug())
	locked := s.settled()
	s.write(secret)
	told := strings.Join(c.Words(), "\n")
	if strings.Contains(told, secret) {
		t.Error("the passphrase is told")
	}
	s.press("Return")
	s.changedFrom(locked, "the journal opens")
	s.until("the pages are told", func() bool { return strings.Contains(strings.Join(c.Words(), "\n"), "Write down what you did") })
	s.press("ctrl+n")
	c.Hears(atspitest.Ref{}, "StateChanged focused 1")
	s.write("Zwielicht")
	c.Hears(atspitest.Ref{}, `TextChanged insert`)
	s.press("Tab")
	c.Hears(atspitest.Ref{}, "StateChanged focused 1")
	if words := c.Words(); !strings.Contains(strings.Join(words, "\n"), "Zwielicht") {
		t.Errorf("what was typed is not told, but %q", words)
	}
	s.until("the sheet is told to close", func() bool { return c.Press("Close") })
	s.until("the sheet is closed", func() bool { return strings.Contains(strings.Join(c.Words(), "\n"), "Settings") })
	s.press("ctrl+l")
	s.waitForRestart(pid)
	again := atspitest.NewClient(t, desktop.Plug())
	for _, words := range again.Words() {
		if strings.Contains(words, "Zwielicht") || strings.Contains(words, "Settings") {
			t.Errorf("the locked program tells %q", words)
		}
	}
}
