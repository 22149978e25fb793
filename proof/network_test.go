package proof_test

import (
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// everyday are commands of all kinds; %s is a folder to write to.
var everyday = [][]string{
	{"init", "--no-passphrase"}, {"area", "add", "Work"}, {"add", "--area", "Work", "--title", "http://127.0.0.1:9/x.png"},
	{"import", "csv", "%s/in.csv"}, {"list"}, {"insights"}, {"chart", "trend", "-o", "%s/out.svg"},
	{"export", "csv", "-o", "%s/out.csv"}, {"export", "pdf", "-o", "%s/out.pdf"}, {"backup"}, {"check"},
}

// everyDay runs the everyday commands one after the other.
func everyDay(t *testing.T, each func(args []string)) {
	t.Helper()
	folder := t.TempDir()
	csv := "time,area,title\n2026-01-01 10:00,Work,![x](http://127.0.0.1:9/x.png)\n"
	if err := os.WriteFile(filepath.Join(folder, "in.csv"), []byte(csv), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, words := range everyday {
		args := []string{"--journal", filepath.Join(folder, "journal")}
		for _, word := range words {
			args = append(args, strings.ReplaceAll(word, "%s", folder))
		}
		each(args)
	}
}

func needsUnshare(t *testing.T) {
	t.Helper()
	needs(t, "unshare")
	if err := exec.Command("unshare", "-n", "true").Run(); err != nil {
		t.Skipf("LEFT OUT: a world without a network needs root (%v)", err)
	}
}

func TestEverythingWorksWithoutANetwork(t *testing.T) {
	t.Parallel()
	needsUnshare(t)
	n := 0
	everyDay(t, func(args []string) {
		if r := finish(enact(t).command(args, "unshare", "-n")); r.status != 0 || r.hung {
			t.Errorf("%v: %+v", args, r)
		}
		n++
	})
	t.Logf("%d commands without a network: all done", n)
}

func TestNoNetworkSocketIsRequested(t *testing.T) {
	t.Parallel()
	needs(t, "strace")
	n, asked := 0, 0
	everyDay(t, func(args []string) {
		sockets := socketsOf(t, enact(t).command(args, traceSockets...))
		for _, call := range sockets {
			t.Errorf("%v asks for %s", args, call)
		}
		n, asked = n+1, asked+len(sockets)
	})
	t.Logf("%d commands: %d sockets of the network asked for", n, asked)
}

var traceSockets = []string{"strace", "-f", "-qq", "-e", "trace=network", "-e", "signal=none"}

// socketsOf returns the socket calls of a traced program for families other than AF_UNIX.
func socketsOf(t *testing.T, c *exec.Cmd) (sockets []string) {
	t.Helper()
	r := finish(c)
	if r.status != 0 || r.hung {
		t.Fatalf("%v: %+v", c.Args, r)
	}
	for call := range strings.Lines(r.err) {
		if strings.Contains(call, "socket(") && !strings.Contains(call, "AF_UNIX") {
			sockets = append(sockets, strings.TrimSpace(call))
		}
	}
	return sockets
}

// The controls: a program that opens a connection is detected; the kernel prevents it; without the
// kernel's help it succeeds, unless there is no network.
func TestAProgramThatOpensAConnectionIsDetected(t *testing.T) {
	t.Parallel()
	needs(t, "strace")
	somebody, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer somebody.Close()
	calling := func(what string, before ...string) *exec.Cmd {
		c := without(t, what).command([]string{"version"}, before...)
		c.Env = append(c.Env, "ENACTIVE_CALL="+somebody.Addr().String())
		return c
	}
	if len(socketsOf(t, calling("offline", traceSockets...))) == 0 {
		t.Error("a program that calls somebody was not seen to ask for a socket: the trace proves nothing")
	}
	const through = "it came through"
	if r := finish(calling("offline")); !strings.Contains(r.err, through) {
		t.Errorf("a program without the filter could not call: %q; the filter proves nothing", r.err)
	}
	if r := finish(calling("silence")); !strings.Contains(r.err, "calling out") || strings.Contains(r.err, through) {
		t.Errorf("a program with the filter connected and got %q", r.err)
	}
	needsUnshare(t)
	if r := finish(calling("offline", "unshare", "-n")); !strings.Contains(r.err, "calling out") || strings.Contains(r.err, through) {
		t.Errorf("without a network a program connected and got %q", r.err)
	}
}
