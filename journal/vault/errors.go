package vault

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	bolterrors "go.etcd.io/bbolt/errors"

	"enactive/journal/fault"
	"enactive/journal/regular"
	"enactive/journal/vault/internal/seal"
)

// What can go wrong, as callers treat it. Errors of this package are of one of these classes
// where it applies; package describe says them in a sentence.
const (
	// ErrWrongPassphrase is returned when the passphrase is another one.
	ErrWrongPassphrase fault.Class = "wrong passphrase"
	// ErrInUse is returned when another program, or this one, has the journal open.
	ErrInUse fault.Class = "the journal is in use"
	// ErrDamaged is returned when the disk's contents are not what was written.
	ErrDamaged fault.Class = "the journal is damaged"
	// ErrNewer is returned for a journal that a later version made.
	ErrNewer fault.Class = "the journal was made by a newer version"
	// ErrNoJournal is returned when there is none in the folder.
	ErrNoJournal fault.Class = "there is no journal"
	// ErrExists is returned when the folder for a new journal is not empty.
	ErrExists fault.Class = "there is something already"
	// ErrNoSpace is returned when the disk, the quota or the file limit is exhausted.
	ErrNoSpace fault.Class = "there is no space left"
	// ErrReadOnly is returned when the folder may not be read or written.
	ErrReadOnly fault.Class = "the folder is not writable"
	// ErrReplaced is returned when other files have taken the place of those that are open,
	// or another program has opened the journal as well. Nothing was saved then.
	ErrReplaced fault.Class = "the journal was replaced while it was open"
	// ErrDisk is returned when the disk does not do what it is asked to.
	ErrDisk fault.Class = "the disk does not do its work"
	// ErrNotAFile is returned when something else than a file, such as a named pipe or a link,
	// is in the place of one of the journal's files. Nothing was opened then.
	ErrNotAFile fault.Class = "there is something else in the place of a file"
	// ErrClosed is returned by methods of a Vault that was closed, or that closed
	// itself because a failed save could not be undone.
	ErrClosed fault.Class = "the journal is closed"
)

// What is being done to a journal when something goes wrong.
const (
	opAddingToInbox         fault.Op = "adding-to-its-inbox"
	opChangingKey           fault.Op = "changing-its-key"
	opChangingKeys          fault.Op = "changing-its-keys"
	opChecking              fault.Op = "checking-it"
	opCopying               fault.Op = "copying-it"
	opCreating              fault.Op = "creating-it"
	opCreatingKey           fault.Op = "creating-the-new-key"
	opCreatingKeyringKey    fault.Op = "creating-a-key-for-the-keyring"
	opCreatingRecoveryWords fault.Op = "creating-recovery-words"
	opEmptyingInbox         fault.Op = "emptying-its-inbox"
	opKeepingApart          fault.Op = "keeping-what-was-saved-before"
	opLookingAt             fault.Op = "looking-at-it"
	opOpening               fault.Op = "opening-it"
	opReading               fault.Op = "reading-it"
	opReadingBackup         fault.Op = "reading-a-backup"
	opReadingHeader         fault.Op = "reading-its-key-header"
	opReadingInbox          fault.Op = "reading-its-inbox"
	opReadingOther          fault.Op = "reading-another-copy-of-it"
	opReadingQuarantine     fault.Op = "reading-the-quarantine"
	opRepairing             fault.Op = "repairing-it"
	opRestoring             fault.Op = "restoring-it"
	opSaving                fault.Op = "saving"
	opSettingInboxFileAside fault.Op = "setting-a-file-of-its-inbox-aside"
)

// explain gives an error of the system, of bbolt or of package seal its kind, and the journal
// in dir. An error of another kind only gets the operation and the folder.
func explain(err error, dir string, doing fault.Op) error {
	switch {
	case err == nil:
		return nil
	case isExplained(err), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case isStrange(err):
		return strange(err, dir)
	case isNoSpace(err):
		return &fault.Error{Class: ErrNoSpace, Op: doing, Kind: "there-is-no-space-left-for-the-journal", Thing: dir, Values: fault.V{"Reason": reason(err)}, Err: err}
	case isReadOnly(err):
		return &fault.Error{Class: ErrReadOnly, Op: doing, Kind: "the-journal-in-folder-cannot-be-read", Thing: dir, Values: fault.V{"Reason": reason(err)}, Err: err}
	case doing == opCreating && errors.Is(err, fs.ErrNotExist):
		return &fault.Error{Class: ErrReadOnly, Kind: "the-journal-in-folder-cannot-be-created", Thing: dir, Err: err}
	case errors.Is(err, bolterrors.ErrTimeout):
		return &fault.Error{Class: ErrInUse, Kind: "the-journal-in-folder-is-open", Thing: dir, Err: err}
	case errors.Is(err, syscall.EIO):
		return &fault.Error{Class: ErrDisk, Op: doing, Kind: "the-disk-that-holds-the-journal", Thing: dir, Values: fault.V{"Reason": reason(err)}, Err: err}
	case isDamage(err):
		return &fault.Error{Class: ErrDamaged, Op: doing, Kind: "the-journal-in-folder-is-damaged-reason", Thing: dir, Values: fault.V{"Reason": reason(err)}, Err: err}
	}
	return &fault.Error{Op: doing, Thing: dir, Err: err}
}

// isStrange reports whether something else was found in the place of a file.
func isStrange(err error) bool {
	_, ok := errors.AsType[*regular.Error](err)
	return ok
}

// strange says what is in the place of a file of the journal in dir.
func strange(err error, dir string) error {
	e, _ := errors.AsType[*regular.Error](err)
	return &fault.Error{Class: ErrNotAFile, Kind: "the-journal-in-folder-was-not-opened-because", Thing: dir, Values: fault.V{"File": e.Path, "What": kindOfFile(e.Mode)}, Err: err}
}

// onlyFolders refuses a journal of which a folder is something else, such as a symbolic link,
// which leads elsewhere.
func onlyFolders(dir string) error {
	for _, name := range []string{logName, nextName, beforeName, inboxName, quarantineName, otherName} {
		path := filepath.Join(dir, name)
		if info, err := os.Lstat(path); err == nil && (info.Mode()&fs.ModeSymlink != 0 || !info.IsDir() && isNeeded(name)) {
			return &fault.Error{Class: ErrNotAFile, Kind: "not-opened-not-a-folder", Thing: dir, Values: fault.V{"File": path, "What": kindOfFile(info.Mode())}}
		}
	}
	return nil
}

// isNeeded reports whether a journal cannot be opened without one of its folders;
// something else in the place of the others does not prevent it.
func isNeeded(folder string) bool {
	return folder == logName || folder == nextName || folder == beforeName
}

// kindOfFile names what is in the place of a file.
func kindOfFile(mode fs.FileMode) fault.Message {
	switch {
	case mode.IsRegular():
		return fault.Text("a-file")
	case mode.IsDir():
		return fault.Text("a-folder")
	case mode&fs.ModeSymlink != 0:
		return fault.Text("a-symbolic-link")
	case mode&fs.ModeNamedPipe != 0:
		return fault.Text("a-named-pipe")
	case mode&fs.ModeSocket != 0:
		return fault.Text("a-socket")
	case mode&fs.ModeDevice != 0:
		return fault.Text("a-device")
	}
	return fault.Text("something-unknown")
}

func isExplained(err error) bool {
	_, ok := errors.AsType[*fault.Error](err)
	return ok
}

// reason is what the system said, without the names of calls and files around it, and
// never what a panic of bbolt said; that stays in the chain.
func reason(err error) error {
	if errno, ok := errors.AsType[syscall.Errno](err); ok {
		return errno
	}
	if errors.Is(err, errFault) {
		return errFault
	}
	return err
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
