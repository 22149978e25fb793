package proof_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestTheHolderAndItsCommandsUseLocalSocketsAlone traces a program that holds a journal open from the moment
// that it is started until it is locked, and the commands that it runs.
func TestTheHolderAndItsCommandsUseLocalSocketsAlone(t *testing.T) {
	t.Parallel()
	needs(t, "strace")
	e := enact(t)
	folder, runtime := t.TempDir(), t.TempDir()
	if err := os.Chmod(runtime, 0o700); err != nil {
		t.Fatal(err)
	}
	journal := filepath.Join(folder, "journal")
	if r := e.do(journal, "init", "--no-passphrase"); r.status != 0 {
		t.Fatalf("%+v", r)
	}
	traced := func(to string, words ...string) *exec.Cmd {
		before := append(append([]string{}, traceSockets...), "-o", filepath.Join(folder, to))
		c := e.command(append([]string{"--journal", journal}, words...), before...)
		c.Env = append(c.Env, "XDG_RUNTIME_DIR="+runtime)
		return c
	}
	ended := make(chan result, 1)
	go func() { ended <- finish(traced("holder", "unlock", "--for", "1h")) }()
	for tries := 0; ; tries++ {
		c := e.in(journal, "status")
		c.Env = append(c.Env, "XDG_RUNTIME_DIR="+runtime)
		if finish(c).status == 0 {
			break
		}
		if tries == 500 {
			t.Fatal("the journal was not unlocked")
		}
	}
	for _, words := range [][]string{
		{"area", "add", "Work"}, {"add", "--area", "Work", "--title", "http://127.0.0.1:9/x.png"}, {"list"}, {"insights"}, {"search", "png"},
		{"export", "csv", "-o", filepath.Join(folder, "out.csv")}, {"export", "pdf", "-o", filepath.Join(folder, "out.pdf")}, {"backup"}, {"check"}, {"lock"},
	} {
		if r := finish(traced("command", words...)); r.status != 0 || r.hung {
			t.Errorf("%v: %+v", words, r)
		}
		for _, call := range networkCalls(t, filepath.Join(folder, "command"), "connect(") {
			t.Errorf("%v asks for %s", words, call)
		}
	}
	if r := <-ended; r.status != 0 || r.hung {
		t.Errorf("the holder ended with %+v", r)
	}
	for _, call := range networkCalls(t, filepath.Join(folder, "holder"), "listen(") {
		t.Errorf("the holder asks for %s", call)
	}
}

// networkCalls returns the calls in a trace that ask for sockets other than AF_UNIX, but for the one by which a
// program that another program started finds that the filter is in force already: it is refused. expected is a call that
// the trace must have: else it shows nothing.
func networkCalls(t *testing.T, trace, expected string) (calls []string) {
	t.Helper()
	b, err := os.ReadFile(trace)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(b), expected) {
		t.Errorf("%s shows no %s...)", trace, expected)
	}
	for call := range strings.Lines(string(b)) {
		if strings.Contains(call, "socket(") && !strings.Contains(call, "AF_UNIX") && !strings.Contains(call, "= -1 EAFNOSUPPORT") {
			calls = append(calls, strings.TrimSpace(call))
		}
	}
	return calls
}
