//go:build unix

package keeper

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// serve starts a holder and returns its address and how to end it.
func serve(t *testing.T, run func(context.Context, Call, *Back) int) (address string, end func()) {
	t.Helper()
	address = filepath.Join(t.TempDir(), "s")
	ctx, end := context.WithCancel(t.Context())
	t.Cleanup(end)
	_, err := Serve(ctx, address, Serving{
		Holder:  func() Holder { return Holder{Version: "1", PID: 7, Idle: time.Minute, Left: time.Second} },
		Run:     run,
		Release: func() error { return errors.New("not now") },
	})
	if err != nil {
		t.Fatal(err)
	}
	return address, end
}

func find(t *testing.T, address string) *Held {
	t.Helper()
	h := Find(address)
	if h == nil {
		t.Fatal("nobody holds the journal")
	}
	return h
}

func TestACommandRunsAtTheHolderAndTalksBack(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.txt"), []byte("the file"), 0o600); err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat("0123456789", chunk/5) // takes several messages
	address, _ := serve(t, func(ctx context.Context, c Call, back *Back) int {
		text, err := io.ReadAll(back.Input(ctx))
		if err != nil || string(text) != long {
			t.Errorf("the input has %d bytes (%v)", len(text), err)
		}
		word, err := back.Ask(ctx, Question{What: Secret, Text: "Passphrase: "})
		if word != "open" || err != nil {
			t.Errorf("the answer is %q, %v", word, err)
		}
		f, err := back.Open(ctx, Question{What: OpenFile, Name: "a.txt"})
		if err != nil {
			t.Error(err)
			return 1
		}
		defer f.Close()
		if text, err := io.ReadAll(f); string(text) != "the file" || err != nil {
			t.Errorf("the file is %q, %v", text, err)
		}
		if _, err := back.Open(ctx, Question{What: OpenFile, Name: "b.txt"}); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("a missing file is %v", err)
		}
		if _, err := back.Ask(ctx, Question{What: Line}); !errors.Is(err, io.EOF) {
			t.Errorf("no answer is %v", err)
		}
		if _, err := io.WriteString(back.Output(), long); err != nil {
			t.Error(err)
		}
		io.WriteString(back.Problems(), strings.Join(c.Args, " ")+" in "+c.Folder)
		return 5
	})
	h := find(t, address)
	if h.Version != "1" || h.PID != 7 || h.Window || h.Idle != time.Minute || h.Left != time.Second {
		t.Errorf("the holder is %+v", h.Holder)
	}
	var out, problems bytes.Buffer
	status, err := h.Run(t.Context(), Call{Args: []string{"list", "-n", "1"}, Folder: "/here"}, Side{
		Input: strings.NewReader(long), Output: &out, Problems: &problems,
		Answer: func(_ context.Context, q Question) (string, *os.File, error) {
			switch q.What {
			case Secret:
				return "open", nil, nil
			case OpenFile:
				f, err := os.Open(filepath.Join(dir, q.Name))
				return "", f, err
			}
			return "", nil, io.EOF
		},
	})
	if status != 5 || err != nil || out.String() != long || problems.String() != "list -n 1 in /here" {
		t.Errorf("status %d, %v, %d bytes, %q", status, err, out.Len(), problems.String())
	}
}

// Standard input is left to the next command of the shell as far as this one did not ask for it.
func TestInputIsReadNoFurtherThanAskedFor(t *testing.T) {
	address, _ := serve(t, func(ctx context.Context, _ Call, back *Back) int {
		var b [2]byte
		if _, err := io.ReadFull(back.Input(ctx), b[:]); err != nil || string(b[:]) != "ab" {
			t.Errorf("%q, %v", b, err)
		}
		return 0
	})
	in := strings.NewReader("abcdef")
	if _, err := find(t, address).Run(t.Context(), Call{}, Side{Input: in, Output: io.Discard, Problems: io.Discard}); err != nil {
		t.Fatal(err)
	}
	if in.Len() != 4 {
		t.Errorf("%d bytes are left, want 4", in.Len())
	}
}

func TestStoppingEndsTheCallAtTheHolder(t *testing.T) {
	started := make(chan struct{})
	address, _ := serve(t, func(ctx context.Context, _ Call, back *Back) int {
		close(started)
		if _, err := back.Input(ctx).Read(make([]byte, 1)); err == nil {
			t.Error("the input was read")
		}
		<-ctx.Done()
		return 9
	})
	ctx, stop := context.WithCancel(t.Context())
	r, w := io.Pipe() // never written to
	defer w.Close()
	go func() { <-started; stop() }()
	status, err := find(t, address).Run(ctx, Call{}, Side{Input: r, Output: io.Discard, Problems: io.Discard})
	if status != 9 || err != nil {
		t.Errorf("status %d, %v", status, err)
	}
}

func TestAHolderThatEndsIsSaid(t *testing.T) {
	address, end := serve(t, func(ctx context.Context, _ Call, back *Back) int {
		back.w.conn.Close() // as when it is killed
		return 0
	})
	if _, err := find(t, address).Run(t.Context(), Call{}, Side{Output: io.Discard, Problems: io.Discard}); !errors.Is(err, ErrLost) {
		t.Errorf("the error is %v", err)
	}
	end()
	for begun := time.Now(); Find(address) != nil; time.Sleep(time.Millisecond) {
		if time.Since(begun) > 20*time.Second {
			t.Fatal("somebody still answers")
		}
	}
}

func TestACommandThatIsKilledEndsItsCall(t *testing.T) {
	ended := make(chan struct{})
	address, _ := serve(t, func(ctx context.Context, _ Call, _ *Back) int {
		<-ctx.Done()
		close(ended)
		return 0
	})
	h := find(t, address)
	if err := h.w.send(message{Kind: call, Call: &Call{}}); err != nil {
		t.Fatal(err)
	}
	h.Close()
	select {
	case <-ended:
	case <-time.After(20 * time.Second):
		t.Fatal("the call runs on")
	}
}

// A reader that ends early, such as head, stops the command.
func TestOutputThatCannotBeWrittenStopsTheCall(t *testing.T) {
	address, _ := serve(t, func(ctx context.Context, _ Call, back *Back) int {
		for ctx.Err() == nil {
			if _, err := io.WriteString(back.Output(), "line\n"); err != nil {
				break
			}
		}
		return 1
	})
	_, err := find(t, address).Run(t.Context(), Call{}, Side{Output: closedPipe{}, Problems: io.Discard})
	if !errors.Is(err, syscall.EPIPE) {
		t.Errorf("the error is %v", err)
	}
}

type closedPipe struct{}

func (closedPipe) Write([]byte) (int, error) { return 0, syscall.EPIPE }

func TestARefusedReleaseSaysWhy(t *testing.T) {
	address, _ := serve(t, nil)
	if err := find(t, address).Release(); err == nil || err.Error() != "not now" {
		t.Errorf("the error is %v", err)
	}
}

// What is no message of ours ends the connection, and only that one.
func TestRubbishIsHungUpOn(t *testing.T) {
	address, _ := serve(t, func(context.Context, Call, *Back) int { return 0 })
	for _, rubbish := range []string{"", "GET / HTTP/1.1\r\n\r\n", "\xff\xff\xff\xff", "\x00\x00\x00\x01\xff", "\x00\x00\x00\x00"} {
		conn, err := net.Dial("unix", address)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(conn, rubbish)
		if rubbish == "" {
			conn.Close()
			continue
		}
		conn.SetReadDeadline(time.Now().Add(20 * time.Second))
		conn.(*net.UnixConn).CloseWrite()
		if b, err := io.ReadAll(conn); len(b) > 0 || errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("%q is answered with %q, %v", rubbish, b, err)
		}
		conn.Close()
	}
	if status, err := find(t, address).Run(t.Context(), Call{}, Side{}); status != 0 || err != nil {
		t.Errorf("afterwards: %d, %v", status, err)
	}
}

func TestManyCallsAtOnceKeepApart(t *testing.T) {
	address, _ := serve(t, func(ctx context.Context, c Call, back *Back) int {
		text, _ := back.Ask(ctx, Question{What: Line, Text: c.Args[0]})
		io.WriteString(back.Output(), text)
		return 0
	})
	var all sync.WaitGroup
	for i := range 16 {
		all.Go(func() {
			mine := strings.Repeat("x", i+1)
			var out bytes.Buffer
			_, err := find(t, address).Run(t.Context(), Call{Args: []string{mine}}, Side{Output: &out, Problems: io.Discard,
				Answer: func(_ context.Context, q Question) (string, *os.File, error) { return "got " + q.Text, nil, nil }})
			if err != nil || out.String() != "got "+mine {
				t.Errorf("%q, %v", out.String(), err)
			}
		})
	}
	all.Wait()
}

func FuzzReceive(f *testing.F) {
	f.Add([]byte("\x00\x00\x00\x02\xa1\x01"))
	f.Add([]byte("\x00\x00\x00\x03\xa1\x01\x03"))
	f.Fuzz(func(t *testing.T, b []byte) {
		ends, err := syscall.Socketpair(syscall.AF_UNIX, syscall.SOCK_STREAM, 0)
		if err != nil {
			t.Skip(err)
		}
		a, z := os.NewFile(uintptr(ends[0]), "a"), os.NewFile(uintptr(ends[1]), "z")
		defer a.Close()
		conn, err := net.FileConn(z)
		z.Close()
		if err != nil {
			t.Skip(err)
		}
		w, err := newWire(conn)
		if err != nil {
			t.Fatal(err)
		}
		defer w.conn.Close()
		if len(b) > 64<<10 {
			return
		}
		a.Write(b)
		a.Close()
		for {
			if _, err := w.receive(); err != nil {
				return
			}
		}
	})
}
