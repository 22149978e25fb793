package state

import (
	"strings"
	"testing"
	"time"

	"enactive/journal"
)

func TestTermsBeginAndEndOnTheirDays(t *testing.T) {
	wed := journal.Date{Year: 2026, Month: 3, Day: 4}
	for _, c := range []struct {
		s     Term
		first time.Weekday
		want  string
	}{
		{TermWeek, time.Monday, "2 March 2026 to 8 March 2026"}, {TermWeek, time.Sunday, "1 March 2026 to 7 March 2026"},
		{TermMonth, time.Monday, "March 2026"}, {TermQuarter, time.Monday, "January to March 2026"}, {TermYear, time.Monday, "The year 2026"},
	} {
		r := c.s.Around(wed, c.first)
		if got := c.s.Name(r); got != c.want {
			t.Errorf("%s around %v is %q, want %q", c.s, wed, got, c.want)
		}
		before, after := c.s.Next(r, -1, c.first), c.s.Next(r, 1, c.first)
		if before.To.AddDays(1) != r.From || after.From.AddDays(-1) != r.To {
			t.Errorf("%s: before %v and after %v leave a gap to %v", c.s, before, after, r)
		}
	}
	own := Range{journal.Date{Year: 2026, Month: 1, Day: 10}, journal.Date{Year: 2026, Month: 1, Day: 12}}
	if got := TermDays.Next(own, 1, time.Monday); got.From != own.To.AddDays(1) || got.To != own.To.AddDays(3) {
		t.Errorf("the range after %v is %v", own, got)
	}
}

func TestAReviewShowsFactsAndOwnWords(t *testing.T) {
	j, running, pitches := rememberable(t)
	march := TermMonth.Around(journal.DateOf(j.Now()), time.Monday)
	e := won(running.ID, j.Now().AddDate(0, 0, -1), "The hill", "All of it.")
	e.Lessons, e.Strategies, e.People = []string{"Slow is allowed."}, []string{"breathing"}, []journal.Person{{Name: "Ana"}}
	e.Obstacles = []journal.Obstacle{{Text: "Rain", Overcome: true}}
	wrote(t, j, e)
	wrote(t, j, journal.Entry{Area: running.ID, Time: j.Now().AddDate(0, 0, -2), Title: "The first half", Outcome: journal.Failure, Obstacles: []journal.Obstacle{{Text: "rain"}}})
	wrote(t, j, journal.Entry{Area: pitches.ID, Time: j.Now().AddDate(0, -2, 0), Title: "Of another month"})
	wrote(t, j, journal.Entry{Type: journal.Plan, Area: pitches.ID, Time: march.To.AddDays(3).In(time.UTC), Title: "The museum"})
	if _, err := j.SaveReview(t.Context(), journal.Review{From: march.From, To: march.To, Text: "A good month."}); err != nil {
		t.Fatal(err)
	}
	insights := NewInsights(j)
	defer insights.Close()
	r, err := ReviewOf(t.Context(), j, insights, march, "")
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, p := range r.Parts {
		for _, l := range p.Lines {
			all = append(all, p.Title+": "+l.Text)
		}
	}
	text := strings.Join(all, "\n")
	for _, want := range []string{"Running: 2 attempts (1 × success, 1 × failure)", "Stretch: The hill", "What your entries show: Hard-won: The hill", "What stood in the way: Rain: came up 2 times, 1 of them overcome", "Setbacks and failures: The first half",
		"Named most often: People: Ana (1)", "Named most often: For nerves: breathing (1)", "Lessons: Slow is allowed.", "The museum"} {
		if !strings.Contains(text, want) {
			t.Errorf("the review does not tell %q:\n%s", want, text)
		}
	}
	if strings.Contains(text, "Of another month") || r.Words != "A good month." || r.Entries != 2 || len(r.Parts) != 8 {
		t.Errorf("the review is of %d entries, with the words %q:\n%s", r.Entries, r.Words, text)
	}
	one, err := ReviewOf(t.Context(), j, insights, march, pitches.ID)
	if err != nil || one.Entries != 0 || one.Words != "" {
		t.Errorf("the review of the other area tells %d entries and %q, %v", one.Entries, one.Words, err)
	}
}

// TestAFuturePlanDoesNotCountAsFailed has a plan of this morning and one of tomorrow in the month
// that is under way.
func TestAFuturePlanDoesNotCountAsFailed(t *testing.T) {
	j, running, _ := rememberable(t)
	march := TermMonth.Around(journal.DateOf(j.Now()), time.Monday)
	for title, at := range map[string]time.Time{"The river": j.Now().Add(-time.Hour), "The museum": j.Now().AddDate(0, 0, 1)} {
		wrote(t, j, journal.Entry{Type: journal.Plan, Area: running.ID, Time: at, Title: title})
	}
	insights := NewInsights(j)
	defer insights.Close()
	r, err := ReviewOf(t.Context(), j, insights, march, "")
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]string{}
	for _, p := range r.Parts {
		for _, l := range p.Lines {
			said[p.Title] += l.Text + "\n"
		}
	}
	if tried := said["What you tried"]; !strings.Contains(tried, "1 plan has no record of how it went.") {
		t.Errorf("what was tried is told as %q", tried)
	}
	if next := said["What comes next"]; !strings.Contains(next, "The museum") || strings.Contains(next, "The river") {
		t.Errorf("what comes next is told as %q", next)
	}
}
