package insight

import (
	"cmp"
	"slices"
	"sort"
	"time"

	"enactive/journal/optional"
)

// RecoveryMin is the minimum number of setbacks before a typical recovery is reported.
const RecoveryMin = 5

// Recovery looks at how long it took, after a setback that lowered belief, until some later
// rating was at least as high as the one before it. Each rating counts at the time it was
// given: the one from before a plan that was made ahead of the setback is no sign of
// recovery. Every entry with a rating is one try, a check-in too.
//
// A setback whose own rating from before was given in hindsight says little of how sure one
// had been; it is left out and counted. A later rating in hindsight is a rating all the same.
func Recovery(d Data) RecoveryResult {
	var r RecoveryResult
	given := ratingsGiven(d.Samples)
	w := newRecoveryWalk(given, len(d.Samples))
	for at := len(given) - 1; at >= 0; at-- { // from the newest, so that what comes later is known
		g := given[at]
		before, isSetback := g.loweredFrom()
		switch {
		case isSetback && g.sample.Retrospective:
			r.LeftOut++
		case isSetback:
			r.Setbacks = append(r.Setbacks, w.recovery(at, before))
		}
		w.step(at)
	}
	slices.Reverse(r.Setbacks)
	r.N = len(r.Setbacks)
	r.countOthers(d.Samples)
	r.fillMedians()
	r.compare(given)
	return r
}

// countOthers counts all setbacks, and why some are not among those that are followed.
func (r *RecoveryResult) countOthers(samples []Sample) {
	for i := range samples {
		s := &samples[i]
		if !s.isExperience() || !s.isSetback() {
			continue
		}
		r.All++
		before, ok1 := rating(s.Before)
		after, ok2 := rating(s.After)
		switch {
		case !ok1 || !ok2:
			r.Unrated++
		case after >= before:
			r.NotLower++
		}
	}
}

// isSetback reports whether it went wrong, a little or much.
func (s *Sample) isSetback() bool { return s.Outcome == Setback || s.Outcome == Failure }

// givenRating is one rating of belief with the time at which it was given.
type givenRating struct {
	at     time.Time
	value  float64
	after  bool
	sample *Sample
	// entry is the place of its entry, from 0.
	entry int
}

// side puts the rating from before an experience before the one from after it.
func (g givenRating) side() int {
	if g.after {
		return 1
	}
	return 0
}

// ratingsGiven are all ratings of belief in the order in which they were given.
func ratingsGiven(samples []Sample) []givenRating {
	given := make([]givenRating, 0, 2*len(samples))
	for i, s := range inOrder(samples, func(*Sample) bool { return true }) {
		// When a plan without a time of rating was rated is not known: its own time is to come.
		if v, ok := rating(s.Before); ok && !(s.Planned && s.BeforeAt.IsZero()) {
			at := s.ratedAt()
			if s.isExperience() && at.After(s.Time) {
				at = s.Time // from before is before, though it was typed a little late
			}
			given = append(given, givenRating{at: at, value: v, sample: s, entry: i})
		}
		if v, ok := rating(s.After); ok && s.isExperience() {
			given = append(given, givenRating{at: s.Time, value: v, after: true, sample: s, entry: i})
		}
	}
	slices.SortFunc(given, func(a, b givenRating) int {
		return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.entry, b.entry), a.side()-b.side())
	})
	return given
}

// loweredFrom is the belief from before a setback after which it was lower. It is asked of
// the rating after the setback, from which the recovery starts.
func (g givenRating) loweredFrom() (before float64, ok bool) {
	s := g.sample
	if !g.after || !s.isSetback() {
		return 0, false
	}
	before, told := rating(s.Before)
	return before, told && g.value < before
}

// recoveryWalk goes through the ratings from the newest to the oldest, and knows of those it
// has passed which was the first to reach a height, and how many entries lie up to there.
type recoveryWalk struct {
	given []givenRating
	// peaks are places of ratings higher than all between them and here, the nearest last.
	peaks []int
	// first is by entry one more than the place of its first rating that was passed, or 0.
	first    []int
	attempts fenwick
}

func newRecoveryWalk(given []givenRating, entries int) *recoveryWalk {
	return &recoveryWalk{given: given, first: make([]int, entries), attempts: make(fenwick, len(given)+1)}
}

// step passes the rating at a place.
func (w *recoveryWalk) step(at int) {
	for len(w.peaks) > 0 && w.given[w.peaks[len(w.peaks)-1]].value <= w.given[at].value {
		w.peaks = w.peaks[:len(w.peaks)-1]
	}
	w.peaks = append(w.peaks, at)
	entry := w.given[at].entry
	if later := w.first[entry]; later > 0 {
		w.attempts.add(later-1, -1)
	}
	w.first[entry] = at + 1
	w.attempts.add(at, 1)
}

// recovery is what came after the setback whose rating after it is at a place.
func (w *recoveryWalk) recovery(at int, before float64) RecoverySetback {
	g := w.given[at]
	r := RecoverySetback{ID: g.sample.ID, Time: g.sample.Time, Before: before, After: g.value}
	until := len(w.given) - 1
	// The peaks fall from the first to the last: the last one high enough is the nearest.
	if high := sort.Search(len(w.peaks), func(k int) bool { return w.given[w.peaks[k]].value < before }); high > 0 {
		until = w.peaks[high-1]
		r.Back, r.BackID = true, w.given[until].sample.ID
	}
	r.Tries = w.attempts.sum(until) - w.attempts.sum(at)
	r.Days = max(0, daysBetween(dayOf(g.at), dayOf(w.given[until].at)))
	return r
}

// fenwick holds counts by place, whose sums up to a place are quick to find (Fenwick 1994).
type fenwick []int

func (f fenwick) add(place, n int) {
	for i := place + 1; i < len(f); i += i & -i {
		f[i] += n
	}
}

// sum is over all places up to and with the given one.
func (f fenwick) sum(place int) int {
	total := 0
	for i := place + 1; i > 0; i -= i & -i {
		total += f[i]
	}
	return total
}

func (r *RecoveryResult) fillMedians() {
	attempts, days := make([]lasting, r.N), make([]lasting, r.N)
	for i, s := range r.Setbacks {
		attempts[i], days[i] = lasting{s.Tries, s.Back}, lasting{s.Days, s.Back}
		if s.Back {
			r.Back++
		}
	}
	r.Tries, r.Days = kaplanMeierMedian(attempts), kaplanMeierMedian(days)
}

const (
	// compareMostTries bounds within how many attempts other entries are followed.
	compareMostTries = 20
	// compareStarts is how many of the newest other entries are followed.
	compareStarts = 1000
)

// compare asks within how many attempts a rating as high as before each setback follows half of the other
// entries: ratings go up and down without any setback too, and what is no different says nothing of setbacks.
func (r *RecoveryResult) compare(given []givenRating) {
	if !r.Tries.IsSet() || r.N < RecoveryMin {
		return
	}
	highest := highestAfterOthers(given)
	for within := 1; within <= compareMostTries; within++ {
		var reached []float64
		for _, after := range highest {
			if len(after) >= within {
				reached = append(reached, after[within-1])
			}
		}
		if len(reached) < RecoveryMin {
			return
		}
		slices.Sort(reached)
		share := 0.0
		for _, s := range r.Setbacks {
			share += 1 - float64(sort.SearchFloat64s(reached, s.Before))/float64(len(reached))
		}
		if share >= float64(r.N)/2 {
			r.OthersTries, r.Others = optional.Some(float64(within)), len(reached)
			return
		}
	}
}

// highestAfterOthers are, for each experience that was no setback, the newest first, the highest ratings
// within one attempt after it, within two, and so on.
func highestAfterOthers(given []givenRating) [][]float64 {
	var highest [][]float64
	for at := len(given) - 1; at >= 0 && len(highest) < compareStarts; at-- {
		if given[at].after && !given[at].sample.isSetback() {
			highest = append(highest, highestFrom(given[at+1:]))
		}
	}
	return highest
}

// highestFrom are the highest ratings within one entry, two, and so on.
func highestFrom(given []givenRating) []float64 {
	var best []float64
	var entries []int
	for _, g := range given {
		if !slices.Contains(entries, g.entry) {
			if len(entries) == compareMostTries {
				break
			}
			entries = append(entries, g.entry)
			best = append(best, 0)
			if k := len(best) - 1; k > 0 {
				best[k] = best[k-1]
			}
		}
		last := len(best) - 1
		best[last] = max(best[last], g.value)
	}
	return best
}

// lasting is how long something took, or has gone on for without an end.
type lasting struct {
	length int
	ended  bool
}

// kaplanMeierMedian is the shortest length within which at least half have ended, by the
// product-limit estimate of Kaplan and Meier (1958): what has not ended counts for as long
// as it was seen. It is absent where the estimate never comes down to a half.
func kaplanMeierMedian(all []lasting) Number {
	slices.SortFunc(all, func(a, b lasting) int { return cmp.Compare(a.length, b.length) })
	share := 1.0
	for i := 0; i < len(all); {
		ended, same := 0, i
		for ; same < len(all) && all[same].length == all[i].length; same++ {
			if all[same].ended {
				ended++
			}
		}
		share *= 1 - float64(ended)/float64(len(all)-i)
		if share <= 0.5+1e-12 {
			return optional.Some(float64(all[i].length))
		}
		i = same
	}
	return Number{}
}

// Finding is how much recovery says: it counts, and infers nothing.
func (r RecoveryResult) Finding() Finding {
	if r.N == 0 && r.All == 0 {
		return NotEnough
	}
	return Facts
}

// RecoveryResult is how long it took, after a setback, until belief was back where it had
// been before.
type RecoveryResult struct {
	// All counts every setback and failure. Of those that are not in N, Unrated have no rating before or
	// after, NotLower did not lower belief, and LeftOut were rated in hindsight.
	All      int `json:"setbacks,omitempty"`
	Unrated  int `json:"unrated,omitempty"`
	NotLower int `json:"not_lower,omitempty"`
	// N counts setbacks and failures after which belief was lower than before.
	N int `json:"n"`
	// Back counts those after which it came back; the others are open still.
	Back int `json:"back"`
	// Tries and Days are medians over all, those that are open included (Kaplan & Meier 1958).
	Tries Number `json:"median_tries,omitzero"`
	Days  Number `json:"median_days,omitzero"`

	// OthersTries is within how many attempts a rating as high as before the setbacks came after half of Others,
	// the newest entries that were no setbacks.
	OthersTries Number `json:"median_tries_after_others,omitzero"`
	Others      int    `json:"others,omitempty"`

	// LeftOut counts setbacks whose rating from before was given in hindsight.
	LeftOut int `json:"left_out,omitempty"`

	// Setbacks are in order of time.
	Setbacks []RecoverySetback `json:"-"`
}

// RecoverySetback is one setback and what came after it.
type RecoverySetback struct {
	ID   string
	Time time.Time
	// Before and After are the ratings of belief before and after it.
	Before, After float64
	// Back is true if a later rating was at least Before; Tries and Days are how many it
	// took, or have gone by so far.
	Back        bool
	Tries, Days int
	// BackID is the entry whose rating was back.
	BackID string
}
