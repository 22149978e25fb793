package page

import (
	"testing"

	"enactive/journal"
	"enactive/ui/state"
)

func TestADraftOfATryKeepsWhichTryItIsAndWhatWasDone(t *testing.T) {
	host := newTestHost(t)
	j := host.Journal()
	x, err := j.StartExperiment(t.Context(), journal.Experiment{Area: j.Areas()[1].ID, Name: "Slow breathing", With: "Four minutes", Decides: journal.DecidesStress, Pairs: 6})
	if err != nil {
		t.Fatal(err)
	}
	try, err := j.NextTry(t.Context(), x.ID)
	if err != nil {
		t.Fatal(err)
	}
	p := NewEditor(host, state.PlanOfTry(x, try, journal.Experience, j.Now()), nothing)
	if !p.try.box.Visible() || p.try.done == nil {
		t.Fatal("the form does not say which try it is")
	}
	p.title.Set("A talk")
	p.try.done.SetQuietly(string(try.Arm.Other()))
	back, err := Reopen(host, p.Draft(), nothing)
	if err != nil {
		t.Fatal(err)
	}
	got, _ := back.(*Editor).read()
	want := try
	want.Done = try.Arm.Other()
	if got.Experiment != want {
		t.Errorf("from its draft, the try is %+v; want %+v", got.Experiment, want)
	}
	if _, err := j.Save(t.Context(), got); err != nil {
		t.Error(err)
	}
	p.try.done.SetQuietly(string(try.Arm))
	if got, _ := p.read(); got.Experiment != try {
		t.Errorf("done as asked, the try is %+v", got.Experiment)
	}
	plain := NewEditor(host, journal.Entry{Type: journal.Plan, Time: j.Now()}, nothing)
	if plain.try.box.Visible() {
		t.Error("an entry of no experiment speaks of a try")
	}
}
