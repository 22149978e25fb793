package page

import (
	"fyne.io/fyne/v2"

	"enactive/journal/wording"
)

// Commands lists the commands for the charts. Those for a single chart apply to the one that was
// focused last, or else to the first.
func (p *Insights) Commands() []Command {
	group := wording.Text("insights")
	chart := func() bool { return p.currentCard() != nil }
	timed := func() bool { c := p.currentCard(); return c != nil && c.all != nil }
	several := func() bool { return len(p.host.Journal().Areas()) > 1 }
	with := func(do func(*insightCard)) func() { return func() { do(p.currentCard()) } }
	return []Command{
		{ID: "insights.next", Name: wording.Text("go-to-the-next-area"), Group: group, Key: fyne.KeyPageDown, Modifier: fyne.KeyModifierShortcutDefault, Can: several, Do: func() { p.turnBy(+1) }},
		{ID: "insights.previous", Name: wording.Text("go-to-the-previous-area"), Group: group, Key: fyne.KeyPageUp, Modifier: fyne.KeyModifierShortcutDefault, Can: several, Do: func() { p.turnBy(-1) }},
		{ID: "insights.together", Name: wording.Text("look-at-all-areas-together"), Group: group, Can: several, Do: p.Together},
		{ID: "insights.document", Name: wording.Text("make-a-progress-report"), Words: wording.Text("print-pdf-report-preview-therapist"), Group: group, Do: p.ToDocument},
		{ID: "chart.explain", Name: wording.Text("how-is-this-chart-computed"), Group: group, Can: chart, Do: with((*insightCard).toggleHow)},
		{ID: "chart.table", Name: wording.Text("show-this-chart-as-a-table-or-as"), Group: group, Can: chart, Do: with((*insightCard).toggleTable)},
		{ID: "chart.copy", Name: wording.Text("copy-this-chart"), Group: group, Can: chart, Do: with((*insightCard).copy)},
		{ID: "chart.save", Name: wording.Text("save-this-chart"), Group: group, Can: chart, Do: with((*insightCard).save)},
		{ID: "chart.closer", Name: wording.Text("zoom-in-on-this-chart"), Group: group, Can: timed, Do: with(func(c *insightCard) { c.view.Zoom(closer, 1) })},
		{ID: "chart.wider", Name: wording.Text("zoom-out-on-this-chart"), Group: group, Can: timed, Do: with(func(c *insightCard) { c.view.Zoom(1/closer, 1) })},
	}
}

// currentCard returns the card that was focused last, or else the first one; nil if there is none.
func (p *Insights) currentCard() *insightCard {
	for _, key := range p.shown {
		if c := p.cards[key]; c != nil && c == p.last {
			return c
		}
	}
	if len(p.shown) == 0 {
		return nil
	}
	return p.cards[p.shown[0]]
}

// turnBy goes on to another area, around at the ends; all of them together are one as well.
func (p *Insights) turnBy(by int) {
	n := len(p.choose.Options)
	p.choose.SetSelectedIndex((p.choose.SelectedIndex() + by + n) % n)
}
