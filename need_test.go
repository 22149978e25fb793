//go:build unix

package enactive_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// bareMachine returns a folder with the commands that need.sh calls, on a machine without any
// packages; apt is the script of its apt-get. The calls are logged in the file calls.
func bareMachine(t *testing.T, apt string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"dpkg-query": "exit 1",
		"id":         "echo 0",
		"sleep":      `echo "sleep $*" >>"$HERE/calls"`,
		"apt-get":    `echo "$LC_ALL $DEBIAN_FRONTEND $*" >>"$HERE/calls"` + "\n" + apt,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+text+"\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// need runs need.sh for two packages there.
func need(t *testing.T, machine string) (out, stderr string, status int) {
	t.Helper()
	c := exec.Command("sh", "packaging/need.sh", "to see the window", "one", "two")
	c.Env = []string{"HERE=" + machine, "PATH=" + machine + ":" + os.Getenv("PATH"), "TMPDIR=" + machine}
	var o, e strings.Builder
	c.Stdout, c.Stderr = &o, &e
	if err := c.Run(); err != nil && !errors.As(err, new(*exec.ExitError)) {
		t.Fatal(err)
	}
	return o.String(), e.String(), c.ProcessState.ExitCode()
}

func callsOf(t *testing.T, machine string) []string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(machine, "calls"))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(b)), "\n")
}

const aptWords = "C noninteractive -o DPkg::Lock::Timeout=5 -qq "

func TestMissingPackagesAreInstalledAfterAnotherApt(t *testing.T) {
	machine := bareMachine(t, `
for lock in lists dpkg; do
	[ -e "$HERE/$lock" ] || { touch "$HERE/$lock"; echo "E: Could not get lock /var/lib/$lock/lock. It is held by process 4711 (apt-get)" >&2; exit 100; }
done`)
	out, stderr, status := need(t, machine)
	if status != 0 || stderr != "" {
		t.Errorf("it ended with %d and says %q", status, stderr)
	}
	if want := "Installing with apt-get (to see the window): one two\nAnother program installs packages at the moment: process 4711 (apt-get). Waiting until it is done.\n"; out != want {
		t.Errorf("it says %q, want %q", out, want)
	}
	want := []string{aptWords + "update", "sleep 5", aptWords + "update", "sleep 5", aptWords + "update",
		aptWords + "install -y --no-install-recommends one two"}
	if got := callsOf(t, machine); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("it calls\n%s", strings.Join(got, "\n"))
	}
}

func TestWaitingForAnotherAptEnds(t *testing.T) {
	machine := bareMachine(t, `echo "E: Could not get lock /var/lib/apt/lists/lock. It is held by process 4711 (apt-get)"; exit 100`)
	out, stderr, status := need(t, machine)
	if status != 1 || !strings.Contains(stderr, "Could not get lock") || strings.Count(out, "Waiting") != 1 {
		t.Errorf("it ended with %d and says %q and %q", status, out, stderr)
	}
	if n := len(callsOf(t, machine)); n != 239 { // every attempt but the last is followed by a sleep
		t.Errorf("it made %d calls", n)
	}
}

func TestAnErrorOfAptIsReportedAtOnce(t *testing.T) {
	// apt-get waited for a lock, got it, and then failed for another reason.
	machine := bareMachine(t, `[ "$4" = update ] || { echo "Waiting for cache lock: Could not get lock /var/lib/dpkg/lock-frontend"; echo "E: Unable to locate package two"; exit 100; }`)
	_, stderr, status := need(t, machine)
	if status != 1 || !strings.Contains(stderr, "Unable to locate package two") || !strings.Contains(stderr, "apt-get install did not succeed (to see the window).") {
		t.Errorf("it ended with %d and says %q", status, stderr)
	}
	if n := len(callsOf(t, machine)); n != 2 {
		t.Errorf("it made %d calls, want an update and an installation", n)
	}
	if left, err := filepath.Glob(filepath.Join(machine, "tmp.*")); err != nil || len(left) > 0 {
		t.Errorf("%v is left behind (%v)", left, err)
	}
}
