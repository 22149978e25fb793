//go:build linux && cgo

package inputmethod

import "testing"

func TestTheProgramGetsOnlyKeysThatTheInputMethodPassesOn(t *testing.T) {
	const none, keyPress, keyRelease, expose = 0, 2, 3, 12
	for _, c := range []struct {
		name      string
		eventType int
		kept      bool
		want      int
	}{
		{"a key that is kept", keyPress, true, none},
		{"a key that is let go", keyPress, false, keyPress},
		{"the release of a key", keyRelease, true, keyRelease},
		{"another event", expose, true, expose},
	} {
		if got := afterFilter(c.eventType, c.kept); got != c.want {
			t.Errorf("%s: the event becomes %d, want %d", c.name, got, c.want)
		}
	}
}
