package page

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/prose"
	"enactive/ui/shell"
	"enactive/ui/state"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// invitationHost is what the invitation to a first area asks of the window.
type invitationHost interface {
	journalHost
	// BeginArea opens the form for a new area with suggestions filled in.
	BeginArea(journal.Area)
}

// ChooseTemplate offers areas to begin with; then gets the one that was chosen, to be changed
// before it is saved, or an empty one.
func ChooseTemplate(host journalHost, then func(journal.Area)) {
	var sheet *shell.Sheet
	cards := templateCards(host, func(a journal.Area) { sheet.Hide(); then(a) })
	cancel := control.NewButton(control.Silent, wording.Say("cancel"), nil, func() { sheet.Hide() })
	sheet = shell.ShowSheet(host.Window().Canvas(), 680, arrange.Flow(theme.Unit, prose.Lead(wording.Say("what-do-you-want-to-get-better-at")),
		prose.Quiet(wording.Say("each-comes-with-suggestions")),
		arrange.Grid(260, cards...)), container.NewHBox(layout.NewSpacer(), cancel))
	sheet.OnCancel = sheet.Hide
	if f, ok := cards[0].(fyne.Focusable); ok {
		host.Window().Canvas().Focus(f)
	}
}

// templateCards are a card for an empty area and one for each template.
func templateCards(host journalHost, then func(journal.Area)) []fyne.CanvasObject {
	card := func(name, words string, a journal.Area) fyne.CanvasObject {
		return surface.NewTapCard(arrange.Flow(0, prose.Strong(name), prose.Caption(words)), func() { then(a) })
	}
	cards := []fyne.CanvasObject{card(wording.Say("start-from-scratch"), wording.Say("an-empty-page"), journal.Area{})}
	for i, t := range state.Templates() {
		t.Area.Color = hues[(len(host.Journal().Areas())+i)%len(hues)]
		cards = append(cards, card(t.Name, t.Words, t.Area))
	}
	return cards
}

// invitation suggests a first area.
func invitation(host invitationHost) []fyne.CanvasObject {
	return []fyne.CanvasObject{
		prose.Subtitle(wording.Say("what-do-you-want-to-get-better-at")),
		prose.Paragraph(wording.Say("an-area-is-a-part-of-your-life-in-which")),
		prose.Quiet(wording.Say("each-comes-with-suggestions")),
		arrange.Grid(260, templateCards(host, host.BeginArea)...),
	}
}
