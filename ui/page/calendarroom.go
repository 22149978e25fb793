package page

import (
	"fyne.io/fyne/v2"

	"enactive/ui/theme"
)

// monthRoom lets the month of a calendar grow with the window.
type monthRoom struct{ of *Calendar }

func (l monthRoom) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

func (l monthRoom) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	objects[0].Resize(s)
	l.of.giveRoom()
}

// giveRoom tells the month how much of the window is left for it. Where the chosen day stands under
// it, it stays as low as it can be, so that the day is in sight too.
func (p *Calendar) giveRoom() {
	if !p.inMonth {
		return
	}
	room := float32(0)
	if p.day.Position().X > 0 {
		frame := p.monthCard.MinSize().Height - p.month.MinSize().Height
		room = p.scroll.Size().Height - p.head.Size().Height - p.tools.Size().Height - frame - 10*theme.Unit // the gaps and the margins
	}
	p.month.SetRoom(room)
	p.body.Refresh()
}
