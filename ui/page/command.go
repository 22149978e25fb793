package page

import (
	"fyne.io/fyne/v2"

	"enactive/journal/wording"
)

// Command is something a person can do: by its key, from the palette, and from the page
// that lists the keys. Every action of the window is one.
type Command struct {
	// ID is its permanent name, such as "entries.search".
	ID string
	// Name is its label, such as "Search your entries".
	Name wording.Text
	// Words are comma-separated synonyms for the palette: "import, load".
	Words wording.Text
	// Group is its heading in the list of keys, such as "Entries".
	Group wording.Text
	// Key and Modifier call it; without a key it is only in the palette.
	Key      fyne.KeyName
	Modifier fyne.KeyModifier
	// Can reports whether it can be done now; nil is always.
	Can func() bool
	Do  func()
}

// Possible reports whether the command can be done now.
func (c Command) Possible() bool { return c.Can == nil || c.Can() }
