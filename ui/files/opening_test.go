package files

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// opens puts a command that opens files on the path, and returns the folder that it may write to.
func opens(t *testing.T, script string) string {
	t.Helper()
	bin := t.TempDir()
	if err := os.WriteFile(filepath.Join(bin, openCommand), []byte("#!/bin/sh\ncd "+bin+"\n"+script), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin)
	return bin
}

func TestAFileIsHandedToTheCommandOfTheDesktop(t *testing.T) {
	bin := opens(t, `echo "$@" > taken`)
	if err := Open(t.Context(), "/dev/shm/a hill.jpg"); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(filepath.Join(bin, "taken")); string(got) != "/dev/shm/a hill.jpg\n" {
		t.Errorf("it was opened as %q", got)
	}
}

func TestAProgramThatStaysIsNotWaitedFor(t *testing.T) {
	opens(t, "exec /bin/sleep 8")
	opened := make(chan error, 1)
	go func() { opened <- Open(t.Context(), "x") }()
	select {
	case err := <-opened:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(2 * openTime):
		t.Error("it is still waited for")
	}
}

func TestWhatNoProgramOpensIsReported(t *testing.T) {
	opens(t, "exit 3")
	if err := Open(t.Context(), "x"); !errors.Is(err, ErrNoOpener) {
		t.Errorf("a refusal is %v", err)
	}
	t.Setenv("PATH", t.TempDir())
	if err := Open(t.Context(), "x"); !errors.Is(err, ErrNoOpener) {
		t.Errorf("without the command it is %v", err)
	}
}

func TestFilesThatStartProgramsAreKnown(t *testing.T) {
	for name, want := range map[string]bool{"photo.jpg": false, "letter.pdf": false, "photo.jpg.Desktop": true, "a.SH": true, "desktop": false, "": false} {
		if MayRun(name) != want {
			t.Errorf("%q may run: %v", name, !want)
		}
	}
}
