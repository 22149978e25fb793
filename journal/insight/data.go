package insight

import (
	"math"
	"time"
)

// Data is what the statistics may know of one area, or of several taken together.
type Data struct {
	// Samples are the entries of the days that are looked at, in any order.
	Samples []Sample
	// Ladder holds the rungs of the area, from easy to hard, with the ratings that were
	// given by the day for which this is computed.
	Ladder []Rung
	// Measures are those of the area and of the day, in their order.
	Measures []Measure
	// Days are the days that are looked at and have values of measures of the day, in order.
	Days []MeasuredDay
	// Experiments are the names of the experiments of the area.
	Experiments []string
	// Areas is how many areas of the journal have entries. Each is looked at, and together they
	// may say no more that is false than one; 0 counts as 1.
	Areas int
	// Day is the day of the look, as midnight UTC. Zero is the day of the newest entry.
	Day time.Time
}

const (
	// endedDays and endedGaps say when a diary has ended: nothing for that many days, and for that
	// many times as long as it usually was from one day with entries to the next.
	endedDays = 60
	endedGaps = 6
)

// Ended reports whether the diary stopped before the day of the look, so that nothing may be
// said of now, and the day of its newest entry, as midnight UTC.
func (d Data) Ended() (last time.Time, ended bool) {
	var first, newest time.Time
	for i := range d.Samples {
		switch s := &d.Samples[i]; {
		case s.Planned:
		case newest.IsZero():
			first, newest = s.Time, s.Time
		case s.Time.After(newest):
			newest = s.Time
		case s.Time.Before(first):
			first = s.Time
		}
	}
	if newest.IsZero() {
		return time.Time{}, false
	}
	last = dayOf(newest)
	since := float64(daysBetween(last, d.Day))
	if d.Day.IsZero() || since <= endedDays {
		return last, false
	}
	days := map[time.Time]bool{} // only now, because it takes long in a long diary
	for i := range d.Samples {
		if s := &d.Samples[i]; !s.Planned {
			days[dayOf(s.Time)] = true
		}
	}
	usual := float64(daysBetween(dayOf(first), last)) / math.Max(1, float64(len(days)-1))
	return last, since > endedGaps*usual
}

// endedOn is the day of the newest entry, as 2006-01-02, if the diary has ended; else empty.
func (d Data) endedOn() string {
	last, ended := d.Ended()
	if !ended {
		return ""
	}
	return last.Format(time.DateOnly)
}

// Rung is one step of a ladder.
type Rung struct {
	Text string
	// Difficulty is 1-10.
	Difficulty Number
	// Rating is the newest efficacy rating of the rung, 0-100.
	Rating Number
}

// Finding is how much an insight allows itself to say.
type Finding string

// The findings, from the least to the most.
const (
	// NotEnough means that there is too little to say anything; the text says what is missing.
	NotEnough Finding = "not_enough"
	// Facts means that the text counts and describes, and infers nothing.
	Facts Finding = "facts"
	// Nothing means that there was enough to look at, and that chance explains it.
	Nothing Finding = "nothing_clear"
	// Possible means that the text says something with a "possibly": chance shows as much too
	// often to claim it, and seldom enough to mention it.
	Possible Finding = "possible"
	// Claim means that the text says something that chance alone would seldom show.
	Claim Finding = "claim"
)
