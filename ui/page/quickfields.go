package page

import (
	"errors"
	"strings"
	"time"
	"unicode/utf8"

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
// The keyboard goes through them with few keys: it begins in the words, and Tab leads from them to the
// outcome and on.
type quickFields struct {
	window                     fyne.Window
	words                      *input.TextArea
	when                       *input.DateField // empty for now
	outcome                    *choose.Choice
	performance, stress, after *choose.Rating
	measures                   *measureGroup // those that are pinned
	saveIt                     *control.Button
	// reveal scrolls to the focused widget; it may be nil.
	reveal func(fyne.CanvasObject)
}

func newQuickFields(w fyne.Window, week time.Weekday, clock func() time.Time, save func()) *quickFields {
	p := &quickFields{window: w, words: input.NewPage(quickRows), when: input.NewMomentField(week, clock), outcome: choose.NewOutcomeChoice(),
		performance: choose.NewRating(scaleOf(fieldNamed("performance"))), stress: choose.NewRating(scaleOf(fieldNamed("stress"))), after: choose.NewRating(sureScale()), measures: newMeasureGroup(),
		saveIt: control.NewButton(control.Primary, wording.Say("save-ctrl-enter"), nil, save)}
	p.words.SetPlaceHolder(wording.Say("a-few-words-or-a-page"))
	p.when.Optional = true
	p.when.SetPlaceHolder(wording.Say("now"))
	show := func(o fyne.CanvasObject) {
		if p.reveal != nil {
			p.reveal(o)
		}
	}
	p.words.OnFocused, p.when.OnFocused, p.outcome.OnFocused, p.performance.OnFocused, p.stress.OnFocused, p.after.OnFocused, p.measures.reveal = show, show, show, show, show, show, show
	return p
}

func (p *quickFields) focus(f fyne.Focusable) { p.window.Canvas().Focus(f) }

// quickRows is the room for words that is there before any is written.
const quickRows = 3

// questions are the questions under each other.
func (p *quickFields) questions() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		input.Labelled(wording.Say("what-did-you-do"), "", p.words),
		input.Labelled(wording.Say("how-did-it-go"), "", p.outcome),
		input.Labelled(wording.Say("how-well-did-you-do-by-your-own"), "", p.performance),
		input.Labelled(wording.Say("how-stressed-were-you-at-the-peak"), "", p.stress),
		input.Labelled(wording.Say("how-sure-are-you-now-that-you-could-do-it-again"), "", p.after),
		p.measures.box,
		input.Labelled(wording.Say("when"), "", p.when), // mostly it is now
	}
}

// showMeasures shows the pinned measures of an area.
func (p *quickFields) showMeasures(j *journal.Journal, area journal.AreaID) {
	p.measures.show(state.MeasuresPinned(j, area, p.measures.held()))
}

// read returns the entry in the form at its time, or now, without its area. The error is about the first
// value that is none.
func (p *quickFields) read(now time.Time) (journal.Entry, error) {
	e := p.entry()
	e.Time = now
	at, err := p.when.Time()
	if err == nil && !at.IsZero() {
		e.Time = at
	}
	measures, wrong := p.measures.read()
	e.Measures = measures
	return e, errors.Join(err, wrong)
}

// sayWrong says what is wrong with the time or with the values of measures, and leads the keyboard to the
// first such.
func (p *quickFields) sayWrong() {
	if _, err := p.when.Time(); err != nil {
		p.focus(p.when.Focusable())
		return
	}
	if wrong := p.measures.say(); wrong != nil {
		p.focus(wrong.focusable())
	}
}

// entry returns the entry in the form, without area, time and measures.
func (p *quickFields) entry() journal.Entry {
	title, happened := headed(p.words.Text())
	return journal.Entry{Type: journal.Experience, Source: journal.SourceMastery, Title: title, Happened: happened, Outcome: journal.Outcome(p.outcome.Chosen()),
		Performance: as[journal.Rating](p.performance.Value()), Stress: as[journal.Rating](p.stress.Value()), EfficacyAfter: as[journal.Rating](p.after.Value())}
}

// longestTitle is how many characters a first line has at most that becomes a title.
const longestTitle = 120

// headed divides words into a title, their first line, and what happened. A first line that is no title
// for its length begins what happened.
func headed(words string) (title, happened string) {
	words = strings.TrimSpace(words)
	first, rest, _ := strings.Cut(words, "\n")
	if utf8.RuneCountInString(first) > longestTitle {
		return "", words
	}
	return strings.TrimSpace(first), strings.TrimSpace(rest)
}

// hasContent reports whether any field is filled in.
func (p *quickFields) hasContent() bool {
	e := p.entry()
	return e.Title != "" || e.Happened != "" || e.Outcome != "" || e.Performance.IsSet() || e.Stress.IsSet() || e.EfficacyAfter.IsSet() || p.measures.hasChanged()
}

func (p *quickFields) fields() fields {
	return fields{areas: map[string]*input.TextArea{"title": p.words}, times: map[string]*input.DateField{"when": p.when}, choices: map[string]*choose.Choice{"outcome": p.outcome},
		ratings: map[string]*choose.Rating{"performance": p.performance, "stress": p.stress, "after": p.after}}
}

// clear empties all fields.
func (p *quickFields) clear() {
	p.words.SetQuietly("")
	p.when.SetTime(time.Time{})
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
