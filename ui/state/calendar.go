package state

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"enactive/journal"
	"enactive/journal/describe"
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
	// Own is the measure of the person's own that is shown in place of Measure; nil for none.
	Own *journal.Measure
	// Days counts those with entries, Entries what was written on them, and Plans what was
	// planned and has not happened.
	Days, Entries, Plans int
	// Least and Greatest are the ends of what the days have, empty where none has a value.
	Least, Greatest optional.Value[float64]
	// Steps are the legend, from the palest on.
	Steps []ShadeStep
	// Unrecorded counts days with entries of which none tells the measure.
	Unrecorded int
	// Valued counts the days with a value of Own.
	Valued int
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

// YearOfMeasure is YearOf by a measure of the person's own, as insight.MeasureCalendar has it: a measure
// of days has what was given for the day, whatever the area; one of entries the mean of a day, or the last
// of values that have none.
func YearOfMeasure(j *journal.Journal, area journal.AreaID, m journal.Measure, year int) Year {
	y := YearOf(j, area, DayEntries, year)
	y.Own, y.Steps, y.Unrecorded = &m, nil, 0
	y.Least, y.Greatest = optional.Value[float64]{}, optional.Value[float64]{}
	for i := range y.days {
		y.days[i].Value, y.days[i].Shade = optional.Value[float64]{}, 0
	}
	data := j.Data(area, journal.Date{Year: year, Month: time.January, Day: 1}, journal.Date{Year: year, Month: time.December, Day: 31})
	at := slices.IndexFunc(data.Measures, func(seen insight.Measure) bool { return seen.ID == string(m.ID) })
	if at < 0 {
		return y
	}
	seen := insight.MeasureCalendar(data, at)
	y.Valued = seen.Days
	y.Least, y.Greatest = seen.Ends()
	y.scaleOwn(&seen)
	for i := range y.days {
		if !y.days[i].Value.IsSet() && y.days[i].Entries > 0 && !m.OfDay {
			y.Unrecorded++
		}
	}
	return y
}

// scaleOwn gives the days their values and shades, and makes the legend.
func (y *Year) scaleOwn(seen *insight.MeasureCalendarResult) {
	steps := seen.Steps(Shades)
	shades := shadesFor(len(steps))
	ends := make([][2]optional.Value[float64], len(steps)) // the smallest and largest value of each step
	place := seen.Measure.Place
	for _, cell := range seen.Cells {
		step, d := seen.StepOf(steps, cell.Value), &y.days[cell.Day.YearDay()-1]
		d.Value, d.Shade = optional.Some(cell.Value), shades[step]
		if low, set := ends[step][0].Get(); !set || place(cell.Value) < place(low) {
			ends[step][0] = optional.Some(cell.Value)
		}
		if high, set := ends[step][1].Get(); !set || place(cell.Value) > place(high) {
			ends[step][1] = optional.Some(cell.Value)
		}
	}
	for i, e := range ends {
		low, high := describe.MeasureValue(y.Own, e[0].Or(0)), describe.MeasureValue(y.Own, e[1].Or(0))
		if low != high {
			low = wording.Say("from-to-inline", wording.V{"From": low, "To": high})
		}
		y.Steps = append(y.Steps, ShadeStep{Shade: shades[i], Words: low})
	}
}

// How says how the value of a day is computed.
func (y *Year) How() string {
	switch {
	case y.Own == nil:
		return y.Measure.How()
	case y.Own.OfDay:
		return wording.Say("as-you-gave-it-for-the-day")
	case y.Own.Kind == journal.ChoiceMeasure || y.Own.Kind == journal.YesNoMeasure:
		return wording.Say("the-last-of-its-values-on-the-day")
	}
	return wording.Say("the-mean-of-its-values-on-the-day")
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
	if y.Own != nil && y.Valued == 0 {
		return wording.Say("no-day-has-a-value", wording.V{"Year": year})
	}
	if y.Own != nil {
		return wording.Count(y.Valued, "n-days-have-a-value", wording.V{"Year": year})
	}
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
	if ok && y.Own != nil {
		return wording.Say("measure-value", wording.V{"Measure": y.Own.Name, "Value": describe.MeasureValue(y.Own, v)})
	}
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
