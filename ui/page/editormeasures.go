package page

import (
	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/state"
	"enactive/ui/surface"
)

// showMeasures shows the measures of the chosen area, and those that the entry has a value of.
// A plan shows only the latter: what is measured has not happened yet.
func (p *Editor) showMeasures() {
	area := p.chosenArea()
	if p.entry.Type == journal.Plan {
		area = ""
	}
	p.measures.show(state.MeasuresAsked(p.host.Journal(), area, p.measures.held()))
	if p.layout != nil {
		setVisible(p.layout.measures, !p.measures.isEmpty())
		p.layout.column.Refresh()
	}
}

// measuresPart is the card of the measures, hidden while there are none.
func (b *editorLayout) measuresPart() fyne.CanvasObject {
	p := b.form
	b.measures = surface.NewCard(p.measures.section(wording.Say("measures")), nil)
	p.measures.reveal = b.reveal
	setVisible(b.measures, !p.measures.isEmpty())
	b.parts = append(b.parts, part{b.measures, func() fyne.Focusable { return p.measures.shown[0].focusable() }})
	return b.measures
}

// revealWrong leads to the first measure whose text is no value.
func (p *Editor) revealWrong() {
	if wrong := p.measures.say(); wrong != nil {
		p.layout.reveal(wrong.object)
		p.host.Window().Canvas().Focus(wrong.focusable())
	}
}
