package clock

import (
	"testing"
	"time"
)

func TestAClockStartsAtTheGivenTimeAndRunsOn(t *testing.T) {
	for _, begin := range []string{"2024-02-29T12:00:00Z", "2026-12-31T23:59:00+01:00", "2031-07-01T00:00:00Z"} {
		want, err := time.Parse(time.RFC3339, begin)
		if err != nil {
			t.Fatal(err)
		}
		now := fromEnvironment("BEGIN", func(string) string { return begin })
		first := now()
		if late := first.Sub(want); late < 0 || late > time.Minute {
			t.Errorf("a clock that starts at %s shows %v", begin, first)
		}
		if first.Location() != time.Local {
			t.Errorf("its zone is %v, want the computer's", first.Location())
		}
		time.Sleep(time.Millisecond)
		if passed := now().Sub(first); passed < time.Millisecond {
			t.Errorf("after a millisecond it has advanced by %v", passed)
		}
	}
}

func TestAReleaseUsesOnlyTheComputersClock(t *testing.T) {
	set := func(name string) string {
		t.Errorf("the environment was asked for %q", name)
		return "2031-07-01T00:00:00Z"
	}
	before := time.Now()
	if got := fromEnvironment("", set)(); got.Before(before) || got.After(before.Add(time.Hour)) {
		t.Errorf("the clock shows %v at %v", got, before)
	}
	unset := func(string) string { return "" }
	if got := fromEnvironment("BEGIN", unset)(); got.Before(before) || got.After(before.Add(time.Hour)) {
		t.Errorf("with nothing in the environment the clock shows %v at %v", got, before)
	}
}

func TestAnUnreadableStartTimePanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a test would run on another day than it believes")
		}
	}()
	fromEnvironment("BEGIN", func(string) string { return "tomorrow" })
}
