package describe

import (
	"enactive/journal/insight"
	"enactive/journal/wording"
)

// Hours describes when most of the attempts are, and not which time is better.
func Hours(r insight.HoursResult) string {
	switch {
	case r.N == 0:
		return wording.Say("this-needs-experiences-it-then-shows")
	case r.N < insight.HoursMin:
		return wording.Count(r.N, "you-have-n-attempts-so-far-from-needed", wording.V{"Needed": insight.HoursMin})
	}
	busiest, ok := r.Busiest()
	if part, tries, usual := r.UsualPart(); !ok && usual { // a time stands out, and no day
		return [4]wording.Text{wording.Text("most-attempts-are-before-6"), wording.Text("most-attempts-are-in-the-morning"),
			wording.Text("most-attempts-are-in-the-afternoon"), wording.Text("most-attempts-are-in-the-evening")}[part].With(wording.V{"Most": tries, "All": r.N})
	}
	if !ok {
		return wording.Say("your-all-attempts-are-spread-over", wording.V{"All": r.N})
	}
	with := wording.V{"All": r.N, "Most": busiest.Tries, "When": quarterName(busiest)}
	switch {
	case busiest.Tries == r.N:
		return wording.Say("all-all-of-your-attempts-are-on-when", with)
	case 2*busiest.Tries > r.N:
		return wording.Say("most-of-your-attempts-are-on-when-most", with)
	}
	return wording.Say("more-of-your-attempts-are-on-when-than", with)
}

// quarterName names a quarter of a weekday, such as "Tuesday evenings". Each name is written out, because
// languages inflect and order the words in their own ways.
func quarterName(q insight.Quarter) string {
	return [7][4]wording.Text{
		{wording.Text("sundays-before-6-00-on"), wording.Text("sunday-mornings-on"), wording.Text("sunday-afternoons-on"), wording.Text("sunday-evenings-on")},
		{wording.Text("mondays-before-6-00-on"), wording.Text("monday-mornings-on"), wording.Text("monday-afternoons-on"), wording.Text("monday-evenings-on")},
		{wording.Text("tuesdays-before-6-00-on"), wording.Text("tuesday-mornings-on"), wording.Text("tuesday-afternoons-on"), wording.Text("tuesday-evenings-on")},
		{wording.Text("wednesdays-before-6-00-on"), wording.Text("wednesday-mornings-on"), wording.Text("wednesday-afternoons-on"), wording.Text("wednesday-evenings-on")},
		{wording.Text("thursdays-before-6-00-on"), wording.Text("thursday-mornings-on"), wording.Text("thursday-afternoons-on"), wording.Text("thursday-evenings-on")},
		{wording.Text("fridays-before-6-00-on"), wording.Text("friday-mornings-on"), wording.Text("friday-afternoons-on"), wording.Text("friday-evenings-on")},
		{wording.Text("saturdays-before-6-00-on"), wording.Text("saturday-mornings-on"), wording.Text("saturday-afternoons-on"), wording.Text("saturday-evenings-on")},
	}[q.Weekday][q.Part].String()
}

// ExplainHours explains weekdays and hours.
func ExplainHours() Explanation {
	return Explanation{
		How:    wording.Say("each-experience-counts-once"),
		Limits: wording.Say("it-says-when-you-try-things-not-which"),
		Source: wording.Say("plain-counts-and-means-with-no-further"),
	}
}
