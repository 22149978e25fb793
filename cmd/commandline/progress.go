package commandline

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

const (
	// progressDelay is how long a task may take before a progress bar appears.
	progressDelay = 300 * time.Millisecond
	// openingDelay is the same for opening the journal: a passphrase alone takes half a second.
	openingDelay = time.Second
	// progressPause is the time between two pictures of a bar.
	progressPause = 100 * time.Millisecond
	barColumns    = 30
	// moverColumns is the width of what moves in the bar of a task of unknown length.
	moverColumns = 6
)

// screen is standard error. It removes a progress bar before anything else is written.
type screen struct {
	mu    sync.Mutex
	to    io.Writer
	shown int // the width of the bar that is shown, or 0
}

func (c *screen) Write(b []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.erase()
	return c.to.Write(b)
}

// draw shows a bar in place of the previous one.
func (c *screen) draw(bar string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	gap := strings.Repeat(" ", max(c.shown-len(bar), 0))
	fmt.Fprint(c.to, "\r"+bar+gap)
	c.shown = len(bar) + len(gap)
}

// clear removes the bar.
func (c *screen) clear() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.erase()
}

func (c *screen) erase() {
	if c.shown > 0 {
		fmt.Fprint(c.to, "\r"+strings.Repeat(" ", c.shown)+"\r")
		c.shown = 0
	}
}

// progress shows a progress bar on a terminal, and nothing in a pipe.
type progress struct {
	io.Reader
	s           *session
	read, size  int64
	began, drew time.Time
}

func (s *session) progress(r io.Reader, size int64) *progress {
	return &progress{Reader: r, s: s, size: size, began: time.Now()}
}

func (p *progress) Read(b []byte) (int, error) {
	n, err := p.Reader.Read(b)
	p.read += int64(n)
	p.draw(time.Now())
	return n, err
}

func (p *progress) draw(now time.Time) {
	if !p.s.env.stderrIsTerminal || p.size <= 0 || now.Sub(p.began) < progressDelay || now.Sub(p.drew) < progressPause {
		return
	}
	p.drew = now
	p.s.err.draw(filledBar(p.read, p.size))
}

// filledBar is the bar of a task of known length.
func filledBar(done, size int64) string {
	filled := int(min(done*barColumns/size, barColumns))
	return fmt.Sprintf("[%s%s] %3d%%", strings.Repeat("#", filled), strings.Repeat(".", barColumns-filled), min(done*100/size, 100))
}

// end removes the bar.
func (p *progress) end() { p.s.err.clear() }

// working shows a moving bar with the seconds so far until stop is called: on a terminal, for a
// task whose length is not known, or not yet: once it reports its portion the bar fills. It returns after the last picture is removed.
func (s *session) working() (stop func()) { return s.workingAfter(progressDelay) }

// workingAfter is working with another delay before the bar appears.
func (s *session) workingAfter(delay time.Duration) (stop func()) {
	if !s.env.stderrIsTerminal {
		return func() {}
	}
	s.portion.report(0, 0) // that of the task before
	over := make(chan struct{})
	var drawing sync.WaitGroup
	began := time.Now()
	drawing.Go(func() {
		wait := time.NewTimer(delay)
		defer wait.Stop()
		for {
			select {
			case <-over:
				return
			case now := <-wait.C:
				bar, known := s.portion.bar()
				if !known {
					bar = movingBar(now.Sub(began))
				}
				s.err.draw(bar)
				wait.Reset(progressPause)
			}
		}
	})
	return sync.OnceFunc(func() {
		close(over)
		drawing.Wait()
		s.err.clear()
	})
}

// portion is how much of a task is done.
type portion struct{ done, all atomic.Int64 }

// report says that done is done, of all; an all of 0 is not known.
func (p *portion) report(done, all int) {
	p.done.Store(int64(done))
	p.all.Store(int64(all))
}

// bar is the filled bar, once it is known how long the task is.
func (p *portion) bar() (bar string, known bool) {
	all := p.all.Load()
	if all <= 0 {
		return "", false
	}
	return filledBar(p.done.Load(), all), true
}

// movingBar is the bar of a task of unknown length after some time.
func movingBar(passed time.Duration) string {
	const way = barColumns - moverColumns
	at := int(passed/progressPause) % (2 * way)
	at = min(at, 2*way-at) // there and back
	return fmt.Sprintf("[%s%s%s] %3d s", strings.Repeat(".", at), strings.Repeat("#", moverColumns), strings.Repeat(".", way-at), int(passed.Seconds()))
}

// during runs a task that may take long, with a moving bar.
func (s *session) during(task func() error) error {
	defer s.working()()
	return task()
}
