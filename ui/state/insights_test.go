package state

import (
	"strings"
	"testing"

	"enactive/charts"
	"enactive/journal"
	"enactive/journal/insight"
)

func newInsights(t *testing.T, j *journal.Journal) *Insights {
	t.Helper()
	s := NewInsights(j)
	t.Cleanup(s.Close)
	return s
}

func TestClaimsComeFirstAndWhatIsMissingLast(t *testing.T) {
	j := newJournal(t)
	running := addArea(t, j, journal.Area{Name: "Running"})
	rise(t, j, running.ID, 40)
	p := newInsights(t, j).Panels(running.ID, Range{To: journal.DateOf(noon)})
	if len(p.Shown)+len(p.Missing) != len(charts.Catalogue()) {
		t.Fatalf("%d and %d panels of %d insights", len(p.Shown), len(p.Missing), len(charts.Catalogue()))
	}
	if p.Shown[0].Key != "trend" || p.Shown[0].Finding != insight.Claim {
		t.Errorf("the first panel is %s, %s: %s", p.Shown[0].Key, p.Shown[0].Finding, p.Shown[0].Text)
	}
	claims := true
	for _, panel := range p.Shown {
		if panel.Finding == insight.Claim && !claims {
			t.Errorf("%s claims something and stands after one that does not", panel.Key)
		}
		claims = claims && panel.Finding == insight.Claim
		if panel.Finding == insight.NotEnough || panel.Text == "" || panel.Chart == nil || panel.Explanation.How == "" {
			t.Errorf("a panel is %+v", panel)
		}
	}
	for _, panel := range p.Missing {
		if panel.Finding != insight.NotEnough || panel.Text == "" {
			t.Errorf("%s is missing, and is %s: %q", panel.Key, panel.Finding, panel.Text)
		}
	}
	few := newInsights(t, j).Panels(running.ID, Range{journal.DateOf(noon).AddDays(-3), journal.DateOf(noon)})
	if few.of("trend").Text == p.of("trend").Text {
		t.Errorf("two entries are said to show the same as forty: %q", few.of("trend").Text)
	}
}

func TestWhatWasComputedIsKeptUntilItsAreaChanges(t *testing.T) {
	j := newJournal(t)
	running, piano := addArea(t, j, journal.Area{Name: "Running"}), addArea(t, j, journal.Area{Name: "Piano"})
	s := newInsights(t, j)
	computed := map[journal.AreaID]int{}
	inner := s.compute
	s.compute = func(a journal.AreaID, r Range) Panels { computed[a]++; return inner(a, r) }
	look := func(wantRunning, wantPiano int) {
		t.Helper()
		for _, a := range []journal.Area{running, piano} {
			s.Panels(a.ID, Range{To: journal.DateOf(noon)})
			s.Panels(a.ID, Range{To: journal.DateOf(noon)})
		}
		if computed[running.ID] != wantRunning || computed[piano.ID] != wantPiano {
			t.Errorf("computed %d and %d times, want %d and %d", computed[running.ID], computed[piano.ID], wantRunning, wantPiano)
		}
	}
	look(1, 1)
	add(t, j, journal.Entry{Area: running.ID, Time: noon.AddDate(0, 0, -1), Title: "A run", Outcome: journal.Success})
	look(2, 1)
	s.Panels(running.ID, Range{From: journal.DateOf(noon)})
	look(3, 1)
	if _, err := j.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	look(4, 1)
}

func TestAResultThatWasOvertakenIsNotKept(t *testing.T) {
	j := newJournal(t)
	running := addArea(t, j, journal.Area{Name: "Running"})
	s := newInsights(t, j)
	computed := 0
	s.compute = func(journal.AreaID, Range) Panels {
		if computed++; computed == 1 {
			add(t, j, journal.Entry{Area: running.ID, Time: noon.AddDate(0, 0, -1), Title: "meanwhile"})
		}
		return Panels{}
	}
	for range 3 {
		s.Panels(running.ID, Range{})
	}
	if computed != 2 {
		t.Errorf("computed %d times, want anew once after the change", computed)
	}
}

func TestPeriodsAreSeenFromTheDay(t *testing.T) {
	day := journal.Date{Year: 2026, Month: 3, Day: 15}
	want := map[string][2]string{
		"All time": {"", "2026-03-15"}, "Last year": {"2025-03-16", "2026-03-15"}, "Last 30 days": {"2026-02-14", "2026-03-15"},
		"This month": {"2026-03-01", "2026-03-15"}, "Last month": {"2026-02-01", "2026-02-28"},
	}
	found := 0
	for _, p := range Periods() {
		w, ok := want[p.Name]
		if !ok {
			continue
		}
		found++
		r := p.Of(day)
		from := ""
		if !r.From.IsZero() {
			from = r.From.String()
		}
		if from != w[0] || r.To.String() != w[1] {
			t.Errorf("%s is %s to %s, want %v", p.Name, from, r.To, w)
		}
	}
	if found != len(want) {
		t.Errorf("%d of %d periods", found, len(want))
	}
}

func TestHomeSpeaksOfASlumpFirstAndOfTheNextStep(t *testing.T) {
	j := newJournal(t)
	running := addArea(t, j, journal.Area{Name: "Running"})
	for i := range 40 {
		e := journal.Entry{Area: running.ID, Time: noon.AddDate(0, 0, i-41), Title: "A run", Outcome: journal.Success, Difficulty: journal.OptDifficulty{}}
		if i%5 == 2 || i > 28 {
			e.Outcome = journal.Failure
		}
		add(t, j, e)
	}
	got := Home(j, newInsights(t, j))[0].Sentence
	if !strings.HasPrefix(got, "A slump since") || !strings.Contains(got, "A step, not a leap: ") || strings.Count(got, ". ") > 2 {
		t.Errorf("home says %q", got)
	}
}
