package away

import (
	"testing"
	"time"
)

// A step moves the clock, lets the person touch something or not, and asks.
type step struct {
	after time.Duration
	touch bool
	want  Reason
}

func times(n int, s step) []step {
	var out []step
	for range n {
		out = append(out, s)
	}
	return out
}

func TestWhenAPersonIsTakenToHaveGone(t *testing.T) {
	quiet := step{after: Beat, want: Here}
	for _, c := range []struct {
		name  string
		limit time.Duration
		steps []step
	}{
		{"after five minutes without a touch, and not before", 5 * time.Minute, append(times(29, quiet), step{Beat, false, Idle})},
		{"a touch begins the five minutes anew", 5 * time.Minute,
			append(append(times(29, quiet), step{Beat, true, Here}), append(times(29, quiet), step{Beat, false, Idle})...)},
		{"never, where never was chosen", 0, times(5000, quiet)},
		{"a sleep of three minutes, also where never was chosen", 0, []step{quiet, {3 * time.Minute, false, Slept}, quiet}},
		{"a sleep, even if something was touched on waking", time.Hour, []step{quiet, {3 * time.Hour, true, Slept}}},
		{"not at a beat that came late", time.Hour, []step{{2 * time.Minute, false, Here}}},
		{"a clock put back far", time.Hour, []step{quiet, {-3 * time.Hour, false, Slept}}},
		{"a clock put back a little keeps nobody there", time.Minute, append(append(times(5, quiet), step{-time.Minute, false, Here}), step{Beat, false, Idle})},
	} {
		t.Run(c.name, func(t *testing.T) {
			now := time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
			w := NewWatch(c.limit, now)
			for i, s := range c.steps {
				now = now.Add(s.after)
				if s.touch {
					w.Touch()
				}
				if got := w.Ask(now); got != s.want {
					t.Fatalf("step %d, %v on: %d, want %d", i+1, s.after, got, s.want)
				}
			}
		})
	}
}

func TestAChangedLimitCountsFromTheLastTouch(t *testing.T) {
	now := time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
	w := NewWatch(0, now)
	for range 6 {
		now = now.Add(Beat)
		w.Ask(now)
	}
	w.SetLimit(time.Minute)
	if got := w.Ask(now.Add(Beat)); got != Idle {
		t.Errorf("after 70 s without a touch, and a limit of a minute set late: %d, want idle", got)
	}
}
