package lockdown

import (
	"errors"
	"io/fs"

	"golang.org/x/sys/unix"
)

// begin closes off what macOS lets a program close off for itself. It has no filter against
// the network that a program may set without being signed or installed for it. A program that runs in a
// debugger already is ended by the second.
func begin(Options) error {
	return errors.Join(
		named("core dumps", unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{})),
		named("other programs' looks into the memory", unix.PtraceDenyAttach()),
	)
}

func now() Status {
	var s Status
	var limit unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_CORE, &limit); err == nil {
		s.NoCoreDumps = limit.Max == 0
	}
	return s // whether a debugger is denied cannot be asked
}

func replaceDeleted(_, _ []string) error { return fs.ErrNotExist }
