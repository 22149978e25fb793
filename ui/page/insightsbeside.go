package page

import (
	"time"

	"fyne.io/fyne/v2"

	"enactive/charts"
	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/prose"
	"enactive/ui/state"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// besideWidth is the least width of a card beside those of other areas.
const besideWidth = 340

// showBeside puts the insights of several areas beside each other, one row an insight, with
// the same days on the axes of time.
func (p *Insights) showBeside(areas []journal.AreaID, found []state.Panels) {
	var rows []fyne.CanvasObject
	p.shown = p.shown[:0]
	p.large.Objects = nil
	p.large.Hide()
	for _, key := range keysOf(found) {
		var cards []fyne.CanvasObject
		var same []*insightCard
		title := ""
		for i, id := range areas {
			a, ok := p.host.Journal().Area(id)
			panel := found[i].Of(key)
			if !ok || panel.Title == "" {
				continue
			}
			title = panel.Title
			c := p.card(panel, string(id)+" "+key, a.Name, a, isBeside)
			cards, same = append(cards, c.FoldCard), append(same, c)
			p.shown = append(p.shown, string(id)+" "+key)
		}
		linkTimeAxes(same)
		rows = append(rows, arrange.Flow(theme.Unit, prose.Subtitle(title), surface.Cards(besideWidth, cards...)))
	}
	p.grid.Objects = []fyne.CanvasObject{arrange.Flow(3*theme.Unit, rows...)}
	p.grid.Layout = arrange.Flow(0).Layout
	p.grid.Hidden = len(rows) == 0
	p.showMissing(nil)
	p.missingBox.Objects = nil
	if len(rows) == 0 {
		p.missingBox.Objects = []fyne.CanvasObject{surface.NewCard(prose.Paragraph(wording.Say("none-of-these-areas-has-enough-entries")), nil)}
	}
	p.body.Refresh()
}

// keysOf lists the insights that any of the areas has enough entries for, in the order of the
// first such area.
func keysOf(found []state.Panels) []string {
	var keys []string
	seen := map[string]bool{}
	for _, panels := range found {
		for _, panel := range panels.Shown {
			if !seen[panel.Key] {
				seen[panel.Key] = true
				keys = append(keys, panel.Key)
			}
		}
	}
	return keys
}

// linkTimeAxes makes charts over time show the same days.
func linkTimeAxes(cards []*insightCard) {
	var first, last time.Time
	n := 0
	for _, c := range cards {
		t, ok := c.panel.Chart.(charts.Timed)
		if !ok {
			continue
		}
		a, b := t.Span()
		if n == 0 || a.Before(first) {
			first = a
		}
		if n == 0 || b.After(last) {
			last = b
		}
		n++
	}
	if n < 2 {
		return
	}
	for _, c := range cards {
		c.common = func() (time.Time, time.Time) { return first, last }
		if _, _, part := c.view.Shown(); !part {
			c.view.ShowDays(first, last)
		}
		c.moved = func() {
			from, to, _ := c.view.Shown()
			if from.IsZero() {
				from, to = first, last
			}
			for _, other := range cards {
				other.view.ShowDays(from, to)
			}
		}
	}
}
