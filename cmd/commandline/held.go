package commandline

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"enactive/journal/regular"
	"enactive/journal/vault"
	"enactive/keeper"
	"enactive/localsocket"
)

// keeperPurpose is the purpose of the socket at which the holder of a journal answers.
const keeperPurpose = "keeper"

// address returns where the holder of the journal in dir answers.
func (s *session) address(dir string) (string, error) {
	return localsocket.Address(s.env.getenv, os.TempDir(), dir, keeperPurpose)
}

// holderOf returns who holds the journal in dir open and runs commands, or nil.
func (s *session) holderOf(dir string) *keeper.Held {
	address, err := s.address(dir)
	if err != nil {
		return nil // there is no place in which a holder could answer
	}
	return keeper.Find(address)
}

// openingLimit is how long a command waits for "enact unlock" to open the journal: longer than it takes with a
// hundred thousand entries on a slow computer.
const openingLimit = time.Minute

// awaitHolder is holderOf, and waits for "enact unlock" if that is opening the journal right now.
func (s *session) awaitHolder(dir string) *keeper.Held {
	address, err := s.address(dir)
	if err != nil {
		return nil // as above
	}
	return keeper.Await(s.ctx, address, openingLimit)
}

// beginOpening has others wait until this program holds the journal in dir, or done is called.
func (s *session) beginOpening(dir string) (done func(), err error) {
	address, err := s.address(dir)
	if err != nil {
		return nil, err
	}
	done, err = keeper.BeginOpening(s.ctx, address)
	if err != nil {
		return nil, err
	}
	return sync.OnceFunc(done), nil
}

// errHeldMeanwhile is for a journal that another program began to hold while this one wanted to open it.
var errHeldMeanwhile = errors.New("the journal is held by another program meanwhile")

// again runs a command line by the holder that came while the command wanted to open the journal itself. It has done
// nothing yet, but may have read a passphrase from its input.
func (s *session) again(args []string) error {
	s.in = s.replay.whole()
	if ran, err := s.tryHolder(args); ran {
		return err
	}
	return goneAgain()
}

// goneAgain is the error if the holder that came meanwhile has gone.
func goneAgain() error {
	return failed(vault.ErrInUse, "the journal was unlocked and locked again at the same time; please try again")
}

// replay is an input of which what was read can be read once more, as long as it is little.
type replay struct {
	from io.Reader
	read []byte
	// over is true once nothing will be read again.
	over bool
}

// maxReplay is how much is read again at most: more than a passphrase, and less than a file.
const maxReplay = 64 << 10

func (r *replay) Read(b []byte) (int, error) {
	n, err := r.from.Read(b)
	if r.over = r.over || len(r.read)+n > maxReplay; r.over {
		r.read = nil
	} else {
		r.read = append(r.read, b[:n]...)
	}
	return n, err
}

// whole is the input from its beginning.
func (r *replay) whole() io.Reader { return io.MultiReader(bytes.NewReader(r.read), r.from) }

// runsHere reports whether a command is carried out by this process even if another one holds the
// journal: those that open no journal, or another one than the held.
func runsHere(command string) bool {
	first, rest, _ := strings.Cut(command, " ")
	switch first {
	case "reminder":
		return strings.HasPrefix(rest, "timer")
	case "recovery":
		return strings.HasPrefix(rest, "use")
	}
	return slices.Contains([]string{"init", "sample", "restore", "completion", "version", "help", "unlock", "lock", "status", keepCommand}, first)
}

// tryHolder has the holder of the journal run a command line, if there is one. It looks at the words no
// further than it must, so that a command that somebody else runs costs as little as can be; the holder
// looks whether its journal is the one that is meant.
func (s *session) tryHolder(args []string) (ran bool, err error) {
	if s.env.held != nil {
		return false, nil
	}
	journal, words := glance(args)
	if len(words) == 0 || runsHere(strings.Join(words, " ")) {
		return false, nil
	}
	s.global = &global{Journal: journal}
	dir, err := s.folder()
	if err != nil {
		return false, nil // the command says what is wrong
	}
	find := s.awaitHolder
	if words[0] == namesCommand {
		find = s.holderOf // the Tab key does not wait
	}
	held := find(dir)
	if held == nil {
		return false, nil
	}
	if held.Version != s.env.version {
		held.Close()
		return true, failed(vault.ErrInUse, "%s", otherVersion(held.Holder))
	}
	err = s.runHeld(held, args)
	return err != statusError(statusNotMine), err
}

// statusNotMine is the status of a command that is meant for another journal than the one held.
const statusNotMine = -1

// glance returns the folder of the journal that a command line names, if any, and its first two words: none
// if something else than flags of every command stands before them.
func glance(args []string) (journal string, words []string) {
	for i := 0; i < len(args) && args[i] != "--"; i++ {
		switch name, value, has := strings.Cut(args[i], "="); {
		case name == "--journal" && has:
			journal = value
		case slices.Contains([]string{"--journal", "--passphrase-file", "--passphrase-fd"}, name) && !has && i+1 < len(args):
			if i++; name == "--journal" {
				journal = args[i]
			}
		case len(words) < 2 && !strings.HasPrefix(name, "-"):
			words = append(words, args[i])
		case len(words) == 0 && !strings.HasPrefix(name, "--passphrase"):
			return "", nil // such as --help
		}
	}
	return journal, words
}

func otherVersion(h keeper.Holder) string {
	if h.Window {
		return "the window that has the journal open is of another version of Enactive; close it, and open it again"
	}
	return `another version of enact holds the journal open; "enact lock" locks it`
}

// statusError is the status of a command that another program ran, which has said what went wrong.
type statusError int

func (e statusError) Error() string { return fmt.Sprintf("status %d", int(e)) }

func (s *session) runHeld(held *keeper.Held, args []string) error {
	folder, err := os.Getwd()
	if err != nil {
		held.Close()
		return fmt.Errorf("finding the current folder: %w", err)
	}
	self, err := s.selfPath()
	if err != nil {
		held.Close()
		return err
	}
	asked := &answering{s: s}
	defer asked.end()
	status, err := held.Run(s.ctx, keeper.Call{
		Args: args, Folder: folder, Columns: s.env.columns, Colour: s.env.colour,
		OutputClosed: s.env.outputClosed, ErrorIsTerminal: s.env.stderrIsTerminal, Terminal: s.env.terminal != nil, Self: self,
	}, keeper.Side{Input: s.in, Output: flushing{s}, Problems: s.err, Answer: asked.answer})
	switch {
	case errors.Is(err, keeper.ErrLost):
		if asked.edited != "" {
			s.keepLost(asked.edited)
		}
		return failed(err, `the journal was locked before the command was done; "enact list" shows what was saved`)
	case err != nil:
		return fmt.Errorf("writing the output: %w", err)
	case status != statusDone:
		return statusError(status)
	}
	return nil
}

// flushing writes at once, so that output stands before a question.
type flushing struct{ s *session }

func (f flushing) Write(b []byte) (int, error) {
	n, err := f.s.out.Write(b)
	if err == nil {
		err = f.s.out.Flush()
	}
	return n, err
}

// answering does for a holder what only the command can do.
type answering struct {
	s    *session
	show []func()
	// edited is the last file that was opened in an editor, read once all answers have ended.
	edited string
}

// end shows what is typed again, whatever became of the holder.
func (a *answering) end() {
	for _, show := range a.show {
		show()
	}
}

func (a *answering) answer(ctx context.Context, q keeper.Question) (text string, file *os.File, err error) {
	switch q.What {
	case keeper.OpenFile:
		file, err = regular.OpenGiven(q.Name)
		return "", file, err
	case keeper.OpenFD:
		if file = os.NewFile(uintptr(q.Number), fmt.Sprintf("file descriptor %d", q.Number)); file == nil {
			err = os.ErrInvalid
		}
		return "", file, err
	}
	if q.What == keeper.Variable {
		return a.s.env.getenv(q.Text), nil, nil
	}
	if a.s.env.terminal == nil {
		return "", nil, errors.New("there is no terminal")
	}
	switch q.What {
	case keeper.Hide:
		show, err := a.s.env.terminal.hide()
		if err == nil {
			a.show = append(a.show, show)
		}
		return "", nil, err
	case keeper.Show:
		if n := len(a.show); n > 0 {
			a.show[n-1]()
			a.show = a.show[:n-1]
		}
		return "", nil, nil
	case keeper.Secret:
		text, err = a.s.env.terminal.secret(ctx, q.Text)
	case keeper.Line:
		text, err = a.s.env.terminal.line(ctx, q.Text)
	case keeper.Edit:
		a.edited = q.Name
		err = a.s.env.terminal.edit(ctx, q.Text, q.Name)
	default:
		err = errors.New("this is not known here")
	}
	return text, nil, err
}
