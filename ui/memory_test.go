package ui

import (
	"runtime/metrics"
	"slices"
	"testing"
	"time"
)

func TestMemoryThatNothingUsesIsGivenBack(t *testing.T) {
	unused, given := uint64(0), 0
	s := spare{unused: func() uint64 { return unused }, giveBack: func() { given++ }}
	now := time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		after  time.Duration
		unused uint64
		given  int
	}{
		{0, 10 << 20, 0},
		{10 * time.Second, 400 << 20, 0}, // it may be needed again at once
		{50 * time.Second, 400 << 20, 0},
		{10 * time.Second, 10 << 20, 0}, // it was
		{10 * time.Second, 300 << 20, 0},
		{time.Minute, 300 << 20, 1},
		{10 * time.Second, 20 << 20, 1},
		{time.Hour, 65 << 20, 1},
	} {
		now, unused = now.Add(c.after), c.unused
		if s.check(now); given != c.given {
			t.Errorf("at %s with %d MiB unused it was given back %d times, want %d", now.Format(time.TimeOnly), unused>>20, given, c.given)
		}
	}
	// The number itself may be 0 at a moment when everything is in use.
	if !slices.ContainsFunc(metrics.All(), func(d metrics.Description) bool { return d.Name == unusedMetric && d.Kind == metrics.KindUint64 }) {
		t.Error("what is unused is not known here")
	}
}
