package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestTheWindowRequestsNoNetworkSocket traces the real window while it opens a journal, and checks
// every socket that it requested from the kernel.
func TestTheWindowRequestsNoNetworkSocket(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("strace"); err != nil {
		t.Skip("LEFT OUT: strace is not installed; \"make test\" installs it")
	}
	s := startScreen(t, 1280, 800)
	folder := lockedJournal(t)
	calls := filepath.Join(t.TempDir(), "calls")
	p := &running{t: t, command: exec.Command("strace", "-f", "-qq", "-e", "trace=network", "-o", calls, theProgram(t), folder), ended: make(chan struct{})}
	p.command.Env = s.environment()
	p.command.Stdout, p.command.Stderr = &p.output, &p.output
	p.command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // so that strace ends with the program
	if err := p.command.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		p.err = p.command.Wait()
		close(p.ended)
	}()
	t.Cleanup(func() {
		_ = syscall.Kill(-p.command.Process.Pid, syscall.SIGKILL) // it may have ended already
		<-p.ended
	})
	s.window("Enactive")
	locked := s.settled()
	s.write(secret)
	s.press("Return")
	s.changedFrom(locked, "the journal opens")
	p.end(s)
	b, err := os.ReadFile(calls)
	if err != nil {
		t.Fatal(err)
	}
	sockets := 0
	for call := range strings.Lines(string(b)) {
		if !strings.Contains(call, "socket(") {
			continue
		}
		sockets++
		if !strings.Contains(call, "AF_UNIX") {
			t.Errorf("the window asks for %s", call)
		}
	}
	if sockets == 0 {
		t.Error("not even the screen's socket was seen: the trace is incomplete")
	}
}
