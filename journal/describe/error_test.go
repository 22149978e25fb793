package describe_test

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
	"testing"
	"time"

	"enactive/journal/describe"
	"enactive/journal/fault"
	"enactive/journal/vault"
	"enactive/journal/wording"
	"enactive/journal/wording/wordingtest"
)

func noSpace(cause error) error {
	return &fault.Error{Class: vault.ErrNoSpace, Op: "saving", Kind: "there-is-no-space-left-for-the-journal", Thing: "/x", Values: fault.V{"Reason": cause}, Err: cause}
}

func TestAnErrorIsDescribedWhereverItIsInTheChain(t *testing.T) {
	disk := noSpace(syscall.ENOSPC)
	sentence := describe.Error(disk)
	missing := fault.Kind("there-is-no-such-entry")
	for name, c := range map[string]struct {
		err  error
		want string
	}{
		"none":                            {nil, ""},
		"of the system":                   {fs.ErrNotExist, "file does not exist"},
		"wrapped":                         {fmt.Errorf("saving an entry: %w", disk), "saving an entry: " + sentence},
		"wrapped twice over":              {fmt.Errorf("%w (and then: %w)", disk, missing), sentence + " (and then: " + describe.Error(missing) + ")"},
		"joined":                          {errors.Join(disk, missing), sentence + "\n" + describe.Error(missing)},
		"with others along":               {fault.Along(disk, missing), sentence},
		"of a class without a kind":       {&fault.Error{Class: vault.ErrClosed, Err: disk}, sentence},
		"of an operation without a kind":  {&fault.Error{Op: "opening-it", Thing: "/x", Err: fs.ErrClosed}, "opening it for the journal in /x: file already closed"},
		"of a class alone":                {&fault.Error{Class: vault.ErrClosed}, string(vault.ErrClosed)},
		"whose values are errors as well": {&fault.Error{Kind: "the-import-did-not-start-cause", Err: disk}, "the import did not start: " + sentence},
	} {
		if got := describe.Error(c.err); got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

func TestValuesOfMessagesAreDescribed(t *testing.T) {
	at := time.Date(2026, 11, 23, 18, 5, 0, 0, time.UTC)
	for _, c := range []struct {
		m    fault.Message
		want string
	}{
		{fault.Text("copy-was-missing-it-was-recreated-from", fault.V{"Copy": fault.Text("the-key-header-file", fault.V{"File": "a"})}),
			wording.Say("copy-was-missing-it-was-recreated-from", wording.V{"Copy": wording.Say("the-key-header-file", wording.V{"File": "a"})})},
		{fault.Count(1, "n-damaged-records-were-found"), wording.Count(1, "n-damaged-records-were-found")},
		{fault.Count(1200, "n-damaged-records-were-found"), wording.Count(1200, "n-damaged-records-were-found")},
		{fault.Text("the-backup-of-when-failed-cause", fault.V{"When": at, "Cause": fault.Kind("there-is-no-such-entry")}), describe.BackupFailure(at, describe.Error(fault.Kind("there-is-no-such-entry")))},
	} {
		if got := describe.Message(c.m); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// In another language only the system's part of an error is in English.
func TestErrorsAreTranslated(t *testing.T) {
	wordingtest.SpeakMarked(t)
	for _, err := range []error{
		noSpace(errors.New("№ 7")),
		&fault.Error{Kind: "the-import-did-not-start-cause", Err: noSpace(errors.New("№ 7"))},
		fault.Kind("there-is-no-such-entry"),
	} {
		if leak := wordingtest.Leak(describe.Error(err)); leak != "" && leak != "x" && leak != "/x" {
			t.Errorf("%q is not translated", leak)
		}
	}
}
