package page

import (
	"context"
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"enactive/journal"
	"enactive/journal/optional"
	"enactive/ui/theme"
	own "enactive/ui/widget"
)

// Quick is the quick entry: what one can say in twenty seconds. What was typed stays
// when it is closed, until it is saved.
type Quick struct {
	desk *Desk
	more func(journal.Entry)

	area                       *widget.Select
	ids                        []journal.AreaID
	title                      *own.Field
	outcome                    *own.Choice
	performance, stress, after *own.Rating
	wrong                      *own.Words
	close                      func()
	saving                     bool
}

// NewQuick makes the quick entry; more opens the full editor with what was typed.
func NewQuick(d *Desk, closeIt func(), more func(journal.Entry)) *Quick {
	return &Quick{desk: d, more: more, close: closeIt, area: widget.NewSelect(nil, nil), title: own.NewField(), outcome: own.NewOutcomeChoice(),
		performance: own.NewRating(performanceScale()), stress: own.NewRating(stressScale()), after: own.NewRating(sureScale()), wrong: own.Paragraph("")}
}

// Prepare offers the areas of now, with preferred chosen unless one was chosen already.
func (p *Quick) Prepare(preferred journal.AreaID) {
	chosen := p.area.Selected
	p.area.Options, p.ids = nil, nil
	for _, a := range p.desk.Journal.Areas() {
		if a.Archived {
			continue
		}
		p.area.Options, p.ids = append(p.area.Options, a.Name), append(p.ids, a.ID)
		if a.ID == preferred && p.title.Text == "" {
			chosen = a.Name
		}
	}
	p.area.SetSelected(chosen)
	if p.area.SelectedIndex() < 0 && len(p.ids) > 0 {
		p.area.SetSelectedIndex(0)
	}
	own.SetText(p.wrong, "")
}

// Focus puts the cursor into the title.
func (p *Quick) Focus() { p.desk.Window.Canvas().Focus(p.title) }

// Objects are the form and, for under it, its buttons.
func (p *Quick) Objects() (form, foot fyne.CanvasObject) {
	save := own.NewButton(own.Primary, "Save (Ctrl+Enter)", nil, p.Save)
	more := own.NewButton(own.Silent, "More …", nil, func() { p.more(p.read()) })
	p.title.SetPlaceHolder("What I did")
	form = own.Flow(theme.Unit,
		own.Subtitle("Write down what you did"),
		own.Framed(p.area), p.title, p.outcome,
		own.Labelled("How well, by my own standard?", "", p.performance),
		own.Labelled("How keyed up was I, at the peak?", "", p.stress),
		own.Labelled("How sure am I now that I could do it again?", "", p.after),
		p.wrong,
	)
	return form, container.NewBorder(nil, nil, more, save)
}

func (p *Quick) read() journal.Entry {
	e := journal.Entry{Type: journal.Experience, Source: journal.Mastery, Time: now(p.desk), Title: p.title.Text,
		Outcome:     journal.Outcome(p.outcome.Chosen()),
		Performance: as[journal.Rating](p.performance.Value()), Stress: as[journal.Rating](p.stress.Value()),
		EfficacyAfter: as[journal.Rating](p.after.Value())}
	if i := p.area.SelectedIndex(); i >= 0 {
		e.Area = p.ids[i]
	}
	return e
}

func (p *Quick) fields() fields {
	return fields{texts: map[string]*own.Field{"title": p.title}, choices: map[string]*own.Choice{"outcome": p.outcome},
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
func (p *Quick) Listen(changed func()) { p.fields().listen(changed) }

// Clear empties the form.
func (p *Quick) Clear() {
	p.title.SetText("")
	p.outcome.Choose("")
	for _, r := range []*own.Rating{p.performance, p.stress, p.after} {
		r.SetValue(optional.Value[float64]{})
	}
}

// Save saves the entry and closes, or says what is missing and stays.
func (p *Quick) Save() {
	e := p.read()
	if p.saving {
		return
	}
	if e.Area == "" {
		own.SetText(p.wrong, "Make an area first: every entry belongs to one.")
		return
	}
	if !p.Changed() {
		own.SetText(p.wrong, "There is nothing to save yet. A few words or one number are enough.")
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
		d.Tell("Saved.", true)
	})
}
