package state

import (
	"strings"
	"testing"

	"enactive/charts"
	"enactive/journal"
	"enactive/journal/insight"
	"enactive/journal/optional"
)

func TestHomeSaysTheSentenceThatMattersMost(t *testing.T) {
	panel := func(key, text string, f insight.Finding, result any) Panel {
		return Panel{Key: key, Figure: charts.Figure{Result: result, Text: text, Finding: f}}
	}
	slump := &insight.FormScan{Label: insight.FormSlump, Since: "2025-05-06", Points: 1, K: 8, Expected: 5, RateBefore: 0.6, Tally: insight.Tally{N: 8, Successes: 1}}
	hot := &insight.FormScan{Label: insight.FormHotStreak, Since: "2025-05-06", Points: 8, K: 8, Expected: 5, RateBefore: 0.6, Tally: insight.Tally{N: 8, Successes: 8}}
	const saidSlump, saidHot = "A slump since 6 May 2025: 1 success in 8 attempts, where your earlier rate of 60% would give about 5.", "A hot streak since 6 May 2025: 8 successes in 8 attempts, where your earlier rate of 60% would give about 5."
	steady := panel("trend", "No clear change.", insight.Nothing, nil)
	rising := panel("trend", "Rising.", insight.Claim, nil)
	stress := panel("stress", "Your best range is 40-50.", insight.Claim, nil)
	step := panel("next_step", "Next: level 5 (an even chance). On your ladder: a talk.", insight.Facts, insight.NextStepResult{Level: optional.Some(5.0), Reason: insight.StepDown, Rungs: []insight.RungState{{Text: "a talk", Next: true}}})
	inSlump := panel("form", "A slump since May. It may be luck.", insight.Claim, insight.FormResult{Slump: slump})
	maybe := panel("form", "Possibly a slump since May. It may be luck.", insight.Possible, insight.FormResult{Slump: &insight.FormScan{Label: insight.FormPossibleSlump, Since: "2025-05-06", Expected: 5, RateBefore: 0.6, Tally: insight.Tally{N: 8, Successes: 1}}})
	isHot := panel("form", "A hot streak since May. It may be luck.", insight.Claim, insight.FormResult{Hot: hot, Slump: &insight.FormScan{Label: insight.FormNone}})
	for _, c := range []struct {
		name   string
		panels Panels
		want   string
	}{
		{"a slump, with the step to take", Panels{Shown: []Panel{rising, inSlump, stress, step}}, saidSlump + " A step, not a leap. Next: level 5, because an attempt failed; one failure leads a level down."},
		{"a slump where no step is known", Panels{Shown: []Panel{inSlump}, Missing: []Panel{panel("next_step", "This needs tries.", insight.NotEnough, nil)}}, saidSlump},
		{"a slump with an early failure", Panels{Shown: []Panel{inSlump, panel("next_step", "Early setbacks say little. A smaller next step would be level 2.", insight.Facts, insight.NextStepResult{Smaller: true})}},
			saidSlump + " Early setbacks say little. A smaller next step would be level 2."},
		{"a hot streak, without a step", Panels{Shown: []Panel{isHot, stress, step}}, saidHot},
		{"a change of belief before other claims", Panels{Shown: []Panel{rising, stress}}, "Rising."},
		{"another claim before a trend that says nothing", Panels{Shown: []Panel{stress, steady, step}}, "Your best range is 40-50."},
		{"another claim before a possible slump", Panels{Shown: []Panel{stress, maybe, steady, step}}, "Your best range is 40-50."},
		{"a possible slump where nothing is claimed", Panels{Shown: []Panel{maybe, steady}}, "Possibly a slump since 6 May 2025: 1 success in 8 attempts, where your earlier rate of 60% would give about 5."},
		{"the trend where nothing is claimed", Panels{Shown: []Panel{steady, step}}, "No clear change."},
		{"the run of successes where it is too early for a trend", Panels{Shown: []Panel{panel("form", "...", insight.Facts, insight.FormResult{N: 3, LongestRun: 3, CurrentRun: 3})}, Missing: []Panel{panel("trend", "Too early to say.", insight.NotEnough, insight.TrendResult{})}},
			"Your current run of successes is your longest so far: 3."},
		{"no run of successes with one", Panels{Shown: []Panel{panel("form", "...", insight.Facts, insight.FormResult{N: 1, LongestRun: 1, CurrentRun: 1})}, Missing: []Panel{panel("trend", "No ratings yet of how sure you are.", insight.NotEnough, insight.TrendResult{})}},
			"No ratings yet of how sure you are."},
		{"what the trend needs where there is too little of all", Panels{Missing: []Panel{panel("trend", "This needs 12 ratings.", insight.NotEnough, nil)}}, "This needs 12 ratings."},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := matters(c.panels); got != c.want {
				t.Errorf("home says %q, want %q", got, c.want)
			}
		})
	}
}

func TestNoLineIsDrawnWhereItIsTooEarlyToSay(t *testing.T) {
	j := newJournal(t)
	running := addArea(t, j, journal.Area{Name: "Running"})
	rise(t, j, running.ID, 4)
	card := home(t, j)[0]
	if card.Levels != nil || !strings.HasPrefix(card.Sentence, "Your current run of successes is your longest so far: 4") {
		t.Errorf("with 4 entries home says %q and draws %d points", card.Sentence, len(card.Levels))
	}
}

func TestHomeSpeaksOfASlumpOfARealJournal(t *testing.T) {
	j := newJournal(t)
	running := addArea(t, j, journal.Area{Name: "Running"})
	for i := range 40 {
		e := journal.Entry{Area: running.ID, Time: noon.AddDate(0, 0, i-41), Title: "A run", Source: journal.SourceMastery, Outcome: journal.Success, Difficulty: optional.Some(journal.Difficulty(5))}
		if i%5 == 2 || i > 28 {
			e.Outcome = journal.Failure
		}
		add(t, j, e)
	}
	got := home(t, j)[0].Sentence
	if !strings.HasPrefix(got, "A slump since") || !strings.Contains(got, "level ") || strings.Count(got, ". ") > 2 {
		t.Errorf("home says %q", got)
	}
}

func TestOnlyTheCalendarIsDrawnInSeveralWays(t *testing.T) {
	j := newJournal(t)
	running := addArea(t, j, journal.Area{Name: "Running"})
	rise(t, j, running.ID, 30)
	panels := panelsIn(t, newInsights(t, j), running.ID, Range{})
	for _, p := range append(panels.Shown, panels.Missing...) {
		views := Views(p.Figure)
		switch {
		case p.Key != "calendar" && (len(views) != 1 || views[0].Chart != p.Chart):
			t.Errorf("%s can be drawn in %d ways, want its own alone", p.Key, len(views))
		case p.Key == "calendar" && len(views) != len(charts.CalendarMeasures()):
			t.Errorf("the calendar can be drawn in %d ways, want one for each of its %d measures", len(views), len(charts.CalendarMeasures()))
		}
	}
}

// long is a chart with a table of many rows.
type long struct {
	charts.Chart
	rows int
}

func (l long) Table() ([]string, [][]string) {
	rows := make([][]string, l.rows)
	for i := range rows {
		rows[i] = []string{"a row"}
	}
	return []string{"Row"}, rows
}

func TestATableReportsItsMissingRows(t *testing.T) {
	for _, c := range []struct {
		rows, want int
		more       string
	}{{0, 0, ""}, {200, 200, ""}, {201, 200, "and 1 more"}, {1434, 200, "and 1,234 more"}} {
		table := TableOf(long{rows: c.rows})
		if len(table.Rows) != c.want || table.More != c.more || len(table.Header) != 1 {
			t.Errorf("of %d rows %d are shown, %q, want %d, %q", c.rows, len(table.Rows), table.More, c.want, c.more)
		}
	}
}
