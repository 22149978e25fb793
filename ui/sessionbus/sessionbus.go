// Package sessionbus connects to the message bus of the user's session. Unlike the bus's library
// it never starts one.
package sessionbus

import (
	"errors"

	"github.com/godbus/dbus/v5"
)

// Connect connects to the running bus of the session. Its error is the library's: there is no
// bus, or the bus refuses the connection.
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
