package vault

import (
	"encoding/binary"
	"os"
	"time"
)

// fileMark tells whether a file was written since: every write changes one of its fields.
type fileMark struct {
	size, modified, changed int64 // the times in nanoseconds
	inode                   uint64
}

const fileMarkSize = 4 * 8

func (m fileMark) append(b []byte) []byte {
	b = binary.BigEndian.AppendUint64(b, uint64(m.size))
	b = binary.BigEndian.AppendUint64(b, uint64(m.modified))
	b = binary.BigEndian.AppendUint64(b, uint64(m.changed))
	return binary.BigEndian.AppendUint64(b, m.inode)
}

// setBack is how far the time of the last write is set back in a file whose mark is taken, and setBackLeast
// from when on it counts as set back.
const (
	setBack      = 10 * time.Second
	setBackLeast = 5 * time.Second
)

// markFile returns the mark of a file. It first sets the file's time of the last write back: file systems
// count time in steps, and a write within the same step as the last one would not show otherwise.
func markFile(path string) (fileMark, error) {
	m, err := readMark(path)
	if err != nil || m.changed-m.modified >= int64(setBackLeast) {
		return m, err
	}
	then := time.Unix(0, m.modified).Add(-setBack)
	if err := os.Chtimes(path, then, then); err != nil {
		return m, err
	}
	return readMark(path)
}
