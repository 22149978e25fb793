package page

import (
	"fyne.io/fyne/v2"

	"enactive/charts"
	"enactive/journal"
	"enactive/ui/arrange"
	"enactive/ui/prose"
	"enactive/ui/theme"
)

// wayHeight is the height of the chart of the way to a goal, in pixels at text size 1.
const wayHeight = 220

// addWay adds the way to the number of a goal below it, where a value was reached.
func (p *Areas) addWay(below *fyne.Container, a journal.Area, g journal.Goal) {
	for i := range p.ways {
		w := &p.ways[i]
		if w.Goal.Aim == g.Aim && w.Goal.Text == g.Text {
			below.Add(arrange.Flow(theme.Unit/2, prose.Paragraph(w.Sentence()), p.chart("goal", string(a.ID)+w.Goal.Text, charts.Goal(w, a.Name), a.Color, wayHeight)))
			return
		}
	}
}
