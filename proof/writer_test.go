package proof_test

import (
	"bufio"
	"io"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"
)

// writer is a program that saves entries one after the other and reports each as saved.
type writer struct {
	command *exec.Cmd
	in      io.WriteCloser
	errs    strings.Builder // after wait

	mu      sync.Mutex
	told    []saved
	written int
	more    chan struct{} // one for each acknowledgement
	done    chan struct{}
}

// startWriter sends entries from first on as fast as they are acknowledged.
func startWriter(t testing.TB, c *exec.Cmd, first int) *writer {
	t.Helper()
	w := &writer{command: c, written: first, more: make(chan struct{}, 1), done: make(chan struct{})}
	var err error
	if w.in, err = c.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	c.Stderr = &w.errs
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	go w.read(out)
	go w.feed()
	return w
}

func (w *writer) feed() {
	for {
		w.mu.Lock()
		i := w.written
		w.written++
		w.mu.Unlock()
		if _, err := io.WriteString(w.in, line(i)); err != nil {
			return
		}
		select {
		case <-w.more:
		case <-w.done:
			return
		}
	}
}

func (w *writer) read(out io.Reader) {
	defer close(w.done)
	for b := bufio.NewScanner(out); b.Scan(); {
		id, ok := savedAs(b.Text())
		if !ok {
			continue
		}
		w.mu.Lock()
		// Only one is sent at a time, so this is the last one.
		w.told = append(w.told, saved{w.written - 1, id})
		w.mu.Unlock()
		w.more <- struct{}{}
	}
}

// sofar returns the entries that are acknowledged so far.
func (w *writer) sofar() []saved {
	w.mu.Lock()
	defer w.mu.Unlock()
	return append([]saved(nil), w.told...)
}

// waitFor waits until n entries are acknowledged or the writer has ended, and reports whether it timed
// out.
func (w *writer) waitFor(n int) (hung bool) {
	for begin := time.Now(); len(w.sofar()) < n; time.Sleep(time.Millisecond) {
		select {
		case <-w.done:
			return false
		default:
		}
		if time.Since(begin) > patience {
			return true
		}
	}
	return false
}

// kill ends the writer without warning and returns the acknowledged entries.
func (w *writer) kill() (told []saved, written int) {
	_ = w.command.Process.Kill() // it may have ended already
	return w.wait()
}

// stop ends the writer properly.
func (w *writer) stop() (told []saved, written int) {
	_ = w.in.Close()
	return w.wait()
}

func (w *writer) wait() (told []saved, written int) {
	<-w.done
	_ = w.command.Wait() // it was killed, or reports its failure on standard error
	_ = w.in.Close()
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.told, w.written
}
