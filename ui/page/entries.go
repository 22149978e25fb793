package page

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"enactive/journal"
	"enactive/journal/tell"
	"enactive/journal/wording"
	"enactive/ui/state"
	"enactive/ui/theme"
	own "enactive/ui/widget"
)

// Entries is the timeline: search, a list of rows of one height, and the chosen entry.
type Entries struct {
	desk   *Desk
	search *own.Field
	area   *widget.Select
	ids    []journal.AreaID // of the choices of area after "All areas"
	count  *own.Words
	bin    *own.Button
	list   *widget.List
	detail *fyne.Container
	panes  *own.Panes

	query  journal.Query // what narrows the entries beside the search and the area
	found  []*journal.Entry
	names  map[journal.AreaID]journal.Area
	today  journal.Date
	chosen journal.EntryID
	turn   int
	opened bool // the chosen entry is to be brought into sight
}

// NewEntries makes the page; Refresh fills it.
func NewEntries(d *Desk) *Entries {
	p := &Entries{desk: d, search: own.NewField(), count: own.Caption(""), detail: container.NewStack()}
	p.search.SetPlaceHolder("Search")
	p.search.OnChanged = func(string) { p.Refresh() }
	p.area = widget.NewSelect(nil, nil)
	p.list = widget.NewList(func() int { return len(p.found) }, func() fyne.CanvasObject { return own.NewRow() }, func(i widget.ListItemID, o fyne.CanvasObject) {
		if i < len(p.found) {
			o.(*own.Row).Say(rowText(p.found[i], p.names[p.found[i].Area], p.today))
		}
	})
	p.list.OnSelected = func(i widget.ListItemID) {
		if i < len(p.found) {
			p.chosen = p.found[i].ID
			p.showDetail(p.found[i])
			p.panes.Open()
		}
	}
	head := container.NewBorder(nil, nil, nil, own.Framed(own.AtLeast(150, p.area)), p.search)
	p.bin = own.NewButton(own.Silent, "Bin", fynetheme.DeleteIcon(), func() { d.Bin() })
	p.bin.Hide()
	left := container.NewBorder(pad(own.Flow(theme.Unit, head, own.Header(p.count, 120, p.bin))), nil, nil, nil, container.New(layout.NewCustomPaddedLayout(0, 0, theme.Unit, 0), p.list))
	p.panes = own.NewPanes(left, container.NewVScroll(pad(p.detail)), 0.42)
	p.panes.Folded = func(bool) { p.showChosen() }
	p.showDetail(nil)
	return p
}

func pad(o fyne.CanvasObject) fyne.CanvasObject {
	m := 2 * theme.Unit
	return container.New(layout.NewCustomPaddedLayout(m, m, m, m), o)
}

// Object is the page itself.
func (p *Entries) Object() fyne.CanvasObject { return p.panes }

// FocusSearch puts the cursor into the search.
func (p *Entries) FocusSearch() { p.desk.Window.Canvas().Focus(p.search) }

// Open chooses an entry, whatever the filters are.
func (p *Entries) Open(id journal.EntryID) {
	p.chosen = id
	e, ok := p.desk.Journal.Entry(id)
	if !ok {
		return
	}
	p.opened = true
	p.showDetail(e)
	p.panes.Open()
	p.Refresh()
}

// Show shows the entries that a query chooses.
func (p *Entries) Show(q journal.Query) {
	p.query = q
	p.search.SetText(q.Text)
	p.Refresh()
}

// Refresh searches anew and shows what is found, the newest first.
func (p *Entries) Refresh() {
	p.refreshAreas()
	q := p.query
	q.Text, q.Newest = p.search.Text, true
	if i := p.area.SelectedIndex(); i > 0 {
		q.Area = p.ids[i-1]
	}
	p.turn++
	turn := p.turn
	var found []*journal.Entry
	deleted := 0
	p.desk.Work(func(context.Context) error {
		found = p.desk.Journal.Entries(q)
		deleted = p.desk.Journal.Count(journal.Query{InBin: true})
		return nil
	}, func(error) {
		if turn == p.turn {
			p.showBin(deleted)
			p.show(found)
		}
	})
}

func (p *Entries) refreshAreas() {
	names, ids := []string{"All areas"}, []journal.AreaID(nil)
	p.names = map[journal.AreaID]journal.Area{}
	for _, a := range p.desk.Journal.Areas() {
		names, ids = append(names, a.Name), append(ids, a.ID)
		p.names[a.ID] = a
	}
	at := max(0, p.area.SelectedIndex())
	p.area.OnChanged = nil
	p.area.Options, p.ids = names, ids
	p.area.SetSelectedIndex(min(at, len(names)-1))
	p.area.OnChanged = func(string) { p.Refresh() }
	p.today = journal.DateOf(p.desk.Journal.Now())
}

// showBin leads to the bin while there is something in it.
func (p *Entries) showBin(deleted int) {
	p.bin.SetWords(fmt.Sprintf("Bin (%d)", deleted))
	if deleted > 0 {
		p.bin.Show()
		return
	}
	p.bin.Hide()
}

func (p *Entries) show(found []*journal.Entry) {
	p.found = found
	switch n := len(found); {
	case n == 0 && p.search.Text != "":
		own.SetText(p.count, "Nothing found. Search looks for every word, whatever its case or accents.")
	case n == 0:
		own.SetText(p.count, "Nothing written down yet. Ctrl+N begins.")
	default:
		own.SetText(p.count, wording.Count(n, "{{.N}} entry", "{{.N}} entries, the newest first"))
	}
	p.list.Refresh()
	e, ok := p.desk.Journal.Entry(p.chosen)
	if !ok || !e.Deleted.IsZero() {
		p.chosen = ""
		p.list.UnselectAll()
		p.showDetail(nil)
		return
	}
	p.showDetail(e)
	for i, f := range found {
		if f.ID == p.chosen {
			p.list.Select(i)
			if p.opened { // from elsewhere: show what came before and after it too
				p.list.ScrollToOffset(max(0, float32(i)-2) * p.rowHeight())
			}
			p.opened = false
			return
		}
	}
}

// rowHeight is from one row of the list to the next.
func (p *Entries) rowHeight() float32 {
	return own.NewRow().MinSize().Height + fynetheme.Padding()
}

func (p *Entries) showDetail(e *journal.Entry) {
	p.detail.Objects = []fyne.CanvasObject{p.nothingChosen()}
	if e != nil {
		p.detail.Objects = []fyne.CanvasObject{own.Beside(theme.ReadingWidth, p.entry(e)...)}
	}
	p.detail.Refresh()
}

// showChosen shows the chosen entry again, as after a change of the window's width.
func (p *Entries) showChosen() {
	if e, ok := p.desk.Journal.Entry(p.chosen); ok && e.Deleted.IsZero() {
		p.showDetail(e)
	}
}

func (p *Entries) nothingChosen() fyne.CanvasObject {
	return own.Quiet("Choose an entry to read it.")
}

// entry lays one entry out to be read.
func (p *Entries) entry(e *journal.Entry) []fyne.CanvasObject {
	d := p.desk
	area := p.names[e.Area]
	edit := own.NewButton(own.Plain, "Edit", fynetheme.DocumentCreateIcon(), func() { d.EditEntry(e.Clone()) })
	remove := own.NewButton(own.Silent, "Delete", fynetheme.DeleteIcon(), func() { p.remove(e.ID) })
	tools := []fyne.CanvasObject{edit, remove}
	if e.Type == journal.Plan {
		how := own.NewButton(own.Primary, "How did it go?", nil, func() { d.EditEntry(Completed(e)) })
		tools = append([]fyne.CanvasObject{how}, tools...)
	}
	when := fmt.Sprintf("%s, %s", state.DayWords(e.Day(), p.today), e.Time.Format("15:04"))
	name := container.NewHBox(own.NewSpot(area.Color), own.Short(area.Name))
	if p.panes.IsFolded() {
		back := own.NewButton(own.Silent, "All entries", fynetheme.NavigateBackIcon(), func() { p.list.UnselectAll(); p.panes.Close() })
		name = container.NewHBox(back)
	}
	top := own.Header(name, name.MinSize().Width, tools...)
	out := []fyne.CanvasObject{top, own.Flow(0, own.Headline(e.Heading()), own.Quiet(when))}
	if k := tell.Kicker(e); k != "" {
		out = append(out, container.NewBorder(nil, nil, own.NewOutcomeMark(e.Outcome), nil, own.Paragraph(k)))
	}
	if tag := evidenceTag(d, e); tag != nil {
		out = append(out, container.NewHBox(tag))
	}
	if n := tell.Numbers(e); n != "" {
		out = append(out, own.Paragraph(strings.ToUpper(n[:1])+n[1:]))
	}
	for _, part := range tell.Parts(e) {
		out = append(out, own.Flow(-theme.Unit/2, own.Part(part.Name), own.Paragraph(part.Text)))
	}
	return out
}

// Completed turns a plan into the experience that it became, ready to be told.
func Completed(e *journal.Entry) journal.Entry {
	c := e.Clone()
	c.Type = journal.Experience
	return c
}

func (p *Entries) remove(id journal.EntryID) {
	d := p.desk
	d.Work(func(ctx context.Context) error { return d.Journal.Delete(ctx, id) }, func(err error) {
		if err != nil {
			d.Fail(err)
			return
		}
		d.Tell("Deleted. It stays in the bin for 30 days.", true)
	})
}

// rowText is what a list says of an entry.
func rowText(e *journal.Entry, area journal.Area, today journal.Date) own.RowText {
	return own.RowText{
		Hue: area.Color, Title: e.Heading(), When: state.ShortDay(e.Day(), today) + " · " + area.Name,
		Outcome: e.Outcome, Kind: state.InAWord(e), Numbers: tell.Numbers(e),
	}
}
