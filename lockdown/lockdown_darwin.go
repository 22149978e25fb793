package lockdown

import (
	"errors"
	"io/fs"

	"golang.org/x/sys/unix"
)

// apply sets the restrictions that macOS lets a program set for itself. A network filter needs
// a signed or installed program. If a debugger is attached already, the second restriction ends
// the program.
func apply(Options) error {
	return errors.Join(
		forbidding("core dumps", unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{})),
		forbidding("other programs' looks into the memory", unix.PtraceDenyAttach()),
	)
}

func now() Status {
	var s Status
	var limit unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_CORE, &limit); err == nil {
		s.NoCoreDumps = limit.Max == 0
	}
	return s // macOS cannot report whether debuggers are denied
}

func replaceDeleted(_, _ []string) error { return fs.ErrNotExist }
