package figure

import (
	"strings"

	"enactive/charts"
	"enactive/ui/spoken"
)

// Spoken is the sentence of the chart and what is drawn in it; the mark that the arrows are at is read out.
func (v *ChartView) Spoken() spoken.Object {
	if v.chart == nil {
		return spoken.Object{Active: -1}
	}
	o := spoken.Object{Role: spoken.Chart, Name: v.chart.Text(), News: v.tip.text, Active: -1}
	if words := charts.AltText(v.chart); words != o.Name {
		o.Description = words
	}
	if v.OnOpened != nil && v.at >= 0 {
		o.Press = v.openMark
	}
	return o
}

// mostSpokenRows is how many rows of a table are told: those in sight, and some around them.
const mostSpokenRows = 60

// Spoken is the rows around those in sight, each with the names of its columns.
func (t *TextTable) Spoken() spoken.Object {
	o := spoken.Object{Role: spoken.List, Name: join(t.header), Active: -1}
	first := min(max(0, int(t.scroll.Offset.Y/t.rowHeight())), len(t.rows))
	for i := first; i < min(len(t.rows), first+mostSpokenRows); i++ {
		var cells []string
		for c, cell := range t.rows[i] {
			if cell != "" {
				cells = append(cells, t.header[c]+" "+cell)
			}
		}
		o.Parts = append(o.Parts, spoken.Part{Key: i, Object: spoken.Object{Role: spoken.ListItem, Name: join(cells), Selectable: true, Selected: i == first, Place: i + 1, Of: len(t.rows), Active: -1}})
	}
	if len(o.Parts) > 0 {
		o.Active = 0 // the arrows move the table, and the first row in sight is where they are
	}
	return o
}

// Spoken is the page that is read.
func (v *PaperView) Spoken() spoken.Object {
	return spoken.Object{Role: spoken.Document, Name: v.Words, News: v.Words, Active: -1}
}

// Spoken is the picture by its name.
func (v *PictureView) Spoken() spoken.Object {
	return spoken.Object{Role: spoken.Picture, Name: v.Words, News: v.Words, Active: -1}
}

func join(parts []string) string { return strings.Join(parts, ", ") }
