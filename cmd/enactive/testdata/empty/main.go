// Command empty is a window of the toolkit with nothing in it, to compare with.
package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
)

func main() {
	w := app.NewWithID("app.enactive.Empty").NewWindow("Empty")
	w.Resize(fyne.NewSize(1180, 760))
	w.ShowAndRun()
}
