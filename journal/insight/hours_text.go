package insight

import (
	"time"

	"enactive/journal/wording"
)

// hoursText says when most of the tries are, and not which time is better.
func hoursText(r HoursResult) string {
	switch {
	case r.N == 0:
		return wording.Say("This needs experiences; it then shows on which weekdays and at which hours you try things.")
	case r.N < hoursMin:
		return wording.Count(r.N, "You have {{.N}} try so far; from {{.Needed}} on, this says when most of them are.", "You have {{.N}} tries so far; from {{.Needed}} on, this says when most of them are.", wording.V{"Needed": hoursMin})
	}
	when, most, alone := busiest(r.Cells)
	with := wording.V{"All": r.N, "Most": most, "When": when.words()}
	switch {
	case !alone || hoursShare*most < r.N:
		return wording.Say("Your {{.All}} tries are spread over the week, and no one time of it stands out.", with)
	case most == r.N:
		return wording.Say("All {{.All}} of your tries are on {{.When}}.", with)
	case 2*most > r.N:
		return wording.Say("Most of your tries are on {{.When}}: {{.Most}} of {{.All}}.", with)
	}
	return wording.Say("More of your tries are on {{.When}} than at any other time of the week: {{.Most}} of {{.All}}.", with)
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
		{wording.Text("Sundays before 6:00 [on …]"), wording.Text("Sunday mornings [on …]"), wording.Text("Sunday afternoons [on …]"), wording.Text("Sunday evenings [on …]")},
		{wording.Text("Mondays before 6:00 [on …]"), wording.Text("Monday mornings [on …]"), wording.Text("Monday afternoons [on …]"), wording.Text("Monday evenings [on …]")},
		{wording.Text("Tuesdays before 6:00 [on …]"), wording.Text("Tuesday mornings [on …]"), wording.Text("Tuesday afternoons [on …]"), wording.Text("Tuesday evenings [on …]")},
		{wording.Text("Wednesdays before 6:00 [on …]"), wording.Text("Wednesday mornings [on …]"), wording.Text("Wednesday afternoons [on …]"), wording.Text("Wednesday evenings [on …]")},
		{wording.Text("Thursdays before 6:00 [on …]"), wording.Text("Thursday mornings [on …]"), wording.Text("Thursday afternoons [on …]"), wording.Text("Thursday evenings [on …]")},
		{wording.Text("Fridays before 6:00 [on …]"), wording.Text("Friday mornings [on …]"), wording.Text("Friday afternoons [on …]"), wording.Text("Friday evenings [on …]")},
		{wording.Text("Saturdays before 6:00 [on …]"), wording.Text("Saturday mornings [on …]"), wording.Text("Saturday afternoons [on …]"), wording.Text("Saturday evenings [on …]")},
	}[q.weekday][q.part].String()
}

// ExplainHours explains weekdays and hours.
func ExplainHours() Explanation {
	return Explanation{
		How:    wording.Say("Each experience counts once, at the weekday and the two hours in which it happened, by the clock of the place where it was. Plans and check-ins are left out. With each weekday and hour you see how many there were, how many were a success, and the mean performance."),
		Limits: wording.Say("It says when you try things and not which hour is better: what you do at which hour differs too, and most hours hold few entries. An entry whose time you did not set has the time at which you wrote it."),
		Source: wording.Say("Plain counts and means; no method stands behind them"),
	}
}
