// Package commandline is enact, the command line of Enactive: the same journal as in the window, from a
// terminal or a script, without a display.
//
// Each file holds one group of commands; grammar.go lists them all. A command's Run method gets a
// session, which opens the journal and knows where to write. Errors are returned up to report,
// the only place that turns them into a sentence and an exit status.
package commandline

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"sync"
	"syscall"
	"time"

	"enactive/journal/vault"
	"enactive/lockdown"
)

// How much the heap grows, in percent, before it is collected: in a command, and in a program that holds a
// journal open.
const (
	commandGC = 400
	holderGC  = 40
)

// Program runs enact as a process, and ends it. version is that of the release, and now the clock.
func Program(version string, now func() time.Time) {
	// A probe inherits the restrictions of its parent.
	if status, asked := vault.AsProbe(os.Args[1:]); asked {
		os.Exit(status)
	}
	// Before anything else: no network, no core dump, and no Go stack trace for the user, not even
	// from a goroutine whose panic run cannot recover.
	if err := lockdown.Apply(lockdown.Options{}); err != nil {
		fmt.Fprintln(os.Stderr, "enact: "+err.Error()+"; it goes on without that")
	}
	// A command is over before most of its memory could be collected; a holder of a journal sets its own rate.
	debug.SetGCPercent(commandGC)
	ctx, stop := withSignals(context.Background())
	status := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr, realEnvironment(version, now))
	if s := stop(); s != nil && status != 0 {
		dieBySignal(s)
	}
	os.Exit(status)
}

// withSignals returns a context that ends when a signal ends the program, so that everything is
// cleaned up, the terminal first. stop returns the signal, or nil. Signals that were ignored when
// the program started, as under nohup, stay ignored.
func withSignals(parent context.Context) (ctx context.Context, stop func() os.Signal) {
	ctx, cancel := context.WithCancel(parent)
	signals := make(chan os.Signal, 1)
	for _, s := range []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT} {
		if !signal.Ignored(s) {
			signal.Notify(signals, s)
		}
	}
	var got os.Signal
	over := make(chan struct{})
	var waiting sync.WaitGroup
	waiting.Go(func() {
		select {
		case got = <-signals:
			cancel()
		case <-over:
		}
	})
	return ctx, func() os.Signal {
		close(over)
		waiting.Wait()
		signal.Stop(signals)
		cancel()
		return got
	}
}

// dieBySignal ends the program by the signal itself, after everything is cleaned up, so that a loop
// in a shell ends as well.
func dieBySignal(s os.Signal) {
	if s == syscall.SIGQUIT {
		s = os.Interrupt // Go prints a stack trace at the other one
	}
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		return
	}
	if self.Signal(s) == nil {
		select {} // until the signal arrives
	}
}

// run is the whole program: it runs one command line and returns the exit status.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer, env environment) (status int) {
	if env.place != nil {
		stderr = typedNames{env.place, stderr}
	}
	counted := &counter{to: stdout}
	out := newOutput(counted)
	defer func() {
		if broken := recover(); broken != nil {
			// The value of the panic may contain text of an entry, so it is not printed.
			fmt.Fprintln(stderr, "enact: Something went wrong inside Enactive and this command was broken off. "+
				"What was reported as saved is safe; please try again, and tell us if it happens twice.")
			status = statusFailed
		}
	}()
	in := &replay{from: &interruptible{ctx: ctx, r: stdin}}
	s := &session{ctx: ctx, in: in, replay: in, out: out, err: &screen{to: stderr}, env: env}
	s.sweep()
	err := s.command(args)
	if flushErr := out.Flush(); flushErr != nil && err == nil {
		err = fmt.Errorf("writing the output: %w", flushErr)
	}
	if err == nil && env.outputClosed && s.listing && counted.n > 0 {
		err = failed(nil, `the output is closed, so nothing could be written to it; leave out ">&-", or give -o FILE if the command has it`)
	}
	return report(stderr, err)
}

// newOutput returns a writer with a large buffer.
func newOutput(to io.Writer) *bufio.Writer { return bufio.NewWriterSize(to, 64<<10) }

// counter counts the bytes written.
type counter struct {
	to io.Writer
	n  int
}

func (c *counter) Write(b []byte) (int, error) {
	c.n += len(b)
	return c.to.Write(b)
}

// interruptible is a reader that returns when the context ends, even if no input arrives.
type interruptible struct {
	ctx    context.Context
	r      io.Reader
	buffer []byte
}

func (i *interruptible) Read(b []byte) (int, error) {
	if i.ctx.Done() == nil {
		return i.r.Read(b)
	}
	type result struct {
		n   int
		err error
	}
	if len(i.buffer) < len(b) {
		i.buffer = make([]byte, len(b))
	}
	into := i.buffer[:len(b)]
	done := make(chan result, 1)
	go func() {
		n, err := i.r.Read(into)
		done <- result{n, err}
	}()
	select {
	case r := <-done:
		copy(b, into[:r.n])
		return r.n, r.err
	case <-i.ctx.Done():
		i.buffer = nil // the pending read still owns it
		return 0, i.ctx.Err()
	}
}
