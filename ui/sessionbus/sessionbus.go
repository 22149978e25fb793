// Package sessionbus owns one thing: how the message bus of a person's session is joined,
// where there is one. It starts none, as the bus's library would.
package sessionbus

import (
	"errors"

	"github.com/godbus/dbus/v5"
)

// Connect joins the bus of the session that there is. Its error is the library's: there is no
// bus, or it does not let this program in.
func Connect(options ...dbus.ConnOption) (*dbus.Conn, error) {
	conn, err := dbus.SessionBusPrivateNoAutoStartup(options...)
	if err != nil {
		return nil, err
	}
	if err = conn.Auth(nil); err == nil {
		err = conn.Hello()
	}
	if err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return conn, nil
}
