package page

import (
	"context"
	"slices"
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
	desk    *Desk
	area    journal.AreaID
	body    *fyne.Container
	scroll  *container.Scroll
	choose  *widget.Select
	period  *widget.Select
	asOf    *own.Field
	said    *own.Words // the days that are looked at, and how that goes
	grid    *fyne.Container
	few     *fyne.Container
	cards   map[string]*insightCard
	shown   []string // the keys of the cards in their order
	missing []state.Panel
	ids     []journal.AreaID
	latest  state.Latest
}

// NewInsights makes the page; Show fills it.
func NewInsights(d *Desk) *Insights {
	p := &Insights{desk: d, body: own.Flow(1.5 * theme.Unit), said: own.Caption(" ")}
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
	p.asOf.SetPlaceHolder("As of today")
	p.asOf.OnChanged = func(string) { p.compute() }
	return p
}

// Object is the page itself.
func (p *Insights) Object() fyne.CanvasObject { return p.scroll }

// Unfold shows how the first insight is computed and the second one as a table, or folds
// them again.
func (p *Insights) Unfold() {
	for i, key := range p.shown {
		switch i {
		case 0:
			p.cards[key].toggleHow()
		case 1:
			p.cards[key].toggleTable()
		}
	}
}

// Scroll goes to a part of the page, 0 its beginning and 1 its end.
func (p *Insights) Scroll(part float32) { p.ScrollTo(part * p.scroll.Content.MinSize().Height) }

// ScrollTo goes so many pixels down from the beginning of the page, and to its end at most.
func (p *Insights) ScrollTo(down float32) {
	most := max(0, p.scroll.Content.MinSize().Height-p.scroll.Size().Height)
	p.scroll.ScrollToOffset(fyne.NewPos(0, min(down, most)))
}

// reveal brings what has got the keyboard into sight.
func (p *Insights) reveal(o fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(p.scroll).Y
	bottom, height := top+o.Size().Height, p.scroll.Size().Height
	const room = 2 * theme.Unit
	switch at := p.scroll.Offset.Y; {
	case top < room:
		p.scroll.ScrollToOffset(fyne.NewPos(0, max(0, at+top-room)))
	case bottom > height-room:
		p.scroll.ScrollToOffset(fyne.NewPos(0, at+min(bottom-height+room, top-room)))
	}
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
	area := areas[at]
	other := p.area != area.ID || p.cards == nil
	p.area = area.ID
	p.choose.Options = names
	p.choose.SetSelectedIndex(at)
	if other {
		p.cards, p.shown, p.grid = map[string]*insightCard{}, nil, own.Cards(cardWidth)
		p.missing, p.few = nil, container.NewStack()
		p.scroll.ScrollToTop()
	}
	p.lay(area)
	p.compute()
}

// cardWidth is the least width of a card beside others, in pixels at text size 1.
const cardWidth = 430

// lay lays the page out: the area, what can be chosen, and the cards.
func (p *Insights) lay(a journal.Area) {
	tools := own.Wrap(own.Framed(own.AtLeast(240, p.choose)), own.Framed(own.AtLeast(150, p.period)), own.AtLeast(130, p.asOf))
	p.body.Objects = []fyne.CanvasObject{own.Flow(theme.Unit, p.head(a), own.Flow(theme.Unit/2, tools, p.said)), own.Flow(2*theme.Unit, p.grid, p.few)}
	p.body.Refresh()
}

// head names the area, with what can be done in it.
func (p *Insights) head(a journal.Area) fyne.CanvasObject {
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
	return own.Flow(0, own.Header(title, own.HeadingWidth(a.Name)+3*theme.Unit, edit, plan, checkIn), own.Quiet(a.Purpose))
}

// patience is how long a new look may take before it is said that it is under way.
const patience = 150 * time.Millisecond

// compute looks at the chosen days, away from the interface's thread. Until it is done
// what was there before stays.
func (p *Insights) compute() {
	look, err := p.look()
	if err != nil {
		p.latest.End()
		own.SetText(p.said, "Write the day like "+journal.DateOf(p.desk.Journal.Now()).String()+", to see what was known then. Empty means today.")
		return
	}
	d, area := p.desk, p.area
	if panels, ok := d.Insights.Kept(area, look.Range); ok {
		p.latest.End()
		p.show(look, panels)
		return
	}
	wanted, newest := p.latest.Begin()
	d.After(patience, func() {
		if newest() {
			own.SetText(p.said, "Looking again …")
		}
	})
	var panels state.Panels
	d.Work(func(context.Context) (err error) {
		panels, err = d.Insights.Panels(wanted, area, look.Range)
		return err
	}, func(err error) {
		if err != nil || !newest() {
			return // something else was asked for meanwhile
		}
		p.latest.End() // nothing is under way any more
		p.show(look, panels)
	})
}

// look is what the choices ask for.
func (p *Insights) look() (state.Look, error) {
	return state.LookAt(state.Periods()[max(0, p.period.SelectedIndex())], p.asOf.Text, journal.DateOf(p.desk.Journal.Now()))
}

// show puts the cards in their order; a card that was there before stays the same one.
func (p *Insights) show(look state.Look, panels state.Panels) {
	own.SetText(p.said, look.Words())
	a, ok := p.desk.Journal.Area(p.area)
	if !ok {
		return
	}
	var objects []fyne.CanvasObject
	p.shown = p.shown[:0]
	for _, panel := range panels.Shown {
		c := p.cards[panel.Key]
		if c == nil {
			c = newInsightCard(p, panel)
			p.cards[panel.Key] = c
		}
		c.set(panel, a.Color)
		objects, p.shown = append(objects, c.FoldCard), append(p.shown, panel.Key)
	}
	if !slices.Equal(p.grid.Objects, objects) {
		p.grid.Objects = objects
	}
	p.grid.Hidden = len(objects) == 0
	p.showMissing(panels.Missing)
	p.body.Refresh()
}

// showMissing shows what there are too few entries for, anew where that is something else.
func (p *Insights) showMissing(missing []state.Panel) {
	same := func(a, b state.Panel) bool { return a.Key == b.Key && a.Text == b.Text }
	if slices.EqualFunc(missing, p.missing, same) {
		return
	}
	p.missing, p.few.Objects = missing, nil
	if len(missing) > 0 {
		p.few.Objects = []fyne.CanvasObject{fewCard(missing)}
	}
}

// fewCard names what there are too few entries for, and what it takes.
func fewCard(missing []state.Panel) fyne.CanvasObject {
	rows := []fyne.CanvasObject{own.Flow(0, own.Subtitle("Not enough yet"), own.Quiet("Each of these comes by itself once you have written enough down."))}
	for _, panel := range missing {
		rows = append(rows, own.Told(290, own.Strong(panel.Title), own.Quiet(panel.Text)))
	}
	return own.NewCard(own.Flow(theme.Unit, rows...), nil)
}
