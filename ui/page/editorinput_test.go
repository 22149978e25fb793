package page

import (
	"reflect"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"enactive/journal"
	"enactive/journal/optional"
)

// TestEachFieldIsInTheEditorAndItsDrafts sets each field of an experience alone, and looks for
// it in the form and in a form that its draft is put into.
func TestEachFieldIsInTheEditorAndItsDrafts(t *testing.T) {
	d := newTestHost(t)
	for _, f := range journal.Fields() {
		if f.Phase == journal.Automatic || f.Name == "type" || f.Name == "efficacy_before_at" || f.Kind == journal.MeasuresField {
			continue // the journal fills these in, and measures depend on it
		}
		e := journal.Entry{Type: journal.Experience, Time: d.Journal().Now(), Area: d.Journal().Areas()[0].ID}
		switch f.Kind {
		case journal.NumberField:
			f.SetNumber(&e, optional.Some(7.0))
		case journal.ListField:
			*f.List(&e) = []string{"Zebra"}
		case journal.ObstaclesField:
			e.Obstacles = []journal.Obstacle{{Text: "Zebra", Overcome: true}}
		case journal.AnswersField:
			e.Answers = []journal.Answer{{Question: "Which animal?", When: journal.AskedAfterSuccess, Text: "Zebra"}}
		case journal.MeasuresField:
			m, err := d.Journal().SaveMeasure(t.Context(), journal.Measure{Name: "Zebras", Areas: []journal.AreaID{e.Area}}, journal.Rewrite{})
			if err != nil {
				t.Fatal(err)
			}
			e.Measures = []journal.MeasureValue{{Measure: m.ID, Value: 7}}
		case journal.PeopleField:
			e.People = []journal.Person{{Name: "Zebra", Role: journal.Mentor}}
		case journal.WordField:
			f.SetText(&e, f.Words()[0])
		case journal.LineField, journal.TextField:
			f.SetText(&e, "Zebra")
		}
		p := NewEditor(d, e, nothing)
		got, err := p.read()
		if err != nil || f.IsEmpty(&got) {
			t.Errorf("the form says nothing of %s (%v)", f.Name, err)
		}
		p.title.Set("Changed") // so that there is a draft
		want, _ := p.read()
		back, err := Reopen(d, p.Draft(), nothing)
		if err != nil {
			t.Fatal(err)
		}
		got, err = back.(*Editor).read()
		got.Time = want.Time
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s comes back from a draft as\n%+v, want\n%+v (%v)", f.Name, got, want, err)
		}
	}
}

// TestTheFormOfEachTypeShowsEachFieldWithAQuestion looks for the widgets of the fields that have
// their question in the table.
func TestTheFormOfEachTypeShowsEachFieldWithAQuestion(t *testing.T) {
	host := newTestHost(t)
	for _, kind := range journal.Types() {
		p := NewEditor(host, journal.Entry{Type: kind, Time: host.Journal().Now()}, nothing)
		for _, fold := range p.layout.folds {
			fold.Open(true)
		}
		shown := map[fyne.CanvasObject]bool{}
		collect(p.layout.object(), shown)
		for _, f := range journal.Fields() {
			if f.Question == "" {
				continue
			}
			in := p.inputs[f.Name]
			if asked := in.isAskedOf(kind); asked != shown[in.widget] {
				t.Errorf("%s: is %s asked of it? %v; is its widget on the form? %v", kind, f.Name, asked, shown[in.widget])
			}
		}
	}
}

// collect adds an object and all objects in it.
func collect(o fyne.CanvasObject, all map[fyne.CanvasObject]bool) {
	all[o] = true
	switch o := o.(type) {
	case *fyne.Container:
		for _, inner := range o.Objects {
			collect(inner, all)
		}
	case fyne.Widget:
		for _, inner := range test.WidgetRenderer(o).Objects() {
			collect(inner, all)
		}
	}
}
