package vault

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"os"
	"slices"
)

// windowSize is the number of bytes of a segment read at a time.
const windowSize = 4 << 20

// window is a part of a segment in memory. Returned slices are valid until it moves on.
type window struct {
	f    *os.File
	size int64 // of the file
	from int64 // offset of b in the file
	b    []byte
	// tried is the number of bytes read of frames that proved damaged.
	tried int64
}

// maxTried is how often the bytes of a segment may be read as a part of damaged frames. Real
// damage does not come near it; forged frames with long lengths would make each byte be read
// once per frame.
const maxTried = 8

// overread reports whether a segment claims more frames than this program ever writes.
func (w *window) overread() bool { return w.tried > maxTried*w.size }

// newWindow returns a window in room, nil for none, if that is large enough.
func newWindow(f *os.File, room []byte) (*window, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	return &window{f: f, size: info.Size(), b: room[:0]}, nil
}

// at returns n bytes from an offset, or fewer at the end of the file.
func (w *window) at(offset int64, n int) ([]byte, error) {
	n = int(min(int64(n), max(0, w.size-offset)))
	if offset < w.from || offset+int64(n) > w.from+int64(len(w.b)) {
		size := int(min(int64(max(n, windowSize)), w.size-offset))
		w.b = slices.Grow(w.b[:0], size) // new memory would take longer than reading
		read, err := w.f.ReadAt(w.b[:size], offset)
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		w.b, w.from = w.b[:read], offset
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
	if n > maxFrame || int64(n) > w.size-offset-frameHead || w.overread() {
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

// nextFrame returns the offset of the next undamaged frame, -1 if there is none. It skips
// holes. A segment that is worn has no further frame.
func (w *window) nextFrame(ctx context.Context, from int64) (int64, error) {
	for from < w.size && !w.overread() {
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
