package page

import (
	"maps"
	"slices"

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/scrolling"
	"enactive/ui/surface"
)

// revealFocused scrolls to the focused widget.
func (b *editorLayout) revealFocused() {
	f := b.form.fields()
	for _, t := range f.areas {
		t.OnFocused = b.reveal
	}
	for _, t := range f.times {
		t.OnFocused = b.reveal
	}
	for _, r := range f.ratings {
		r.OnFocused = b.reveal
	}
	for _, c := range f.choices {
		c.OnFocused = b.reveal
	}
	for _, t := range f.tokens {
		t.OnFocused = b.reveal
	}
	for _, l := range f.lists {
		l.OnFocused = b.reveal
	}
	for _, fold := range b.allFolds() {
		fold.OnFocused = b.reveal
		fold.OnToggled = func() {
			b.column.Refresh()
			b.reveal(fold)
		}
	}
	b.form.area.OnFocused, b.form.mastery.choice.OnFocused = b.reveal, b.reveal
}

// reveal brings an object into sight.
func (b *editorLayout) reveal(o fyne.CanvasObject) { scrolling.Reveal(b.scroll, o) }

// goTo leads the keyboard to the next part of the form, or to the one before.
func (b *editorLayout) goTo(by int) {
	c := b.form.host.Window().Canvas()
	here := float32(-1)
	if o, ok := c.Focused().(fyne.CanvasObject); ok {
		here = scrolling.OffsetIn(b.scroll, o)
	}
	var to *part
	for i := range b.parts {
		p := &b.parts[i]
		if !p.object.Visible() {
			continue
		}
		y := scrolling.OffsetIn(b.scroll, p.object)
		switch {
		case by > 0 && y > here+1 && to == nil, by < 0 && y < here-1:
			to = p
		}
	}
	if to != nil {
		c.Focus(to.focus())
	}
}

// allFolds are the folds of the form, in no order.
func (b *editorLayout) allFolds() []*surface.Fold {
	all := slices.Collect(maps.Values(b.folds))
	if b.before != nil {
		all = append(all, b.before)
	}
	return all
}

// openAll opens every part, or closes them all where all are open.
func (b *editorLayout) openAll() {
	closed := slices.ContainsFunc(b.allFolds(), func(f *surface.Fold) bool { return f.Visible() && !f.IsOpen() })
	for _, f := range b.allFolds() {
		f.Open(closed)
	}
	b.column.Refresh()
}

// Commands lists the commands of the form.
func (p *Editor) Commands() []Command {
	group := wording.Text("writing")
	return slices.Concat([]Command{
		{ID: "form.next", Name: wording.Text("go-to-the-next-part"), Group: group, Key: fyne.KeyDown, Modifier: fyne.KeyModifierAlt, Do: func() { p.layout.goTo(+1) }},
		{ID: "form.previous", Name: wording.Text("go-to-the-previous-part"), Group: group, Key: fyne.KeyUp, Modifier: fyne.KeyModifierAlt, Do: func() { p.layout.goTo(-1) }},
		{ID: "form.all", Name: wording.Text("open-or-close-all-parts"), Group: group, Key: fyne.KeyE, Modifier: fyne.KeyModifierAlt, Do: p.layout.openAll},
	}, p.files.commands(group), []Command{
		{ID: "form.leave", Name: wording.Text("close-and-keep-what-you-wrote"), Group: group, Do: p.host.LeaveForm},
		{ID: "form.discard", Name: wording.Text("discard-the-draft"), Group: group, Do: p.discard},
		{ID: "form.next.step", Name: wording.Text("save-and-plan-the-next-smaller-step"), Group: group, Can: func() bool { return p.layout.step != nil }, Do: func() { p.saveAndPlan(*p.layout.step) }},
		{ID: "plan.calendar", Name: wording.Text("save-this-plan-for-your-calendar"), Words: wording.Text("notification-alarm-timer-calendar"), Group: group,
			Can: func() bool { return p.entry.Type == journal.Plan }, Do: p.toCalendar},
	})
}

// isSavedPlan reports whether the entry is a plan that the journal has.
func (p *Editor) isSavedPlan() bool { return p.entry.ID != "" && p.entry.Type == journal.Plan }

// toCalendar exports the plan to a calendar file; one that the journal does not have is saved first, and its form closes.
func (p *Editor) toCalendar() {
	if !p.isSavedPlan() {
		p.save(func() {
			plan := p.entry
			p.done()
			SavePlanForCalendar(p.host, &plan)
		})
		return
	}
	if plan, ok := p.host.Journal().Entry(p.entry.ID); ok {
		SavePlanForCalendar(p.host, plan)
	}
}
