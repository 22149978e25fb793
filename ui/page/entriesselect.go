package page

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/input"
	"enactive/ui/problem"
	"enactive/ui/prose"
	"enactive/ui/state"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// pressed reads an entry; with Ctrl it selects it or no longer, with Shift all up to it.
func (p *Entries) pressed(i int, held fyne.KeyModifier) {
	p.host.Window().Canvas().Focus(p.list)
	switch {
	case held&fyne.KeyModifierShortcutDefault != 0:
		p.choose(i)
		p.toggle(i)
	case held&fyne.KeyModifierShift != 0:
		p.extend(i)
		p.choose(i)
	default:
		p.anchor = i
		p.clearSelection()
		p.choose(i)
		p.panes.Open()
	}
}

func (p *Entries) isSelecting() bool { return len(p.selected) > 0 }

// toggle selects the i-th entry, or no longer.
func (p *Entries) toggle(i int) {
	if i < 0 || i >= len(p.found) {
		return
	}
	p.anchor = i
	if id := p.found[i].ID; p.selected[id] {
		delete(p.selected, id)
	} else {
		p.selected[id] = true
	}
	p.showBulk()
}

// extend selects all entries between the start of the selection and an index.
func (p *Entries) extend(to int) {
	from := min(max(p.anchor, 0), len(p.found)-1)
	if len(p.selected) == 0 {
		if at := p.chosenIndex(); at >= 0 {
			from = at
		}
		p.anchor = from
	}
	clear(p.selected)
	for i := min(from, to); i <= max(from, to) && i < len(p.found); i++ {
		p.selected[p.found[i].ID] = true
	}
	p.showBulk()
}

// SelectAll selects all that are found.
func (p *Entries) SelectAll() {
	found := p.found
	var all map[journal.EntryID]bool
	p.host.Work(func(context.Context) error { // slow for all entries of a large journal
		all = make(map[journal.EntryID]bool, len(found))
		for _, e := range found {
			all[e.ID] = true
		}
		return nil
	}, func(error) {
		if len(found) > 0 && len(found) == len(p.found) && &found[0] == &p.found[0] { // else another search has begun
			p.selected = all
			p.showBulk()
		}
	})
}

// clearSelection selects nothing any more.
func (p *Entries) clearSelection() {
	if len(p.selected) > 0 {
		clear(p.selected)
		p.showBulk()
	}
}

// pruneSelection deselects entries that are not in the list.
func (p *Entries) pruneSelection() {
	if len(p.selected) == 0 {
		return
	}
	selected := map[journal.EntryID]bool{}
	for _, e := range p.found {
		if p.selected[e.ID] {
			selected[e.ID] = true
		}
	}
	p.selected = selected
	p.showBulk()
}

// showBulk shows the tools for the selected entries.
func (p *Entries) showBulk() {
	p.bulk.Objects = nil
	p.bulk.Hide()
	if n := len(p.selected); n > 0 {
		tag := control.NewButton(control.Plain, wording.Say("tag-verb"), nil, p.tag)
		move := control.NewButton(control.Plain, wording.Say("move"), nil, p.move)
		export := control.NewButton(control.Plain, wording.Say("export"), nil, p.exportSelected)
		remove := control.NewButton(control.Plain, wording.Say("delete"), fynetheme.DeleteIcon(), p.remove)
		none := control.NewButton(control.Silent, wording.Say("clear-selection"), nil, p.clearSelection)
		p.bulk.Objects = []fyne.CanvasObject{container.New(layout.NewCustomPaddedLayout(theme.Unit, theme.Unit, theme.Unit, theme.Unit),
			surface.NewCard(arrange.Flow(theme.Unit, prose.Strong(wording.Count(n, "n-entries-selected")), arrange.Wrap(tag, move, export, remove, none)), nil))}
		p.bulk.Show()
	}
	p.panes.Refresh()
	p.list.Refresh()
}

// ids are the selected entries in the order of the list, or else the one that is read.
func (p *Entries) ids() []journal.EntryID {
	var ids []journal.EntryID
	for _, e := range p.found {
		if p.selected[e.ID] {
			ids = append(ids, e.ID)
		}
	}
	if len(ids) == 0 && p.chosen != "" {
		ids = append(ids, p.chosen)
	}
	return ids
}

// remove deletes the selected entries, or else the open one.
func (p *Entries) remove() { p.removeAll(p.ids()) }

func (p *Entries) removeAll(ids []journal.EntryID) {
	if len(ids) == 0 {
		return
	}
	host := p.host
	p.chooseNeighbour(ids)
	if c := host.Window().Canvas(); c.Focused() == p.search { // Ctrl+Z is to bring the entries back, and no letter of the search
		c.Unfocus()
	}
	host.Work(func(ctx context.Context) error { return host.Journal().Delete(ctx, ids...) }, func(err error) {
		if err != nil {
			host.Fail(err)
			return
		}
		host.Toast(wording.Count(len(ids), "deleted-n-entries-they-stay-in-the-bin"), true)
	})
}

// chooseNeighbour reads the entry next to those that go, so that the keyboard stays in its place.
func (p *Entries) chooseNeighbour(ids []journal.EntryID) {
	goes := map[journal.EntryID]bool{}
	for _, id := range ids {
		goes[id] = true
	}
	if !goes[p.chosen] {
		return
	}
	at := p.chosenIndex()
	for i := at + 1; i < len(p.found); i++ {
		if !goes[p.found[i].ID] {
			p.chosen = p.found[i].ID
			return
		}
	}
	for i := at - 1; i >= 0; i-- {
		if !goes[p.found[i].ID] {
			p.chosen = p.found[i].ID
			return
		}
	}
}

// tag adds tags to the selected entries and takes others away.
func (p *Entries) tag() {
	ids, host := p.ids(), p.host
	add, take := input.NewField(), input.NewField()
	q := ask(host.Window(), 480, wording.Count(len(ids), "tag-n-entries"), wording.Say("tag-verb"), func(q *question) {
		adding, taking := state.Commas(add.Text), state.Commas(take.Text)
		if len(adding)+len(taking) == 0 {
			q.say(wording.Say("type-a-tag-first"))
			return
		}
		q.busy(wording.Say("saving-ellipsis"))
		n := 0
		host.Work(func(ctx context.Context) (err error) {
			n, err = host.Journal().Tag(ctx, ids, adding, taking)
			return err
		}, func(err error) {
			if err != nil {
				q.free(problem.Sentence(err))
				return
			}
			q.hide()
			host.Toast(wording.Count(n, "updated-the-tags-of-n-entries"), true)
		})
	}, input.Labelled(wording.Say("add"), wording.Say("separated-by-commas"), add), input.Labelled(wording.Say("remove"), "", take))
	q.canvas.Focus(add)
}

// move puts the selected entries into another area.
func (p *Entries) move() {
	ids, host := p.ids(), p.host
	var areas []choice[journal.AreaID]
	for _, a := range host.Journal().Areas() {
		areas = append(areas, choice[journal.AreaID]{a.ID, a.Name})
	}
	var to journal.AreaID
	ask(host.Window(), 480, wording.Count(len(ids), "move-n-entries-to-another-area"), wording.Say("move"), func(q *question) {
		if to == "" {
			q.say(wording.Say("choose-an-area-first"))
			return
		}
		q.busy(wording.Say("saving-ellipsis"))
		n := 0
		host.Work(func(ctx context.Context) (err error) {
			n, err = host.Journal().MoveTo(ctx, ids, to)
			return err
		}, func(err error) {
			if err != nil {
				q.free(problem.Sentence(err))
				return
			}
			q.hide()
			host.Toast(wording.Count(n, "moved-n-entries"), true)
		})
	}, oneOf(areas, "", func(id journal.AreaID) { to = id }))
}

// exportSelected writes the selected entries into a file, and exportShown all that are shown.
func (p *Entries) exportSelected() {
	ids := p.ids()
	askExport(p.host, wording.Count(len(ids), "export-n-entries"), journal.Query{IDs: ids})
}

func (p *Entries) exportShown() {
	askExport(p.host, wording.Count(len(p.found), "export-n-entries"), p.query)
}
