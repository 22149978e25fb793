package page

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/charts"
	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/figure"
	"enactive/ui/glyph"
	"enactive/ui/pointing"
	"enactive/ui/prose"
	"enactive/ui/scrolling"
	"enactive/ui/state"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// heroHeight is the height of the large chart of home, in pixels at text size 1.
const heroHeight = 260

// trendKey is the key of the insight that home draws.
const trendKey = "trend"

// hero shows the area that matters today: where belief is as a large numeral, the picture of it, and the
// sentence that matters most.
func (h *Home) hero(c state.AreaCard) fyne.CanvasObject {
	insights := control.NewQuietLink(wording.Say("insights"), func() { h.host.OpenArea(c.Area.ID) })
	name := arrange.Flow(-theme.Unit/2, prose.Subtitle(c.Area.Name), prose.Caption(wording.Count(c.Entries, "n-entries")))
	head := container.NewBorder(nil, nil, container.New(arrange.Margins(0, 0, 0, theme.Unit/2), glyph.NewSpot(c.Area.Color)), container.NewCenter(insights), name)
	body := arrange.Flow(1.5*theme.Unit, h.saying(c))
	switch {
	case c.Entries == 0:
		body.Add(h.ghost())
	case c.Trend != nil:
		view := h.view(heroHeight)
		view.Quiet = true // the numeral says where belief is
		view.OnOpened = func(id string) { h.host.OpenEntry(journal.EntryID(id)) }
		view.Name = func(id string) string { return entryName(h.host.Journal(), id) }
		view.SetChart(c.Trend, c.Area.Color)
		body.Add(arrange.Flow(theme.Unit/2, prose.Caption(describe.TrendTitle.String()), view))
	}
	ground := pointing.NewGround(surface.NewHeaded(c.Area.Color, head, body), nil)
	offerArea(h.host, &ground.Extra, c.Area, h.ofArea(c.Area))
	return ground
}

// saying is the numeral of where belief is, and beside it the sentence that matters most.
func (h *Home) saying(c state.AreaCard) fyne.CanvasObject {
	words := arrange.Flow(0)
	if c.Claim == "" {
		words.Add(prose.Quiet(readingEntries()))
	} else {
		words.Add(prose.Claim(c.Claim))
	}
	words.Add(prose.Quiet(c.Then))
	words.Add(prose.Caption(c.Next))
	if c.Level == "" {
		return words
	}
	about := wording.Say("now-around-label")
	if c.NextDays == "" {
		about = wording.Say("at-the-end-around-label")
	}
	numeral := arrange.Flow(-theme.Unit/2, prose.Caption(about), prose.Numeral(c.Level), prose.Caption(c.NextDays))
	return arrange.Split(0.26, heroBeside, numeral, words)
}

// heroBeside is the least width of the card at which the numeral stands beside the sentence, at text size 1.
const heroBeside = 520

// view is a chart on home.
func (h *Home) view(height float32) *figure.ChartView {
	view := figure.NewChartView(height)
	view.Work, view.Beyond = h.host.Draw, h.scroll
	view.OnFocused = func(o fyne.CanvasObject) { scrolling.Reveal(h.scroll, o) }
	return view
}

// ghost shows what will stand here, drawn from made-up entries and marked as that.
func (h *Home) ghost() fyne.CanvasObject {
	item, _ := charts.Find(trendKey)
	view := h.view(heroHeight)
	view.SetChart(charts.Example(item), exampleHue)
	return arrange.Flow(theme.Unit/2, prose.Caption(item.Title), prose.Quiet(wording.Say("what-it-will-look-like")), view)
}

// entryName is how an entry is called beside its mark in a chart; empty if it is gone.
func entryName(j *journal.Journal, id string) string {
	if e, ok := j.Entry(journal.EntryID(id)); ok {
		return describe.Heading(e)
	}
	return ""
}

// small shows another area: where belief is, a line, and its sentence.
func (h *Home) small(c state.AreaCard) fyne.CanvasObject {
	name := container.NewBorder(nil, nil, container.New(arrange.Margins(0, 0, 0, theme.Unit/2), glyph.NewSpot(c.Area.Color)), nil, prose.Subtitle(c.Area.Name))
	body := arrange.Flow(theme.Unit/4, name)
	if c.Level != "" {
		numeral := arrange.Flow(-theme.Unit/2, prose.Figure(c.Level), prose.Caption(c.NextDays))
		body.Add(arrange.Split(0.44, 0, numeral, glyph.NewSpark(c.Levels, c.Area.Color)))
	} else {
		body.Add(prose.Caption(wording.Count(c.Entries, "n-entries")))
	}
	if c.Claim == "" {
		body.Add(prose.Quiet(readingEntries()))
	}
	body.Add(prose.Paragraph(c.Claim))
	body.Add(prose.Quiet(c.Then))
	if c.Next != "" {
		body.Add(prose.Caption(c.Next))
	}
	return h.areaCard(body, c.Area)
}

// areaCard is a card that opens an area, with its menu.
func (h *Home) areaCard(content fyne.CanvasObject, a journal.Area) fyne.CanvasObject {
	card := surface.NewTapCard(content, func() { h.host.OpenArea(a.ID) })
	offerArea(h.host, &card.Extra, a, h.ofArea(a))
	return card
}

// ofArea is what the menu of an area has here.
func (h *Home) ofArea(a journal.Area) func() inAreaMenu {
	return func() inAreaMenu { return inAreaMenu{open: func() { h.host.ManageArea(a.ID) }} }
}

// plainArea shows an area of which nothing is computed, because its first entries are shown one by one.
func (h *Home) plainArea(c state.AreaCard) fyne.CanvasObject {
	head := container.NewBorder(nil, nil, glyph.NewSpot(c.Area.Color), nil,
		arrange.Flow(-theme.Unit/2, prose.Subtitle(c.Area.Name), prose.Caption(wording.Count(c.Entries, "n-entries"))))
	return h.areaCard(arrange.Flow(0, head, prose.Paragraph(c.Next)), c.Area)
}

// coming shows how far the insights are that lack least.
func (h *Home) coming(c state.AreaCard) fyne.CanvasObject {
	rows := arrange.Flow(theme.Unit, prose.Caption(wording.Say("not-enough-yet")))
	for _, p := range c.Coming {
		rows.Add(arrange.Flow(0, prose.Strong(p.Title), wayOf(p.Figure)))
	}
	return h.areaCard(rows, c.Area)
}
