// Package localsocket owns the sockets over which programs of one person on one machine talk about a
// journal: where they are, who may use them, and what an earlier run left of them.
package localsocket

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"time"
)

const (
	// patience is how long a connection may take to be made.
	patience = 2 * time.Second
	// maxPath is the longest path of a socket that every system accepts.
	maxPath = 103
)

// Address returns the path of the socket for one purpose and the journal in folder. getenv returns
// environment variables. The socket is in the user's runtime folder, or else in a private folder under
// temp, which is created if it is missing. It is an error if others can enter that folder.
func Address(getenv func(string) string, temp, folder, purpose string) (string, error) {
	whole, err := filepath.Abs(folder)
	if err != nil {
		return "", fmt.Errorf("finding the folder of the journal: %w", err)
	}
	if real, err := filepath.EvalSymlinks(whole); err == nil {
		whole = real
	}
	sum := sha256.Sum256([]byte(whole))
	name := "enactive-" + hex.EncodeToString(sum[:8]) + "." + purpose
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

// Dial connects to a socket, and only if a program of this user listens there.
func Dial(address string) (net.Conn, error) {
	conn, err := net.DialTimeout("unix", address, patience)
	if err != nil {
		return nil, err
	}
	if !isSameUser(conn) {
		return nil, errors.Join(fmt.Errorf("%s belongs to another user", address), conn.Close())
	}
	return conn, nil
}

// Listen calls serve for every connection of this user until stop is called or ctx ends, each on its own
// goroutine; serve closes it. Other users are hung up on. It replaces a socket that an earlier run left
// behind. Once stop has returned another program can listen there.
func Listen(ctx context.Context, address string, serve func(net.Conn)) (stop func(), err error) {
	listener, err := net.Listen("unix", address)
	if err != nil && isLeftover(address) {
		if err := os.Remove(address); err != nil {
			return nil, fmt.Errorf("removing an old socket: %w", err)
		}
		listener, err = net.Listen("unix", address)
	}
	if err != nil {
		return nil, fmt.Errorf("listening at a socket: %w", err)
	}
	if err := os.Chmod(address, 0o600); err != nil {
		return nil, errors.Join(fmt.Errorf("keeping the socket to this user: %w", err), listener.Close())
	}
	stop = func() { listener.Close() } // a second time changes nothing
	context.AfterFunc(ctx, stop)
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return // closed
			}
			if !isSameUser(conn) {
				conn.Close()
				continue
			}
			go serve(conn)
		}
	}()
	return stop, nil
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
