package page

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"enactive/journal"
	"enactive/ui/state"
	"enactive/ui/theme"
	own "enactive/ui/widget"
)

// Insights shows the charts of one area, each with the sentence that it allows.
type Insights struct {
	desk   *Desk
	area   journal.AreaID
	body   *fyne.Container
	choose *widget.Select
	period *widget.Select
	views  []*own.ChartView
	words  []*own.Words
	ids    []journal.AreaID
}

// periods are the ranges that can be looked at, in days back from today; 0 is all.
var periods = []struct {
	name string
	days int
}{{"All time", 0}, {"Last year", 365}, {"Last 90 days", 90}, {"Last 30 days", 30}}

// chartHeight is the least height of a chart, in pixels at text size 1; a higher window
// gives it more.
const chartHeight = 330

// NewInsights makes the page; Show fills it.
func NewInsights(d *Desk) *Insights {
	p := &Insights{desk: d, body: own.Filling(2 * theme.Unit)}
	p.choose = widget.NewSelect(nil, func(string) {
		if i := p.choose.SelectedIndex(); i >= 0 && p.ids[i] != p.area {
			p.Show(p.ids[i])
		}
	})
	var names []string
	for _, r := range periods {
		names = append(names, r.name)
	}
	p.period = widget.NewSelect(names, nil)
	p.period.SetSelectedIndex(0)
	p.period.OnChanged = func(string) { p.compute() }
	return p
}

// Object is the page itself.
func (p *Insights) Object() fyne.CanvasObject { return scrolled(p.body) }

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
	changed := p.area != areas[at].ID || len(p.views) == 0
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
	p.body.Objects = []fyne.CanvasObject{head}
	p.body.Add(own.Line(own.Framed(own.AtLeast(240, p.choose)), own.Framed(own.AtLeast(150, p.period))))
	p.views, p.words = nil, nil
	var cards []fyne.CanvasObject
	for _, panel := range state.Titles() {
		v := own.NewChartView(chartHeight)
		v.Open = func(id string) { d.OpenEntry(journal.EntryID(id)) }
		words := own.Paragraph("")
		p.views, p.words = append(p.views, v), append(p.words, words)
		cards = append(cards, own.NewCard(own.Filling(theme.Unit/2, own.Subtitle(panel), words, v), nil))
	}
	p.body.Add(own.Grid(430, cards...))
	p.body.Refresh()
}

func (p *Insights) compute() {
	area, d := p.area, p.desk
	now, ok := d.Journal.Area(area)
	if !ok {
		return
	}
	var from journal.Date
	today := journal.DateOf(d.Journal.Now())
	if days := periods[max(0, p.period.SelectedIndex())].days; days > 0 {
		from = today.AddDays(-days)
	}
	var panels []state.Panel
	d.Work(func(context.Context) error {
		panels = state.Panels(d.Journal, area, from, today)
		return nil
	}, func(error) {
		if p.area != area {
			return // another area was chosen meanwhile
		}
		for i, panel := range panels {
			own.SetText(p.words[i], panel.Text)
			p.views[i].SetChart(panel.Chart, now.Color)
		}
		p.body.Refresh()
	})
}
