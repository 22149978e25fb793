package proof

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestWithoutANetworkEverythingWorks(t *testing.T) {
	t.Parallel()
	needs(t, "unshare")
	if err := exec.Command("unshare", "-n", "true").Run(); err != nil {
		t.Skipf("LEFT OUT: a world without a network needs root (%v)", err)
	}
	dir := filepath.Join(t.TempDir(), "journal")
	for _, args := range [][]string{
		{"init", "--no-passphrase"}, {"area", "add", "Work"}, {"add", "--area", "Work", "--title", "alone"}, {"list"}, {"insights"},
		{"export", "csv", "-o", filepath.Join(t.TempDir(), "out.csv")}, {"export", "pdf", "-o", filepath.Join(t.TempDir(), "out.pdf")},
	} {
		c := exec.Command("unshare", append([]string{"-n", enact(t), "--journal", dir}, args...)...)
		if r := finish(c); r.status != 0 || r.hung {
			t.Errorf("%v: %+v", args, r)
		}
	}
}

func TestNoSocketOfTheNetworkIsAskedFor(t *testing.T) {
	t.Parallel()
	needs(t, "strace")
	dir := newJournal(t, enact(t))
	csv := filepath.Join(t.TempDir(), "in.csv")
	if err := os.WriteFile(csv, []byte("time,area,title\n2026-01-01 10:00,Work,http://127.0.0.1:9/x.png\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"add", "--area", "Work", "--title", "one"}, {"list"}, {"import", "csv", csv}, {"export", "pdf", "-o", csv + ".pdf"}} {
		calls := trace(t, append([]string{enact(t), "--journal", dir}, args...)...)
		for call := range strings.Lines(calls) {
			if strings.Contains(call, "socket(") && !strings.Contains(call, "AF_UNIX") {
				t.Errorf("%v asks for %s", args, call)
			}
		}
	}
}

// The control: the trace shows a socket where a program opens one.
func TestASocketIsSeen(t *testing.T) {
	t.Parallel()
	needs(t, "strace", "python3")
	if calls := trace(t, "python3", "-c", "import socket; socket.socket()"); !strings.Contains(calls, "AF_INET") {
		t.Errorf("the trace of a program that opens a socket is %q: the test proves nothing", calls)
	}
}

func trace(t *testing.T, command ...string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "calls")
	c := exec.Command("strace", append([]string{"-f", "-qq", "-e", "trace=network", "-o", out}, command...)...)
	if r := finish(c); r.status != 0 || r.hung {
		t.Fatalf("%v: %+v", command, r)
	}
	return string(mustRead(t, out))
}
