package commandline

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"enactive/journal"
	"enactive/journal/vault"
)

func TestEveryExitStatus(t *testing.T) {
	for _, c := range []struct {
		name   string
		status int
		words  []string
		run    func(t *testing.T) result
	}{
		{"0: it is done", 0, nil, func(t *testing.T) result {
			return newBox(t).run("list")
		}},
		{"1: there is no journal", 1, []string{"there is no journal in", "enact init", "--journal"}, func(t *testing.T) result {
			return emptyBox(t).run("list")
		}},
		{"1: there is a journal already", 1, []string{"there is already a journal", "another folder"}, func(t *testing.T) result {
			return newBox(t).run("init", "--no-passphrase")
		}},
		{"1: there is no such entry", 1, []string{`"ABCDEF"`, "enact list"}, func(t *testing.T) result {
			return newBox(t).run("show", "ABCDEF")
		}},
		{"2: there is no such flag", 2, []string{"--performence", "--performance"}, func(t *testing.T) result {
			return newBox(t).run("add", "--performence", "7")
		}},
		{"3: the journal is open elsewhere", 3, []string{"open in another", "close it there"}, func(t *testing.T) result {
			b := newBox(t)
			j, _, err := journal.Open(context.Background(), b.journal(), vault.NoPassphrase(), journal.Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer j.Close()
			return b.run("list")
		}},
		{"4: the passphrase is wrong", 4, []string{"passphrase", "try again"}, func(t *testing.T) result {
			b := emptyBox(t)
			b.ok("--passphrase-file", b.file("right", "a right passphrase\n"), "init")
			return b.run("--passphrase-file", b.file("wrong", "a wrong passphrase\n"), "list")
		}},
		{"5: it is damaged beyond repair", 5, []string{"damaged", "copy"}, func(t *testing.T) result {
			b := newBox(t)
			for _, name := range []string{"header.a", "header.b", "store.db"} {
				path := filepath.Join(b.journal(), name)
				data, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				for i := range data {
					data[i] ^= 0x55
				}
				b.file(filepath.Join("journal", name), string(data))
			}
			return b.run("list")
		}},
		{"6: there is no space for the output", 6, []string{"no space"}, func(t *testing.T) result {
			b := newBox(t)
			var stderr bytes.Buffer
			status := run(context.Background(), []string{"export", "csv"}, strings.NewReader(""), fullDisk{}, &stderr, b.env)
			return result{status, "", stderr.String()}
		}},
		{"7: an import is rejected", 7, []string{"bad.csv", "line 2", "stress", `"140"`, "0 to 100", "Nothing was imported"}, func(t *testing.T) result {
			b := newBox(t)
			return b.run("import", "csv", b.file("bad.csv", "time,area,stress\n2026-11-20,Running,140\n"))
		}},
		{"8: a newer version wrote it", 8, []string{"newer version"}, func(t *testing.T) result {
			b := newBox(t)
			for _, name := range []string{"header.a", "header.b"} {
				data, err := os.ReadFile(filepath.Join(b.journal(), name))
				if err != nil {
					t.Fatal(err)
				}
				// The number of the format, the oldest that may read it, and the checksum that belongs to them.
				binary.BigEndian.PutUint16(data[8:], 99)
				binary.BigEndian.PutUint16(data[10:], 99)
				body := data[:len(data)-2*sha256.Size]
				sum := sha256.Sum256(body)
				copy(data[len(body):], sum[:])
				b.file(filepath.Join("journal", name), string(data))
			}
			return b.run("list")
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := c.run(t)
			if got.status != c.status {
				t.Errorf("got status %d, want %d; standard error %q", got.status, c.status, got.err)
			}
			if c.status == 0 {
				if got.err != "" {
					t.Errorf("standard error is %q", got.err)
				}
				return
			}
			checkSentence(t, got.err, c.words...)
		})
	}
}

// fullDisk is a writer without space.
type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, syscall.ENOSPC }

func TestAFullDeviceIsNoSpaceAsWell(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("SKIPPED: only Linux has /dev/full")
	}
	b := newBox(t)
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer full.Close()
	var stderr bytes.Buffer
	if status := run(context.Background(), []string{"area", "list"}, strings.NewReader(""), full, &stderr, b.env); status != statusNoSpace {
		t.Errorf("got status %d, want %d", status, statusNoSpace)
	}
	checkSentence(t, stderr.String(), "no space")
}

func TestPanicShowsNeitherTraceNorText(t *testing.T) {
	b := newBox(t)
	b.env.now = func() time.Time { panic("words of an entry") }
	r := b.run("add", "--title", "x")
	if r.status != statusFailed {
		t.Errorf("got status %d, want %d", r.status, statusFailed)
	}
	checkSentence(t, r.err, "Something went wrong inside Enactive")
	if strings.Contains(r.err, "words of an entry") {
		t.Errorf("standard error shows the cause: %q", r.err)
	}
}

func TestAnInterruptedCommandSaysSo(t *testing.T) {
	b := newBox(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var out, stderr bytes.Buffer
	status := run(ctx, []string{"export", "csv"}, strings.NewReader(""), &out, &stderr, b.env)
	if status != statusFailed || !strings.Contains(stderr.String(), "stopped") {
		t.Errorf("got status %d and %q, want %d and that it was stopped", status, stderr.String(), statusFailed)
	}
}

func TestACommandWaitsAMomentForAnotherOne(t *testing.T) {
	b := newBox(t)
	b.env.waitLimit = time.Minute
	j, _, err := journal.Open(context.Background(), b.journal(), vault.NoPassphrase(), journal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	closed := make(chan error, 1)
	go func() {
		time.Sleep(20 * time.Millisecond)
		closed <- j.Close()
	}()
	b.ok("add", "--title", "after the other one")
	if err := <-closed; err != nil {
		t.Fatal(err)
	}
}

// brokenPipe breaks in the middle of the input.
type brokenPipe struct{ text io.Reader }

func (p brokenPipe) Read(b []byte) (int, error) {
	n, err := p.text.Read(b)
	if err == io.EOF {
		err = errors.New("the other end is gone")
	}
	return n, err
}
