package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"

	"enactive/ui/theme"
	own "enactive/ui/widget"
)

// addKeys ties the commands to their keys. They work wherever the cursor is.
func (u *App) addKeys() {
	for _, k := range []struct {
		key fyne.KeyName
		do  func(*desk)
	}{
		{fyne.KeyN, (*desk).openQuick},
		{fyne.KeyReturn, (*desk).save},
		{fyne.KeyEnter, (*desk).save},
		{fyne.KeyZ, (*desk).undo},
		{fyne.KeyF, func(d *desk) { d.leaving(func() { d.put(pageEntries); d.entries.FocusSearch() }) }},
		{fyne.KeyL, func(*desk) { u.lock() }},
		{fyne.Key1, func(d *desk) { d.show(pageHome) }},
		{fyne.Key2, func(d *desk) { d.show(pageEntries) }},
		{fyne.Key3, func(d *desk) { d.show(pageInsights) }},
		{fyne.Key4, func(d *desk) { d.show(pageSafety) }},
		{fyne.Key5, func(d *desk) { d.show(pageSettings) }},
	} {
		u.window.Canvas().AddShortcut(&desktop.CustomShortcut{KeyName: k.key, Modifier: fyne.KeyModifierShortcutDefault}, func(fyne.Shortcut) {
			if u.open != nil {
				k.do(u.open)
			}
		})
	}
	u.window.Canvas().AddShortcut(&fyne.ShortcutUndo{}, func(fyne.Shortcut) {
		if u.open != nil {
			u.open.undo()
		}
	})
	u.window.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) {
		if top, ok := u.window.Canvas().Overlays().Top().(*own.Sheet); ok && e.Name == fyne.KeyEscape && top.Cancel != nil {
			top.Cancel()
		}
	})
}

// alert explains a problem over a page that has no foot to say it in.
func (u *App) alert(title, words string) {
	var sheet *own.Sheet
	ok := own.NewButton(own.Primary, "OK", nil, func() { sheet.Hide() })
	sheet = own.ShowSheet(u.window.Canvas(), 480, own.Flow(theme.Unit, own.Subtitle(title), own.Paragraph(words)), container.NewHBox(layout.NewSpacer(), ok))
	sheet.Cancel = sheet.Hide
	u.window.Canvas().Focus(ok)
}
