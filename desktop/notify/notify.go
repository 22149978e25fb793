// Package notify shows notifications of the desktop, by org.freedesktop.Notifications on the bus of
// the session. It knows no journal: what a notification says is what it is given.
package notify

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/godbus/dbus/v5"

	"enactive/ui/sessionbus"
)

const (
	service = "org.freedesktop.Notifications"
	path    = "/org/freedesktop/Notifications"
)

// ErrNone is wrapped if there is nothing that shows notifications.
var ErrNone = errors.New("this desktop shows no notifications")

// Note is a notification.
type Note struct {
	// Words are all that it says.
	Words string
	// Open labels what opens the program, and Opened is called, on any goroutine, when a person chose
	// that; only where the desktop can tell. Without Opened the notification can only be read.
	Open   string
	Opened func()
}

// Show shows a notification. If it can be opened, it is listened to until it is gone or ctx ends.
func Show(ctx context.Context, n Note) error {
	conn, err := sessionbus.Connect(dbus.WithContext(ctx))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNone, err)
	}
	listening := false
	defer func() {
		if !listening {
			_ = conn.Close()
		}
	}()
	desktop := conn.Object(service, path)
	var can []string
	if n.Opened != nil { // a desktop that cannot say what it can is one that cannot
		_ = desktop.CallWithContext(ctx, service+".GetCapabilities", 0).Store(&can)
	}
	actions := []string{}
	var heard chan *dbus.Signal
	if slices.Contains(can, "actions") {
		if err := conn.AddMatchSignalContext(ctx, dbus.WithMatchInterface(service), dbus.WithMatchObjectPath(path)); err == nil {
			heard = make(chan *dbus.Signal, 16)
			conn.Signal(heard)
			actions = []string{"default", n.Open, "open", n.Open}
		}
	}
	hints := map[string]dbus.Variant{"desktop-entry": dbus.MakeVariant("app.enactive.Enactive")}
	var id uint32
	call := desktop.CallWithContext(ctx, service+".Notify", 0, "Enactive", uint32(0), "app.enactive.Enactive", n.Words, "", actions, hints, int32(-1))
	if err := call.Store(&id); err != nil {
		return fmt.Errorf("%w: %w", ErrNone, err)
	}
	if heard != nil {
		listening = true
		go listen(ctx, conn, heard, id, n.Opened)
	}
	return nil
}

// listen waits until the notification is opened or gone, and then leaves the bus.
func listen(ctx context.Context, conn *dbus.Conn, heard <-chan *dbus.Signal, id uint32, opened func()) {
	defer conn.Close()
	for {
		select {
		case <-ctx.Done():
			return
		case s, open := <-heard:
			if !open {
				return
			}
			if of, ok := first(s.Body); !ok || of != id {
				continue
			}
			switch s.Name {
			case service + ".ActionInvoked":
				opened()
				return
			case service + ".NotificationClosed":
				return
			}
		}
	}
}

func first(body []any) (uint32, bool) {
	if len(body) == 0 {
		return 0, false
	}
	id, ok := body[0].(uint32)
	return id, ok
}
