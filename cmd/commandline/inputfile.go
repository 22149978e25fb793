package commandline

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"time"

	"enactive/journal/regular"
)

// inputFile is a file that a person named. It may be a pipe, as a shell makes one of <(COMMAND).
type inputFile struct {
	*os.File
	ctx       context.Context
	stop      func() bool
	size      int64 // 0 if unknown
	pipe      bool
	hasRead   bool          // at least one byte was read
	remaining time.Duration // how long to wait for a writer at the other end of a pipe
}

// openInputFile opens a file that a person named, for reading. It waits for the writer of a pipe
// no longer than for another command.
func (s *session) openInputFile(file string) (*inputFile, error) {
	f, err := s.openNamed(file)
	if err != nil {
		return nil, unreadable(file, err)
	}
	info, err := f.Stat()
	if err != nil {
		return nil, errors.Join(unreadable(file, err), f.Close())
	}
	g := &inputFile{File: f, ctx: s.ctx, stop: func() bool { return true }}
	if info.Mode().IsRegular() {
		g.size = info.Size()
		return g, nil
	}
	if info.Mode()&fs.ModeNamedPipe != 0 {
		g.pipe, g.remaining = true, s.env.waitLimit
	}
	// Reading a pipe blocks until something is written to it, unless the context ends.
	g.stop = context.AfterFunc(s.ctx, func() { _ = f.SetReadDeadline(time.Unix(1, 0)) }) // a terminal may not support deadlines
	return g, nil
}

// openNamed opens a file for reading where the command was started.
func (s *session) openNamed(file string) (*os.File, error) {
	if s.isThere(file) {
		return s.env.place.open(s.ctx, file)
	}
	return regular.OpenGiven(s.at(file))
}

// Read reads from the file; it waits a while for a pipe's writer.
func (g *inputFile) Read(b []byte) (int, error) {
	const pause = 20 * time.Millisecond
	for {
		n, err := g.File.Read(b)
		g.hasRead = g.hasRead || n > 0
		switch {
		case g.ctx.Err() != nil:
			return n, g.ctx.Err()
		case !errors.Is(err, io.EOF) || g.hasRead || !g.pipe:
			return n, err
		case g.remaining <= 0:
			return n, failed(nil, "nothing writes to the pipe %s; start the program that writes to it first", g.Name())
		}
		g.remaining -= pause
		select {
		case <-time.After(pause):
		case <-g.ctx.Done():
		}
	}
}

// Close closes the file.
func (g *inputFile) Close() error {
	g.stop()
	return g.File.Close()
}
