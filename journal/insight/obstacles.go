package insight

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"enactive/journal/naming"
	"enactive/journal/optional"
)

const (
	// obstaclesMost is how many obstacles are shown.
	obstaclesMost = 12
	// ObstaclesMin is the minimum number of times before an interval for the share overcome is given.
	ObstaclesMin = 5
)

// Obstacles counts what stood in the way of the experiences, and how often it was overcome.
// Names that differ only in capitals and blanks are one, under the form that came first;
// an entry counts each of them once, as overcome only if it was each time it is named.
func Obstacles(d Data) ObstaclesResult {
	var r ObstaclesResult
	var seen []*ObstacleSeen
	place, keys := map[string]*ObstacleSeen{}, map[*ObstacleSeen]string{}
	for _, s := range inOrder(d.Samples, func(s *Sample) bool { return s.isExperience() && (len(s.Obstacles) > 0 || s.IfThens.Planned > 0) }) {
		r.IfThens.add(s.IfThens)
		named := oncePerEntry(s.Obstacles)
		if len(named) > 0 {
			r.Entries++
		}
		for _, o := range named {
			key := naming.Key(o.Name)
			known := place[key]
			if known == nil {
				known = &ObstacleSeen{Name: strings.Join(strings.Fields(o.Name), " ")}
				place[key], keys[known] = known, key
				seen = append(seen, known)
			}
			known.Times++
			if o.Overcome {
				known.Overcome++
			}
			known.IDs = append(known.IDs, s.ID)
		}
	}
	slices.SortFunc(seen, func(a, b *ObstacleSeen) int { return cmp.Or(b.Times-a.Times, cmp.Compare(keys[a], keys[b])) })
	for _, o := range seen[:min(len(seen), obstaclesMost)] {
		if o.Times >= ObstaclesMin {
			low, high := wilson80(o.Overcome, o.Times)
			o.Low, o.High = optional.Some(low), optional.Some(high)
		}
		slices.Reverse(o.IDs) // the newest first
		r.Shown = append(r.Shown, *o)
	}
	r.count(seen)
	return r
}

// count sums up the obstacles, the most frequent first.
func (r *ObstaclesResult) count(seen []*ObstacleSeen) {
	r.Named = len(seen)
	for _, o := range seen {
		r.Times += o.Times
		r.Overcome += o.Overcome
		if o.Times == seen[0].Times {
			r.MostOften++
		}
	}
}

// oncePerEntry are the obstacles that have a name, each once.
func oncePerEntry(named []Obstacle) []Obstacle {
	var once []Obstacle
	for _, o := range named {
		key := naming.Key(o.Name)
		if key == "" {
			continue
		}
		at := slices.IndexFunc(once, func(other Obstacle) bool { return naming.Key(other.Name) == key })
		if at < 0 {
			once = append(once, o)
			continue
		}
		once[at].Overcome = once[at].Overcome && o.Overcome
	}
	return once
}

// wilson80 is the 80% score interval of a share, k of n (Wilson 1927), 0-1.
func wilson80(k, n int) (low, high float64) {
	share, total := float64(k)/float64(n), float64(n)
	z2 := band80 * band80
	middle := (share + z2/(2*total)) / (1 + z2/total)
	half := band80 * math.Sqrt(share*(1-share)/total+z2/(4*total*total)) / (1 + z2/total)
	return max(0, middle-half), min(1, middle+half)
}

// Finding is how much the obstacles say: they count, and infer nothing.
func (r ObstaclesResult) Finding() Finding {
	if r.Entries == 0 {
		return NotEnough
	}
	return Facts
}

// ObstaclesResult is what stood in the way most often, and how often it was overcome.
type ObstaclesResult struct {
	// Entries counts the entries that name an obstacle.
	Entries int `json:"entries"`
	// Shown are the most frequent ones, the most frequent first.
	Shown []ObstacleSeen `json:"shown,omitempty"`

	// Named counts all obstacles, Times how often they came up and Overcome how often they were
	// overcome.
	Named    int `json:"-"`
	Times    int `json:"-"`
	Overcome int `json:"-"`
	// MostOften counts the obstacles that came up as often as the first.
	MostOften int `json:"-"`
	// IfThens counts the if-then plans for obstacles.
	IfThens IfThens `json:"if_then,omitzero"`
}

// IfThens counts if-then plans of experiences, as answered afterwards.
type IfThens struct {
	// Planned counts them all, and Came those whose obstacle came up.
	Planned int `json:"planned"`
	Came    int `json:"came"`
	// Of those that came up, Held counts in how many the person did what was planned, and Helped in
	// how many that helped.
	Held   int `json:"held"`
	Helped int `json:"helped"`
}

func (f *IfThens) add(o IfThens) {
	f.Planned, f.Came, f.Held, f.Helped = f.Planned+o.Planned, f.Came+o.Came, f.Held+o.Held, f.Helped+o.Helped
}

// ObstacleSeen is one obstacle.
type ObstacleSeen struct {
	Name     string `json:"name"`
	Times    int    `json:"times"`
	Overcome int    `json:"overcome"`
	// Low and High are the 80% interval of the share that is overcome, 0-1; from 5 times on.
	Low  Number `json:"low,omitzero"`
	High Number `json:"high,omitzero"`
	// IDs are its entries, newest first.
	IDs []string `json:"-"`
}
