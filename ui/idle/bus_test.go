package idle

import (
	"testing"
	"time"

	"enactive/ui/sessionbus"
	"enactive/ui/sessionbus/sessionbustest"
)

func TestTheScreenLockAndSuspendAreReported(t *testing.T) {
	t.Setenv("DBUS_SYSTEM_BUS_ADDRESS", sessionbustest.Start(t, "the screen lock was not listened to"))
	told := Signals(t.Context())
	speaker, err := sessionbus.Connect()
	if err != nil {
		t.Fatal(err)
	}
	defer speaker.Close()
	say := func(what string, values ...any) {
		t.Helper()
		if err := speaker.Emit("/somewhere", what, values...); err != nil {
			t.Fatal(err)
		}
	}
	hears := func(within time.Duration) bool {
		select {
		case <-told:
			return true
		case <-time.After(within):
			return false
		}
	}
	for begun := time.Now(); ; { // the listeners take a moment to join
		say("org.freedesktop.ScreenSaver.ActiveChanged", true)
		if hears(50 * time.Millisecond) {
			break
		}
		if time.Since(begun) > 20*time.Second {
			t.Fatal("the screen lock was not reported within 20 s")
		}
	}
	for hears(200 * time.Millisecond) { // the same from the other listener
	}
	for _, c := range []struct {
		what   string
		values []any
		heard  bool
	}{
		{"org.freedesktop.login1.Manager.PrepareForSleep", []any{true}, true},
		{"org.freedesktop.login1.Manager.PrepareForSleep", []any{false}, false}, // it woke
		{"org.freedesktop.login1.Session.Lock", nil, true},
		{"org.gnome.ScreenSaver.ActiveChanged", []any{true}, true},
		{"org.gnome.ScreenSaver.ActiveChanged", []any{false}, false},
		{"org.gnome.ScreenSaver.ActiveChanged", []any{"yes"}, false},
		{"org.example.Player.ActiveChanged", []any{true}, false},
	} {
		within := 200 * time.Millisecond
		if c.heard {
			within = 20 * time.Second
		}
		say(c.what, c.values...)
		if got := hears(within); got != c.heard {
			t.Errorf("%s%v was heard: %v, want %v", c.what, c.values, got, c.heard)
		}
	}
}

func TestWithoutABusNothingIsReported(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
	t.Setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent")
	select {
	case why := <-Signals(t.Context()):
		t.Errorf("without a bus %d was reported", why)
	case <-time.After(100 * time.Millisecond):
	}
}
