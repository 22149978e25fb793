package commandline

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"enactive/journal"
	"enactive/journal/vault"
	"enactive/keeper"
	"enactive/localsocket"
)

// Holding is an open journal that commands may use.
type Holding struct {
	Journal *journal.Journal
	// Version is the program's, Now its clock, and Getenv its environment.
	Version string
	Now     func() time.Time
	Getenv  func(string) string
	// Probe is the command that checks a journal's store in another process.
	Probe []string
	// Window is true for the window. Idle returns after how long without use it locks the journal, and how much
	// of that is left; Last sets that time, or begins it anew if it is 0. Both are nil for the window.
	Window bool
	Idle   func() (limit, left time.Duration)
	Last   func(limit time.Duration)
	// Began and Ended are called when a command does.
	Began, Ended func()
	// KDF and Rand replace the cost of passphrases and randomness in tests; nil is what the program has.
	KDF  *vault.KDFCost
	Rand io.Reader
	// Release locks the journal.
	Release func() error
}

// Hold lets commands use an open journal, and returns at once. When ctx ends the commands that run are
// stopped. wait lets no more come, and returns when none runs; the journal can be closed then.
func Hold(ctx context.Context, h Holding) (wait func(), err error) {
	address, err := localsocket.Address(h.Getenv, os.TempDir(), h.Journal.Folder(), keeperPurpose)
	if err != nil {
		return nil, err
	}
	var running gate
	turns := make(turns, 1)
	stop, err := keeper.Serve(ctx, address, keeper.Serving{
		Holder: func() keeper.Holder {
			who := keeper.Holder{Version: h.Version, Window: h.Window, PID: os.Getpid()}
			if h.Idle != nil {
				who.Idle, who.Left = h.Idle()
			}
			return who
		},
		Run: func(ctx context.Context, c keeper.Call, back *keeper.Back) int {
			if !running.enter() {
				return report(back.Problems(), errLocking)
			}
			defer running.leave()
			if h.Began != nil {
				h.Began()
			}
			if h.Ended != nil {
				defer h.Ended()
			}
			return h.run(ctx, c, back, turns)
		},
		Release: h.Release, Last: h.Last,
	})
	if err != nil {
		return nil, err
	}
	return func() {
		stop()
		running.close()
	}, nil
}

// errLocking is for a command that came when the journal was being locked.
var errLocking = failed(vault.ErrInUse, "the journal is being locked; please try again")

// gate counts the commands that run, and lets none in once it is closed.
type gate struct {
	mu     sync.Mutex
	closed bool
	inside sync.WaitGroup
}

func (g *gate) enter() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.closed {
		g.inside.Add(1)
	}
	return !g.closed
}

func (g *gate) leave() { g.inside.Done() }

// close waits until all have left.
func (g *gate) close() {
	g.mu.Lock()
	g.closed = true
	g.mu.Unlock()
	g.inside.Wait()
}

// run runs a command in the environment in which it was typed.
func (h Holding) run(ctx context.Context, c keeper.Call, back *keeper.Back, t turns) int {
	getenv := environmentOf(ctx, back)
	zone := zoneOf(getenv("TZ"), h.Now().Location())
	turn := &turn{turns: t}
	env := environment{
		version: h.Version, getenv: getenv, now: func() time.Time { return h.Now().In(zone) },
		waitLimit: waitLimit, memory: "/dev/shm", probe: h.Probe, kdf: h.KDF, rand: h.Rand, self: c.Self,
		columns: c.Columns, colour: c.Colour, outputClosed: c.OutputClosed, stderrIsTerminal: c.ErrorIsTerminal,
		notify: notifyDesktop, held: &held{journal: h.Journal, turn: turn, window: h.Window},
		place: &place{
			folder: c.Folder, typed: map[string]string{},
			open: func(ctx context.Context, name string) (*os.File, error) {
				return back.Open(ctx, keeper.Question{What: keeper.OpenFile, Name: name})
			},
			openFD: func(ctx context.Context, number int) (*os.File, error) {
				return back.Open(ctx, keeper.Question{What: keeper.OpenFD, Number: number, Name: fmt.Sprintf("file descriptor %d", number)})
			},
		},
	}
	if c.Terminal {
		env.terminal = &farTerminal{ctx: ctx, back: back, turn: turn}
	}
	defer turn.end()
	return run(ctx, c.Args, back.Input(ctx), back.Output(), back.Problems(), env)
}

// held is the journal that the holder of this process has open.
type held struct {
	journal *journal.Journal
	turn    *turn
	window  bool
}

// environmentOf returns the variables of a command's environment. Each is asked for once.
func environmentOf(ctx context.Context, back *keeper.Back) func(string) string {
	var mu sync.Mutex
	known := map[string]string{}
	return func(name string) string {
		mu.Lock()
		defer mu.Unlock()
		value, ok := known[name]
		if !ok {
			value, _ = back.Ask(ctx, keeper.Question{What: keeper.Variable, Text: name}) // none if the command has ended
			known[name] = value
		}
		return value
	}
}

// zoneOf returns the zone that a command's TZ names, or the program's own if it names none.
func zoneOf(tz string, own *time.Location) *time.Location {
	if tz == "" {
		return own
	}
	if zone, err := time.LoadLocation(strings.TrimPrefix(tz, ":")); err == nil {
		return zone
	}
	return time.UTC // as in a program of its own
}

// turns lets one command at a time change the journal: each reads and then writes.
type turns chan struct{}

// turn is that of one command.
type turn struct {
	turns turns
	mu    sync.Mutex
	has   bool
}

// begin waits for the turn.
func (t *turn) begin(ctx context.Context) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.has {
		return nil
	}
	select {
	case t.turns <- struct{}{}:
		t.has = true
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// end gives it back, if it was had.
func (t *turn) end() (had bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if had = t.has; had {
		<-t.turns
		t.has = false
	}
	return had
}

// farTerminal is the terminal of a command that runs here. A person takes their time, and others their turn
// meanwhile.
type farTerminal struct {
	ctx  context.Context
	back *keeper.Back
	turn *turn
}

func (f *farTerminal) ask(ctx context.Context, q keeper.Question) (string, error) {
	had := f.turn.end()
	text, err := f.back.Ask(ctx, q)
	if had {
		err = cmp.Or(err, f.turn.begin(ctx))
	}
	return text, err
}

func (f *farTerminal) hide() (show func(), err error) {
	if _, err := f.back.Ask(f.ctx, keeper.Question{What: keeper.Hide}); err != nil {
		return nil, err
	}
	var once sync.Once
	return func() {
		once.Do(func() { _, _ = f.back.Ask(f.ctx, keeper.Question{What: keeper.Show}) }) // a command that ended shows it itself
	}, nil
}

func (f *farTerminal) secret(ctx context.Context, question string) (string, error) {
	return f.ask(ctx, keeper.Question{What: keeper.Secret, Text: question})
}

func (f *farTerminal) line(ctx context.Context, question string) (string, error) {
	return f.ask(ctx, keeper.Question{What: keeper.Line, Text: question})
}

func (f *farTerminal) edit(ctx context.Context, command, file string) error {
	_, err := f.ask(ctx, keeper.Question{What: keeper.Edit, Text: command, Name: file})
	return err
}

// admit lets a command that somebody typed elsewhere begin: it must be for the journal that is held, and
// waits for its turn if it changes something.
func (s *session) admit(command string) error {
	h := s.env.held
	if dir, err := s.folder(); err != nil || runsHere(command) || !isSamePlace(dir, h.journal.Folder()) {
		return statusError(statusNotMine)
	}
	if s.listing {
		return nil
	}
	return h.turn.begin(s.ctx)
}

// withHeld calls use with the journal that is held open.
func (s *session) withHeld(use func(j *journal.Journal) error) error {
	// The passphrase is not needed, but what follows it is.
	if err := s.skipPassphrase(); err != nil {
		return err
	}
	j := s.env.held.journal
	err := use(j)
	if replaced := j.StillThere(s.ctx); replaced != nil {
		return cmp.Or(err, replaced)
	}
	s.backUpDaily(j, err)
	return err
}

// withOwner is with for a command that changes who can open the journal. A journal that is held open was
// opened without this person, so the passphrase is asked for.
func (s *session) withOwner(use func(j *journal.Journal) error) error {
	switch {
	case s.env.held == nil:
		return s.with(use)
	case s.env.held.window:
		return failed(vault.ErrInUse, "the window has the journal open; what opens the journal is changed there, under Settings, Safety, or here once it is locked")
	}
	dir := s.env.held.journal.Folder()
	info, err := vault.Inspect(dir)
	if err != nil {
		return err
	}
	if info.Protected {
		opens := func(key vault.Key) error { return vault.Opens(s.ctx, dir, key) }
		if err := s.askPassphrase("Passphrase: ", func(text string) error { return s.withPassphrase(text, opens) }); err != nil {
			return err
		}
	}
	return s.with(use)
}
