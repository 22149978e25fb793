// Package lockdown owns what the program forbids itself before it reads a word: the
// network, core dumps, and looks into its memory. What a system does not offer is not
// done, and Status says so.
package lockdown

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
)

// Options say what Begin leaves open.
type Options struct {
	// AllowNetwork leaves the network open: for a screen that is reached over TCP, as with
	// ssh -X. Nothing in the program uses it otherwise.
	AllowNetwork bool
}

// Status is what holds now.
type Status struct {
	NetworkDenied bool // the kernel refuses every socket but those between local programs
	NoCoreDumps   bool // a crash leaves no image of the memory on the disk
	Unreadable    bool // other programs of the same person cannot look into the memory
}

// Begin forbids what can be forbidden. Call it first, before anything else runs: what was
// opened earlier stays open. The error says what could not be forbidden although the
// system offers it; all the rest holds, and the program may go on.
func Begin(o Options) error {
	debug.SetTraceback("none") // a trace of Go's may hold words of an entry
	if err := begin(o); err != nil {
		return fmt.Errorf("closing the program off: %w", err)
	}
	return nil
}

// Now tells what holds, as the system says.
func Now() Status { return now() }

// Again puts the program, started anew with other arguments, in the place of this one: the
// one way by which Go certainly leaves nothing in memory. It returns only when it fails.
// The arguments can be seen by everybody on the machine.
func Again(args ...string) error {
	self, err := os.Executable()
	if err != nil {
		return fmt.Errorf("starting again: %w", err)
	}
	all, env := append([]string{filepath.Base(self)}, args...), os.Environ()
	err = replace(self, all, env)
	if errors.Is(err, fs.ErrNotExist) {
		err = replaceDeleted(all, env) // an update took the program's file away
	}
	return fmt.Errorf("starting again: %w", err)
}

// Swap says where the system may put the program's memory.
type Swap string

// The kinds of swap, from the best to the worst.
const (
	SwapNone      Swap = "none"      // nowhere
	SwapMemory    Swap = "memory"    // into compressed memory, which is gone without power
	SwapEncrypted Swap = "encrypted" // onto a disk, encrypted
	SwapPlain     Swap = "plain"     // onto a disk, as far as can be seen in clear
	SwapUnknown   Swap = "unknown"
)

// SwapNow tells where the memory of this machine may go.
func SwapNow() Swap {
	b, err := os.ReadFile("/proc/swaps")
	if err != nil {
		return SwapUnknown
	}
	return swapOf(string(b), func(device string) string {
		name, err := filepath.EvalSymlinks(device)
		if err != nil {
			return ""
		}
		id, err := os.ReadFile(filepath.Join("/sys/class/block", filepath.Base(name), "dm/uuid"))
		if err != nil {
			return ""
		}
		return string(id)
	})
}

// swapOf reads the list that the kernel keeps in /proc/swaps; mapped tells the device
// mapper's name of a device.
func swapOf(list string, mapped func(device string) string) Swap {
	worst := SwapNone
	order := map[Swap]int{SwapNone: 0, SwapMemory: 1, SwapEncrypted: 2, SwapPlain: 3}
	for i, line := range strings.Split(strings.TrimSpace(list), "\n") {
		fields := strings.Fields(line)
		if i == 0 || len(fields) == 0 {
			continue
		}
		kind := SwapPlain
		switch {
		case strings.HasPrefix(fields[0], "/dev/zram"):
			kind = SwapMemory
		case strings.HasPrefix(mapped(fields[0]), "CRYPT-"):
			kind = SwapEncrypted
		}
		if order[kind] > order[worst] {
			worst = kind
		}
	}
	return worst
}
