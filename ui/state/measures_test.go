package state

import (
	"errors"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"enactive/journal"
	"enactive/journal/optional"
	"enactive/journal/vault"
)

// measuring is a journal of one area with measures, by their names.
func measuring(t *testing.T, measures ...journal.Measure) (*journal.Journal, journal.AreaID, map[string]journal.MeasureID) {
	t.Helper()
	j, err := journal.Create(t.Context(), filepath.Join(t.TempDir(), "journal"), vault.NoPassphrase(), journal.Options{Now: func() time.Time { return time.Date(2026, time.March, 4, 12, 0, 0, 0, time.UTC) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = j.Close() })
	area, err := j.SaveArea(t.Context(), journal.Area{Name: "Running"})
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]journal.MeasureID{}
	for _, m := range measures {
		if !m.OfDay {
			m.Areas = []journal.AreaID{area.ID}
		}
		saved, err := j.SaveMeasure(t.Context(), m, journal.Rewrite{})
		if err != nil {
			t.Fatal(err)
		}
		ids[m.Name] = saved.ID
	}
	return j, area.ID, ids
}

func names(measures []journal.Measure) (all []string) {
	for _, m := range measures {
		all = append(all, m.Name)
	}
	return all
}

func TestAFormShowsTheMeasuresOfItsAreaAndThoseWithAValue(t *testing.T) {
	j, area, ids := measuring(t, journal.Measure{Name: "Pulse", Pinned: true}, journal.Measure{Name: "Legs", Kind: journal.ScaleMeasure},
		journal.Measure{Name: "Shoes", Kind: journal.YesNoMeasure, Archived: true}, journal.Measure{Name: "Sleep", Kind: journal.DurationMeasure, OfDay: true})
	shoes := []journal.MeasureValue{{Measure: ids["Shoes"], Value: 0}}
	for _, c := range []struct {
		what string
		got  []journal.Measure
		want []string
	}{
		{"an entry of the area", MeasuresAsked(j, area, nil), []string{"Pulse", "Legs"}},
		{"an entry with an archived one, which is 0", MeasuresAsked(j, area, shoes), []string{"Pulse", "Legs", "Shoes"}},
		{"an entry of no area", MeasuresAsked(j, "", shoes), []string{"Shoes"}},
		{"quick entry", MeasuresPinned(j, area, nil), []string{"Pulse"}},
		{"a day", MeasuresOfDay(j, nil), []string{"Sleep"}},
	} {
		if got := names(c.got); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s shows %q, want %q", c.what, got, c.want)
		}
	}
}

func TestWhatIsTypedForAMeasureIsReadAndNothingIsNotZero(t *testing.T) {
	kg := &journal.Measure{Name: "Weight", Kind: journal.NumberMeasure, Unit: "kg", High: optional.Some(200.0)}
	sleep := &journal.Measure{Name: "Sleep", Kind: journal.DurationMeasure}
	for _, c := range []struct {
		m    *journal.Measure
		text string
		want journal.OptNumber
		bad  bool
	}{
		{kg, "", journal.OptNumber{}, false}, {kg, "  ", journal.OptNumber{}, false}, {kg, "0", optional.Some(0.0), false},
		{kg, "61,5", optional.Some(61.5), false}, {kg, "61.5 kg", optional.Some(61.5), false}, {kg, "201", journal.OptNumber{}, true}, {kg, "a lot", journal.OptNumber{}, true},
		{sleep, "7:20", optional.Some(440.0), false}, {sleep, "1 h 20", optional.Some(80.0), false}, {sleep, "80", optional.Some(80.0), false}, {sleep, "long", journal.OptNumber{}, true},
	} {
		got, err := ReadMeasure(c.m, c.text)
		var field *journal.FieldError
		if got != c.want || errors.As(err, &field) != c.bad {
			t.Errorf("%s %q: got %v, %v", c.m.Name, c.text, got, err)
		}
	}
	if got := MeasureText(sleep, 440); got != "7:20" {
		t.Errorf("a duration is shown as %q", got)
	}
	if got := MeasureText(kg, 61.25); got != "61.25" {
		t.Errorf("a number is shown as %q, want all that it has", got)
	}
}

func TestTheFormOfAMeasureIsRead(t *testing.T) {
	m := journal.Measure{Name: "Sleep", Kind: journal.DurationMeasure, OfDay: true, High: optional.Some(960.0)}
	f := FormOfMeasure(m)
	if f.High != "16:00" || f.Low != "" {
		t.Errorf("the form shows %q to %q", f.Low, f.High)
	}
	f.Low = "1:30"
	got, err := f.Read()
	if err != nil || got.Low != optional.Some(90.0) || got.High != m.High {
		t.Errorf("got %+v, %v", got, err)
	}
	f.Low = "early"
	var field *journal.FieldError
	if _, err = f.Read(); !errors.As(err, &field) || field.Field != "low" {
		t.Errorf("a wrong end is %v, want an error of the field low", err)
	}
	f = FormOfMeasure(journal.Measure{Name: "Weight", Kind: journal.NumberMeasure, OfDay: true, Pinned: true, Areas: []journal.AreaID{"a"}})
	f.Decimals = "one"
	if _, err = f.Read(); !errors.As(err, &field) || field.Field != "decimals" {
		t.Errorf("decimals in words are %v", err)
	}
	f.Decimals = "1"
	if got, err = f.Read(); err != nil || got.Decimals != 1 || got.Pinned || got.Areas != nil {
		t.Errorf("a measure of days is %+v, %v", got, err)
	}
	if v, ok := ReadFactor("2,20462"); !ok || v != 2.20462 {
		t.Errorf("the factor is %v, %v", v, ok)
	}
	for _, text := range []string{"", "0", "much"} {
		if _, ok := ReadFactor(text); ok {
			t.Errorf("%q is a factor", text)
		}
	}
}

func TestAMeasureMovesAmongThoseShown(t *testing.T) {
	j, _, ids := measuring(t, journal.Measure{Name: "a"}, journal.Measure{Name: "b", OfDay: true}, journal.Measure{Name: "c"}, journal.Measure{Name: "d"})
	shown := []journal.MeasureID{ids["a"], ids["c"], ids["d"]}
	want := func(order ...string) (all []journal.MeasureID) {
		for _, n := range order {
			all = append(all, ids[n])
		}
		return all
	}
	if got := MovedMeasure(j, shown, ids["a"], 1); !slices.Equal(got, want("b", "c", "a", "d")) {
		t.Errorf("a moved behind c is %v", got)
	}
	if got := MovedMeasure(j, shown, ids["d"], -1); !slices.Equal(got, want("a", "b", "d", "c")) {
		t.Errorf("d moved before c is %v", got)
	}
	if got := MovedMeasure(j, shown, ids["a"], -1); !slices.Equal(got, want("a", "b", "c", "d")) {
		t.Errorf("the first one moved up is %v", got)
	}
}

func TestASummaryOfAMeasureSaysItsRangeAndValues(t *testing.T) {
	area := func(journal.AreaID) string { return "Running" }
	for want, m := range map[string]journal.Measure{
		"a number · bpm · Running · in quick entry": {Unit: "bpm", Kind: journal.NumberMeasure, Areas: []journal.AreaID{"a"}, Pinned: true},
		"a number · 30–200 kg":                      {Unit: "kg", Kind: journal.NumberMeasure, OfDay: true, Low: optional.Some(30.0), High: optional.Some(200.0)},
		"a duration · at most 16 h":                 {Kind: journal.DurationMeasure, OfDay: true, High: optional.Some(960.0)},
		"sun, rain · of no area":                    {Kind: journal.ChoiceMeasure, Choices: []journal.Choice{{Key: 1, Name: "sun"}, {Key: 2, Name: "rain"}}},
		"a scale from 0 to 100 · lead … springs":    {Kind: journal.ScaleMeasure, OfDay: true, LowWord: "lead", HighWord: "springs"},
	} {
		if got := MeasureSummary(&m, area); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestAnAverageOfHoursHasNoSeconds(t *testing.T) {
	sleep := journal.Measure{Name: "Sleep", Kind: journal.DurationMeasure, OfDay: true}
	if got, want := measuredLine(&sleep, []float64{440, 431, 425}), "Sleep: 7 h 12 on average, from 7 h 05 to 7 h 20, on 3 days"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	pause := journal.Measure{Name: "Pause", Kind: journal.DurationMeasure, OfDay: true}
	if got, want := measuredLine(&pause, []float64{1, 2}), "Pause: 1 min 30 s on average, from 1 min to 2 min, on 2 days"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestDaysAreColouredByAMeasure(t *testing.T) {
	j, area, ids := measuring(t, journal.Measure{Name: "Sleep", Kind: journal.DurationMeasure, OfDay: true}, journal.Measure{Name: "Pulse"}, journal.Measure{Name: "Coffee", Kind: journal.YesNoMeasure},
		journal.Measure{Name: "Sky", Kind: journal.ChoiceMeasure, Choices: []journal.Choice{{Name: "sun"}, {Name: "rain"}}})
	day := func(n int) journal.Date { return journal.Date{Year: 2026, Month: time.February, Day: n} }
	for i := 1; i <= 20; i++ {
		v := float64(400 + i)
		if i == 20 {
			v = 1400 // one that takes no colour from the others
		}
		if _, err := j.SaveDay(t.Context(), journal.Day{Date: day(i), Values: []journal.MeasureValue{{Measure: ids["Sleep"], Value: v}}}); err != nil {
			t.Fatal(err)
		}
	}
	for i, pulse := range []float64{120, 140, 150} {
		e := journal.Entry{Area: area, Title: "Run", Time: time.Date(2026, time.February, 1+i/2, 9+i, 0, 0, 0, time.UTC), Source: journal.SourceMastery,
			Measures: journal.WithValue([]journal.MeasureValue{{Measure: ids["Pulse"], Value: pulse}}, ids["Sky"], optional.Some(float64(1+i%2)))}
		e.Measures = journal.WithValue(e.Measures, ids["Coffee"], optional.Some(float64(1-i%2)))
		if _, err := j.Save(t.Context(), e); err != nil {
			t.Fatal(err)
		}
	}
	year := func(name string) Year {
		m, _ := j.Measure(ids[name])
		return YearOfMeasure(j, area, m, 2026)
	}
	y := year("Sleep")
	if y.Valued != 20 || len(y.Steps) != Shades || y.Day(day(1)).Shade != 1 || y.Day(day(10)).Shade < 2 || y.Day(day(20)).Shade != Shades {
		t.Errorf("sleep: %d days, steps %+v, shades %d, %d and %d", y.Valued, y.Steps, y.Day(day(1)).Shade, y.Day(day(10)).Shade, y.Day(day(20)).Shade)
	}
	if y.Steps[0].Words != "6 h 41–6 h 44" || y.Words() != "20 days of 2026 have a value." || !strings.HasSuffix(y.DayWords(day(5)), "Sleep 6 h 45") {
		t.Errorf("sleep says %+v, %q and %q", y.Steps, y.Words(), y.DayWords(day(5)))
	}
	y = year("Pulse")
	if v := y.Day(day(1)).Value; v != optional.Some(130.0) {
		t.Errorf("the mean of 120 and 140 is %v", v)
	}
	if got := []string{y.Steps[0].Words, y.Steps[1].Words}; len(y.Steps) != 2 || !reflect.DeepEqual(got, []string{"130", "150"}) {
		t.Errorf("two values have the steps %+v", y.Steps)
	}
	y = year("Sky")
	if v := y.Day(day(1)).Value; v != optional.Some(2.0) {
		t.Errorf("the last sky of the day is %v, want rain", v)
	}
	y = year("Coffee") // as the chart of the terminal has it
	if v := y.Day(day(1)).Value; v != optional.Some(0.0) || y.How() != "The last of its values on the day." {
		t.Errorf("the last coffee of the day is %v, want no; it says %q", v, y.How())
	}
	m, _ := j.Measure(ids["Sleep"])
	if empty := YearOfMeasure(j, area, m, 2020); empty.Words() != "No day of 2020 has a value." || empty.Steps != nil {
		t.Errorf("an empty year says %q with %v", empty.Words(), empty.Steps)
	}
}

func TestComparisonsAreInWords(t *testing.T) {
	j, _, ids := measuring(t, journal.Measure{Name: "Sleep", Kind: journal.DurationMeasure, OfDay: true}, journal.Measure{Name: "Sky", Kind: journal.ChoiceMeasure, Choices: []journal.Choice{{Name: "sun"}, {Name: "rain"}}})
	for want, test := range map[string]journal.Test{
		"Sleep < 6 h":            {Of: string(ids["Sleep"]), Sign: journal.Less, Value: 360},
		"Sky ≠ rain":             {Of: string(ids["Sky"]), Sign: journal.Differs, Value: 2},
		"Stress ≥ 50":            {Of: "stress", Sign: journal.AtLeast, Value: 50},
		"a measure that is gone": {Of: "x", Sign: journal.Equal},
	} {
		if got := TestWords(j, test); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	all := Comparables(j)
	if sky := all[1]; len(sky.Signs()) != 2 {
		t.Errorf("values without an order can be compared with %q", sky.Signs())
	}
	if sleep := all[0]; len(sleep.Signs()) != 6 {
		t.Errorf("a duration can be compared with %q", sleep.Signs())
	}
}
