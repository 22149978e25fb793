package proof

import (
	"bufio"
	"io"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"
)

// writer is a program that keeps entries one after the other and says of each that it is
// saved.
type writer struct {
	command *exec.Cmd
	in      io.WriteCloser
	errs    strings.Builder

	mu           sync.Mutex
	acknowledged []int
	written      int
	more         chan struct{} // one for each acknowledgement
	done         chan struct{}
}

// startWriter feeds entries from first on as fast as they are acknowledged.
func startWriter(t testing.TB, c *exec.Cmd, first int) *writer {
	t.Helper()
	w := &writer{command: c, written: first, more: make(chan struct{}, 100_000), done: make(chan struct{})}
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
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if !strings.HasPrefix(lines.Text(), "saved ") {
			continue
		}
		w.mu.Lock()
		// One is on its way at a time, so this is the one that was written last.
		w.acknowledged = append(w.acknowledged, w.written-1)
		w.mu.Unlock()
		w.more <- struct{}{}
	}
}

// count is how many are acknowledged.
func (w *writer) count() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.acknowledged)
}

// kill ends the writer without warning and returns what it has acknowledged.
func (w *writer) kill() (acknowledged []int, written int) {
	_ = w.command.Process.Kill()
	return w.wait()
}

// stop ends the writer in order.
func (w *writer) stop() (acknowledged []int, written int) {
	_ = w.in.Close()
	return w.wait()
}

func (w *writer) wait() (acknowledged []int, written int) {
	<-w.done
	_ = w.command.Wait() // it was killed, or says what went wrong on its standard error
	_ = w.in.Close()
	return w.acknowledged, w.written
}

// pause lets the writer work for a moment.
func (w *writer) pause() { time.Sleep(2 * time.Millisecond) }

// ended reports whether the writer has ended by itself.
func ended(w *writer) bool {
	select {
	case <-w.done:
		return true
	default:
		return false
	}
}
