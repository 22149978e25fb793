package state

import (
	"strings"
	"testing"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/optional"
)

func TestTheWayToAGoalStatesWhatWasReached(t *testing.T) {
	j := newJournal(t)
	area := addArea(t, j, journal.Area{Name: "Running"})
	time, err := j.SaveMeasure(t.Context(), journal.Measure{Name: "Half marathon", Kind: journal.DurationMeasure, Areas: []journal.AreaID{area.ID}}, journal.Rewrite{})
	if err != nil {
		t.Fatal(err)
	}
	for i, minutes := range []float64{132, 125, 128} {
		e := journal.Entry{Area: area.ID, Type: journal.Experience, Time: j.Now().AddDate(0, 0, i-5), Title: "Run", Performance: optional.Some(journal.Rating(50 + 10*i)),
			Measures: []journal.MeasureValue{{Measure: time.ID, Value: minutes}}}
		if _, err := j.Save(t.Context(), e); err != nil {
			t.Fatal(err)
		}
	}
	aim := func(of string, below bool, value float64) describe.GoalWay {
		return describe.WayTo(j, area.ID, journal.Goal{Text: "Faster", Aim: journal.Aim{Of: of, Below: below, Value: value, By: journal.Date{Year: 2027, Month: 4, Day: 12}}}, journal.Date{}, journal.Date{})
	}
	for _, c := range []struct {
		way     describe.GoalWay
		best    float64
		reached bool
		says    string
	}{
		{aim(string(time.ID), true, 120), 125, false, "best 2 h 05. The goal: at most 2 h by 12 April 2027."},
		{aim(string(time.ID), true, 125), 125, true, "reached"},
		{aim("performance", false, 65), 70, true, "best 70. The goal is reached: at least 65"},
		{aim("performance", false, 71), 70, false, "The goal: at least 71"},
	} {
		best, _ := c.way.Best()
		if len(c.way.Values) != 3 || best != c.best || c.way.Reached() != c.reached || !strings.Contains(c.way.Sentence(), c.says) {
			t.Errorf("best %v, reached %v, %q; want %v, %v, %q", best, c.way.Reached(), c.way.Sentence(), c.best, c.reached, c.says)
		}
	}
	if w := aim("nothing", true, 1); len(w.Values) != 0 || w.Reached() {
		t.Errorf("a goal of a measure that is gone: %+v", w)
	}
}

func TestAReviewStatesWhatWasMeasured(t *testing.T) {
	j := newJournal(t)
	area := addArea(t, j, journal.Area{Name: "Running"})
	save := func(m journal.Measure) journal.MeasureID {
		m, err := j.SaveMeasure(t.Context(), m, journal.Rewrite{})
		if err != nil {
			t.Fatal(err)
		}
		return m.ID
	}
	sleep := save(journal.Measure{Name: "Sleep", Kind: journal.DurationMeasure, OfDay: true})
	late := save(journal.Measure{Name: "Late coffee", Kind: journal.YesNoMeasure, Areas: []journal.AreaID{area.ID}})
	sky := save(journal.Measure{Name: "Sky", Kind: journal.ChoiceMeasure, Areas: []journal.AreaID{area.ID}, Choices: []journal.Choice{{Name: "sun"}, {Name: "rain"}}})
	today := journal.DateOf(j.Now())
	for i, minutes := range []float64{420, 440} {
		if _, err := j.SaveDay(t.Context(), journal.Day{Date: today.AddDays(-i), Values: []journal.MeasureValue{{Measure: sleep, Value: minutes}}}); err != nil {
			t.Fatal(err)
		}
		e := journal.Entry{Area: area.ID, Type: journal.Experience, Time: j.Now().AddDate(0, 0, -i), Title: "Run",
			Measures: []journal.MeasureValue{{Measure: late, Value: float64(i)}, {Measure: sky, Value: 2}}}
		if _, err := j.Save(t.Context(), e); err != nil {
			t.Fatal(err)
		}
	}
	entries := j.Entries(journal.Query{})
	var lines []string
	for _, l := range measuredPart(j, Range{From: today.AddDays(-6), To: today}, "", entries).Lines {
		lines = append(lines, l.Text)
	}
	got := strings.Join(lines, "\n")
	if want := "Sleep: 7 h 10 on average, from 7 h to 7 h 20, on 2 days\nLate coffee: yes 1, in 2 entries\nSky: rain (2), in 2 entries"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
