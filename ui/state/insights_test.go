package state

import (
	"context"
	"errors"
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

func panelsIn(t *testing.T, s *Insights, area journal.AreaID, r Range) Panels {
	t.Helper()
	panels, err := s.Panels(t.Context(), area, r)
	if err != nil {
		t.Fatal(err)
	}
	return panels
}

func home(t *testing.T, j *journal.Journal) []AreaCard {
	t.Helper()
	insights := newInsights(t, j)
	cards := Cards(j, insights)
	for _, c := range cards {
		if c.Sentence != "" {
			t.Errorf("%s says %q before it was computed", c.Area.Name, c.Sentence)
		}
	}
	if err := DescribeCards(t.Context(), j, insights, cards, 0, func() {}); err != nil {
		t.Fatal(err)
	}
	for i, c := range Cards(j, insights) {
		if c.Sentence == "" || c.Sentence != cards[i].Sentence || len(c.Levels) != len(cards[i].Levels) {
			t.Errorf("%s says %q when asked again, and said %q", c.Area.Name, c.Sentence, cards[i].Sentence)
		}
	}
	return cards
}

// says is a catalogue of insights that each find something of that kind.
func says(findings ...insight.Finding) []charts.Item {
	var items []charts.Item
	for i, f := range findings {
		key := string(rune('a' + i))
		items = append(items, charts.Item{Key: key, Compute: func(insight.Data, string) charts.Figure {
			return charts.Figure{Text: key + " says.", Finding: f}
		}})
	}
	return items
}

func TestClaimsComeFirstThenTheOthersAndWhatIsMissingLast(t *testing.T) {
	s := newInsights(t, newJournal(t))
	s.catalogue = says(insight.NotEnough, insight.Nothing, insight.Claim, insight.Facts, insight.NotEnough, insight.Claim, insight.Possible)
	p := panelsIn(t, s, "", Range{})
	keys := func(panels []Panel) string {
		all := ""
		for _, panel := range panels {
			all += panel.Key
		}
		return all
	}
	if shown, missing := keys(p.Shown), keys(p.Missing); shown != "cfgbd" || missing != "ae" {
		t.Errorf("shown are %s and missing %s, want cfgbd and ae", shown, missing)
	}
}

func TestMissingInsightsExplainWhatTheyNeed(t *testing.T) {
	j := newJournal(t)
	running := addArea(t, j, journal.Area{Name: "Running"})
	rise(t, j, running.ID, 40)
	p := panelsIn(t, newInsights(t, j), running.ID, Range{To: journal.DateOf(noon)})
	if len(p.Shown)+len(p.Missing) != len(charts.Catalogue()) {
		t.Fatalf("%d and %d panels of %d insights", len(p.Shown), len(p.Missing), len(charts.Catalogue()))
	}
	if p.Shown[0].Key != "trend" || p.Shown[0].Finding != insight.Claim {
		t.Errorf("the first panel is %s, %s: %s", p.Shown[0].Key, p.Shown[0].Finding, p.Shown[0].Text)
	}
	for _, panel := range p.Shown {
		if panel.Finding == insight.NotEnough || panel.Text == "" || panel.Chart == nil || panel.Explanation.How == "" {
			t.Errorf("a panel is %+v", panel)
		}
	}
	for _, panel := range p.Missing {
		if panel.Finding != insight.NotEnough || panel.Text == "" {
			t.Errorf("%s is missing, and is %s: %q", panel.Key, panel.Finding, panel.Text)
		}
	}
	few := panelsIn(t, newInsights(t, j), running.ID, Range{journal.DateOf(noon).AddDays(-3), journal.DateOf(noon)})
	if few.Of("trend").Text == p.Of("trend").Text {
		t.Errorf("two entries are said to show the same as forty: %q", few.Of("trend").Text)
	}
}

func TestInsightsAreCachedUntilTheirAreaChanges(t *testing.T) {
	j := newJournal(t)
	running, piano := addArea(t, j, journal.Area{Name: "Running"}), addArea(t, j, journal.Area{Name: "Piano"})
	for _, a := range []journal.Area{running, piano} {
		add(t, j, journal.Entry{Area: a.ID, Time: noon.AddDate(0, 0, -2), Title: "The first"})
	}
	s := newInsights(t, j)
	computed := map[journal.AreaID]int{}
	inner := s.data
	s.data = func(a journal.AreaID, r Range) insight.Data { computed[a]++; return inner(a, r) }
	look := func(wantRunning, wantPiano int) {
		t.Helper()
		for _, a := range []journal.Area{running, piano} {
			panelsIn(t, s, a.ID, Range{To: journal.DateOf(noon)})
			panelsIn(t, s, a.ID, Range{To: journal.DateOf(noon)})
		}
		if computed[running.ID] != wantRunning || computed[piano.ID] != wantPiano {
			t.Errorf("computed %d and %d times, want %d and %d", computed[running.ID], computed[piano.ID], wantRunning, wantPiano)
		}
	}
	look(1, 1)
	add(t, j, journal.Entry{Area: running.ID, Time: noon.AddDate(0, 0, -1), Title: "A run", Outcome: journal.Success})
	look(2, 1)
	panelsIn(t, s, running.ID, Range{From: journal.DateOf(noon)})
	look(3, 1)
	if _, err := j.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	look(4, 1)
	cello := addArea(t, j, journal.Area{Name: "Cello"})
	look(4, 1)
	add(t, j, journal.Entry{Area: cello.ID, Time: noon.AddDate(0, 0, -1), Title: "One more area to say something of"})
	look(5, 2)
	s.today = func() journal.Date { return journal.DateOf(noon).AddDays(1) }
	look(6, 3)
}

func TestASupersededResultIsNotCached(t *testing.T) {
	j := newJournal(t)
	running := addArea(t, j, journal.Area{Name: "Running"})
	s := newInsights(t, j)
	computed := 0
	s.data = func(journal.AreaID, Range) insight.Data {
		if computed++; computed == 1 {
			add(t, j, journal.Entry{Area: running.ID, Time: noon.AddDate(0, 0, -1), Title: "meanwhile"})
		}
		return insight.Data{}
	}
	for range 3 {
		panelsIn(t, s, running.ID, Range{})
	}
	if computed != 2 {
		t.Errorf("computed %d times, want anew once after the change", computed)
	}
}

func TestCloseDropsTheCacheAndCancelsWork(t *testing.T) {
	s := newInsights(t, newJournal(t))
	asked := 0
	count := func(insight.Data, string) charts.Figure { asked++; return charts.Figure{} }
	s.catalogue = []charts.Item{{Key: "a", Compute: count}, {Key: "b", Compute: count}}
	panelsIn(t, s, "", Range{})
	if _, ok := s.Cached("", Range{}); !ok {
		t.Error("nothing was kept while it was open")
	}
	s.data = func(journal.AreaID, Range) insight.Data { s.Close(); return insight.Data{} }
	if _, err := s.Panels(t.Context(), "other", Range{}); err == nil || asked != 2 {
		t.Errorf("after the end %d more insights were computed, and the error is %v", asked-2, err)
	}
	for _, area := range []journal.AreaID{"", "other"} {
		if _, ok := s.Cached(area, Range{}); ok {
			t.Errorf("something is kept of %q after the end", area)
		}
	}
}

func TestANewerRequestCancelsTheOlder(t *testing.T) {
	s := newInsights(t, newJournal(t))
	var latest Latest
	first, firstNewest := latest.Begin()
	asked := 0
	step := func(insight.Data, string) charts.Figure {
		if asked++; asked == 1 {
			latest.Begin() // somebody chooses another range
		}
		return charts.Figure{}
	}
	s.catalogue = []charts.Item{{Key: "a", Compute: step}, {Key: "b", Compute: step}, {Key: "c", Compute: step}}
	if _, err := s.Panels(first, "", Range{}); !errors.Is(err, context.Canceled) || asked != 1 {
		t.Errorf("the older request computed %d of 3 insights and ended with %v, want it to stop after the first", asked, err)
	}
	if firstNewest() {
		t.Error("the older request takes itself for the newest")
	}
	if _, ok := s.Cached("", Range{}); ok {
		t.Error("half a result is kept")
	}
	second, newest := latest.Begin()
	if panels, err := s.Panels(second, "", Range{}); err != nil || len(panels.Shown) != 3 || !newest() {
		t.Errorf("the newest request found %d of 3 insights, error %v, and is the newest: %v", len(panels.Shown), err, newest())
	}
	latest.End()
	if newest() {
		t.Error("a request that was ended takes itself for the newest")
	}
}

func TestAChangeOfADayOrAMeasureMakesInsightsAnew(t *testing.T) {
	j := newJournal(t)
	area := addArea(t, j, journal.Area{Name: "Running"})
	rise(t, j, area.ID, 3)
	insights := newInsights(t, j)
	fresh := func() bool {
		_, cached := insights.Cached(area.ID, Range{})
		if _, err := insights.Panels(t.Context(), area.ID, Range{}); err != nil {
			t.Fatal(err)
		}
		return !cached
	}
	fresh()
	if fresh() {
		t.Fatal("nothing changed, and they are computed again")
	}
	m, err := j.SaveMeasure(t.Context(), journal.Measure{Name: "Sleep", OfDay: true}, journal.Rewrite{})
	if err != nil || !fresh() {
		t.Errorf("a new measure changes nothing (%v)", err)
	}
	d := journal.Day{Date: journal.DateOf(j.Now()), Values: []journal.MeasureValue{{Measure: m.ID, Value: 7}}}
	if _, err := j.SaveDay(t.Context(), d); err != nil || !fresh() {
		t.Errorf("a value of a day changes nothing (%v)", err)
	}
}

func TestTheFirstCardIsDescribedBeforeTheOthers(t *testing.T) {
	j := newJournal(t)
	for _, name := range []string{"Running", "Piano", "Chess"} {
		rise(t, j, addArea(t, j, journal.Area{Name: name}).ID, 20)
	}
	insights := newInsights(t, j)
	cards, told := Cards(j, insights), 0
	if err := DescribeCards(t.Context(), j, insights, cards, 2, func() {
		told++
		if cards[0].Sentence != "" || cards[1].Sentence != "" || cards[2].Sentence == "" {
			t.Errorf("then the cards say %q, %q and %q", cards[0].Sentence, cards[1].Sentence, cards[2].Sentence)
		}
	}); err != nil || told != 1 {
		t.Fatalf("the first was told of %d times: %v", told, err)
	}
	for _, c := range cards {
		if c.Sentence == "" {
			t.Errorf("%s says nothing in the end", c.Area.Name)
		}
	}
}
