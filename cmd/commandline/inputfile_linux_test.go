package commandline

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// finishesInTime runs what could hang, and fails rather than wait for ever.
func finishesInTime(t *testing.T, what string, do func()) {
	t.Helper()
	done := make(chan struct{})
	go func() { do(); close(done) }()
	select {
	case <-done:
	case <-time.After(2 * time.Minute): // a limit, not a measurement
		t.Fatalf("%s hangs", what)
	}
}

func (b *box) pipe(name string) string {
	b.t.Helper()
	path := filepath.Join(b.dir, name)
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		b.t.Fatal(err)
	}
	return path
}

func TestPipeWithoutWriterIsReported(t *testing.T) {
	b := newBox(t)
	p := b.pipe("pipe")
	for _, words := range [][]string{{"--passphrase-file", p, "list"}, {"import", "csv", p}} {
		finishesInTime(t, strings.Join(words, " "), func() {
			if r := b.run(words...); r.status == 0 || !strings.Contains(r.err, p) {
				t.Errorf("%v: %+v", words, r)
			}
		})
	}
	finishesInTime(t, "restore", func() { b.fails(5, []string{p, "is not a file"}, "restore", p, filepath.Join(b.dir, "new")) })
}

// A shell turns <(COMMAND) into a pipe, to which the command may write late.
func TestPipeIsReadUntilItsEnd(t *testing.T) {
	b := emptyBox(t)
	p := b.pipe("pipe")
	write := func(text string) {
		f, err := os.OpenFile(p, os.O_WRONLY, 0) // waits for the program to open it
		if err != nil {
			t.Error(err)
			return
		}
		time.Sleep(50 * time.Millisecond) // as a person types
		if _, err := f.WriteString(text); err != nil {
			t.Error(err)
		}
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}
	b.env.waitLimit = time.Minute
	finishesInTime(t, "making a journal", func() {
		go write("a long passphrase of seven words\n")
		b.ok("init", "--passphrase-file", p)
	})
	file := b.file("same", "a long passphrase of seven words\n")
	b.ok("--passphrase-file", file, "area", "add", "Running")
	finishesInTime(t, "importing", func() {
		go write("time,area,outcome\n2026-11-20,Running,success\n")
		if out := b.ok("--passphrase-file", file, "import", "csv", p); !strings.Contains(out, "1 added") {
			t.Errorf("it says %q", out)
		}
	})
}

func TestWaitingForAPipeCanBeStopped(t *testing.T) {
	b := newBox(t)
	p := b.pipe("pipe")
	held, err := os.OpenFile(p, os.O_RDWR, 0) // a writer that writes nothing
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close() // nothing was written to it
	b.env.waitLimit = time.Hour
	finishesInTime(t, "a command that was stopped", func() {
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(50*time.Millisecond, cancel)
		var out, stderr strings.Builder
		if status := run(ctx, []string{"--passphrase-file", p, "list"}, strings.NewReader(""), &out, &stderr, b.env); status == 0 {
			t.Errorf("it succeeded and printed %q", out.String())
		}
	})
}

func TestABackupMayBeNamedByALink(t *testing.T) {
	b := newBox(t)
	b.add("--title", "kept")
	b.ok("backup", "make")
	found, err := filepath.Glob(filepath.Join(b.journal(), "backups", "*"))
	if err != nil || len(found) == 0 {
		t.Fatal(found, err)
	}
	link := filepath.Join(b.dir, "link")
	if err := os.Symlink(found[len(found)-1], link); err != nil {
		t.Fatal(err)
	}
	b.ok("backup", "verify", link)
	to := filepath.Join(b.dir, "restored")
	b.ok("restore", link, to)
	if out := b.ok("--journal", to, "list"); !strings.Contains(out, "kept") {
		t.Errorf("it lists %q", out)
	}
}

// pipeEditor is an editor that leaves a named pipe in place of the file.
type pipeEditor struct{ *person }

func (pipeEditor) edit(_ context.Context, _, file string) error {
	return errors.Join(os.Remove(file), syscall.Mkfifo(file, 0o600))
}

func TestAPipeFromTheEditorIsReported(t *testing.T) {
	b := newBox(t)
	b.variables["EDITOR"], b.variables["XDG_RUNTIME_DIR"] = "ed", b.dir
	b.env.terminal = pipeEditor{b.withPerson()}
	finishesInTime(t, "add --edit", func() {
		if r := b.run("add", "--edit"); r.status != statusFailed || !strings.Contains(r.err, "a named pipe and not a file") {
			t.Errorf("got %+v", r)
		}
	})
}
