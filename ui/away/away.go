// Package away knows when the person at the window has gone: nothing was typed or moved
// for a while, the computer slept, or its screen was locked.
package away

import "time"

// Beat is how often a Watch is to be asked.
const Beat = 10 * time.Second

// leap is how much the wall clock may move between two beats before the computer is taken
// to have slept in between.
const leap = 2 * time.Minute

// Reason says why a journal is to be locked.
type Reason int

// The reasons. Here means that the person is still there.
const (
	Here Reason = iota
	Idle
	Slept
)

// Watch counts how long nobody touched anything. It has no clock of its own and goes by
// the wall clock alone: the other one stands still while a computer sleeps. It is for one
// goroutine.
type Watch struct {
	limit   time.Duration
	idle    time.Duration
	last    time.Time
	touched bool // since the last beat
}

// NewWatch begins to watch at a time. A limit of 0 waits for ever.
func NewWatch(limit time.Duration, now time.Time) *Watch {
	return &Watch{limit: limit, last: now.Round(0)}
}

// SetLimit changes how long nobody may touch anything.
func (w *Watch) SetLimit(limit time.Duration) { w.limit = limit }

// Touch notes that somebody is there.
func (w *Watch) Touch() { w.touched = true }

// Ask tells what a beat shows. A clock that was put back a little makes nobody stay, and
// one that was moved far, either way, counts as sleep: better one lock too many.
func (w *Watch) Ask(now time.Time) Reason {
	now = now.Round(0)
	passed := now.Sub(w.last)
	w.last = now
	if passed > leap || passed < -leap {
		w.idle, w.touched = 0, false
		return Slept
	}
	w.idle += max(0, passed)
	if w.touched {
		w.idle, w.touched = 0, false
	}
	if w.limit > 0 && w.idle >= w.limit {
		w.idle = 0
		return Idle
	}
	return Here
}
