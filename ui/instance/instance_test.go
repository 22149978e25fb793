//go:build linux

package instance

import (
	"context"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func address(t *testing.T, temp, folder string) string {
	t.Helper()
	at, err := Address(func(string) string { return "" }, temp, folder)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func listen(t *testing.T, ctx context.Context, at string) chan Request {
	t.Helper()
	asked := make(chan Request, 1)
	if err := Listen(ctx, at, func(r Request) { asked <- r }); err != nil {
		t.Fatal(err)
	}
	return asked
}

func TestASecondStartPassesItsFileToTheFirst(t *testing.T) {
	at := address(t, t.TempDir(), "/journal")
	if Hand(at, Request{}) {
		t.Fatal("the request was taken without a listener")
	}
	asked := listen(t, t.Context(), at)
	if !Hand(at, Request{File: "/home/you/diary.csv"}) {
		t.Fatal("the request was not taken")
	}
	if got := <-asked; got.File != "/home/you/diary.csv" {
		t.Errorf("it was asked for %q", got.File)
	}
	if Hand(at, Request{File: strings.Repeat("x", 2*maxRequest)}) {
		t.Error("an endless request was taken")
	}
}

func TestEachJournalHasItsOwnSocket(t *testing.T) {
	temp, folder := t.TempDir(), t.TempDir()
	if address(t, temp, folder) == address(t, temp, filepath.Join(folder, "other")) {
		t.Error("two journals share a socket")
	}
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(folder, link); err != nil {
		t.Fatal(err)
	}
	if address(t, temp, folder) != address(t, temp, link) {
		t.Error("two names of one folder have two sockets")
	}
}

func TestALeftoverSocketIsReplaced(t *testing.T) {
	at := address(t, t.TempDir(), "/journal")
	dead, err := net.Listen("unix", at)
	if err != nil {
		t.Fatal(err)
	}
	dead.(*net.UnixListener).SetUnlinkOnClose(false)
	dead.Close()
	asked := listen(t, t.Context(), at)
	if !Hand(at, Request{}) {
		t.Fatal("the request was not taken")
	}
	<-asked
	if err := Listen(t.Context(), at, func(Request) {}); err == nil {
		t.Error("a second one took the socket of the first")
	}
}

func TestTheSocketIsRemovedWithTheWindow(t *testing.T) {
	at := address(t, t.TempDir(), "/journal")
	ctx, end := context.WithCancel(t.Context())
	listen(t, ctx, at)
	end()
	for deadline := time.After(10 * time.Second); ; {
		if _, err := os.Lstat(at); err != nil {
			return
		}
		select {
		case <-deadline:
			t.Fatal("the socket is still there")
		case <-time.After(time.Millisecond):
		}
	}
}

func TestAFolderThatOthersCanEnterIsRefused(t *testing.T) {
	temp := t.TempDir()
	if err := os.Chmod(filepath.Dir(address(t, temp, "/journal")), 0o755); err != nil {
		t.Fatal(err)
	}
	if at, err := Address(func(string) string { return "" }, temp, "/journal"); err == nil {
		t.Errorf("it would listen at %s", at)
	}
	open := t.TempDir()
	if err := os.Chmod(open, 0o777); err != nil {
		t.Fatal(err)
	}
	if at, err := Address(func(string) string { return open }, temp, "/journal"); err == nil {
		t.Errorf("it would listen at %s", at)
	}
}

// A file that is not a socket is never removed.
func TestAFileInPlaceOfTheSocketIsKept(t *testing.T) {
	at := address(t, t.TempDir(), "/journal")
	if err := os.WriteFile(at, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Listen(t.Context(), at, func(Request) {}); err == nil {
		t.Error("it listens where a file is")
	}
	if text, err := os.ReadFile(at); err != nil || string(text) != "mine" {
		t.Errorf("the file is %q (%v)", text, err)
	}
}
