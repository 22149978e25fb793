package state

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"enactive/journal"
	"enactive/journal/insight"
	"enactive/journal/optional"
	"enactive/journal/wording"
)

// DayMeasure is what the calendar shows of each day.
type DayMeasure int

// The measures. All but the first are 0-100.
const (
	DayEntries DayMeasure = iota
	DayEfficacy
	DayPerformance
	DayStress
	DayOutcomes
)

// DayMeasures lists the measures in the order in which they are offered.
func DayMeasures() []DayMeasure {
	return []DayMeasure{DayEntries, DayEfficacy, DayPerformance, DayStress, DayOutcomes}
}

// Words names the measure.
func (m DayMeasure) Words() string {
	switch m {
	case DayEfficacy:
		return wording.Say("how-sure-you-were")
	case DayPerformance:
		return wording.Say("how-well-it-went")
	case DayStress:
		return wording.Say("how-stressed-you-were")
	case DayOutcomes:
		return wording.Say("share-of-successes")
	}
	return wording.Say("how-many-entries")
}

// Key is the name of the measure in commands.
func (m DayMeasure) Key() string {
	return [...]string{"entries", "efficacy", "performance", "stress", "outcomes"}[m]
}

// Ask is the command that colours the days by the measure.
func (m DayMeasure) Ask() wording.Text {
	return [...]wording.Text{
		wording.Text("colour-the-days-by-how-many-entries"), wording.Text("colour-the-days-by-how-sure-you-were"),
		wording.Text("colour-the-days-by-how-well-it-went"), wording.Text("colour-the-days-by-how-stressed"),
		wording.Text("colour-the-days-by-the-share"),
	}[m]
}

// of is the value of the measure on a day that has entries.
func (m DayMeasure) of(d insight.CalendarDay) insight.Number {
	switch m {
	case DayEfficacy:
		return d.Efficacy
	case DayPerformance:
		return d.Performance
	case DayStress:
		return d.Stress
	case DayOutcomes:
		return d.Successes
	}
	return optional.Some(float64(d.Entries))
}

// How says how the measure of a day is computed.
func (m DayMeasure) How() string {
	switch m {
	case DayEfficacy:
		return wording.Say("the-mean-of-how-sure-you-were-before")
	case DayPerformance:
		return wording.Say("the-mean-of-your-performance-on-the-day")
	case DayStress:
		return wording.Say("the-mean-of-your-peak-stress-on-the-day")
	case DayOutcomes:
		return wording.Say("percentage-of-the-days-outcomes")
	}
	return wording.Say("how-many-entries-you-wrote-on-the-day")
}

// Shades is how many steps of colour there are.
const Shades = 5

// YearDay is one day of the calendar.
type YearDay struct {
	// Entries are experiences and check-ins; Plans have not happened yet.
	Entries, Plans int
	// Value is the measure of the day. It is empty where nothing was told of it.
	Value optional.Value[float64]
	// Shade is the step of the colour, 1 to Shades; 0 where there is no value.
	Shade int
}

// ShadeStep is one step of the scale.
type ShadeStep struct {
	Shade int
	Words string
}

// Year is a year of days, seen by one measure.
type Year struct {
	Year    int
	Measure DayMeasure
	// Days counts those with entries, Entries what was written on them, and Plans what was
	// planned and has not happened.
	Days, Entries, Plans int
	// Least and Greatest are the ends of what the days have, empty where none has a value.
	Least, Greatest optional.Value[float64]
	// Steps are the legend, from the palest on.
	Steps []ShadeStep
	// Unrecorded counts days with entries of which none tells the measure.
	Unrecorded int
	// First and Last are the years of the first and of the last entry, 0 where there is none.
	First, Last int

	days [366]YearDay
}

// Day is what a day of the year holds; a day of another year holds nothing.
func (y *Year) Day(d journal.Date) YearDay {
	if d.Year != y.Year {
		return YearDay{}
	}
	return y.days[yearDay(d)]
}

func yearDay(d journal.Date) int { return d.In(time.UTC).YearDay() - 1 }

// YearOf looks at the entries of a year, of one area or, where that is empty, of all. It
// passes over them once.
func YearOf(j *journal.Journal, area journal.AreaID, m DayMeasure, year int) Year {
	y := Year{Year: year, Measure: m}
	y.First, y.Last = yearsOf(j, area)
	var sums [366]insight.DaySum
	for _, e := range j.Entries(journal.Query{Area: area, From: journal.Date{Year: year, Month: time.January, Day: 1}, To: journal.Date{Year: year, Month: time.December, Day: 31}}) {
		i := e.Time.YearDay() - 1
		if e.Type == journal.Plan {
			y.days[i].Plans++
			y.Plans++
			continue
		}
		sums[i].Add(&insight.Sample{
			Outcome: insight.Outcome(e.Outcome), Before: number(e.EfficacyBefore), After: number(e.EfficacyAfter),
			Stress: number(e.Stress), Performance: number(e.Performance),
		})
	}
	for i := range y.days {
		y.measure(&y.days[i], sums[i].Day())
	}
	y.scale()
	return y
}

func number(r journal.OptRating) insight.Number {
	if v, ok := r.Get(); ok {
		return optional.Some(float64(v))
	}
	return insight.Number{}
}

// measure gives a day its value.
func (y *Year) measure(d *YearDay, from insight.CalendarDay) {
	if from.Entries == 0 {
		return
	}
	d.Entries = from.Entries
	y.Entries += d.Entries
	y.Days++
	d.Value = y.Measure.of(from)
	v, ok := d.Value.Get()
	if !ok {
		y.Unrecorded++
		return
	}
	y.Least = optional.Some(math.Min(v, y.Least.Or(v)))
	y.Greatest = optional.Some(math.Max(v, y.Greatest.Or(v)))
}

// yearsOf are the years of the first and the last entry.
func yearsOf(j *journal.Journal, area journal.AreaID) (first, last int) {
	if found := j.Entries(journal.Query{Area: area, Limit: 1}); len(found) > 0 {
		first = found[0].Day().Year
	}
	if found := j.Entries(journal.Query{Area: area, Limit: 1, Newest: true}); len(found) > 0 {
		last = found[0].Day().Year
	}
	return first, last
}

// scale makes the legend and gives every day its shade. A rating has the same shades in
// every year; counts have those that tell the days of this year apart.
func (y *Year) scale() {
	if !y.Least.IsSet() {
		return
	}
	edges := []float64{0, 20, 40, 60, 80}
	if y.Measure == DayEntries {
		edges = y.countEdges()
	}
	shades := shadesFor(len(edges))
	for i := range edges {
		y.Steps = append(y.Steps, ShadeStep{Shade: shades[i], Words: y.stepWords(edges, i)})
	}
	for i := range y.days {
		if v, ok := y.days[i].Value.Get(); ok {
			step, exact := slices.BinarySearch(edges, v)
			if !exact {
				step--
			}
			y.days[i].Shade = shades[max(0, step)]
		}
	}
}

// countEdges are the counts at which the shades begin: one a count as long as these are few,
// and otherwise so that each shade has about as many days.
func (y *Year) countEdges() []float64 {
	if most := y.Greatest.Or(0); most <= Shades {
		var edges []float64
		for v := 1.0; v <= most; v++ {
			edges = append(edges, v)
		}
		return edges
	}
	var counts []float64
	for i := range y.days {
		if v, ok := y.days[i].Value.Get(); ok {
			counts = append(counts, v)
		}
	}
	slices.Sort(counts)
	edges := []float64{1}
	for k := 1; k < Shades; k++ {
		if at := counts[k*len(counts)/Shades]; at > edges[len(edges)-1] {
			edges = append(edges, at)
		}
	}
	return edges
}

// shadesFor spreads so many steps over the shades.
func shadesFor(steps int) []int {
	return [][]int{nil, {3}, {2, 4}, {1, 3, 5}, {1, 2, 4, 5}, {1, 2, 3, 4, 5}}[steps]
}

// stepWords says which values a step holds.
func (y *Year) stepWords(edges []float64, i int) string {
	from := int(edges[i])
	if y.Measure != DayEntries {
		return wording.Say("from-to-inline", wording.V{"From": from, "To": from + 20})
	}
	switch {
	case i == len(edges)-1 && float64(from) < y.Greatest.Or(0):
		return wording.Say("n-or-more", wording.V{"N": from})
	case i < len(edges)-1 && int(edges[i+1])-1 > from:
		return wording.Say("from-to-inline", wording.V{"From": from, "To": int(edges[i+1]) - 1})
	}
	return wording.Thousands(from)
}

// Words sums the year up.
func (y *Year) Words() string {
	year := strconv.Itoa(y.Year)
	if y.Entries == 0 {
		return wording.Say("no-entries-in-year", wording.V{"Year": year})
	}
	said := wording.Count(y.Entries, "n-entries-in-year", wording.V{"Year": year})
	if y.Days > 1 {
		said = wording.Count(y.Entries, "n-entries-on-days-days-in-year", wording.V{"Year": year, "Days": y.Days})
	}
	if y.Measure != DayEntries && !y.Least.IsSet() {
		return said + " " + wording.Say("none-of-them-has-this-value")
	}
	return said
}

// DayWords says what a day holds, in a line.
func (y *Year) DayWords(d journal.Date) string {
	day, parts := y.Day(d), []string{wording.WeekdayThisYear(d.In(time.UTC))}
	switch {
	case day.Entries > 0:
		parts = append(parts, wording.Count(day.Entries, "n-entries"))
	case day.Plans == 0:
		parts = append(parts, wording.Say("no-entries"))
	}
	if words := y.valueWords(day); words != "" {
		parts = append(parts, words)
	}
	if day.Plans > 0 {
		parts = append(parts, wording.Count(day.Plans, "n-plans"))
	}
	return strings.Join(parts, " · ")
}

// valueWords says what the measure of a day is, where that is no count.
func (y *Year) valueWords(d YearDay) string {
	v, ok := d.Value.Get()
	if !ok || y.Measure == DayEntries {
		return ""
	}
	value := wording.V{"Value": wording.Number(v, 0)}
	switch y.Measure {
	case DayEfficacy:
		return wording.Say("how-sure-value", value)
	case DayPerformance:
		return wording.Say("performance-value", value)
	case DayStress:
		return wording.Say("stress-value", value)
	}
	return wording.Say("successes-value", value)
}

// DaysOf are the entries from one day to another by their day, plans included.
func DaysOf(j *journal.Journal, area journal.AreaID, from, to journal.Date) map[journal.Date][]*journal.Entry {
	days := map[journal.Date][]*journal.Entry{}
	for _, e := range j.Entries(journal.Query{Area: area, From: from, To: to}) {
		days[e.Day()] = append(days[e.Day()], e)
	}
	return days
}
