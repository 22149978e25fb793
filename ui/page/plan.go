package page

import (
	"context"
	"fmt"
	"io"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"enactive/journal"
	"enactive/journal/atomicfile"
	"enactive/journal/exchange"
	"enactive/journal/wording"
	"enactive/ui/state"
	"enactive/ui/theme"
	own "enactive/ui/widget"
)

// planRow is an entry of a list with what can be done about it under it.
func planRow(row fyne.CanvasObject, tools ...fyne.CanvasObject) fyne.CanvasObject {
	return own.Flow(0, row, container.New(layout.NewCustomPaddedLayout(0, theme.Unit, 2.75*theme.Unit+10*theme.Scale(), 0), own.Wrap(tools...)))
}

// due lists the plans of today. How it went is asked once its time has come.
func (h *Home) due(plans []*journal.Entry) fyne.CanvasObject {
	rows := []fyne.CanvasObject{own.Subtitle(wording.Say("Planned for today"))}
	for _, e := range plans {
		if e.Time.After(h.desk.Journal.Now()) {
			rows = append(rows, h.row(e))
			continue
		}
		how := own.NewButton(own.Plain, wording.Say("How did it go?"), nil, func() { h.desk.EditEntry(state.Completed(h.desk.Journal, e)) })
		rows = append(rows, planRow(h.row(e), how))
	}
	return own.NewCard(own.Flow(theme.Unit/2, rows...), nil)
}

// missed asks once about plans whose day has passed. Every answer is a good one, and none of
// them is asked about again.
func (h *Home) missed(plans []*journal.Entry) fyne.CanvasObject {
	d := h.desk
	title := wording.Say("Did these happen?")
	if len(plans) == 1 {
		title = wording.Say("Did this happen?")
	}
	rows := []fyne.CanvasObject{own.Subtitle(title), own.Quiet(wording.Say("Plans change. You are asked about each of them once."))}
	for _, e := range plans {
		happened := own.NewButton(own.Plain, wording.Say("It happened"), nil, func() { d.EditEntry(state.Completed(d.Journal, e)) })
		another := own.NewButton(own.Silent, wording.Say("Another day"), nil, func() {
			d.putOff(e.ID, func() { d.EditEntry(e.Clone()) })
		})
		let := own.NewButton(own.Silent, wording.Say("Let it go"), nil, func() {
			d.putOff(e.ID, func() {
				h.Refresh()
				d.Tell(wording.Say("You are not asked about it again. It stays among your entries."), false)
			})
		})
		rows = append(rows, planRow(h.row(e), happened, another, let))
	}
	return own.NewCard(own.Flow(theme.Unit/2, rows...), nil)
}

// putOff keeps in mind that a plan was asked about, then goes on.
func (d *Desk) putOff(id journal.EntryID, then func()) {
	d.Work(func(ctx context.Context) error { return d.Journal.PutOff(ctx, id) }, func(err error) {
		if err != nil {
			d.Fail(err)
			return
		}
		then()
	})
}

// PlanToCalendar asks where to write a plan for the calendar of a person, and writes it. Only
// its title and time go in, unless more is asked for.
func (d *Desk) PlanToCalendar(plan *journal.Entry) {
	path := own.NewField()
	path.SetText(filepath.Join(documents(), fmt.Sprintf("enactive-plan-%s.ics", plan.Day())))
	more := own.NewCheck(wording.Say("What you set out to do, too"), false)
	form := []fyne.CanvasObject{
		own.Paragraph(wording.Say("The title and the time of the plan go into a file that your calendar can open. The file is not encrypted, and neither is a calendar: whoever sees it can read it.")),
		own.Labelled(wording.Say("To the file"), "", path),
	}
	if plan.Intention != "" {
		form = append(form, more)
	}
	q := d.ask(560, wording.Say("Save the plan for your calendar"), wording.Say("Save the file"), func(q *question) {
		q.busy(wording.Say("Working on it …"))
		file, o := path.Text, exchange.ICSOptions{Now: d.Journal.Now(), IncludeIntention: more.IsChecked()}
		d.Work(func(context.Context) error {
			return atomicfile.Write(file, func(w io.Writer) error { return exchange.WritePlanICS(w, []*journal.Entry{plan}, o) })
		}, func(err error) {
			if err != nil {
				q.free(Unwritten(file, err))
				return
			}
			q.hide()
			d.Tell(wording.Say("Written to {{.File}}. It is not encrypted: whoever has the file can read it.", wording.V{"File": file}), false)
		})
	}, form...)
	q.canvas.Focus(path)
}
