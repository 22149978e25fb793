package keeper

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"enactive/localsocket"
)

// Held is a journal that another program holds.
type Held struct {
	Holder
	w *wire
}

// Find returns who holds the journal at a socket's address, or nil if nobody listens there. The caller
// makes one use of it: Run, Release, Last or Close.
func Find(address string) *Held {
	conn, err := localsocket.Dial(address)
	if err != nil {
		return nil
	}
	w, err := newWire(conn)
	if err != nil {
		conn.Close()
		return nil
	}
	if w.conn.SetReadDeadline(time.Now().Add(greetingLimit)) == nil && w.send(message{Kind: hello}) == nil {
		if m, err := w.receive(); err == nil && m.Kind == greeting && m.Holder != nil && w.conn.SetReadDeadline(time.Time{}) == nil {
			return &Held{Holder: *m.Holder, w: w}
		}
	}
	w.conn.Close()
	return nil
}

// Close ends the connection.
func (h *Held) Close() { h.w.conn.Close() }

// Release has the journal locked, and waits until it is.
func (h *Held) Release() error {
	defer h.w.conn.Close()
	if err := h.w.send(message{Kind: release}); err != nil {
		return fmt.Errorf("asking for the lock: %w", err)
	}
	m, err := h.w.receive()
	switch {
	case errors.Is(err, io.EOF):
		return nil // it ended, and the journal is locked
	case err != nil:
		return fmt.Errorf("waiting for the lock: %w", err)
	case m.Answer != nil:
		return m.Answer.Err.local()
	}
	return nil
}

// Last has the holder keep the journal open for another time without use, or for as long as before if idle is 0. It
// returns who holds it then.
func (h *Held) Last(idle time.Duration) (Holder, error) {
	defer h.w.conn.Close()
	if err := h.w.send(message{Kind: lasting, Idle: idle}); err != nil {
		return h.Holder, ErrLost
	}
	m, err := h.w.receive()
	if err != nil || m.Kind != greeting || m.Holder == nil {
		return h.Holder, ErrLost
	}
	return *m.Holder, nil
}

// ErrLost is the error of a call whose holder ended before it was done.
var ErrLost = errors.New("the program that holds the journal ended before the command was done")

// Side is the command's own side of a call.
type Side struct {
	Input    io.Reader
	Output   io.Writer
	Problems io.Writer
	// Answer does what the holder cannot. For OpenFile and OpenFD it returns a file, which is closed.
	Answer func(ctx context.Context, q Question) (text string, file *os.File, err error)
}

// Run has the holder run a command. When ctx ends the holder is told to stop, and Run waits until it has.
// The error is ErrLost if it is unknown what became of the command, or that of writing the output.
func (h *Held) Run(ctx context.Context, c Call, side Side) (status int, err error) {
	defer h.w.conn.Close()
	if err := h.w.send(message{Kind: call, Call: &c}); err != nil {
		return 0, ErrLost
	}
	stop := context.AfterFunc(ctx, func() { _ = h.w.send(message{Kind: halt}) }) // a holder that is gone has stopped
	defer stop()
	answering, end := context.WithCancel(ctx)
	var questions sync.WaitGroup
	defer questions.Wait()
	defer end()
	var lost error
	for {
		m, err := h.w.receive()
		if err != nil {
			if lost != nil {
				return 0, lost
			}
			return 0, ErrLost
		}
		switch m.Kind {
		case output:
			if lost == nil {
				if _, lost = side.Output.Write(m.Data); lost != nil {
					_ = h.w.send(message{Kind: halt}) // as above
				}
			}
		case problem:
			_, _ = side.Problems.Write(m.Data) // as for a command of its own
		case question:
			if m.Question != nil {
				q := *m.Question
				questions.Go(func() { h.answer(answering, q, side) })
			}
		case done:
			return m.Status, lost
		}
	}
}

// answer does what the holder asked for. Reading standard input cannot be interrupted, and is left behind
// when the command ends.
func (h *Held) answer(ctx context.Context, q Question, side Side) {
	m := message{Kind: answer, Answer: &reply{}}
	if q.What == ReadInput {
		b := make([]byte, min(max(q.Number, 1), chunk))
		read := make(chan struct{})
		var n int
		var err error
		go func() {
			n, err = side.Input.Read(b)
			close(read)
		}()
		select {
		case <-read:
		case <-ctx.Done():
			return
		}
		if m.Answer.Data = b[:n]; n == 0 {
			m.Answer.Err = remoteError(err)
		}
	} else {
		text, file, err := side.Answer(ctx, q)
		m.Answer.Text, m.Answer.Err = text, remoteError(err)
		if file != nil {
			defer file.Close()
			if err = h.sendWith(file, m); err == nil {
				return
			}
			m.Answer.Err = remoteError(err)
		}
	}
	_ = h.w.send(m) // a holder that is gone needs no answer
}

// sendWith sends a message and an open file. The file keeps its mode, so that reading it can be stopped.
func (h *Held) sendWith(file *os.File, m message) error {
	raw, err := file.SyscallConn()
	if err != nil {
		return err
	}
	var sent error
	if err := raw.Control(func(fd uintptr) { sent = h.w.sendFile(m, int(fd)) }); err != nil {
		return err
	}
	return sent
}
