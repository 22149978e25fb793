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
)

// quickParts are the questions of the quick entry, in a sheet or in a window of their own.
// The keyboard goes through them with few keys: Return leads from the words to the outcome,
// and a rating on to the next one once its number is whole.
type quickParts struct {
	window                     fyne.Window
	title                      *input.TextArea
	outcome                    *choose.Choice
	performance, stress, after *choose.Rating
	saveIt                     *control.Button
	// reveal brings into sight what the keyboard comes to; it may be nil.
	reveal func(fyne.CanvasObject)
}

func newQuickParts(w fyne.Window, save func()) *quickParts {
	p := &quickParts{window: w, title: input.NewTextLine(), outcome: choose.NewOutcomeChoice(),
		performance: choose.NewRating(scaleOf(fieldNamed("performance"))), stress: choose.NewRating(scaleOf(fieldNamed("stress"))), after: choose.NewRating(sureScale()),
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
	p.title.OnFocused, p.outcome.OnFocused, p.performance.OnFocused, p.stress.OnFocused, p.after.OnFocused = show, show, show, show, show
	return p
}

func (p *quickParts) focus(f fyne.Focusable) { p.window.Canvas().Focus(f) }

// asked are the questions under each other.
func (p *quickParts) asked() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		input.Labelled(wording.Say("what-did-you-do"), "", p.title),
		input.Labelled(wording.Say("how-did-it-go"), "", p.outcome),
		input.Labelled(wording.Say("how-well-did-you-do-by-your-own"), "", p.performance),
		input.Labelled(wording.Say("how-stressed-were-you-at-the-peak"), "", p.stress),
		input.Labelled(wording.Say("how-sure-are-you-now-that-you-could-do-it-again"), "", p.after),
	}
}

// told is the entry as it is told, without its area and time.
func (p *quickParts) told() journal.Entry {
	return journal.Entry{Type: journal.Experience, Source: journal.SourceMastery, Title: p.title.Text(), Outcome: journal.Outcome(p.outcome.Chosen()),
		Performance: as[journal.Rating](p.performance.Value()), Stress: as[journal.Rating](p.stress.Value()), EfficacyAfter: as[journal.Rating](p.after.Value())}
}

// isTold reports whether anything is told.
func (p *quickParts) isTold() bool {
	e := p.told()
	return e.Title != "" || e.Outcome != "" || e.Performance.IsSet() || e.Stress.IsSet() || e.EfficacyAfter.IsSet()
}

func (p *quickParts) fields() fields {
	return fields{areas: map[string]*input.TextArea{"title": p.title}, choices: map[string]*choose.Choice{"outcome": p.outcome},
		ratings: map[string]*choose.Rating{"performance": p.performance, "stress": p.stress, "after": p.after}}
}

// empty takes back everything that is told.
func (p *quickParts) empty() {
	p.title.SetQuietly("")
	p.outcome.SetQuietly("")
	for _, r := range []*choose.Rating{p.performance, p.stress, p.after} {
		r.SetQuietly(optional.Value[float64]{})
	}
}

// draft is what is told and not saved, nil where nothing is.
func (p *quickParts) draft(area journal.AreaID) []byte {
	if !p.isTold() {
		return nil
	}
	d := drafts.Document{Of: drafts.QuickForm, Area: area}
	p.fields().read(&d)
	return d.Bytes()
}
