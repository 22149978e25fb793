package page

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/choose"
	"enactive/ui/control"
	"enactive/ui/input"
	"enactive/ui/prose"
	"enactive/ui/shell"
	"enactive/ui/state"
)

func (p *Areas) edit() {
	if a, ok := p.area(); ok {
		p.host.EditArea(a)
	}
}

// change changes the chosen area in one step.
func (p *Areas) change(do func(*journal.Area)) { p.changeWith(do, wording.Say("saved")) }

func (p *Areas) changeWith(do func(*journal.Area), done string) {
	a, ok := p.area()
	if !ok {
		return
	}
	changed := a.Clone()
	do(&changed)
	p.run(func(ctx context.Context) error {
		_, _, err := p.host.Journal().SaveAreaFrom(ctx, a, changed)
		return err
	}, done)
}

// run changes an area and confirms that with a toast.
func (p *Areas) run(do func(context.Context) error, done string) {
	p.host.Work(do, func(err error) {
		if err != nil {
			p.host.Fail(err)
			p.Refresh()
			return
		}
		p.host.Toast(done, true)
	})
}

func (p *Areas) archive() {
	p.change(func(a *journal.Area) { a.Archived = !a.Archived })
}

// move moves the area in the list.
func (p *Areas) move(by int) {
	var ids []journal.AreaID
	for _, r := range p.rows {
		ids = append(ids, r.Area.ID)
	}
	p.order(state.Moved(ids, p.chosen, by))
}

// order gives the areas another order.
func (p *Areas) order(order []journal.AreaID) {
	p.run(func(ctx context.Context) error { return p.host.Journal().OrderAreas(ctx, order) }, wording.Say("moved"))
}

// rate asks for a rating of a step of the ladder.
func (p *Areas) rate(rung int) {
	a, ok := p.area()
	if !ok || rung >= len(a.Ladder) {
		return
	}
	host, rating := p.host, choose.NewRating(sureScale())
	q := ask(host.Window(), 480, a.Ladder[rung].Text, wording.Say("save"), func(q *question) {
		v, given := rating.Value().Get()
		if !given {
			q.say(wording.Say("choose-a-number-first"))
			return
		}
		q.hide()
		p.run(func(ctx context.Context) error {
			_, err := host.Journal().RateRung(ctx, a.ID, rung, journal.Rating(v))
			return err
		}, wording.Say("saved"))
	}, input.Labelled(wording.Say("how-sure-are-you-right-now-that-you-can"), "", rating))
	q.canvas.Focus(rating)
}

// merge asks for the area to merge this one into, and explains the effect.
func (p *Areas) merge() {
	a, ok := p.area()
	if !ok {
		return
	}
	var others []choice[journal.AreaID]
	for _, r := range p.rows {
		if r.Area.ID != a.ID {
			others = append(others, choice[journal.AreaID]{r.Area.ID, r.Area.Name})
		}
	}
	if len(others) == 0 {
		p.host.Toast(wording.Say("there-is-no-other-area-to-merge-it-into"), false)
		return
	}
	along := p.host.Journal().WhatGoesAlong(a.ID)
	var into journal.AreaID
	ask(p.host.Window(), 520, wording.Say("merge-area-into-another-area", wording.V{"Area": a.Name}), wording.Say("merge"), func(q *question) {
		if into == "" {
			q.say(wording.Say("choose-an-area-first"))
			return
		}
		q.hide()
		p.chosen = into
		p.run(func(ctx context.Context) error {
			_, err := p.host.Journal().MergeAreas(ctx, a.ID, into)
			return err
		}, wording.Say("the-two-areas-are-now-one"))
	}, prose.Paragraph(wording.Count(along.Entries+along.Plans+along.Binned, "its-n-entries-move-there-goals", wording.V{"Area": a.Name})),
		oneOf(others, "", func(id journal.AreaID) { into = id }))
}

// namesake is another area that has the name of a, as journals of older releases may hold it.
func (p *Areas) namesake(a journal.Area) (journal.Area, bool) {
	for _, set := range p.host.Journal().AlikeAreas() {
		for i, one := range set {
			if one.ID == a.ID {
				return set[(i+1)%len(set)], true
			}
		}
	}
	return journal.Area{}, false
}

// offerMerge makes one area of two that have one name.
func (p *Areas) offerMerge(a, namesake journal.Area) fyne.CanvasObject {
	merge := control.NewButton(control.Plain, wording.Say("merge-them"), nil, func() {
		p.run(func(ctx context.Context) error {
			_, err := p.host.Journal().MergeAreas(ctx, namesake.ID, a.ID)
			return err
		}, wording.Say("the-two-areas-are-now-one"))
	})
	return shell.NewBanner(wording.Say("two-areas-are-called-area", wording.V{"Area": a.Name}),
		wording.Say("everything-in-the-other-one-moves-here"), merge)
}

// confirmByNameFrom is how many entries an area holds before its name has to be typed to delete it.
const confirmByNameFrom = 20

// remove asks before it deletes an area, and lists what is deleted with it.
func (p *Areas) remove() {
	a, ok := p.area()
	if !ok {
		return
	}
	along := p.host.Journal().WhatGoesAlong(a.ID)
	form := []fyne.CanvasObject{prose.Paragraph(whatGoes(along)),
		prose.Quiet(wording.Say("archiving-keeps-everything-and-puts"))}
	typed := input.NewField()
	if along.Entries > confirmByNameFrom {
		form = append(form, input.Labelled(wording.Say("type-the-name-of-the-area"), a.Name, typed))
	}
	q := ask(p.host.Window(), 520, wording.Say("delete-area", wording.V{"Area": a.Name}), wording.Say("delete-the-area"), func(q *question) {
		if along.Entries > confirmByNameFrom && journal.Fold(strings.TrimSpace(typed.Text)) != journal.Fold(a.Name) {
			q.say(wording.Say("that-is-not-its-name"))
			return
		}
		q.hide()
		p.chosen = ""
		p.run(func(ctx context.Context) error {
			_, err := p.host.Journal().RemoveArea(ctx, a.ID)
			return err
		}, wording.Say("deleted-area", wording.V{"Area": a.Name}))
	}, form...)
	q.canvas.Focus(q.not)
}

// whatGoes describes what is deleted with an area.
func whatGoes(a journal.Along) string {
	var parts []string
	add := func(n int, words string) {
		if n > 0 {
			parts = append(parts, words)
		}
	}
	add(a.Entries, wording.Count(a.Entries, "n-entries"))
	add(a.Plans, wording.Count(a.Plans, "n-plans"))
	add(a.Binned, wording.Count(a.Binned, "n-entries-in-the-bin"))
	add(a.Reviews, wording.Count(a.Reviews, "n-reviews"))
	add(a.Measures, wording.Count(a.Measures, "n-measures"))
	add(a.Experiments, wording.Count(a.Experiments, "n-experiments"))
	if len(parts) == 0 {
		return wording.Say("nothing-has-been-written-in-it-yet")
	}
	return wording.Say("this-also-deletes-what", wording.V{"What": wording.List(parts...)})
}
