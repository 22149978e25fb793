package page

import (
	"context"
	"reflect"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/choose"
	"enactive/ui/control"
	"enactive/ui/drafts"
	"enactive/ui/input"
	"enactive/ui/problem"
	"enactive/ui/prose"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// quickHost is what the quick entry asks of the window.
type quickHost interface {
	journalHost
	saver
	calendarSettings
}

// Quick is the quick entry, a form for twenty seconds. Its input survives closing until it is
// saved.
type Quick struct {
	*quickFields
	host quickHost
	more func(journal.Entry)

	area           *choose.Select
	grown          func() // the form has another height
	ids            []journal.AreaID
	errorLabel     *prose.Label
	close, changed func()
	saving         bool
}

// NewQuick creates the quick entry; more opens the full editor with its input.
func NewQuick(host quickHost, closeIt func(), more func(journal.Entry)) *Quick {
	p := &Quick{host: host, more: more, close: closeIt, changed: nothingMore, area: choose.NewSelect(), grown: nothingMore, errorLabel: prose.Paragraph("")}
	p.quickFields = newQuickFields(host.Window(), host.Week(), func() time.Time { return now(host) }, p.Save)
	return p
}

// Prepare updates the choice of areas, and selects preferred unless there is input already.
func (p *Quick) Prepare(preferred journal.AreaID) {
	chosen := p.chosen()
	if preferred != "" && p.words.Text() == "" {
		chosen = preferred
	}
	p.area.Options, p.ids, p.area.OnChanged = nil, nil, nil // the program sets it, not a person
	at := 0
	for _, a := range p.host.Journal().Areas() {
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
	p.showMeasures(p.host.Journal(), p.chosen())
	p.area.OnChanged = func(string) { p.showMeasures(p.host.Journal(), p.chosen()); p.grown() }
	p.errorLabel.SetText("")
}

func (p *Quick) chosen() journal.AreaID {
	if i := p.area.SelectedIndex(); i >= 0 && i < len(p.ids) {
		return p.ids[i]
	}
	return ""
}

// Focus puts the cursor into the words.
func (p *Quick) Focus() { p.focus(p.words.Focusable()) }

// Revealing sets the functions that scroll to the focused widget, and that make room for a form of
// another height.
func (p *Quick) Revealing(reveal func(fyne.CanvasObject), grown func()) {
	p.reveal, p.grown = reveal, grown
}

// More continues in the full form.
func (p *Quick) More() {
	e, _ := p.read() // the editor asks again for what is no value
	p.more(e)
}

// Objects are the form and, for under it, its buttons.
func (p *Quick) Objects() (form, foot fyne.CanvasObject) {
	more := control.NewLeading(wording.Say("more"), p.More)
	body := arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("write-down-what-you-did")), input.Labelled(wording.Say("area"), "", surface.Framed(p.area)))
	for _, o := range append(p.questions(), p.errorLabel) {
		body.Add(o)
	}
	leave := control.NewButton(control.Silent, wording.Say("close"), nil, func() { p.close() })
	return body, container.NewBorder(nil, nil, arrange.Line(more, leave), p.saveIt)
}

func (p *Quick) read() (journal.Entry, error) {
	e, err := p.quickFields.read(now(p.host))
	e.Area = p.chosen()
	return e, err
}

// Changed reports whether something was typed that is not saved.
func (p *Quick) Changed() bool { return p.hasContent() }

// Draft returns the unsaved input; nil if there is none.
func (p *Quick) Draft() []byte { return p.draft(p.chosen()) }

// Restore puts a draft back into the form.
func (p *Quick) Restore(doc []byte) error {
	d, err := drafts.ParseOf(doc, drafts.QuickForm)
	if err != nil {
		return err
	}
	p.Prepare(d.Area) // which keeps the area of what is typed
	p.restore(d, p.host.Journal().Measures())
	p.showMeasures(p.host.Journal(), p.chosen())
	return nil
}

// Listen calls changed after every change that a person makes.
func (p *Quick) Listen(changed func()) {
	p.changed = changed
	p.fields().listen(changed)
	p.measures.changed = changed
}

// Clear empties the form.
func (p *Quick) Clear() {
	p.clear()
	p.showMeasures(p.host.Journal(), p.chosen())
	p.changed()
}

// Save saves the entry and closes the form, or shows an error and stays.
func (p *Quick) Save() {
	e, err := p.read()
	if p.saving {
		return
	}
	if e.Area == "" {
		p.errorLabel.SetText(wording.Say("create-an-area-first-every-entry"))
		return
	}
	if !p.Changed() {
		p.errorLabel.SetText(wording.Say("there-is-nothing-to-save-yet-a-few"))
		return
	}
	if err != nil {
		p.sayWrong()
		return
	}
	p.save(e)
}

// retrySave repeats a failed save, unless the input has changed: then the person is still typing
// and will save it.
func (p *Quick) retrySave(e journal.Entry) {
	now, err := p.read()
	if p.when.Text() == "" {
		now.Time = e.Time
	}
	if err == nil && reflect.DeepEqual(now, e) && !p.saving {
		p.save(e)
	} else {
		p.host.Saved()
	}
}

func (p *Quick) save(e journal.Entry) {
	host := p.host
	p.saving = true
	host.Work(func(ctx context.Context) error {
		_, err := host.Journal().Save(ctx, e)
		return err
	}, func(err error) {
		p.saving = false
		p.errorLabel.SetText(problem.Unsaved(err))
		if err != nil {
			host.SaveFailed(err, func() { p.retrySave(e) })
			return
		}
		p.Clear()
		host.Saved()
		p.close()
		host.Toast(wording.Say("saved"), true)
	})
}
