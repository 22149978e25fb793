package commandline

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"syscall"

	"enactive/journal"
	"enactive/journal/agefile"
	"enactive/journal/bundle"
	"enactive/journal/describe"
	"enactive/journal/exchange"
	"enactive/journal/fault"
	"enactive/journal/regular"
	"enactive/journal/vault"
)

// The exit statuses, which scripts rely on.
const (
	statusDone     = 0
	statusFailed   = 1
	statusUsage    = 2
	statusInUse    = 3
	statusWrongKey = 4
	statusDamaged  = 5
	statusNoSpace  = 6
	statusRejected = 7
	statusNewer    = 8
)

// statuses orders the classes of errors by what a script needs to know first.
func statuses() []struct {
	class  fault.Class
	status int
} {
	return []struct {
		class  fault.Class
		status int
	}{
		{errUsage, statusUsage},
		{vault.ErrInUse, statusInUse},
		{vault.ErrWrongPassphrase, statusWrongKey},
		{vault.ErrNewer, statusNewer},
		{vault.ErrDamaged, statusDamaged},
		{vault.ErrNoSpace, statusNoSpace},
		{vault.ErrWithin, statusUsage},
		{exchange.ErrUsage, statusUsage},
		{exchange.ErrRejected, statusRejected},
		{bundle.ErrRefused, statusRejected},
		{agefile.ErrWrongPassphrase, statusWrongKey},
		{agefile.ErrUnreadable, statusRejected},
	}
}

func statusOf(err error) int {
	if err == nil {
		return statusDone
	}
	for _, s := range statuses() {
		if errors.Is(err, s.class) || s.class == vault.ErrNoSpace && isFull(err) {
			return s.status
		}
	}
	return statusFailed
}

// isFull reports whether the disk had no space for a file of ours, whatever its purpose.
func isFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, syscall.EFBIG)
}

// errUsage is the class of command lines that cannot be carried out as written.
const errUsage fault.Class = "wrong usage"

// misuse returns an error for a wrong command line; the text says what would be right.
func misuse(format string, args ...any) error {
	return &fault.Error{Class: errUsage, Err: fmt.Errorf(format, args...)}
}

// failed returns an error with a sentence for the command line; cause is the underlying error or
// class, or nil.
func failed(cause error, format string, args ...any) error {
	return &fault.Error{Err: fault.Along(fmt.Errorf(format, args...), cause)}
}

// errNothingFound ends a search with a status of its own. It prints nothing: at a terminal the
// search has printed a sentence already.
var errNothingFound = errors.New("nothing found")

// report prints what went wrong and returns the exit status.
func report(stderr io.Writer, err error) int {
	if status, ok := errors.AsType[statusError](err); ok {
		return int(status)
	}
	switch {
	case err == nil:
		return statusDone
	case errors.Is(err, errNothingFound), isClosedPipe(err):
		return statusFailed
	}
	fmt.Fprintln(stderr, "enact: "+sentence(err))
	return statusOf(err)
}

// isClosedPipe reports whether the program that read the output has ended, as "head" does, which is no
// failure to report. The system ends the program itself at that unless its parent ignores the signal.
func isClosedPipe(err error) bool {
	p, ok := errors.AsType[*fs.PathError](err)
	return ok && p.Path == os.Stdout.Name() && errors.Is(p.Err, syscall.EPIPE)
}

// sentence describes an error to the person: what is wrong, and the way out.
func sentence(err error) string {
	switch {
	case errors.Is(err, journal.ErrNotResealed):
		return oneLine(describe.Error(err))
	case errors.Is(err, context.Canceled):
		return "stopped before it was done"
	case errors.Is(err, vault.ErrNoJournal) && errors.Is(err, fs.ErrNotExist):
		return withWayOut(err, `connect the disk or stick that holds it and try again, create one there with "enact init", or name another folder with --journal`)
	case errors.Is(err, vault.ErrNoJournal):
		return withWayOut(err, `"enact init" creates one, and --journal names another folder`)
	case errors.Is(err, vault.ErrExists):
		return withWayOut(err, "name another folder with --journal")
	case errors.Is(err, journal.ErrSealed):
		return oneLine(describe.Error(err)) + `, because it is worth something only if it stays as it was; add what you think now with "enact edit ID --note TEXT"`
	case statusOf(err) == statusNoSpace && !errors.Is(err, vault.ErrNoSpace):
		doing, _, _ := strings.Cut(describe.Error(err), ": ") // the rest names a temporary file
		return oneLine(doing) + ": there is no space left there; free some, or choose another place"
	}
	if _, ok := errors.AsType[*exchange.RejectedError](err); ok {
		return plain(describe.Error(err)) // one line per bad row
	}
	return oneLine(withoutCause(err))
}

// withoutCause drops the system's message if a way out precedes it.
func withoutCause(err error) string {
	text := describe.Error(err)
	if before, ok := strings.CutSuffix(text, ": "+describe.Error(innermost(err))); ok && strings.Contains(before, "; ") {
		return before
	}
	return text
}

// innermost returns the error that comes last in the text of err.
func innermost(err error) error {
	for {
		next := errors.Unwrap(err)
		if several, ok := err.(interface{ Unwrap() []error }); ok && len(several.Unwrap()) > 0 {
			next = several.Unwrap()[len(several.Unwrap())-1]
		}
		if next == nil {
			return err
		}
		err = next
	}
}

func oneLine(text string) string { return strings.ReplaceAll(plain(text), "\n", " ") }

// withWayOut replaces the general way out with that of the command line.
func withWayOut(err error, wayOut string) string {
	what, _, _ := strings.Cut(describe.Error(err), "; ")
	return oneLine(what) + "; " + wayOut
}

// unreadable returns an error that says why a named file cannot be read.
func unreadable(file string, err error) error {
	if _, ok := errors.AsType[*fault.Error](err); ok {
		return err
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return failed(err, "%s does not exist; check its name and folder", file)
	case errors.Is(err, fs.ErrPermission):
		return failed(err, "you do not have permission to read %s; change its permissions or name another file", file)
	case errors.Is(err, syscall.ELOOP):
		return failed(err, "%s is a link that leads in a circle; name the file itself", file)
	case errors.Is(err, syscall.EISDIR):
		return failed(err, "%s is a folder; name a file in it", file)
	}
	if strange, ok := errors.AsType[*regular.Error](err); ok {
		if strange.Mode.IsDir() {
			return failed(err, "%s is a folder; name a file in it", file)
		}
		return failed(err, "%s is %s and not a file; name a file", file, regular.Kind(strange.Mode))
	}
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		err = p.Err
	}
	return fmt.Errorf("reading %s: %w", file, err)
}

// flagError turns a wrong value of an entry into wrong usage of the flag that gave it.
func flagError(err error) error {
	f, ok := journal.IsFieldError(err)
	if !ok {
		return err
	}
	named := *f
	named.Field = flagOf(f.Field)
	return misuse("%s", describe.Error(&named))
}

// flagOf returns the flag that fills a field.
func flagOf(field string) string {
	switch field {
	case "obstacles", "sacrifices", "lessons", "tags":
		return "--" + strings.TrimSuffix(field, "s")
	case "strategies":
		return "--strategy"
	case "people":
		return "--person"
	}
	return "--" + strings.ReplaceAll(field, "_", "-")
}
