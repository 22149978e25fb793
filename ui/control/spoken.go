package control

import (
	"fyne.io/fyne/v2"

	"enactive/journal/wording"
	"enactive/ui/spoken"
)

// What these say to a screen reader.

func (b *Button) Spoken() spoken.Object {
	return spoken.Object{Role: spoken.Button, Name: b.text.Text, Disabled: b.disable, Press: func() { b.Tapped(nil) }, Active: -1}
}

// Spoken is the texts of the content.
func (l *Link) Spoken() spoken.Object {
	return spoken.Object{Role: spoken.Link, FromContent: true, Selected: l.chosen, Selectable: l.chosen, Press: func() { l.Tapped(nil) }, Active: -1}
}

// Children are the objects in it.
func (l *Link) Children() []fyne.CanvasObject { return []fyne.CanvasObject{l.content} }

func (l *QuietLink) Spoken() spoken.Object {
	return spoken.Object{Role: spoken.Link, Name: l.text.Text, Press: func() { l.Tapped(nil) }, Active: -1}
}

func (c *Chip) Spoken() spoken.Object {
	o := spoken.Object{Role: spoken.Button, Name: c.text.Text, Press: func() { c.Tapped(nil) }, Active: -1}
	if c.leaves {
		o.Description = wording.Say("remove")
	}
	return o
}

func (t *Tag) Spoken() spoken.Object {
	return spoken.Object{Role: spoken.Button, Name: t.text.Text, Description: t.reason, Press: func() { t.Tapped(nil) }, Active: -1}
}

func (t *TapLabel) Spoken() spoken.Object {
	return spoken.Object{Role: spoken.Button, Name: t.words.Text, Press: func() { t.Tapped(nil) }, Active: -1}
}

// Spoken is the name of the icon.
func (t *Tool) Spoken() spoken.Object {
	return spoken.Object{Role: spoken.Button, Name: t.name, Press: t.tap, Active: -1}
}

func (t *IconTap) Spoken() spoken.Object {
	return spoken.Object{Role: spoken.Button, Name: t.name, Press: func() { t.Tapped(nil) }, Active: -1}
}
