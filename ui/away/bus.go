package away

import (
	"context"

	"github.com/godbus/dbus/v5"

	"enactive/ui/sessionbus"
)

// A sign is a message on a bus that says that the person goes, and what it says.
type sign struct {
	on     string // the interface
	member string
}

// systemSigns come from the service that puts the computer to sleep and locks sessions.
func systemSigns() []sign {
	return []sign{{"org.freedesktop.login1.Manager", "PrepareForSleep"}, {"org.freedesktop.login1.Session", "Lock"}}
}

// sessionSigns come from the desktop's screen lock.
func sessionSigns() []sign {
	return []sign{{"org.freedesktop.ScreenSaver", "ActiveChanged"}, {"org.gnome.ScreenSaver", "ActiveChanged"}}
}

// Listen tells when the computer is put to sleep or its screen is locked, until ctx ends.
// Where the system has no message bus, nothing is ever told and a Watch has to do alone.
func Listen(ctx context.Context) <-chan Reason {
	told := make(chan Reason, 1)
	for _, bus := range []struct {
		connect func(...dbus.ConnOption) (*dbus.Conn, error)
		signs   []sign
	}{{dbus.ConnectSystemBus, systemSigns()}, {sessionbus.Connect, sessionSigns()}} {
		go func() {
			conn, err := bus.connect(dbus.WithContext(ctx))
			if err != nil {
				return // no bus, or nobody may listen: the wall clock tells of sleep all the same
			}
			defer conn.Close()
			listen(ctx, conn, bus.signs, told)
		}()
	}
	return told
}

func listen(ctx context.Context, conn *dbus.Conn, signs []sign, told chan<- Reason) {
	for _, s := range signs {
		if err := conn.AddMatchSignalContext(ctx, dbus.WithMatchInterface(s.on), dbus.WithMatchMember(s.member)); err != nil {
			return
		}
	}
	heard := make(chan *dbus.Signal, 16)
	conn.Signal(heard)
	for {
		select {
		case <-ctx.Done():
			return
		case signal, open := <-heard:
			if !open {
				return
			}
			if goes(signal, signs) {
				select {
				case told <- Slept:
				default: // it is told already
				}
			}
		}
	}
}

// goes reports whether a message says that the person goes, and not that they come back.
func goes(signal *dbus.Signal, signs []sign) bool {
	for _, s := range signs {
		if signal.Name != s.on+"."+s.member {
			continue
		}
		if len(signal.Body) == 0 {
			return true
		}
		on, ok := signal.Body[0].(bool)
		return ok && on
	}
	return false
}
