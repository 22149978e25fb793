package page

import (
	"errors"
	"strings"

	"enactive/journal"
	"enactive/journal/vault"
)

// Sentence words an error for a person: what is wrong, and the way out. It is the one
// place in the window that does.
func Sentence(err error) string {
	var field *journal.FieldError
	switch {
	case err == nil:
		return ""
	case errors.As(err, &field):
		return whole(field.Error())
	case errors.Is(err, journal.ErrSealed):
		return "What you said before the event is sealed and cannot be changed afterwards."
	case errors.Is(err, vault.ErrWrongPassphrase):
		return "That is not the passphrase of this journal. Check the keyboard layout and capital letters, and try again."
	case errors.Is(err, vault.ErrNoSpace):
		return "The disk is full, so this could not be saved. What you typed is still here: make room, then save again."
	case errors.Is(err, vault.ErrReadOnly):
		return "The folder of the journal cannot be written. What you typed is still here: make the folder writable, then save again."
	}
	return whole(err.Error())
}

// whole makes a sentence of an error's words.
func whole(words string) string {
	words = strings.TrimPrefix(words, "saving: ")
	if words == "" {
		return "Something went wrong."
	}
	first := strings.ToUpper(string([]rune(words)[:1]))
	words = first + string([]rune(words)[1:])
	if !strings.HasSuffix(words, ".") {
		words += "."
	}
	return words
}
