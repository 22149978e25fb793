package page

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/glyph"
	"enactive/ui/prose"
	"enactive/ui/state"
	"enactive/ui/theme"
)

// entry lays one entry out to be read, with the hits of the search marked.
func (p *Entries) entry(e *journal.Entry) []fyne.CanvasObject {
	host := p.host
	area := p.names[e.Area]
	edit := control.NewButton(control.Plain, wording.Say("edit"), fynetheme.DocumentCreateIcon(), func() { host.EditEntry(e.Clone()) })
	remove := control.NewButton(control.Silent, wording.Say("delete"), fynetheme.DeleteIcon(), func() { p.removeAll([]journal.EntryID{e.ID}) })
	tools := []fyne.CanvasObject{edit, remove}
	if e.Type == journal.Plan {
		how := control.NewButton(control.Primary, wording.Say("how-did-it-go"), nil, func() { host.EditEntry(state.Completed(host.Journal(), e)) })
		tools = append([]fyne.CanvasObject{how}, tools...)
	}
	when := wording.Say("day-time", wording.V{"Day": state.DayWords(e.Day(), p.today), "Time": wording.Clock(e.Time)})
	name := container.NewHBox(glyph.NewSpot(area.Color), prose.Short(area.Name))
	if p.panes.IsFolded() {
		back := control.NewButton(control.Silent, wording.Say("all-entries"), fynetheme.NavigateBackIcon(), func() { p.panes.Close() })
		name = container.NewHBox(back)
	}
	top := arrange.Header(name, name.MinSize().Width, tools...)
	out := []fyne.CanvasObject{top, arrange.Flow(0, prose.Headline(describe.Heading(e)), prose.Quiet(when))}
	if k := describe.Kicker(e); k != "" {
		out = append(out, container.NewBorder(nil, nil, glyph.NewOutcomeMark(e.Outcome), nil, prose.Paragraph(k)))
	}
	if tag := evidenceTag(host, e); tag != nil {
		out = append(out, container.NewHBox(tag))
	}
	if n := describe.Numbers(e); n != "" {
		out = append(out, prose.Paragraph(wording.Capital(n)))
	}
	whole := wholeEntry(e, when)
	for _, part := range describe.Parts(e) {
		out = append(out, arrange.Flow(-theme.Unit/2, prose.Part(part.Name), prose.NewPassage(part.Text, whole, p.marked(part.Text))))
	}
	return append(out, p.measured(e)...)
}

// wholeEntry is all that was written, to be copied: its heading and day, and its parts with their
// names.
func wholeEntry(e *journal.Entry, when string) string {
	parts := []string{describe.Heading(e) + "\n" + when}
	for _, part := range describe.Parts(e) {
		parts = append(parts, part.Name+"\n"+part.Text)
	}
	return strings.Join(parts, "\n\n") + "\n"
}

// marked is a paragraph with the hits of the search in it.
func (p *Entries) marked(text string) fyne.CanvasObject {
	marks := state.Marks(text, p.query.Text)
	if len(marks) == 0 {
		return prose.Paragraph(text)
	}
	return prose.MarkedParagraph(text, pairs(marks))
}
