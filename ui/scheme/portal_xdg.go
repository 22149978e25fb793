//go:build unix && !darwin

package scheme

import (
	"context"

	"github.com/godbus/dbus/v5"

	"enactive/ui/sessionbus"
)

// Ours is true on systems where this package, and not the toolkit, finds out about dark colours.
const Ours = true

// The portal through which a desktop reports its appearance, and the meaning of its values.
const (
	portal     = "org.freedesktop.portal.Desktop"
	portalPath = "/org/freedesktop/portal/desktop"
	settings   = "org.freedesktop.portal.Settings"
	appearance = "org.freedesktop.appearance"
	key        = "color-scheme"
	dark       = 1
	light      = 2

	bus          = "org.freedesktop.DBus"
	ownerChanged = "NameOwnerChanged"
)

// Listen reports whether the desktop shows dark colours, once at the start and after each change,
// until ctx ends. Without a bus or a portal it reports nothing.
func Listen(ctx context.Context) <-chan bool {
	answers := make(chan bool, 1)
	go func() {
		conn, err := sessionbus.Connect(dbus.WithContext(ctx))
		if err != nil {
			return
		}
		defer conn.Close()
		listen(ctx, conn, answers)
	}()
	return answers
}

func listen(ctx context.Context, conn *dbus.Conn, answers chan<- bool) {
	if err := conn.AddMatchSignalContext(ctx, dbus.WithMatchInterface(settings), dbus.WithMatchMember("SettingChanged")); err != nil {
		return
	}
	// A portal that starts again, or only now, may have another answer.
	if err := conn.AddMatchSignalContext(ctx, dbus.WithMatchInterface(bus), dbus.WithMatchMember(ownerChanged), dbus.WithMatchArg(0, portal)); err != nil {
		return
	}
	messages := make(chan *dbus.Signal, 16)
	conn.Signal(messages)
	report := func(value any) {
		if is, ok := decode(value); ok {
			select {
			case answers <- is:
			case <-ctx.Done():
			}
		}
	}
	read := func() {
		var now dbus.Variant
		if err := conn.Object(portal, portalPath).CallWithContext(ctx, settings+".Read", 0, appearance, key).Store(&now); err == nil {
			report(now)
		}
	}
	read()
	for {
		select {
		case <-ctx.Done():
			return
		case signal, open := <-messages:
			if !open {
				return
			}
			if signal.Name == bus+"."+ownerChanged {
				if len(signal.Body) == 3 && signal.Body[0] == portal && signal.Body[2] != "" {
					read()
				}
				continue
			}
			if len(signal.Body) == 3 && signal.Body[0] == appearance && signal.Body[1] == key {
				report(signal.Body[2])
			}
		}
	}
}

// decode unwraps a value, which the portal wraps once or twice.
func decode(value any) (isDark, ok bool) {
	for range 3 {
		if v, wrapped := value.(dbus.Variant); wrapped {
			value = v.Value()
		}
	}
	n, ok := value.(uint32)
	return n == dark, ok && n <= light
}
