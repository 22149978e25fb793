package page

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/wording"
	"enactive/ui/state"
	"enactive/ui/theme"
	own "enactive/ui/widget"
)

// entry lays one entry out to be read, with the hits of the search marked.
func (p *Entries) entry(e *journal.Entry) []fyne.CanvasObject {
	host := p.host
	area := p.names[e.Area]
	edit := own.NewButton(own.Plain, wording.Say("edit"), fynetheme.DocumentCreateIcon(), func() { host.EditEntry(e.Clone()) })
	remove := own.NewButton(own.Silent, wording.Say("delete"), fynetheme.DeleteIcon(), func() { p.removeAll([]journal.EntryID{e.ID}) })
	tools := []fyne.CanvasObject{edit, remove}
	if e.Type == journal.Plan {
		how := own.NewButton(own.Primary, wording.Say("how-did-it-go"), nil, func() { host.EditEntry(state.Completed(host.Journal(), e)) })
		tools = append([]fyne.CanvasObject{how}, tools...)
	}
	when := wording.Say("day-time", wording.V{"Day": state.DayWords(e.Day(), p.today), "Time": wording.Clock(e.Time)})
	name := container.NewHBox(own.NewSpot(area.Color), own.Short(area.Name))
	if p.panes.IsFolded() {
		back := own.NewButton(own.Silent, wording.Say("all-entries"), fynetheme.NavigateBackIcon(), func() { p.panes.Close() })
		name = container.NewHBox(back)
	}
	top := own.Header(name, name.MinSize().Width, tools...)
	out := []fyne.CanvasObject{top, own.Flow(0, own.Headline(describe.Heading(e)), own.Quiet(when))}
	if k := describe.Kicker(e); k != "" {
		out = append(out, container.NewBorder(nil, nil, own.NewOutcomeMark(e.Outcome), nil, own.Paragraph(k)))
	}
	if tag := evidenceTag(host, e); tag != nil {
		out = append(out, container.NewHBox(tag))
	}
	if n := describe.Numbers(e); n != "" {
		out = append(out, own.Paragraph(wording.Capital(n)))
	}
	for _, part := range describe.Parts(e) {
		out = append(out, own.Flow(-theme.Unit/2, own.Part(part.Name), p.marked(part.Text)))
	}
	return out
}

// marked is a paragraph with the hits of the search in it.
func (p *Entries) marked(text string) fyne.CanvasObject {
	marks := state.Marks(text, p.query.Text)
	if len(marks) == 0 {
		return own.Paragraph(text)
	}
	return own.MarkedParagraph(text, pairs(marks))
}
