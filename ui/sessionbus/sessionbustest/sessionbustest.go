// Package sessionbustest starts a message bus for a test.
package sessionbustest

import (
	"bufio"
	"os/exec"
	"strings"
	"testing"
)

// Start starts a bus, makes it the session's until the test ends, and returns its address. If
// dbus-daemon is not installed, the test is skipped; leftOut says what it would have checked.
func Start(t *testing.T, leftOut string) (address string) {
	t.Helper()
	program, err := exec.LookPath("dbus-daemon")
	if err != nil {
		t.Skipf("LEFT OUT: %s, because dbus-daemon is not installed", leftOut)
	}
	daemon := exec.Command(program, "--session", "--nofork", "--print-address", "--address=unix:tmpdir="+t.TempDir())
	out, err := daemon.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := daemon.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = daemon.Process.Kill()
		_ = daemon.Wait()
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	address = strings.TrimSpace(line)
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", address)
	return address
}
