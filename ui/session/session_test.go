package session

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"enactive/journal"
	"enactive/journal/backup"
	"enactive/journal/vault"
)

const secret, otherSecret = "seven quiet rivers", "eight quiet rivers"

// options are those of a journal that opens fast.
func options() journal.Options {
	return journal.Options{
		Now:   func() time.Time { return time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC) },
		Vault: vault.Options{KDF: &vault.KDFCost{Time: 1, MemoryKiB: 19 << 10, Threads: 1}},
	}
}

// create makes a journal with an entry; it is closed at the end of the test.
func create(t *testing.T, key Key) (s *Session, folder string) {
	t.Helper()
	folder = filepath.Join(t.TempDir(), "journal")
	s, err := Create(t.Context(), folder, key, options(), func(ctx context.Context, j *journal.Journal) error {
		a, err := j.SaveArea(ctx, journal.Area{Name: "Running"})
		if err != nil {
			return err
		}
		_, err = j.Save(ctx, journal.Entry{Area: a.ID, Time: j.Now(), Title: "The hill", Source: journal.SourceMastery})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.CloseAtOnce() })
	return s, folder
}

func TestAClosedSessionLeavesABackupAndOpensAgain(t *testing.T) {
	s, folder := create(t, Passphrase(secret))
	if err := s.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if all, err := backup.List(folder); err != nil || len(all) != 1 {
		t.Errorf("there are %d backups: %v", len(all), err)
	}
	if _, _, err := Open(t.Context(), folder, Passphrase(otherSecret), options()); !errors.Is(err, vault.ErrWrongPassphrase) {
		t.Errorf("opened with another passphrase: %v", err)
	}
	s, _, err := Open(t.Context(), folder, Passphrase(secret), options())
	if err != nil {
		t.Fatal(err)
	}
	defer s.CloseAtOnce()
	if !s.Protected() || !s.Knows(secret) || s.Knows(otherSecret) || s.Knows("") {
		t.Error("the session does not know its passphrase")
	}
	s.Forget()
	if s.Knows(secret) {
		t.Error("the passphrase is not forgotten")
	}
}

func TestAJournalThatCannotBeFilledIsClosed(t *testing.T) {
	folder, full := filepath.Join(t.TempDir(), "journal"), errors.New("full")
	if _, err := Create(t.Context(), folder, NoPassphrase(), options(), func(context.Context, *journal.Journal) error { return full }); !errors.Is(err, full) {
		t.Fatal(err)
	}
	s, _, err := Open(t.Context(), folder, NoPassphrase(), options())
	if err != nil {
		t.Fatal("it is still open:", err)
	}
	if err := s.CloseAtOnce(); err != nil {
		t.Error(err)
	}
}

func TestThePassphraseOfASessionChangesAndGoes(t *testing.T) {
	s, _ := create(t, NoPassphrase())
	if s.Protected() || s.Knows("") {
		t.Error("a journal without a passphrase has one")
	}
	for _, text := range []string{secret, otherSecret, ""} {
		if err := s.ChangePassphrase(t.Context(), text, text == otherSecret); err != nil {
			t.Fatal(err)
		}
		if s.SetPassphrase(text); s.Protected() != (text != "") || s.Knows(text) != (text != "") {
			t.Errorf("after the change to %q: protected %v", text, s.Protected())
		}
	}
	known, err := s.Backups()
	if err != nil || known.Count == 0 || known.Size == 0 || known.Last.IsZero() {
		t.Errorf("no backup was made: %+v, %v", known, err)
	}
}

func TestRecoveryWordsOpenWithANewPassphrase(t *testing.T) {
	s, folder := create(t, Passphrase(secret))
	words, err := s.Journal().DrawRecovery()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Journal().SetRecovery(t.Context(), words); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	key, err := Secret(words)
	if err != nil {
		t.Fatal(err)
	}
	s, err = OpenWithWords(t.Context(), folder, key.key, otherSecret, options())
	if err != nil {
		t.Fatal(err)
	}
	defer s.CloseAtOnce()
	if !s.Knows(otherSecret) {
		t.Error("the session does not know the new passphrase")
	}
}

func TestABackupIsRestoredWithItsSecret(t *testing.T) {
	s, folder := create(t, Passphrase(secret))
	if err := s.BackUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	all, err := backup.List(folder)
	if err != nil || len(all) == 0 {
		t.Fatal(err)
	}
	key, err := Secret(secret)
	if err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "restored")
	if err := Restore(t.Context(), all[0].Path, to, key, options().Vault); err != nil {
		t.Fatal(err)
	}
	restored, _, err := Open(t.Context(), to, key, options())
	if err != nil {
		t.Fatal(err)
	}
	defer restored.CloseAtOnce()
	if n := restored.Journal().Count(journal.Query{}); n != 1 {
		t.Errorf("%d entries were restored", n)
	}
	if !restored.Knows(secret) {
		t.Error("the session does not know the passphrase that opened it, so it cannot be changed")
	}
	if _, err := Secret("one two three four five six seven eight nine ten eleven twelve"); err == nil {
		t.Error("twelve words of nowhere were taken for recovery words")
	}
}

func TestFilesThatWereReplacedAreNoticedAndNotBackedUp(t *testing.T) {
	for name, look := range map[string]func(*Session) error{
		"a look":  func(s *Session) error { return s.CheckFiles(t.Context()) },
		"the end": func(s *Session) error { return s.Close(t.Context()) },
	} {
		t.Run(name, func(t *testing.T) {
			s, folder := create(t, NoPassphrase())
			if err := s.CheckFiles(t.Context()); err != nil {
				t.Fatal(err)
			}
			if err := os.Rename(folder, folder+" moved"); err != nil {
				t.Fatal(err)
			}
			if err := look(s); !errors.Is(err, vault.ErrReplaced) {
				t.Errorf("noticed: %v", err)
			}
			if all, err := backup.List(folder + " moved"); err != nil || len(all) > 0 {
				t.Errorf("backups: %v, %v", all, err)
			}
		})
	}
}

func TestAnEntryIsErasedAfterABackup(t *testing.T) {
	s, folder := create(t, NoPassphrase())
	id := s.Journal().Entries(journal.Query{})[0].ID
	if err := s.Journal().Delete(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	if err := s.EraseEntry(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	if all, err := backup.List(folder); err != nil || len(all) == 0 {
		t.Errorf("backups: %v, %v", all, err)
	}
	if left := s.Journal().Entries(journal.Query{InBin: true}); len(left) > 0 {
		t.Errorf("left in the bin: %v", left)
	}
	if check, err := s.Check(t.Context()); err != nil || len(check.Faults) > 0 || check.Records == 0 {
		t.Errorf("checked: %+v, %v", check, err)
	}
}
