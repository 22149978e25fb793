package page

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/charts"
	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/insight"
	"enactive/journal/wording"
	"enactive/resources/icons"
	"enactive/ui/arrange"
	"enactive/ui/choose"
	"enactive/ui/control"
	"enactive/ui/figure"
	"enactive/ui/prose"
	"enactive/ui/state"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// The heights of charts, in pixels at text size 1: of the one that the page is about, of the small ones, and
// of those beside other areas.
const (
	largeChart  = 360
	smallChart  = 210
	besideChart = 240
)

// cardSize is how much room an insight has.
type cardSize int

const (
	isSmall  cardSize = iota // one of many, which opens
	isBeside                 // beside other areas
	isLarge                  // the one that the page is about
)

// insightCard is one insight: its sentence, its chart or the same as a table, and how it
// is computed.
type insightCard struct {
	*surface.FoldCard
	page    *Insights
	title   string
	size    cardSize
	head    *fyne.Container
	words   *fyne.Container // the sentences, the claim first
	ladder  *prose.Label    // the rungs of the area, under its next step
	view    *figure.ChartView
	shown   *fyne.Container // the chart, or the table
	actions *chartActions
	asTable *control.QuietLink
	explain *control.QuietLink
	example *control.QuietLink // of an insight on its way: what it will look like
	measure *choose.Choice     // of what can be drawn in several ways
	choices *fyne.Container    // holds it
	way     *fyne.Container    // how far it is
	drawn   *prose.Label       // which days are drawn, where that is a part
	all     *control.QuietLink
	links   *fyne.Container
	// moved keeps charts of other areas on the same days; common is the range that all have.
	moved  func()
	common func() (first, last time.Time)

	panel state.Panel
	views []state.View
	hue   int
	table bool
	// isExample is set while an example stands in place of the chart, hasExample where there is one, and isPart
	// while only a part of the days is drawn.
	isExample, hasExample, isPart bool
	rows                          state.Table // as shown
	turn                          int         // the newest table that was asked for
}

func newInsightCard(p *Insights, panel state.Panel, title string) *insightCard {
	c := &insightCard{page: p, panel: panel, title: title, size: -1, drawn: prose.Caption(""), words: arrange.Flow(0), ladder: prose.Caption(""), view: figure.NewChartView(smallChart)}
	c.view.OnOpened = func(id string) { p.host.OpenEntry(journal.EntryID(id)) }
	c.view.Name = func(id string) string { return entryName(p.host.Journal(), id) }
	c.view.OnClicked = func(at fyne.Position) {
		if _, _, part := c.view.Shown(); part {
			p.host.Clicks().Twice(at, c.showWhole)
		}
	}
	c.view.Work = p.host.Draw
	c.view.OnFocused, c.view.Beyond, c.view.OnMoved = c.onFocused, p.scroll, c.showDrawnDays
	c.shown = container.NewStack(c.view)
	c.explain, c.asTable = c.link(explainedWords.String(), c.toggleHow), c.link(chartWords.String(), c.toggleTable)
	c.example = c.link(exampleWords.String(), c.toggleExample)
	c.choices = container.NewStack()
	c.way = container.NewStack()
	c.head = arrange.Flow(theme.Unit / 2)
	c.offer(state.Views(panel.Figure))
	_, timed := panel.Chart.(charts.Timed)
	if timed {
		c.all = c.link(wording.Say("whole-time"), c.showWhole)
	}
	c.actions = newChartActions(p.host.Hints(), func() fyne.Canvas { return p.host.Window().Canvas() }, c.allActions(timed)...)
	c.actions.more.OnFocused = c.onFocused
	c.view.OnHovered, c.view.OnMenu = c.actions.hovered, c.openMenu
	c.links = arrange.WrapBy(2 * theme.Unit)
	c.FoldCard = surface.NewFoldCard(c.head, c.shown, arrange.Flow(0, c.drawn, c.links), func() fyne.CanvasObject {
		return explanation(panel.Explanation)
	})
	c.FoldCard.OnHovered = c.actions.hovered
	return c
}

// allActions are what can be done with the chart.
func (c *insightCard) allActions(timed bool) []chartAction {
	actions := []chartAction{
		{wording.Text("open-this-chart-large"), icons.Enlarge, func() { c.page.enlarge(c.panel.Key) }, func() bool { return c.size == isSmall }},
		{explainWords, icons.Question, c.toggleHow, nil},
		{tableWords, icons.Table, c.toggleTable, func() bool { return !c.table }},
		{chartWords, icons.Chart, c.toggleTable, func() bool { return c.table }},
		{wording.Text("copy-chart"), icons.Copy, c.copy, nil},
		{wording.Text("save"), icons.Save, c.save, nil},
	}
	if timed {
		isDrawn := func() bool { return !c.table && !c.isExample }
		actions = append(actions, chartAction{wording.Text("zoom-in"), icons.Enlarge, func() { c.view.Zoom(closer, 1) }, isDrawn},
			chartAction{wording.Text("zoom-out"), icons.Reduce, func() { c.view.Zoom(1/closer, 1) }, isDrawn})
	}
	return actions
}

// resize gives it the room of another size.
func (c *insightCard) resize(size cardSize) {
	if c.size == size {
		return
	}
	c.size = size
	var title fyne.CanvasObject = prose.Subtitle(c.title)
	switch size {
	case isLarge:
		c.view.SetHeight(largeChart)
	case isBeside:
		c.view.SetHeight(besideChart)
	default:
		c.view.SetHeight(smallChart)
		title = control.NewLink(prose.Strong(c.title).InLine(), func() { c.page.enlarge(c.panel.Key) })
	}
	top := container.New(arrange.HorizontalBorder{}, arrange.Gap(0), container.NewCenter(c.actions.row), container.New(arrange.Centered{}, title))
	c.head.Objects = []fyne.CanvasObject{top, c.words, c.way}
	if size != isSmall { // what can be chosen, and more of what was found, is where there is room
		c.head.Objects = append(c.head.Objects, c.ladder, c.choices)
	}
	c.head.Refresh()
}

// say shows the sentences: what was found first, then its conditions, then what it rests on.
func (c *insightCard) say() {
	p := describe.InsightParts(c.panel.Key, c.panel.Result, c.panel.Text)
	switch c.size {
	case isLarge:
		first := arrange.Flow(0, prose.Claim(p.Claim), prose.Quiet(p.Conditions))
		if p.Facts == "" {
			c.words.Objects = []fyne.CanvasObject{arrange.LeftColumn(1.2*theme.ReadingWidth, first)}
		} else {
			c.words.Objects = []fyne.CanvasObject{arrange.Split(0.6, 800, first, prose.Quiet(p.Facts))}
		}
	case isBeside:
		c.words.Objects = []fyne.CanvasObject{prose.Paragraph(p.Claim), prose.Caption(p.Conditions), prose.Caption(p.Facts)}
	default: // the rest is read where it is large
		c.words.Objects = []fyne.CanvasObject{prose.Paragraph(p.Claim), prose.Caption(p.Conditions)}
	}
	c.words.Refresh()
}

// offer lets a person choose among several ways of drawing. What was chosen stays chosen as long as it is there.
func (c *insightCard) offer(views []state.View) {
	same := slices.EqualFunc(views, c.views, func(a, b state.View) bool { return a.Name == b.Name })
	c.views = views
	if same {
		return
	}
	before := c.measure
	c.measure, c.choices.Objects, c.choices.Hidden = nil, nil, len(views) < 2
	if len(views) > 1 {
		var names []string
		for _, v := range views {
			names = append(names, v.Name)
		}
		c.measure = choose.NewOneOf(names...)
		if before != nil && slices.Contains(names, before.Chosen()) {
			c.measure.SetQuietly(before.Chosen())
		}
		c.measure.OnChanged = c.draw
		c.choices.Objects = []fyne.CanvasObject{c.measure}
	}
	c.choices.Refresh()
}

// closer is how much shorter the time becomes that is drawn.
const closer = 0.5

func (c *insightCard) link(words string, do func()) *control.QuietLink {
	l := control.NewQuietLink(words, do)
	l.OnFocused = c.onFocused
	return l
}

// onFocused scrolls to the focused widget, and records that it is in this card.
func (c *insightCard) onFocused(o fyne.CanvasObject) {
	c.page.last = c
	c.page.reveal(o)
}

// fullSpan is all that can be drawn: no days of its own, or those of the areas beside it.
func (c *insightCard) fullSpan() (first, last time.Time) {
	if c.common != nil {
		return c.common()
	}
	return time.Time{}, time.Time{}
}

// showWhole draws all of the time again.
func (c *insightCard) showWhole() { c.view.ShowDays(c.fullSpan()) }

// openMenu opens the menu of the chart; id is the entry of the mark that was clicked, if one was.
func (c *insightCard) openMenu(id string, at fyne.Position, byKey bool) {
	c.page.last = c
	in := inChartMenu{save: c.save, copy: c.copy, table: c.toggleTable, how: c.toggleHow}
	if id != "" {
		in.open = func() { c.view.OnOpened(id) }
	}
	if c.all != nil {
		in.zoom = func(by float64) { c.view.Zoom(by, 1) }
		if !c.all.Hidden {
			in.whole = c.showWhole
		}
	}
	openMenu(c.page.host, at, byKey, chartMenu(in))
}

// showDrawnDays shows which days are drawn if they are only a part of the sentence's days.
func (c *insightCard) showDrawnDays() {
	from, to, part := c.view.Shown()
	if first, last := c.fullSpan(); from.Equal(first) && to.Equal(last) {
		part = false
	}
	words := ""
	if part {
		words = wording.Say("shown-from-to-to-the-sentence-is-about", wording.V{"From": wording.Day(from), "To": wording.Day(to)})
	}
	before := c.MinSize()
	c.drawn.SetText(words)
	if c.isPart != part {
		c.isPart = part
		c.nameLinks()
	}
	if c.moved != nil {
		c.moved()
	}
	if c.MinSize() != before { // avoids a layout of the whole page at each step
		c.Refresh()
		c.page.body.Refresh()
	}
}

// save asks for a file and writes the picture or the numbers.
func (c *insightCard) save() { saveChart(c.page.host, c.panel.Key, c.view.Chart(), c.hue) }

// copy copies the picture or the numbers.
func (c *insightCard) copy() { copyChart(c.page.host, c.view.Chart(), c.hue) }

// The texts of the links that open and close something.
const (
	explainWords, explainedWords wording.Text = "how-is-this-computed", "close-the-explanation"
	tableWords, chartWords       wording.Text = "as-a-table", "as-a-chart"
	exampleWords                 wording.Text = "what-it-will-look-like"
)

// set shows a new result.
func (c *insightCard) set(panel state.Panel, hue int, size cardSize) {
	if panel.Chart != c.panel.Chart {
		c.offer(state.Views(panel.Figure))
	}
	c.panel, c.hue = panel, hue
	c.resize(size)
	c.say()
	if step, ok := panel.Result.(insight.NextStepResult); ok {
		c.ladder.SetText(strings.Join(describe.NextStepLadder(step), "\n"))
	}
	c.way.RemoveAll()
	if way := wayOf(panel.Figure); way != nil {
		c.way.Add(way)
	}
	showIfFilled(c.way)
	_, known := charts.Find(panel.Key)
	c.hasExample = known && len(c.way.Objects) > 0
	c.isExample = c.isExample && c.hasExample
	c.draw()
}

// draw updates chart and table.
func (c *insightCard) draw() {
	c.turn++
	chart := c.chart()
	c.view.SetChart(chart, c.hue)
	c.nameLinks()
	if c.isExample {
		c.rows = state.Table{}
		c.shown.Objects = []fyne.CanvasObject{c.page.exampleOf(c.panel.Key, smallChart)}
		c.shown.Refresh()
		return
	}
	if !c.table {
		c.rows = state.Table{}
		c.shown.Objects = []fyne.CanvasObject{c.view}
		c.shown.Refresh()
		return
	}
	turn := c.turn
	var table state.Table
	c.page.host.Work(func(context.Context) error {
		table = state.TableOf(chart)
		return nil
	}, func(error) {
		if turn == c.turn {
			c.showTable(table)
		}
	})
}

// chart returns the chart to draw.
func (c *insightCard) chart() charts.Chart {
	for _, v := range c.views {
		if c.measure != nil && v.Name == c.measure.Chosen() {
			return v.Chart
		}
	}
	return c.panel.Chart
}

// showTable replaces the chart by a table. An unchanged table keeps its scroll position.
func (c *insightCard) showTable(table state.Table) {
	if reflect.DeepEqual(table, c.rows) {
		return
	}
	c.rows = table
	t := figure.NewTextTable(table.Header, table.Rows, c.page.scroll)
	t.OnFocused = c.onFocused
	c.shown.Objects = []fyne.CanvasObject{arrange.MinHeightOf(c.view.MinSize, container.NewBorder(nil, prose.Caption(table.More), nil, nil, t))}
	c.shown.Refresh()
}

func (c *insightCard) toggleTable() {
	c.table, c.isExample = !c.table, false
	c.draw()
}

func (c *insightCard) toggleExample() {
	c.table, c.isExample = false, !c.isExample
	c.draw()
}

// nameLinks shows the ways back from what is open.
func (c *insightCard) nameLinks() {
	c.example.SetText(exampleWords.String())
	if c.isExample {
		c.example.SetText(chartWords.String())
	}
	c.links.Objects = nil
	for _, l := range []struct {
		link  *control.QuietLink
		shown bool
	}{{c.explain, c.IsOpen()}, {c.asTable, c.table}, {c.example, c.hasExample}, {c.all, c.isPart}} {
		if l.shown && l.link != nil {
			c.links.Add(l.link)
		}
	}
	showIfFilled(c.links)
	c.links.Refresh()
}

func (c *insightCard) toggleHow() {
	c.Open(!c.IsOpen())
	c.nameLinks()
	c.Refresh()
	c.page.body.Refresh()
}

// explanation is the text below "How is this computed?".
func explanation(e describe.Explanation) fyne.CanvasObject {
	return surface.Inset(arrange.Flow(theme.Unit, prose.Quiet(e.How),
		arrange.Flow(0, prose.Part(wording.Say("what-it-cannot-know")), prose.Quiet(e.Limits)),
		arrange.Flow(0, prose.Part(wording.Say("how-often-it-is-wrong")), prose.Quiet(e.Wrong)),
		arrange.Flow(0, prose.Part(wording.Say("where-it-comes-from")), prose.Quiet(e.Source))))
}
