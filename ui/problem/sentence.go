// Package problem puts errors into words for the window: what is wrong, and the way out.
package problem

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"enactive/journal"
	"enactive/journal/backup"
	"enactive/journal/describe"
	"enactive/journal/regular"
	"enactive/journal/vault"
	"enactive/journal/wording"
	"enactive/ui/files"
)

// Sentence words an error for a person: what is wrong, and the way out. The window words errors
// nowhere else.
func Sentence(err error) string {
	var field *journal.FieldError
	switch {
	case err == nil:
		return ""
	case errors.Is(err, context.Canceled):
		return wording.Say("stopped-nothing-was-changed")
	case errors.As(err, &field):
		return Whole(describe.Error(field))
	case errors.Is(err, journal.ErrSealed):
		return wording.Say("what-you-said-before-the-event-is")
	case errors.Is(err, vault.ErrWrongPassphrase):
		return wording.Say("that-is-not-the-passphrase-of-this")
	}
	return Whole(describe.Error(err))
}

// WordsSentence words an error of recovery words, and names the wrong word.
func WordsSentence(err error) string {
	if errors.Is(err, vault.ErrWrongPassphrase) {
		return Whole(describe.Error(err))
	}
	return Sentence(err)
}

// Unsaved words an error that prevented a save.
func Unsaved(err error) string {
	switch {
	case errors.Is(err, vault.ErrNoSpace):
		return wording.Say("the-disk-is-full-so-this-is-not-saved")
	case errors.Is(err, vault.ErrReadOnly):
		return wording.Say("the-journals-folder-cannot-be-written-to")
	}
	return Sentence(err)
}

// Step names a step that was undone or redone.
func Step(s journal.StepName) string { return describe.Step(s) }

// Repaired words the repairs during opening.
func Repaired(r vault.Repair) string {
	said := describe.Messages(r.Notes)
	for i, note := range said {
		said[i] = Whole(note)
	}
	return wording.Sentences(said...)
}

// BackupWarning words a backup that failed, to be shown until one succeeds, or is empty.
func BackupWarning(s backup.Status, now time.Time) string {
	if s.Failed == nil {
		return ""
	}
	return describe.BackupFailure(s.Failed.Time.In(now.Location()), s.Failed.Text)
}

// IsTrouble reports whether an error is caused by the disk or the folder rather than by the input,
// so that the same can be saved later.
func IsTrouble(err error) bool {
	var field *journal.FieldError
	if err == nil || errors.As(err, &field) {
		return false
	}
	for _, other := range []error{journal.ErrSealed, journal.ErrNoEntry, journal.ErrNoArea, journal.ErrNothingToUndo, journal.ErrEndStays, journal.ErrRevealStays, journal.ErrDraftTooLong, vault.ErrNewer, context.Canceled} {
		if errors.Is(err, other) {
			return false
		}
	}
	return true
}

// Trouble words an error that prevents saves in a folder, for a banner: what is wrong, and the way
// out.
func Trouble(folder string, err error) (title, words string) {
	again := wording.Say("what-you-typed-stays-here-and-saving")
	v := wording.V{"Folder": folder}
	switch {
	case errors.Is(err, vault.ErrNoSpace):
		return wording.Say("the-disk-is-full-what-you-typed-is-not"), wording.Sentences(wording.Say("free-some-space-on-the-disk-that-holds", v), again)
	case errors.Is(err, vault.ErrReadOnly):
		return wording.Say("the-journals-folder-cannot-be-written"), wording.Sentences(wording.Say("make-folder-writable-again", v), again)
	case errors.Is(err, vault.ErrReplaced):
		return wording.Say("the-journals-files-were-replaced-what"), wording.Sentences(Whole(describe.Error(err)), wording.Say("what-you-typed-stays-here-and-comes"))
	case errors.Is(err, vault.ErrClosed):
		return wording.Say("the-journal-closed-itself-what"), wording.Say("a-save-failed-halfway-and-the-journal")
	}
	return wording.Say("the-disk-is-not-working-properly-what"), wording.Sentences(wording.Say("check-the-disk-that-holds-folder", v), again)
}

// Unmade words an error that prevented the creation of a journal.
func Unmade(folder string, err error) string {
	var raw *fs.PathError
	switch {
	case strings.TrimSpace(folder) == "":
		return wording.Say("choose-a-folder-for-the-journal")
	case errors.Is(err, vault.ErrReadOnly):
		return wording.Say("nothing-can-be-written-in-folder-choose", wording.V{"Folder": filepath.Dir(folder)})
	case errors.Is(err, vault.ErrNoSpace):
		return wording.Say("the-disk-is-full-so-no-journal-was")
	case errors.As(err, &raw):
		return wording.Say("no-journal-can-be-created-in-folder", wording.V{"Folder": folder})
	}
	return Sentence(err)
}

// Unwritten words an error that prevented writing a file.
func Unwritten(path string, err error) string {
	folder := filepath.Dir(path)
	info, bad := os.Stat(path)
	switch {
	case strings.TrimSpace(path) == "":
		return wording.Say("choose-a-file-to-write-to")
	case bad == nil && info.IsDir():
		return wording.Say("file-is-a-folder-choose-a-file-in-it", wording.V{"File": path})
	case errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT):
		return wording.Say("the-disk-is-full-so-the-file-was-not")
	case errors.Is(err, fs.ErrNotExist):
		return wording.Say("the-folder-folder-does-not-exist-so", wording.V{"Folder": folder})
	case errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS) || errors.Is(err, syscall.ENOTDIR):
		return wording.Say("nothing-can-be-written-in-folder-so", wording.V{"Folder": folder})
	}
	return Sentence(err)
}

// Unread words an error that prevented reading a file.
func Unread(path string, err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return wording.Say("the-file-file-does-not-exist", wording.V{"File": path})
	case errors.Is(err, fs.ErrPermission):
		return wording.Say("you-do-not-have-permission-to-read-the", wording.V{"File": path})
	case files.IsFolder(path):
		return wording.Say("file-is-a-folder-choose-a-file-in-it", wording.V{"File": path})
	case isStrange(err):
		return wording.Say("file-is-a-pipe-or-a-device-choose", wording.V{"File": path})
	}
	return Sentence(err)
}

func isStrange(err error) bool {
	_, strange := errors.AsType[*regular.Error](err)
	return strange
}

// Whole makes a sentence of an error's words.
func Whole(words string) string {
	words = strings.TrimPrefix(words, "saving: ")
	if words == "" {
		return wording.Say("something-went-wrong")
	}
	if words = wording.Capital(words); !strings.HasSuffix(words, ".") && !strings.HasSuffix(words, "。") {
		words = wording.Clauses(words)
	}
	return words
}
