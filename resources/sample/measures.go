package sample

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
	"time"

	"enactive/journal"
	"enactive/journal/optional"
)

// The names of the measures.
const (
	distance = "Distance"
	sleep    = "Sleep"
	coffee   = "Coffee"
)

// addMeasures adds the measures, which begin with the year, and returns their ids by name.
func addMeasures(year *journal.Batch, first time.Time) map[string]journal.MeasureID {
	named := map[string]journal.MeasureID{}
	for i, m := range []journal.Measure{
		{Name: distance, Kind: journal.NumberMeasure, Unit: "km", Decimals: 1, Low: optional.Some(0.0), High: optional.Some(60.0), Better: journal.BetterUp, Pinned: true},
		{Name: sleep, Kind: journal.DurationMeasure, OfDay: true, High: optional.Some(24.0 * 60), Better: journal.BetterUp},
		{Name: coffee, Kind: journal.NumberMeasure, OfDay: true, Unit: "cups", Low: optional.Some(0.0), High: optional.Some(20.0)},
	} {
		m.ID, m.Order, m.Created = journal.MeasureID(id(first, m.Name)), i+1, first.Add(-time.Hour)
		named[m.Name] = m.ID
		year.Measures = append(year.Measures, m)
	}
	return named
}

// addDays adds the nights and the coffee of most days. Both are drawn; the nights before runs are
// longer where the run went better, so that there is something to find, and the coffee goes with nothing.
func addDays(year *journal.Batch, first time.Time, named map[string]journal.MeasureID) {
	went := map[journal.Date]float64{}
	runs := ownArea(year, named[distance])
	for _, e := range year.Entries {
		if p, ok := e.Performance.Get(); ok && e.Area == runs {
			went[e.Day()] = float64(p)
		}
	}
	for n := range 7 * weeks {
		at := first.AddDate(0, 0, n)
		d := journal.Day{Date: journal.DateOf(at), Created: at.Add(12 * time.Hour)}
		if drawn(n, "kept") > 0.85 {
			continue
		}
		night := 425 + 35*normal(n, sleep)
		if p, ok := went[d.Date]; ok {
			night += 2.5 * (p - 62)
		}
		d.Values = []journal.MeasureValue{{Measure: named[sleep], Value: 5 * math.Round(night/5)},
			{Measure: named[coffee], Value: math.Floor(4 * drawn(n, coffee))}}
		year.Days = append(year.Days, d)
	}
}

// ownArea returns the area that has the measure.
func ownArea(year *journal.Batch, measure journal.MeasureID) journal.AreaID {
	for _, m := range year.Measures {
		if m.ID == measure {
			return m.Areas[0]
		}
	}
	return ""
}

// drawn returns a number from 0 to 1 that depends on the day and the purpose alone.
func drawn(day int, purpose string) float64 {
	sum := sha256.Sum256(binary.BigEndian.AppendUint32([]byte(purpose), uint32(day)))
	return float64(binary.BigEndian.Uint32(sum[:])) / math.MaxUint32
}

// normal returns about a standard normal number: the sum of twelve drawn ones, less 6.
func normal(day int, purpose string) float64 {
	sum := -6.0
	for i := range 12 {
		sum += drawn(day, purpose+string(rune('a'+i)))
	}
	return sum
}
