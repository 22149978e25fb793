package page

import (
	"cmp"
	"context"
	"math"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"enactive/charts"
	"enactive/journal"
	"enactive/journal/insight"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/figure"
	"enactive/ui/prose"
	"enactive/ui/state"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// updatingDelay is the time before a running update is reported.
const updatingDelay = 150 * time.Millisecond

// compute computes the insights of the chosen days off the interface's thread. Until it is done
// the old results stay.
func (p *Insights) compute() {
	look, err := p.look()
	if err != nil {
		p.latest.End()
		p.status.SetText(wording.Say("write-the-day-like-day-empty-means", wording.V{"Day": wording.Numeric(p.host.Journal().Now())}))
		return
	}
	areas := append([]journal.AreaID{p.area}, p.beside...)
	host, found := p.host, make([]state.Panels, len(areas))
	cached := true
	for i, a := range areas {
		ok := false
		found[i], ok = host.Insights().Cached(a, look.Range)
		cached = cached && ok
	}
	if cached {
		p.latest.End()
		p.show(look, areas, found)
		return
	}
	wanted, newest := p.latest.Begin()
	host.After(updatingDelay, func() {
		if newest() {
			p.status.SetText(wording.Say("updating"))
		}
	})
	insights := host.Insights()
	host.Work(func(context.Context) (err error) {
		for i, a := range areas {
			if found[i], err = insights.Panels(wanted, a, look.Range); err != nil {
				return err
			}
		}
		return nil
	}, func(err error) {
		if err != nil || !newest() {
			return // superseded by a newer request
		}
		p.latest.End() // nothing is under way any more
		p.show(look, areas, found)
	})
}

// look returns the chosen days.
func (p *Insights) look() (state.Look, error) {
	today := journal.DateOf(p.host.Journal().Now())
	if p.isOwnRange() {
		from, err := p.from.Time()
		if err != nil {
			return state.Look{}, err
		}
		to, err := p.to.Time()
		if err != nil {
			return state.Look{}, err
		}
		return state.LookBetween(dateOf(from), dateOf(to), today), nil
	}
	asOf, err := p.asOf.Time()
	if err != nil {
		return state.Look{}, err
	}
	return state.LookAt(state.Periods()[max(0, p.period.SelectedIndex())], dateOf(asOf), today), nil
}

// dateOf is the day of a time, none for the zero time.
func dateOf(t time.Time) journal.Date {
	if t.IsZero() {
		return journal.Date{}
	}
	return journal.DateOf(t)
}

// show puts the cards in their order; a card that was there before stays the same one.
func (p *Insights) show(look state.Look, areas []journal.AreaID, found []state.Panels) {
	p.status.SetText(look.Words())
	if len(areas) > 1 {
		p.showBeside(areas, found)
		return
	}
	a, ok := p.host.Journal().Area(p.area)
	if !ok && !p.together {
		return
	}
	panels, missing := p.order(found[0].Shown), found[0].Missing
	claims := len(panels) > 0 && panels[0].Finding == insight.Claim // that stands first, whatever else is missing
	begun := p.about == "" && len(missing) > len(panels) && !claims // one large card would be nearly empty
	var objects []fyne.CanvasObject
	p.shown = p.shown[:0]
	for i, panel := range panels {
		size := isSmall
		if i == 0 && !begun {
			size = isLarge
		}
		c := p.card(panel, panel.Key, panel.Title, a, size)
		p.shown = append(p.shown, panel.Key)
		if i > 0 || begun {
			objects = append(objects, c.FoldCard)
		} else if !slices.Equal(p.large.Objects, []fyne.CanvasObject{c.FoldCard}) {
			p.large.Objects = []fyne.CanvasObject{c.FoldCard}
		}
	}
	if !slices.Equal(p.grid.Objects, objects) {
		p.grid.Objects = objects
	}
	if begun {
		p.large.Objects = []fyne.CanvasObject{p.nearestCard(nearest(missing))}
	}
	p.grid.Hidden, p.large.Hidden = len(objects) == 0, len(panels) == 0 && !begun
	p.showMissing(missing)
	p.body.Refresh()
}

// order puts the insight first that the page is about; the others keep their order.
func (p *Insights) order(panels []state.Panel) []state.Panel {
	at := slices.IndexFunc(panels, func(panel state.Panel) bool { return panel.Key == p.about })
	if at < 0 {
		return panels
	}
	return slices.Concat(panels[at:at+1], panels[:at], panels[at+1:])
}

// enlarge makes an insight the one that the page is about, and goes to it.
func (p *Insights) enlarge(key string) {
	p.about = key
	p.compute()
	p.scroll.ScrollToTop()
	if c := p.cards[key]; c != nil {
		p.host.Window().Canvas().Focus(c.view)
	}
}

// card returns the card for a panel, and reuses the existing one.
func (p *Insights) card(panel state.Panel, key, title string, a journal.Area, size cardSize) *insightCard {
	c := p.cards[key]
	if c == nil {
		c = newInsightCard(p, panel, title)
		p.cards[key] = c
	}
	c.set(panel, a.Color, size)
	return c
}

// showMissing updates the card of the insights with too few entries.
func (p *Insights) showMissing(missing []state.Panel) {
	same := func(a, b state.Panel) bool { return a.Key == b.Key && a.Text == b.Text && a.Progress() == b.Progress() }
	if slices.EqualFunc(missing, p.missing, same) {
		return
	}
	p.missing, p.missingBox.Objects = missing, nil
	if len(missing) > 0 {
		p.missingBox.Objects = []fyne.CanvasObject{p.missingCard(missing)}
	}
}

// nearest is the insight that fewest entries are missing for: the first of them, as the catalogue has the most useful first. What
// has begun comes before what has not, even where that needs one thing only: it is something that a person has not done so far.
func nearest(missing []state.Panel) state.Panel {
	left := func(panel state.Panel) int {
		switch way := panel.Progress(); {
		case way.Of == "" || !way.Short():
			return math.MaxInt // it counts nothing
		case way.Have == 0:
			return math.MaxInt/2 + way.Need
		default:
			return way.Need - way.Have
		}
	}
	return slices.MinFunc(missing, func(a, b state.Panel) int { return cmp.Compare(left(a), left(b)) })
}

// nearestCard says what the next insight needs, and leads to the one step that brings it.
func (p *Insights) nearestCard(panel state.Panel) fyne.CanvasObject {
	parts := []fyne.CanvasObject{prose.Caption(wording.Say("closest-to-appearing")), prose.Subtitle(panel.Title), prose.Paragraph(panel.Text)}
	if way := wayOf(panel.Figure); way != nil {
		parts = append(parts, way)
	}
	write := control.NewButton(control.Primary, wording.Say("write-down-what-you-did"), fynetheme.DocumentCreateIcon(), func() {
		p.host.EditEntry(journal.Entry{Type: journal.Experience, Area: p.area, Time: p.host.Journal().Now()})
	})
	return surface.NewCard(arrange.Flow(theme.Unit, arrange.Flow(0, parts...), container.NewHBox(write)), nil)
}

// exampleHeight is the height of an example of a chart, in pixels at text size 1.
const exampleHeight = 190

// missingCard lists the insights with too few entries: what each needs, how far it is, and what it will look
// like, drawn from made-up entries and marked as that.
func (p *Insights) missingCard(missing []state.Panel) fyne.CanvasObject {
	grid := arrange.Grid(380)
	for _, panel := range missing {
		parts := []fyne.CanvasObject{prose.Strong(panel.Title), prose.Quiet(panel.Text)}
		if way := wayOf(panel.Figure); way != nil {
			parts = append(parts, way)
		}
		if _, known := charts.Find(panel.Key); known {
			parts = append(parts, p.exampleOf(panel.Key, exampleHeight))
		}
		grid.Add(surface.NewCard(arrange.Flow(theme.Unit/2, parts...), nil))
	}
	return arrange.Flow(theme.Unit, arrange.Flow(0, prose.Subtitle(wording.Say("not-enough-yet")), prose.Quiet(wording.Say("each-of-these-appears-once-you-have"))), grid)
}

// ghosts are examples of charts, for a page that has none yet.
func (p *Insights) ghosts() fyne.CanvasObject {
	grid := arrange.Grid(380)
	for _, item := range charts.Catalogue()[:ghostCount] {
		grid.Add(surface.NewCard(arrange.Flow(theme.Unit/2, prose.Strong(item.Title), p.exampleOf(item.Key, exampleHeight)), nil))
	}
	return arrange.Flow(theme.Unit, prose.Quiet(wording.Say("what-it-will-look-like")), grid)
}

// ghostCount is how many examples an empty page shows.
const ghostCount = 6

// exampleOf is an example of the chart of an insight of the catalogue.
func (p *Insights) exampleOf(key string, height float32) fyne.CanvasObject {
	item, _ := charts.Find(key)
	view := figure.NewChartView(height)
	view.Work = p.host.Draw
	view.OnFocused = p.reveal
	view.SetChart(charts.Example(item), exampleHue)
	return view
}

// exampleHue is the hue of examples, which is that of no area.
const exampleHue = 0
