package commandline

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"enactive/journal"
	"enactive/journal/vault"
	"enactive/keeper"
	"enactive/keyring"
	"enactive/ui/idle"
)

// The bounds of how long a journal stays unlocked without a command.
const (
	minUnlocked     = time.Second
	defaultUnlocked = 15 * time.Minute
	maxUnlocked     = 24 * time.Hour
)

// unlockCmd keeps the journal open for the commands that follow.
type unlockCmd struct {
	For *time.Duration `placeholder:"TIME" help:"Lock it after TIME without a command, such as 15m, the default, or 2h; at most 24h. If it is unlocked already, that time is changed."`
}

func (c *unlockCmd) Help() string {
	return `The passphrase is asked for once, and a program in the background holds the journal open; every command of yours then uses it, and answers at once. Nobody else on this computer can, but every program that runs as you can, until the journal is locked: by "enact lock", by itself after the time without a command, when the computer is suspended, or when its screen is locked.`
}

func (c *unlockCmd) Run(s *session) error {
	limit := defaultUnlocked
	if c.For != nil {
		limit = *c.For
	}
	if limit < minUnlocked || limit > maxUnlocked {
		return misuse("--for is %s; it must be from 1s to 24h, such as 15m", limit)
	}
	dir, err := s.folder()
	if err != nil {
		return err
	}
	if held := s.awaitHolder(dir); held != nil {
		return c.last(s, held)
	}
	info, err := vault.Inspect(dir)
	if err != nil {
		return err
	}
	asks := info.Protected && !s.passphraseGiven() && !s.opensByKeyring(info)
	for try := 1; ; try++ {
		text := ""
		if asks || s.passphraseGiven() {
			if text, _, err = s.passphrase("Passphrase: "); err != nil {
				return err
			}
			if s.marked {
				text = byteOrderMark + text
			}
		}
		err = s.startKeeping(dir, limit, text)
		if errors.Is(err, errHeldMeanwhile) {
			if held := s.awaitHolder(dir); held != nil {
				return c.last(s, held)
			}
			return goneAgain()
		}
		if status, ok := errors.AsType[statusError](err); !ok || int(status) != statusWrongKey || !asks || try == maxAttempts {
			return err
		}
	}
}

// last has a journal that is unlocked already stay so for the time that was asked for, or else for its own time
// from now on.
func (c *unlockCmd) last(s *session, held *keeper.Held) error {
	switch {
	case held.Version != s.env.version:
		held.Close()
		return failed(vault.ErrInUse, "%s", otherVersion(held.Holder))
	case held.Window:
		held.Close()
		if c.For == nil {
			s.note("%s", heldSentence(held.Holder))
			return nil
		}
		s.warn("the window has the journal open, and commands use it; when it locks itself is set there, under Settings, Safety, and --for changes nothing")
		return nil
	}
	var limit time.Duration // as before
	if c.For != nil {
		limit = *c.For
	}
	who, err := held.Last(limit)
	if err != nil {
		return failed(vault.ErrInUse, "the journal was locked at the same time; please try again")
	}
	s.note("%s", heldSentence(who))
	return nil
}

// opensByKeyring reports whether the keyring has a key of the journal.
func (s *session) opensByKeyring(info vault.Info) bool {
	if !info.Keyring {
		return false
	}
	_, found := keyring.Find(info.ID)
	return found
}

// startKeeping starts the program that holds the journal open, and waits until it does. passphrase is empty
// if none is needed.
func (s *session) startKeeping(dir string, limit time.Duration, passphrase string) error {
	self, err := s.selfPath()
	if err != nil {
		return err
	}
	args := []string{keepCommand, limit.String(), dir}
	ready, tell, err := os.Pipe()
	if err != nil {
		return fmt.Errorf("starting the program that holds the journal: %w", err)
	}
	defer ready.Close()
	kept := []*os.File{tell}
	if passphrase != "" {
		secret, hand, err := os.Pipe()
		if err != nil {
			return errors.Join(fmt.Errorf("starting the program that holds the journal: %w", err), tell.Close())
		}
		// What a pipe holds is more than a passphrase may have, so this does not wait for a reader.
		_, err = io.WriteString(hand, passphrase+"\n")
		if err = errors.Join(err, hand.Close()); err != nil {
			return errors.Join(fmt.Errorf("handing on the passphrase: %w", err), secret.Close(), tell.Close())
		}
		kept = append(kept, secret)
		args = append(args, strconv.Itoa(secretFd))
	}
	problems, say, err := os.Pipe()
	if err != nil {
		return fmt.Errorf("starting the program that holds the journal: %w", err)
	}
	defer problems.Close()
	cmd := exec.Command(self, args...)
	cmd.Dir, cmd.Stderr, cmd.ExtraFiles, cmd.SysProcAttr = string(os.PathSeparator), say, kept, ownSession()
	err = cmd.Start()
	for _, f := range append(kept, say) {
		f.Close()
	}
	if err != nil {
		return fmt.Errorf("starting the program that holds the journal: %w", err)
	}
	said := make(chan struct{})
	go func() {
		defer close(said)
		_, _ = io.Copy(s.err, problems) // it ends with the program, or with the pipe
	}()
	began := make(chan string, 1)
	go func() {
		word, _ := bufio.NewReader(ready).ReadString('\n') // none if the program ended
		began <- word
	}()
	select {
	case word := <-began:
		switch word {
		case readyWord:
			s.note("The journal is unlocked, and commands use it until %s pass without one.", spell(limit))
			return cmd.Process.Release()
		case heldWord:
			return cmp.Or(cmd.Wait(), errHeldMeanwhile)
		}
	case <-s.ctx.Done():
		return errors.Join(s.ctx.Err(), cmd.Process.Kill(), cmd.Wait())
	}
	err = cmd.Wait()
	<-said
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && exit.ExitCode() > 0 {
		return statusError(exit.ExitCode())
	}
	return failed(err, "the program that holds the journal ended before it began; please try again")
}

// What the program that holds the journal says when it does, and when another one does meanwhile.
const (
	readyWord = "ready\n"
	heldWord  = "held\n"
)

// keepCommand is what "enact unlock" starts: it holds the journal open. It is not part of the grammar.
const keepCommand = "__keep"

// The open files of the keepCommand: where it says that it is ready, and where the passphrase comes from.
const (
	readyFd  = 3
	secretFd = 4
)

// commandsLimit is how long "enact unlock" waits for commands that have the journal open: several may be about to end,
// and each takes as long as its passphrase.
const commandsLimit = 15 * time.Second

// keep is the keepCommand. args are how long without a command the journal stays open, its folder, and the
// number of the open file with the passphrase, if there is one.
func (s *session) keep(args []string) error {
	tell := os.NewFile(readyFd, "the pipe to enact unlock")
	if len(args) < 2 || tell == nil {
		return misuse(`this is a part of "enact unlock"; run that`)
	}
	limit, err := time.ParseDuration(args[0])
	if err != nil {
		return misuse(`this is a part of "enact unlock"; run that`)
	}
	s.global = &global{Journal: args[1]}
	if len(args) > 2 {
		fd := secretFd
		s.global.PassphraseFd = &fd
	}
	// Those who come meanwhile wait, and so does another program of this kind.
	opened, err := s.beginOpening(args[1])
	if err != nil {
		return err
	}
	defer opened()
	if held := s.holderOf(args[1]); held != nil {
		held.Close()
		_, err := io.WriteString(tell, heldWord)
		return err
	}
	s.passable, s.await = true, s.holderOf
	s.env.waitLimit = commandsLimit
	j, err := s.open()
	if errors.Is(err, errHeldMeanwhile) {
		_, err := io.WriteString(tell, heldWord)
		return err
	}
	if err != nil {
		return err
	}
	s.takeInNotes(j)
	return closeAfter(j, func(j *journal.Journal) error { return s.keepOpen(j, limit, tell, opened) })
}

// keepOpen lets commands use j until it is to be locked. It calls opened once they can.
func (s *session) keepOpen(j *journal.Journal, limit time.Duration, tell *os.File, opened func()) error {
	ctx, stop := context.WithCancel(s.ctx)
	defer stop()
	debug.SetGCPercent(holderGC)
	debug.FreeOSMemory() // what opening the journal took
	clock := newIdleClock(limit, s.env.now)
	asked, locked := make(chan struct{}, 1), make(chan struct{})
	changed := make(chan struct{}, 1)
	wait, err := Hold(ctx, Holding{
		Journal: j, Version: s.env.version, Now: s.env.now, Getenv: s.env.getenv, Probe: s.env.probe, KDF: s.env.kdf,
		Idle: clock.times, Began: clock.began, Ended: clock.ended,
		Last: func(limit time.Duration) {
			clock.set(limit)
			select {
			case changed <- struct{}{}:
			default: // it is looked at in any case
			}
		},
		Release: func() error {
			select {
			case asked <- struct{}{}:
			default: // somebody else asked
			}
			<-locked // the end of the program is the answer
			return nil
		},
	})
	if err != nil {
		return err
	}
	opened()
	if _, err := io.WriteString(tell, readyWord); err != nil {
		return fmt.Errorf("saying that the journal is open: %w", err)
	}
	_ = tell.Close()      // it was written to
	s.err.to = io.Discard // nobody reads any more
	leaving := idle.Signals(ctx)
	look := time.NewTicker(clock.interval())
	defer look.Stop()
	for over := false; !over; {
		select {
		case <-ctx.Done():
			over = true
		case <-asked:
			over = true
		case <-leaving:
			over = true
		case <-changed:
			look.Reset(clock.interval())
		case <-look.C:
			over = clock.over() || j.StillThere(ctx) != nil
		}
	}
	stop()
	wait()
	return nil
}

// lockCmd locks a journal that is held open.
type lockCmd struct{}

func (c *lockCmd) Help() string {
	return `A command that is running then is stopped; what it reported as saved is. If the window has the journal open for commands, the window is locked. The exit status is 0 if the journal is locked afterwards, and 3 if a program has it open that cannot be asked to lock it, such as a command that is waiting in an editor.`
}

func (c *lockCmd) Run(s *session) error {
	dir, err := s.folder()
	if err != nil {
		return err
	}
	if _, err := vault.Inspect(dir); err != nil {
		return err
	}
	held := s.awaitHolder(dir)
	for waited := time.Duration(0); held == nil; waited += busyPause {
		if !vault.IsBusy(dir) {
			s.note("The journal was not unlocked for commands.")
			return nil
		}
		if waited >= s.env.waitLimit {
			return s.staysOpen(dir)
		}
		select { // another command may have it for a moment
		case <-time.After(busyPause):
		case <-s.ctx.Done():
			return s.ctx.Err()
		}
		held = s.awaitHolder(dir)
	}
	if err := held.Release(); err != nil {
		return err
	}
	s.note("The journal is locked.")
	return nil
}

// staysOpen says that the journal in dir cannot be locked from here.
func (s *session) staysOpen(dir string) error {
	who := "another program"
	if pid := vault.OpenedBy(dir); pid != 0 {
		who = fmt.Sprintf("another program (process %d)", pid)
	}
	if _, err := s.address(dir); err != nil {
		return failed(vault.ErrInUse, "the journal stays open: %s has it, and cannot be asked, as %s", who, err)
	}
	return failed(vault.ErrInUse, `the journal stays open: %s has it, and takes no commands from here; end it there, or run "enact lock" where it was unlocked (with the same XDG_RUNTIME_DIR)`, who)
}

// statusCmd says whether the journal is unlocked.
type statusCmd struct {
	JSON bool `name:"json" help:"Print a JSON object."`
}

func (c *statusCmd) Help() string {
	return `The exit status is 0 if commands can use the journal without a question, 1 if it is locked, and 3 if another program has it open and commands cannot use it.`
}

// statusJSON is who holds the journal.
type statusJSON struct {
	Journal string `json:"journal"`
	// State is "locked", "unlocked" or "in use".
	State string `json:"state"`
	// Holder is "window" or "enact"; absent unless unlocked.
	Holder string `json:"holder,omitempty"`
	PID    int    `json:"pid,omitempty"`
	// LocksAfter is in seconds without a command; LocksAt is when, if none comes.
	LocksAfter int        `json:"locks_after,omitempty"`
	LocksAt    *time.Time `json:"locks_at,omitempty"`
}

func (c *statusCmd) Run(s *session) error {
	dir, err := s.folder()
	if err != nil {
		return err
	}
	if _, err := vault.Inspect(dir); err != nil {
		return err
	}
	r, words := statusJSON{Journal: dir, State: "locked"}, "The journal is locked."
	status := error(errNothingFound)
	if held := s.awaitHolder(dir); held != nil {
		held.Close()
		r.State, r.Holder, r.PID = "unlocked", "enact", held.PID
		if held.Window {
			r.Holder = "window"
		}
		words, status = heldSentence(held.Holder), nil
		if held.Idle > 0 {
			at := s.env.now().Add(held.Left).Truncate(time.Second)
			r.LocksAfter, r.LocksAt = int(held.Idle/time.Second), &at
		}
	} else if vault.IsBusy(dir) {
		r.State, words, status = "in use", "Another program has the journal open, and commands cannot use it.", statusError(statusInUse)
	}
	if c.JSON {
		if err := s.printJSON(r); err != nil {
			return err
		}
		return status
	}
	s.print(words, "\n")
	return status
}

// heldSentence says who holds the journal.
func heldSentence(h keeper.Holder) string {
	if h.Window {
		return "The window has the journal open, and commands use it."
	}
	return fmt.Sprintf("The journal is unlocked, and commands use it. It locks itself after %s without one: in %s if none comes.", spell(h.Idle), spell(h.Left.Round(time.Second)))
}

// spell writes a time as people say it, in the two largest units.
func spell(d time.Duration) string {
	hours, minutes, seconds := int(d/time.Hour), int(d/time.Minute)%60, int(d/time.Second)%60
	var parts []string
	for _, p := range []struct {
		n         int
		one, many string
	}{{hours, "hour", "hours"}, {minutes, "minute", "minutes"}, {seconds, "second", "seconds"}} {
		if p.n > 0 && len(parts) < 2 {
			parts = append(parts, count(p.n, p.one, p.many))
		}
	}
	if len(parts) == 0 {
		return "0 seconds"
	}
	return strings.Join(parts, " and ")
}
