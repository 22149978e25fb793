//go:build !linux && !darwin && !dragonfly && !freebsd && !netbsd && !openbsd

package commandline

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/term"
)

// hidingState is empty on this system: text is hidden only while a secret is read.
type hidingState struct{}

// hide does nothing on this system.
func (t *terminal) hide() (show func(), err error) { return func() {}, nil }

// secret reads a line without showing it.
func (t *terminal) secret(ctx context.Context, question string) (string, error) {
	before, err := term.GetState(int(t.in.Fd()))
	if err != nil {
		return "", fmt.Errorf("asking for the passphrase: %w", err)
	}
	fmt.Fprint(t.out, question)
	text, err := await(ctx, func() (string, error) {
		typed, err := term.ReadPassword(int(t.in.Fd()))
		return string(typed), err
	})
	if ctx.Err() != nil {
		// The read is still pending; the terminal must show typed text again.
		err = errors.Join(ctx.Err(), term.Restore(int(t.in.Fd()), before))
	}
	fmt.Fprintln(t.out)
	if errors.Is(err, io.EOF) {
		return "", misuse("no passphrase was typed; type it, or give --passphrase-file FILE")
	}
	return text, err
}

// line reads a line that is shown. Its error is io.EOF if the input ended before anything was typed.
func (t *terminal) line(ctx context.Context, question string) (string, error) {
	fmt.Fprint(t.out, question)
	return await(ctx, func() (string, error) {
		text, err := bufio.NewReader(t.in).ReadString('\n')
		if errors.Is(err, io.EOF) && text != "" {
			err = nil
		}
		return strings.TrimRight(text, "\r\n"), err
	})
}

// await returns the result of read, or returns at once when ctx ends.
func await(ctx context.Context, read func() (string, error)) (string, error) {
	type answer struct {
		text string
		err  error
	}
	answers := make(chan answer, 1)
	go func() {
		text, err := read()
		answers <- answer{text, err}
	}()
	select {
	case a := <-answers:
		return a.text, a.err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}
