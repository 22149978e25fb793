//go:build !linux && !darwin && !dragonfly && !freebsd && !netbsd && !openbsd

package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"golang.org/x/term"
)

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
		// The reading goes on where it was; the terminal must show again what is typed.
		err = errors.Join(ctx.Err(), term.Restore(int(t.in.Fd()), before))
	}
	fmt.Fprintln(t.out)
	if errors.Is(err, io.EOF) {
		return "", misuse("no passphrase was typed; type it, or give --passphrase-file FILE")
	}
	return text, err
}
