package keeper

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"sync"
	"time"

	"enactive/localsocket"
)

// greetingLimit is how long a program may take to say what it wants.
const greetingLimit = 5 * time.Second

// Holder is who holds a journal open.
type Holder struct {
	// Version is the program's; another one is not asked to run commands.
	Version string `cbor:"1,keyasint"`
	// Window is true if it is the window, and not what "enact unlock" started.
	Window bool `cbor:"2,keyasint,omitempty"`
	// PID is its process.
	PID int `cbor:"3,keyasint"`
	// Idle is after how long without use it locks the journal; 0 is never.
	Idle time.Duration `cbor:"4,keyasint,omitempty"`
	// Left is how much of that is left.
	Left time.Duration `cbor:"5,keyasint,omitempty"`
}

// Call is a command that another program runs.
type Call struct {
	Args []string `cbor:"1,keyasint"`
	// Folder is the working folder, to which names of files are relative.
	Folder string `cbor:"2,keyasint"`
	// Columns is the width of the terminal at the output, or 0.
	Columns int  `cbor:"4,keyasint,omitempty"`
	Colour  bool `cbor:"5,keyasint,omitempty"`
	// OutputClosed, ErrorIsTerminal and Terminal say how the command was started.
	OutputClosed    bool `cbor:"6,keyasint,omitempty"`
	ErrorIsTerminal bool `cbor:"7,keyasint,omitempty"`
	Terminal        bool `cbor:"8,keyasint,omitempty"`
	// Self is the path of the command.
	Self string `cbor:"9,keyasint,omitempty"`
}

// Question is what only the command can do.
type Question struct {
	What Asked `cbor:"1,keyasint"`
	// Text and Name are the words of it: a question, or an editor and a file.
	Text string `cbor:"2,keyasint,omitempty"`
	Name string `cbor:"3,keyasint,omitempty"`
	// Number is how many bytes to read, or of which open file.
	Number int `cbor:"4,keyasint,omitempty"`
}

// Asked is the kind of a Question.
type Asked uint8

// The kinds of questions.
const (
	ReadInput Asked = iota + 1 // up to Number bytes of standard input
	OpenFile                   // the file Name, for reading
	OpenFD                     // the open file Number
	Hide                       // typed text is not shown
	Show                       // typed text is shown again
	Secret                     // a line that is not shown, after the question Text
	Line                       // a line, after the question Text
	Edit                       // the file Name in the editor Text
	Variable                   // the variable Text of the environment
)

// Serving is what a holder does with those who ask.
type Serving struct {
	// Holder returns who holds the journal, and how long yet.
	Holder func() Holder
	// Run runs a command, and returns its status. ctx ends if the command was stopped or has ended.
	Run func(ctx context.Context, c Call, back *Back) int
	// Release locks the journal, and returns when others can open it. It is called at most once, and no
	// command is running then. It may end the program.
	Release func() error
	// Last keeps the journal open from now on for a time without use, or for as long as before if that is 0. It is nil
	// if the holder has a time of its own.
	Last func(idle time.Duration)
}

// Serve answers at address until stop is called or ctx ends. When ctx ends the calls that run are stopped.
func Serve(ctx context.Context, address string, s Serving) (stop func(), err error) {
	stop, err = localsocket.Listen(ctx, address, func(conn net.Conn) {
		w, err := newWire(conn)
		if err != nil {
			conn.Close()
			return
		}
		defer w.conn.Close()
		s.serve(ctx, w)
	})
	if err != nil {
		return nil, fmt.Errorf("waiting for commands: %w", err)
	}
	return stop, nil
}

// serve answers one program.
func (s Serving) serve(ctx context.Context, w *wire) {
	if w.conn.SetReadDeadline(time.Now().Add(greetingLimit)) != nil {
		return
	}
	first, err := w.receive()
	if err != nil || first.Kind != hello {
		return
	}
	who := s.Holder()
	if w.send(message{Kind: greeting, Holder: &who}) != nil {
		return
	}
	next, err := w.receive()
	if err != nil || w.conn.SetReadDeadline(time.Time{}) != nil {
		return
	}
	switch {
	case next.Kind == release:
		m := message{Kind: released}
		if err := s.Release(); err != nil {
			m.Answer = &reply{Err: remoteError(err)}
		}
		_ = w.send(m) // the other side may have ended
	case next.Kind == lasting && s.Last != nil:
		s.Last(next.Idle)
		who := s.Holder()
		_ = w.send(message{Kind: greeting, Holder: &who}) // as above
	case next.Kind == call && next.Call != nil:
		ctx, end := context.WithCancel(ctx)
		defer end()
		back := &Back{w: w, answers: make(chan message)}
		over := make(chan struct{})
		go func() {
			defer close(over)
			back.listen(ctx, end)
		}()
		status := s.Run(ctx, *next.Call, back)
		_ = w.send(message{Kind: done, Status: status}) // the other side may have ended
		w.conn.Close()
		<-over
	}
}

// Back is the way back to the command: its output, and what only it can do. It is safe for concurrent use.
type Back struct {
	w       *wire
	asking  sync.Mutex
	answers chan message
}

// listen passes answers on, and ends the call when the command stops or is gone.
func (b *Back) listen(ctx context.Context, end context.CancelFunc) {
	defer close(b.answers)
	defer end()
	for {
		m, err := b.w.receive()
		if err != nil {
			return
		}
		switch m.Kind {
		case halt:
			end()
		case answer:
			select {
			case b.answers <- m:
			case <-ctx.Done():
				m.closeFile()
			}
		}
	}
}

// Output is the command's standard output, and Problems its standard error.
func (b *Back) Output() io.Writer   { return stream{b.w, output} }
func (b *Back) Problems() io.Writer { return stream{b.w, problem} }

type stream struct {
	w    *wire
	kind kind
}

func (s stream) Write(p []byte) (int, error) {
	written := 0
	for len(p) > 0 {
		n := min(len(p), chunk)
		if err := s.w.send(message{Kind: s.kind, Data: p[:n]}); err != nil {
			return written, errGone
		}
		written += n
		p = p[n:]
	}
	return written, nil
}

// errGone says that the command has ended.
var errGone = errors.New("the command has ended")

// ask asks the command, and waits for its answer.
func (b *Back) ask(ctx context.Context, q Question) (message, error) {
	b.asking.Lock()
	defer b.asking.Unlock()
	if err := b.w.send(message{Kind: question, Question: &q}); err != nil {
		return message{}, errGone
	}
	select {
	case m, open := <-b.answers:
		switch {
		case !open:
			return m, errGone
		case m.Answer == nil:
			return m, fmt.Errorf("the command gave no answer")
		}
		return m, m.Answer.Err.local()
	case <-ctx.Done():
		return message{}, ctx.Err()
	}
}

// Ask asks for what is answered with a text.
func (b *Back) Ask(ctx context.Context, q Question) (string, error) {
	m, err := b.ask(ctx, q)
	m.closeFile()
	if err != nil {
		return "", err
	}
	return m.Answer.Text, nil
}

// Open asks for an open file.
func (b *Back) Open(ctx context.Context, q Question) (*os.File, error) {
	m, err := b.ask(ctx, q)
	if err != nil {
		m.closeFile()
		return nil, err
	}
	if !m.File {
		return nil, fmt.Errorf("the command gave no file")
	}
	return os.NewFile(uintptr(m.fd), q.Name), nil
}

// Input is the command's standard input. It is read no further than it is asked for.
func (b *Back) Input(ctx context.Context) io.Reader { return &input{ctx: ctx, b: b} }

type input struct {
	ctx context.Context
	b   *Back
}

func (i *input) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	m, err := i.b.ask(i.ctx, Question{What: ReadInput, Number: min(len(p), chunk)})
	if err != nil {
		return 0, err
	}
	return copy(p, m.Answer.Data), nil
}
