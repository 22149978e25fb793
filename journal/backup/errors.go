package backup

import (
	"context"
	"errors"
	"syscall"

	"enactive/journal/fault"
	"enactive/journal/vault"
)

// explain adds the kind to an error of writing a backup into dir.
func explain(err error, dir string) error {
	if err == nil || wasCancelled(err) {
		return err
	}
	e := &fault.Error{Class: vault.ClassOf(err), Kind: "no-backup-could-be-made-in-folder-reason", Thing: dir, Values: fault.V{"Reason": reason(err)}, Err: err}
	switch e.Class {
	case vault.ErrNoSpace:
		e.Kind = "no-backup-could-be-made-in-folder-because-there"
	case vault.ErrReadOnly:
		e.Kind = "no-backup-could-be-made-in-folder-because-that"
	case vault.ErrDamaged:
		e.Kind = "no-backup-could-be-made-in-folder-because-the"
	}
	return e
}

func wasCancelled(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

// reason returns the system's error without the names of calls and files around it.
func reason(err error) error {
	if errno, ok := errors.AsType[syscall.Errno](err); ok {
		return errno
	}
	return err
}
