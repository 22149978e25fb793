package ui

import (
	"encoding/json"
	"fmt"

	"fyne.io/fyne/v2/lang"

	"enactive/journal/wording"
)

// toolkitWords are what the toolkit itself says where this program shows it, by the toolkit's
// own names: the menu over a text, and the dialog that looks for a file or a folder.
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

// translateToolkit has the toolkit say its own words as the window speaks. The toolkit looks them
// up under the language of the system, which it reads from the environment and which stays:
// so they are put there. It looks them up on the interface's thread alone, on which this must
// be called too, and nothing of this program looks anything up there.
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
