package page

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/drafts"
	"enactive/ui/input"
	"enactive/ui/problem"
	"enactive/ui/prose"
	"enactive/ui/state"
	"enactive/ui/theme"
)

// dayFormHost is what the form of a day asks of the window.
type dayFormHost interface {
	journalHost
	saver
	formFilesHost
}

// DayForm asks for the values of the measures of a day, a note about it, and its photos and files, which are
// saved as one step. Its input survives closing until it is saved.
type DayForm struct {
	host   dayFormHost
	date   journal.Date
	stored journal.Day
	// under is the note that the one in the field was typed over.
	under      string
	values     *measureGroup
	note       *input.TextArea
	files      *formFiles
	title      *prose.Label
	before     *control.Button
	after      *control.Button
	head       *fyne.Container
	none       fyne.CanvasObject // in place of the measures while there are none
	errorLabel *prose.Label
	saveIt     *control.Button

	changed, grown, close func()
	saving                bool
}

// NewDayForm creates the form, of today; closeIt closes it, and add begins a new measure of days.
func NewDayForm(host dayFormHost, closeIt, add func()) *DayForm {
	p := &DayForm{host: host, values: newMeasureGroup(), note: input.NewTextArea(2), files: newFormFiles(host, journal.Holder{}), title: prose.Subtitle(""), errorLabel: prose.Paragraph(""),
		changed: nothingMore, grown: nothingMore, close: closeIt}
	p.before = control.NewButton(control.Plain, "", nil, func() { p.step(-1) })
	p.after = control.NewButton(control.Plain, "", nil, func() { p.step(1) })
	p.saveIt = control.NewButton(control.Primary, wording.Say("save-ctrl-enter"), nil, p.Save)
	begin := control.NewButton(control.Plain, wording.Say("new-measure"), nil, add)
	p.none = arrange.Flow(theme.Unit, prose.Paragraph(wording.Say("what-a-day-has-such-as-sleep")), container.NewHBox(begin))
	p.head = arrange.Header(p.title, 200*theme.Scale(), p.before, p.after)
	p.load(journal.DateOf(host.Journal().Now()))
	return p
}

// Date is the day that the form shows.
func (p *DayForm) Date() journal.Date { return p.date }

// Prepare shows a day with the measures as they are now. What is unsaved of another day is saved
// first; if it cannot be, the form stays there and says why.
func (p *DayForm) Prepare(d journal.Date) {
	if p.isUnsaved() {
		p.showMeasures()
		if d != p.date {
			p.goTo(d)
		}
		return
	}
	p.load(d)
}

// load shows what the journal has of a day.
func (p *DayForm) load(d journal.Date) {
	p.date = d
	p.stored, _ = p.host.Journal().Day(d)
	p.stored.Date = d
	p.values.forget()
	p.values.load(p.stored.Values)
	p.under = p.stored.Note
	p.note.SetQuietly(p.under)
	p.files.begin(journal.Holder{Day: d})
	p.errorLabel.SetText("")
	p.showMeasures()
	p.showDate()
	p.grown()
}

// Follow shows what the journal has now of the day, after a change of it elsewhere. What was typed
// stays.
func (p *DayForm) Follow() {
	if p.saving {
		return
	}
	j, c, wasChanged := p.host.Journal(), p.host.Window().Canvas(), p.Changed()
	stored, _ := j.Day(p.date)
	stored.Date = p.date
	if p.note.Text() == p.under && stored.Note != p.under {
		p.under = stored.Note
		p.note.SetQuietly(p.under)
	}
	p.stored = stored
	p.files.follow()
	var keyboard journal.MeasureID
	for _, in := range p.values.shown {
		if c.Focused() == in.focusable() {
			keyboard = in.measure.ID
		}
	}
	p.values.follow(stored.Values, j.Measures())
	p.showMeasures()
	for _, in := range p.values.shown {
		if in.measure.ID == keyboard && c.Focused() != in.focusable() { // it was made anew
			c.Focus(in.focusable())
		}
	}
	p.showDate()
	p.grown()
	if wasChanged {
		p.changed()
	}
}

func (p *DayForm) showMeasures() {
	p.values.show(state.MeasuresOfDay(p.host.Journal(), p.values.held()))
	setVisible(p.none, p.values.isEmpty())
}

func (p *DayForm) showDate() {
	today := journal.DateOf(p.host.Journal().Now())
	p.title.SetText(state.DayWords(p.date, today))
	p.before.SetText("‹ " + shortWeekday(p.date.AddDays(-1)))
	p.after.SetText(shortWeekday(p.date.AddDays(1)) + " ›")
	setVisible(p.after, p.date.Before(today.AddDays(1)))
	p.head.Refresh()
}

func shortWeekday(d journal.Date) string { return wording.ShortWeekday(d.In(time.UTC)) }

// Objects are the form and, for under it, its buttons.
func (p *DayForm) Objects() (form, foot fyne.CanvasObject) {
	body := arrange.Flow(2*theme.Unit, p.head, p.none, p.values.box, input.Labelled(wording.Say("note-about-the-day"), "", p.note), p.files.labelled(), p.errorLabel)
	hint := prose.Caption(wording.Say("another-day-saves-this-one")).Short()
	return body, container.NewBorder(nil, nil, container.NewCenter(hint), p.saveIt)
}

// Revealing sets the functions that scroll to the focused widget, and that make room for a form of
// another height.
func (p *DayForm) Revealing(reveal func(fyne.CanvasObject), grown func()) {
	p.values.reveal, p.note.OnFocused, p.grown = reveal, reveal, grown
	p.files.reveal, p.files.grown = reveal, grown
}

// Returning sets what shows the form again once a sheet is gone that took its place, such as a question
// about a file.
func (p *DayForm) Returning(back func()) { p.files.back = back }

// Attach adds photos and files to the form, which are saved with the day.
func (p *DayForm) Attach(paths ...string) { p.files.attach(false, onDisk(paths)...) }

// Writing is the text that is written at length.
func (p *DayForm) Writing() *input.TextArea { return p.note }

// Focus puts the keyboard on the first measure, or on the note.
func (p *DayForm) Focus() {
	c := p.host.Window().Canvas()
	if p.values.isEmpty() {
		c.Focus(p.note.Focusable())
		return
	}
	c.Focus(p.values.shown[0].focusable())
	if p.values.reveal != nil {
		p.values.reveal(p.head)
	}
}

// Listen calls changed after every change that a person makes.
func (p *DayForm) Listen(changed func()) {
	p.changed, p.values.changed, p.note.OnChanged, p.files.changed = changed, changed, changed, changed
}

// Changed reports whether the form has something that is not saved.
func (p *DayForm) Changed() bool {
	return p.values.hasChanged() || p.note.Text() != p.under || !p.files.isEmpty()
}

// isUnsaved is Changed, or whether files are being read that the form will have.
func (p *DayForm) isUnsaved() bool { return p.Changed() || p.files.reading > 0 }

// Draft returns the unsaved input; nil if there is none.
func (p *DayForm) Draft() []byte {
	if !p.Changed() {
		return nil
	}
	d := drafts.Document{Of: drafts.DayForm, ID: p.date.String(), Texts: map[string]string{"note": p.note.Text(), "under": p.under}, Files: p.files.ids()}
	p.values.draft(&d)
	return thatFits(d.Bytes(), func() []byte { delete(d.Texts, "under"); return d.Bytes() })
}

// Restore puts a draft back into the form.
func (p *DayForm) Restore(doc []byte) error {
	d, err := drafts.ParseOf(doc, drafts.DayForm)
	if err != nil {
		return err
	}
	date, err := journal.ParseDate(d.ID)
	if err != nil {
		return drafts.ErrNoDraft
	}
	p.load(date)
	p.note.SetQuietly(d.Texts["note"])
	if under, ok := d.Texts["under"]; ok {
		p.under = under
	}
	p.files.restore(d.Files)
	p.values.restore(d, p.host.Journal().Measures())
	p.showMeasures()
	return nil
}

// Save saves the day and closes the form, or shows an error and stays.
func (p *DayForm) Save() { p.save(p.close) }

// step goes to another day, and saves this one first.
func (p *DayForm) step(by int) {
	to := p.date.AddDays(by)
	if journal.DateOf(p.host.Journal().Now()).AddDays(1).Before(to) {
		return
	}
	p.goTo(to)
}

func (p *DayForm) goTo(d journal.Date) {
	moved := func() {
		if p.isUnsaved() { // it was typed, or came, while the rest was saved
			return
		}
		p.load(d)
		if p.values.reveal != nil { // it is open
			p.Focus()
		}
	}
	if !p.isUnsaved() {
		moved()
		return
	}
	p.save(moved)
}

func (p *DayForm) save(then func()) {
	if p.saving {
		return
	}
	values, err := p.values.read()
	if err != nil {
		if wrong := p.values.say(); wrong != nil { // which says it
			p.host.Window().Canvas().Focus(wrong.focusable())
		}
		p.grown()
		return
	}
	if p.files.isReading(func() { p.save(then) }) {
		return
	}
	if !p.Changed() {
		then()
		return
	}
	host, day := p.host, journal.Day{Date: p.date, Values: values, Note: p.note.Text()}
	base, files := p.stored, p.files.prepared()
	base.Note = p.under
	var meanwhile journal.Meanwhile
	p.saving = true
	host.Work(func(ctx context.Context) (err error) {
		_, meanwhile, err = host.Journal().SaveDayFrom(ctx, base, day, files...)
		return err
	}, func(err error) {
		p.saving = false
		p.errorLabel.SetText(problem.Unsaved(err))
		p.grown()
		if err != nil {
			host.SaveFailed(err, func() { p.save(nothingMore) })
			return
		}
		p.stored, p.under = day, day.Note // what was typed meanwhile is not saved
		p.values.saved(day.Values)
		p.files.saved(files)
		p.Follow() // what changed elsewhere meanwhile
		p.changed()
		host.Saved()
		then()
		host.Toast(savedWords(meanwhile), true)
	})
}

// Commands lists the commands of the form.
func (p *DayForm) Commands() []Command {
	group := wording.Text("writing")
	return append(p.files.commands(group), []Command{
		{ID: "day.previous", Name: wording.Text("go-to-the-previous-day"), Group: group, Key: fyne.KeyPageUp, Modifier: fyne.KeyModifierShortcutDefault, Do: func() { p.step(-1) }},
		{ID: "day.next", Name: wording.Text("go-to-the-next-day"), Group: group, Key: fyne.KeyPageDown, Modifier: fyne.KeyModifierShortcutDefault, Do: func() { p.step(1) }},
		{ID: "day.previous.page", Name: "", Group: group, Key: fyne.KeyPageUp, Do: func() { p.step(-1) }},
		{ID: "day.next.page", Name: "", Group: group, Key: fyne.KeyPageDown, Do: func() { p.step(1) }},
	}...)
}
