package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"time"

	"enactive/journal/regular"
)

// given is a file that a person named. It may be a pipe, as a shell makes one of <(COMMAND).
type given struct {
	*os.File
	ctx   context.Context
	stop  func() bool
	size  int64 // 0 where it is not known
	pipe  bool
	began bool          // something was read
	left  time.Duration // to wait for the other end of a pipe that nobody has opened
}

// openGiven opens a file that a person named, for reading, and does not wait for the other end
// of a pipe longer than for another command.
func (s *session) openGiven(file string) (*given, error) {
	f, err := regular.OpenGiven(file)
	if err != nil {
		return nil, unreadable(file, err)
	}
	info, err := f.Stat()
	if err != nil {
		return nil, errors.Join(unreadable(file, err), f.Close())
	}
	g := &given{File: f, ctx: s.ctx, stop: func() bool { return true }}
	if info.Mode().IsRegular() {
		g.size = info.Size()
		return g, nil
	}
	if info.Mode()&fs.ModeNamedPipe != 0 {
		g.pipe, g.left = true, s.env.patience
	}
	// What reads a pipe waits for what writes to it, unless it is stopped.
	g.stop = context.AfterFunc(s.ctx, func() { _ = f.SetReadDeadline(time.Unix(1, 0)) }) // a terminal may have none
	return g, nil
}

// Read is that of the file, but for a pipe that nobody writes to yet.
func (g *given) Read(b []byte) (int, error) {
	const pause = 20 * time.Millisecond
	for {
		n, err := g.File.Read(b)
		g.began = g.began || n > 0
		switch {
		case g.ctx.Err() != nil:
			return n, g.ctx.Err()
		case !errors.Is(err, io.EOF) || g.began || !g.pipe:
			return n, err
		case g.left <= 0:
			return n, failed(nil, "nothing writes to the pipe %s; begin what writes to it first", g.Name())
		}
		g.left -= pause
		select {
		case <-time.After(pause):
		case <-g.ctx.Done():
		}
	}
}

// Close closes the file.
func (g *given) Close() error {
	g.stop()
	return g.File.Close()
}
