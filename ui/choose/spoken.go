package choose

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"enactive/journal/wording"
	"enactive/ui/spoken"
)

// What these say to a screen reader.

func (c *Check) Spoken() spoken.Object {
	return spoken.Object{Role: spoken.CheckBox, Name: c.words.String(), Checkable: true, Checked: c.checked, Press: func() { c.Tapped(nil) }, Active: -1}
}

func (t *Toggle) Spoken() spoken.Object {
	return spoken.Object{Role: spoken.ToggleButton, Name: t.text.Text, Checkable: true, Checked: t.on, Press: func() { t.Tapped(nil) }, Active: -1}
}

func (s *Swatch) Spoken() spoken.Object {
	return spoken.Object{Role: spoken.RadioButton, Name: s.name, Checkable: true, Checked: s.chosen, Press: func() { s.Tapped(nil) }, Active: -1}
}

// Spoken is the rating. One that was not given says so, and is no number.
func (r *Rating) Spoken() spoken.Object {
	v := &spoken.Value{Now: r.scale.Low, Low: r.scale.Low, High: r.scale.High, Step: r.scale.Step, Words: wording.Say("spoken-no-value"), Set: r.set}
	if now, given := r.value.Get(); given {
		v.Now, v.Words = now, strings.TrimSpace(fmt.Sprint(now))
	}
	if r.disabled {
		v.Set = nil
	}
	return spoken.Object{Role: spoken.Slider, Disabled: r.disabled, Value: v, Description: endsOf(r.scale), Active: -1}
}

// endsOf says what the ends of a scale mean.
func endsOf(s Scale) string {
	var all []string
	for _, word := range []string{s.LowWord, s.MiddleWord, s.HighWord} {
		if word != "" {
			all = append(all, word)
		}
	}
	return strings.Join(all, " – ")
}

func (s *Select) Spoken() spoken.Object {
	o := spoken.OfSelect(&s.Select)
	o.Press = func() { s.Tapped(nil) }
	return o
}

// Spoken is the row of words, each of which can be chosen.
func (c *Choice) Spoken() spoken.Object {
	o := spoken.Object{Role: spoken.Group, Active: c.chosen}
	for i, p := range c.parts {
		o.Parts = append(o.Parts, spoken.Part{Key: i, Object: spoken.Object{Role: spoken.RadioButton, Name: p.text.Text, Checkable: true, Checked: i == c.chosen, Selectable: true, Selected: i == c.chosen,
			Place: i + 1, Of: len(c.parts), Press: func() { p.Tapped(nil) }, Active: -1},
			At: func() (fyne.Position, fyne.Size) { return p.Position(), p.Size() }})
	}
	return o
}

// Spoken is the list. The keyboard stays in the field above it, so the chosen one is read out.
func (l *PickList) Spoken() spoken.Object {
	o := spoken.Object{Role: spoken.List, Active: -1}
	for i, p := range l.picks {
		row := l.rows[i]
		o.Parts = append(o.Parts, spoken.Part{Key: i, Object: spoken.Object{Role: spoken.ListItem, Name: p.Title, Description: strings.TrimSpace(p.Detail + p.Group + " " + p.Key),
			Selectable: true, Selected: i == l.chosen, Place: i + 1, Of: len(l.picks), Press: row.tap, Active: -1},
			At: func() (fyne.Position, fyne.Size) { return row.Position(), row.Size() }})
	}
	if p, ok := l.Chosen(); ok {
		o.News = strings.Join(strings.Fields(p.Title+" "+p.Key), " ")
	}
	return o
}
