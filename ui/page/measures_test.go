package page

import (
	"reflect"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"enactive/journal"
	"enactive/journal/optional"
	"enactive/ui/choose"
)

// measured is a host with a measure of each kind in the first area, by their names.
func measured(t *testing.T) (*testHost, map[string]journal.MeasureID) {
	t.Helper()
	host := newTestHost(t)
	host.window = test.NewTempWindow(t, nil)
	areas := host.Journal().Areas()
	ids := map[string]journal.MeasureID{}
	for _, m := range []journal.Measure{
		{Name: "Pulse", Kind: journal.NumberMeasure, High: optional.Some(220.0), Pinned: true}, {Name: "Legs", Kind: journal.ScaleMeasure},
		{Name: "Sky", Kind: journal.ChoiceMeasure, Choices: []journal.Choice{{Name: "sun"}, {Name: "rain"}}}, {Name: "Ate", Kind: journal.YesNoMeasure},
		{Name: "Warm-up", Kind: journal.DurationMeasure}, {Name: "Sleep", Kind: journal.DurationMeasure, OfDay: true},
	} {
		if !m.OfDay {
			m.Areas = []journal.AreaID{areas[0].ID}
		}
		saved, err := host.Journal().SaveMeasure(t.Context(), m, journal.Rewrite{})
		if err != nil {
			t.Fatal(err)
		}
		ids[m.Name] = saved.ID
	}
	return host, ids
}

func TestMeasuresAreTypedSavedAndKeptInDrafts(t *testing.T) {
	host, ids := measured(t)
	areas := host.Journal().Areas()
	p := NewEditor(host, journal.Entry{Time: host.Journal().Now(), Area: areas[0].ID, Source: journal.SourceMastery, Title: "Run"}, nothing)
	p.Listen(nothing)
	p.Object()
	in := func(name string) *measureInput { return p.measures.made[ids[name]] }
	test.Type(in("Pulse").field, "0")
	in("Legs").rating.TypedRune('7')
	in("Sky").choice.TypedRune('r')
	in("Ate").choice.TypedRune('n')
	test.Type(in("Warm-up").field, "1 h 20")
	if p.Draft() == nil {
		t.Fatal("values of measures are not kept as a draft")
	}
	want := map[string]float64{"Pulse": 0, "Legs": 7, "Sky": 2, "Ate": 0, "Warm-up": 80}
	check := func(what string, e journal.Entry) {
		t.Helper()
		for name, v := range want {
			if got := journal.ValueOf(e.Measures, ids[name]); got != optional.Some(v) {
				t.Errorf("%s: %s is %v, want %v", what, name, got, v)
			}
		}
	}
	again := NewEditor(host, journal.Entry{Time: host.Journal().Now(), Source: journal.SourceMastery}, nothing)
	if err := again.Restore(p.Draft()); err != nil {
		t.Fatal(err)
	}
	check("the draft", again.Entry())

	p.chooseArea(areas[1].ID)
	p.showMeasures()
	check("in another area", p.Entry())
	p.Save()
	saved := host.Journal().Entries(journal.Query{})[0]
	check("saved", *saved)
	if p.Changed() {
		t.Error("there is something unsaved after saving")
	}
	in("Pulse").field.SetText("")
	if v := journal.ValueOf(p.Entry().Measures, ids["Pulse"]); v.IsSet() {
		t.Errorf("a cleared pulse is %v", v)
	}
}

func TestAValueThatIsNoneIsSaidAtItsField(t *testing.T) {
	host, ids := measured(t)
	p := NewEditor(host, journal.Entry{Time: host.Journal().Now(), Area: host.Journal().Areas()[0].ID, Source: journal.SourceMastery, Title: "Run"}, nothing)
	p.Listen(nothing)
	host.window.SetContent(p.Object())
	pulse := p.measures.made[ids["Pulse"]]
	test.Type(pulse.field, "300")
	if pulse.wrong.Visible() {
		t.Error("it is said while one types")
	}
	pulse.field.FocusLost()
	if !pulse.wrong.Visible() || pulse.wrong.String() != "Pulse is “300”; it must be at most 220." && pulse.wrong.String() != `Pulse is "300"; it must be at most 220.` {
		t.Errorf("after leaving it says %q", pulse.wrong.String())
	}
	p.Save()
	if n := host.Journal().Count(journal.Query{}); n != 0 {
		t.Errorf("%d entries were saved", n)
	}
	if host.window.Canvas().Focused() != fyne.Focusable(pulse.field) {
		t.Error("the keyboard is not at the field that is wrong")
	}
	pulse.field.SetText("180")
	if pulse.wrong.Visible() {
		t.Error("it is still said when it is right")
	}
}

func TestAValueOutsideTheRangeOfTodayStays(t *testing.T) {
	host, ids := measured(t)
	area := host.Journal().Areas()[0].ID
	e, err := host.Journal().Save(t.Context(), journal.Entry{Time: host.Journal().Now(), Area: area, Source: journal.SourceMastery, Title: "Run", Measures: []journal.MeasureValue{{Measure: ids["Pulse"], Value: 210}}})
	if err != nil {
		t.Fatal(err)
	}
	m, _ := host.Journal().Measure(ids["Pulse"])
	m.High, m.Archived = optional.Some(200.0), true
	if _, err := host.Journal().SaveMeasure(t.Context(), m, journal.Rewrite{Keep: true}); err != nil {
		t.Fatal(err)
	}
	p := NewEditor(host, e.Clone(), nothing)
	if p.measures.made[ids["Pulse"]] == nil {
		t.Fatal("the value of an archived measure is not shown")
	}
	if got, err := p.read(); err != nil || !reflect.DeepEqual(got.Measures, e.Measures) {
		t.Errorf("the value became %v, %v", got.Measures, err)
	}
}

func TestQuickEntryAsksForPinnedMeasures(t *testing.T) {
	host, ids := measured(t)
	p := NewQuick(host, nothing, nil)
	p.Prepare(host.Journal().Areas()[0].ID)
	if len(p.measures.shown) != 1 {
		t.Fatalf("%d measures are shown, want the one that is pinned", len(p.measures.shown))
	}
	test.Type(p.measures.made[ids["Pulse"]].field, "150")
	again := NewQuick(host, nothing, nil)
	if err := again.Restore(p.Draft()); err != nil {
		t.Fatal(err)
	}
	again.Save()
	if all := host.Journal().Entries(journal.Query{}); len(all) != 1 || journal.ValueOf(all[0].Measures, ids["Pulse"]) != optional.Some(150.0) {
		t.Errorf("saved is %+v", all)
	}
	if again.Changed() {
		t.Error("the form is not empty after saving")
	}
}

func TestADayIsSavedAndWalked(t *testing.T) {
	host, ids := measured(t)
	today := journal.DateOf(host.Journal().Now())
	p := NewDayForm(host, nothing, nothing)
	p.Prepare(today)
	test.Type(p.values.made[ids["Sleep"]].field, "7:20")
	if d := p.Draft(); d == nil || NewDayForm(host, nothing, nothing).Restore(d) != nil {
		t.Fatal("the draft of a day cannot be restored")
	}
	p.step(-1)
	if p.Date() != today.AddDays(-1) || p.values.made[ids["Sleep"]].text() != "" {
		t.Errorf("the day before is %v with %q", p.Date(), p.values.made[ids["Sleep"]].text())
	}
	if d, ok := host.Journal().Day(today); !ok || journal.ValueOf(d.Values, ids["Sleep"]) != optional.Some(440.0) {
		t.Errorf("going to another day saved %+v", d)
	}
	test.Type(p.values.made[ids["Sleep"]].field, "long")
	p.step(1)
	if p.Date() != today.AddDays(-1) {
		t.Error("a day with a value that is none was left")
	}
	p.values.made[ids["Sleep"]].field.SetText("")
	p.step(1)
	p.step(1)
	p.step(1)
	if p.Date() != today.AddDays(1) {
		t.Errorf("the last day is %v, want tomorrow", p.Date())
	}
}

func TestAComparisonIsAdded(t *testing.T) {
	host, ids := measured(t)
	c := newComparisons(host, nil)
	for i := range c.all {
		if c.all[i].Of == string(ids["Ate"]) {
			c.of.SetSelectedIndex(i)
		}
	}
	c.input.choice.TypedRune('n')
	if err := c.add(); err != nil || !reflect.DeepEqual(c.tests, []journal.Test{{Of: string(ids["Ate"]), Sign: journal.Equal, Value: 0}}) {
		t.Errorf("got %+v, %v", c.tests, err)
	}
	if err := c.add(); err != nil || len(c.tests) != 1 {
		t.Errorf("without a value there are %d comparisons, %v", len(c.tests), err)
	}
	c.of.SetSelected("Stress")
	test.Type(c.input.field, "500")
	if err := c.add(); err == nil {
		t.Error("stress can be compared with 500")
	}
}

func TestYAndNChooseInEveryLanguage(t *testing.T) {
	test.NewTempApp(t)
	c := choose.NewChoiceOf(choose.Option{Value: "1", Label: "はい", Key: 'y'}, choose.Option{Value: "0", Label: "いいえ", Key: 'n'})
	for r, want := range map[rune]string{'y': "1", 'N': "0"} {
		if c.TypedRune(r); c.Chosen() != want {
			t.Errorf("%c chose %q, want %q", r, c.Chosen(), want)
		}
	}
}

func TestADayThatCannotBeSavedKeepsItsFiles(t *testing.T) {
	host := newTestHost(t)
	host.window = test.NewTempWindow(t, nil)
	left := 0
	p := NewDayForm(host, func() { left++ }, nothing)
	of := journal.Holder{Day: p.Date()}
	p.files.attach(false, incoming{"letter.txt", []byte("words")}, incoming{"other.txt", []byte("others")})
	p.note.SetQuietly(strings.Repeat("x", journal.MaxText+1))
	p.Save()
	if host.failed == nil || left > 0 || host.journal.CountAttachments(of) != 0 || len(p.files.files) != 2 {
		t.Fatalf("%v, left: %d, %d are attached and %d in the form", host.failed, left, host.journal.CountAttachments(of), len(p.files.files))
	}
	taken := p.files.files[1]
	p.files.remove(taken)
	if host.journal.Prepared(taken.ID()) != nil {
		t.Error("a file that was taken out of the form is kept")
	}
	p.note.SetQuietly("")
	if !p.Changed() {
		t.Error("a form with a file says that nothing is unsaved")
	}
	p.Save()
	if left != 1 || host.journal.CountAttachments(of) != 1 || p.Changed() {
		t.Errorf("left: %d, with %d attached", left, host.journal.CountAttachments(of))
	}
}
