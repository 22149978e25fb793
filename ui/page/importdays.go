package page

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/choose"
	"enactive/ui/input"
	"enactive/ui/prose"
	"enactive/ui/state"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// rowsCard asks whether each row is an entry or the values of a day; nil where the rows of the table
// cannot be days.
func (p *Import) rowsCard() fyne.CanvasObject {
	if !p.form.CanBeDays() && !p.form.Days {
		return nil
	}
	p.kind = oneOf([]choice[bool]{{false, wording.Say("an-entry")}, {true, wording.Say("the-values-of-a-day")}}, p.form.Days, func(days bool) {
		p.form.ReadDays(days)
		p.layOut()
		p.host.Window().Canvas().Focus(p.kind)
		p.changed()
	})
	return surface.NewCard(input.Labelled(wording.Say("what-each-row-is"), wording.Say("the-values-of-a-day-are-such-as"), p.kind), nil)
}

// meanings are what a column can be.
func (c *columnsPart) meanings(at int) []meaning {
	if !c.form.Days {
		return meanings()
	}
	var all []meaning
	for _, ours := range c.form.DayMeanings(at, c.page.host.Journal().DayMeasures()) {
		all = append(all, meaning{ours, dayMeaning(ours)})
	}
	return all
}

// dayMeaning names what a column of a table of days is.
func dayMeaning(ours string) string {
	if name, ok := state.MeasureIn(ours); ok {
		return wording.Say("the-measure-name", wording.V{"Name": name})
	}
	switch ours {
	case "day":
		return wording.Say("the-day-itself")
	case "note":
		return wording.Say("note-about-the-day")
	}
	return ours
}

// several asks which of several values of a day counts.
func (c *columnsPart) several() fyne.CanvasObject {
	keys := strings.Fields("first last mean sum smallest largest")
	s := choose.NewSelect(wording.Say("none-has"), wording.Say("the-first-value-counts"), wording.Say("the-last-value-counts"), wording.Say("their-mean-counts"),
		wording.Say("their-sum-counts"), wording.Say("the-smallest-value-counts"), wording.Say("the-largest-value-counts"))
	s.SetSelectedIndex(slices.Index(keys, c.form.Several) + 1)
	s.OnChanged = func(string) {
		c.form.Several = ""
		if i := s.SelectedIndex(); i > 0 {
			c.form.Several = keys[i-1]
		}
		c.page.changed()
	}
	return input.Labelled(wording.Say("where-a-day-has-several-rows"), "", surface.Framed(s))
}

// daysCard shows what the first days will have, and what stood in the file.
func (p *Import) daysCard(imp *state.Import) fyne.CanvasObject {
	today := journal.DateOf(p.host.Journal().Now())
	cards := arrange.Grid(420)
	for _, d := range imp.FirstDays {
		body := arrange.Flow(0, prose.Strong(state.DayWords(d.Date, today)))
		if d.Values != "" {
			body.Add(prose.Paragraph(d.Values))
		}
		if d.Note != "" {
			body.Add(prose.Paragraph(oneLine(d.Note)))
		}
		body.Add(prose.Caption(p.lineOfFile(d.Line)).InLine())
		cards.Add(surface.NewCard(body, nil))
	}
	return arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("what-its-rows-become")), cards)
}
