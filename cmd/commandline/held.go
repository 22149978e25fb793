package commandline

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"enactive/journal/regular"
	"enactive/journal/vault"
	"enactive/keeper"
	"enactive/localsocket"
)

// keeperPurpose is the purpose of the socket at which the holder of a journal answers.
const keeperPurpose = "keeper"

// holderOf returns who holds the journal in dir open and runs commands, or nil.
func (s *session) holderOf(dir string) *keeper.Held {
	address, err := localsocket.Address(s.env.getenv, os.TempDir(), dir, keeperPurpose)
	if err != nil {
		return nil // there is no place in which a holder could answer
	}
	return keeper.Find(address)
}

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
	held := s.holderOf(dir)
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
