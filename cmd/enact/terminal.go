package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"golang.org/x/term"

	"enactive/journal/vault"
)

func system() string { return runtime.GOOS }

// patience is how long a command waits for another one that has the journal open: longer
// than a save takes, and shorter than a person takes to wonder.
const patience = time.Second

func realEnvironment(now func() time.Time) environment {
	env := environment{
		getenv: os.Getenv, now: now, patience: patience,
		memory: "/dev/shm", closed: outputClosed(), watched: term.IsTerminal(int(os.Stderr.Fd())), probe: vault.ProbeCommand(),
	}
	if fd := int(os.Stdout.Fd()); term.IsTerminal(fd) {
		env.columns = 80
		if wide, _, err := term.GetSize(fd); err == nil && wide > 0 {
			env.columns = wide
		}
	}
	if t, ok := openTerminal(); ok {
		env.terminal = t
	}
	return env
}

// terminal asks a person who sits at it, wherever the input and output go.
type terminal struct {
	in    *os.File
	out   *os.File
	quiet quiet
}

func openTerminal() (*terminal, bool) {
	if term.IsTerminal(int(os.Stdin.Fd())) && term.IsTerminal(int(os.Stderr.Fd())) {
		return &terminal{in: os.Stdin, out: os.Stderr}, true
	}
	in, out := "/dev/tty", "/dev/tty"
	if runtime.GOOS == "windows" {
		in, out = "CONIN$", "CONOUT$"
	}
	from, err := os.OpenFile(in, os.O_RDWR, 0)
	if err != nil {
		return nil, false
	}
	to, err := os.OpenFile(out, os.O_RDWR, 0)
	if err != nil || !term.IsTerminal(int(from.Fd())) {
		return nil, false
	}
	return &terminal{in: from, out: to}, true
}

func (t *terminal) edit(ctx context.Context, command, file string) error {
	// As everywhere, the command may have words of its own and is read by the shell.
	cmd := exec.CommandContext(ctx, "sh", "-c", command+` "$1"`, "sh", file)
	if runtime.GOOS == "windows" {
		words := strings.Fields(command)
		cmd = exec.CommandContext(ctx, words[0], append(words[1:], file)...)
	}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = t.in, t.out, t.out
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("running the editor %q: %w", command, err)
	}
	return nil
}
