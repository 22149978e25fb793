package menu

import (
	"fyne.io/fyne/v2"

	"enactive/ui/spoken"
)

// Spoken is the menu with its items; the chosen one has the keyboard.
func (m *Menu) Spoken() spoken.Object {
	o := spoken.Object{Role: spoken.Menu, Active: -1}
	for i, row := range m.rows {
		l, ok := row.(*line)
		if !ok {
			continue
		}
		if l == m.chosen {
			o.Active = len(o.Parts)
		}
		o.Parts = append(o.Parts, spoken.Part{Key: i, Object: spoken.Object{Role: spoken.MenuItem, Name: l.item.Label, Description: l.item.Key, Disabled: l.item.Disabled,
			Selectable: true, Selected: l == m.chosen, Press: func() { m.do(l) }, Active: -1},
			At: func() (fyne.Position, fyne.Size) {
				driver := fyne.CurrentApp().Driver()
				return driver.AbsolutePositionForObject(l).Subtract(driver.AbsolutePositionForObject(m)), l.Size()
			}})
	}
	return o
}
