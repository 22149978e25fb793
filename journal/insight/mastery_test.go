package insight

import (
	"encoding/json"
	"math"
	"reflect"
	"slices"
	"strconv"
	"testing"
	"time"

	"enactive/journal/optional"
)

// try is a mastery experience with effort and luck; a negative number is left out.
func try(outcome Outcome, kind Kind, effort, luck float64) Sample {
	s := Sample{ID: "1", Time: time.Date(2024, 3, 5, 18, 0, 0, 0, time.UTC), Source: "mastery", Outcome: outcome, Kind: kind}
	if effort >= 0 {
		s.Effort = optional.Some(effort)
	}
	if luck >= 0 {
		s.Luck = optional.Some(luck)
	}
	return s
}

func with(s Sample, change func(*Sample)) Sample {
	change(&s)
	return s
}

func TestTheFirstRuleThatHoldsGivesTheLabel(t *testing.T) {
	obstacle := func(s *Sample) { s.Obstacles = []Obstacle{{Name: "Rain"}} }
	for _, c := range []struct {
		name   string
		sample Sample
		label  Evidence
	}{
		{"a stretch with effort and little luck", try(Success, Stretch, 70, 1), HardWon},
		{"effort exactly at the limit", try(Success, Stretch, 60, 5.9), HardWon},
		{"practice with an obstacle", with(try(Success, Practice, 80, 0), obstacle), HardWon},
		{"a stretch with an obstacle", with(try(Success, Stretch, 80, 0), obstacle), HardWon},
		{"hard with just too little effort", try(Success, Stretch, 59.96, 1), EasyOnHard},
		{"not hard, some effort", try(Success, Practice, 30, 2), Earned},
		{"not hard, much effort", try(Success, Event, 90, 2), Earned},
		{"not hard, little effort", try(Success, Practice, 29, 2), Easy},
		{"luck comes before effort", try(Success, Stretch, 90, 6), Assisted},
		{"luck settles it without effort", try(Success, Stretch, -1, 8), Assisted},
		{"a success without luck told", try(Success, Stretch, 90, -1), NotRated},
		{"a hard success without effort told", try(Success, Stretch, -1, 2), NotRated},
		{"an easy success without effort told", try(Success, Practice, -1, 2), NotRated},
		{"a success with nothing told", try(Success, Practice, -1, -1), NotRated},
		{"a luck that cannot be", try(Success, Stretch, 70, 55), NotRated},
		{"an effort that cannot be", with(try(Success, Stretch, 70, 1), func(s *Sample) { s.Effort = optional.Some(math.NaN()) }), NotRated},
		{"partial, hard and effortful", try(Partial, Stretch, 60, -1), UnderLoad},
		{"partial, hard, little effort", try(Partial, Stretch, 40, 9), Partly},
		{"partial and not hard asks for no effort", try(Partial, Practice, -1, -1), Partly},
		{"partial and hard asks for effort", try(Partial, Stretch, -1, 2), NotRated},
		{"a setback with control and a lesson", with(try(Setback, Stretch, -1, -1), func(s *Sample) { s.Controllable, s.HasLesson = "yes", true }), UsefulSetback},
		{"a failure with control and no lesson", with(try(Failure, Stretch, -1, -1), func(s *Sample) { s.Controllable = "yes" }), PlainSetback},
		{"a failure out of control with a lesson", with(try(Failure, Stretch, -1, -1), func(s *Sample) { s.Controllable, s.HasLesson = "no", true }), PlainSetback},
		{"a setback, unsure", with(try(Setback, Practice, 50, 5), func(s *Sample) { s.Controllable = "unsure" }), PlainSetback},
		{"a setback and nothing told", try(Setback, Practice, 50, 5), PlainSetback},
		{"a source that is not told", with(try(Success, Practice, 10, 0), func(s *Sample) { s.Source = "" }), Easy},
		{"chosen by hand", with(try(Success, Practice, 10, 0), func(s *Sample) { s.Evidence = HardWon }), HardWon},
		{"an unknown choice", with(try(Success, Practice, 10, 0), func(s *Sample) { s.Evidence = "heroic" }), Easy},
		{"seen with somebody else", with(try(Success, Stretch, 70, 1), func(s *Sample) { s.Source = "vicarious" }), ""},
		{"a plan", with(try(Success, Stretch, 70, 1), func(s *Sample) { s.Planned = true }), ""},
		{"a check-in", with(try(Success, Stretch, 70, 1), func(s *Sample) { s.CheckIn = true }), ""},
		{"no outcome, though chosen by hand", with(try(NoOutcome, Stretch, 70, 1), func(s *Sample) { s.Evidence = HardWon }), ""},
	} {
		if label, _ := EvidenceOf(c.sample); label != c.label {
			t.Errorf("%s: got %q, want %q", c.name, label, c.label)
		}
	}
}

// someTries are n attempts of that kind, one a day.
func someTries(n int, s Sample) []Sample {
	samples := make([]Sample, n)
	for i := range samples {
		samples[i] = s
		samples[i].ID, samples[i].Time = strconv.Itoa(i), s.Time.AddDate(0, 0, i)
	}
	return samples
}

func TestMasteryListsEveryMonthWithItsNewestEntriesFirst(t *testing.T) {
	hard := try(Success, Stretch, 70, 1)
	at := func(id string, year int, month time.Month, day, hour int) Sample {
		return with(hard, func(s *Sample) {
			s.ID, s.Time = id, time.Date(year, month, day, hour, 0, 0, 0, time.FixedZone("", 9*3600))
		})
	}
	// The first hour of February in its own offset is still January in UTC.
	r := Mastery(Data{Samples: []Sample{at("b", 2024, 2, 1, 0), at("d", 2024, 4, 9, 9), at("a", 2023, 12, 31, 9), at("c", 2024, 2, 3, 9)}})
	var months []string
	for _, m := range r.Months {
		months = append(months, m.Month.Format("2006-01")+" "+strconv.Itoa(m.Counts[HardWon]))
	}
	if want := []string{"2023-12 1", "2024-01 0", "2024-02 2", "2024-03 0", "2024-04 1"}; !slices.Equal(months, want) {
		t.Errorf("months: got %v, want %v", months, want)
	}
	if ids := r.Months[2].IDs[HardWon]; !slices.Equal(ids, []string{"c", "b"}) {
		t.Errorf("February: got %v", ids)
	}
}

func TestMasteryIsOneObjectOfLabelsAsJSON(t *testing.T) {
	samples := slices.Concat(someTries(2, try(Success, Stretch, 70, 1)), someTries(1, with(try(Success, Practice, 40, 1), func(s *Sample) { s.Evidence = Easy })))
	data, err := json.Marshal(Mastery(Data{Samples: samples}))
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{"n": 3.0, "hard_won": 2.0, "easy": 1.0, "overridden": 1.0}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// The counts were made from the files with awk, by the rules of docs/science.md.
func TestTheLabelsOfTheSimulatedJournals(t *testing.T) {
	for name, want := range map[string]map[Evidence]int{
		"testdata/journals/sample_rising.csv": {HardWon: 10, EasyOnHard: 11, Earned: 1, UnderLoad: 3, Partly: 4, PlainSetback: 16},
		"testdata/journals/sample_slump.csv":  {HardWon: 15, EasyOnHard: 17, Earned: 5, Easy: 1, UnderLoad: 2, Partly: 8, PlainSetback: 16},
	} {
		if got := Mastery(Data{Samples: readEvidence(t, name)}); !reflect.DeepEqual(got.Counts, want) {
			t.Errorf("%s: got %v, want %v", name, got.Counts, want)
		}
	}
}

func readEvidence(t *testing.T, name string) []Sample {
	t.Helper()
	var samples []Sample
	for _, row := range readRows(t, name)[1:] {
		number := func(column int) float64 {
			v, err := strconv.ParseFloat(row[column], 64)
			if err != nil {
				t.Fatal(err)
			}
			return v
		}
		s := try(map[string]Outcome{"success": Success, "partial": Partial, "setback": Setback, "failure": Failure}[row[9]],
			map[string]Kind{"practice": Practice, "stretch": Stretch, "event": Event}[row[3]], number(10), number(12))
		s.ID, s.Obstacles = row[0], make([]Obstacle, int(number(11)))
		samples = append(samples, s)
	}
	return samples
}

func BenchmarkMastery(b *testing.B) {
	samples := benchmarkAttempts(100_000)
	for b.Loop() {
		Mastery(Data{Samples: samples})
	}
}
