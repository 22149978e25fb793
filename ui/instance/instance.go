// Package instance lets a second start of the window pass its request to the window that is open
// already, over a socket that only this user can use.
package instance

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"time"
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
	// maxPath is the longest path of a socket that every system accepts.
	maxPath = 103
)

// Address returns the path of the socket for the journal in folder. getenv returns environment
// variables. The socket is in the user's runtime folder, or else in a private folder under temp,
// which is created if it is missing.
func Address(getenv func(string) string, temp, folder string) (string, error) {
	whole, err := filepath.Abs(folder)
	if err != nil {
		return "", fmt.Errorf("finding the folder of the journal: %w", err)
	}
	if real, err := filepath.EvalSymlinks(whole); err == nil {
		whole = real
	}
	sum := sha256.Sum256([]byte(whole))
	name := "enactive-" + hex.EncodeToString(sum[:8]) + ".sock"
	dir := getenv("XDG_RUNTIME_DIR")
	if !filepath.IsAbs(dir) || len(filepath.Join(dir, name)) > maxPath {
		dir = filepath.Join(temp, fmt.Sprintf("enactive-%d", os.Getuid()))
		if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, os.ErrExist) {
			return "", fmt.Errorf("making a folder for the socket: %w", err)
		}
	}
	if err := checkPrivate(dir); err != nil {
		return "", err
	}
	return filepath.Join(dir, name), nil
}

// Hand sends a request to the window that listens at address; false if there is none.
func Hand(address string, r Request) bool {
	conn, err := net.DialTimeout("unix", address, patience)
	if err != nil {
		return false
	}
	defer conn.Close()
	if conn.SetDeadline(time.Now().Add(patience)) != nil || !sameUser(conn) || json.NewEncoder(conn).Encode(r) != nil {
		return false
	}
	answer := make([]byte, len(taken))
	_, err = io.ReadFull(conn, answer)
	return err == nil && string(answer) == taken
}

// taken is the answer of the first start.
const taken = "taken"

// Listen calls take for every request until ctx ends, each on its own goroutine. It replaces a
// socket that an earlier run left behind.
func Listen(ctx context.Context, address string, take func(Request)) error {
	listener, err := net.Listen("unix", address)
	if err != nil && isLeftover(address) {
		if err := os.Remove(address); err != nil {
			return fmt.Errorf("removing an old socket: %w", err)
		}
		listener, err = net.Listen("unix", address)
	}
	if err != nil {
		return fmt.Errorf("listening for a second start: %w", err)
	}
	if err := os.Chmod(address, 0o600); err != nil {
		return errors.Join(fmt.Errorf("keeping the socket to this user: %w", err), listener.Close())
	}
	context.AfterFunc(ctx, func() { listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return // closed
			}
			go serve(conn, take)
		}
	}()
	return nil
}

// isLeftover reports whether address is a socket without a listener.
func isLeftover(address string) bool {
	info, err := os.Lstat(address)
	if err != nil || info.Mode().Type() != os.ModeSocket {
		return false
	}
	conn, err := net.DialTimeout("unix", address, patience)
	if err == nil {
		conn.Close()
	}
	return err != nil
}

func serve(conn net.Conn, take func(Request)) {
	defer conn.Close()
	var r Request
	if conn.SetDeadline(time.Now().Add(patience)) != nil || !sameUser(conn) ||
		json.NewDecoder(io.LimitReader(conn, maxRequest)).Decode(&r) != nil {
		return
	}
	take(r)
	_, _ = io.WriteString(conn, taken) // the other side may have ended
}
