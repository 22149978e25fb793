package keeper

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"syscall"
	"time"

	"github.com/fxamacker/cbor/v2"
)

// maxFrame is the longest message in bytes; what is longer is sent in pieces.
const maxFrame = 1 << 20

// chunk is how much output or input goes into one message.
const chunk = 256 << 10

// kind says what a message is.
type kind uint8

const (
	hello    kind = iota + 1 // the command: what it is about to ask for
	greeting                 // the holder: who it is
	call                     // the command: run this
	output                   // the holder: for standard output
	problem                  // the holder: for standard error
	question                 // the holder: something only the command can do
	answer                   // the command: its result
	halt                     // the command: the person wants to stop
	done                     // the holder: the status
	release                  // the command: lock the journal
	released                 // the holder: it is locked, or why not
	lasting                  // the command: stay open for another time without use
)

// message is what goes over the socket, after its length in four bytes.
type message struct {
	Kind     kind      `cbor:"1,keyasint"`
	Data     []byte    `cbor:"2,keyasint,omitempty"`
	Status   int       `cbor:"3,keyasint,omitempty"`
	Call     *Call     `cbor:"4,keyasint,omitempty"`
	Question *Question `cbor:"5,keyasint,omitempty"`
	Answer   *reply    `cbor:"6,keyasint,omitempty"`
	Holder   *Holder   `cbor:"7,keyasint,omitempty"`
	// File is true if an open file comes with it, which is then fd.
	File bool `cbor:"8,keyasint,omitempty"`
	fd   int
	// Idle is for how long without use the journal is to stay open; 0 is as long as before.
	Idle time.Duration `cbor:"9,keyasint,omitempty"`
}

// closeFile closes the file that came with a message and is not wanted.
func (m message) closeFile() {
	if m.File {
		closeFile(m.fd)
	}
}

// reply is the answer to a question.
type reply struct {
	Text string  `cbor:"1,keyasint,omitempty"`
	Data []byte  `cbor:"2,keyasint,omitempty"`
	Err  *remote `cbor:"3,keyasint,omitempty"`
}

// remote is an error of the other program.
type remote struct {
	Text string `cbor:"1,keyasint"`
	// What it is, as far as it matters to the holder.
	EOF    bool   `cbor:"2,keyasint,omitempty"`
	Number uint32 `cbor:"3,keyasint,omitempty"` // of the system's error, or 0
}

func remoteError(err error) *remote {
	if err == nil {
		return nil
	}
	r := &remote{Text: err.Error(), EOF: errors.Is(err, io.EOF)}
	if number, ok := errors.AsType[syscall.Errno](err); ok {
		r.Number = uint32(number)
	}
	return r
}

// local returns the error that a remote one stands for.
func (r *remote) local() error {
	switch {
	case r == nil:
		return nil
	case r.EOF:
		return io.EOF
	case r.Number != 0:
		return &told{text: r.Text, cause: syscall.Errno(r.Number)}
	}
	return errors.New(r.Text)
}

// told is an error in the words of the other program.
type told struct {
	text  string
	cause error
}

func (t *told) Error() string { return t.text }
func (t *told) Unwrap() error { return t.cause }

// wire sends and receives messages. Sending is safe for several goroutines, receiving is for one.
type wire struct {
	conn    *net.UnixConn
	sending sync.Mutex
}

func newWire(conn net.Conn) (*wire, error) {
	socket, ok := conn.(*net.UnixConn)
	if !ok {
		return nil, fmt.Errorf("a %T is no local socket", conn)
	}
	return &wire{conn: socket}, nil
}

func (w *wire) send(m message) error { return w.sendFile(m, -1) }

// sendFile sends a message, with an open file beside it unless fd is negative.
func (w *wire) sendFile(m message, fd int) error {
	m.File = fd >= 0
	data, err := cbor.Marshal(m)
	if err != nil {
		return fmt.Errorf("writing to the other program: %w", err)
	}
	if len(data) > maxFrame {
		return fmt.Errorf("a message of %d bytes is too long", len(data))
	}
	w.sending.Lock()
	defer w.sending.Unlock()
	frame := append(binary.BigEndian.AppendUint32(nil, uint32(len(data))), data...)
	if fd < 0 {
		_, err = w.conn.Write(frame)
		return err
	}
	rights, err := rightsOf(fd)
	if err != nil {
		return err
	}
	n, _, err := w.conn.WriteMsgUnix(frame, rights, nil)
	if err == nil && n < len(frame) {
		_, err = w.conn.Write(frame[n:])
	}
	return err
}

// receive reads the next message; its error is io.EOF if the other program ended. A file that comes with it
// is the caller's to close.
func (w *wire) receive() (m message, err error) {
	var files []int
	defer func() {
		for _, fd := range files {
			closeFile(fd)
		}
	}()
	var length [4]byte
	if err := w.fill(length[:], &files); err != nil {
		return m, err
	}
	n := binary.BigEndian.Uint32(length[:])
	if n > maxFrame {
		return m, fmt.Errorf("the other program announced a message of %d bytes", n)
	}
	data := make([]byte, n)
	if err := w.fill(data, &files); err != nil {
		return m, err
	}
	if err := cbor.Unmarshal(data, &m); err != nil {
		return m, fmt.Errorf("reading from the other program: %w", err)
	}
	if m.File {
		if len(files) == 0 {
			return m, errors.New("a file was announced and did not come")
		}
		m.fd, files = files[0], files[1:]
	}
	return m, nil
}

// fill reads exactly len(b) bytes, and adds the files that come with them.
func (w *wire) fill(b []byte, files *[]int) error {
	rights := make([]byte, rightsSpace)
	for len(b) > 0 {
		n, extra, _, _, err := w.conn.ReadMsgUnix(b, rights)
		if extra > 0 {
			*files = append(*files, filesIn(rights[:extra])...)
		}
		if err != nil {
			return err
		}
		if n == 0 {
			return io.EOF
		}
		b = b[n:]
	}
	return nil
}
