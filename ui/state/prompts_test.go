package state

import (
	"slices"
	"strings"
	"testing"
	"time"

	"enactive/journal"
	"enactive/journal/optional"
)

func TestThePromptsFitTheEntry(t *testing.T) {
	for _, c := range []struct {
		name     string
		entry    journal.Entry
		standing Standing
		asks     []string // each is in some prompt
		opens    []Fold
		next     string
		note     string
		silent   func(Prompts) []string // prompts that are not asked
	}{
		{"a success asks what it took", journal.Entry{Source: journal.SourceMastery, Outcome: journal.Success}, Standing{Early: true},
			[]string{"What did it take?", "the same way again"}, []Fold{FoldLessons}, "", "", nil},
		{"a partial asks for one thing to change", journal.Entry{Outcome: journal.Partial}, Standing{},
			[]string{"begin to slip", "the one thing to change"}, []Fold{FoldObstacles, FoldLessons}, "", "", nil},
		{"a setback asks for control and the next smaller step", journal.Entry{Source: journal.SourceMastery, Outcome: journal.Setback}, Standing{},
			[]string{"What was in your control?", "What is the next smaller step?"}, []Fold{FoldObstacles, FoldLessons}, "Save, and plan a smaller step", "", nil},
		{"an early setback is no failure", journal.Entry{Outcome: journal.Setback}, Standing{Early: true}, nil, []Fold{FoldObstacles, FoldLessons}, "Save, and plan a smaller step", "", nil},
		{"a later failure asks as a setback does", journal.Entry{Outcome: journal.Failure}, Standing{},
			[]string{"What is the next smaller step?"}, []Fold{FoldObstacles, FoldLessons}, "Save, and plan a smaller step", "", nil},
		{"an early failure asks for a smaller rung first", journal.Entry{Outcome: journal.Failure}, Standing{Early: true},
			nil, []Fold{FoldObstacles, FoldLessons}, "Save, and plan a smaller step", "Take a smaller rung first", nil},
		{"an early failure names the rung where the ladder has one", journal.Entry{Outcome: journal.Failure}, Standing{Early: true, Smaller: "A talk to three friends"},
			nil, []Fold{FoldObstacles, FoldLessons}, "Save, and plan “A talk to three friends”", "first: “A talk to three friends”", nil},
		{"practice asks for a line", journal.Entry{Kind: journal.KindPractice}, Standing{}, []string{"A line is enough"}, nil, "", "", nil},
		{"who was seen, and what was like me", journal.Entry{Source: journal.SourceVicarious, Outcome: journal.Failure}, Standing{Early: true},
			[]string{"Who did you see", "was similar to you", "Who was it?"}, []Fold{FoldPeople}, "", "",
			func(p Prompts) []string { return []string{p.Performance, p.Stress, p.Sacrifices} }},
		{"who said it, and what they know", journal.Entry{Source: journal.SourcePersuasion}, Standing{},
			[]string{"What were you told?", "Who said it?", "What do they know"}, []Fold{FoldPeople}, "", "",
			func(p Prompts) []string {
				return []string{p.Outcome, p.Performance, p.Stress, p.Obstacles, p.Kind, p.Intention}
			}},
		{"what the body said, and what helped", journal.Entry{Source: journal.SourceState}, Standing{},
			[]string{"What did your body do", "What helped?"}, []Fold{FoldStrategies}, "", "",
			func(p Prompts) []string { return []string{p.Outcome, p.Performance, p.Obstacles} }},
		{"a plan asks for what could get in the way and who can help", journal.Entry{Type: journal.Plan, Kind: journal.KindStretch}, Standing{Early: true},
			[]string{"What could get in the way?", "What will you do about nerves?", "Who can help?", "How sure are you that you can do it?"}, []Fold{FoldObstacles, FoldStrategies}, "", "",
			func(p Prompts) []string { return []string{p.Happened, p.Outcome, p.After} }},
		{"a plan for practice is short", journal.Entry{Type: journal.Plan, Kind: journal.KindPractice}, Standing{}, nil, nil, "", "", nil},
		{"a check-in asks one thing", journal.Entry{Type: journal.CheckIn}, Standing{}, []string{"right now"}, nil, "", "",
			func(p Prompts) []string { return []string{p.Happened, p.Intention, p.Obstacles} }},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := Ask(&c.entry, c.standing)
			all := strings.Join([]string{p.Title, p.Kind, p.Happened, p.HappenedHint, p.Intention, p.Sure, p.Expected, p.Outcome, p.Performance, p.Stress, p.After,
				p.Obstacles, p.Strategies, p.Lessons, p.LessonsHint, p.Sacrifices, p.People, p.PeopleHint, p.Controllable}, "\n")
			for _, asked := range c.asks {
				if !strings.Contains(all, asked) {
					t.Errorf("nothing asks %q in\n%s", asked, all)
				}
			}
			if !slices.Equal(p.Opens, c.opens) {
				t.Errorf("%v are open, want %v", p.Opens, c.opens)
			}
			next := ""
			if p.Next != nil {
				next = p.Next.Words
			}
			if next != c.next {
				t.Errorf("the next step is %q, want %q", next, c.next)
			}
			if c.note == "" && p.Note != "" || !strings.Contains(p.Note, c.note) {
				t.Errorf("the note is %q, want %q", p.Note, c.note)
			}
			if c.silent != nil {
				for _, said := range c.silent(p) {
					if said != "" {
						t.Errorf("%q is asked and does not fit", said)
					}
				}
			}
		})
	}
}

func TestTheSmallerRungIsTheOneUnderWhatWasTried(t *testing.T) {
	ladder := []journal.Rung{
		{Text: "Three friends", Difficulty: optional.Some(journal.Difficulty(2))},
		{Text: "The team", Difficulty: optional.Some(journal.Difficulty(4))},
		{Text: "The whole company", Difficulty: optional.Some(journal.Difficulty(8))},
	}
	for _, c := range []struct {
		name  string
		entry journal.Entry
		want  string
	}{
		{"by its name", journal.Entry{Title: "the whole company"}, "The team"},
		{"the lowest has none under it", journal.Entry{Title: "Three friends", Difficulty: optional.Some(journal.Difficulty(9))}, ""},
		{"by how hard it was", journal.Entry{Title: "A stranger", Difficulty: optional.Some(journal.Difficulty(5))}, "The team"},
		{"what was easier than all has none", journal.Entry{Difficulty: optional.Some(journal.Difficulty(1))}, ""},
		{"nobody knows how hard it was", journal.Entry{Title: "A stranger"}, ""},
	} {
		if got := smallerRung(ladder, &c.entry); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestEarlierAttemptsEndTheBeginning(t *testing.T) {
	j := newJournal(t)
	a := addArea(t, j, journal.Area{Name: "Talks"})
	failed := journal.Entry{Area: a.ID, Time: j.Now(), Outcome: journal.Failure}
	for i := range earlyTries {
		if !IsEarly(j, &failed) {
			t.Fatalf("after %d tries nothing is early any more, want %d", i, earlyTries)
		}
		add(t, j, journal.Entry{Area: a.ID, Time: j.Now().Add(-time.Hour), Source: journal.SourceMastery, Outcome: journal.Success})
	}
	if IsEarly(j, &failed) {
		t.Errorf("after %d tries it still counts as early", earlyTries)
	}
}

func TestAClosedFoldSaysWhatItHolds(t *testing.T) {
	over := func(texts ...string) (all []journal.Obstacle) {
		for _, x := range texts {
			text, overcome := strings.CutPrefix(x, "+")
			all = append(all, journal.Obstacle{Text: text, Overcome: overcome})
		}
		return all
	}
	for _, c := range []struct {
		fold  Fold
		entry journal.Entry
		want  string
	}{
		{FoldObstacles, journal.Entry{}, ""},
		{FoldObstacles, journal.Entry{Obstacles: over("rain")}, "1 obstacle, not overcome"},
		{FoldObstacles, journal.Entry{Obstacles: over("+rain")}, "1 obstacle, overcome"},
		{FoldObstacles, journal.Entry{Obstacles: over("+rain", "+hill", "wind")}, "3 obstacles, 2 overcome"},
		{FoldObstacles, journal.Entry{Obstacles: over("+rain", "+hill")}, "2 obstacles, all overcome"},
		{FoldObstacles, journal.Entry{Type: journal.Plan, Obstacles: over("rain", "wind")}, "2 obstacles"},
		{FoldStrategies, journal.Entry{Strategies: []string{"breathing", "reframing"}}, "breathing, reframing"},
		{FoldStrategies, journal.Entry{Strategies: []string{strings.Repeat("long ", 20), "reframing"}}, "2 ways to handle nerves"},
		{FoldLessons, journal.Entry{Lessons: []string{strings.Repeat("long ", 20)}}, "1 lesson"},
		{FoldPeople, journal.Entry{People: []journal.Person{{Name: "Ana", Role: journal.Mentor}}}, "Ana (mentor)"},
		{FoldTags, journal.Entry{Note: "x"}, "a note"},
		{FoldMore, journal.Entry{Luck: optional.Some(journal.Luck(0)), Appraisal: journal.AppraisalThreat}, "2 answers"},
		{FoldMore, journal.Entry{}, ""},
		{FoldEvidence, journal.Entry{}, ""},
	} {
		if got := FoldSummary(c.fold, &c.entry); got != c.want {
			t.Errorf("%s says %q, want %q", c.fold, got, c.want)
		}
	}
}
