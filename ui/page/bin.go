package page

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/prose"
	"enactive/ui/state"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// binHost is what the bin asks of the window.
type binHost interface {
	journalHost
	timer
	// EraseEntry erases an entry for good, after a backup.
	EraseEntry(context.Context, journal.EntryID) error
	ShowEntries()
}

// Bin lists the deleted entries with the day of their final removal.
type Bin struct {
	host  binHost
	body  *fyne.Container
	shown int
}

// binStep is how many entries of the bin are shown at first, and more at a time.
const binStep = 50

// NewBin makes the page; Refresh fills it.
func NewBin(host binHost) *Bin {
	return &Bin{host: host, body: arrange.Flow(1.5 * theme.Unit), shown: binStep}
}

// Object is the page itself.
func (p *Bin) Object() fyne.CanvasObject {
	return scrolled(arrange.Column(theme.ReadingWidth, p.body))
}

// Refresh shows the current contents of the bin.
func (p *Bin) Refresh() {
	var found []*journal.Entry
	p.host.Work(func(context.Context) error {
		found = p.host.Journal().Entries(journal.Query{InBin: true, Newest: true})
		return nil
	}, func(error) { p.show(found) })
}

func (p *Bin) show(found []*journal.Entry) {
	back := control.NewButton(control.Silent, wording.Say("all-entries"), nil, p.host.ShowEntries)
	p.body.Objects = []fyne.CanvasObject{arrange.Header(prose.Title(wording.Say("bin")), arrange.HeadingWidth(wording.Say("bin")), back),
		prose.Paragraph(wording.Count(journal.BinDays, "what-you-delete-stays-here-for-n-days"))}
	if len(found) == 0 {
		p.body.Add(prose.Quiet(wording.Say("the-bin-is-empty")))
	}
	for i, e := range found {
		if i == p.shown {
			more := control.NewButton(control.Plain, wording.Say("show-more"), nil, func() { p.shown += binStep; p.show(found) })
			p.body.Add(container.NewHBox(more))
			break
		}
		p.body.Add(p.row(e))
	}
	p.body.Refresh()
}

func (p *Bin) row(e *journal.Entry) fyne.CanvasObject {
	host := p.host
	today := journal.DateOf(host.Journal().Now())
	area, _ := host.Journal().Area(e.Area)
	restore := control.NewButton(control.Plain, wording.Say("restore"), nil, func() {
		host.Work(func(ctx context.Context) error { return host.Journal().Restore(ctx, e.ID) }, func(err error) {
			if err != nil {
				host.Fail(err)
				return
			}
			host.Toast(wording.Say("restored"), true)
		})
	})
	erase := control.NewButton(control.Silent, wording.Say("erase-for-good"), nil, func() { p.erase(e) })
	said := arrange.Flow(0, prose.Subtitle(describe.Heading(e)),
		prose.Quiet(state.DayWords(e.Day(), today)+" · "+area.Name),
		prose.Caption(wording.Say("will-be-removed-on-day", wording.V{"Day": wording.Day(e.LeavesBin().In(host.Journal().Now().Location()))})))
	return surface.NewCard(arrange.Flow(theme.Unit/2, said, arrange.Wrap(restore, erase)), nil)
}

// erase erases an entry for good, after a confirmation.
func (p *Bin) erase(e *journal.Entry) {
	host := p.host
	q := ask(host.Window(), 520, wording.Say("erase-for-good-question"), wording.Say("erase-it"), func(q *question) {
		q.busy(wording.Say("erasing-it-and-resealing-everything"))
		long(host, wording.Say("erasing-it-and-resealing-everything"), func(ctx context.Context, _ func(string, float64)) error {
			return host.EraseEntry(ctx, e.ID)
		}, func(err error) {
			if err != nil {
				q.failed(host, err)
				p.Refresh()
				return
			}
			q.hide()
			host.Toast(wording.Say("erased"), false)
			p.Refresh()
		})
	}, prose.Paragraph(wording.Say("after-that-title-cannot-be-restored", wording.V{"Title": describe.Heading(e)})),
		prose.Paragraph(wording.Say("backups-still-contain-it-and-another")))
	q.canvas.Focus(q.not)
}
