package main

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"enactive/journal"
	"enactive/journal/backup"
	"enactive/journal/datadir"
	"enactive/journal/describe"
	"enactive/journal/exchange"
	"enactive/journal/vault"
)

// environment is what the program takes from the machine, so that tests can be exact.
type environment struct {
	getenv func(string) string
	now    func() time.Time
	// patience is how long to wait for a journal that another command has open, and for the
	// other end of a pipe.
	patience time.Duration
	// kdf lowers the cost of passphrases in tests; nil is right for use.
	kdf *vault.KDFCost
	// probe looks at a journal's store in another process.
	probe []string
	// columns is how wide the terminal behind the output is, or 0 where it is none.
	columns int
	// memory is a folder that is never written to a disk, or nothing.
	memory string
	// closed is true where the output seems to have been closed when the program began.
	closed bool
	// watched is true where a person sees standard error.
	watched bool
	// formats are those to export to and import from; nil is right for use.
	formats []exchange.Format
	// terminal is where a person can be asked, or nil.
	terminal asker
}

// asker puts questions to a person.
type asker interface {
	// hide keeps what is typed from being shown until show is called.
	hide() (show func(), err error)
	// secret reads a line without showing it.
	secret(ctx context.Context, question string) (string, error)
	// line reads a line; its error is io.EOF where there is no answer.
	line(ctx context.Context, question string) (string, error)
	// edit lets a person edit a file with the program that command names.
	edit(ctx context.Context, command, file string) error
}

// session is one command line being carried out.
type session struct {
	ctx    context.Context
	in     io.Reader
	out    *bufio.Writer
	err    io.Writer
	env    environment
	global *global
	// listing is true for a command that is good for nothing where nobody gets its output.
	listing bool
	// marked is true where a byte order mark was before the passphrase.
	marked bool
}

// print writes to the output; its errors show when the output is flushed.
func (s *session) print(parts ...string) {
	for _, p := range parts {
		s.out.WriteString(p) // bufio keeps the first error
	}
}

func (s *session) printf(format string, args ...any) {
	fmt.Fprintf(s.out, format, args...)
}

// note tells a person something beside the output, and scripts nothing.
func (s *session) note(format string, args ...any) {
	if s.env.watched {
		fmt.Fprintln(s.err, plain(fmt.Sprintf(format, args...)))
	}
}

// warn tells whoever reads standard error.
func (s *session) warn(format string, args ...any) {
	fmt.Fprintln(s.err, "enact: "+plain(fmt.Sprintf(format, args...)))
}

// printJSON writes v as JSON over several lines.
func (s *session) printJSON(v any) error {
	data, err := marshal(v)
	if err != nil {
		return err
	}
	var pretty bytes.Buffer
	if err := json.Indent(&pretty, data, "", "  "); err != nil {
		return fmt.Errorf("writing JSON: %w", err)
	}
	pretty.WriteByte('\n')
	s.out.Write(pretty.Bytes())
	return nil
}

// printJSONList writes an array with one object a line, which also suits line-wise tools.
func printJSONList[T any](s *session, items []T) error {
	s.print("[")
	for i, item := range items {
		data, err := marshal(item)
		if err != nil {
			return err
		}
		if i > 0 {
			s.print(",")
		}
		s.print("\n", string(data))
	}
	if len(items) > 0 {
		s.print("\n")
	}
	s.print("]\n")
	return nil
}

// marshal is JSON on one line in which nothing turns the direction of writing round.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, fmt.Errorf("writing JSON: %w", err)
	}
	data := bytes.TrimSuffix(b.Bytes(), []byte("\n"))
	if !bytes.ContainsFunc(data, turnsText) {
		return data, nil
	}
	var safe bytes.Buffer
	for _, r := range string(data) {
		if turnsText(r) {
			fmt.Fprintf(&safe, `\u%04x`, r)
			continue
		}
		safe.WriteRune(r)
	}
	return safe.Bytes(), nil
}

// folder is where the journal is.
func (s *session) folder() (string, error) {
	dir := s.global.Journal
	if dir == "" {
		var err error
		if dir, err = datadir.For(system(), s.env.getenv); err != nil {
			return "", err
		}
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("finding the folder of the journal: %w", err)
	}
	return dir, nil
}

func (s *session) options() journal.Options {
	return journal.Options{
		Now: s.env.now, Vault: vault.Options{KDF: s.env.kdf, Probe: s.env.probe},
		BeforeMigration: func(ctx context.Context, j *journal.Journal) error { return backup.Before(ctx, j, backup.Migration) },
	}
}

// with opens the journal, lets use work with it, sees to the backup of the day, and closes
// it.
func (s *session) with(use func(j *journal.Journal) error) (err error) {
	j, err := s.open()
	if err != nil {
		return err
	}
	return closeAfter(j, func(j *journal.Journal) error {
		err := use(j)
		if replaced := j.StillThere(s.ctx); replaced != nil {
			return cmp.Or(err, replaced)
		}
		s.backUp(j, err)
		return err
	})
}

func closeAfter(j *journal.Journal, use func(j *journal.Journal) error) (err error) {
	defer func() {
		if closeErr := j.Close(); closeErr != nil && err == nil {
			err = closeErr
		}
	}()
	return use(j)
}

// maxTries is how often a person may type a passphrase.
const maxTries = 3

func (s *session) open() (*journal.Journal, error) {
	dir, err := s.folder()
	if err != nil {
		return nil, err
	}
	info, err := vault.Inspect(dir)
	if err != nil {
		return nil, err
	}
	if !info.Protected && !s.passphraseGiven() {
		return s.unlock(dir, vault.NoPassphrase())
	}
	if !s.passphraseGiven() {
		defer s.quietly()()
		if j, ok, err := s.byKeyring(dir, info); ok {
			return j, err
		}
	}
	for try := 1; ; try++ {
		text, asked, err := s.passphrase("Passphrase: ")
		if err != nil {
			return nil, err
		}
		var j *journal.Journal
		err = s.withPassphrase(text, func(key vault.Key) (err error) {
			j, err = s.unlock(dir, key)
			return err
		})
		if !errors.Is(err, vault.ErrWrongPassphrase) || !asked || try == maxTries {
			return j, err
		}
		s.warn("%s", describe.Error(err))
	}
}

// slow is how long something takes before a person is told that it does.
const slow = 3 * time.Second

// sayWhenSlow tells a person at a terminal that something takes its time, unless it is over
// before.
func (s *session) sayWhenSlow(words string) (over func()) {
	if !s.env.watched {
		return func() {}
	}
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		select {
		case <-done:
		case <-time.After(slow):
			s.note("%s", words)
		}
	}()
	return func() { close(done); <-ended }
}

// unlock waits a moment for a journal that another command has open.
func (s *session) unlock(dir string, key vault.Key) (*journal.Journal, error) {
	const pause = 50 * time.Millisecond
	defer s.sayWhenSlow("Opening the journal takes longer than usual; Ctrl+C stops it.")()
	for waited := time.Duration(0); ; waited += pause {
		j, repair, err := journal.Open(s.ctx, dir, key, s.options())
		if errors.Is(err, vault.ErrInUse) && waited < s.env.patience {
			select {
			case <-time.After(pause):
				continue
			case <-s.ctx.Done():
				return nil, s.ctx.Err()
			}
		}
		for _, note := range repair.Notes {
			s.warn("%s", describe.Message(note))
		}
		return j, err
	}
}
