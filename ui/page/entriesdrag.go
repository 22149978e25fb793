package page

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/menu"
	"enactive/ui/paint"
	"enactive/ui/prose"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// entriesDrag shows, while entries are dragged, the areas that they can be let go on.
type entriesDrag struct {
	layer *fyne.Container // over the page
	ids   []journal.EntryID
	areas []journal.Area
	chips []*control.Chip
	held  fyne.CanvasObject // what follows the pointer
	over  int               // the area under the pointer; -1 for none
}

// dragged follows the pointer with an entry, or with the selected ones if it is one of them.
func (p *Entries) dragged(e *journal.Entry, at fyne.Position) {
	d := &p.drag
	if d.held == nil {
		p.beginDrag(e)
	}
	if d.held == nil {
		return
	}
	corner := fyne.CurrentApp().Driver().AbsolutePositionForObject(d.layer)
	d.held.Move(at.Subtract(corner).AddXY(1.5*theme.Unit, theme.Unit))
	over := -1
	for i, chip := range d.chips {
		if from := fyne.CurrentApp().Driver().AbsolutePositionForObject(chip); at.X >= from.X && at.Y >= from.Y && at.X < from.X+chip.Size().Width && at.Y < from.Y+chip.Size().Height {
			over = i
		}
	}
	if over != d.over {
		for i, chip := range d.chips {
			chip.SetTarget(i == over)
		}
		d.over = over
	}
	d.held.Refresh()
}

// beginDrag shows the areas.
func (p *Entries) beginDrag(e *journal.Entry) {
	d := &p.drag
	if !isWritable(p.host) || len(p.names) < 2 {
		return
	}
	d.ids, d.areas, d.chips, d.over = []journal.EntryID{e.ID}, nil, nil, -1
	words := describe.Heading(e)
	if p.selected[e.ID] {
		d.ids = p.ids()
		words = wording.Count(len(d.ids), "n-entries-selected")
	}
	row := arrange.Wrap()
	for _, a := range p.host.Journal().Areas() {
		if a.Archived {
			continue
		}
		chip := control.NewChip(a.Name, func() {})
		d.areas, d.chips = append(d.areas, a), append(d.chips, chip)
		row.Add(chip)
	}
	where := surface.NewCard(arrange.Flow(theme.Unit/2, prose.Strong(wording.Say("drop-on-the-area-to-move-to")), row), nil)
	ground := canvas.NewRectangle(theme.Current().Surface)
	ground.StrokeColor, ground.StrokeWidth, ground.CornerRadius = theme.Current().Accent, 1, theme.Radius
	label := canvas.NewText(words, theme.Current().Text)
	label.TextSize = paint.TextSize(theme.Small)
	prose.Cut(label, words, paint.TextSize(240))
	held := container.NewStack(ground, pad(label))
	held.Resize(held.MinSize())
	d.held = held
	width := min(p.list.Size().Width, p.panes.Size().Width)
	where.Resize(fyne.NewSize(width-2*theme.Unit, where.MinSize().Height))
	where.Resize(fyne.NewSize(width-2*theme.Unit, where.MinSize().Height))
	where.Move(fyne.NewPos(theme.Unit, p.panes.Size().Height-where.Size().Height-theme.Unit))
	d.layer.Objects = []fyne.CanvasObject{where, held}
	d.layer.Refresh()
}

// dropped moves the dragged entries to the area under the pointer.
func (p *Entries) dropped() {
	d := &p.drag
	if d.held == nil {
		return
	}
	d.held, d.layer.Objects = nil, nil
	d.layer.Refresh()
	if d.over < 0 {
		return
	}
	p.moveTo(d.ids, d.areas[d.over])
}

// moveTo moves entries to an area, or says why they stay.
func (p *Entries) moveTo(ids []journal.EntryID, a journal.Area) {
	host, n := p.host, 0
	host.Work(func(ctx context.Context) (err error) {
		n, err = host.Journal().MoveTo(ctx, ids, a.ID)
		return err
	}, func(err error) {
		switch {
		case errors.Is(err, journal.ErrTryStays):
			host.Toast(describe.Error(err), false)
		case err != nil:
			host.Fail(err)
		case n == 0:
			host.Toast(wording.Say("it-is-in-that-area-already"), false)
		default:
			host.Toast(wording.Say("moved-to-area", wording.V{"Area": a.Name}), true)
		}
	})
}

// menuOf is the menu of the i-th entry, or of all that are selected if it is one of them.
func (p *Entries) menuOf(i int) []menu.Item {
	e, keys := p.found[i], p.Commands()
	if p.selected[e.ID] && len(p.selected) > 1 {
		fixed := !isWritable(p.host)
		return []menu.Item{
			{Label: wording.Say("tag-verb"), Key: keyOf(keys, "entries.tag"), Disabled: fixed, Do: p.tag},
			{Label: wording.Say("move"), Key: keyOf(keys, "entries.move"), Disabled: fixed, Do: p.move},
			{Label: wording.Say("export-ellipsis"), Do: p.exportSelected},
			menu.Separator(),
			{Label: wording.Say("delete"), Key: keyOf(keys, "entries.delete"), Disabled: fixed, Do: p.remove},
		}
	}
	return entryMenu(p.host, e, inEntryMenu{keys: keys,
		open:     func() { p.pressed(i, 0) },
		selected: func() { p.toggle(i) },
		remove:   func() { p.removeAll([]journal.EntryID{e.ID}) }})
}

// openMenu opens the menu of the i-th entry, which is then the one that is read.
func (p *Entries) openMenu(i int, at fyne.Position, byKey bool) {
	p.host.Window().Canvas().Focus(p.list)
	p.choose(i)
	openMenu(p.host, at, byKey, p.menuOf(i))
}

// OpenMenu opens the menu of the entry that is read, as a key does.
func (p *Entries) OpenMenu() { p.list.OpenMenu() }

// OpenMenu opens the menu of the entry that is read, by a key.
func (l *entryList) OpenMenu() {
	p := l.page
	i := p.chosenIndex()
	if i < 0 {
		return
	}
	top := max(0, min(float32(i+1)*p.rowHeight()-l.GetScrollOffset(), l.Size().Height))
	p.openMenu(i, fyne.CurrentApp().Driver().AbsolutePositionForObject(l).AddXY(12*theme.Unit, top), true)
}

// detailMenu opens the menu of the entry that is read, over its text.
func (p *Entries) detailMenu(at fyne.Position, byKey bool) {
	e, ok := p.host.Journal().Entry(p.chosen)
	if !ok || !e.Deleted.IsZero() {
		return
	}
	openMenu(p.host, at, byKey, entryMenu(p.host, e, inEntryMenu{keys: p.Commands(), remove: func() { p.removeAll([]journal.EntryID{e.ID}) }}))
}
