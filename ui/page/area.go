package page

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"enactive/journal"
	"enactive/journal/optional"
	"enactive/ui/state"
	"enactive/ui/theme"
	own "enactive/ui/widget"
)

// hues are offered for areas; they are far enough apart to be told apart.
var hues = []int{200, 28, 145, 275, 335, 55, 175, 1}

// AreaEditor changes an area or makes a new one.
type AreaEditor struct {
	desk  *Desk
	area  journal.Area
	begun journal.Area // as the fields said before anything was typed
	done  func()
	// changed is called after every change that a person makes.
	changed func()

	name                              *own.Field
	purpose, goals, obstacles, ladder *own.Field
	color                             *fyne.Container
	offered                           []int
	archived                          *widget.Check
	wrong                             *own.Words
	saving                            bool
}

// NewAreaEditor edits a copy of an area; one without an ID is new.
func NewAreaEditor(d *Desk, a journal.Area, done func()) *AreaEditor {
	if a.ID == "" {
		a.Color = hues[len(d.Journal.Areas())%len(hues)]
	}
	p := &AreaEditor{desk: d, area: a, done: done, changed: func() {}, name: own.NewField(), purpose: own.NewTextField(2),
		goals: own.NewTextField(3), obstacles: own.NewTextField(2), ladder: own.NewTextField(3),
		archived: widget.NewCheck("Archived: keep it, but out of the way", nil), wrong: own.Paragraph(""), color: container.NewHBox()}
	p.name.SetText(a.Name)
	p.purpose.Fill(a.Purpose)
	p.goals.Fill(goalLines(a.Goals))
	p.obstacles.Fill(strings.Join(a.Obstacles, "\n"))
	p.ladder.Fill(rungLines(a.Ladder))
	p.archived.SetChecked(a.Archived)
	p.offered = offer(p.area.Color)
	p.showColors()
	p.begun, _ = p.read()
	return p
}

// Changed reports whether something was typed that is not saved.
func (p *AreaEditor) Changed() bool {
	now, err := p.read()
	return err != nil || !reflect.DeepEqual(now, p.begun)
}

// offer returns the hues to choose from, with one's own in the place of the one next to it.
func offer(own int) []int {
	offered := slices.Clone(hues)
	near := func(h int) int {
		d := (h - own + 360) % 360
		return min(d, 360-d)
	}
	nearest := 0
	for i, h := range offered {
		if near(h) < near(offered[nearest]) {
			nearest = i
		}
	}
	offered[nearest] = own
	return offered
}

// A goal is one line; its if-then actions follow, each on a line that begins with "if".
func goalLines(goals []journal.Goal) string {
	var lines []string
	for _, g := range goals {
		line := g.Text
		if g.Done {
			line = overcomeMark + line
		}
		lines = append(lines, line)
		for _, a := range g.Actions {
			lines = append(lines, fmt.Sprintf("if %s, then %s", a.If, a.Then))
		}
	}
	return strings.Join(lines, "\n")
}

func readGoals(text string) []journal.Goal {
	var goals []journal.Goal
	for _, l := range state.Lines(text) {
		rest, isAction := strings.CutPrefix(strings.ToLower(l), "if ")
		if isAction && len(goals) > 0 {
			rest = l[len(l)-len(rest):]
			when, then, _ := strings.Cut(rest, ", then ")
			last := &goals[len(goals)-1]
			last.Actions = append(last.Actions, journal.Action{If: when, Then: then})
			continue
		}
		text, done := strings.CutPrefix(l, strings.TrimSpace(overcomeMark))
		goals = append(goals, journal.Goal{Text: strings.TrimSpace(text), Done: done})
	}
	return goals
}

// A rung is one line, easy ones first; a number at its end is its difficulty.
func rungLines(rungs []journal.Rung) string {
	var lines []string
	for _, r := range rungs {
		line := r.Text
		if d, ok := r.Difficulty.Get(); ok {
			line += " | " + journal.FormatNumber(d)
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// readLadder keeps the ratings of rungs whose text stayed the same.
func readLadder(text string, old []journal.Rung) ([]journal.Rung, error) {
	var rungs []journal.Rung
	for _, l := range state.Lines(text) {
		name, number, given := strings.Cut(l, "|")
		r := journal.Rung{Text: strings.TrimSpace(name)}
		if given {
			var d float64
			if _, err := fmt.Sscanf(strings.TrimSpace(number), "%g", &d); err != nil {
				return nil, &journal.FieldError{Field: "difficulty", Value: strings.TrimSpace(number), Want: "a number from 1 to 10"}
			}
			r.Difficulty = optional.Some(journal.Difficulty(d))
		}
		for _, o := range old {
			if o.Text == r.Text {
				r.Ratings = o.Ratings
			}
		}
		rungs = append(rungs, r)
	}
	return rungs, nil
}

func (p *AreaEditor) showColors() {
	p.color.RemoveAll()
	for _, h := range p.offered {
		p.color.Add(own.NewSwatch(h, h == p.area.Color, func() { p.area.Color = h; p.showColors(); p.changed() }))
	}
	p.color.Refresh()
}

// read returns the area as the fields say.
func (p *AreaEditor) read() (a journal.Area, err error) {
	a = p.area
	a.Name, a.Purpose, a.Archived = p.name.Text, p.purpose.Text, p.archived.Checked
	a.Goals, a.Obstacles = readGoals(p.goals.Text), state.Lines(p.obstacles.Text)
	a.Ladder, err = readLadder(p.ladder.Text, p.area.Ladder)
	return a, err
}

// Save saves the area and leaves, or says what is wrong and stays.
func (p *AreaEditor) Save() { p.save(func(id journal.AreaID) { p.done(); p.desk.OpenArea(id) }) }

// saveAgain tries once more what failed before. It stays: somebody may be typing.
func (p *AreaEditor) saveAgain() { p.save(func(journal.AreaID) {}) }

func (p *AreaEditor) save(then func(journal.AreaID)) {
	a, err := p.read()
	if err != nil || p.saving {
		own.SetText(p.wrong, Unsaved(err))
		return
	}
	d := p.desk
	p.saving = true
	var kept journal.Area
	d.Work(func(ctx context.Context) (err error) {
		kept, err = d.Journal.SaveArea(ctx, a)
		return err
	}, func(err error) {
		p.saving = false
		own.SetText(p.wrong, Unsaved(err))
		if err != nil {
			d.Unsaved(err, p.saveAgain)
			return
		}
		now, wrong := p.read()
		same := wrong == nil && reflect.DeepEqual(now, a)
		color := p.area.Color
		p.area = kept.Clone()
		p.area.Color = color
		p.begun = kept // where something was typed meanwhile, that is not saved
		if same {
			p.begun, _ = p.read()
		}
		d.Saved()
		then(kept.ID)
		d.Tell("Saved.", true)
	})
}

// leave goes without saving.
func (p *AreaEditor) leave() {
	p.desk.Saved()
	p.done()
}

func (p *AreaEditor) fields() fields {
	return fields{texts: map[string]*own.Field{"name": p.name, "purpose": p.purpose, "goals": p.goals, "obstacles": p.obstacles, "ladder": p.ladder}}
}

// Draft is what was typed and is not saved, nil where nothing was.
func (p *AreaEditor) Draft() []byte {
	if !p.Changed() {
		return nil
	}
	d := draft{Of: ofArea, ID: string(p.area.ID), Color: p.area.Color, Archived: p.archived.Checked}
	p.fields().read(&d)
	return d.bytes()
}

// Restore puts a draft back into the form.
func (p *AreaEditor) Restore(doc []byte) error {
	d, err := readDraft(doc, ofArea)
	if err != nil {
		return err
	}
	p.fields().fill(d)
	p.area.Color = d.Color
	p.offered = offer(p.area.Color)
	p.showColors()
	p.archived.SetChecked(d.Archived)
	return nil
}

// Listen calls changed after every change that a person makes.
func (p *AreaEditor) Listen(changed func()) {
	p.changed = changed
	p.fields().listen(changed)
	p.archived.OnChanged = func(bool) { changed() }
}

// Focus puts the cursor into the name.
func (p *AreaEditor) Focus() { p.desk.Window.Canvas().Focus(p.name) }

// Object is the page itself.
func (p *AreaEditor) Object() fyne.CanvasObject {
	heading := "A new area"
	if p.area.ID != "" {
		heading = "Change an area"
	}
	save := own.NewButton(own.Primary, "Save", nil, p.Save)
	back := own.NewButton(own.Silent, "Leave without saving", nil, p.leave)
	bar := own.Header(own.Title(heading), own.HeadingWidth(heading), back, save)
	body := []fyne.CanvasObject{bar, p.wrong,
		own.Labelled("Name", "a part of your life in which performing well matters", p.name),
		own.Labelled("Why it matters to me", "", p.purpose),
		own.Labelled("Goals", "one a line; under it, each on a line: if it is Tuesday 7:00, then I run; begin with + what you reached", p.goals),
		own.Labelled("Obstacles to expect", "one a line", p.obstacles),
		own.Labelled("Ladder", "steps from easy to hard, one a line; a difficulty from 1 to 10 after a bar: give the talk to my team | 4", p.ladder),
		own.Labelled("Colour", "", p.color)}
	if p.area.ID != "" {
		body = append(body, own.ClearBox(p.archived))
	}
	return scrolled(own.Column(theme.ReadingWidth, body...))
}
