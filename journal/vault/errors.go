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
	"enactive/journal/sealedfile"
	"enactive/journal/vault/internal/seal"
)

// The classes of errors that callers distinguish; package describe puts errors into a
// sentence.
const (
	// ErrWrongPassphrase is returned when the passphrase or another key is wrong.
	ErrWrongPassphrase fault.Class = "wrong passphrase"
	// ErrInUse is returned when another program, or this one, has the journal open.
	ErrInUse fault.Class = "the journal is in use"
	// ErrDamaged is returned when the disk's contents are not what was written.
	ErrDamaged fault.Class = "the journal is damaged"
	// ErrNewer is returned for a journal created by a later version.
	ErrNewer fault.Class = "the journal was made by a newer version"
	// ErrNoJournal is returned when the folder contains no journal.
	ErrNoJournal fault.Class = "there is no journal"
	// ErrExists is returned when the folder for a new journal is not empty.
	ErrExists fault.Class = "there is something already"
	// ErrNoSpace is returned when the disk, the quota or the file limit is exhausted.
	ErrNoSpace fault.Class = "there is no space left"
	// ErrReadOnly is returned when the folder cannot be read or written.
	ErrReadOnly fault.Class = "the folder is not writable"
	// ErrReplaced is returned when other files have replaced the open ones, or another program
	// has also opened the journal. Nothing was saved then.
	ErrReplaced fault.Class = "the journal was replaced while it was open"
	// ErrDisk is returned when the disk fails.
	ErrDisk fault.Class = "the disk does not do its work"
	// ErrNotAFile is returned when one of the journal's files is not a regular file but, for
	// example, a named pipe or a link. Nothing was opened then.
	ErrNotAFile fault.Class = "there is something else in the place of a file"
	// ErrClosed is returned by methods of a Vault that was closed, by Close or because a
	// failed save could not be undone.
	ErrClosed fault.Class = "the journal is closed"
)

// The operations on a journal, for errors.
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

// explain adds the kind and the journal's folder, dir, to an error of the system, of bbolt or
// of package seal. Other errors get only the operation and the folder.
func explain(err error, dir string, doing fault.Op) error {
	switch {
	case err == nil:
		return nil
	case isExplained(err), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case isNotAFile(err):
		return notAFileError(err, dir)
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

// Explain adds the kind and the journal's folder to an error of writing or reading a file beside the
// store.
func (v *Vault) Explain(err error) error { return explain(err, v.dir, opSaving) }

// isNotAFile reports whether an error is about a file that is not a regular file.
func isNotAFile(err error) bool {
	_, ok := errors.AsType[*regular.Error](err)
	return ok
}

// notAFileError returns the error for a file of the journal in dir that is not a regular file.
func notAFileError(err error, dir string) error {
	e, _ := errors.AsType[*regular.Error](err)
	return &fault.Error{Class: ErrNotAFile, Kind: "the-journal-in-folder-was-not-opened-because", Thing: dir, Values: fault.V{"File": e.Path, "What": kindOfFile(e.Mode)}, Err: err}
}

// checkFolders refuses a journal if one of its folders is something else, such as a symbolic
// link to another place.
func checkFolders(dir string) error {
	for _, name := range []string{logName, nextName, beforeName, inboxName, quarantineName, otherName, sealedfile.FolderName} {
		path := filepath.Join(dir, name)
		if info, err := os.Lstat(path); err == nil && (info.Mode()&fs.ModeSymlink != 0 || !info.IsDir() && isNeeded(name)) {
			return &fault.Error{Class: ErrNotAFile, Kind: "not-opened-not-a-folder", Thing: dir, Values: fault.V{"File": path, "What": kindOfFile(info.Mode())}}
		}
	}
	return nil
}

// isNeeded reports whether opening a journal fails if that folder is something else.
func isNeeded(folder string) bool {
	return folder == logName || folder == nextName || folder == beforeName
}

// kindOfFile returns the name of a file type.
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

// reason returns the system's error without the names of calls and files around it. For a
// panic of bbolt it returns errFault; the panic's text stays in the chain.
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

// isStoreTooLong reports whether the store could not grow: bbolt passes on only the text of
// that error.
func isStoreTooLong(err error) bool {
	return strings.Contains(err.Error(), "file resize error: ") &&
		slices.ContainsFunc([]error{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG}, func(kind error) bool {
			return strings.HasSuffix(err.Error(), kind.Error())
		})
}

func isReadOnly(err error) bool {
	return errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS) || windowsWriteProtected(err)
}
