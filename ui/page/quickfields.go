package page

import (
	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/journal/optional"
	"enactive/journal/wording"
	"enactive/ui/choose"
	"enactive/ui/control"
	"enactive/ui/drafts"
	"enactive/ui/input"
	"enactive/ui/state"
)

// quickFields are the questions of the quick entry, in a sheet or in a window of their own.
// The keyboard goes through them with few keys: Return leads from the words to the outcome,
// and a rating on to the next one once its number is whole.
type quickFields struct {
	window                     fyne.Window
	title                      *input.TextArea
	outcome                    *choose.Choice
	performance, stress, after *choose.Rating
	measures                   *measureGroup // those that are pinned
	saveIt                     *control.Button
	// reveal scrolls to the focused widget; it may be nil.
	reveal func(fyne.CanvasObject)
}

func newQuickFields(w fyne.Window, save func()) *quickFields {
	p := &quickFields{window: w, title: input.NewTextLine(), outcome: choose.NewOutcomeChoice(),
		performance: choose.NewRating(scaleOf(fieldNamed("performance"))), stress: choose.NewRating(scaleOf(fieldNamed("stress"))), after: choose.NewRating(sureScale()), measures: newMeasureGroup(),
		saveIt: control.NewButton(control.Primary, wording.Say("save-ctrl-enter"), nil, save)}
	p.title.OnKey(func(e *fyne.KeyEvent) bool {
		if e.Name != fyne.KeyReturn && e.Name != fyne.KeyEnter {
			return false
		}
		p.focus(p.outcome)
		return true
	})
	show := func(o fyne.CanvasObject) {
		if p.reveal != nil {
			p.reveal(o)
		}
	}
	p.title.OnFocused, p.outcome.OnFocused, p.performance.OnFocused, p.stress.OnFocused, p.after.OnFocused, p.measures.reveal = show, show, show, show, show, show
	return p
}

func (p *quickFields) focus(f fyne.Focusable) { p.window.Canvas().Focus(f) }

// questions are the questions under each other.
func (p *quickFields) questions() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		input.Labelled(wording.Say("what-did-you-do"), "", p.title),
		input.Labelled(wording.Say("how-did-it-go"), "", p.outcome),
		input.Labelled(wording.Say("how-well-did-you-do-by-your-own"), "", p.performance),
		input.Labelled(wording.Say("how-stressed-were-you-at-the-peak"), "", p.stress),
		input.Labelled(wording.Say("how-sure-are-you-now-that-you-could-do-it-again"), "", p.after),
		p.measures.box,
	}
}

// showMeasures shows the pinned measures of an area.
func (p *quickFields) showMeasures(j *journal.Journal, area journal.AreaID) {
	p.measures.show(state.MeasuresPinned(j, area, p.measures.held()))
}

// read returns the entry in the form, without area and time. The error is about the first value that is
// none.
func (p *quickFields) read() (journal.Entry, error) {
	e := p.entry()
	var err error
	e.Measures, err = p.measures.read()
	return e, err
}

// sayWrong says what is wrong with the values of measures, and leads the keyboard to the first such.
func (p *quickFields) sayWrong() {
	if wrong := p.measures.say(); wrong != nil {
		p.focus(wrong.focusable())
	}
}

// entry returns the entry in the form, without area, time and measures.
func (p *quickFields) entry() journal.Entry {
	return journal.Entry{Type: journal.Experience, Source: journal.SourceMastery, Title: p.title.Text(), Outcome: journal.Outcome(p.outcome.Chosen()),
		Performance: as[journal.Rating](p.performance.Value()), Stress: as[journal.Rating](p.stress.Value()), EfficacyAfter: as[journal.Rating](p.after.Value())}
}

// hasContent reports whether any field is filled in.
func (p *quickFields) hasContent() bool {
	e := p.entry()
	return e.Title != "" || e.Outcome != "" || e.Performance.IsSet() || e.Stress.IsSet() || e.EfficacyAfter.IsSet() || p.measures.hasChanged()
}

func (p *quickFields) fields() fields {
	return fields{areas: map[string]*input.TextArea{"title": p.title}, choices: map[string]*choose.Choice{"outcome": p.outcome},
		ratings: map[string]*choose.Rating{"performance": p.performance, "stress": p.stress, "after": p.after}}
}

// clear empties all fields.
func (p *quickFields) clear() {
	p.title.SetQuietly("")
	p.outcome.SetQuietly("")
	for _, r := range []*choose.Rating{p.performance, p.stress, p.after} {
		r.SetQuietly(optional.Value[float64]{})
	}
	p.measures.load(nil)
}

// draft returns the unsaved input; nil if there is none.
func (p *quickFields) draft(area journal.AreaID) []byte {
	if !p.hasContent() {
		return nil
	}
	d := drafts.Document{Of: drafts.QuickForm, Area: area}
	p.fields().read(&d)
	p.measures.draft(&d)
	return d.Bytes()
}

// restore puts a draft back; all are the measures of the journal.
func (p *quickFields) restore(d drafts.Document, all []journal.Measure) {
	p.fields().fill(d)
	p.measures.restore(d, all)
}
