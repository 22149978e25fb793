// Package idle detects that the person has left the computer: there was no input for a while,
// the computer slept, or its screen was locked.
package idle

import "time"

// Interval is the time between two checks of a Monitor.
const Interval = 10 * time.Second

// maxGap is how far the wall clock may move between two checks before the computer is assumed to
// have slept in between.
const maxGap = 2 * time.Minute

// Reason is a reason to lock the journal.
type Reason int

// The reasons. Present is none: the person is still there.
const (
	Present   Reason = iota
	Inactive         // no input for the time of the limit
	Suspended        // the computer slept, or its screen was locked
)

// Monitor measures the time since the last input. It has no clock and uses wall clock times only,
// because the monotonic clock stops while a computer sleeps. It is for one goroutine.
type Monitor struct {
	limit   time.Duration
	idle    time.Duration
	last    time.Time
	touched bool // since the last check
}

// NewMonitor starts measuring at now. With a limit of 0 the person never counts as inactive.
func NewMonitor(limit time.Duration, now time.Time) *Monitor {
	return &Monitor{limit: limit, last: now.Round(0)}
}

// SetLimit changes the time without input after which the person counts as inactive.
func (w *Monitor) SetLimit(limit time.Duration) { w.limit = limit }

// Touch notes an input.
func (w *Monitor) Touch() { w.touched = true }

// Check returns whether to lock the journal, and why. A clock that is set back a little does not
// extend the time; one that is moved far, in either direction, counts as sleep, because one lock
// too many is better than one too few.
func (w *Monitor) Check(now time.Time) Reason {
	now = now.Round(0)
	passed := now.Sub(w.last)
	w.last = now
	if passed > maxGap || passed < -maxGap {
		w.idle, w.touched = 0, false
		return Suspended
	}
	w.idle += max(0, passed)
	if w.touched {
		w.idle, w.touched = 0, false
	}
	if w.limit > 0 && w.idle >= w.limit {
		w.idle = 0
		return Inactive
	}
	return Present
}
