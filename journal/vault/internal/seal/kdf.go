package seal

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"runtime/debug"
	"time"

	"golang.org/x/crypto/argon2"
)

// Cost is the cost of one passphrase guess with Argon2id.
type Cost struct {
	Time      uint32 // passes over the memory
	MemoryKiB uint32
	Threads   uint8
}

// A reader accepts costs within these limits; no calibration ever wrote others. They are
// checked before anything is allocated, so that a hostile header can neither exhaust the
// memory nor hang the reader.
const (
	minMemoryKiB = 19 << 10
	maxMemoryKiB = startMemoryKiB
	maxTime      = 20
	maxThreads   = startThreads
)

// The cost at which calibration starts (RFC 9106's second choice is the floor).
const (
	startTime       = 3
	startThreads    = 4
	startMemoryKiB  = 256 << 10
	floorMemoryKiB  = 64 << 10
	calibrationGoal = 500 * time.Millisecond
)

// Check returns an error for a cost outside the limits.
func (c Cost) Check() error {
	switch {
	case c.MemoryKiB < minMemoryKiB || c.MemoryKiB > maxMemoryKiB:
		return fmt.Errorf("%d KiB of memory is outside %d to %d", c.MemoryKiB, minMemoryKiB, maxMemoryKiB)
	case c.Time < 1 || c.Time > maxTime:
		return fmt.Errorf("%d passes are outside 1 to %d", c.Time, maxTime)
	case c.Threads < 1 || c.Threads > maxThreads:
		return fmt.Errorf("%d lanes are outside 1 to %d", c.Threads, maxThreads)
	}
	return nil
}

// Calibrate returns a cost that takes this machine at least half a second and rarely
// more than one. ramKiB is the machine's memory, 0 if unknown. measure returns how
// long one derivation takes.
func Calibrate(ramKiB uint64, measure func(Cost) time.Duration) Cost {
	c := Cost{Time: startTime, MemoryKiB: startMemoryKiB, Threads: startThreads}
	if ramKiB > 0 {
		c.MemoryKiB = uint32(max(floorMemoryKiB, min(startMemoryKiB, ramKiB/8)))
	}
	took := measure(c)
	if took <= 0 || took >= calibrationGoal {
		return c
	}
	passes := math.Ceil(startTime * float64(calibrationGoal) / float64(took))
	c.Time = uint32(min(passes, maxTime))
	return c
}

// Measure returns how long one derivation at this cost takes on this machine.
func Measure(c Cost) time.Duration {
	begin := time.Now()
	stretch(nil, make([]byte, saltSize), c)
	return time.Since(begin)
}

const (
	saltSize             = 16
	kdfArgon2id          = 1
	passphraseParamsSize = 1 + 4 + 4 + 1 + saltSize
	secretSize           = 32
	argonOutputSize      = 32
)

func stretch(passphrase, salt []byte, c Cost) []byte {
	key := argon2.IDKey(passphrase, salt, c.Time, c.MemoryKiB, c.Threads, argonOutputSize)
	// Return up to a quarter of a gigabyte to the system before the next garbage collection.
	debug.FreeOSMemory()
	return key
}

func passphraseParams(rand io.Reader, c Cost) ([]byte, error) {
	if err := c.Check(); err != nil {
		return nil, fmt.Errorf("the cost of a passphrase: %w", err)
	}
	p := make([]byte, 0, passphraseParamsSize)
	p = append(p, kdfArgon2id)
	p = binary.BigEndian.AppendUint32(p, c.Time)
	p = binary.BigEndian.AppendUint32(p, c.MemoryKiB)
	p = append(p, c.Threads)
	salt := make([]byte, saltSize)
	if _, err := io.ReadFull(rand, salt); err != nil {
		return nil, fmt.Errorf("drawing a salt: %w", err)
	}
	return append(p, salt...), nil
}

// parsePassphraseParams rejects costs outside the limits before any derivation.
func parsePassphraseParams(p []byte) (c Cost, salt []byte, err error) {
	if len(p) != passphraseParamsSize || p[0] != kdfArgon2id {
		return Cost{}, nil, fmt.Errorf("%w: the parameters of the passphrase are of an unknown kind", ErrDamaged)
	}
	c = Cost{
		Time:      binary.BigEndian.Uint32(p[1:]),
		MemoryKiB: binary.BigEndian.Uint32(p[5:]),
		Threads:   p[9],
	}
	if err := c.Check(); err != nil {
		return Cost{}, nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return c, p[10:], nil
}
