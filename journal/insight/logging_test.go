package insight

import (
	"testing"
	"time"

	"enactive/journal/optional"
)

// loggedEvery has an entry on every gap-th day, then on every later-th.
func loggedEvery(gap, later int) Data {
	var d Data
	for day := 0; day < 200; day++ {
		every := gap
		if day >= 160 {
			every = later
		}
		if day%every == 0 {
			d.Samples = append(d.Samples, Sample{ID: "a", Time: time.Date(2025, 1, 1+day, 20, 0, 0, 0, time.UTC), Before: optional.Some(50.0)})
		}
	}
	return d
}

func TestEntriesThatBecomeRarerAreAFact(t *testing.T) {
	if l := loggedEvery(1, 5).Logging(); !l.Changed() || l.Ratio() > 0.5 || l.LeftOut() < 0.5 {
		t.Errorf("from every day to every fifth: %+v", l)
	}
	if l := loggedEvery(2, 2).Logging(); l.Changed() || l.LeftOut() != 0 {
		t.Errorf("every second day all along: %+v", l)
	}
	if l := loggedEvery(5, 1).Logging(); !l.Changed() || l.LeftOut() != 0 {
		t.Errorf("from every fifth day to every day: %+v", l)
	}
	if l := (Data{}).Logging(); l.Changed() || l.Ratio() != 1 {
		t.Errorf("no entries: %+v", l)
	}
	since := loggedEvery(1, 1).LoggingSince(time.Date(2025, 1, 11, 0, 0, 0, 0, time.UTC))
	if since.Before != 10 || since.SpanBefore != 10 || since.Lately != 190 || since.SpanLately != 190 || since.Since != "2025-01-11" {
		t.Errorf("since the eleventh: %+v", since)
	}
}
