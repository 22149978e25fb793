// Package session owns an open journal: how it is opened and closed, its passphrase, its backups
// and its files on the disk. It needs no window. What takes a context may be slow, and belongs
// away from the interface's thread.
package session

import (
	"context"
	"errors"
	"strings"
	"sync"

	"enactive/journal"
	"enactive/journal/backup"
	"enactive/journal/vault"
)

// Session is a journal that is open.
type Session struct {
	journal   *journal.Journal
	protected bool
	check     passphraseCheck
	serving   serving
}

// serving is the use of the journal by commands.
type serving struct {
	mu     sync.Mutex
	stop   func() // nil if there is none
	closed bool   // there can be none any more
}

// Key opens a journal.
type Key struct {
	key        vault.Key
	passphrase string // what the check remembers; "" if there is none
}

// NoPassphrase is the key of a journal without a passphrase.
func NoPassphrase() Key { return Key{key: vault.NoPassphrase()} }

// Passphrase is the key of a journal with one.
func Passphrase(text string) Key { return Key{key: vault.Passphrase(text), passphrase: text} }

// Secret returns the key for a text: none if it is empty, twelve recovery words, or a passphrase. A
// session that recovery words opened does not know the passphrase, so it must be unlocked again
// before that can be changed.
func Secret(text string) (Key, error) {
	switch {
	case text == "":
		return NoPassphrase(), nil
	case len(strings.Fields(text)) == 12:
		words, err := vault.RecoveryWords(text)
		return Key{key: words}, err
	}
	return Passphrase(text), nil
}

// Restore makes a journal in a folder from a backup.
func Restore(ctx context.Context, file, folder string, key Key, o vault.Options) error {
	_, err := backup.RestoreTo(ctx, file, folder, key.key, o)
	return err
}

// Open opens the journal of a folder and returns what was repaired in it.
func Open(ctx context.Context, folder string, key Key, o journal.Options) (*Session, vault.Repair, error) {
	j, repair, err := journal.Open(ctx, folder, key.key, o)
	if err != nil {
		return nil, repair, err
	}
	return begin(j, key), repair, nil
}

// OpenWithWords opens the journal of a folder with recovery words and gives it a new passphrase.
func OpenWithWords(ctx context.Context, folder string, words vault.Key, passphrase string, o journal.Options) (*Session, error) {
	j, _, err := journal.Open(ctx, folder, words, o)
	if err != nil {
		return nil, err
	}
	key := Passphrase(passphrase)
	if err := j.ChangePassphrase(ctx, key.key); err != nil {
		return nil, errors.Join(err, j.Close())
	}
	_, _ = backup.Make(ctx, j) // opens with the new passphrase; a failure is remembered and shown
	return begin(j, key), nil
}

// Create makes a journal in a folder and fills it.
func Create(ctx context.Context, folder string, key Key, o journal.Options, fill func(context.Context, *journal.Journal) error) (*Session, error) {
	j, err := journal.Create(ctx, folder, key.key, o)
	if err != nil {
		return nil, err
	}
	if err := fill(ctx, j); err != nil {
		return nil, errors.Join(err, j.Close())
	}
	return begin(j, key), nil
}

func begin(j *journal.Journal, key Key) *Session {
	s := &Session{journal: j}
	info, err := vault.Inspect(j.Folder())
	s.protected = err == nil && info.Protected
	if key.passphrase != "" {
		s.check.remember(key.passphrase)
	}
	return s
}

// Journal is the journal itself.
func (s *Session) Journal() *journal.Journal { return s.journal }

// Protected reports whether the journal has a passphrase.
func (s *Session) Protected() bool { return s.protected }

// Knows reports whether a text is the passphrase that opens the journal.
func (s *Session) Knows(passphrase string) bool { return s.check.knows(passphrase) }

// SetPassphrase notes that another passphrase opens the journal; "" is none.
func (s *Session) SetPassphrase(text string) {
	if s.protected = text != ""; s.protected {
		s.check.remember(text)
		return
	}
	s.check.forget()
}

// Forget drops the passphrase check.
func (s *Session) Forget() { s.check.forget() }

// Serve lets commands use the journal by start, whose stop returns when none does any more; with nil none
// uses it. The journal is not closed while one does. It may wait for those that run.
func (s *Session) Serve(start func() (stop func(), err error)) (err error) {
	s.serving.mu.Lock()
	defer s.serving.mu.Unlock()
	s.serving.end()
	if start != nil && !s.serving.closed {
		s.serving.stop, err = start()
	}
	return err
}

func (s *serving) end() {
	if s.stop != nil {
		s.stop()
	}
	s.stop = nil
}

// close ends it for good.
func (s *serving) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	s.end()
}

// CheckFiles returns an error if other files have taken the place of the open ones.
func (s *Session) CheckFiles(ctx context.Context) error { return s.journal.StillThere(ctx) }

// Close closes the journal after a backup of it, or without one if other files have taken the
// place of its own. A backup that fails is remembered, and shown the next time.
func (s *Session) Close(ctx context.Context) error {
	s.serving.close()
	replaced := s.journal.StillThere(ctx)
	if replaced == nil && !s.journal.Meta().Sample {
		_ = backup.After(ctx, s.journal)
	}
	return errors.Join(replaced, s.journal.Close())
}

// CloseAtOnce closes the journal without a backup.
func (s *Session) CloseAtOnce() error {
	s.serving.close()
	return s.journal.Close()
}
