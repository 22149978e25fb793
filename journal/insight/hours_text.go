package insight

import (
	"time"

	"enactive/journal/wording"
)

// hoursText says when most of the tries are, and not which time is better.
func hoursText(r HoursResult) string {
	switch {
	case r.N == 0:
		return wording.Say("this-needs-experiences-it-then-shows")
	case r.N < hoursMin:
		return wording.Count(r.N, "you-have-n-attempts-so-far-from-needed", wording.V{"Needed": hoursMin})
	}
	when, most, alone := busiest(r.Cells)
	with := wording.V{"All": r.N, "Most": most, "When": when.words()}
	switch {
	case !alone || hoursShare*most < r.N:
		return wording.Say("your-all-attempts-are-spread-over", with)
	case most == r.N:
		return wording.Say("all-all-of-your-attempts-are-on-when", with)
	case 2*most > r.N:
		return wording.Say("most-of-your-attempts-are-on-when-most", with)
	}
	return wording.Say("more-of-your-attempts-are-on-when-than", with)
}

// quarter is a quarter of a weekday: the night, the morning, the afternoon or the evening.
type quarter struct {
	weekday time.Weekday
	part    int
}

// busiest is the quarter that has most tries; it is not alone if another has as many.
func busiest(cells []HourCell) (when quarter, most int, alone bool) {
	quarters := map[quarter]int{}
	for _, c := range cells {
		quarters[quarter{c.Weekday, c.Hour / 6}] += c.Tries
	}
	for q, n := range quarters {
		switch {
		case n > most:
			when, most, alone = q, n, true
		case n == most:
			alone = false
		}
	}
	return when, most, alone
}

// words names the quarter, such as "Tuesday evenings". Each name is written out, because
// languages bend and order the words in their own ways.
func (q quarter) words() string {
	return [7][4]wording.Text{
		{wording.Text("sundays-before-6-00-on"), wording.Text("sunday-mornings-on"), wording.Text("sunday-afternoons-on"), wording.Text("sunday-evenings-on")},
		{wording.Text("mondays-before-6-00-on"), wording.Text("monday-mornings-on"), wording.Text("monday-afternoons-on"), wording.Text("monday-evenings-on")},
		{wording.Text("tuesdays-before-6-00-on"), wording.Text("tuesday-mornings-on"), wording.Text("tuesday-afternoons-on"), wording.Text("tuesday-evenings-on")},
		{wording.Text("wednesdays-before-6-00-on"), wording.Text("wednesday-mornings-on"), wording.Text("wednesday-afternoons-on"), wording.Text("wednesday-evenings-on")},
		{wording.Text("thursdays-before-6-00-on"), wording.Text("thursday-mornings-on"), wording.Text("thursday-afternoons-on"), wording.Text("thursday-evenings-on")},
		{wording.Text("fridays-before-6-00-on"), wording.Text("friday-mornings-on"), wording.Text("friday-afternoons-on"), wording.Text("friday-evenings-on")},
		{wording.Text("saturdays-before-6-00-on"), wording.Text("saturday-mornings-on"), wording.Text("saturday-afternoons-on"), wording.Text("saturday-evenings-on")},
	}[q.weekday][q.part].String()
}

// ExplainHours explains weekdays and hours.
func ExplainHours() Explanation {
	return Explanation{
		How:    wording.Say("each-experience-counts-once"),
		Limits: wording.Say("it-says-when-you-try-things-not-which"),
		Source: wording.Say("plain-counts-and-means-with-no-further"),
	}
}
