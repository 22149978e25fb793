package ui

import (
	"runtime/debug"
	"runtime/metrics"
	"time"
)

const (
	// spareMemory is how many bytes the program may keep that nothing uses: what the next page may need.
	spareMemory = 64 << 20
	// maxSpareAge is how long it may keep more.
	maxSpareAge = time.Minute
)

// spare gives memory back to the system that was needed in passing, as for the insights of a large journal.
// The runtime alone keeps it for as long as the program runs. It is for one goroutine.
type spare struct {
	since time.Time // when more than spareMemory was seen first; zero if it was not
	// unused returns how many bytes nothing uses, and giveBack gives them back.
	unused   func() uint64
	giveBack func()
}

func newSpare() *spare { return &spare{unused: unusedMemory, giveBack: debug.FreeOSMemory} }

// check gives memory back if more than spareMemory has been unused for maxSpareAge, and begins anew.
func (s *spare) check(now time.Time) {
	switch {
	case s.unused() <= spareMemory:
		s.since = time.Time{}
	case s.since.IsZero():
		s.since = now
	case now.Sub(s.since) >= maxSpareAge:
		s.giveBack()
		s.since = time.Time{}
	}
}

// unusedMetric is what the heap holds for nothing, not counting what was given back.
const unusedMetric = "/memory/classes/heap/free:bytes"

// unusedMemory returns how many bytes unusedMetric counts.
func unusedMemory() uint64 {
	read := []metrics.Sample{{Name: unusedMetric}}
	metrics.Read(read)
	if read[0].Value.Kind() != metrics.KindUint64 {
		return 0
	}
	return read[0].Value.Uint64()
}
