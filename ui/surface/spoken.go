package surface

import "enactive/ui/spoken"

// Spoken is nothing but the content: a card is a ground.
func (c *Card) Spoken() spoken.Object { return spoken.Object{Active: -1} }

// Spoken is what opens: its name is the texts on it.
func (c *TapCard) Spoken() spoken.Object {
	return spoken.Object{Role: spoken.Button, FromContent: true, Press: func() { c.Tapped(nil) }, Active: -1}
}

// Spoken is the name of the fold and the line about its content.
func (h *foldHead) Spoken() spoken.Object {
	return spoken.Object{Role: spoken.ToggleButton, Name: h.title.String(), Description: h.summary.String(), Expandable: true, Expanded: h.fold.open, Press: func() { h.Tapped(nil) }, Active: -1}
}
