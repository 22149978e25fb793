package ui

import (
	"testing"

	"enactive/journal"
	"enactive/journal/vault"
)

// Commands use the journal only once the person wants it, and not while it is being closed.
func TestCommandsUseTheOpenJournalIfAsked(t *testing.T) {
	var serving, stopped int
	var lock func() error
	serve := func(j *journal.Journal, locks func() error) (func(), error) {
		serving++
		lock = locks
		return func() {
			if _, err := j.Areas(), j.StillThere(t.Context()); err != nil {
				t.Errorf("it was closed before: %v", err)
			}
			stopped++
		}, nil
	}
	d := open(t, journalAt(t, vault.Passphrase(secret)), func(o *Options) { o.Serve = serve })
	d.unlockNow()
	if serving != 0 {
		t.Fatal("commands use it without having been allowed to")
	}
	for _, on := range []bool{true, false, true} {
		d.setServing(on)
		d.rest()
	}
	if serving != 2 || stopped != 1 {
		t.Errorf("it began %d times and ended %d times", serving, stopped)
	}
	d.lock()
	d.rest()
	if stopped != 2 {
		t.Errorf("it ended %d times after the lock", stopped)
	}
	d.unlockNow()
	if serving != 3 {
		t.Errorf("it began %d times", serving)
	}
	done := make(chan error, 1)
	go func() { done <- lock() }()
	(<-d.thread)()
	d.rest()
	if err := <-done; err != nil {
		t.Error(err)
	}
	d.shows("Your journal is locked")
}
