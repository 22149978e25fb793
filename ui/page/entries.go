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
	list   *widget.List
	detail *fyne.Container
	object fyne.CanvasObject

	found  []*journal.Entry
	names  map[journal.AreaID]journal.Area
	today  journal.Date
	chosen journal.EntryID
	turn   int
}

// NewEntries makes the page; Refresh fills it.
func NewEntries(d *Desk) *Entries {
	p := &Entries{desk: d, search: own.NewField(), count: own.Caption(""), detail: container.NewStack()}
	p.search.SetPlaceHolder("Search in everything you wrote")
	p.search.OnChanged = func(string) { p.Refresh() }
	p.area = widget.NewSelect(nil, nil)
	p.list = widget.NewList(func() int { return len(p.found) }, func() fyne.CanvasObject { return newRow() }, func(i widget.ListItemID, o fyne.CanvasObject) {
		if i < len(p.found) {
			o.(*row).show(p.found[i], p.names[p.found[i].Area], p.today)
		}
	})
	p.list.OnSelected = func(i widget.ListItemID) {
		if i < len(p.found) {
			p.chosen = p.found[i].ID
			p.showDetail(p.found[i])
		}
	}
	head := container.NewBorder(nil, nil, nil, p.area, p.search)
	left := container.NewBorder(container.NewVBox(head, p.count), nil, nil, nil, p.list)
	split := container.NewHSplit(pad(left), container.NewVScroll(pad(p.detail)))
	split.Offset = 0.46
	p.object = split
	p.showDetail(nil)
	return p
}

func pad(o fyne.CanvasObject) fyne.CanvasObject {
	m := 2 * theme.Unit
	return container.New(layout.NewCustomPaddedLayout(m, m, m, m), o)
}

// Object is the page itself.
func (p *Entries) Object() fyne.CanvasObject { return p.object }

// FocusSearch puts the cursor into the search.
func (p *Entries) FocusSearch() { p.desk.Window.Canvas().Focus(p.search) }

// Open chooses an entry, whatever the filters are.
func (p *Entries) Open(id journal.EntryID) {
	p.chosen = id
	e, ok := p.desk.Journal.Entry(id)
	if !ok {
		return
	}
	p.showDetail(e)
	p.Refresh()
}

// Refresh searches anew and shows what is found, the newest first.
func (p *Entries) Refresh() {
	p.refreshAreas()
	q := journal.Query{Text: p.search.Text, Newest: true}
	if i := p.area.SelectedIndex(); i > 0 {
		q.Area = p.ids[i-1]
	}
	p.turn++
	turn := p.turn
	var found []*journal.Entry
	p.desk.Work(func(context.Context) error {
		found = p.desk.Journal.Entries(q)
		return nil
	}, func(error) {
		if turn == p.turn {
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

func (p *Entries) show(found []*journal.Entry) {
	p.found = found
	switch n := len(found); {
	case n == 1:
		own.SetText(p.count, "1 entry")
	case n == 0 && p.search.Text != "":
		own.SetText(p.count, "Nothing found. Search looks for every word, whatever its case or accents.")
	case n == 0:
		own.SetText(p.count, "Nothing written down yet. Ctrl+N begins.")
	default:
		own.SetText(p.count, fmt.Sprintf("%d entries, the newest first", n))
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
			p.list.ScrollTo(i)
			return
		}
	}
}

func (p *Entries) showDetail(e *journal.Entry) {
	p.detail.Objects = []fyne.CanvasObject{p.nothingChosen()}
	if e != nil {
		p.detail.Objects = []fyne.CanvasObject{own.Beside(theme.ReadingWidth, p.entry(e)...)}
	}
	p.detail.Refresh()
}

func (p *Entries) nothingChosen() fyne.CanvasObject {
	return own.Quiet("Choose an entry to read it.")
}

// entry lays one entry out to be read.
func (p *Entries) entry(e *journal.Entry) []fyne.CanvasObject {
	d := p.desk
	area := p.names[e.Area]
	edit := widget.NewButtonWithIcon("Edit", fynetheme.DocumentCreateIcon(), func() { d.EditEntry(e.Clone()) })
	remove := widget.NewButtonWithIcon("Delete", fynetheme.DeleteIcon(), func() { p.remove(e.ID) })
	edit.Importance, remove.Importance = widget.LowImportance, widget.LowImportance
	tools := container.NewHBox(edit, remove)
	if e.Type == journal.Plan {
		how := widget.NewButton("How did it go?", func() { d.EditEntry(Completed(e)) })
		how.Importance = widget.HighImportance
		tools.Objects = append([]fyne.CanvasObject{how}, tools.Objects...)
	}
	when := fmt.Sprintf("%s, %s", state.DayWords(e.Day(), p.today), e.Time.Format("15:04"))
	top := container.NewBorder(nil, nil, container.NewHBox(own.NewSpot(area.Color), own.Short(area.Name)), tools)
	out := []fyne.CanvasObject{top, own.Flow(0, own.Headline(e.Heading()), own.Quiet(when))}
	if k := tell.Kicker(e); k != "" {
		out = append(out, container.NewBorder(nil, nil, own.NewOutcomeMark(e.Outcome), nil, own.Paragraph(k)))
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

// row is one entry in the list; all rows have one height.
type row struct {
	widget.BaseWidget
	mark  *own.OutcomeMark
	spot  *own.Spot
	title *widget.Label
	line  *widget.Label
}

func newRow() *row {
	r := &row{mark: own.NewOutcomeMark(""), spot: own.NewSpot(0), title: widget.NewLabel(""), line: widget.NewLabel("")}
	r.title.Truncation, r.line.Truncation = fyne.TextTruncateEllipsis, fyne.TextTruncateEllipsis
	r.title.TextStyle.Bold = true
	r.line.Importance = widget.LowImportance
	r.line.SizeName = fynetheme.SizeNameCaptionText
	r.ExtendBaseWidget(r)
	return r
}

func (r *row) CreateRenderer() fyne.WidgetRenderer {
	words := container.New(layout.NewCustomPaddedVBoxLayout(-theme.Unit), r.title, r.line)
	edge := container.New(layout.NewCustomPaddedLayout(0, 0, theme.Unit, theme.Unit), container.NewCenter(r.mark))
	return widget.NewSimpleRenderer(container.NewBorder(nil, nil, container.NewPadded(container.NewCenter(r.spot)), edge, words))
}

func (r *row) show(e *journal.Entry, area journal.Area, today journal.Date) {
	r.mark.SetOutcome(e.Outcome)
	r.spot.SetHue(area.Color)
	r.title.SetText(e.Heading())
	line := state.ShortDay(e.Day()) + " · " + area.Name
	if k := tell.Kicker(e); k != "" {
		line += " · " + k
	}
	if n := tell.Numbers(e); n != "" {
		line += " · " + n
	}
	r.line.SetText(line)
}
