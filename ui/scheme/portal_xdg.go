//go:build unix && !darwin

package scheme

import (
	"context"

	"github.com/godbus/dbus/v5"

	"enactive/ui/sessionbus"
)

// Ours reports whether the question is answered here; elsewhere the toolkit knows better.
const Ours = true

// The portal through which a desktop says how it looks, and what its answers mean.
const (
	portal     = "org.freedesktop.portal.Desktop"
	portalPath = "/org/freedesktop/portal/desktop"
	asks       = "org.freedesktop.portal.Settings"
	appearance = "org.freedesktop.appearance"
	key        = "color-scheme"
	dark       = 1
	light      = 2
)

// Listen tells whether the desktop shows dark colours, now where its portal says so, and
// after each change, until ctx ends. Without a bus or a portal it tells nothing.
func Listen(ctx context.Context) <-chan bool {
	told := make(chan bool, 1)
	go func() {
		conn, err := sessionbus.Connect(dbus.WithContext(ctx))
		if err != nil {
			return
		}
		defer conn.Close()
		listen(ctx, conn, told)
	}()
	return told
}

func listen(ctx context.Context, conn *dbus.Conn, told chan<- bool) {
	if err := conn.AddMatchSignalContext(ctx, dbus.WithMatchInterface(asks), dbus.WithMatchMember("SettingChanged")); err != nil {
		return
	}
	heard := make(chan *dbus.Signal, 16)
	conn.Signal(heard)
	tell := func(value any) {
		if is, ok := meaning(value); ok {
			select {
			case told <- is:
			case <-ctx.Done():
			}
		}
	}
	var now dbus.Variant
	if err := conn.Object(portal, portalPath).CallWithContext(ctx, asks+".Read", 0, appearance, key).Store(&now); err == nil {
		tell(now)
	}
	for {
		select {
		case <-ctx.Done():
			return
		case signal, open := <-heard:
			if !open {
				return
			}
			if len(signal.Body) == 3 && signal.Body[0] == appearance && signal.Body[1] == key {
				tell(signal.Body[2])
			}
		}
	}
}

// meaning is what a value says, which the portal wraps once or twice.
func meaning(value any) (isDark, ok bool) {
	for range 3 {
		if v, wrapped := value.(dbus.Variant); wrapped {
			value = v.Value()
		}
	}
	n, ok := value.(uint32)
	return n == dark, ok && n <= light
}
