package ui

import (
	"testing"

	"enactive/journal/vault"
	"enactive/ui/page"
	"enactive/ui/scheme"
	"enactive/ui/theme"
)

func TestTheWindowFollowsTheDesktopUnlessColoursWereChosen(t *testing.T) {
	if !scheme.Ours {
		return // the toolkit follows it
	}
	d := open(t, journalAt(t, vault.NoPassphrase()))
	look := page.Appearance{Mode: theme.System, Scale: 1}
	d.do(func(x *mainWindow) { x.app.setAppearance(look) })
	if theme.IsDark() {
		t.Error("a desktop that says nothing is shown dark")
	}
	d.do(func(x *mainWindow) { x.app.desktopShows(true) })
	if !theme.IsDark() {
		t.Error("a desktop that became dark is not followed")
	}
	look.Mode = theme.Light
	d.do(func(x *mainWindow) { x.app.setAppearance(look) })
	if theme.IsDark() {
		t.Error("light was chosen, and dark is shown")
	}
}
