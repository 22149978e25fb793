package vault

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"enactive/journal/regular"
	"enactive/journal/vault/internal/seal"
)

// The second copy is an append-only log of all changes. A save is written and flushed here
// first and then in the store, so that either can be rebuilt from the other.
const (
	logName   = "log"
	logSuffix = ".log"

	segmentMagic  = "enactlog"
	segmentFormat = 1
	segmentHead   = 8 + 2 + 8 + 8 + 4 // magic, format, log, segment, CRC

	frameMagic = "\xe7jf\x1a"
	frameHead  = 4 + 4 + 4 + 8 // magic, length, CRC, sequence
	// maxFrame is the maximum size of a sealed frame: the largest document fits.
	maxFrame = 32 << 20

	segmentSize = 8 << 20 // from which a new segment is started
	partSize    = 1 << 20 // from which a batch is continued in a new frame
)

var crcTable = crc32.MakeTable(crc32.Castagnoli)

// position is the end of a frame in the log.
type position struct {
	segment uint64
	offset  int64
}

func (p position) before(o position) bool {
	return p.segment < o.segment || p.segment == o.segment && p.offset < o.offset
}

// oplog is a log that is open for appending.
type oplog struct {
	dir  string
	keys *seal.Keys
	rand io.Reader
	id   uint64

	file *os.File
	info os.FileInfo // of the file
	at   position
	seq  uint64 // of the last frame
	tail []byte // the last bytes before at
}

func segmentPath(dir string, n uint64) string {
	return filepath.Join(dir, segmentName(n))
}

func segmentName(n uint64) string { return fmt.Sprintf("%06d%s", n, logSuffix) }

// segmentNumber parses the number of a segment from its file name.
func segmentNumber(name string) (uint64, bool) {
	digits, ok := strings.CutSuffix(name, logSuffix)
	if !ok {
		return 0, false
	}
	n, err := strconv.ParseUint(digits, 10, 64)
	return n, err == nil && n > 0 && name == segmentName(n) // other names are not ours
}

// newLog creates the folder of a log with its first segment.
func newLog(dir string, keys *seal.Keys, rand io.Reader) (*oplog, error) {
	var number [8]byte
	for binary.BigEndian.Uint64(number[:]) == 0 {
		if _, err := io.ReadFull(rand, number[:]); err != nil {
			return nil, fmt.Errorf("drawing the number of a log: %w", err)
		}
	}
	if err := os.Mkdir(dir, 0o700); err != nil {
		return nil, fmt.Errorf("making the log: %w", err)
	}
	l := &oplog{dir: dir, keys: keys, rand: rand, id: binary.BigEndian.Uint64(number[:])}
	if err := l.begin(1); err != nil {
		return nil, errors.Join(err, l.close())
	}
	return l, nil
}

// begin starts a new segment, which must not exist.
func (l *oplog) begin(n uint64) error {
	f, err := os.OpenFile(segmentPath(l.dir, n), os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if err != nil {
		return fmt.Errorf("beginning a segment of the log: %w", err)
	}
	head := segmentHeader(l.id, n)
	_, err = f.Write(head)
	if err == nil {
		err = f.Sync()
	}
	if err == nil {
		err = syncFolder(l.dir)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("beginning a segment of the log: %w", err), f.Close(), os.Remove(f.Name()))
	}
	info, err := f.Stat()
	if err != nil {
		return errors.Join(fmt.Errorf("beginning a segment of the log: %w", err), f.Close(), os.Remove(f.Name()))
	}
	if l.file != nil {
		_ = l.file.Close() // already flushed
	}
	l.file, l.info, l.at, l.tail = f, info, position{n, int64(len(head))}, head[len(head)-tailSize:]
	return nil
}

// tailSize is the number of bytes at the end of the log that are compared with the written
// ones: they end a frame, so they cannot be forged without the key.
const tailSize = 24

// readTail records the last bytes of the log.
func (l *oplog) readTail() error {
	l.tail = make([]byte, tailSize)
	_, err := l.file.ReadAt(l.tail, l.at.offset-tailSize)
	return err
}

// isOurs reports whether the log at its path is the open file and ends as written; unless
// exact, more data may follow.
func (l *oplog) isOurs(exact bool) (bool, error) {
	info, err := os.Lstat(segmentPath(l.dir, l.at.segment))
	if err != nil || !os.SameFile(info, l.info) || info.Size() < l.at.offset || exact && info.Size() > l.at.offset {
		return false, err
	}
	var end [tailSize]byte
	if _, err := l.file.ReadAt(end[:], l.at.offset-tailSize); err != nil {
		return false, err
	}
	return bytes.Equal(end[:], l.tail), nil
}

func segmentHeader(id, n uint64) []byte {
	b := append(make([]byte, 0, segmentHead), segmentMagic...)
	b = binary.BigEndian.AppendUint16(b, segmentFormat)
	b = binary.BigEndian.AppendUint64(b, id)
	b = binary.BigEndian.AppendUint64(b, n)
	return binary.BigEndian.AppendUint32(b, crc32.Checksum(b, crcTable))
}

// parseSegmentHeader returns the number of the log that a segment belongs to.
func parseSegmentHeader(b []byte, n uint64) (id uint64, ok bool) {
	if len(b) < segmentHead {
		return 0, false
	}
	id = binary.BigEndian.Uint64(b[10:])
	return id, bytes.Equal(b[:segmentHead], segmentHeader(id, n))
}

// openLog opens a log for appending after a position up to which it is known to be sound;
// anything after that is cut off.
func openLog(dir string, keys *seal.Keys, rand io.Reader, id uint64, at position, seq uint64) (*oplog, error) {
	later, err := segments(dir)
	if err != nil {
		return nil, err
	}
	for _, n := range later {
		if n <= at.segment {
			continue
		}
		if err := os.Remove(segmentPath(dir, n)); err != nil {
			return nil, fmt.Errorf("opening the log: %w", err)
		}
	}
	f, err := regular.Open(segmentPath(dir, at.segment), os.O_RDWR, 0)
	if err != nil {
		return nil, fmt.Errorf("opening the log: %w", err)
	}
	l := &oplog{dir: dir, keys: keys, rand: rand, id: id, file: f, at: at, seq: seq}
	l.info, err = f.Stat()
	if err == nil && l.info.Size() > at.offset {
		err = l.cut(at)
	}
	if err == nil {
		err = l.readTail()
	}
	if err == nil {
		_, err = f.Seek(at.offset, io.SeekStart)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("opening the log: %w", err), f.Close())
	}
	return l, nil
}

func (l *oplog) close() error {
	if l == nil || l.file == nil {
		return nil
	}
	err := l.file.Close()
	l.file = nil
	return err
}

// rewind truncates the log to a position after a failed save.
func (l *oplog) rewind(to position, seq uint64) error {
	if l.at.segment != to.segment {
		f, err := regular.Open(segmentPath(l.dir, to.segment), os.O_RDWR, 0)
		if err != nil {
			return fmt.Errorf("taking back a step of the log: %w", err)
		}
		_ = l.file.Close() // it is removed
		if err := os.Remove(segmentPath(l.dir, l.at.segment)); err != nil {
			return errors.Join(fmt.Errorf("taking back a segment of the log: %w", err), f.Close())
		}
		l.file = f
		if l.info, err = f.Stat(); err != nil {
			return fmt.Errorf("taking back a step of the log: %w", err)
		}
	}
	if err := l.cut(to); err != nil {
		return fmt.Errorf("taking back a step of the log: %w", err)
	}
	if _, err := l.file.Seek(to.offset, io.SeekStart); err != nil {
		return fmt.Errorf("taking back a step of the log: %w", err)
	}
	l.at, l.seq = to, seq
	if err := l.readTail(); err != nil {
		return fmt.Errorf("taking back a step of the log: %w", err)
	}
	return nil
}

func (l *oplog) cut(at position) error {
	if err := l.file.Truncate(at.offset); err != nil {
		return err
	}
	return l.file.Sync()
}

// add writes a batch of changes and flushes it. After an error the log must be rewound.
// head is the store's head after the batch; snapshot means that the batch is the whole store
// and not a change to the earlier batches.
func (l *oplog) add(changes []sealedChange, head seal.Head, snapshot bool) error {
	if l.at.offset >= segmentSize {
		if err := l.begin(l.at.segment + 1); err != nil {
			return err
		}
	}
	seq, offset := l.seq, l.at.offset
	var tail []byte
	for part := range partsOf(changes, head, snapshot) {
		seq++
		b, err := l.frame(seq, part)
		if err != nil {
			return err
		}
		if _, err := l.file.Write(b); err != nil {
			return fmt.Errorf("writing the log: %w", err)
		}
		offset += int64(len(b))
		tail = append(tail[:0], b[len(b)-tailSize:]...)
	}
	if err := l.file.Sync(); err != nil {
		return fmt.Errorf("flushing the log: %w", err)
	}
	l.seq, l.at.offset, l.tail = seq, offset, tail
	return nil
}

func (l *oplog) frame(seq uint64, plain []byte) ([]byte, error) {
	b := make([]byte, frameHead, frameHead+len(plain)+seal.FrameOverhead)
	copy(b, frameMagic)
	b, err := l.keys.SealFrame(b, l.rand, seal.Place{Log: l.id, Segment: l.at.segment, Sequence: seq}, plain)
	if err != nil {
		return nil, fmt.Errorf("sealing a step of the log: %w", err)
	}
	binary.BigEndian.PutUint32(b[4:], uint32(len(b)-frameHead))
	binary.BigEndian.PutUint64(b[12:], seq)
	binary.BigEndian.PutUint32(b[8:], crc32.Checksum(b[12:], crcTable))
	return b, nil
}
