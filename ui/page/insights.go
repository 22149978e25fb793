package page

import (
	"context"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"enactive/journal"
	"enactive/ui/state"
	"enactive/ui/theme"
	own "enactive/ui/widget"
)

// Insights shows what the entries of one area show: a card an insight, and in one card at
// the end what there are too few entries for.
type Insights struct {
	desk   *Desk
	area   journal.AreaID
	body   *fyne.Container
	scroll *container.Scroll
	choose *widget.Select
	period *widget.Select
	asOf   *own.Field
	wrong  *own.Words
	again  *own.Words
	grid   *fyne.Container
	few    *fyne.Container
	cards  map[string]*insightCard
	ids    []journal.AreaID
	turn   int // the newest request; what an older one finds is not shown
}

// NewInsights makes the page; Show fills it.
func NewInsights(d *Desk) *Insights {
	p := &Insights{desk: d, body: own.Filling(2 * theme.Unit), wrong: own.Caption(""), again: own.Caption("")}
	p.scroll = scrolled(p.body)
	p.choose = widget.NewSelect(nil, func(string) {
		if i := p.choose.SelectedIndex(); i >= 0 && p.ids[i] != p.area {
			p.Show(p.ids[i])
		}
	})
	var names []string
	for _, r := range state.Periods() {
		names = append(names, r.Name)
	}
	p.period = widget.NewSelect(names, nil)
	p.period.SetSelectedIndex(0)
	p.period.OnChanged = func(string) { p.compute() }
	p.asOf = own.NewField()
	p.asOf.SetPlaceHolder("as of today")
	p.asOf.OnChanged = func(string) { p.compute() }
	return p
}

// Object is the page itself.
func (p *Insights) Object() fyne.CanvasObject { return p.scroll }

// Unfold shows how the first insight is computed and the second one as a table.
func (p *Insights) Unfold() {
	for i, o := range p.grid.Objects {
		for _, c := range p.cards {
			if c.object == o && i == 0 {
				c.toggleHow()
			} else if c.object == o && i == 1 {
				c.toggleTable()
			}
		}
	}
}

// Scroll goes to a part of the page, 0 its beginning and 1 its end.
func (p *Insights) Scroll(part float32) {
	p.scroll.ScrollToOffset(fyne.NewPos(0, part*max(0, p.body.MinSize().Height-p.scroll.Size().Height+6*theme.Unit)))
}

// Area is the area that is shown.
func (p *Insights) Area() journal.AreaID { return p.area }

// Refresh shows the same area anew, or the first one where none is shown.
func (p *Insights) Refresh() { p.Show(p.area) }

// Show shows an area.
func (p *Insights) Show(id journal.AreaID) {
	areas := p.desk.Journal.Areas()
	p.ids = p.ids[:0]
	var names []string
	at := 0
	for i, a := range areas {
		p.ids, names = append(p.ids, a.ID), append(names, a.Name)
		if a.ID == id {
			at = i
		}
	}
	if len(areas) == 0 {
		p.area = ""
		p.body.Objects = []fyne.CanvasObject{own.Title("Insights"), own.NewCard(own.Paragraph("Charts come once you have an area and have written something down."), nil)}
		p.body.Refresh()
		return
	}
	changed := p.area != areas[at].ID || p.cards == nil
	p.area = areas[at].ID
	p.choose.Options = names
	p.choose.SetSelectedIndex(at)
	if changed {
		p.build(areas[at])
	}
	p.compute()
}

func (p *Insights) build(a journal.Area) {
	d := p.desk
	edit := own.NewButton(own.Silent, "Edit area", fynetheme.DocumentCreateIcon(), func() {
		if now, ok := d.Journal.Area(p.area); ok {
			d.EditArea(now)
		}
	})
	checkIn := own.NewButton(own.Plain, "Check in", fynetheme.ConfirmIcon(), func() {
		d.EditEntry(journal.Entry{Type: journal.CheckIn, Area: p.area, Time: d.Journal.Now()})
	})
	plan := own.NewButton(own.Plain, "Plan", fynetheme.HistoryIcon(), func() {
		d.EditEntry(journal.Entry{Type: journal.Plan, Area: p.area, Source: journal.Mastery, Time: d.Journal.Now().AddDate(0, 0, 1)})
	})
	title := container.NewBorder(nil, nil, own.NewSpot(a.Color), nil, own.Title(a.Name))
	head := own.Flow(0, own.Header(title, own.HeadingWidth(a.Name)+3*theme.Unit, edit, plan, checkIn), own.Quiet(a.Purpose))
	tools := own.Line(own.Framed(own.AtLeast(240, p.choose)), own.Framed(own.AtLeast(150, p.period)), own.AtLeast(150, p.asOf), p.again)
	p.cards, p.grid, p.few = map[string]*insightCard{}, own.Grid(430), container.NewStack()
	p.body.Objects = []fyne.CanvasObject{own.Flow(theme.Unit/2, head, tools, p.wrong), own.Flow(2*theme.Unit, p.grid, p.few)}
	p.body.Refresh()
}

// patience is how long a new look may take before it is said that it is under way.
const patience = 150 * time.Millisecond

// compute looks at the chosen days, away from the interface's thread.
func (p *Insights) compute() {
	days, ok := p.days()
	if !ok {
		return
	}
	d, area := p.desk, p.area
	p.turn++
	turn := p.turn
	wait := time.AfterFunc(patience, func() {
		fyne.Do(func() {
			if p.turn == turn {
				own.SetText(p.again, "Looking again …")
			}
		})
	})
	var panels state.Panels
	d.Work(func(context.Context) error {
		panels = d.Insights.Panels(area, days)
		return nil
	}, func(error) {
		wait.Stop()
		if p.turn != turn {
			return // something else was asked for meanwhile
		}
		p.turn++ // so that a timer that has fired already says nothing
		own.SetText(p.again, "")
		p.show(panels)
	})
}

// days are the chosen days, seen from the day in the field; false while that is none.
func (p *Insights) days() (state.Range, bool) {
	day := journal.DateOf(p.desk.Journal.Now())
	words := ""
	if said := strings.TrimSpace(p.asOf.Text); said != "" {
		told, err := journal.ParseDate(said)
		if err != nil {
			words = "Write the day like " + day.String() + ", to see what was known then; empty means today."
		}
		day = told
	}
	own.SetText(p.wrong, words)
	return state.Periods()[max(0, p.period.SelectedIndex())].Of(day), words == ""
}

// show puts the cards in their order; a card that was there before stays the same one.
func (p *Insights) show(panels state.Panels) {
	a, ok := p.desk.Journal.Area(p.area)
	if !ok {
		return
	}
	var objects []fyne.CanvasObject
	for _, panel := range panels.Shown {
		c := p.cards[panel.Key]
		if c == nil {
			c = newInsightCard(p.desk, panel)
			p.cards[panel.Key] = c
		}
		c.set(panel, a.Color)
		objects = append(objects, c.object)
	}
	if !slices.Equal(p.grid.Objects, objects) {
		p.grid.Objects = objects
	}
	p.few.Objects = nil
	if len(panels.Missing) > 0 {
		p.few.Objects = []fyne.CanvasObject{fewCard(panels.Missing)}
	}
	p.body.Refresh()
}

// fewCard names what there are too few entries for, and what it takes.
func fewCard(missing []state.Panel) fyne.CanvasObject {
	rows := []fyne.CanvasObject{own.Subtitle("Not enough yet")}
	for _, panel := range missing {
		rows = append(rows, own.Flow(0, own.Part(panel.Title), own.Quiet(panel.Text)))
	}
	return own.NewCard(own.Flow(theme.Unit, rows...), nil)
}
