package page

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal"
	"enactive/journal/backup"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/prose"
	"enactive/ui/state"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// Bin lists the deleted entries with the day on which they go.
type Bin struct {
	desk  *Desk
	body  *fyne.Container
	shown int
}

// binStep is how many entries of the bin are shown at first, and more at a time.
const binStep = 50

// NewBin makes the page; Refresh fills it.
func NewBin(d *Desk) *Bin {
	return &Bin{desk: d, body: arrange.Flow(1.5 * theme.Unit), shown: binStep}
}

// Object is the page itself.
func (p *Bin) Object() fyne.CanvasObject {
	return scrolled(arrange.Column(theme.ReadingWidth, p.body))
}

// Refresh shows what is in the bin now.
func (p *Bin) Refresh() {
	var found []*journal.Entry
	p.desk.Work(func(context.Context) error {
		found = p.desk.Journal.Entries(journal.Query{InBin: true, Newest: true})
		return nil
	}, func(error) { p.show(found) })
}

func (p *Bin) show(found []*journal.Entry) {
	back := control.NewButton(control.Silent, wording.Say("all-entries"), nil, p.desk.Timeline)
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
	d := p.desk
	today := journal.DateOf(d.Journal.Now())
	area, _ := d.Journal.Area(e.Area)
	restore := control.NewButton(control.Plain, wording.Say("restore"), nil, func() {
		d.Work(func(ctx context.Context) error { return d.Journal.Undelete(ctx, e.ID) }, func(err error) {
			if err != nil {
				d.Fail(err)
				return
			}
			d.Tell(wording.Say("restored"), true)
		})
	})
	erase := control.NewButton(control.Silent, wording.Say("erase-for-good"), nil, func() { p.erase(e) })
	said := arrange.Flow(0, prose.Subtitle(e.Heading()),
		prose.Quiet(state.DayWords(e.Day(), today)+" · "+area.Name),
		prose.Caption(wording.Say("will-be-removed-on-day", wording.V{"Day": wording.Day(e.LeavesBin().In(d.Journal.Now().Location()))})))
	return surface.NewCard(arrange.Flow(theme.Unit/2, said, arrange.Wrap(restore, erase)), nil)
}

// erase asks, and then erases an entry for good.
func (p *Bin) erase(e *journal.Entry) {
	d := p.desk
	q := d.ask(520, wording.Say("erase-for-good-question"), wording.Say("erase-it"), func(q *question) {
		q.busy(wording.Say("erasing-it-and-resealing-everything"))
		d.long(wording.Say("erasing-it-and-resealing-everything"), func(ctx context.Context, _ func(string, float64)) error {
			if err := backup.Before(ctx, d.Journal, backup.Purge); err != nil {
				return err
			}
			return d.Journal.Erase(ctx, e.ID)
		}, func(err error) {
			if err != nil {
				q.failed(d, err)
				p.Refresh()
				return
			}
			q.hide()
			d.Tell(wording.Say("erased"), false)
			p.Refresh()
		})
	}, prose.Paragraph(wording.Say("after-that-title-cannot-be-restored", wording.V{"Title": e.Heading()})),
		prose.Paragraph(wording.Say("backups-still-contain-it-and-another")))
	q.canvas.Focus(q.not)
}
