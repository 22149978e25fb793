package idle

import (
	"testing"
	"time"
)

// step moves the clock, possibly touches something, and checks.
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

func TestWhenAPersonCountsAsGone(t *testing.T) {
	quiet := step{after: Interval, want: Present}
	for _, c := range []struct {
		name  string
		limit time.Duration
		steps []step
	}{
		{"after five minutes without a touch, and not before", 5 * time.Minute, append(times(29, quiet), step{Interval, false, Inactive})},
		{"a touch restarts the five minutes", 5 * time.Minute,
			append(append(times(29, quiet), step{Interval, true, Present}), append(times(29, quiet), step{Interval, false, Inactive})...)},
		{"never, if never was chosen", 0, times(5000, quiet)},
		{"a sleep of three minutes, even if never was chosen", 0, []step{quiet, {3 * time.Minute, false, Suspended}, quiet}},
		{"a sleep, even if something was touched on waking", time.Hour, []step{quiet, {3 * time.Hour, true, Suspended}}},
		{"not at a late check", time.Hour, []step{{2 * time.Minute, false, Present}}},
		{"a clock set back far", time.Hour, []step{quiet, {-3 * time.Hour, false, Suspended}}},
		{"a clock set back a little does not extend the time", time.Minute, append(append(times(5, quiet), step{-time.Minute, false, Present}), step{Interval, false, Inactive})},
	} {
		t.Run(c.name, func(t *testing.T) {
			now := time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
			w := NewMonitor(c.limit, now)
			for i, s := range c.steps {
				now = now.Add(s.after)
				if s.touch {
					w.Touch()
				}
				if got := w.Check(now); got != s.want {
					t.Fatalf("step %d, %v on: %d, want %d", i+1, s.after, got, s.want)
				}
			}
		})
	}
}

func TestAChangedLimitCountsFromTheLastTouch(t *testing.T) {
	now := time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
	w := NewMonitor(0, now)
	for range 6 {
		now = now.Add(Interval)
		w.Check(now)
	}
	w.SetLimit(time.Minute)
	if got := w.Check(now.Add(Interval)); got != Inactive {
		t.Errorf("after 70 s without a touch, and a limit of a minute set late: %d, want idle", got)
	}
}
