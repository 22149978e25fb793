package exchange

import (
	"time"

	"enactive/journal/fault"
)

// clockDoubt is what is wrong with a time without a zone where the clocks are changed.
type clockDoubt byte

// The doubts.
const (
	noDoubt         clockDoubt = iota
	skippedByClocks            // the clocks went forward over it
	shownTwice                 // the clocks went back over it
	clockDoubts
)

// doubtOf compares a time with the clock that was written for it, as UTC, and read in loc.
func doubtOf(at, written time.Time, loc *time.Location) clockDoubt {
	if loc == time.UTC || at.IsZero() || at.Location() != loc || written.Location() != time.UTC {
		return noDoubt // the file names the zone
	}
	_, offset := at.Zone()
	if at.Unix()+int64(offset) != written.Unix() {
		return skippedByClocks
	}
	const near = 6 * time.Hour
	for _, other := range []time.Time{at.Add(-near), at.Add(near)} {
		_, o := other.Zone()
		if o == offset {
			continue
		}
		if _, there := at.Add(time.Duration(offset-o) * time.Second).Zone(); there == o {
			return shownTwice
		}
	}
	return noDoubt
}

func (in *intake) doubt(c *checked) {
	if c.doubt == noDoubt {
		return
	}
	l := &in.doubts[c.doubt]
	if l.Count++; len(l.First) < listedLines {
		l.First = append(l.First, c.line)
	}
}

// doubtNotes are notes on the times that the clocks do not show just once.
func (in *intake) doubtNotes() []fault.Message {
	var notes []fault.Message
	if l := in.doubts[skippedByClocks]; l.Count > 0 {
		notes = append(notes, fault.Count(l.Count, "n-times-were-skipped-by-the-clocks", fault.V{"Lines": linesOf(l)}))
	}
	if l := in.doubts[shownTwice]; l.Count > 0 {
		notes = append(notes, fault.Count(l.Count, "n-times-were-shown-twice-by-the-clocks", fault.V{"Lines": linesOf(l)}))
	}
	return notes
}
