package journal

import (
	"testing"

	"enactive/journal/insight"
)

func TestAnExpectedObstacleThatDidNotComeUpStoodInNobodysWay(t *testing.T) {
	j, _, a := newTestJournal(t)
	e := experience(a, "a talk")
	e.Kind, e.Outcome = KindPractice, Success
	e.Obstacles = []Obstacle{{Text: "Silence", Then: "I ask a question", Came: No}}
	mustSave(t, j, e)
	if label, grounds := j.Entries(Query{})[0].Evidence(); label == insight.HardWon || grounds.Obstacles != 0 {
		t.Errorf("labelled %s on the grounds of %d obstacles", label, grounds.Obstacles)
	}
	e.Obstacles = []Obstacle{
		{Text: "Silence", Then: "I ask a question", Came: No}, {Text: "Hecklers", Then: "I smile", Came: Yes, Held: Yes, Helped: Yes},
		{Text: "Heat", Then: "I drink", Came: Yes, Held: No, Helped: Yes}, {Text: "Noise", Then: "I wait"}, {Text: "Rain", Came: Yes, Held: Yes}}
	mustSave(t, j, e)
	r := insight.Obstacles(j.Data(a.ID, Date{}, Date{}))
	if want := (insight.IfThens{Planned: 5, Came: 2, Held: 1, Helped: 1}); r.IfThens != want || r.Named != 4 || r.Entries != 1 {
		t.Errorf("got %+v, %d obstacles of %d entries, want %+v and 4 of one", r.IfThens, r.Named, r.Entries, want)
	}
}
