package sample_test

import (
	"context"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/insight"
	"enactive/journal/vault"
	"enactive/resources/sample"
)

var now = time.Date(2026, 11, 25, 21, 30, 0, 0, time.FixedZone("", 3600))

func year(t *testing.T, at time.Time) journal.Batch {
	t.Helper()
	y, err := sample.Year(at)
	if err != nil {
		t.Fatal(err)
	}
	return y
}

func fill(t *testing.T) *journal.Journal {
	t.Helper()
	j, err := journal.Create(t.Context(), filepath.Join(t.TempDir(), "sample"), vault.NoPassphrase(), journal.Options{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = j.Close() })
	if err := sample.Fill(context.Background(), j); err != nil {
		t.Fatal(err)
	}
	return j
}

func TestSameTimeGivesTheSameYear(t *testing.T) {
	if a, b := year(t, now), year(t, now); !reflect.DeepEqual(a, b) {
		t.Error("two sample years of the same moment differ")
	}
}

func TestYearEndsBeforeToday(t *testing.T) {
	for day := range 7 {
		at := now.AddDate(0, 0, day)
		newest := time.Time{}
		for _, e := range year(t, at).Entries {
			switch {
			case e.Type == journal.Plan && e.Time.Before(at.AddDate(0, 0, -1)):
				t.Errorf("on %s the plan %q is over already, since %s", at.Format("Mon 2 Jan"), e.Title, e.Time)
			case e.Type != journal.Plan && e.Time.After(newest):
				newest = e.Time
			}
			if e.Created.After(at) {
				t.Errorf("%q was created in the future, on %s", e.Title, e.Created)
			}
		}
		if gap := at.Sub(newest); gap < 0 || gap > 8*24*time.Hour {
			t.Errorf("on %s the newest entry is %s old", at.Format("Mon 2 Jan"), gap)
		}
	}
}

func TestYearShowsItsThreeStories(t *testing.T) {
	j := fill(t)
	if !j.Meta().Sample {
		t.Error("the journal is not marked as a sample")
	}
	if n := len(j.Areas()); n != 3 {
		t.Fatalf("%d areas, want 3", n)
	}
	if n := j.Count(journal.Query{}); n < 230 || n > 270 {
		t.Errorf("%d entries, want about 250", n)
	}
	samples := map[string][]insight.Sample{}
	for _, a := range j.Areas() {
		samples[a.Name] = j.Samples(a.ID, journal.Date{}, journal.Date{})
	}
	if got := insight.Trend(insight.Data{Samples: samples["Half marathon"]}); got.Verdict != insight.TrendRising {
		t.Errorf("the trend of Half marathon is %s: %s", got.Verdict, describe.Trend(got))
	}
	if got := insight.Stress(insight.Data{Samples: samples["Client pitches"]}); got.Verdict != insight.StressInvertedU {
		t.Errorf("stress of Client pitches is %s: %s", got.Verdict, describe.Stress(got))
	}
	piano := samples["Piano for others"]
	if rate := successes(piano[len(piano)-16:]); rate > 0.2 {
		t.Errorf("the success rate of the last sixteen of Piano for others is %.2f, too high for a slump", rate)
	}
	if rate := successes(piano[:len(piano)-20]); rate < 0.6 {
		t.Errorf("the success rate of Piano for others before its slump is %.2f, too low for a slump afterwards", rate)
	}
}

func successes(samples []insight.Sample) float64 {
	n, all := 0.0, 0.0
	for _, s := range samples {
		if s.Outcome == insight.NoOutcome {
			continue
		}
		all++
		if s.Outcome == insight.Success {
			n++
		}
	}
	return n / all
}

func TestNoTwoEntriesAreTheSame(t *testing.T) {
	told := map[string]string{}
	for _, e := range year(t, now).Entries {
		text := e.Happened + e.Note
		if text == "" && e.Type != journal.Plan {
			t.Errorf("%q has no text", e.Title)
		}
		if other, twice := told[text]; twice && text != "" {
			t.Errorf("%q and %q have the same text: %s", other, e.Title, text)
		}
		told[text] = e.Title
	}
}

func TestEveryKindOfEntryAndFieldOccurs(t *testing.T) {
	entries := year(t, now).Entries
	has := func(what string, is func(journal.Entry) bool) {
		if !slices.ContainsFunc(entries, is) {
			t.Errorf("no entry with %s", what)
		}
	}
	for _, v := range journal.Types() {
		has(string(v), func(e journal.Entry) bool { return e.Type == v })
	}
	for _, v := range journal.Kinds() {
		has(string(v), func(e journal.Entry) bool { return e.Kind == v })
	}
	for _, v := range journal.Sources() {
		has(string(v), func(e journal.Entry) bool { return e.Source == v })
	}
	for _, v := range journal.Outcomes() {
		has(string(v), func(e journal.Entry) bool { return e.Outcome == v })
	}
	for _, v := range journal.Roles() {
		has(string(v), func(e journal.Entry) bool {
			return slices.ContainsFunc(e.People, func(p journal.Person) bool { return p.Role == v })
		})
	}
	has("a lesson", func(e journal.Entry) bool { return len(e.Lessons) > 0 })
	has("a sacrifice", func(e journal.Entry) bool { return len(e.Sacrifices) > 0 })
	has("an overcome obstacle", func(e journal.Entry) bool {
		return slices.ContainsFunc(e.Obstacles, func(o journal.Obstacle) bool { return o.Overcome })
	})
	for _, e := range entries {
		if strings.Contains(e.Happened, "\n+ ") || strings.HasPrefix(e.Title, ">") {
			t.Errorf("the text of %q contains a mark", e.Title)
		}
	}
}

func TestFillRefusesAJournalWithAreas(t *testing.T) {
	j := fill(t)
	before := j.Count(journal.Query{})
	if err := sample.Fill(context.Background(), j); err == nil {
		t.Error("Fill accepts a journal with areas")
	}
	if n := j.Count(journal.Query{}); n != before {
		t.Errorf("Fill changes the number of entries from %d to %d", before, n)
	}
}

func TestYearHasMeasuresDaysAndPlansThatSayHow(t *testing.T) {
	j := fill(t)
	distance, known := j.MeasureNamed("distance")
	entries, _ := j.ValuesOf(distance.ID)
	if !known || entries < 30 || len(j.DayMeasures()) != 2 {
		t.Errorf("%d distances, %d measures of days", entries, len(j.DayMeasures()))
	}
	if days := len(j.Days(journal.Date{}, journal.Date{})); days < 280 || days >= 7*52 {
		t.Errorf("%d days have values, want most of the year", days)
	}
	planned, answered := 0, 0
	for _, e := range j.Entries(journal.Query{}) {
		for _, o := range e.Obstacles {
			if o.Then != "" {
				planned++
			}
			if o.Came != "" {
				answered++
			}
		}
	}
	running, _ := j.AreaNamed("Half marathon")
	if planned != 6 || answered != 4 || running.Goals[0].Aim.Of != string(distance.ID) || running.Goals[0].Aim.By.IsZero() || len(running.Questions) != 2 {
		t.Errorf("%d if-then plans with %d answers, the goal %+v", planned, answered, running.Goals[0].Aim)
	}
}

func TestYearHasAnExperimentThatFoundSomethingAndOneThatDidNot(t *testing.T) {
	j := fill(t)
	for name, found := range map[string]bool{"Walk first": true, "Tea before playing": false} {
		x, ok := j.ExperimentNamed("", name)
		if !ok || x.CheckSeals() != nil {
			t.Fatalf("%s is not there, or its seals are wrong", name)
		}
		r, err := j.ExperimentResult(x.ID)
		if err != nil || r.Unrated+r.Unbegun+r.Skipped > 0 || (r.Allotted.P <= 0.05) != found {
			t.Errorf("%s: %+v, %v", name, r, err)
		}
	}
}

func TestSleepGoesWithHowRunsWentAndNothingElseOfOnesOwnWithAnything(t *testing.T) {
	j := fill(t)
	for name, want := range map[string][]string{"Half marathon": {"Sleep performance"}, "Client pitches": nil, "Piano for others": nil} {
		a, _ := j.AreaNamed(name)
		var claimed []string
		r := insight.MeasurePairs(j.Data(a.ID, journal.Date{}, journal.Date{}))
		for _, p := range r.Shown {
			if p.Own() && (p.Claim || p.Possible) {
				claimed = append(claimed, p.Name+" "+p.Result)
			}
		}
		if len(r.Shown) == 0 || !slices.Equal(claimed, want) {
			t.Errorf("%s: of %d pairs, %q are claimed, want %q", name, len(r.Shown), claimed, want)
		}
	}
}
