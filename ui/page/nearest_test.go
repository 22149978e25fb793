package page

import (
	"testing"

	"enactive/charts"
	"enactive/journal/insight"
	"enactive/ui/state"
)

// onItsWay is the result of an insight that counts.
type onItsWay insight.Progress

func (w onItsWay) Progress() insight.Progress { return insight.Progress(w) }

// TestWhatHasBegunIsNearest fails if insights begin with "your next step, 0 of 1" in the third week, while streaks lack one of twelve.
func TestWhatHasBegunIsNearest(t *testing.T) {
	missing := func(key string, have, need int) state.Panel {
		return state.Panel{Key: key, Figure: charts.Figure{Result: onItsWay{Have: have, Need: need, Of: "entries"}}}
	}
	uncounted := state.Panel{Key: "uncounted"}
	for _, c := range []struct {
		missing []state.Panel
		want    string
	}{
		{[]state.Panel{uncounted, missing("next step", 0, 1), missing("stress", 4, 12), missing("streaks", 11, 12)}, "streaks"},
		{[]state.Panel{uncounted, missing("stress", 0, 12), missing("next step", 0, 1)}, "next step"},
	} {
		if got := nearest(c.missing).Key; got != c.want {
			t.Errorf("the nearest is %q, want %q", got, c.want)
		}
	}
}
