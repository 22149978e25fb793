package report_test

import (
	"strings"
	"testing"

	"enactive/charts/report"
	"enactive/charts/report/compose"
	"enactive/journal"
)

// experimentIn starts an experiment in the only area of a new journal with so many tries; the first try
// of the second pair is skipped, and one of the third has no rating.
func experimentIn(t *testing.T, tries int, privacy journal.Privacy) (*journal.Journal, journal.Experiment) {
	t.Helper()
	j := journalOf(t)
	area := j.Areas()[0].ID
	x, err := j.StartExperiment(t.Context(), journal.Experiment{Area: area, Name: "Slow breathing", With: "four minutes of breath", Without: "straight to the keys", Decides: journal.DecidesPerformance, Pairs: 6})
	if err != nil {
		t.Fatal(err)
	}
	for n := range tries {
		try, err := j.NextTry(t.Context(), x.ID)
		if err != nil {
			t.Fatal(err)
		}
		if n == 2 {
			if _, err := j.SkipTry(t.Context(), x.ID); err != nil {
				t.Fatal(err)
			}
			continue
		}
		e := journal.Entry{Type: journal.Experience, Source: journal.SourceMastery, Area: area, Time: now, Title: "A round", Performance: some(40 + float64(n)), Experiment: try,
			Outcome: journal.Success, Strategies: []string{"Ritual"}}
		if try.Arm == journal.ArmWith {
			e.Performance, e.Strategies = some(71+float64(n)), []string{"Slow breathing"}
		}
		if n == 5 {
			e.Performance = journal.OptRating{}
		}
		if n == 3 {
			e.Privacy = privacy
		}
		if _, err := j.Save(t.Context(), e); err != nil {
			t.Fatal(err)
		}
	}
	return j, x
}

func TestARunningExperimentTellsOnlyHowFarItIs(t *testing.T) {
	j, x := experimentIn(t, 9, "")
	if _, err := j.NextTry(t.Context(), x.ID); err != nil { // asked for, and not done
		t.Fatal(err)
	}
	for _, kind := range journal.HandoutKinds() {
		blocks := blocksOf(t, j, report.Told{Handout: journal.Handout{Kind: kind}})
		got := textOf(t, blocks...)
		part, _, ok := strings.Cut(got[strings.Index(got, "Experiment “Slow breathing” With"):], " H1 ")
		want := "Experiment “Slow breathing” With: four minutes of breath. Without: straight to the keys. What decides: performance. Begun on 23 November 2026; it still runs. " +
			"3 of 6 pairs are done. 1 of them lacks a rating and does not count. What it found is said at its end"
		if !ok || !strings.HasPrefix(part, want) {
			t.Errorf("%s: got %q, want %q", kind, part, want)
		}
		for _, told := range []string{"higher", "lower", "likely", "All", "Pair 1", "minus", "Difference", "next", "try"} {
			if strings.Contains(part[len(want):], told) {
				t.Errorf("while it runs the document tells %q: %q", told, part)
			}
		}
		for _, b := range blocks {
			if table, ok := b.(compose.Table); ok && !table.Lines {
				expect(t, textOf(t, table), false, "Slow breathing |", "Ritual |", "“Ritual”")
			}
		}
		expect(t, got, true, "Experiment “Slow breathing” | 3 | 3 of 6 pairs are done. 1 of them lacks a rating")
	}
}

func TestAnEndedExperimentHasItsSentenceAndItsPairs(t *testing.T) {
	j, x := experimentIn(t, 11, "")
	if _, err := j.EndExperiment(t.Context(), x.ID); err != nil {
		t.Fatal(err)
	}
	got := textOf(t, blocksOf(t, j, report.Told{})...)
	expect(t, got, true,
		"On 23 November 2026, ended early. 4 of 6 pairs are done.", "Performance: 3 pairs are too few to tell anything from chance.",
		"It was ended early, with 3 of 6 pairs to count", "| Pair | With | Without | Difference", "All 3 pairs",
		"left out: a try was skipped", "Pair 3 |", "left out: a try or a rating is missing")
	expect(t, textOf(t, blocksOf(t, j, report.Told{Handout: journal.Handout{LeftOut: []journal.Section{journal.ChartsSection}}})...), true, "too few to tell anything from chance", "Pair 3 |")
	day := journal.DateOf(now)
	for _, q := range []journal.Query{{To: day.AddDays(-1)}, {From: day.AddDays(1)}, {Text: "nowhere"}} {
		expect(t, textOf(t, blocksOf(t, j, report.Told{Query: q})...), false, "Experiment “Slow breathing”")
	}
}

func TestAnExperimentWithAPrivateTryIsLeftOutWithIt(t *testing.T) {
	for _, end := range []bool{false, true} {
		j, x := experimentIn(t, 11, journal.Private)
		if end {
			if _, err := j.EndExperiment(t.Context(), x.ID); err != nil {
				t.Fatal(err)
			}
		}
		expect(t, textOf(t, blocksOf(t, j, report.Told{})...), false, "Experiment “Slow breathing”", "pairs")
		expect(t, textOf(t, blocksOf(t, j, report.Told{Handout: journal.Handout{Private: true}})...), true, "Experiment “Slow breathing”", "pairs")
	}
}

func TestTheWayToAGoalIsDrawn(t *testing.T) {
	j := journalOf(t, journal.Entry{Type: journal.Experience, Source: journal.SourceMastery, Title: "A round", Time: now.AddDate(0, 0, -2), Performance: some(58)},
		journal.Entry{Type: journal.Experience, Source: journal.SourceMastery, Title: "A round", Time: now.AddDate(0, 0, -1), Performance: some(66)})
	a := j.Areas()[0].Clone()
	a.Goals = []journal.Goal{{Text: "Play it well", Aim: journal.Aim{Of: "performance", Value: 80, By: journal.DateOf(now).AddDays(30)}}, {Text: "No number"}}
	if _, err := j.SaveArea(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	got := textOf(t, blocksOf(t, j, report.Told{})...)
	expect(t, got, true, "Goals", "Play it well: 66 on 22 November 2026, best 66. The goal: at least 80 by 23 December 2026.", "at least 80 by", "PICTURE")
	got = textOf(t, blocksOf(t, j, report.Told{Query: journal.Query{To: journal.DateOf(now).AddDays(-2)}})...)
	expect(t, got, true, "best 58")
	expect(t, got, false, "best 66")
	expect(t, textOf(t, blocksOf(t, j, report.Told{Query: journal.Query{From: journal.DateOf(now)}})...), false, "best")
}
