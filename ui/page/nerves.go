package page

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/prose"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// guideSettings say which guides a person wants to see.
type guideSettings interface {
	// NervesGuideHidden reports whether the guide on nerves was hidden; HideNervesGuide hides it for good.
	NervesGuideHidden() bool
	HideNervesGuide()
}

// nervesGuide is the short guide on reading a racing heart as readiness, which is shown where a form asks about
// nerves until it is hidden.
type nervesGuide struct {
	settings guideSettings
	box      fyne.CanvasObject
	hide     *control.QuietLink
}

// newNervesGuide creates the guide; hidden is called when a person hides it.
func newNervesGuide(settings guideSettings, hidden func()) *nervesGuide {
	g := &nervesGuide{settings: settings}
	g.hide = control.NewQuietLink(wording.Say("do-not-show-this-again"), func() {
		settings.HideNervesGuide()
		hidden()
	})
	g.box = surface.Inset(arrange.Flow(theme.Unit/2,
		prose.Strong(wording.Say("a-racing-heart-can-be-readiness")),
		prose.Paragraph(wording.Say("before-something-that-counts-the-heart")),
		prose.Caption(wording.Say("bosshard-and-gomez-2024-reappraisal")),
		container.NewHBox(g.hide)))
	return g
}

// update shows the guide with an entry about one's own nerves.
func (g *nervesGuide) update(e *journal.Entry) {
	setVisible(g.box, e.Source != journal.SourceVicarious && !g.settings.NervesGuideHidden())
}
