package page

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/dayview"
	"enactive/ui/entryview"
	"enactive/ui/glyph"
	"enactive/ui/prose"
	"enactive/ui/state"
	"enactive/ui/surface"
)

// example shows what will stand on an empty page, marked as one that is not the person's own.
func example(what ...fyne.CanvasObject) fyne.CanvasObject {
	return surface.Inset(arrange.Flow(0, append([]fyne.CanvasObject{prose.Caption(wording.Say("example-not-yours"))}, what...)...))
}

// exampleArea is the area that examples are of: a suggestion, in the current language.
func exampleArea() journal.Area {
	a := state.Templates()[1].Area
	a.Color = hues[2]
	return a
}

// exampleRows are entries as the list of them shows them.
func exampleRows() fyne.CanvasObject {
	a := exampleArea()
	rows := []fyne.CanvasObject{}
	levels := []entryview.Levels{{72, 38, 64}, {55, 62, 48}, {40, 70, 35}}
	outcomes := []journal.Outcome{journal.Success, journal.Partial, journal.Setback}
	for i, l := range levels {
		e := journal.Entry{Type: journal.Experience, Outcome: outcomes[i]}
		r := entryview.NewRow()
		r.Set(entryview.RowText{Hue: a.Color, Title: a.Ladder[2-i].Text, When: a.Name, Outcome: e.Outcome, Kind: state.InAWord(&e), Levels: &l})
		rows = append(rows, r)
	}
	return example(rows...)
}

// exampleYear is a year of somebody.
func exampleYear(week time.Weekday, today journal.Date) fyne.CanvasObject {
	h := dayview.NewHeatMap(week)
	h.Disable()
	h.SetDays(today.Year, exampleArea().Color, func(d journal.Date) dayview.HeatDay {
		n := (d.Day*7 + int(d.Month)*5 + d.Day*d.Day) % 11 // some days, and none in a pattern
		if n > 3 {
			return dayview.HeatDay{}
		}
		return dayview.HeatDay{Shade: 1 + n}
	}, func(journal.Date) string { return "" })
	return example(h)
}

// exampleLadder is what an area has: a goal, and a ladder with how sure one is of its steps.
func exampleLadder() fyne.CanvasObject {
	a := exampleArea()
	rows := []fyne.CanvasObject{container.NewHBox(container.NewCenter(glyph.NewSpot(a.Color)), prose.Short(a.Name))}
	ways := [][]float64{{40, 55, 70, 88}, {30, 38, 52, 64}, {20, 25, 28, 41}, {10, 12, 18, 22}}
	for i, r := range a.Ladder {
		rows = append(rows, container.NewBorder(nil, nil, nil, glyph.NewSpark(ways[i], a.Color), arrange.Middle(prose.Paragraph(r.Text))))
	}
	return example(rows...)
}

// exampleReview is how a look back begins.
func exampleReview() fyne.CanvasObject {
	a := exampleArea()
	rows := []fyne.CanvasObject{prose.Strong(wording.Say("what-you-tried"))}
	for _, r := range a.Ladder[:2] {
		rows = append(rows, bulleted(a.Color, prose.Paragraph(r.Text)))
	}
	rows = append(rows, prose.Strong(wording.Say("what-stood-in-the-way")))
	for _, o := range a.Obstacles {
		rows = append(rows, bulleted(a.Color, prose.Paragraph(o)))
	}
	return example(rows...)
}
