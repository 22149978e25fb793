package page

import (
	"strings"

	"fyne.io/fyne/v2"

	"enactive/journal/describe"
	"enactive/journal/wording"
	"enactive/ui/spoken"
)

// mostSpokenEntries is how many entries of a list are told at a time: those in sight, and the chosen one.
const mostSpokenEntries = 60

// Spoken is the entries in sight as sentences. The chosen one has the keyboard while the list has it.
func (l *entryList) Spoken() spoken.Object {
	p := l.page
	o := spoken.Object{Role: spoken.List, Name: wording.Say("entries"), Active: -1}
	chosen, high := p.chosenIndex(), p.rowHeight()
	first := min(max(0, int(l.GetScrollOffset()/high)), len(p.found))
	last := min(len(p.found), first+min(mostSpokenEntries, int(l.Size().Height/high)+2))
	tell := func(i int) {
		if i == chosen {
			o.Active = len(o.Parts)
		}
		e := p.found[i]
		row := p.rowOf(i)
		row.Numbers = describe.Numbers(e)
		row.Day = wording.Weekday(e.Time)
		o.Parts = append(o.Parts, spoken.Part{Key: e.ID, Object: spoken.Object{Role: spoken.ListItem, Name: row.Sentence(), Selectable: true, Selected: i == chosen,
			Checkable: len(p.selected) > 0, Checked: p.selected[e.ID], Place: i + 1, Of: len(p.found), Press: func() { p.choose(i) }, Active: -1},
			At: func() (fyne.Position, fyne.Size) {
				return fyne.NewPos(0, float32(i)*high-l.GetScrollOffset()), fyne.NewSize(l.Size().Width, high)
			}})
	}
	if chosen >= 0 && chosen < first {
		tell(chosen)
	}
	for i := first; i < last; i++ {
		tell(i)
	}
	if chosen >= last {
		tell(chosen)
	}
	return o
}

// Spoken is the rows of the file as far as they are in sight.
func (g *fileGrid) Spoken() spoken.Object {
	o := spoken.Object{Role: spoken.List, Name: wording.Say("the-file-as-it-is"), Active: -1}
	columns := g.sheet.Columns[g.first:min(len(g.sheet.Columns), g.first+g.fit())]
	for i, row := range g.sheet.Rows[:g.rows()] {
		var cells []string
		for c, column := range columns {
			if at := g.first + c; at < len(row.Cells) && row.Cells[at] != "" {
				cells = append(cells, column.Name+" "+strings.Join(strings.Fields(row.Cells[at]), " "))
			}
		}
		o.Parts = append(o.Parts, spoken.Part{Key: i, Object: spoken.Object{Role: spoken.ListItem, Name: strings.Join(cells, ", "), Description: lineNumber(row.Line), Place: i + 1, Of: g.rows(), Active: -1}})
	}
	if len(columns) > 0 {
		o.News = columns[0].Name
	}
	return o
}
