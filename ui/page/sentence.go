package page

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"enactive/journal"
	"enactive/journal/regular"
	"enactive/journal/vault"
	"enactive/journal/wording"
)

// Sentence words an error for a person: what is wrong, and the way out. It is the one
// place in the window that does.
func Sentence(err error) string {
	var field *journal.FieldError
	switch {
	case err == nil:
		return ""
	case errors.Is(err, context.Canceled):
		return wording.Say("Stopped. Nothing was changed.")
	case errors.As(err, &field):
		return whole(field.Error())
	case errors.Is(err, journal.ErrSealed):
		return wording.Say("What you said before the event is sealed and cannot be changed afterwards.")
	case errors.Is(err, vault.ErrWrongPassphrase):
		return wording.Say("That is not the passphrase of this journal. Check the keyboard layout and capital letters, and try again.")
	}
	return whole(err.Error())
}

// WordsSentence words an error of recovery words, which names the word that is wrong.
func WordsSentence(err error) string {
	if errors.Is(err, vault.ErrWrongPassphrase) {
		return whole(err.Error())
	}
	return Sentence(err)
}

// Unsaved words an error that kept something from being saved.
func Unsaved(err error) string {
	switch {
	case errors.Is(err, vault.ErrNoSpace):
		return wording.Say("The disk is full, so this is not saved yet. What you typed is still here, and is saved by itself once there is room.")
	case errors.Is(err, vault.ErrReadOnly):
		return wording.Say("The folder of the journal cannot be written, so this is not saved yet. What you typed is still here, and is saved by itself once that is possible.")
	}
	return Sentence(err)
}

// IsTrouble reports whether an error lies with the disk or the folder rather than with what
// was typed, so that the same can be saved later.
func IsTrouble(err error) bool {
	var field *journal.FieldError
	if err == nil || errors.As(err, &field) {
		return false
	}
	for _, other := range []error{journal.ErrSealed, journal.ErrNoEntry, journal.ErrNoArea, journal.ErrNothingToUndo, journal.ErrDraftTooLong, vault.ErrNewer, context.Canceled} {
		if errors.Is(err, other) {
			return false
		}
	}
	return true
}

// Trouble words an error that keeps what was typed from being saved in a folder, for a
// banner that stays: what is wrong, and the way out.
func Trouble(folder string, err error) (title, words string) {
	again := wording.Say("What you typed stays here, and saving is tried again by itself every few seconds.")
	v := wording.V{"Folder": folder}
	switch {
	case errors.Is(err, vault.ErrNoSpace):
		return wording.Say("The disk is full: what you typed is not saved yet"), wording.Sentences(wording.Say("Make room on the disk that holds {{.Folder}}.", v), again)
	case errors.Is(err, vault.ErrReadOnly):
		return wording.Say("The journal's folder cannot be written: what you typed is not saved yet"), wording.Sentences(wording.Say("Make {{.Folder}} writable again.", v), again)
	case errors.Is(err, vault.ErrReplaced):
		return wording.Say("The journal's files were replaced: what you typed is not saved yet"), wording.Sentences(whole(err.Error()), wording.Say("What you typed stays here, and comes back when you open it again."))
	case errors.Is(err, vault.ErrClosed):
		return wording.Say("The journal closed itself: what you typed is not saved yet"), wording.Say("A save failed half-way, and the journal closed itself so that nothing saved is harmed. Open it again: what you typed comes back.")
	}
	return wording.Say("The disk does not do its work: what you typed is not saved yet"), wording.Sentences(wording.Say("Check the disk that holds {{.Folder}}, and how it is connected.", v), again)
}

// Unmade words an error that kept a journal from being made in a folder.
func Unmade(folder string, err error) string {
	var raw *fs.PathError
	switch {
	case strings.TrimSpace(folder) == "":
		return wording.Say("Name a folder for the journal.")
	case errors.Is(err, vault.ErrReadOnly):
		return wording.Say("Nothing can be written in {{.Folder}}. Name a folder of your own.", wording.V{"Folder": filepath.Dir(folder)})
	case errors.Is(err, vault.ErrNoSpace):
		return wording.Say("The disk is full, so no journal was made. Make room, or name a folder on another disk.")
	case errors.As(err, &raw):
		return wording.Say("No journal can be made in {{.Folder}}. Name a folder of your own.", wording.V{"Folder": folder})
	}
	return Sentence(err)
}

// Unwritten words an error that kept a file from being written.
func Unwritten(path string, err error) string {
	folder := filepath.Dir(path)
	info, bad := os.Stat(path)
	switch {
	case strings.TrimSpace(path) == "":
		return wording.Say("Name the file to write to.")
	case bad == nil && info.IsDir():
		return wording.Say("{{.File}} is a folder. Name a file in it.", wording.V{"File": path})
	case errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT):
		return wording.Say("The disk is full, so the file was not written. Make room, or name a file on another disk.")
	case errors.Is(err, fs.ErrNotExist):
		return wording.Say("The folder {{.Folder}} does not exist, so nothing was written. Make it first, or name another one.", wording.V{"Folder": folder})
	case errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS) || errors.Is(err, syscall.ENOTDIR):
		return wording.Say("Nothing can be written in {{.Folder}}, so nothing was. Name a file in a folder of your own.", wording.V{"Folder": folder})
	}
	return Sentence(err)
}

// Unread words an error that kept a file from being read.
func Unread(path string, err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return wording.Say("There is no file {{.File}}.", wording.V{"File": path})
	case errors.Is(err, fs.ErrPermission):
		return wording.Say("The file {{.File}} may not be read. Ask its owner, or copy it to a folder of your own.", wording.V{"File": path})
	case isFolder(path):
		return wording.Say("{{.File}} is a folder. Name a file in it.", wording.V{"File": path})
	case isStrange(err):
		return wording.Say("{{.File}} is a pipe or a device. Name a file.", wording.V{"File": path})
	}
	return Sentence(err)
}

func isStrange(err error) bool {
	_, strange := errors.AsType[*regular.Error](err)
	return strange
}

// whole makes a sentence of an error's words.
func whole(words string) string {
	words = strings.TrimPrefix(words, "saving: ")
	if words == "" {
		return wording.Say("Something went wrong.")
	}
	if words = wording.Capital(words); !strings.HasSuffix(words, ".") && !strings.HasSuffix(words, "。") {
		words = wording.Clauses(words)
	}
	return words
}
