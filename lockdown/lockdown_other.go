//go:build !linux && !darwin

package lockdown

import "io/fs"

// apply does nothing: on these systems a network filter needs a signed or installed program.
func apply(Options) error { return nil }

func now() Status { return Status{} }

func replaceDeleted(_, _ []string) error { return fs.ErrNotExist }
