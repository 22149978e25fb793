package commandline

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
	"slices"
	"time"

	"enactive/journal"
	"enactive/journal/agefile"
	"enactive/journal/backup"
	"enactive/journal/datadir"
	"enactive/journal/describe"
	"enactive/journal/exchange"
	"enactive/journal/vault"
	"enactive/keeper"
)

// environment is the program's view of the machine, which tests replace.
type environment struct {
	// version is that of the release.
	version string
	getenv  func(string) string
	now     func() time.Time
	// rand is the source of the order of experiments and of ids; nil is the system's, as in vault.Options.
	rand io.Reader
	// waitLimit is how long to wait for a journal that another command has open, and for the writer of
	// a pipe.
	waitLimit time.Duration
	// kdf lowers the cost of passphrases in tests; nil is the default cost.
	kdf *vault.KDFCost
	// work lowers the work of the passphrases of files in tests; 0 is the usual work.
	work agefile.Work
	// probe is the command that checks a journal's store in another process.
	probe []string
	// columns is the width of the terminal at the output, or 0 if the output is not a terminal.
	columns int
	// colour is true if the output shows colours.
	colour bool
	// memory is a folder that is never written to a disk, or empty.
	memory string
	// outputClosed is true if the output seems to have been closed when the program started.
	outputClosed bool
	// stderrIsTerminal is true if a person sees standard error.
	stderrIsTerminal bool
	// formats replaces the formats for export and import in tests; nil means those of the program.
	formats []exchange.Format
	// notify shows a notification of the desktop.
	notify func(ctx context.Context, words string) error
	// systemctl replaces the system's in tests, and self the path of the program.
	systemctl func(ctx context.Context, args ...string) error
	self      string
	// terminal asks a person, or is nil if there is no terminal.
	terminal asker
	// held is the journal that this process has open for others, and place where the command was started;
	// both are nil in a program of its own.
	held  *held
	place *place
}

// asker asks a person questions.
type asker interface {
	// hide hides typed text until show is called.
	hide() (show func(), err error)
	// secret reads a line without showing it.
	secret(ctx context.Context, question string) (string, error)
	// line reads a line; its error is io.EOF if there is no answer.
	line(ctx context.Context, question string) (string, error)
	// edit opens a file in the editor that command names.
	edit(ctx context.Context, command, file string) error
}

// session is the run of one command line.
type session struct {
	ctx    context.Context
	in     io.Reader
	out    *bufio.Writer
	err    *screen
	env    environment
	global *global
	// listing is true for a command that is useless if its output is lost.
	listing bool
	// passphraseRead is true if it was read from standard input.
	passphraseRead bool
	// marked is true if the passphrase began with a byte order mark.
	marked bool
	// peeking is set while a journal is opened of which only a few entries will be read.
	peeking bool
	// portion is how much of a task is done, for its bar.
	portion portion
	// passable is true for a command that a holder of the journal can run. replay is its input from the beginning.
	passable bool
	replay   *replay
	// await finds who holds the journal in a folder.
	await func(dir string) *keeper.Held
	// merging are the files that are taken in, as they were typed.
	merging []string
	// ownNotes is true for a command that takes in notes itself.
	ownNotes bool
	// reading are the files that an import reads from until it is done.
	reading []io.Closer
}

// print writes to the output; errors are returned when the output is flushed.
func (s *session) print(parts ...string) {
	for _, p := range parts {
		s.out.WriteString(p) // bufio remembers the first error
	}
}

func (s *session) printf(format string, args ...any) {
	fmt.Fprintf(s.out, format, args...)
}

// note prints a message to standard error if a person sees it, and nothing in scripts.
func (s *session) note(format string, args ...any) {
	if s.env.stderrIsTerminal {
		fmt.Fprintln(s.err, plain(fmt.Sprintf(format, args...)))
	}
}

// warn prints a message to standard error.
func (s *session) warn(format string, args ...any) {
	fmt.Fprintln(s.err, "enact: "+plain(fmt.Sprintf(format, args...)))
}

// printJSON writes v as indented JSON.
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

// printJSONList writes an array with one object per line, which also suits line-based tools.
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

// printJSONLines writes one object per line and nothing around them.
func printJSONLines[T any](s *session, items []T) error {
	for _, item := range items {
		data, err := marshal(item)
		if err != nil {
			return err
		}
		s.print(string(data), "\n")
	}
	return nil
}

// exactOutput is the output for a file format: unchanged in a pipe, made safe as by plain on a terminal.
func (s *session) exactOutput() io.Writer {
	if s.env.columns > 0 {
		return plainWriter{s.out}
	}
	return s.out
}

// plainWriter makes what is written safe for a terminal. Each write must end between two characters.
type plainWriter struct{ to io.Writer }

func (w plainWriter) Write(b []byte) (int, error) {
	if _, err := io.WriteString(w.to, plain(string(b))); err != nil {
		return 0, err
	}
	return len(b), nil
}

// marshal returns v as JSON on one line, with marks that change the text direction escaped.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, fmt.Errorf("writing JSON: %w", err)
	}
	data := bytes.TrimSuffix(b.Bytes(), []byte("\n"))
	if !bytes.ContainsFunc(data, changesDirection) {
		return data, nil
	}
	var safe bytes.Buffer
	for _, r := range string(data) {
		if changesDirection(r) {
			fmt.Fprintf(&safe, `\u%04x`, r)
			continue
		}
		safe.WriteRune(r)
	}
	return safe.Bytes(), nil
}

// folder returns the journal's folder.
func (s *session) folder() (string, error) {
	dir := s.global.Journal
	if dir == "" {
		var err error
		if dir, err = datadir.For(system(), s.env.getenv); err != nil {
			return "", err
		}
	}
	// That of a variable is relative to the folder of the command too, whoever runs it.
	dir, err := filepath.Abs(s.at(dir))
	if err != nil {
		return "", fmt.Errorf("finding the folder of the journal: %w", err)
	}
	return dir, nil
}

func (s *session) options() journal.Options {
	return journal.Options{
		Seen: datadir.State(system(), s.env.getenv), Now: s.env.now, Rand: s.env.rand, Vault: vault.Options{KDF: s.env.kdf, Probe: s.env.probe},
		BeforeMigration: func(ctx context.Context, j *journal.Journal) error { return backup.Before(ctx, j, backup.Migration) },
	}
}

// with opens the journal, calls use, makes the daily backup if needed, and closes the journal.
func (s *session) with(use func(j *journal.Journal) error) (err error) {
	if s.env.held != nil {
		return s.withHeld(use)
	}
	j, err := s.open()
	if err != nil {
		return err
	}
	return s.useAndClose(j, use)
}

// useAndClose is the rest of with, for an open journal.
func (s *session) useAndClose(j *journal.Journal, use func(j *journal.Journal) error) error {
	return closeAfter(j, func(j *journal.Journal) error {
		if !s.ownNotes {
			s.takeInNotes(j)
		}
		err := use(j)
		if replaced := j.StillThere(s.ctx); replaced != nil {
			return cmp.Or(err, replaced)
		}
		s.backUpDaily(j, err)
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

// maxAttempts is how many times a person may type a passphrase.
const maxAttempts = 3

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
		defer s.hideTyping()()
		if j, ok, err := s.openWithKeyring(dir, info); ok {
			return j, err
		}
	}
	var j *journal.Journal
	err = s.askPassphrase("Passphrase: ", func(text string) error {
		return s.withPassphrase(text, func(key vault.Key) (err error) {
			j, err = s.unlock(dir, key)
			return err
		})
	})
	return j, err
}

// askPassphrase calls use with the passphrase, and again while a person at the terminal has typed a wrong one,
// up to maxAttempts.
func (s *session) askPassphrase(question string, use func(text string) error) error {
	for try := 1; ; try++ {
		text, asked, err := s.passphrase(question)
		if err != nil {
			return err
		}
		err = use(text)
		if !errors.Is(err, vault.ErrWrongPassphrase) || !asked || try == maxAttempts {
			return err
		}
		s.warn("%s", describe.Error(err))
	}
}

// slowAfter is how long a task may take before a note is printed.
const slowAfter = 3 * time.Second

// noteIfSlow prints a note at a terminal unless stop is called within slowAfter.
func (s *session) noteIfSlow(words string) (stop func()) {
	if !s.env.stderrIsTerminal {
		return func() {}
	}
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		select {
		case <-done:
		case <-time.After(slowAfter):
			s.note("%s", words)
		}
	}()
	return func() { close(done); <-ended }
}

// busyPause is how long to wait before looking again whether a journal is in use.
const busyPause = 50 * time.Millisecond

// unlock opens a journal; it waits a moment if another command has it open, and longer if "enact unlock" is opening
// it. The error is errHeldMeanwhile if the journal is held now, and the holder can do what is to be done.
func (s *session) unlock(dir string, key vault.Key) (*journal.Journal, error) {
	defer s.noteIfSlow("Opening the journal takes longer than usual; Ctrl+C stops it.")()
	defer s.workingAfter(openingDelay)()
	if s.peeking {
		j, err := journal.Peek(s.ctx, dir, key, s.options())
		if !errors.Is(err, vault.ErrDoubt) {
			return j, err
		}
	}
	for waited := time.Duration(0); ; waited += busyPause {
		j, repair, err := journal.Open(s.ctx, dir, key, s.options())
		if errors.Is(err, vault.ErrInUse) {
			if s.passable && !s.replay.over {
				if held := s.await(dir); held != nil {
					held.Close()
					return nil, errHeldMeanwhile
				}
			}
			if waited < s.env.waitLimit {
				select {
				case <-time.After(busyPause):
					continue
				case <-s.ctx.Done():
					return nil, s.ctx.Err()
				}
			}
		}
		s.sayNotes(repair)
		return j, err
	}
}

// sayNotes prints what was noted when the journal was opened. That a file should be taken in is no news to a command that
// does so.
func (s *session) sayNotes(repair vault.Repair) {
	for _, note := range repair.Notes {
		path, _ := note.Values["File"].(string)
		if path == "" || !slices.ContainsFunc(s.merging, func(file string) bool { return isSamePlace(s.at(file), path) }) {
			s.warn("%s", describe.Message(note))
		}
	}
}
