package page

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/state"
	"enactive/ui/theme"
	own "enactive/ui/widget"
)

// ChooseTemplate offers areas to begin with; then gets the one that was chosen, to be changed
// before it is saved, or an empty one.
func (d *Desk) ChooseTemplate(then func(journal.Area)) {
	var sheet *own.Sheet
	card := func(name, words string, a journal.Area) fyne.CanvasObject {
		return own.NewTapCard(own.Flow(0, own.Strong(name), own.Caption(words)), func() { sheet.Hide(); then(a) })
	}
	cards := []fyne.CanvasObject{card(wording.Say("From nothing"), wording.Say("an empty page"), journal.Area{})}
	for i, t := range state.Templates() {
		t.Area.Color = hues[(len(d.Journal.Areas())+i)%len(hues)]
		cards = append(cards, card(t.Name, t.Words, t.Area))
	}
	cancel := own.NewButton(own.Silent, wording.Say("Cancel"), nil, func() { sheet.Hide() })
	sheet = own.ShowSheet(d.Window.Canvas(), 680, own.Flow(theme.Unit, own.Lead(wording.Say("What do you want to get better at?")),
		own.Quiet(wording.Say("Each comes with suggestions that you can change or take out. Nothing is saved yet.")),
		own.Grid(260, cards...)), container.NewHBox(layout.NewSpacer(), cancel))
	sheet.Cancel = sheet.Hide
	if f, ok := cards[0].(fyne.Focusable); ok {
		d.Window.Canvas().Focus(f)
	}
}
