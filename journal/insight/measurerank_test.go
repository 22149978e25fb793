package insight

import (
	"slices"
	"testing"
)

func TestWhatIsSaidOfOnesOwnComesFirst(t *testing.T) {
	own := Measure{ID: "s"}
	r := MeasuresResult{Shown: []MeasurePair{
		{Measure: "effort", Claim: true}, {Measure: "nothing", Of: own}, {Measure: "gone", Of: own, BothChanged: true},
		{Measure: "possible", Of: own, Possible: true}, {Measure: "stress", Possible: true},
	}}
	slices.SortStableFunc(r.Shown, func(a, b MeasurePair) int { return a.rank() - b.rank() })
	var order []string
	for _, p := range r.Shown {
		order = append(order, p.Measure)
	}
	if want := []string{"possible", "effort", "stress", "gone", "nothing"}; !slices.Equal(order, want) {
		t.Errorf("the order is %q, want %q", order, want)
	}
	if r.Finding() != Claim {
		t.Errorf("what is built in is claimed, and the finding is %s", r.Finding())
	}
	if r.Shown = r.Shown[3:]; r.Finding() != Nothing {
		t.Errorf("nothing is claimed, and the finding is %s", r.Finding())
	}
}
