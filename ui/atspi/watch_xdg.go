//go:build unix && !darwin

package atspi

import (
	"context"
	"strings"
	"time"

	"github.com/godbus/dbus/v5"

	"enactive/ui/sessionbus"
	"enactive/ui/spoken"
)

// The service that says whether a screen reader is in use, and where their bus is.
const (
	launcher     = "org.a11y.Bus"
	launcherPath = "/org/a11y/bus"
	status       = "org.a11y.Status"
)

// Watch tells screen readers of the window for as long as the desktop says that one is in use, until ctx
// ends. busAddress is the value of AT_SPI_BUS_ADDRESS, which may be empty. No service is started for it: if
// there is none, it waits until somebody starts one.
func Watch(ctx context.Context, busAddress string, h Host) *Reader {
	r := &Reader{host: h, soon: make(chan struct{}, 1), trees: spoken.NewTrees()}
	go func() {
		conn, err := sessionbus.Connect(dbus.WithContext(ctx))
		if err != nil {
			return
		}
		defer conn.Close()
		r.watch(ctx, conn, busAddress)
	}()
	return r
}

// tryAgain is how long to wait before the bus of the screen readers is tried again.
const tryAgain = 2 * time.Second

// watch serves while the status says so.
func (r *Reader) watch(ctx context.Context, conn *dbus.Conn, busAddress string) {
	messages := make(chan *dbus.Signal, 16)
	conn.Signal(messages)
	for _, match := range [][]dbus.MatchOption{
		{dbus.WithMatchSender(launcher), dbus.WithMatchInterface("org.freedesktop.DBus.Properties"), dbus.WithMatchMember("PropertiesChanged"), dbus.WithMatchObjectPath(launcherPath)},
		{dbus.WithMatchSender("org.freedesktop.DBus"), dbus.WithMatchMember("NameOwnerChanged"), dbus.WithMatchArg(0, launcher)},
	} {
		if err := conn.AddMatchSignalContext(ctx, match...); err != nil {
			return
		}
	}
	stop, done := func() {}, closedChannel()
	for {
		wanted := isWanted(ctx, conn)
		switch {
		case wanted && isClosed(done):
			serving, end := context.WithCancel(ctx)
			stop, done = end, make(chan struct{})
			go func(done chan struct{}) {
				defer close(done)
				r.connect(serving, conn, busAddress)
			}(done)
		case !wanted:
			stop()
			<-done
		}
		var ended chan struct{}
		if wanted {
			ended = done
		}
		select {
		case <-ended: // their bus went, or was not ready
			select {
			case <-ctx.Done():
			case <-time.After(tryAgain):
			}
		case <-ctx.Done():
			stop()
			<-done
			return
		case _, open := <-messages:
			if !open {
				stop()
				<-done
				return
			}
		}
	}
}

func closedChannel() chan struct{} {
	c := make(chan struct{})
	close(c)
	return c
}

func isClosed(c chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

// isWanted asks whether a screen reader is in use.
func isWanted(ctx context.Context, conn *dbus.Conn) bool {
	for _, name := range []string{"ScreenReaderEnabled", "IsEnabled"} {
		var v dbus.Variant
		err := conn.Object(launcher, launcherPath).CallWithContext(ctx, "org.freedesktop.DBus.Properties.Get", dbus.FlagNoAutoStart, status, name).Store(&v)
		if on, _ := v.Value().(bool); err == nil && on {
			return true
		}
	}
	return false
}

// connect serves on the bus of the screen readers. It has to be a local socket: nothing of a journal may go
// over a network, and no program is started for an address.
func (r *Reader) connect(ctx context.Context, session *dbus.Conn, address string) {
	if address == "" {
		if err := session.Object(launcher, launcherPath).CallWithContext(ctx, launcher+".GetAddress", dbus.FlagNoAutoStart).Store(&address); err != nil {
			return
		}
	}
	if !isLocal(address) {
		return
	}
	conn, err := dbus.Dial(address, dbus.WithContext(ctx))
	if err != nil {
		return
	}
	defer conn.Close()
	if err := conn.Auth(nil); err != nil {
		return
	}
	if err := conn.Hello(); err != nil {
		return
	}
	r.serve(ctx, conn)
}

// isLocal reports whether all addresses of a bus are local sockets.
func isLocal(addresses string) bool {
	for address := range strings.SplitSeq(addresses, ";") {
		if !strings.HasPrefix(address, "unix:") {
			return false
		}
	}
	return true
}
