//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"golang.org/x/sys/unix"
)

// secret reads a line without showing it. A person may put the program aside (Ctrl+Z) and come
// back: the shell shows what is typed again by then, so that it is hidden anew and the question
// is asked once more. What was typed before the first question is thrown away, as it was shown
// and may have been meant for another program.
func (t *terminal) secret(ctx context.Context, question string) (string, error) {
	fd := int(t.in.Fd())
	shown, err := unix.IoctlGetTermios(fd, ioctlRead)
	if err != nil {
		return "", fmt.Errorf("asking for the passphrase: %w", err)
	}
	hidden := *shown
	hidden.Lflag &^= unix.ECHO
	hidden.Lflag |= unix.ICANON | unix.ISIG
	hidden.Iflag |= unix.ICRNL
	hide := func(request uint) error {
		if err := unix.IoctlSetTermios(fd, request, &hidden); err != nil {
			return fmt.Errorf("hiding what is typed: %w", err)
		}
		fmt.Fprint(t.out, question)
		return nil
	}
	signals := make(chan os.Signal, 4)
	signal.Notify(signals, syscall.SIGTSTP, syscall.SIGCONT)
	defer signal.Stop(signals)
	first := uint(ioctlWrite)
	if !t.asked {
		first, t.asked = ioctlFlush, true
	}
	if err := hide(first); err != nil {
		return "", err
	}
	defer func() { _ = unix.IoctlSetTermios(fd, ioctlWrite, shown) }() // there is nobody to tell
	read := readLineOf(t.in)
	for {
		select {
		case line := <-read:
			fmt.Fprintln(t.out)
			if errors.Is(line.err, io.EOF) && line.text == "" {
				return "", misuse("no passphrase was typed; type it, or give --passphrase-file FILE")
			}
			return line.text, line.err
		case <-ctx.Done():
			fmt.Fprintln(t.out)
			return "", ctx.Err()
		case s := <-signals:
			if s == syscall.SIGTSTP {
				_ = unix.IoctlSetTermios(fd, ioctlWrite, shown)
				// The signal that no program can hear: it stops here until somebody goes on.
				if err := unix.Kill(os.Getpid(), syscall.SIGSTOP); err != nil {
					return "", fmt.Errorf("stopping: %w", err)
				}
				continue
			}
			if err := hide(ioctlFlush); err != nil {
				return "", err
			}
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

// readLineOf reads one line, not a byte further, without keeping whoever waits for it.
func readLineOf(f *os.File) <-chan typedLine {
	lines := make(chan typedLine, 1)
	go func() {
		var text []byte
		var b [1]byte
		for len(text) < maxTyped {
			n, err := f.Read(b[:])
			if n == 1 && b[0] == '\n' {
				break
			}
			if n == 1 {
				text = append(text, b[0])
				continue
			}
			if err != nil {
				if errors.Is(err, io.EOF) && len(text) > 0 {
					err = nil
				}
				lines <- typedLine{string(text), err}
				return
			}
		}
		lines <- typedLine{string(text), nil}
	}()
	return lines
}
