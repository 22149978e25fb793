package idle

import (
	"context"

	"github.com/godbus/dbus/v5"

	"enactive/ui/sessionbus"
)

// signal identifies a message on a bus that announces that the person is leaving.
type signal struct {
	iface, member string
}

// systemSignals are sent by the service that suspends the computer and locks sessions.
func systemSignals() []signal {
	return []signal{{"org.freedesktop.login1.Manager", "PrepareForSleep"}, {"org.freedesktop.login1.Session", "Lock"}}
}

// sessionSignals are sent by the desktop's screen lock.
func sessionSignals() []signal {
	return []signal{{"org.freedesktop.ScreenSaver", "ActiveChanged"}, {"org.gnome.ScreenSaver", "ActiveChanged"}}
}

// Signals reports when the computer is put to sleep or its screen is locked, until ctx ends. If
// the system has no message bus, it reports nothing, and only the Monitor detects sleep.
func Signals(ctx context.Context) <-chan Reason {
	reasons := make(chan Reason, 1)
	for _, bus := range []struct {
		connect func(...dbus.ConnOption) (*dbus.Conn, error)
		signals []signal
	}{{dbus.ConnectSystemBus, systemSignals()}, {sessionbus.Connect, sessionSignals()}} {
		go func() {
			conn, err := bus.connect(dbus.WithContext(ctx))
			if err != nil {
				return // no bus, or no permission to listen: the Monitor still detects sleep
			}
			defer conn.Close()
			listen(ctx, conn, bus.signals, reasons)
		}()
	}
	return reasons
}

func listen(ctx context.Context, conn *dbus.Conn, signals []signal, reasons chan<- Reason) {
	for _, s := range signals {
		if err := conn.AddMatchSignalContext(ctx, dbus.WithMatchInterface(s.iface), dbus.WithMatchMember(s.member)); err != nil {
			return
		}
	}
	messages := make(chan *dbus.Signal, 16)
	conn.Signal(messages)
	for {
		select {
		case <-ctx.Done():
			return
		case message, open := <-messages:
			if !open {
				return
			}
			if announcesLeaving(message, signals) {
				select {
				case reasons <- Suspended:
				default: // one is waiting already
				}
			}
		}
	}
}

// announcesLeaving reports whether a message says that the person leaves, and not that they return.
func announcesLeaving(message *dbus.Signal, signals []signal) bool {
	for _, s := range signals {
		if message.Name != s.iface+"."+s.member {
			continue
		}
		if len(message.Body) == 0 {
			return true
		}
		on, ok := message.Body[0].(bool)
		return ok && on
	}
	return false
}
