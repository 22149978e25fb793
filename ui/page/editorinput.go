package page

import (
	"cmp"

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/wording"
	"enactive/ui/choose"
	"enactive/ui/input"
	"enactive/ui/state"
)

// fieldInput is the widget for a field of an entry; exactly one of the widgets is set.
type fieldInput struct {
	field   *journal.Field
	text    *input.TextArea
	rating  *choose.Rating
	choice  *choose.Choice
	list    *input.ListField
	tokens  *input.TokenField
	widget  fyne.CanvasObject
	inDraft string // its name in drafts
}

// newInputs creates the empty widgets for the fields of an entry, by name. Fields with a widget
// elsewhere, such as the area and the time, have none here.
func newInputs(e *journal.Entry) map[string]*fieldInput {
	inputs := map[string]*fieldInput{}
	for _, f := range journal.Fields() {
		if in := newFieldInput(f, e); in.widget != nil {
			inputs[f.Name] = in
		}
	}
	return inputs
}

func newFieldInput(f *journal.Field, e *journal.Entry) *fieldInput {
	in := &fieldInput{field: f, inDraft: cmp.Or(draftNames()[f.Name], f.Name)}
	switch f.Kind {
	case journal.LineField:
		in.text = input.NewTextLine()
		in.widget = in.text
	case journal.TextField:
		in.text = input.NewPage(textRows(f))
		in.widget = in.text
	case journal.NumberField:
		in.rating = choose.NewRating(scaleOf(f))
		in.widget = in.rating
	case journal.WordField:
		if in.choice = newChoice(f); in.choice != nil {
			in.widget = in.choice
		}
	case journal.ObstaclesField:
		in.list = input.NewListField(wording.Say("one-per-line"))
		if e.Type == journal.Experience || e.Type == "" {
			in.list = input.NewTickList(wording.Say("one-per-line"))
		}
		in.widget = in.list
	case journal.ListField, journal.PeopleField:
		in.makeList()
	}
	return in
}

// draftNames are the names in drafts of the fields that have another one there.
func draftNames() map[string]string {
	return map[string]string{"efficacy_before": "before", "stress_expected": "expected", "efficacy_after": "after"}
}

// textRows is how many rows a text has at least.
func textRows(f *journal.Field) int {
	if f.Name == "happened" {
		return 4
	}
	return 2
}

// newChoice is nil for the words that are chosen elsewhere.
func newChoice(f *journal.Field) *choose.Choice {
	switch f.Name {
	case "source":
		return choose.NewChoiceOf(sourceOptions()...)
	case "kind":
		return choose.NewChoiceOf(kindOptions()...)
	case "outcome":
		return choose.NewOutcomeChoice()
	case "appraisal":
		return choose.NewChoiceOf(options(journal.Appraisals(), describe.AppraisalWord)...)
	case "privacy":
		return choose.NewChoiceOf(options(journal.Privacies(), describe.PrivacyWord)...)
	case "controllable":
		return choose.NewChoiceOf(options(journal.Controllables(), describe.ControllableWord)...)
	}
	return nil
}

// makeList takes short items as tokens, and others one per line.
func (in *fieldInput) makeList() {
	hint := ""
	switch in.field.Name {
	case "strategies":
		hint = wording.Say("such-as-breathing-reframing-a-routine")
	case "people":
		hint = wording.Say("a-name-with-a-role-in-brackets")
	case "tags":
		hint = wording.Say("a-word-or-two-each")
	default:
		in.list = input.NewListField(wording.Say("one-per-line"))
		in.widget = in.list
		return
	}
	in.tokens = input.NewTokenField(hint)
	in.widget = in.tokens
}

// load shows what e has in the field.
func (in *fieldInput) load(e *journal.Entry) {
	f := in.field
	switch f.Kind {
	case journal.NumberField:
		in.rating.SetQuietly(f.Number(e))
	case journal.WordField:
		in.choice.SetQuietly(f.Text(e))
	case journal.ObstaclesField:
		var items []input.ListItem
		for _, o := range e.Obstacles {
			items = append(items, input.ListItem{Text: o.Text, On: o.Overcome})
		}
		in.list.SetQuietly(items)
	case journal.PeopleField:
		var people []string
		for _, x := range e.People {
			people = append(people, state.PersonWords(x))
		}
		in.tokens.SetQuietly(people)
	case journal.ListField:
		if in.tokens != nil {
			in.tokens.SetQuietly(*f.List(e))
			return
		}
		in.list.SetTextsQuietly(*f.List(e))
	default:
		in.text.SetQuietly(f.Text(e))
	}
}

// read copies the value of the widget into e.
func (in *fieldInput) read(e *journal.Entry) {
	f := in.field
	switch f.Kind {
	case journal.NumberField:
		f.SetNumber(e, in.rating.Value())
	case journal.WordField:
		f.SetText(e, in.choice.Chosen())
	case journal.ObstaclesField:
		e.Obstacles = nil
		for _, i := range in.list.Items() {
			e.Obstacles = append(e.Obstacles, journal.Obstacle{Text: i.Text, Overcome: i.On})
		}
	case journal.PeopleField:
		e.People = nil
		for _, name := range in.tokens.Tokens() {
			e.People = append(e.People, state.ReadPerson(name))
		}
	case journal.ListField:
		if in.tokens != nil {
			*f.List(e) = orNone(in.tokens.Tokens())
			return
		}
		*f.List(e) = in.list.Texts()
	default:
		f.SetText(e, in.text.Text())
	}
}

// isAskedOf reports whether the form shows the field for entries of that type.
func (in *fieldInput) isAskedOf(t journal.Type) bool {
	switch t {
	case journal.CheckIn:
		return in.field.Phase != journal.After && !in.field.NotOfCheckIn
	case journal.Plan:
		return in.field.Phase != journal.After
	}
	return true
}

// labelled is the widget under the question of its field.
func (in *fieldInput) labelled() fyne.CanvasObject {
	hint := ""
	if in.field.Hint != "" {
		hint = in.field.Hint.String()
	}
	return input.Labelled(in.field.Question.String(), hint, in.widget)
}
