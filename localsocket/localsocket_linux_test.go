package localsocket

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// knockVariable has the test program knock at the socket that it names.
const knockVariable = "ENACTIVE_KNOCK"

func TestMain(m *testing.M) {
	if address := os.Getenv(knockVariable); address != "" {
		knock(address)
		return
	}
	os.Exit(m.Run())
}

// knock prints what the listener says to a program that connects without asking who listens, and then
// whether Dial connects.
func knock(address string) {
	conn, err := net.Dial("unix", address)
	if err != nil {
		os.Stdout.WriteString("not reached: " + err.Error() + "\n")
		return
	}
	_, err = io.WriteString(conn, "tell me everything\n")
	defer time.AfterFunc(5*time.Second, func() { conn.Close() }).Stop()
	said, _ := io.ReadAll(conn) // what was said before the end counts
	os.Stdout.WriteString("heard " + string(said) + "\n")
	_ = errors.Join(err, conn.Close())
	if conn, err = Dial(address); err != nil {
		os.Stdout.WriteString("Dial: " + err.Error() + "\n")
		return
	}
	os.Stdout.WriteString("Dial connects\n")
	conn.Close()
}

// listen has the owner say a secret to whoever is served.
func listen(t *testing.T, dir string) (address string) {
	t.Helper()
	address, err := Address(func(name string) string {
		if name == "XDG_RUNTIME_DIR" {
			return dir
		}
		return ""
	}, "/nonexistent", "/home/somebody/journal", "test")
	if err != nil {
		t.Fatal(err)
	}
	stop, err := Listen(t.Context(), address, func(conn net.Conn) {
		_, _ = io.WriteString(conn, "a failure nobody knows of") // a client that left hears nothing
		conn.Close()
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	return address
}

// Even if the rights of its folder and of the socket were lost, another user hears nothing.
func TestAnotherUserHearsNothing(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("LEFT OUT: to be another user, too, needs root")
	}
	dir, err := os.MkdirTemp("", "socket-*")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) }) // the system clears it otherwise
	address := listen(t, dir)
	self, err := os.ReadFile(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(dir, "program")
	if err := errors.Join(os.WriteFile(program, self, 0o755), os.Chmod(program, 0o755)); err != nil {
		t.Fatal(err)
	}
	as := func(user uint32) string {
		c := exec.Command(program)
		c.Dir = "/"
		c.Env = append(os.Environ(), knockVariable+"="+address)
		c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: user, Gid: user, NoSetGroups: true}}
		out, err := c.CombinedOutput()
		if err != nil {
			t.Skipf("LEFT OUT: the test cannot run as user %d here (%v)", user, err)
		}
		return string(out)
	}
	if err := os.Chmod(dir, 0o711); err != nil { // the program can be run, and the socket keeps its own rights
		t.Fatal(err)
	}
	if out := as(65534); !strings.HasPrefix(out, "not reached") {
		t.Errorf("another user gets through to a socket with the rights that it is given: %s", out)
	}
	if err := errors.Join(os.Chmod(dir, 0o777), os.Chmod(address, 0o777)); err != nil {
		t.Fatal(err)
	}
	if out := as(65534); out != "heard \nDial: "+address+" belongs to another user\n" {
		t.Errorf("another user hears %q", out)
	}
	if out := as(0); out != "heard a failure nobody knows of\nDial connects\n" { // the control
		t.Errorf("the user hears %q", out)
	}
}

func TestASocketIsNotPutWhereOthersCanEnter(t *testing.T) {
	dir := t.TempDir()
	for mode, want := range map[os.FileMode]bool{0o700: true, 0o750: false, 0o701: false, 0o777: false} {
		if err := os.Chmod(dir, mode); err != nil {
			t.Fatal(err)
		}
		_, err := Address(func(string) string { return dir }, "/nonexistent", "/a/journal", "test")
		if (err == nil) != want {
			t.Errorf("in a folder with %v: %v", mode, err)
		}
	}
	link := filepath.Join(t.TempDir(), "link")
	if err := errors.Join(os.Chmod(dir, 0o700), os.Symlink(dir, link)); err != nil {
		t.Fatal(err)
	}
	if _, err := Address(func(string) string { return link }, "/nonexistent", "/a/journal", "test"); err == nil {
		t.Error("a link to a folder was taken for the folder")
	}
}

// One folder has one address, however it is named, and a name that is too long for a socket is put elsewhere.
func TestAnAddressIsOfTheFolderItself(t *testing.T) {
	dir, runtime, temp := t.TempDir(), t.TempDir(), t.TempDir()
	if err := os.Chmod(runtime, 0o700); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(dir, link); err != nil {
		t.Fatal(err)
	}
	of := func(runtime, folder, purpose string) string {
		a, err := Address(func(string) string { return runtime }, temp, folder, purpose)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	if a, b := of(runtime, dir, "x"), of(runtime, link, "x"); a != b {
		t.Errorf("%s and %s", a, b)
	}
	if of(runtime, dir, "x") == of(runtime, dir, "y") || of(runtime, dir, "x") == of(runtime, runtime, "x") {
		t.Error("two purposes or two journals share an address")
	}
	long := filepath.Join("/", strings.Repeat("long", 30))
	if a := of(long, dir, "x"); !strings.HasPrefix(a, temp) {
		t.Errorf("%s is the address", a)
	}
}

// What a killed program left is replaced; a listener that lives is not, nor anything else of that name.
func TestOnlyALeftoverIsReplaced(t *testing.T) {
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	address := filepath.Join(dir, "s")
	left, err := net.ListenUnix("unix", &net.UnixAddr{Name: address})
	if err != nil {
		t.Fatal(err)
	}
	left.SetUnlinkOnClose(false)
	if _, err := Listen(t.Context(), address, func(c net.Conn) { c.Close() }); err == nil {
		t.Fatal("the socket of a listener that lives was taken")
	}
	if err := left.Close(); err != nil {
		t.Fatal(err)
	}
	ctx, end := context.WithCancel(t.Context())
	if _, err := Listen(ctx, address, func(c net.Conn) { c.Close() }); err != nil {
		t.Fatal(err)
	}
	end()
	other := filepath.Join(dir, "file")
	if err := os.WriteFile(other, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Listen(t.Context(), other, func(c net.Conn) { c.Close() }); err == nil {
		t.Error("a file was replaced")
	}
}
