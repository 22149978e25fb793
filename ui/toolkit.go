package ui

import (
	"encoding/json"
	"fmt"

	"fyne.io/fyne/v2/lang"

	"enactive/journal/wording"
)

// toolkitWords are the toolkit's own texts that this program shows, by the toolkit's names: the
// context menu of a text, and the dialog for files and folders.
func toolkitWords() map[string]string {
	return map[string]string{
		"Cut":        wording.Say("cut"),
		"Copy":       wording.Say("copy"),
		"Paste":      wording.Say("paste"),
		"Select all": wording.Say("select-all"),
		"Undo":       wording.Say("undo"),
		"Redo":       wording.Say("redo"),

		"Open":              wording.Say("open"),
		"Cancel":            wording.Say("cancel"),
		"File":              wording.Say("file"),
		"Folder":            wording.Say("folder"),
		"New Folder":        wording.Say("new-folder"),
		"Create Folder":     wording.Say("create-folder"),
		"Show Hidden Files": wording.Say("show-hidden-files"),
		"file.name":         wording.Say("name"),
		"file.parent":       wording.Say("parent-folder"),
		"Error":             wording.Say("error"),
		"OK":                wording.Say("ok"),
	}
}

// translateToolkit translates the toolkit's own texts into the window's language. The toolkit looks
// them up under the system's language, which it reads once from the environment, so the
// translations are registered under that. It looks them up on the interface's thread only, on which
// this must be called too.
func translateToolkit() error {
	words, err := json.Marshal(toolkitWords())
	if err != nil {
		return fmt.Errorf("writing the toolkit's words: %w", err)
	}
	if err := lang.AddTranslationsForLocale(words, lang.SystemLocale()); err != nil {
		return fmt.Errorf("giving the toolkit its words: %w", err)
	}
	return nil
}
