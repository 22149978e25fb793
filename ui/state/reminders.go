package state

import (
	"strings"
	"time"

	"enactive/journal"
	"enactive/journal/optional"
	"enactive/journal/weekly"
	"enactive/journal/wording"
)

// CalendarFile is what a person wants in a file for a calendar.
type CalendarFile struct {
	// Neutral writes one sentence in place of each title.
	Neutral bool
	// Intention also writes what a plan is for.
	Intention bool
	// Alarm is how long before its time an event sounds an alarm; without it none.
	Alarm optional.Value[time.Duration]
}

// ReminderWhen says when a reminder comes, with the days in the order of a person's week.
func ReminderWhen(w weekly.Time, first time.Weekday) string {
	at := time.Date(2000, 1, 1, w.Minute/60, w.Minute%60, 0, 0, time.UTC)
	if w.Days == weekly.Everyday {
		return wording.Say("every-day-at", wording.V{"Time": wording.Clock(at)})
	}
	var days []string
	for _, day := range w.Days.List(first) {
		days = append(days, wording.WeekdayName(day))
	}
	return wording.Say("weekly-on-days-at", wording.V{"Days": wording.List(days...), "Time": wording.Clock(at)})
}

// ReminderWords are what a reminder says.
func ReminderWords(r *journal.Reminder) string {
	if r.Text == "" {
		return wording.Say("time-to-write")
	}
	return r.Text
}

// ReminderTimes are the times of all reminders.
func ReminderTimes(j *journal.Journal) []weekly.Time {
	var times []weekly.Time
	for _, r := range j.Reminders() {
		times = append(times, r.When)
	}
	return times
}

// PlainTimes writes times so that ReadPlainTimes reads them, with nothing else of the reminders.
func PlainTimes(times []weekly.Time) string {
	var all []string
	for _, t := range times {
		all = append(all, t.String())
	}
	return strings.Join(all, ";")
}

// ReadPlainTimes reads what PlainTimes wrote; what cannot be read is left out.
func ReadPlainTimes(text string) []weekly.Time {
	var times []weekly.Time
	for _, part := range strings.Split(text, ";") {
		if t, err := weekly.Parse(part); err == nil {
			times = append(times, t)
		}
	}
	return times
}

// Step is an if-then step of a goal, as a reminder says it.
type Step struct {
	Area journal.AreaID
	Text string
}

// StepsOf lists the if-then steps of the goals that are not reached, in areas that are in use.
func StepsOf(j *journal.Journal) []Step {
	var all []Step
	for _, a := range j.Areas() {
		for _, g := range a.Goals {
			if a.Archived || g.Done {
				continue
			}
			for _, x := range g.Actions {
				text := x.Then
				if x.If != "" {
					text = wording.Say("if-if-then-then", wording.V{"If": x.If, "Then": x.Then})
				}
				all = append(all, Step{a.ID, text})
			}
		}
	}
	return all
}

// TypedMinute reads a typed time of day; wrong is a sentence about a text that is none.
func TypedMinute(text string) (minute int, wrong string) {
	minute, err := weekly.ParseClock(text)
	if err != nil {
		return 0, wording.Say("typed-is-not-a-time-of-day-write", wording.V{"Typed": text, "Example": "18:05"})
	}
	return minute, ""
}

// PlansBetween are the open plans whose time is after from and not after to.
func PlansBetween(j *journal.Journal, from, to time.Time) []*journal.Entry {
	var all []*journal.Entry
	for _, e := range j.Entries(journal.Query{Types: []journal.Type{journal.Plan}, From: journal.DateOf(from).AddDays(-1), To: journal.DateOf(to).AddDays(1)}) {
		if e.Time.After(from) && !e.Time.After(to) {
			all = append(all, e)
		}
	}
	return all
}
