package page

import (
	"context"
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"enactive/journal"
	"enactive/journal/optional"
	"enactive/journal/wording"
	"enactive/ui/theme"
	own "enactive/ui/widget"
)

// Quick is the quick entry: what one can say in twenty seconds. What was typed stays
// when it is closed, until it is saved.
type Quick struct {
	desk *Desk
	more func(journal.Entry)

	area                       *own.Select
	ids                        []journal.AreaID
	title                      *own.TextArea
	outcome                    *own.Choice
	performance, stress, after *own.Rating
	saveIt                     *own.Button
	wrong                      *own.Words
	close, changed             func()
	saving                     bool
}

// NewQuick makes the quick entry; more opens the full editor with what was typed, and is nil
// where there is none. Of the desk it needs Journal, Window, Work, Tell, Unsaved and Saved,
// so that it can stand in a window of its own: see Alone.
func NewQuick(d *Desk, closeIt func(), more func(journal.Entry)) *Quick {
	p := &Quick{desk: d, more: more, close: closeIt, changed: nothingMore, area: own.NewSelect(), title: own.NewTextLine(), outcome: own.NewOutcomeChoice(),
		performance: own.NewRating(performanceScale()), stress: own.NewRating(stressScale()), after: own.NewRating(sureScale()), wrong: own.Paragraph("")}
	p.saveIt = own.NewButton(own.Primary, wording.Say("Save (Ctrl+Enter)"), nil, p.Save)
	p.title.OnKey(func(e *fyne.KeyEvent) bool {
		if e.Name != fyne.KeyReturn && e.Name != fyne.KeyEnter {
			return false
		}
		p.focus(p.outcome)
		return true
	})
	p.performance.Next = func() { p.focus(p.stress) }
	p.stress.Next = func() { p.focus(p.after) }
	p.after.Next = func() { p.focus(p.saveIt) }
	return p
}

func (p *Quick) focus(f fyne.Focusable) { p.desk.Window.Canvas().Focus(f) }

// Prepare offers the areas of now, with preferred chosen unless one was chosen already.
func (p *Quick) Prepare(preferred journal.AreaID) {
	chosen := journal.AreaID("")
	if i := p.area.SelectedIndex(); i >= 0 {
		chosen = p.ids[i]
	}
	if preferred != "" && p.title.Text() == "" {
		chosen = preferred
	}
	p.area.Options, p.ids = nil, nil
	at := 0
	for _, a := range p.desk.Journal.Areas() {
		if a.Archived {
			continue
		}
		if a.ID == chosen {
			at = len(p.ids)
		}
		p.area.Options, p.ids = append(p.area.Options, a.Name), append(p.ids, a.ID)
	}
	p.area.ClearSelected()
	if len(p.ids) > 0 {
		p.area.SetSelectedIndex(at)
	}
	own.SetText(p.wrong, "")
}

// Focus puts the cursor into the title.
func (p *Quick) Focus() { p.focus(p.title.Focusable()) }

// Objects are the form and, for under it, its buttons.
func (p *Quick) Objects() (form, foot fyne.CanvasObject) {
	form = own.Flow(1.5*theme.Unit,
		own.Subtitle(wording.Say("Write down what you did")),
		own.Grid(200, own.Labelled(wording.Say("Area"), "", own.Framed(p.area)), own.Labelled(wording.Say("What did you do?"), "", p.title)),
		own.Labelled(wording.Say("How did it go?"), "", p.outcome),
		own.Labelled(wording.Say("How well did you do, by your own standard?"), "", p.performance),
		own.Labelled(wording.Say("How keyed up were you, at the peak?"), "", p.stress),
		own.Labelled(wording.Say("How sure are you now that you could do it again?"), "", p.after),
		p.wrong,
	)
	if p.more == nil {
		return form, container.NewBorder(nil, nil, nil, p.saveIt)
	}
	more := own.NewButton(own.Silent, wording.Say("More …"), nil, func() { p.more(p.read()) })
	return form, container.NewBorder(nil, nil, more, p.saveIt)
}

// Alone is the form for a window that holds nothing else: Ctrl+Enter saves there, and Escape
// closes.
func (p *Quick) Alone() fyne.CanvasObject {
	c := p.desk.Window.Canvas()
	for _, key := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyEnter} {
		c.AddShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}, func(fyne.Shortcut) { p.Save() })
	}
	c.SetOnTypedKey(func(e *fyne.KeyEvent) {
		if e.Name == fyne.KeyEscape {
			p.close()
		}
	})
	form, foot := p.Objects()
	m := 2 * theme.Unit
	return own.Topped(own.Flow(0), container.New(own.Margins(0, m, m, m), foot), container.NewVScroll(container.New(own.Margins(m, m, m, m), form)))
}

func (p *Quick) read() journal.Entry {
	e := journal.Entry{Type: journal.Experience, Source: journal.Mastery, Time: now(p.desk), Title: p.title.Text(),
		Outcome:     journal.Outcome(p.outcome.Chosen()),
		Performance: as[journal.Rating](p.performance.Value()), Stress: as[journal.Rating](p.stress.Value()),
		EfficacyAfter: as[journal.Rating](p.after.Value())}
	if i := p.area.SelectedIndex(); i >= 0 {
		e.Area = p.ids[i]
	}
	return e
}

func (p *Quick) fields() fields {
	return fields{areas: map[string]*own.TextArea{"title": p.title}, choices: map[string]*own.Choice{"outcome": p.outcome},
		ratings: map[string]*own.Rating{"performance": p.performance, "stress": p.stress, "after": p.after}}
}

// Changed reports whether something was typed that is not saved.
func (p *Quick) Changed() bool {
	e := p.read()
	return e.Title != "" || e.Outcome != "" || e.Performance.IsSet() || e.Stress.IsSet() || e.EfficacyAfter.IsSet()
}

// Draft is what was typed and is not saved, nil where nothing was.
func (p *Quick) Draft() []byte {
	if !p.Changed() {
		return nil
	}
	d := draft{Of: ofQuick, Area: p.read().Area}
	p.fields().read(&d)
	return d.bytes()
}

// Restore puts a draft back into the form.
func (p *Quick) Restore(doc []byte) error {
	d, err := readDraft(doc, ofQuick)
	if err != nil {
		return err
	}
	p.Prepare(d.Area)
	p.fields().fill(d)
	return nil
}

// Listen calls changed after every change that a person makes.
func (p *Quick) Listen(changed func()) {
	p.changed = changed
	p.fields().listen(changed)
}

// Clear empties the form.
func (p *Quick) Clear() {
	p.title.Fill("")
	p.outcome.Choose("")
	for _, r := range []*own.Rating{p.performance, p.stress, p.after} {
		r.SetValue(optional.Value[float64]{})
	}
	p.changed()
}

// Save saves the entry and closes, or says what is missing and stays.
func (p *Quick) Save() {
	e := p.read()
	if p.saving {
		return
	}
	if e.Area == "" {
		own.SetText(p.wrong, wording.Say("Make an area first: every entry belongs to one."))
		return
	}
	if !p.Changed() {
		own.SetText(p.wrong, wording.Say("There is nothing to save yet. A few words or one number are enough."))
		return
	}
	p.save(e)
}

// saveAgain tries once more what failed before, unless it reads otherwise by now: then
// somebody is still typing, and saves it when it is done.
func (p *Quick) saveAgain(e journal.Entry) {
	now := p.read()
	now.Time = e.Time
	if reflect.DeepEqual(now, e) && !p.saving {
		p.save(e)
	} else {
		p.desk.Saved()
	}
}

func (p *Quick) save(e journal.Entry) {
	d := p.desk
	p.saving = true
	d.Work(func(ctx context.Context) error {
		_, err := d.Journal.Save(ctx, e)
		return err
	}, func(err error) {
		p.saving = false
		own.SetText(p.wrong, Unsaved(err))
		if err != nil {
			d.Unsaved(err, func() { p.saveAgain(e) })
			return
		}
		p.Clear()
		d.Saved()
		p.close()
		d.Tell(wording.Say("Saved."), true)
	})
}
