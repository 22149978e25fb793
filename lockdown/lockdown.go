// Package lockdown restricts the program before it reads any entry: no network, no core
// dumps, no access to its memory by other programs. Restrictions that a system does not offer
// are skipped, and Status reports which ones apply.
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

// Options are exceptions from the restrictions.
type Options struct {
	// AllowNetwork permits network sockets, for a display that is reached over TCP, as with
	// ssh -X. The program never uses the network otherwise.
	AllowNetwork bool
}

// Status lists the restrictions that apply.
type Status struct {
	NetworkDenied bool // the kernel refuses all sockets except local ones
	NoCoreDumps   bool // a crash writes no memory image to the disk
	Unreadable    bool // other programs of the same user cannot read the memory
}

// Apply sets every restriction that the system offers. Call it before anything else, because
// files and sockets that are open already stay open. The error names restrictions that the
// system offers but refused; the others apply, and the program may continue.
func Apply(o Options) error {
	debug.SetTraceback("none") // a stack trace may contain text of an entry
	if err := apply(o); err != nil {
		return fmt.Errorf("closing the program off: %w", err)
	}
	return nil
}

// Now asks the system which restrictions apply.
func Now() Status { return now() }

// Restart replaces this process with a new run of the program with other arguments, which is
// the only certain way to clear Go's memory. It returns only on failure. All users of the
// machine can see the arguments.
func Restart(args ...string) error {
	self, err := os.Executable()
	if err != nil {
		return fmt.Errorf("starting again: %w", err)
	}
	all, env := append([]string{filepath.Base(self)}, args...), os.Environ()
	err = replace(self, all, env)
	if errors.Is(err, fs.ErrNotExist) {
		err = replaceDeleted(all, env) // an update removed the program's file
	}
	return fmt.Errorf("starting again: %w", err)
}

// Swap is where the system may store the program's memory.
type Swap string

// The kinds of swap, from the best to the worst.
const (
	SwapNone      Swap = "none"      // nowhere
	SwapMemory    Swap = "memory"    // into compressed memory, which is lost without power
	SwapEncrypted Swap = "encrypted" // onto a disk, encrypted
	SwapPlain     Swap = "plain"     // onto a disk, apparently unencrypted
	SwapUnknown   Swap = "unknown"
)

// SwapNow returns the swap of this machine.
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

// swapOf reads the kernel's list in /proc/swaps; mapped returns the device mapper's name of a
// device.
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
