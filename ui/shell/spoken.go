package shell

import "enactive/ui/spoken"

// Spoken is the way to a page.
func (n *NavItem) Spoken() spoken.Object {
	return spoken.Object{Role: spoken.ListItem, Name: n.text.Text, Selectable: true, Selected: n.selected, Press: func() { n.Tapped(nil) }, Active: -1}
}

// Spoken is a dialog: while it is there nothing under it can be reached.
func (s *Sheet) Spoken() spoken.Object {
	return spoken.Object{Role: spoken.Dialog, Name: spoken.Title(s.body), Modal: true, Active: -1}
}

// Spoken is read out as soon as it is there.
func (b *Banner) Spoken() spoken.Object {
	return spoken.Object{Role: spoken.Alert, Name: b.title.String(), Description: b.words.String(), Active: -1}
}
