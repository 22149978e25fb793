package page

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

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
	"enactive/ui/state"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// hues are the suggested colours of areas, far enough apart to be distinguishable.
var hues = []int{200, 28, 145, 275, 335, 55, 175, 1}

// areaFormHost is what the form of an area asks of the window.
type areaFormHost interface {
	journalHost
	saver
	areaOpener
	calendarSettings
	OpenQuick()
	ShowHome()
}

// AreaEditor changes an area or makes a new one.
type AreaEditor struct {
	host    areaFormHost
	area    journal.Area
	base    journal.Area // as it was stored when the form was opened; empty if it is new
	initial journal.Area // as the fields said before anything was typed
	done    func()
	// changed is called after every change that a person makes.
	changed func()

	name          *input.Field
	purpose       *input.TextArea
	goals, ladder *input.Rows
	obstacles     *input.Rows
	questions     *input.Rows
	open          *openFields
	color         *fyne.Container
	offered       []int
	archived      *choose.Check
	errorLabel    *prose.Label
	saving        bool
}

// NewAreaEditor edits a copy of an area; one without an ID is new.
func NewAreaEditor(host areaFormHost, a journal.Area, done func()) *AreaEditor {
	if a.ID == "" && a.Color == 0 {
		a.Color = hues[len(host.Journal().Areas())%len(hues)]
	}
	p := &AreaEditor{host: host, area: a, done: done, changed: func() {}, name: input.NewField(), purpose: input.NewTextArea(2),
		archived: choose.NewCheck(wording.Say("archived-keep-it-but-out-of-the-way"), false), errorLabel: prose.Paragraph(""), color: container.NewHBox()}
	p.goals = input.NewRows(wording.Say("add-a-goal"), func() input.RowItem { return p.goalRow(journal.Goal{}) })
	p.ladder = input.NewRows(wording.Say("add-a-step"), func() input.RowItem { return p.rungRow(journal.Rung{}) })
	p.obstacles = input.NewRows(wording.Say("add-an-obstacle"), func() input.RowItem { return p.lineRow("") })
	p.questions = input.NewRows(wording.Say("add-a-question"), func() input.RowItem { return p.questionRow(journal.Question{When: journal.AskedBefore}) })
	p.questions.Most = journal.MaxQuestions
	p.open = newOpenFields(func() { p.changed() })
	p.name.OnSubmitted = func(string) { p.Save() }
	if a.ID != "" {
		p.base = a.Clone()
	}
	p.fill(a)
	p.offered = hueOptions(p.area.Color)
	p.showColors()
	if a.ID == "" { // what a template suggests is not saved yet
		p.initial = journal.Area{Color: a.Color}
	} else {
		p.initial, _ = p.read()
	}
	for _, rows := range []*input.Rows{p.goals, p.ladder, p.obstacles, p.questions} {
		rows.OnChanged = func() { p.changed() }
	}
	return p
}

// fill puts an area into the fields.
func (p *AreaEditor) fill(a journal.Area) {
	p.name.SetText(a.Name)
	p.purpose.SetQuietly(a.Purpose)
	p.goals.Clear()
	for _, g := range a.Goals {
		p.goals.Add(p.goalRow(g))
	}
	p.obstacles.Clear()
	for _, o := range a.Obstacles {
		p.obstacles.Add(p.lineRow(o))
	}
	p.ladder.Clear()
	for _, r := range a.Ladder {
		p.ladder.Add(p.rungRow(r))
	}
	p.questions.Clear()
	for _, q := range a.Questions {
		p.questions.Add(p.questionRow(q))
	}
	p.open.set(a.Open)
	p.archived.SetQuietly(a.Archived)
}

// Changed reports whether something was typed that is not saved.
func (p *AreaEditor) Changed() bool {
	now, err := p.read()
	return err != nil || !reflect.DeepEqual(now, p.initial)
}

// hueOptions returns the hues to choose from, with one's own in the place of the one next to it.
func hueOptions(own int) []int {
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

func (p *AreaEditor) showColors() {
	p.color.RemoveAll()
	for i, h := range p.offered {
		p.color.Add(choose.NewSwatch(wording.Say("spoken-colour-n", wording.V{"N": i + 1}), h, h == p.area.Color, func() { p.area.Color = h; p.showColors(); p.changed() }))
	}
	p.color.Refresh()
}

// read returns the area with the values of the fields.
func (p *AreaEditor) read() (a journal.Area, err error) {
	a = p.area
	a.Name, a.Purpose, a.Archived = p.name.Text, p.purpose.Text(), p.archived.IsChecked()
	a.Goals, a.Obstacles, a.Ladder = nil, nil, nil
	for _, v := range p.goals.Values() {
		g, goalErr := v.(*goalFields).read()
		if goalErr != nil && err == nil {
			err = goalErr
		}
		if isGoal(g) {
			a.Goals = append(a.Goals, g)
		}
	}
	for _, v := range p.obstacles.Values() {
		if text := strings.TrimSpace(v.(*input.Field).Text); text != "" {
			a.Obstacles = append(a.Obstacles, text)
		}
	}
	for _, v := range p.ladder.Values() {
		r, rungErr := v.(*rungFields).read()
		if rungErr != nil && err == nil {
			err = rungErr
		}
		if r.Text != "" {
			a.Ladder = append(a.Ladder, r)
		}
	}
	a.Questions, a.Open = readQuestions(p.questions), p.open.open
	return a, err
}

// isGoal reports whether a goal has anything that is stored.
func isGoal(g journal.Goal) bool { return g.Text != "" || len(g.Actions) > 0 }

// Save saves the area and leaves the form, or shows an error and stays. After the first area it
// continues with the first entry, because there is nothing else to see yet.
func (p *AreaEditor) Save() {
	first := len(p.host.Journal().Areas()) == 0
	p.save(func(id journal.AreaID) {
		if p.done(); first {
			p.host.ShowHome()
			p.host.OpenQuick()
			return
		}
		p.host.OpenArea(id)
	})
}

// retrySave repeats a failed save. It does not leave the form, in which the person may be typing.
func (p *AreaEditor) retrySave() { p.save(func(journal.AreaID) {}) }

func (p *AreaEditor) save(then func(journal.AreaID)) {
	a, err := p.read()
	if err != nil || p.saving {
		p.errorLabel.SetText(problem.Unsaved(err))
		return
	}
	host := p.host
	p.saving = true
	var saved journal.Area
	var meanwhile journal.Meanwhile
	base := p.base
	host.Work(func(ctx context.Context) (err error) {
		saved, meanwhile, err = host.Journal().SaveAreaFrom(ctx, base, a)
		return err
	}, func(err error) {
		p.saving = false
		p.errorLabel.SetText(problem.Unsaved(err))
		if err != nil {
			host.SaveFailed(err, p.retrySave)
			return
		}
		p.goOn(saved, a, meanwhile)
		host.Saved()
		then(saved.ID)
		host.Toast(savedWords(meanwhile), true)
	})
}

// goOn goes on with what was stored of sent. What was typed meanwhile is not saved.
func (p *AreaEditor) goOn(saved, sent journal.Area, m journal.Meanwhile) {
	now, err := p.read()
	same := err == nil && reflect.DeepEqual(now, sent)
	color := p.area.Color
	p.area, p.base, p.initial = saved.Clone(), saved.Clone(), saved
	if m.Changed && !same { // the fields do not show what else was changed of it
		p.base = sent
	}
	if p.area.Color = color; m.Changed && same {
		p.area.Color = saved.Color
		p.fill(saved)
		p.showColors()
	}
	if same {
		p.initial, _ = p.read()
	}
}

// leave goes without saving.
func (p *AreaEditor) leave() {
	p.host.Saved()
	p.done()
}

// Draft returns the unsaved input; nil if there is none.
func (p *AreaEditor) Draft() []byte {
	if !p.Changed() {
		return nil
	}
	a, _ := p.read() // a difficulty that cannot be read yet is left out, the number of a goal is kept as typed
	lists, err := json.Marshal(a)
	if err != nil { // of texts and numbers
		return nil
	}
	texts := map[string]string{"name": p.name.Text, "purpose": p.purpose.Text(), "area": string(lists)}
	at := 0
	for _, v := range p.goals.Values() {
		f := v.(*goalFields)
		g, err := f.read()
		if !isGoal(g) {
			continue
		}
		if err != nil {
			texts[goalValueInDraft(at)], texts[goalDayInDraft(at)] = f.typed()
		}
		at++
	}
	if base, err := json.Marshal(p.base); err == nil && p.base.ID != "" {
		texts["base"] = string(base)
	}
	d := drafts.Document{Of: drafts.AreaForm, ID: string(p.area.ID), Color: p.area.Color, Archived: p.archived.IsChecked(), Texts: texts}
	return thatFits(d.Bytes(), func() []byte { delete(d.Texts, "base"); return d.Bytes() })
}

// goalValueInDraft and goalDayInDraft name the number of a goal and its day as they were typed.
func goalValueInDraft(goal int) string { return fmt.Sprintf("goal %d value", goal) }
func goalDayInDraft(goal int) string   { return fmt.Sprintf("goal %d day", goal) }

// Restore puts a draft back into the form.
func (p *AreaEditor) Restore(doc []byte) error {
	d, err := drafts.ParseOf(doc, drafts.AreaForm)
	if err != nil {
		return err
	}
	a := p.area.Clone()
	if whole, ok := d.Texts["area"]; ok {
		if err := json.Unmarshal([]byte(whole), &a); err != nil {
			return drafts.ErrNoDraft
		}
	} else { // as release 0.2.0 kept it: a line for each goal, obstacle and step
		a.Goals, a.Obstacles, a.Ladder = nil, state.Lines(d.Texts["obstacles"]), nil
		for _, l := range state.Lines(d.Texts["goals"]) {
			a.Goals = append(a.Goals, journal.Goal{Text: l})
		}
		for _, l := range state.Lines(d.Texts["ladder"]) {
			a.Ladder = append(a.Ladder, journal.Rung{Text: l})
		}
	}
	if base, ok := d.Texts["base"]; ok && p.area.ID != "" {
		var was journal.Area
		if err := json.Unmarshal([]byte(base), &was); err != nil {
			return drafts.ErrNoDraft
		}
		p.base = was
	}
	a.ID, a.Name, a.Purpose, a.Archived = p.area.ID, d.Texts["name"], d.Texts["purpose"], d.Archived
	p.fill(a)
	for i, v := range p.goals.Values() {
		if value, ok := d.Texts[goalValueInDraft(i)]; ok {
			v.(*goalFields).retype(value, d.Texts[goalDayInDraft(i)])
		}
	}
	p.area.Color = d.Color
	p.offered = hueOptions(p.area.Color)
	p.showColors()
	return nil
}

// Listen calls changed after every change that a person makes.
func (p *AreaEditor) Listen(changed func()) {
	p.changed = changed
	p.listen(p.name)
	p.purpose.OnChanged = changed
	p.archived.OnChanged = changed
}

// listen reports changes of a field.
func (p *AreaEditor) listen(f *input.Field) {
	before := f.OnChanged
	f.OnChanged = func(text string) {
		if before != nil {
			before(text)
		}
		p.changed()
	}
}

// Focus puts the cursor into the name. One that a template suggests is selected, so that typing replaces it.
func (p *AreaEditor) Focus() {
	p.host.Window().Canvas().Focus(p.name)
	if p.area.ID == "" && p.name.Text != "" {
		p.name.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

// Object is the page itself.
func (p *AreaEditor) Object() fyne.CanvasObject {
	heading := wording.Say("a-new-area")
	if p.area.ID != "" {
		heading = wording.Say("edit-area")
	}
	save := control.NewButton(control.Primary, wording.Say("save"), nil, p.Save)
	back := control.NewButton(control.Silent, wording.Say("close-without-saving"), nil, p.leave)
	bar := arrange.Header(prose.Title(heading), arrange.HeadingWidth(heading), back, save)
	name := input.Labelled(wording.Say("name"), wording.Say("a-part-of-your-life-in-which-performing"), p.name)
	purpose := input.Labelled(wording.Say("why-it-matters-to-me"), "", p.purpose)
	rest := []fyne.CanvasObject{
		input.Labelled(wording.Say("goals"), wording.Say("what-i-want-to-achieve-and-exactly-when"), p.goals),
		input.Labelled(wording.Say("obstacles-to-expect"), "", p.obstacles),
		input.Labelled(wording.Say("ladder"), wording.Say("steps-from-easy-to-hard-and-how-hard"), p.ladder),
		input.Labelled(wording.Say("questions-of-your-own"), wording.Say("asked-in-the-form-of-an-entry-up-to-n", wording.V{"N": journal.MaxQuestions}), p.questions),
		input.Labelled(wording.Say("open-in-the-form"), wording.Say("what-stands-open-in-the-form-of-an-entry"), p.open.object)}
	color := input.Labelled(wording.Say("colour"), "", p.color)
	body := []fyne.CanvasObject{bar, p.errorLabel}
	if p.area.ID == "" { // a name is enough to begin; the rest can wait until there is something to say
		more := surface.NewFold(wording.Say("goals-obstacles-and-a-ladder"), arrange.Flow(1.5*theme.Unit, rest...))
		more.SetSummary(p.suggested())
		body = append(body, card(2*theme.Unit, name, purpose, color), more)
	} else {
		body = append(body, card(2*theme.Unit, name, purpose, color), card(2*theme.Unit, rest[:3]...), card(2*theme.Unit, rest[3:]...), card(theme.Unit, p.archived))
	}
	return scrolled(arrange.MiddleColumn(editorWidth, arrange.Flow(1.5*theme.Unit, body...)))
}

// suggested says what a template has filled in, or that all of it can wait.
func (p *AreaEditor) suggested() string {
	a, _ := p.read()
	var texts []string
	for _, g := range a.Goals {
		texts = append(texts, g.Text)
	}
	for _, r := range a.Ladder {
		texts = append(texts, r.Text)
	}
	if len(texts) == 0 {
		return wording.Say("all-of-this-can-wait")
	}
	return strings.Join(texts, " · ")
}
