package ui

import (
	"enactive/journal"
	"enactive/ui/writing"
)

// makeDesk makes what the window offers for its texts.
func (w *mainWindow) makeDesk() *writing.Desk {
	desk := writing.NewDesk()
	desk.LookUp = func(word string) {
		w.closeSheets()
		w.openQuery(journal.Query{Text: word})
	}
	return desk
}
