package page

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/state"
	"enactive/ui/theme"
	own "enactive/ui/widget"
)

// Home shows each area with its trend, its sentence and its next plan.
type Home struct {
	desk   *Desk
	body   *fyne.Container
	latest state.Latest
}

// NewHome makes the page; Refresh fills it.
func NewHome(d *Desk) *Home {
	return &Home{desk: d, body: own.Flow(2*theme.Unit, own.Quiet("Reading your entries …"))}
}

// homeWidth is the widest that home becomes, in pixels at text size 1.
const homeWidth = 1200

// Object is the page itself.
func (h *Home) Object() fyne.CanvasObject { return scrolled(own.Column(homeWidth, h.body)) }

// scrolled is a page that scrolls, with the same margins everywhere.
func scrolled(body fyne.CanvasObject) *container.Scroll {
	return container.NewVScroll(margins(body))
}

func margins(body fyne.CanvasObject) fyne.CanvasObject {
	m := 3 * theme.Unit
	return container.New(layout.NewCustomPaddedLayout(m, m, m, m), body)
}

// Refresh computes the page anew and shows it.
func (h *Home) Refresh() {
	var cards []state.AreaCard
	var due, lately []*journal.Entry
	wanted, newest := h.latest.Begin()
	h.desk.Work(func(context.Context) (err error) {
		j := h.desk.Journal
		due, lately = state.Due(j, dueCount), state.Lately(j, latelyCount)
		cards, err = state.Home(wanted, j, h.desk.Insights)
		return err
	}, func(err error) {
		if err == nil && newest() {
			h.show(cards, due, lately)
		}
	})
}

func (h *Home) show(cards []state.AreaCard, due, lately []*journal.Entry) {
	d := h.desk
	today := d.Journal.Now().Format("Monday, 2 January")
	area := own.NewButton(own.Silent, "New area", fynetheme.ContentAddIcon(), func() { d.EditArea(journal.Area{}) })
	quick := own.NewButton(own.Primary, "Write down what you did", fynetheme.DocumentCreateIcon(), d.Quick)
	heading := own.Flow(0, own.Title(today))
	if d.Journal.Meta().Sample {
		heading.Add(own.Quiet("The sample year, of somebody who does not exist. What you write here stays here."))
	}
	h.body.Objects = []fyne.CanvasObject{own.Header(heading, own.HeadingWidth(today), area, quick)}
	if len(cards) == 0 { // there is one thing to do, and it says so itself
		h.body.Objects = []fyne.CanvasObject{heading, h.invitation()}
	}
	var objects []fyne.CanvasObject
	for _, c := range cards {
		objects = append(objects, h.card(c))
	}
	h.body.Add(own.Grid(320, objects...))
	if len(due) > 0 {
		h.body.Add(h.due(due))
	}
	if len(lately) > 0 {
		h.body.Add(h.lately(lately))
	}
	h.body.Refresh()
}

// invitation is what home shows while there is no area.
func (h *Home) invitation() fyne.CanvasObject {
	begin := own.NewButton(own.Primary, "Make your first area", nil, func() { h.desk.EditArea(journal.Area{}) })
	return own.NewCard(own.Flow(theme.Unit/2,
		own.Subtitle("What do you want to get better at?"),
		own.Paragraph("An area is a part of your life in which performing well matters to you: pitches, a half marathon, an exam, the piano. Everything you write down belongs to one."),
		container.NewHBox(begin),
	), nil)
}

func (h *Home) card(c state.AreaCard) fyne.CanvasObject {
	head := container.NewBorder(nil, nil, own.NewSpot(c.Area.Color), container.NewCenter(own.NewSpark(c.Levels, c.Area.Color)),
		own.Flow(-theme.Unit/2, own.Subtitle(c.Area.Name), own.Caption(wording.Count(c.Entries, "{{.N}} entry", "{{.N}} entries"))))
	body := own.Flow(0, head, own.Paragraph(c.Sentence))
	if c.Next != "" {
		body.Add(own.Quiet(c.Next))
	}
	return own.NewTapCard(body, func() { h.desk.OpenArea(c.Area.ID) })
}

// latelyCount is how many of the newest entries home shows.
const latelyCount = 6

// lately lists the newest entries, so that the last days are a glance away.
func (h *Home) lately(entries []*journal.Entry) fyne.CanvasObject {
	j := h.desk.Journal
	now := j.Now()
	rows := []fyne.CanvasObject{own.Subtitle("Lately")}
	for _, e := range entries {
		area, _ := j.Area(e.Area)
		r := own.NewRow()
		r.Say(rowText(e, area, journal.DateOf(now)))
		rows = append(rows, own.NewLink(r, func() { h.desk.OpenEntry(e.ID) }))
	}
	return own.NewCard(own.Flow(0, rows...), nil)
}

// due lists the plans whose day has come, so that they can be told.
func (h *Home) due(plans []*journal.Entry) fyne.CanvasObject {
	j := h.desk.Journal
	rows := []fyne.CanvasObject{own.Subtitle("Planned")}
	for _, e := range plans {
		area, _ := j.Area(e.Area)
		r := own.NewRow()
		r.Say(rowText(e, area, journal.DateOf(j.Now())))
		how := own.NewButton(own.Plain, "How did it go?", nil, func() { h.desk.EditEntry(Completed(e)) })
		rows = append(rows, container.NewBorder(nil, nil, nil, container.NewCenter(how), own.NewLink(r, func() { h.desk.OpenEntry(e.ID) })))
	}
	return own.NewCard(own.Flow(theme.Unit/2, rows...), nil)
}

// dueCount is how many plans home asks about at once.
const dueCount = 3
