package page

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"enactive/charts/report"
	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/choose"
	"enactive/ui/control"
	"enactive/ui/glyph"
	"enactive/ui/input"
	"enactive/ui/pointing"
	"enactive/ui/prose"
	"enactive/ui/scrolling"
	"enactive/ui/state"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// insightsHost is what the insights ask of the window.
type insightsHost interface {
	journalHost
	timer
	insightSource
	calendarSettings
	areaMenuHost
	entryOpener
	hinter
	// Draw is Work for pictures: a few at a time, so that none of them waits long.
	Draw(draw, done func())
	chartKeeper
}

// Insights shows the insights of an area, or of several side by side: a card per insight, and a
// last card for the insights with too few entries.
type Insights struct {
	host       insightsHost
	area       journal.AreaID   // "" is all areas taken together
	together   bool             // all areas are taken together
	beside     []journal.AreaID // the areas that stand beside it
	body       *fyne.Container
	scroll     *scrolling.Scroll
	choose     *choose.Select
	period     *choose.Select
	asOf       *input.DateField
	from, to   *input.DateField // of a range of one's own
	status     *prose.Label     // the days that are looked at, and how that goes
	tools      *fyne.Container
	large      *fyne.Container // the insight that the page is about
	grid       *fyne.Container // the others
	about      string          // the key of the insight that was made large; empty for the first
	missingBox *fyne.Container
	cards      map[string]*insightCard
	shown      []string     // the keys of the cards in their order
	last       *insightCard // that had the keyboard
	missing    []state.Panel
	ids        []journal.AreaID // of the choices after the first
	latest     state.Latest
}

// NewInsights makes the page; Show fills it.
func NewInsights(host insightsHost) *Insights {
	p := &Insights{host: host, body: arrange.Flow(1.5 * theme.Unit), status: prose.Caption(" "), tools: arrange.Wrap()}
	p.scroll = scrolled(arrange.Column(theme.PageWidth, p.body))
	p.choose = choose.NewSelect()
	var names []string
	for _, r := range state.Periods() {
		names = append(names, r.Name.String())
	}
	p.period = choose.NewSelect(append(names, wording.Say("from-to"))...)
	p.period.SetSelectedIndex(0)
	p.period.OnChanged = func(string) { p.layOut(); p.compute() }
	p.asOf, p.from, p.to = p.newDayField(wording.Say("as-of-today")), p.newDayField(wording.Say("the-beginning")), p.newDayField(wording.Say("today-inline"))
	return p
}

// newDayField is a field for a day that may be empty.
func (p *Insights) newDayField(empty string) *input.DateField {
	f := input.NewDateField(p.host.Week(), p.host.Journal().Now)
	f.Optional = true
	f.SetPlaceHolder(empty)
	f.OnChanged = p.compute
	return f
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
	p.scroll.ScrollToOffset(fyne.NewPos(0, min(down, p.scroll.MaxOffset())))
}

// reveal scrolls to a widget.
func (p *Insights) reveal(o fyne.CanvasObject) { scrolling.Reveal(p.scroll, o) }

// Area is the area that is shown; "" where all are, or none.
func (p *Insights) Area() journal.AreaID { return p.area }

// Refresh updates the page, or shows the first area.
func (p *Insights) Refresh() {
	if p.together {
		p.Together()
		return
	}
	p.Show(p.area)
}

// Show shows an area.
func (p *Insights) Show(id journal.AreaID) {
	areas := p.host.Journal().Areas()
	if len(areas) == 0 {
		p.area, p.together = "", false
		first := arrange.Flow(theme.Unit, prose.Paragraph(wording.Say("charts-appear-once-you-have-an-area")),
			container.NewHBox(control.NewButton(control.Primary, wording.Say("create-your-first-area"), nil, func() { p.host.EditArea(journal.Area{}) })))
		p.body.Objects = []fyne.CanvasObject{prose.Title(wording.Say("insights")), surface.NewCard(first, nil), p.ghosts()}
		p.body.Refresh()
		return
	}
	at := max(0, slices.IndexFunc(areas, func(a journal.Area) bool { return a.ID == id }))
	p.turnTo(areas[at].ID, false)
}

// Together shows all areas taken together.
func (p *Insights) Together() { p.turnTo("", true) }

// Compare puts areas beside the one that is shown, in the place of those there before.
func (p *Insights) Compare(ids ...journal.AreaID) {
	p.beside = ids
	p.clearCards()
	p.layOut()
	p.compute()
}

func (p *Insights) turnTo(area journal.AreaID, together bool) {
	if p.area != area || p.together != together || p.cards == nil {
		p.area, p.together, p.beside = area, together, nil
		p.clearCards()
		p.scroll.ScrollToTop()
	}
	p.refreshAreas()
	p.layOut()
	p.compute()
}

// clearCards lets all cards go.
func (p *Insights) clearCards() {
	p.cards, p.shown, p.grid, p.large, p.about = map[string]*insightCard{}, nil, surface.Cards(cardWidth), container.NewStack(), ""
	p.missing, p.missingBox = nil, container.NewStack()
}

// refreshAreas updates the choice of areas.
func (p *Insights) refreshAreas() {
	names, at := []string{wording.Say("all-areas-together")}, 0
	p.ids = p.ids[:0]
	for i, a := range p.host.Journal().Areas() {
		p.ids, names = append(p.ids, a.ID), append(names, a.Name)
		if a.ID == p.area {
			at = i + 1
		}
	}
	p.choose.OnChanged = nil
	p.choose.Options = names
	p.choose.SetSelectedIndex(at)
	p.choose.OnChanged = func(string) {
		switch i := p.choose.SelectedIndex(); {
		case i == 0:
			p.Together()
		case i > 0:
			p.Show(p.ids[i-1])
		}
	}
}

// cardWidth is the least width of a card beside others, in pixels at text size 1.
const cardWidth = 400

// isOwnRange reports whether the days are chosen by their ends.
func (p *Insights) isOwnRange() bool { return p.period.SelectedIndex() == len(state.Periods()) }

// layOut arranges the page: the area, the choices, and the cards.
func (p *Insights) layOut() {
	p.tools.Objects = []fyne.CanvasObject{surface.Framed(arrange.MinWidth(240, p.choose)), surface.Framed(arrange.MinWidth(150, p.period))}
	if p.isOwnRange() {
		p.tools.Objects = append(p.tools.Objects, arrange.MinWidth(150, p.from), arrange.MinWidth(150, p.to))
	} else {
		p.tools.Objects = append(p.tools.Objects, arrange.MinWidth(150, p.asOf))
	}
	p.tools.Objects = append(p.tools.Objects, p.reportButton())
	choices := arrange.Flow(theme.Unit/2, p.tools)
	if beside := p.compareTools(); beside != nil {
		choices.Add(beside)
	}
	choices.Add(p.status)
	a, _ := p.host.Journal().Area(p.area)
	p.body.Objects = []fyne.CanvasObject{arrange.Flow(theme.Unit, p.head(a), choices), arrange.Flow(2*theme.Unit, p.large, p.grid, p.missingBox)}
	p.body.Refresh()
}

// compareTools lets the person add other areas for comparison; nil if there are none.
func (p *Insights) compareTools() fyne.CanvasObject {
	if p.together {
		return nil
	}
	var toggles []fyne.CanvasObject
	for _, a := range p.host.Journal().Areas() {
		if a.ID == p.area || a.Archived {
			continue
		}
		t := choose.NewToggle(a.Name, a.Color)
		t.SetQuietly(slices.Contains(p.beside, a.ID))
		t.OnChanged = func(on bool) {
			rest := slices.DeleteFunc(slices.Clone(p.beside), func(id journal.AreaID) bool { return id == a.ID })
			if on {
				rest = append(rest, a.ID)
			}
			p.Compare(rest...)
		}
		toggles = append(toggles, t)
	}
	if len(toggles) == 0 {
		return nil
	}
	return arrange.Wrap(append([]fyne.CanvasObject{container.NewCenter(prose.Short(wording.Say("compare-with")))}, toggles...)...)
}

// head shows the area's name and its tools.
func (p *Insights) head(a journal.Area) fyne.CanvasObject {
	host := p.host
	if p.together {
		title := wording.Say("all-areas-together")
		return arrange.Flow(0, prose.Title(title), prose.Quiet(wording.Say("everything-you-tried-taken-together")))
	}
	edit := control.NewButton(control.Silent, wording.Say("edit-area"), fynetheme.DocumentCreateIcon(), func() { host.ManageArea(p.area) })
	checkIn := control.NewButton(control.Plain, wording.Say("check-in"), fynetheme.ConfirmIcon(), func() {
		host.EditEntry(journal.Entry{Type: journal.CheckIn, Area: p.area, Time: host.Journal().Now()})
	})
	plan := control.NewButton(control.Plain, wording.Say("plan-verb"), fynetheme.HistoryIcon(), func() {
		host.EditEntry(journal.Entry{Type: journal.Plan, Area: p.area, Source: journal.SourceMastery, Time: host.Journal().Now().AddDate(0, 0, 1)})
	})
	title := pointing.NewGround(container.NewBorder(nil, nil, glyph.NewSpot(a.Color), nil, prose.Title(a.Name)), nil)
	offerArea(host, &title.Extra, a, func() inAreaMenu { return inAreaMenu{open: func() { host.ManageArea(a.ID) }} })
	return arrange.Flow(0, arrange.Header(title, arrange.HeadingWidth(a.Name)+3*theme.Unit, edit, plan, checkIn), prose.Quiet(a.Purpose))
}

// reportButton leads to the progress report of what is shown.
func (p *Insights) reportButton() *control.Button {
	return control.NewButton(control.Plain, wording.Say("progress-report-ellipsis"), fynetheme.DocumentIcon(), p.ToDocument)
}

// ToDocument opens the progress report of the area, or of all areas, over the days that are shown.
func (p *Insights) ToDocument() {
	look, _ := p.look() // a day that is none is told of no more than in the charts
	h := journal.Handout{Kind: journal.ProgressHandout, From: look.From, To: look.To}
	if h.From.IsZero() {
		h.To = journal.Date{} // all time, also tomorrow
	}
	if p.area != "" {
		h.Areas = []journal.AreaID{p.area}
	}
	p.host.OpenDocument(report.Told{Handout: h})
}
