//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// quiet is what a terminal needs while it must not show what is typed.
type quiet struct {
	mu sync.Mutex
	// depth counts who wants it quiet; shown is how the terminal was before the first.
	depth int
	shown *unix.Termios
	// question is what is asked now, for whoever comes back to it.
	question string
	signals  chan os.Signal
	over     chan struct{}
	watching sync.WaitGroup
	// failed is true once the terminal could not be made quiet again.
	failed chan error
}

// hide keeps the terminal from showing what is typed until show is called, also while nothing is
// asked: what somebody types ahead is a passphrase. What was typed before was shown, and may have
// been meant for another program, so that it is thrown away. A person may put the program aside
// (Ctrl+Z): the terminal shows again what is typed until they come back.
func (t *terminal) hide() (show func(), err error) {
	q := &t.quiet
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.depth > 0 {
		q.depth++
		return t.show, nil
	}
	fd := int(t.in.Fd())
	if q.shown, err = unix.IoctlGetTermios(fd, ioctlRead); err != nil {
		return nil, fmt.Errorf("asking for the passphrase: %w", err)
	}
	if err := t.silence(); err != nil {
		return nil, err
	}
	q.depth = 1
	q.signals, q.over, q.failed = make(chan os.Signal, 4), make(chan struct{}), make(chan error, 1)
	signal.Notify(q.signals, syscall.SIGCONT)
	if !signal.Ignored(syscall.SIGTSTP) {
		signal.Notify(q.signals, syscall.SIGTSTP)
	}
	q.watching.Go(t.watch)
	return t.show, nil
}

// silence throws away what was typed so far and shows nothing of what follows. In the
// background the system stops the program here until it is brought to the front.
func (t *terminal) silence() error {
	hidden := *t.quiet.shown
	hidden.Lflag &^= unix.ECHO
	hidden.Lflag |= unix.ICANON | unix.ISIG
	hidden.Iflag |= unix.ICRNL
	if err := setTermios(int(t.in.Fd()), ioctlFlush, &hidden); err != nil {
		return failed(err, "the terminal cannot be kept from showing the passphrase; give --passphrase-file FILE")
	}
	return nil
}

// show ends what hide began.
func (t *terminal) show() {
	q := &t.quiet
	q.mu.Lock()
	if q.depth--; q.depth > 0 {
		q.mu.Unlock()
		return
	}
	signal.Stop(q.signals)
	close(q.over)
	t.restore()
	q.mu.Unlock()
	q.watching.Wait()
}

// restore lets the terminal show again what is typed, unless another program has it by now.
func (t *terminal) restore() {
	fd := int(t.in.Fd())
	if front, err := unix.IoctlGetInt(fd, unix.TIOCGPGRP); err == nil && front == unix.Getpgrp() {
		_ = setTermios(fd, ioctlWrite, t.quiet.shown) // there is nobody to report it to
	}
}

// watch restores the terminal before the program stops, and hides and asks again when it goes on.
func (t *terminal) watch() {
	q := &t.quiet
	for {
		select {
		case <-q.over:
			return
		case s := <-q.signals:
			q.mu.Lock()
			if q.depth > 0 {
				if s == syscall.SIGTSTP {
					t.restore()
					stopHere(q.signals)
				}
				t.comeBack()
			}
			q.mu.Unlock()
		}
	}
}

// comeBack hides and asks again.
func (t *terminal) comeBack() {
	q := &t.quiet
	if err := t.silence(); err != nil {
		select {
		case q.failed <- err:
		default: // said already
		}
		return
	}
	fmt.Fprint(t.out, q.question)
}

// stopPatience is how long it takes at most until a stop has its effect. Where nobody could let
// the program go on, as without a shell, the system does not stop it at all.
const stopPatience = 300 * time.Millisecond

// stopHere stops the program as it would have been without us, and returns when it goes on.
func stopHere(signals <-chan os.Signal) {
	back, err := stopAsUsual()
	defer back()
	if err != nil {
		return
	}
	for patience := time.After(stopPatience); ; {
		select {
		case s := <-signals:
			if s == syscall.SIGCONT {
				return
			}
		case <-patience:
			return
		}
	}
}

// setTermios sets how a terminal behaves, however many signals come in between.
func setTermios(fd int, request uint, to *unix.Termios) error {
	for {
		if err := unix.IoctlSetTermios(fd, request, to); !errors.Is(err, unix.EINTR) {
			return err
		}
	}
}

// ask puts a question that is repeated when it is said to be asked again.
func (t *terminal) ask(question string) {
	q := &t.quiet
	q.mu.Lock()
	defer q.mu.Unlock()
	q.question = question
	fmt.Fprint(t.out, question)
}

// secret reads a line without showing it. Ctrl+D ends it, at its beginning or twice within it.
func (t *terminal) secret(ctx context.Context, question string) (string, error) {
	show, err := t.hide()
	if err != nil {
		return "", err
	}
	defer show()
	t.ask(question)
	defer fmt.Fprintln(t.out)
	defer t.ask("")
	select {
	case line := <-readLineOf(t.in):
		if errors.Is(line.err, io.EOF) {
			return "", misuse("no passphrase was typed; type it, or give --passphrase-file FILE")
		}
		return line.text, line.err
	case err := <-t.quiet.failed:
		return "", err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// line reads a line that is shown. Its error is io.EOF where Ctrl+D ended it.
func (t *terminal) line(ctx context.Context, question string) (string, error) {
	back := make(chan os.Signal, 1)
	signal.Notify(back, syscall.SIGCONT)
	defer signal.Stop(back)
	fmt.Fprint(t.out, question)
	for read := readLineOf(t.in); ; {
		select {
		case line := <-read:
			if line.err != nil {
				fmt.Fprintln(t.out)
			}
			return line.text, line.err
		case <-back:
			fmt.Fprint(t.out, question)
		case <-ctx.Done():
			fmt.Fprintln(t.out)
			return "", ctx.Err()
		}
	}
}

// typedLine is a line as it was typed, without its end.
type typedLine struct {
	text string
	err  error
}

// maxTyped is the most bytes of a line that are read.
const maxTyped = 8 << 10

// readLineOf reads one line without keeping whoever waits for it. A terminal gives no more than
// a line at a time, and nothing where it was ended.
func readLineOf(f *os.File) <-chan typedLine {
	lines := make(chan typedLine, 1)
	go func() {
		var text []byte
		piece := make([]byte, maxTyped)
		for len(text) < maxTyped {
			n, err := f.Read(piece)
			text = append(text, piece[:n]...)
			if err != nil {
				lines <- typedLine{"", err}
				return
			}
			if n > 0 && text[len(text)-1] == '\n' {
				text = text[:len(text)-1]
				break
			}
		}
		lines <- typedLine{string(text), nil}
	}()
	return lines
}
