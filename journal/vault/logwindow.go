package vault

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"os"
)

// windowSize is how much of a segment is read at a time.
const windowSize = 4 << 20

// window is a part of a segment in memory. What it returned stays unchanged when it moves on.
type window struct {
	f    *os.File
	size int64 // of the file
	from int64 // where b begins in it
	b    []byte
	// tried is how many bytes of frames were read that turned out to be damaged.
	tried int64
}

// mostTried is how often the bytes of a segment may be read as a part of frames that are
// damaged. Damage comes nowhere near; frames that pretend to reach far would have each byte
// read as often as there are frames.
const mostTried = 8

// worn reports that a segment pretends more frames than anything that was ever written.
func (w *window) worn() bool { return w.tried > mostTried*w.size }

func newWindow(f *os.File) (*window, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	return &window{f: f, size: info.Size()}, nil
}

// at returns n bytes from an offset on, or those that there are.
func (w *window) at(offset int64, n int) ([]byte, error) {
	n = int(min(int64(n), max(0, w.size-offset)))
	if offset < w.from || offset+int64(n) > w.from+int64(len(w.b)) {
		b := make([]byte, min(int64(max(n, windowSize)), w.size-offset))
		read, err := w.f.ReadAt(b, offset)
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		w.b, w.from = b[:read], offset
		n = min(n, read)
	}
	begin := offset - w.from
	return w.b[begin : begin+int64(n)], nil
}

// frame returns the undamaged frame at an offset, and whether there is one.
func (w *window) frame(offset int64) (frame []byte, seq uint64, ok bool, err error) {
	head, err := w.at(offset, frameHead)
	if err != nil || len(head) < frameHead || string(head[:len(frameMagic)]) != frameMagic {
		return nil, 0, false, err
	}
	n := binary.BigEndian.Uint32(head[4:])
	if n > maxFrame || int64(n) > w.size-offset-frameHead || w.worn() {
		return nil, 0, false, nil
	}
	frame, err = w.at(offset, frameHead+int(n))
	if err != nil || len(frame) < frameHead+int(n) {
		return nil, 0, false, err
	}
	if crc32.Checksum(frame[12:], crcTable) != binary.BigEndian.Uint32(frame[8:]) {
		w.tried += int64(len(frame))
		return nil, 0, false, nil
	}
	return frame, binary.BigEndian.Uint64(frame[12:]), true, nil
}

// nextFrame finds where the next undamaged frame begins, -1 for nowhere. Where a file has
// holes, nothing is looked for in them. A segment that is worn has no further frame.
func (w *window) nextFrame(ctx context.Context, from int64) (int64, error) {
	for from < w.size && !w.worn() {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		from = nextData(w.f, from)
		if from < 0 {
			return -1, nil
		}
		b, err := w.at(from, windowSize)
		if err != nil {
			return 0, err
		}
		i := bytes.Index(b, []byte(frameMagic))
		if i < 0 {
			if len(b) < windowSize {
				return -1, nil
			}
			from += int64(len(b) - len(frameMagic) + 1)
			continue
		}
		from += int64(i)
		if _, _, ok, err := w.frame(from); err != nil || ok {
			return from, err
		}
		from++
	}
	return -1, nil
}
