package commandline

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"golang.org/x/term"

	"enactive/desktop/notify"
	"enactive/journal/vault"
)

func system() string { return runtime.GOOS }

// waitLimit is how long a command waits for another one that has the journal open: longer than a
// save, and short enough not to be noticed.
const waitLimit = time.Second

func realEnvironment(version string, now func() time.Time) environment {
	env := environment{
		version: version, notify: notifyDesktop,
		getenv: os.Getenv, now: now, waitLimit: waitLimit,
		memory: "/dev/shm", outputClosed: outputClosed(), stderrIsTerminal: term.IsTerminal(int(os.Stderr.Fd())), probe: vault.ProbeCommand(),
	}
	if fd := int(os.Stdout.Fd()); term.IsTerminal(fd) {
		env.columns = 80
		if wide, _, err := term.GetSize(fd); err == nil && wide > 0 {
			env.columns = wide
		}
	}
	env.colour = showsColour(env.getenv, system(), env.columns > 0)
	if t, ok := openTerminal(); ok {
		env.terminal = t
	}
	return env
}

// notifyDesktop shows a notification of the desktop.
func notifyDesktop(ctx context.Context, words string) error {
	return notify.Show(ctx, notify.Note{Words: words})
}

// terminal asks the person at the terminal, even if input and output are redirected.
type terminal struct {
	in     *os.File
	out    *os.File
	hiding hidingState
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
	// As usual for EDITOR, the command may contain arguments and is run by the shell.
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
