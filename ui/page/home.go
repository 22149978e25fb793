package page

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"enactive/journal"
	"enactive/ui/state"
	"enactive/ui/theme"
	own "enactive/ui/widget"
)

// Home shows each area with its trend, its sentence and its next plan.
type Home struct {
	desk *Desk
	body *fyne.Container
}

// NewHome makes the page; Refresh fills it.
func NewHome(d *Desk) *Home { return &Home{desk: d, body: own.Flow(2 * theme.Unit)} }

// Object is the page itself.
func (h *Home) Object() fyne.CanvasObject { return scrolled(h.body) }

// scrolled is a page that scrolls, with the same margins everywhere.
func scrolled(body fyne.CanvasObject) fyne.CanvasObject {
	return container.NewVScroll(margins(body))
}

func margins(body fyne.CanvasObject) fyne.CanvasObject {
	m := 3 * theme.Unit
	return container.New(layout.NewCustomPaddedLayout(m, m, m, m), body)
}

// Refresh computes the page anew and shows it.
func (h *Home) Refresh() {
	var cards []state.AreaCard
	h.desk.Work(func(context.Context) error {
		cards = state.Home(h.desk.Journal)
		return nil
	}, func(error) { h.show(cards) })
}

func (h *Home) show(cards []state.AreaCard) {
	d := h.desk
	today := d.Journal.Now().Format("Monday, 2 January")
	quick := widget.NewButtonWithIcon("Write down what you did", fynetheme.DocumentCreateIcon(), d.Quick)
	quick.Importance = widget.HighImportance
	area := widget.NewButtonWithIcon("New area", fynetheme.ContentAddIcon(), func() { d.EditArea(journal.Area{}) })
	area.Importance = widget.LowImportance
	head := container.NewBorder(nil, nil, nil, container.NewCenter(container.NewHBox(area, quick)), container.NewVBox(own.Title(today)))
	h.body.Objects = []fyne.CanvasObject{head}
	if d.Journal.Meta().Sample {
		h.body.Add(own.NewCard(own.Quiet("This is the sample year: three areas of somebody who does not exist, so that you can look around. Nothing that you write here reaches your own journal."), nil))
	}
	if len(cards) == 0 {
		h.body.Add(h.invitation())
	}
	var objects []fyne.CanvasObject
	for _, c := range cards {
		objects = append(objects, h.card(c))
	}
	h.body.Add(own.Grid(320, objects...))
	if lately := h.lately(); lately != nil {
		h.body.Add(lately)
	}
	h.body.Refresh()
}

// invitation is what home shows while there is no area.
func (h *Home) invitation() fyne.CanvasObject {
	begin := widget.NewButton("Make your first area", func() { h.desk.EditArea(journal.Area{}) })
	begin.Importance = widget.HighImportance
	return own.NewCard(own.Flow(theme.Unit/2,
		own.Subtitle("What do you want to get better at?"),
		own.Paragraph("An area is a part of your life in which performing well matters to you: pitches, a half marathon, an exam, the piano. Everything you write down belongs to one."),
		container.NewHBox(begin),
	), nil)
}

func (h *Home) card(c state.AreaCard) fyne.CanvasObject {
	count := fmt.Sprintf("%d entries", c.Entries)
	if c.Entries == 1 {
		count = "1 entry"
	}
	head := container.NewBorder(nil, nil, own.NewSpot(c.Area.Color), container.NewCenter(own.NewSpark(c.Levels, c.Area.Color)),
		own.Flow(-theme.Unit/2, own.Subtitle(c.Area.Name), own.Caption(count)))
	body := own.Flow(0, head, own.Paragraph(c.Sentence))
	if c.Next != "" {
		body.Add(own.Quiet(c.Next))
	}
	return own.NewTapCard(body, func() { h.desk.OpenArea(c.Area.ID) })
}

// latelyCount is how many of the newest entries home shows.
const latelyCount = 6

// lately lists the newest entries, so that the last days are a glance away.
func (h *Home) lately() fyne.CanvasObject {
	j := h.desk.Journal
	now := j.Now()
	entries := j.Entries(journal.Query{Types: []journal.Type{journal.Experience, journal.CheckIn}, To: journal.DateOf(now), Newest: true, Limit: latelyCount})
	if len(entries) == 0 {
		return nil
	}
	rows := []fyne.CanvasObject{own.Subtitle("Lately")}
	for _, e := range entries {
		area, _ := j.Area(e.Area)
		r := newRow()
		r.show(e, area, journal.DateOf(now))
		rows = append(rows, own.NewLink(r, func() { h.desk.OpenEntry(e.ID) }))
	}
	return own.NewCard(own.Flow(theme.Unit/2, rows...), nil)
}
