package backup

import (
	"context"
	"errors"
	"syscall"

	"enactive/journal/vault"
	"enactive/journal/wording"
)

// failure is an error whose text is a whole sentence. What it is, and what lay underneath,
// stay in the chain for errors.Is.
type failure struct {
	text  string
	chain []error
}

func (f *failure) Error() string   { return f.text }
func (f *failure) Unwrap() []error { return f.chain }

func fail(kind, cause error, text string) error {
	f := &failure{text: text}
	for _, err := range []error{kind, cause} {
		if err != nil {
			f.chain = append(f.chain, err)
		}
	}
	return f
}

// explain turns what went wrong while a backup was written into dir into a sentence.
func explain(err error, dir string) error {
	if err == nil || isTold(err) || wasStopped(err) {
		return err
	}
	kind := vault.KindOf(err)
	switch kind {
	case vault.ErrNoSpace:
		return fail(kind, err, wording.Say("no-backup-could-be-made-in-folder-because-there", wording.V{"Folder": dir, "Reason": reason(err)}))
	case vault.ErrReadOnly:
		return fail(kind, err, wording.Say("no-backup-could-be-made-in-folder-because-that", wording.V{"Folder": dir, "Reason": reason(err)}))
	case vault.ErrDamaged:
		return fail(kind, err, wording.Say("no-backup-could-be-made-in-folder-because-the", wording.V{"Folder": dir}))
	}
	return fail(kind, err, wording.Say("no-backup-could-be-made-in-folder-reason", wording.V{"Folder": dir, "Reason": reason(err)}))
}

func isTold(err error) bool {
	_, ok := errors.AsType[*failure](err)
	return ok
}

func wasStopped(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

// reason is what the system said, without the names of calls and files around it.
func reason(err error) string {
	if errno, ok := errors.AsType[syscall.Errno](err); ok {
		return errno.Error()
	}
	return err.Error()
}
