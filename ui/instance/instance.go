// Package instance lets a second start of the window pass its request to the window that is open
// already, over a socket that only this user can use.
package instance

import (
	"context"
	"encoding/json"
	"io"
	"net"
	"time"

	"enactive/localsocket"
)

// Request is sent by a second start to the first.
type Request struct {
	// File is a file to import; empty to show the window only.
	File string `json:"file,omitempty"`
}

// Limits of a request.
const (
	maxRequest = 8 << 10
	patience   = 2 * time.Second
)

// Address returns where the window of the journal in folder listens, as localsocket.Address does.
func Address(getenv func(string) string, temp, folder string) (string, error) {
	return localsocket.Address(getenv, temp, folder, "sock")
}

// Hand sends a request to the window that listens at address; false if there is none.
func Hand(address string, r Request) bool {
	conn, err := localsocket.Dial(address)
	if err != nil {
		return false
	}
	defer conn.Close()
	if conn.SetDeadline(time.Now().Add(patience)) != nil || json.NewEncoder(conn).Encode(r) != nil {
		return false
	}
	answer := make([]byte, len(taken))
	_, err = io.ReadFull(conn, answer)
	return err == nil && string(answer) == taken
}

// taken is the answer of the first start.
const taken = "taken"

// Listen calls take for every request until ctx ends, each on its own goroutine.
func Listen(ctx context.Context, address string, take func(Request)) error {
	_, err := localsocket.Listen(ctx, address, func(conn net.Conn) { serve(conn, take) })
	return err
}

func serve(conn net.Conn, take func(Request)) {
	defer conn.Close()
	var r Request
	if conn.SetDeadline(time.Now().Add(patience)) != nil ||
		json.NewDecoder(io.LimitReader(conn, maxRequest)).Decode(&r) != nil {
		return
	}
	take(r)
	_, _ = io.WriteString(conn, taken) // the other side may have ended
}
