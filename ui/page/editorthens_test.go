package page

import (
	"slices"
	"testing"

	"enactive/journal"
	"enactive/ui/input"
)

func TestIfThenPlansFollowTheirObstacles(t *testing.T) {
	host := newTestHost(t)
	area := host.Journal().Areas()[0]
	p := NewEditor(host, journal.Entry{Type: journal.Plan, Time: host.Journal().Now().AddDate(0, 0, 1), Area: area.ID, Title: "A talk",
		Obstacles: []journal.Obstacle{{Text: "Silence"}, {Text: "Heat", Then: "I drink"}}}, nothing)
	p.Listen(func() {})
	p.thens.rows[0].then.Set("I ask a question")
	thens := func() (all []string) {
		e, err := p.read()
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range e.Obstacles {
			all = append(all, o.Text+": "+o.Then)
		}
		return all
	}
	for _, step := range []struct {
		list []string
		want []string
	}{
		{[]string{"Silence", "Heat"}, []string{"Silence: I ask a question", "Heat: I drink"}},
		{[]string{"Silence in the room", "Heat"}, []string{"Silence in the room: I ask a question", "Heat: I drink"}},
		{[]string{"Heat", "Silence in the room"}, []string{"Heat: I drink", "Silence in the room: I ask a question"}},
		{[]string{"Noise", "Heat", "Silence in the room"}, []string{"Noise: ", "Heat: I drink", "Silence in the room: I ask a question"}},
		{[]string{"Silence in the room"}, []string{"Silence in the room: I ask a question"}},
	} {
		p.obstacles.SetTextsQuietly(step.list)
		p.onChange()
		if got := thens(); !slices.Equal(got, step.want) {
			t.Errorf("with the list %q: %q, want %q", step.list, got, step.want)
		}
	}
}

func TestWhatBecameOfAPlanIsAskedStepByStep(t *testing.T) {
	host := newTestHost(t)
	e := journal.Entry{Type: journal.Experience, Time: host.Journal().Now(), Area: host.Journal().Areas()[0].ID, Title: "A talk",
		Obstacles: []journal.Obstacle{{Text: "Silence", Then: "I ask"}, {Text: "Heat"}}}
	p := NewEditor(host, e, nothing)
	p.Listen(func() {})
	row := p.thens.rows[0]
	value := func() journal.Obstacle {
		p.onChange()
		e, _ := p.read()
		return e.Obstacles[0]
	}
	for _, step := range []struct {
		do   func()
		want journal.Obstacle
	}{
		{func() { row.came.SetQuietly("yes") }, journal.Obstacle{Text: "Silence", Then: "I ask", Came: journal.Yes}},
		{func() { row.held.SetQuietly("yes"); row.helped.SetQuietly("no") }, journal.Obstacle{Text: "Silence", Then: "I ask", Came: journal.Yes, Held: journal.Yes, Helped: journal.No}},
		{func() { row.held.SetQuietly("no") }, journal.Obstacle{Text: "Silence", Then: "I ask", Came: journal.Yes, Held: journal.No}},
		{func() { row.came.SetQuietly("no") }, journal.Obstacle{Text: "Silence", Then: "I ask", Came: journal.No}},
	} {
		step.do()
		if got := value(); got != step.want {
			t.Errorf("got %+v, want %+v", got, step.want)
		}
	}
	if n := len(p.thens.box.Objects); n != 1 {
		t.Errorf("%d obstacles are asked about, want the one with a plan", n)
	}
	p.obstacles.SetQuietly([]input.ListItem{})
	if got, _ := p.read(); got.Obstacles != nil {
		t.Errorf("without obstacles: %+v", got.Obstacles)
	}
}

func TestOwnQuestionsAreAskedAndSealed(t *testing.T) {
	host := newTestHost(t)
	j := host.Journal()
	area := j.Areas()[0]
	area.Questions = []journal.Question{{Text: "What would be enough?", When: journal.AskedBefore}, {Text: "What made it work?", When: journal.AskedAfterSuccess}, {Text: "What was missing?", When: journal.AskedAfterSetback}}
	area, err := j.SaveArea(t.Context(), area)
	if err != nil {
		t.Fatal(err)
	}
	plan := NewEditor(host, journal.Entry{Type: journal.Plan, Time: j.Now(), Area: area.ID, Title: "A talk"}, nothing)
	if n, m := len(plan.own.before.Objects), len(plan.own.after.Objects); n != 1 || m != 0 {
		t.Fatalf("a plan is asked %d and %d questions", n, m)
	}
	plan.own.rows[0].text.Set("One laugh")
	e, _ := plan.read()
	saved, err := j.Save(t.Context(), e)
	if err != nil {
		t.Fatal(err)
	}
	done := saved.Clone()
	done.Type, done.Outcome = journal.Experience, journal.Failure
	p := NewEditor(host, done, nothing)
	if n, m := len(p.own.before.Objects), len(p.own.after.Objects); n != 0 || m != 1 || p.own.rows[len(p.own.rows)-1].question.Text != "What was missing?" {
		t.Errorf("after a failure %d questions of before and %d of afterwards are asked", n, m)
	}
	e, _ = p.read()
	if !slices.Equal(e.Answers, saved.Answers) {
		t.Errorf("the sealed answer is %+v, want %+v", e.Answers, saved.Answers)
	}
	e.Answers = []journal.Answer{{Question: "What would be enough?", When: journal.AskedBefore, Text: "Nothing"}}
	if _, err := j.Save(t.Context(), e); err == nil {
		t.Error("an answer from before can be changed afterwards")
	}
}
