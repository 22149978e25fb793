package vault

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	bolterrors "go.etcd.io/bbolt/errors"

	"enactive/journal/regular"
	"enactive/journal/vault/internal/seal"
	"enactive/journal/wording"
)

// What can go wrong. Errors of this package wrap one of these where it applies, and
// their text is a sentence for people.
var (
	// ErrWrongPassphrase is returned when the passphrase is another one.
	ErrWrongPassphrase = errors.New("wrong passphrase")
	// ErrInUse is returned when another program, or this one, has the journal open.
	ErrInUse = errors.New("the journal is in use")
	// ErrDamaged is returned when what lies on the disk is not what was written.
	ErrDamaged = errors.New("the journal is damaged")
	// ErrNewer is returned for a journal that a later version made.
	ErrNewer = errors.New("the journal was made by a newer version")
	// ErrNoJournal is returned when there is none in the folder.
	ErrNoJournal = errors.New("there is no journal")
	// ErrExists is returned when the folder for a new journal is not empty.
	ErrExists = errors.New("there is something already")
	// ErrNoSpace is returned when the disk, the quota or the file limit is exhausted.
	ErrNoSpace = errors.New("there is no space left")
	// ErrReadOnly is returned when the folder may not be read or written.
	ErrReadOnly = errors.New("the folder is not writable")
	// ErrReplaced is returned when other files have taken the place of those that are open,
	// or another program has opened the journal as well. Nothing was saved then.
	ErrReplaced = errors.New("the journal was replaced while it was open")
	// ErrDisk is returned when the disk does not do what it is asked to.
	ErrDisk = errors.New("the disk does not do its work")
	// ErrNotAFile is returned when something else than a file, such as a named pipe or a link,
	// is in the place of one of the journal's files. Nothing was opened then.
	ErrNotAFile = errors.New("there is something else in the place of a file")
	// ErrClosed is returned by methods of a Vault that was closed, or that closed
	// itself because a failed save could not be undone.
	ErrClosed = errors.New("the journal is closed")
)

// failure is an error whose text is a whole sentence. What it is, and what lay
// underneath, stay in the chain for errors.Is.
type failure struct {
	text  string
	kind  error
	cause error
}

func (f *failure) Error() string { return f.text }

func (f *failure) Unwrap() []error {
	if f.cause == nil {
		return []error{f.kind}
	}
	return []error{f.kind, f.cause}
}

func fail(kind, cause error, text string) error {
	return &failure{text: text, kind: kind, cause: cause}
}

const makingIt = wording.Text("creating-it")

// explain turns an error of the system, of bbolt or of package seal into a sentence
// about the journal in dir. doing completes "while": "opening it".
func explain(err error, dir string, doing wording.Text) error {
	switch {
	case err == nil:
		return nil
	case isTold(err), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case isStrange(err):
		return strange(err, dir)
	case isNoSpace(err):
		return fail(ErrNoSpace, err, wording.Say("there-is-no-space-left-for-the-journal", wording.V{"Folder": dir, "Doing": doing, "Reason": reason(err)}))
	case isReadOnly(err):
		return fail(ErrReadOnly, err, wording.Say("the-journal-in-folder-cannot-be-read", wording.V{"Folder": dir, "Doing": doing, "Reason": reason(err)}))
	case doing == makingIt && errors.Is(err, fs.ErrNotExist):
		return fail(ErrReadOnly, err, wording.Say("the-journal-in-folder-cannot-be-created", wording.V{"Folder": dir}))
	case errors.Is(err, bolterrors.ErrTimeout):
		return fail(ErrInUse, err, wording.Say("the-journal-in-folder-is-open", wording.V{"Folder": dir}))
	case errors.Is(err, syscall.EIO):
		return fail(ErrDisk, err, wording.Say("the-disk-that-holds-the-journal", wording.V{"Folder": dir, "Doing": doing, "Reason": reason(err)}))
	case isDamage(err):
		return fail(ErrDamaged, err, wording.Say("the-journal-in-folder-is-damaged-reason", wording.V{"Folder": dir, "Doing": doing, "Reason": reason(err)}))
	}
	return fmt.Errorf("%s for the journal in %s: %w", doing, dir, err)
}

// isStrange reports whether something else was found in the place of a file.
func isStrange(err error) bool {
	_, ok := errors.AsType[*regular.Error](err)
	return ok
}

// strange says what is in the place of a file of the journal in dir.
func strange(err error, dir string) error {
	e, _ := errors.AsType[*regular.Error](err)
	return fail(ErrNotAFile, err, wording.Say("the-journal-in-folder-was-not-opened-because",
		wording.V{"Folder": dir, "File": e.Path, "What": kindWords(e.Mode)}))
}

// onlyFolders refuses a journal of which a folder is something else, such as a symbolic link,
// which leads elsewhere.
func onlyFolders(dir string) error {
	for _, name := range []string{logName, nextName, beforeName, inboxName, quarantineName, otherName} {
		path := filepath.Join(dir, name)
		if info, err := os.Lstat(path); err == nil && (info.Mode()&fs.ModeSymlink != 0 || !info.IsDir() && isNeeded(name)) {
			return fail(ErrNotAFile, nil, wording.Say("not-opened-not-a-folder",
				wording.V{"Folder": dir, "File": path, "What": kindWords(info.Mode())}))
		}
	}
	return nil
}

// isNeeded reports whether a journal cannot be opened without one of its folders; what lies in
// the place of the others keeps nobody out.
func isNeeded(folder string) bool {
	return folder == logName || folder == nextName || folder == beforeName
}

func kindWords(mode fs.FileMode) string {
	switch {
	case mode.IsRegular():
		return wording.Say("a-file")
	case mode.IsDir():
		return wording.Say("a-folder")
	case mode&fs.ModeSymlink != 0:
		return wording.Say("a-symbolic-link")
	case mode&fs.ModeNamedPipe != 0:
		return wording.Say("a-named-pipe")
	case mode&fs.ModeSocket != 0:
		return wording.Say("a-socket")
	case mode&fs.ModeDevice != 0:
		return wording.Say("a-device")
	}
	return wording.Say("something-unknown")
}

func isTold(err error) bool {
	_, ok := errors.AsType[*failure](err)
	return ok
}

// reason is what the system said, without the names of calls and files around it, and
// never what a panic of bbolt said; that stays in the chain.
func reason(err error) string {
	if errno, ok := errors.AsType[syscall.Errno](err); ok {
		return errno.Error()
	}
	if errors.Is(err, errFault) {
		return errFault.Error()
	}
	return err.Error()
}

func isDamage(err error) bool {
	for _, kind := range []error{
		seal.ErrDamaged, errMissing, errFault, syscall.EIO,
	} {
		if errors.Is(err, kind) {
			return true
		}
	}
	return false
}

func isNoSpace(err error) bool {
	for _, kind := range []error{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG} {
		if errors.Is(err, kind) {
			return true
		}
	}
	return windowsNoSpace(err) || isStoreTooLong(err)
}

// isStoreTooLong reports that the system lets the store grow no longer: bbolt passes on the
// words of that error and not the error.
func isStoreTooLong(err error) bool {
	return strings.Contains(err.Error(), "file resize error: ") &&
		slices.ContainsFunc([]error{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG}, func(kind error) bool {
			return strings.HasSuffix(err.Error(), kind.Error())
		})
}

func isReadOnly(err error) bool {
	return errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS) || windowsWriteProtected(err)
}
