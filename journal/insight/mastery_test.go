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

// try is a mastery experience with effort and luck; a negative number is not told.
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

func TestTheFirstRuleThatHoldsGivesTheLabelAndSaysSo(t *testing.T) {
	obstacle := func(s *Sample) { s.Obstacles = []Obstacle{{Name: "Rain"}} }
	const easyOne = "Easy: neither a stretch nor an obstacle is noted, with effort 10 of 100 and luck or help 0 of 10."
	for _, c := range []struct {
		name   string
		sample Sample
		label  Evidence
		reason string
	}{
		{"a stretch with effort and little luck", try(Success, Stretch, 70, 1), HardWon, "Hard-won: a stretch, with effort 70 of 100 and luck or help 1 of 10."},
		{"effort exactly at the limit", try(Success, Stretch, 60, 5.9), HardWon, "Hard-won: a stretch, with effort 60 of 100 and luck or help 5.9 of 10."},
		{"practice with an obstacle", with(try(Success, Practice, 80, 0), obstacle), HardWon, "Hard-won: 1 obstacle in the way, with effort 80 of 100 and luck or help 0 of 10."},
		{"a stretch with an obstacle", with(try(Success, Stretch, 80, 0), obstacle), HardWon, "Hard-won: a stretch with 1 obstacle, with effort 80 of 100 and luck or help 0 of 10."},
		{"hard with just too little effort", try(Success, Stretch, 59.96, 1), EasyOnHard, "Came easily on a hard task: a stretch, with effort 59.9 of 100 and luck or help 1 of 10."},
		{"not hard, some effort", try(Success, Practice, 30, 2), Earned, "Earned: neither a stretch nor an obstacle is noted, with effort 30 of 100 and luck or help 2 of 10."},
		{"not hard, much effort", try(Success, Event, 90, 2), Earned, "Earned: neither a stretch nor an obstacle is noted, with effort 90 of 100 and luck or help 2 of 10."},
		{"not hard, little effort", try(Success, Practice, 29, 2), Easy, "Easy: neither a stretch nor an obstacle is noted, with effort 29 of 100 and luck or help 2 of 10."},
		{"luck comes before effort", try(Success, Stretch, 90, 6), Assisted, "Assisted: a success with luck or help 6 of 10."},
		{"luck settles it without effort", try(Success, Stretch, -1, 8), Assisted, "Assisted: a success with luck or help 8 of 10."},
		{"a success without luck told", try(Success, Stretch, 90, -1), NotRated, "Not classified: luck or help is not noted."},
		{"a hard success without effort told", try(Success, Stretch, -1, 2), NotRated, "Not classified: effort is not noted."},
		{"an easy success without effort told", try(Success, Practice, -1, 2), NotRated, "Not classified: effort is not noted."},
		{"a success with nothing told", try(Success, Practice, -1, -1), NotRated, "Not classified: effort is not noted, nor is luck or help."},
		{"a luck that cannot be", try(Success, Stretch, 70, 55), NotRated, "Not classified: luck or help is not noted."},
		{"an effort that cannot be", with(try(Success, Stretch, 70, 1), func(s *Sample) { s.Effort = optional.Some(math.NaN()) }), NotRated, "Not classified: effort is not noted."},
		{"partial, hard and effortful", try(Partial, Stretch, 60, -1), UnderLoad, "Progress under load: a stretch, with effort 60 of 100."},
		{"partial, hard, little effort", try(Partial, Stretch, 40, 9), Partly, "Partial: a stretch, with effort 40 of 100."},
		{"partial and not hard asks for no effort", try(Partial, Practice, -1, -1), Partly, "Partial: neither a stretch nor an obstacle is noted."},
		{"partial and hard asks for effort", try(Partial, Stretch, -1, 2), NotRated, "Not classified: a stretch, and effort is not noted."},
		{"a setback with control and a lesson", with(try(Setback, Stretch, -1, -1), func(s *Sample) { s.Controllable, s.HasLesson = "yes", true }), UsefulSetback,
			"Useful setback: part of it was in your control, and you noted a lesson."},
		{"a failure with control and no lesson", with(try(Failure, Stretch, -1, -1), func(s *Sample) { s.Controllable = "yes" }), PlainSetback,
			"Setback: part of it was in your control, and no lesson is noted yet."},
		{"a failure out of control with a lesson", with(try(Failure, Stretch, -1, -1), func(s *Sample) { s.Controllable, s.HasLesson = "no", true }), PlainSetback,
			"Setback: it was out of your control."},
		{"a setback, unsure", with(try(Setback, Practice, 50, 5), func(s *Sample) { s.Controllable = "unsure" }), PlainSetback,
			"Setback: you are not sure whether part of it was in your control."},
		{"a setback and nothing told", try(Setback, Practice, 50, 5), PlainSetback, "Setback: it is not noted whether part of it was in your control."},
		{"a source that is not told", with(try(Success, Practice, 10, 0), func(s *Sample) { s.Source = "" }), Easy, easyOne},
		{"chosen by hand", with(try(Success, Practice, 10, 0), func(s *Sample) { s.Evidence = HardWon }), HardWon, "Hard-won: you chose this."},
		{"an unknown choice", with(try(Success, Practice, 10, 0), func(s *Sample) { s.Evidence = "heroic" }), Easy, easyOne},
		{"seen with somebody else", with(try(Success, Stretch, 70, 1), func(s *Sample) { s.Source = "vicarious" }), "", ""},
		{"a plan", with(try(Success, Stretch, 70, 1), func(s *Sample) { s.Planned = true }), "", ""},
		{"a check-in", with(try(Success, Stretch, 70, 1), func(s *Sample) { s.CheckIn = true }), "", ""},
		{"no outcome, though chosen by hand", with(try(NoOutcome, Stretch, 70, 1), func(s *Sample) { s.Evidence = HardWon }), "", ""},
	} {
		label, reason := EvidenceOf(c.sample)
		if label != c.label || reason != c.reason {
			t.Errorf("%s: got %q, %q\nwant %q, %q", c.name, label, reason, c.label, c.reason)
		}
	}
}

// someTries are n tries of that kind, one a day.
func someTries(n int, s Sample) []Sample {
	samples := make([]Sample, n)
	for i := range samples {
		samples[i] = s
		samples[i].ID, samples[i].Time = strconv.Itoa(i), s.Time.AddDate(0, 0, i)
	}
	return samples
}

func TestMasteryIsCountedInWords(t *testing.T) {
	hard, easy, earned, assisted := try(Success, Stretch, 70, 1), try(Success, Practice, 10, 1), try(Success, Practice, 40, 1), try(Success, Practice, 40, 9)
	lesson := with(try(Setback, Practice, 40, 1), func(s *Sample) { s.Controllable, s.HasLesson = "yes", true })
	deep := with(try(Failure, Stretch, 40, 1), func(s *Sample) { s.Performance = optional.Some(20.0) })
	for _, c := range []struct {
		name    string
		samples []Sample
		want    string
	}{
		{"nothing", nil, "This needs things that you did yourself, with their outcomes; each then shows what it is evidence of."},
		{"most hard-won", slices.Concat(someTries(6, hard), someTries(1, assisted), someTries(2, earned)), "6 of your 9 successes were hard-won; 1 was assisted."},
		{"one", someTries(1, hard), "Your one success was hard-won."},
		{"earned and easy", slices.Concat(someTries(2, easy), someTries(3, earned)), "3 of your 5 successes were earned; 2 were easy."},
		{"one not classified", someTries(1, try(Success, Stretch, -1, 1)), "Your one success is not classified, because effort or luck is missing."},
		{"useful setbacks", slices.Concat(someTries(4, lesson), someTries(4, try(Setback, Practice, 1, 1))), "You have 8 experiences with an outcome, and no full success yet. From 4 of your 8 setbacks you took a lesson about something in your control."},
		{"under load", slices.Concat(someTries(1, try(Partial, Stretch, 70, 1)), someTries(1, lesson), someTries(4, easy)),
			"All 4 of your successes were easy. 1 partial success was progress under load. From your one setback you took a lesson about something in your control."},
		{"an early major failure", someTries(1, deep), "You have 1 experience with an outcome, and no full success yet. Early setbacks say little; pick a smaller next step."},
		{"a major failure later", slices.Concat(someTries(5, hard), someTries(1, deep)), "All 5 of your successes were hard-won."},
	} {
		if got := Mastery(Data{Samples: c.samples}).Text; got != c.want {
			t.Errorf("%s: got %q\nwant %q", c.name, got, c.want)
		}
	}
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
	want := map[string]any{"n": 3.0, "hard_won": 2.0, "easy": 1.0, "overridden": 1.0, "text": "2 of your 3 successes were hard-won."}
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
			t.Errorf("%s: got %v, want %v (%s)", name, got.Counts, want, got.Text)
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
	samples := benchmarkTries(100_000)
	for b.Loop() {
		Mastery(Data{Samples: samples})
	}
}
