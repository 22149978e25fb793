package insight

import "testing"

// outcomeAt is the outcome of a rank.
func outcomeAt(rank int) Outcome {
	for _, o := range Outcomes() {
		if o.Rank() == rank {
			return o
		}
	}
	return NoOutcome
}

func TestOutcomesAreRankedFromTheWorstToTheBest(t *testing.T) {
	all := Outcomes()
	for i, o := range all {
		if want := len(all) - i; o.Rank() != want || outcomeAt(want) != o {
			t.Errorf("%s has the rank %d, want %d", o, o.Rank(), want)
		}
	}
	if NoOutcome.Rank() != 0 || Outcome("odd").Rank() != 0 {
		t.Error("what is no outcome has a rank")
	}
}
