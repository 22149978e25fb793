package page

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/entryview"
	"enactive/ui/glyph"
	"enactive/ui/prose"
	"enactive/ui/state"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// marginWidth is the width of what stands beside the words of an entry, at text size 1.
const marginWidth float32 = 216

// entry lays one entry out to be read, as a page of a diary: when and what, the ratings in one strip,
// the person's own words, and at their margin what is known besides. The hits of the search are marked.
func (p *Entries) entry(e *journal.Entry) fyne.CanvasObject {
	host := p.host
	area := p.names[e.Area]
	edit := control.NewButton(control.Plain, wording.Say("edit"), fynetheme.DocumentCreateIcon(), func() { host.EditEntry(e.Clone()) })
	remove := control.NewButton(control.Silent, wording.Say("delete"), fynetheme.DeleteIcon(), func() { p.removeAll([]journal.EntryID{e.ID}) })
	tools := []fyne.CanvasObject{edit, remove}
	if e.Type == journal.Plan {
		how := control.NewButton(control.Primary, wording.Say("how-did-it-go"), nil, func() { host.EditEntry(state.Completed(host.Journal(), e)) })
		tools = append([]fyne.CanvasObject{how}, tools...)
	}
	name := container.NewHBox(container.NewCenter(glyph.NewSpot(area.Color)), prose.Short(area.Name))
	if p.panes.IsFolded() {
		back := control.NewButton(control.Silent, wording.Say("all-entries"), fynetheme.NavigateBackIcon(), func() { p.panes.Close() })
		name = container.NewHBox(back)
	}
	whole := wholeEntry(e, wording.Capital(wording.Say("day-time", wording.V{"Day": state.DayWords(e.Day(), p.today), "Time": wording.Clock(e.Time)})))
	told, margin := p.told(e, whole), p.margin(e, whole)
	beside, wide := margin, marginWidth
	if margin == nil {
		wide = 0
	}
	parts := []fyne.CanvasObject{p.entryHead(e, area)}
	if two := twoVersions(host, e.ID); two != nil {
		parts = append(parts, two)
	}
	parts = append(parts, arrange.Spread(prose.Measure, wide, told, beside))
	if files := p.files(e); files != nil {
		parts = append(parts, files)
	}
	page := arrange.Flow(2.5*theme.Unit, parts...)
	edges := 3 * theme.Unit
	paper := surface.NewCard(container.New(layout.NewCustomPaddedLayout(theme.Unit, 2*theme.Unit, theme.Unit, theme.Unit), page), nil)
	return arrange.MiddleColumn(arrange.SpreadWidth(prose.Measure, wide)+2*edges, arrange.Header(name, name.MinSize().Width, tools...), paper)
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

// entryHead is what stands over the words of an entry.
func (p *Entries) entryHead(e *journal.Entry, area journal.Area) fyne.CanvasObject {
	when := wording.Say("day-time", wording.V{"Day": state.DayWords(e.Day(), p.today), "Time": wording.Clock(e.Time)})
	head := []fyne.CanvasObject{prose.Quiet(wording.Capital(when)), prose.Headline(describe.Heading(e))}
	var facts []fyne.CanvasObject
	if k := describe.Kicker(e); k != "" {
		line := arrange.Line(prose.Paragraph(k).Short())
		if e.Outcome != "" {
			line = arrange.Line(container.NewCenter(glyph.NewOutcomeMark(e.Outcome)), prose.Paragraph(k).Short())
		}
		facts = append(facts, line)
	}
	if tag := evidenceTag(p.host, e); tag != nil {
		facts = append(facts, tag)
	}
	if len(facts) > 0 {
		head = append(head, arrange.Wrap(facts...))
	}
	var gauges []entryview.Gauge
	for _, r := range describe.Ratings(e) {
		gauges = append(gauges, entryview.Gauge{Name: r.Name, Number: r.Text(), Value: float32(r.Value)})
	}
	over := arrange.Flow(0, head...)
	if len(gauges) == 0 {
		return over
	}
	return arrange.Flow(2*theme.Unit, over, entryview.Gauges(area.Color, gauges))
}

// told are the words of a person. A text that is the heading already is not said again.
func (p *Entries) told(e *journal.Entry, whole string) fyne.CanvasObject {
	words, _ := describe.Told(e)
	var parts []fyne.CanvasObject
	for _, part := range words {
		if part.Text != describe.Heading(e) {
			parts = append(parts, arrange.Flow(-theme.Unit/2, prose.Over(part.Name), prose.NewPassage(part.Text, whole, p.marked(part.Text))))
		}
	}
	return arrange.Flow(2*theme.Unit, parts...)
}

// margin is what stands beside the words; nil where there is nothing.
func (p *Entries) margin(e *journal.Entry, whole string) fyne.CanvasObject {
	_, facts := describe.Told(e)
	var parts []fyne.CanvasObject
	for _, part := range facts {
		parts = append(parts, arrange.Flow(-theme.Unit/2, prose.Over(part.Name), prose.NewPassage(part.Text, whole, p.besides(part.Text))))
	}
	if parts = append(parts, p.measured(e)...); len(parts) == 0 {
		return nil
	}
	return arrange.Flow(1.5*theme.Unit, parts...)
}

// files are the photos and files of an entry, and the way to add one; nil where there are none to be.
func (p *Entries) files(e *journal.Entry) fyne.CanvasObject {
	of := journal.Holder{Entry: e.ID}
	row, add := p.album.row(of), p.album.button(of)
	switch {
	case row == nil && add == nil:
		return nil
	case row == nil:
		return add
	case add == nil:
		return arrange.Flow(theme.Unit/2, prose.Over(wording.Say("photos-and-files")), row)
	}
	return arrange.Flow(theme.Unit/2, prose.Over(wording.Say("photos-and-files")), row, add)
}

// marked are a person's words with the hits of the search in them.
func (p *Entries) marked(text string) fyne.CanvasObject {
	marks := state.Marks(text, p.query.Text)
	if len(marks) == 0 {
		return prose.Words(text)
	}
	return prose.MarkedWords(text, pairs(marks))
}

// besides is a text at the margin with the hits of the search in it.
func (p *Entries) besides(text string) fyne.CanvasObject {
	marks := state.Marks(text, p.query.Text)
	if len(marks) == 0 {
		return prose.Paragraph(text)
	}
	return prose.MarkedParagraph(text, pairs(marks))
}
