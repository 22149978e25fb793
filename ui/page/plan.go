package page

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/prose"
	"enactive/ui/state"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// planRow is an entry of a list with its tools below it.
func planRow(row fyne.CanvasObject, tools ...fyne.CanvasObject) fyne.CanvasObject {
	return arrange.Flow(0, row, container.New(layout.NewCustomPaddedLayout(0, theme.Unit, 2.75*theme.Unit+10*theme.Scale(), 0), arrange.Wrap(tools...)))
}

// due lists the plans of today. It asks how a plan went once its time has passed.
func (h *Home) due(plans []*journal.Entry) fyne.CanvasObject {
	rows := []fyne.CanvasObject{prose.Subtitle(wording.Say("planned-for-today"))}
	for _, e := range plans {
		if e.Time.After(h.host.Journal().Now()) {
			rows = append(rows, h.row(e))
			continue
		}
		how := control.NewButton(control.Plain, wording.Say("how-did-it-go"), nil, func() { h.host.EditEntry(state.Completed(h.host.Journal(), e)) })
		beside := container.New(arrange.Margins(0, 0, theme.Unit, 0), container.NewCenter(how))
		rows = append(rows, container.New(arrange.HorizontalBorder{}, arrange.Gap(0), beside, h.row(e)))
	}
	return surface.NewCard(arrange.Flow(theme.Unit/2, rows...), nil)
}

// missed asks once about plans of past days. Every answer is fine, and ends the questions about
// that plan.
func (h *Home) missed(plans []*journal.Entry) fyne.CanvasObject {
	host := h.host
	title := wording.Say("did-these-happen")
	if len(plans) == 1 {
		title = wording.Say("did-this-happen")
	}
	rows := []fyne.CanvasObject{prose.Subtitle(title), prose.Quiet(wording.Say("plans-change-you-are-asked-about-each"))}
	for _, e := range plans {
		happened := control.NewButton(control.Plain, wording.Say("it-happened"), nil, func() { host.EditEntry(state.Completed(host.Journal(), e)) })
		another := control.NewButton(control.Silent, wording.Say("another-day"), nil, func() {
			snooze(host, e.ID, func() { host.EditEntry(e.Clone()) })
		})
		let := control.NewButton(control.Silent, wording.Say("let-it-go"), nil, func() {
			snooze(host, e.ID, func() {
				h.Refresh()
				host.Toast(wording.Say("you-will-not-be-asked-about-it-again"), false)
			})
		})
		rows = append(rows, planRow(h.row(e), happened, another, let))
	}
	return surface.NewCard(arrange.Flow(theme.Unit/2, rows...), nil)
}

// snooze records that the person was asked about a plan, then calls then.
func snooze(host journalHost, id journal.EntryID, then func()) {
	host.Work(func(ctx context.Context) error { return host.Journal().Snooze(ctx, id) }, func(err error) {
		if err != nil {
			host.Fail(err)
			return
		}
		then()
	})
}
