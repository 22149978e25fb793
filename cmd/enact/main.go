// Command enact is the command line of Enactive: everything that the window keeps, from a
// terminal or a script, without a display.
//
// One file holds one group of commands; grammar.go lists them all. A command's Run method
// gets a session, which opens the journal and knows where to write. Errors travel up to
// report, the one place that turns them into a sentence and an exit status.
package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	"enactive/clock"
	"enactive/journal/vault"
	"enactive/lockdown"
)

func main() { program(clock.Now) }

// program is enact as a process of its own, with its clock.
func program(now func() time.Time) {
	// A probe has inherited what its parent forbids itself.
	if status, asked := vault.AsProbe(os.Args[1:]); asked {
		os.Exit(status)
	}
	// First of all: no network, no core dump, and no trace of Go's reaches a user, not even
	// from a part that run cannot catch.
	if err := lockdown.Apply(lockdown.Options{}); err != nil {
		fmt.Fprintln(os.Stderr, "enact: "+err.Error()+"; it goes on without that")
	}
	ctx, stop := untilSignalled(context.Background())
	status := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr, realEnvironment(now))
	if s := stop(); s != nil && status != 0 {
		dieOf(s)
	}
	os.Exit(status)
}

// untilSignalled is a context that ends when somebody ends the program: everything is tidied up
// then, the terminal first of all. stop returns which signal it was, or nil. What was to be
// ignored when the program began, as under nohup, still is.
func untilSignalled(parent context.Context) (ctx context.Context, stop func() os.Signal) {
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

// dieOf ends the program as the signal itself would have, once everything is tidied up, so that
// a loop in a shell ends as well.
func dieOf(s os.Signal) {
	if s == syscall.SIGQUIT {
		s = os.Interrupt // Go itself answers the other one with a trace
	}
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		return
	}
	if self.Signal(s) == nil {
		select {} // the signal is on its way
	}
}

// run is the whole program: it carries out one command line and returns the exit status.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer, env environment) (status int) {
	counted := &counter{to: stdout}
	out := newOutput(counted)
	defer func() {
		if broken := recover(); broken != nil {
			// What broke may hold words of an entry, so it is not printed.
			fmt.Fprintln(stderr, "enact: Something went wrong inside Enactive and this command was broken off. "+
				"What was reported as saved is safe; please try again, and tell us if it happens twice.")
			status = statusFailed
		}
	}()
	s := &session{ctx: ctx, in: &interruptible{ctx: ctx, r: stdin}, out: out, err: stderr, env: env}
	s.sweepPrivate()
	err := s.command(args)
	if flushErr := out.Flush(); flushErr != nil && err == nil {
		err = fmt.Errorf("writing the output: %w", flushErr)
	}
	if err == nil && env.closed && s.listing && counted.n > 0 {
		err = failed(nil, `the output is closed, so nothing could be written to it; leave out ">&-", or say -o FILE where the command has it`)
	}
	return report(stderr, err)
}

// newOutput writes in large pieces.
func newOutput(to io.Writer) *bufio.Writer { return bufio.NewWriterSize(to, 64<<10) }

// counter counts what is written.
type counter struct {
	to io.Writer
	n  int
}

func (c *counter) Write(b []byte) (int, error) {
	c.n += len(b)
	return c.to.Write(b)
}

// interruptible reads until the context ends, however long the other side keeps silent.
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
		i.buffer = nil // it belongs to the read that still waits
		return 0, i.ctx.Err()
	}
}
