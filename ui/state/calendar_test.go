package state

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"enactive/journal"
	"enactive/journal/insight"
	"enactive/journal/vault"
)

// march adds an experience on a day of March 2026.
func march(t *testing.T, j *journal.Journal, area journal.AreaID, on int, e journal.Entry) {
	t.Helper()
	e.Area, e.Time, e.Source = area, time.Date(2026, 3, on, 9, 0, 0, 0, time.UTC), journal.SourceMastery
	if e.Title == "" {
		e.Title = fmt.Sprintf("On the %d.", on)
	}
	add(t, j, e)
}

func inMarch(on int) journal.Date { return journal.Date{Year: 2026, Month: time.March, Day: on} }

func TestADayHasTheMeanOfItsRatings(t *testing.T) {
	j := newJournal(t)
	run, pitch := addArea(t, j, journal.Area{Name: "Running"}).ID, addArea(t, j, journal.Area{Name: "Pitching"}).ID
	march(t, j, run, 1, journal.Entry{Performance: rating(0), EfficacyAfter: rating(90), Outcome: journal.Success})
	march(t, j, run, 1, journal.Entry{Performance: rating(30), Stress: rating(70), EfficacyBefore: rating(40), Outcome: journal.Failure})
	march(t, j, run, 1, journal.Entry{Outcome: journal.Partial})
	march(t, j, pitch, 1, journal.Entry{Performance: rating(90)})
	march(t, j, run, 2, journal.Entry{EfficacyAfter: rating(61)})
	march(t, j, run, 3, journal.Entry{})
	add(t, j, journal.Entry{Type: journal.CheckIn, Area: run, Time: time.Date(2026, 3, 4, 8, 0, 0, 0, time.UTC), EfficacyBefore: rating(20)})
	add(t, j, journal.Entry{Type: journal.Plan, Area: run, Time: time.Date(2026, 3, 20, 8, 0, 0, 0, time.UTC), Title: "Hill", Source: journal.SourceMastery, EfficacyBefore: rating(5)})
	for _, c := range []struct {
		name    string
		measure DayMeasure
		area    journal.AreaID
		on      int
		want    float64 // -1 where there is none
		shade   int
		words   string
	}{
		{"a rating of 0 counts", DayPerformance, run, 1, 15, 1, "Sunday, 1 March · 3 entries · performance: 15"},
		{"all areas together", DayPerformance, "", 1, 40, 3, "Sunday, 1 March · 4 entries · performance: 40"},
		{"stress of one entry", DayStress, run, 1, 70, 4, "Sunday, 1 March · 3 entries · stress: 70"},
		{"before counts rather than after", DayEfficacy, run, 1, 40, 3, "Sunday, 1 March · 3 entries · how sure: 40"},
		{"after counts where nothing was told before", DayEfficacy, run, 2, 61, 4, "Monday, 2 March · 1 entry · how sure: 61"},
		{"a check-in", DayEfficacy, run, 4, 20, 2, "Wednesday, 4 March · 1 entry · how sure: 20"},
		{"a partial outcome is half a success", DayOutcomes, run, 1, 50, 3, "Sunday, 1 March · 3 entries · successes: 50%"},
		{"an entry that tells nothing is no 0", DayPerformance, run, 3, -1, 0, "Tuesday, 3 March · 1 entry"},
		{"a day without entries is no 0", DayEntries, run, 5, -1, 0, "Thursday, 5 March · no entries"},
		{"a plan is no entry", DayEfficacy, run, 20, -1, 0, "Friday, 20 March · 1 plan"},
		{"entries are counted", DayEntries, "", 1, 4, 5, "Sunday, 1 March · 4 entries"},
	} {
		t.Run(c.name, func(t *testing.T) {
			y := YearOf(j, c.area, c.measure, 2026)
			got := y.Day(inMarch(c.on))
			if v := got.Value.Or(-1); v != c.want || got.Shade != c.shade {
				t.Errorf("got %v in shade %d, want %v in shade %d", v, got.Shade, c.want, c.shade)
			}
			if words := y.DayWords(inMarch(c.on)); words != c.words {
				t.Errorf("got the words %q, want %q", words, c.words)
			}
		})
	}
	y := YearOf(j, run, DayPerformance, 2026)
	if y.Entries != 6 || y.Days != 4 || y.Plans != 1 || y.Unrecorded != 3 || y.Least.Or(-1) != 15 || y.Greatest.Or(-1) != 15 {
		t.Errorf("got %d entries on %d days, %d plans, %d untold, from %v to %v", y.Entries, y.Days, y.Plans, y.Unrecorded, y.Least, y.Greatest)
	}
	if got := y.Day(journal.Date{Year: 2025, Month: time.March, Day: 1}); got != (YearDay{}) {
		t.Errorf("a day of another year holds %v", got)
	}
}

func TestTheShadesOfCountsDistinguishDays(t *testing.T) {
	for _, c := range []struct {
		name   string
		counts []int // of one day each
		shades []int
		legend []string
	}{
		{"one a day is of a middling shade", []int{1, 1, 1}, []int{3, 3, 3}, []string{"1"}},
		{"few counts have a shade each", []int{1, 3, 2}, []int{1, 5, 3}, []string{"1", "2", "3"}},
		{"many counts share shades, and one large day does not make all others pale", []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 40},
			[]int{1, 1, 2, 2, 3, 3, 4, 4, 5, 5}, []string{"1–2", "3–4", "5–6", "7–8", "9 or more"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			y := Year{Year: 2026}
			for i, n := range c.counts {
				y.measure(&y.days[i], insight.CalendarDay{Entries: n})
			}
			y.scale()
			var shades []int
			for i := range c.counts {
				shades = append(shades, y.days[i].Shade)
			}
			var legend []string
			for _, s := range y.Steps {
				legend = append(legend, s.Words)
			}
			if !slices.Equal(shades, c.shades) || !slices.Equal(legend, c.legend) {
				t.Errorf("got the shades %v and the legend %q; want %v and %q", shades, legend, c.shades, c.legend)
			}
		})
	}
}

func TestAYearIsSummedUpInWords(t *testing.T) {
	j := newJournal(t)
	area := addArea(t, j, journal.Area{Name: "Running"}).ID
	for _, want := range []string{"No entries in 2026.", "1 entry in 2026.", "2 entries on 2 days in 2026."} {
		y := YearOf(j, "", DayEntries, 2026)
		if got := y.Words(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		march(t, j, area, 1+y.Entries, journal.Entry{})
	}
	if y := YearOf(j, "", DayStress, 2026); y.Words() != "3 entries on 3 days in 2026. None of them has this value." || y.Steps != nil {
		t.Errorf("got %q with the steps %v", y.Words(), y.Steps)
	}
	add(t, j, journal.Entry{Area: area, Time: time.Date(2024, 2, 29, 9, 0, 0, 0, time.UTC), Title: "Leap", Source: journal.SourceMastery})
	y := YearOf(j, "", DayEntries, 2024)
	if y.First != 2024 || y.Last != 2026 || y.Day(journal.Date{Year: 2024, Month: time.February, Day: 29}).Entries != 1 {
		t.Errorf("got the years %d to %d and %v on the leap day", y.First, y.Last, y.Day(journal.Date{Year: 2024, Month: time.February, Day: 29}))
	}
}

func TestTheDaysOfAMonthHoldTheirEntriesInOrder(t *testing.T) {
	j := newJournal(t)
	area := addArea(t, j, journal.Area{Name: "Running"}).ID
	for _, on := range []int{1, 3, 3, 31} {
		march(t, j, area, on, journal.Entry{})
	}
	days := DaysOf(j, area, inMarch(2), inMarch(30))
	if len(days) != 1 || len(days[inMarch(3)]) != 2 {
		t.Errorf("got %v, want the two entries of the third alone", days)
	}
}

// BenchmarkYear looks at the last year of 100,000 entries, five a day.
func BenchmarkYear(b *testing.B) {
	j, err := journal.Create(b.Context(), filepath.Join(b.TempDir(), "journal"), vault.NoPassphrase(), journal.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer j.Close()
	area, err := j.SaveArea(b.Context(), journal.Area{Name: "Running"})
	if err != nil {
		b.Fatal(err)
	}
	const n = 100_000
	for from := 0; from < n; from += n / 10 {
		batch := journal.Batch{Kind: journal.StepFill}
		for i := from; i < from+n/10; i++ {
			batch.Entries = append(batch.Entries, journal.Entry{Type: journal.Experience, Time: noon.Add(-time.Duration(n-i) * 5 * time.Hour), Area: area.ID,
				Source: journal.SourceMastery, Title: "Session", Performance: rating(float64(i % 101)), EfficacyBefore: rating(float64(i % 97))})
		}
		if err := j.SaveBatch(b.Context(), batch); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		if y := YearOf(j, "", DayEfficacy, 2025); y.Entries == 0 {
			b.Fatal("there are no entries")
		}
	}
}
