package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal/wording"
	"enactive/ui/page"
	"enactive/ui/scheme"
	"enactive/ui/theme"
)

// The names of the preferences; those of reminders are in reminders.go. Nothing else is stored outside
// the journal.
const (
	prefMode   = "appearance"
	prefScale  = "text size"
	prefWidth  = "window width"
	prefHeight = "window height"
	prefPlace  = "window place"
	prefPage   = "page"
	prefAway   = "lock after minutes"
	prefNerves = "guide on nerves hidden"
	prefServe  = "commands use the open journal"

	prefMaximised = "window maximised"
	prefSerif     = "writing with serifs"
	prefWriting   = "writing size"
	prefLanguage  = "language"
	prefDays      = "days are written"
	prefWeek      = "week begins on"
	prefSpelling  = "spelling"
)

// display is how the window looks and speaks.
type display struct {
	chosen page.Appearance
	dark   bool   // the desktop shows dark colours; known if scheme.Ours
	system string // the language of the system
}

// rememberedDisplay returns the display of the preferences.
func rememberedDisplay(p fyne.Preferences) display {
	return display{system: systemLanguage(), chosen: page.Appearance{
		Mode:  theme.Mode(p.StringWithFallback(prefMode, string(theme.System))),
		Scale: float32(p.FloatWithFallback(prefScale, 1)),

		Language: p.String(prefLanguage), Days: wording.DayForm(p.String(prefDays)),
		Week: time.Weekday(p.IntWithFallback(prefWeek, int(time.Monday))),
	}}
}

// theme is the theme for the toolkit; if the desktop decides, as the desktop shows itself.
func (d display) theme() *theme.Theme {
	mode := d.chosen.Mode
	if mode == theme.System && scheme.Ours {
		if mode = theme.Light; d.dark {
			mode = theme.Dark
		}
	}
	return theme.New(mode, d.chosen.Scale)
}

// setAppearance applies an appearance and remembers it.
func (u *App) setAppearance(a page.Appearance) {
	p := u.app.Preferences()
	p.SetString(prefMode, string(a.Mode))
	p.SetFloat(prefScale, float64(a.Scale))
	p.SetString(prefLanguage, a.Language)
	p.SetString(prefDays, string(a.Days))
	p.SetInt(prefWeek, int(a.Week))
	u.applyAppearance(a)
}

// applyAppearance applies without persisting.
func (u *App) applyAppearance(a page.Appearance) {
	reworded := u.display.chosen.Language != a.Language || u.display.chosen.Days != a.Days
	u.display.chosen = a
	if reworded {
		u.display.applyLanguage()
	}
	for _, w := range u.windows() { // rebuilt below, so that nothing of it need be measured once more
		w.window.SetContent(container.NewStack())
	}
	u.app.Settings().SetTheme(u.display.theme())
	for _, w := range u.windows() {
		if reworded {
			w.forgetInsights()
			w.spelling = nil // its languages may follow that of the window
		}
		w.rebuild()
	}
}

// desktopShows follows the desktop if a person did not choose colours.
func (u *App) desktopShows(dark bool) {
	if u.display.dark == dark {
		return
	}
	if u.display.dark = dark; u.display.chosen.Mode == theme.System {
		u.applyAppearance(u.display.chosen)
	}
}

func (u *App) setMode(m theme.Mode) {
	a := u.display.chosen
	a.Mode = m
	u.setAppearance(a)
}

// scaleBy changes the size of the text by so many steps; 0 resets it.
func (u *App) scaleBy(steps int) {
	a := u.display.chosen
	a.Scale = page.NextSize(a.Scale, steps)
	u.setAppearance(a)
}
