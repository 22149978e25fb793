//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package commandline

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

// hidingState is the state of a terminal while typed text is hidden.
type hidingState struct {
	mu sync.Mutex
	// depth counts the callers of hide; shown is the terminal's mode before the first.
	depth int
	shown *unix.Termios
	// question is the current question, which is repeated after a stop.
	question string
	signals  chan os.Signal
	over     chan struct{}
	watching sync.WaitGroup
	// failed gets the error if typed text could not be hidden again.
	failed chan error
}

// hide keeps the terminal from showing typed text until show is called, even between questions:
// text typed ahead may be a passphrase. Text typed before was shown, and may have been meant for
// another program, so it is discarded. If the program is suspended (Ctrl+Z), the terminal shows
// typed text again until the program continues.
func (t *terminal) hide() (show func(), err error) {
	q := &t.hiding
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
	if err := t.discardAndHide(); err != nil {
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

// discardAndHide discards text typed so far and hides what follows. In the background the system
// stops the program here until it is in the foreground.
func (t *terminal) discardAndHide() error {
	hidden := *t.hiding.shown
	hidden.Lflag &^= unix.ECHO
	hidden.Lflag |= unix.ICANON | unix.ISIG
	hidden.Iflag |= unix.ICRNL
	if err := setTermios(int(t.in.Fd()), ioctlFlush, &hidden); err != nil {
		return failed(err, "the terminal cannot be kept from showing the passphrase; give --passphrase-file FILE")
	}
	return nil
}

// show ends hide.
func (t *terminal) show() {
	q := &t.hiding
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

// restore makes the terminal show typed text again, unless another program controls it by now.
func (t *terminal) restore() {
	fd := int(t.in.Fd())
	if front, err := unix.IoctlGetInt(fd, unix.TIOCGPGRP); err == nil && front == unix.Getpgrp() {
		_ = setTermios(fd, ioctlWrite, t.hiding.shown) // the error has nowhere to go
	}
}

// watch restores the terminal before the program is suspended, and hides and asks again afterwards.
func (t *terminal) watch() {
	q := &t.hiding
	for {
		select {
		case <-q.over:
			return
		case s := <-q.signals:
			q.mu.Lock()
			if q.depth > 0 {
				if s == syscall.SIGTSTP {
					t.restore()
					suspend(q.signals)
				}
				t.resume()
			}
			q.mu.Unlock()
		}
	}
}

// resume hides typed text and asks again.
func (t *terminal) resume() {
	q := &t.hiding
	if err := t.discardAndHide(); err != nil {
		select {
		case q.failed <- err:
		default: // an error is already waiting
		}
		return
	}
	fmt.Fprint(t.out, q.question)
}

// stopTimeout is how long to wait until a stop takes effect. Without a shell that could continue
// the program, the system does not stop it at all.
const stopTimeout = 300 * time.Millisecond

// suspend stops the program as Ctrl+Z does by default, and returns when it continues.
func suspend(signals <-chan os.Signal) {
	restore, err := suspendByDefault()
	defer restore()
	if err != nil {
		return
	}
	for timeout := time.After(stopTimeout); ; {
		select {
		case s := <-signals:
			if s == syscall.SIGCONT {
				return
			}
		case <-timeout:
			return
		}
	}
}

// setTermios sets a terminal's modes, and repeats the call if a signal interrupts it.
func setTermios(fd int, request uint, to *unix.Termios) error {
	for {
		if err := unix.IoctlSetTermios(fd, request, to); !errors.Is(err, unix.EINTR) {
			return err
		}
	}
}

// ask asks a question, which resume repeats.
func (t *terminal) ask(question string) {
	q := &t.hiding
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
	case err := <-t.hiding.failed:
		return "", err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// line reads a line that is shown. Its error is io.EOF if Ctrl+D ended it.
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

// typedLine is a line as it was typed, without its line end.
type typedLine struct {
	text string
	err  error
}

// maxTyped is the maximum length of a typed line, in bytes.
const maxTyped = 8 << 10

// readLineOf reads one line in the background. A terminal returns at most one line at a time, and
// nothing after Ctrl+D.
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
