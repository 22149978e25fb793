// Package notifytest is a desktop that shows notifications, for tests.
package notifytest

import (
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"enactive/ui/sessionbus"
)

// Shown is a notification that was shown.
type Shown struct {
	ID            uint32
	Summary, Body string
	Actions       []string
}

// Desktop shows notifications on the bus of the session.
type Desktop struct {
	conn  *dbus.Conn
	shown chan Shown
	last  uint32
	can   []string
}

// Start starts a desktop with capabilities on the session's bus, until the test ends.
func Start(t *testing.T, can ...string) *Desktop {
	t.Helper()
	conn, err := sessionbus.Connect()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	d := &Desktop{conn: conn, shown: make(chan Shown, 16), can: can}
	if err := conn.Export(server{d}, "/org/freedesktop/Notifications", "org.freedesktop.Notifications"); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.RequestName("org.freedesktop.Notifications", dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	return d
}

// Wait returns the next notification.
func (d *Desktop) Wait(t *testing.T) Shown {
	t.Helper()
	select {
	case s := <-d.shown:
		return s
	case <-time.After(60 * time.Second):
		t.Fatal("no notification was shown within 60 s")
	}
	return Shown{}
}

// None fails the test if a notification is shown within a time.
func (d *Desktop) None(t *testing.T, within time.Duration) {
	t.Helper()
	select {
	case s := <-d.shown:
		t.Errorf("a notification is shown: %+v", s)
	case <-time.After(within):
	}
}

// Invoke does what a person does who presses an action of a notification.
func (d *Desktop) Invoke(t *testing.T, id uint32, action string) {
	t.Helper()
	if err := d.conn.Emit("/org/freedesktop/Notifications", "org.freedesktop.Notifications.ActionInvoked", id, action); err != nil {
		t.Fatal(err)
	}
}

// server has only the methods that are called over the bus, which calls one at a time.
type server struct{ d *Desktop }

func (s server) GetCapabilities() ([]string, *dbus.Error) { return s.d.can, nil }

func (s server) Notify(_ string, _ uint32, _, summary, body string, actions []string, _ map[string]dbus.Variant, _ int32) (uint32, *dbus.Error) {
	s.d.last++
	s.d.shown <- Shown{s.d.last, summary, body, actions}
	return s.d.last, nil
}
