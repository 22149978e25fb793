package journal

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"enactive/journal/optional"
)

func mustMeasure(t *testing.T, j *Journal, m Measure) Measure {
	t.Helper()
	m, err := j.SaveMeasure(t.Context(), m, Rewrite{})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestMeasureIsChecked(t *testing.T) {
	j, _, a := newTestJournal(t)
	mustMeasure(t, j, Measure{Name: "Sleep", Kind: DurationMeasure, OfDay: true})
	choices := func(names ...string) (all []Choice) {
		for _, n := range names {
			all = append(all, Choice{Name: n})
		}
		return all
	}
	for _, c := range []struct {
		name  string
		m     Measure
		field string
	}{
		{"no name", Measure{Name: " "}, "name"},
		{"the name of a column", Measure{Name: "Stress"}, "name"},
		{"the name of a column in words", Measure{Name: "efficacy before"}, "name"},
		{"the name of another measure", Measure{Name: " SLEEP"}, "name"},
		{"a sign of a comparison", Measure{Name: "a<b"}, "name"},
		{"an unknown kind", Measure{Name: "x", Kind: "colour"}, "kind"},
		{"a range from high to low", Measure{Name: "x", Low: optional.Some(5.0), High: optional.Some(4.0)}, "high"},
		{"too many decimals", Measure{Name: "x", Decimals: 7}, "decimals"},
		{"one choice", Measure{Name: "x", Kind: ChoiceMeasure, Choices: choices("a")}, "choices"},
		{"thirteen choices", Measure{Name: "x", Kind: ChoiceMeasure, Choices: choices(strings.Split("abcdefghijklm", "")...)}, "choices"},
		{"the same choice twice", Measure{Name: "x", Kind: ChoiceMeasure, Choices: choices("a", "A")}, "choices"},
		{"an area of a measure of days", Measure{Name: "x", OfDay: true, Areas: []AreaID{a.ID}}, "areas"},
		{"a direction that is none", Measure{Name: "x", Better: "left"}, "better"},
		{"a long unit", Measure{Name: "x", Unit: strings.Repeat("m", MaxLine+1)}, "unit"},
	} {
		_, err := j.SaveMeasure(t.Context(), c.m, Rewrite{})
		if f, ok := IsFieldError(err); !ok || f.Field != c.field {
			t.Errorf("%s: got %v, want an error of %s", c.name, err, c.field)
		}
	}
	if _, err := j.SaveMeasure(t.Context(), Measure{Name: "x", Areas: []AreaID{"nowhere"}}, Rewrite{}); !errors.Is(err, ErrNoArea) {
		t.Errorf("a missing area: %v", err)
	}
	if n := len(j.Measures()); n != 1 {
		t.Errorf("%d measures, want the first alone", n)
	}
}

func TestValuesAreReadAsPeopleTypeThem(t *testing.T) {
	weight := Measure{Name: "Weight", Kind: NumberMeasure, Unit: "kg", Low: optional.Some(20.0)}
	sleep := Measure{Name: "Sleep", Kind: DurationMeasure, High: optional.Some(1440.0)}
	night := Measure{Name: "Night", Kind: DurationMeasure, Unit: HoursUnit}
	late := Measure{Name: "Late", Kind: YesNoMeasure}
	mood := Measure{Name: "Mood", Kind: ScaleMeasure}
	sky := Measure{Name: "Sky", Kind: ChoiceMeasure, Choices: []Choice{{3, "Rain"}, {1, "Sun"}}}
	for _, c := range []struct {
		m    Measure
		text string
		want string // "" for an error
	}{
		{weight, "62", "62"}, {weight, "62,5 kg", "62.5"}, {weight, "62.5KG", "62.5"}, {weight, "1,234.5", ""}, {weight, "19", ""}, {weight, "", ""},
		{weight, "NaN", ""}, {weight, "1e3", ""}, {weight, "0x20", ""}, {weight, "kg", ""},
		{sleep, "7:20", "7:20"}, {sleep, "7:20:30", "7:20:30"}, {sleep, "1 h 20", "1:20"}, {sleep, "1h20m", "1:20"}, {sleep, "1.5 h", "1:30"}, {sleep, "80 min", "1:20"},
		{sleep, "80", "1:20"}, {sleep, "90s", "0:01:30"}, {sleep, "0", "0:00"}, {night, "7.5", "7:30"}, {night, "6", "6:00"}, {night, "40 min", "0:40"}, {night, "-1", ""}, {sleep, "7:60", ""}, {sleep, "7:2", ""}, {sleep, "25:00", ""}, {sleep, "-1", ""},
		{sleep, "20 1 h", ""}, {sleep, "1:2:3:4", ""}, {sleep, "an hour", ""},
		{late, "y", "yes"}, {late, "No", "no"}, {late, "0", "no"}, {late, "2", ""},
		{mood, "0", "0"}, {mood, "55 %", "55"}, {mood, "101", ""}, {mood, "-0", "0"},
		{sky, "rain", "Rain"}, {sky, "3", ""}, {sky, "Snow", ""},
	} {
		v, err := c.m.Parse(c.text)
		got := ""
		if err == nil {
			got = c.m.Format(v)
		} else if f, ok := IsFieldError(err); !ok || f.Field != c.m.Name {
			t.Errorf("%s %q: the error %v names no measure", c.m.Name, c.text, err)
		}
		if got != c.want {
			t.Errorf("%s %q is read as %q (%v), want %q", c.m.Name, c.text, got, err, c.want)
		}
	}
}

func TestEveryValueIsReadAsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		for _, m := range []Measure{{Kind: NumberMeasure, Unit: "kg"}, {Kind: DurationMeasure}, {Kind: ScaleMeasure}} {
			v := rapid.Float64Range(0, 100).Draw(t, "value")
			if m.Kind == DurationMeasure {
				v = float64(rapid.IntRange(0, 1e6).Draw(t, "seconds")) / 60
			}
			if back, err := m.Parse(m.Format(v)); err != nil || back != v {
				t.Fatalf("%s: %v is written as %s and read as %v (%v)", m.Kind, v, m.Format(v), back, err)
			}
		}
	})
}

func TestAValueKeepsItsMeaningWhenItsMeasureChanges(t *testing.T) {
	j, c, a := newTestJournal(t)
	weight := mustMeasure(t, j, Measure{Name: "Weight", Kind: NumberMeasure, Unit: "kg", Areas: []AreaID{a.ID}})
	e := experience(a, "weighed")
	e.Measures = []MeasureValue{{weight.ID, 80}}
	e = *mustSave(t, j, e)
	binned := experience(a, "in the bin")
	binned.Measures = []MeasureValue{{weight.ID, 100}}
	bin := mustSave(t, j, binned)
	if err := j.Delete(t.Context(), bin.ID); err != nil {
		t.Fatal(err)
	}
	value := func(id EntryID) float64 {
		stored, _ := j.Entry(id)
		v, _ := ValueOf(stored.Measures, weight.ID).Get()
		return v
	}
	for _, step := range []struct {
		name   string
		change func(*Measure)
		how    Rewrite
		asks   string // "" if it is done
		want   float64
	}{
		{"a new name", func(m *Measure) { m.Name = "Body weight" }, Rewrite{}, "", 80},
		{"another unit, unanswered", func(m *Measure) { m.Unit = "lb" }, Rewrite{}, "2 values whose meaning", 80},
		{"another unit, converted", func(m *Measure) { m.Unit = "lb" }, Rewrite{Factor: 2}, "", 160},
		{"a narrower range", func(m *Measure) { m.High = optional.Some(180.0) }, Rewrite{}, "1 value of “Body weight” is outside the new range: 200", 160},
		{"a wider range", func(m *Measure) { m.High = optional.Some(300.0) }, Rewrite{}, "", 160},
		{"a narrower range for new values", func(m *Measure) { m.High = optional.Some(180.0) }, Rewrite{Keep: true}, "", 160},
		{"a wrong unit put right", func(m *Measure) { m.Unit = "st" }, Rewrite{Keep: true}, "", 160},
		{"a kind that cannot hold them", func(m *Measure) { m.Kind = YesNoMeasure }, Rewrite{Keep: true}, "cannot hold", 160},
		{"another kind", func(m *Measure) { m.Kind, m.High = DurationMeasure, OptNumber{} }, Rewrite{}, "whose meaning would change", 160},
		{"another kind, kept", func(m *Measure) { m.Kind, m.High = DurationMeasure, OptNumber{} }, Rewrite{Keep: true}, "", 160},
	} {
		m, _ := j.Measure(weight.ID)
		step.change(&m)
		_, err := j.SaveMeasure(t.Context(), m, step.how)
		switch {
		case step.asks == "" && err != nil, step.asks != "" && (!errors.Is(err, ErrMeasureAsks) || !strings.Contains(SentenceOf(err), step.asks)):
			t.Errorf("%s: got %v, want %q", step.name, SentenceOf(err), step.asks)
		}
		if got := value(e.ID); got != step.want {
			t.Errorf("%s: the value is %v, want %v", step.name, got, step.want)
		}
	}
	if got := value(bin.ID); got != 200 {
		t.Errorf("the value in the bin is %v, want it converted to 200", got)
	}
	for range 6 {
		if _, err := j.Undo(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if j = reopen(t, j, c); value(e.ID) != 80 || value(bin.ID) != 100 {
		t.Errorf("after undoing all of it the values are %v and %v", value(e.ID), value(bin.ID))
	}
}

func TestTenThousandValuesChangeInOneStep(t *testing.T) {
	j, _, a := newTestJournal(t)
	m, ids := withTenThousand(t, j, a)
	m.Kind, m.Unit = DurationMeasure, ""
	if _, err := j.SaveMeasure(t.Context(), m, Rewrite{Factor: 60}); err != nil {
		t.Fatal(err)
	}
	value := func() float64 {
		e, _ := j.Entry(ids[9999])
		v, _ := ValueOf(e.Measures, m.ID).Get()
		return v
	}
	if value() != 60*9999 {
		t.Errorf("the last value is %v", value())
	}
	if _, err := j.Undo(t.Context()); err != nil || value() != 9999 {
		t.Errorf("after undo the last value is %v (%v)", value(), err)
	}
}

func withTenThousand(t testing.TB, j *Journal, a Area) (Measure, []EntryID) {
	t.Helper()
	m, err := j.SaveMeasure(t.Context(), Measure{Name: "Practice", Unit: "h", Areas: []AreaID{a.ID}}, Rewrite{})
	if err != nil {
		t.Fatal(err)
	}
	b := Batch{Kind: StepImport}
	var ids []EntryID
	for i := range 10_000 {
		e := experience(a, "one of many")
		id, err := j.NewEntryID()
		if err != nil {
			t.Fatal(err)
		}
		e.ID, e.Measures = id, []MeasureValue{{m.ID, float64(i)}}
		b.Entries, ids = append(b.Entries, e), append(ids, id)
	}
	if err := j.SaveBatch(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	return m, ids
}

func TestAnOldValueOutsideTheRangeCanBeSavedAgain(t *testing.T) {
	j, _, a := newTestJournal(t)
	cups := mustMeasure(t, j, Measure{Name: "Cups", Kind: NumberMeasure, Areas: []AreaID{a.ID}})
	e := experience(a, "coffee")
	e.Measures = []MeasureValue{{cups.ID, 12}}
	saved := mustSave(t, j, e).Clone()
	cups.High = optional.Some(5.0)
	if _, err := j.SaveMeasure(t.Context(), cups, Rewrite{Keep: true}); err != nil {
		t.Fatal(err)
	}
	saved.Note = "too many"
	mustSave(t, j, saved)
	saved.Measures = []MeasureValue{{cups.ID, 13}}
	if _, err := j.Save(t.Context(), saved); err == nil || !strings.Contains(SentenceOf(err), "Cups is \"13\"; it must be at most 5") {
		t.Errorf("a new value outside: %v", SentenceOf(err))
	}
}

func TestAChoiceCanBeRenamedButNotTakenFromValues(t *testing.T) {
	j, _, a := newTestJournal(t)
	sky := mustMeasure(t, j, Measure{Name: "Sky", Kind: ChoiceMeasure, Areas: []AreaID{a.ID}, Choices: []Choice{{Name: "sun"}, {Name: "rain"}, {Name: "snow"}}})
	e := experience(a, "out")
	rain, _ := sky.ChoiceNamed("rain")
	e.Measures = []MeasureValue{{sky.ID, float64(rain.Key)}}
	id := mustSave(t, j, e).ID
	sky.Choices = []Choice{{rain.Key, "drizzle"}, {Name: "hail"}, sky.Choices[0]}
	sky, err := j.SaveMeasure(t.Context(), sky, Rewrite{})
	if err != nil {
		t.Fatal(err)
	}
	stored, _ := j.Entry(id)
	if v, _ := ValueOf(stored.Measures, sky.ID).Get(); sky.Format(v) != "drizzle" {
		t.Errorf("the value is %s", sky.Format(v))
	}
	sky.Choices = sky.Choices[1:]
	if _, err := j.SaveMeasure(t.Context(), sky, Rewrite{Keep: true}); !errors.Is(err, ErrMeasureAsks) {
		t.Errorf("taking away a choice that has a value: %v", err)
	}
}

func TestRemovingAMeasureRemovesItsValuesFiltersAndAims(t *testing.T) {
	j, c, a := newTestJournal(t)
	sleep := mustMeasure(t, j, Measure{Name: "Sleep", Kind: DurationMeasure, OfDay: true})
	cups := mustMeasure(t, j, Measure{Name: "Cups", Areas: []AreaID{a.ID}})
	e := experience(a, "x")
	e.Measures = []MeasureValue{{cups.ID, 2}}
	e = *mustSave(t, j, e)
	if _, err := j.SaveDay(t.Context(), Day{Date: DateOf(c.t), Values: []MeasureValue{{sleep.ID, 440}}}); err != nil {
		t.Fatal(err)
	}
	test, err := j.ParseTest("sleep < 6:30")
	if err != nil {
		t.Fatal(err)
	}
	a.Goals = []Goal{{Text: "Fewer cups", Aim: Aim{Of: string(cups.ID), Below: true, Value: 1, By: DateOf(c.t).AddDays(30)}}}
	if a, err = j.SaveArea(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	if err := j.SaveFilter(t.Context(), Filter{Name: "Short nights", Query: Query{Tests: []Test{test}}}); err != nil {
		t.Fatal(err)
	}
	j = reopen(t, j, c)
	before := content(j)
	if err := errors.Join(j.RemoveMeasure(t.Context(), sleep.ID), j.RemoveMeasure(t.Context(), cups.ID)); err != nil {
		t.Fatal(err)
	}
	stored, _ := j.Entry(e.ID)
	area, _ := j.Area(a.ID)
	if len(j.Measures())+len(j.Filters())+len(j.Days(Date{}, Date{}))+len(stored.Measures) > 0 || area.Goals[0].Aim.Of != "" || len(area.Goals) != 1 {
		t.Errorf("left: %s", content(j))
	}
	for range 2 {
		if _, err := j.Undo(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if got := content(j); got != before {
		t.Errorf("after undo\n%s\nwant\n%s", got, before)
	}
	if err := j.RemoveMeasure(t.Context(), "nowhere"); !errors.Is(err, ErrNoMeasure) {
		t.Errorf("a missing measure: %v", err)
	}
}

func TestMergedAreasKeepTheirMeasures(t *testing.T) {
	j, _, running := newTestJournal(t)
	trails, err := j.SaveArea(t.Context(), Area{Name: "Trails", Questions: []Question{{"How steep?", AskedAfterSuccess}}})
	if err != nil {
		t.Fatal(err)
	}
	climb := mustMeasure(t, j, Measure{Name: "Climb", Unit: "m", Areas: []AreaID{trails.ID}})
	both := mustMeasure(t, j, Measure{Name: "Pulse", Areas: []AreaID{trails.ID, running.ID}})
	e := experience(trails, "up")
	e.Measures = []MeasureValue{{climb.ID, 900}, {both.ID, 150}}
	id := mustSave(t, j, e).ID
	if along := j.WhatGoesAlong(trails.ID); along.Measures != 1 {
		t.Errorf("%+v goes along, want the one measure of no other area", along)
	}
	if _, err := j.MergeAreas(t.Context(), trails.ID, running.ID); err != nil {
		t.Fatal(err)
	}
	stored, _ := j.Entry(id)
	merged, _ := j.Area(running.ID)
	if names := measureNames(j.MeasuresOf(running.ID)); names != "Climb Pulse" || len(stored.Measures) != 2 || len(merged.Questions) != 1 {
		t.Errorf("merged: %s, %+v, %+v", names, stored.Measures, merged.Questions)
	}
	if _, err := j.RemoveArea(t.Context(), running.ID); err != nil || len(j.Measures()) != 0 {
		t.Errorf("%d measures are left without an area (%v)", len(j.Measures()), err)
	}
	if _, err := j.Undo(t.Context()); err != nil || len(j.Measures()) != 2 {
		t.Errorf("undo brings back %d measures (%v)", len(j.Measures()), err)
	}
}

func measureNames(all []Measure) string {
	var names []string
	for _, m := range all {
		names = append(names, m.Name)
	}
	return strings.Join(names, " ")
}

func TestComparisonsSelectEntries(t *testing.T) {
	j, c, a := newTestJournal(t)
	sleep := mustMeasure(t, j, Measure{Name: "Sleep", Kind: DurationMeasure, OfDay: true})
	sky := mustMeasure(t, j, Measure{Name: "Sky", Kind: ChoiceMeasure, Areas: []AreaID{a.ID}, Choices: []Choice{{Name: "sun"}, {Name: "rain"}}})
	mustMeasure(t, j, Measure{Name: "Nerves", Kind: ScaleMeasure, Areas: []AreaID{a.ID}})
	ease := mustMeasure(t, j, Measure{Name: "Ease of it", Kind: ChoiceMeasure, Ordered: true, Areas: []AreaID{a.ID}, Choices: []Choice{{9, "hard"}, {2, "so so"}, {5, "light"}}})
	for i, minutes := range []float64{300, 480, 0} {
		e := experience(a, fmt.Sprint(i))
		e.Time = c.t.AddDate(0, 0, -i)
		e.Stress = optional.Some(Rating(40 + 10*i))
		e.Measures = []MeasureValue{{sky.ID, float64(1 + i%2)}, {ease.ID, []float64{9, 2, 5}[i]}}
		mustSave(t, j, e)
		if minutes > 0 {
			if _, err := j.SaveDay(t.Context(), Day{Date: e.Day(), Values: []MeasureValue{{sleep.ID, minutes}}}); err != nil {
				t.Fatal(err)
			}
		}
	}
	for text, want := range map[string]string{
		"sleep<6": "0", "sleep >= 8:00": "1", "Sleep>0:01": "1 0", "stress<=50": "1 0", "stress > 50": "2", "sky=sun": "2 0", "SKY != sun": "1",
		"ease of it > hard": "2 1", "ease of it<=so so": "1 0", "efficacy before > 0": "",
	} {
		test, err := j.ParseTest(text)
		if err != nil {
			t.Errorf("%s: %v", text, SentenceOf(err))
			continue
		}
		var titles []string
		for _, e := range j.Entries(Query{Tests: []Test{test}}) {
			titles = append(titles, e.Title)
		}
		if got := strings.Join(titles, " "); got != want {
			t.Errorf("%s selects %q, want %q", text, got, want)
		}
		if again, err := j.ParseTest(j.FormatTest(test)); err != nil || again != test {
			t.Errorf("%s is written as %s and read as %+v (%v)", text, j.FormatTest(test), again, err)
		}
	}
	for _, bad := range []string{"sleep", "<6", "snore<6", "sleep<long", "stress<101", "nerves>101", "sky<sun", "sky=snow", "stress<"} {
		if test, err := j.ParseTest(bad); err == nil {
			t.Errorf("%q is read as %+v", bad, test)
		} else if f, ok := IsFieldError(err); !ok || f.Want.IsZero() {
			t.Errorf("%q: %v says not what would be right", bad, err)
		} else if strings.Contains(SentenceOf(err), "empty") {
			t.Errorf("%q: %s offers an empty value, with which nothing is compared", bad, SentenceOf(err))
		}
	}
}

func TestADayIsCheckedAndRemovedWhenEmpty(t *testing.T) {
	j, c, a := newTestJournal(t)
	sleep := mustMeasure(t, j, Measure{Name: "Sleep", Kind: DurationMeasure, OfDay: true, High: optional.Some(1440.0)})
	cups := mustMeasure(t, j, Measure{Name: "Cups", Areas: []AreaID{a.ID}})
	today := DateOf(c.t)
	for name, d := range map[string]Day{
		"a day that does not exist":   {Date: Date{2026, 2, 30}, Note: "x"},
		"a day to come":               {Date: today.AddDays(2), Note: "x"},
		"a value outside":             {Date: today, Values: []MeasureValue{{sleep.ID, 1500}}},
		"two values of one measure":   {Date: today, Values: []MeasureValue{{sleep.ID, 1}, {sleep.ID, 2}}},
		"a measure of entries":        {Date: today, Values: []MeasureValue{{cups.ID, 1}}},
		"a measure that is not there": {Date: today, Values: []MeasureValue{{"nowhere", 1}}},
	} {
		if _, err := j.SaveDay(t.Context(), d); err == nil {
			t.Errorf("%s is stored", name)
		}
	}
	var heard []Date
	defer j.Subscribe(func(c Change) { heard = append(heard, c.Days...) })()
	for _, d := range []Day{{Date: today, Values: []MeasureValue{{sleep.ID, 440}}, Note: " \n"}, {Date: today, Values: []MeasureValue{{sleep.ID, 440}}}, {Date: today}, {Date: today}} {
		if _, err := j.SaveDay(t.Context(), d); err != nil {
			t.Fatal(err)
		}
	}
	if _, ok := j.Day(today); ok || !slices.Equal(heard, []Date{today, today}) {
		t.Errorf("an empty day is stored (%v), or was heard of %v times", ok, heard)
	}
}

func TestDaysAreFoundByTheirNotes(t *testing.T) {
	j, c, a := newTestJournal(t)
	today := DateOf(c.t)
	for back, note := range []string{"Late to bed.", "The café was\nlate, and loud.", "Early."} {
		if _, err := j.SaveDay(t.Context(), Day{Date: today.AddDays(-back), Note: note}); err != nil {
			t.Fatal(err)
		}
	}
	for name, c := range map[string]struct {
		q    Query
		want []int // how many days ago
	}{
		"a word":            {Query{Text: "LATE"}, []int{1, 0}},
		"the newest first":  {Query{Text: "late", Newest: true}, []int{0, 1}},
		"all of the words":  {Query{Text: "cafe late"}, []int{1}},
		"some days":         {Query{Text: "late", From: today}, []int{0}},
		"no words":          {Query{}, nil},
		"an area":           {Query{Text: "late", Area: a.ID}, nil},
		"something else":    {Query{Text: "late", Tags: []string{"x"}}, nil},
		"what is in no day": {Query{Text: "nowhere"}, nil},
	} {
		var want, got []Date
		for _, back := range c.want {
			want = append(want, today.AddDays(-back))
		}
		for _, d := range j.DaysNoted(c.q) {
			got = append(got, d.Date)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}

func TestABatchOfDaysAddsWhatIsMissing(t *testing.T) {
	j, c, _ := newTestJournal(t)
	sleep := mustMeasure(t, j, Measure{Name: "Sleep", Kind: DurationMeasure, OfDay: true})
	today := DateOf(c.t)
	if _, err := j.SaveDay(t.Context(), Day{Date: today, Values: []MeasureValue{{sleep.ID, 440}}, Note: "mine"}); err != nil {
		t.Fatal(err)
	}
	pulse := Measure{ID: "01PULSE", Name: "Pulse", OfDay: true}
	b := Batch{Kind: StepImport, File: "watch.csv", Measures: []Measure{pulse}, Days: []Day{
		{Date: today, Values: []MeasureValue{{sleep.ID, 300}, {pulse.ID, 52}}, Note: "theirs"}, {Date: today.AddDays(-1), Values: []MeasureValue{{pulse.ID, 51}}}}}
	if err := j.SaveBatch(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	d, _ := j.Day(today)
	if v, _ := ValueOf(d.Values, sleep.ID).Get(); v != 440 || len(d.Values) != 2 || d.Note != "mine" || len(j.Days(Date{}, Date{})) != 2 {
		t.Errorf("the day is %+v of %d", d, len(j.Days(Date{}, Date{})))
	}
	if _, err := j.Undo(t.Context()); err != nil || len(j.Measures()) != 1 || len(j.Days(Date{}, Date{})) != 1 {
		t.Errorf("undo leaves %s (%v)", content(j), err)
	}
}
