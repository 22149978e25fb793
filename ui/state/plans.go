package state

import (
	"slices"

	"enactive/journal"
)

// Due returns today's plans in the order of their times.
func Due(j *journal.Journal, most int) []*journal.Entry {
	today := journal.DateOf(j.Now())
	return j.Entries(journal.Query{Types: []journal.Type{journal.Plan}, From: today, To: today, Limit: most})
}

// Missed returns the plans of past days that the person has not put off, the newest first
// because that is easiest to remember.
func Missed(j *journal.Journal, most int) []*journal.Entry {
	plans := j.Entries(journal.Query{Types: []journal.Type{journal.Plan}, To: journal.DateOf(j.Now()).AddDays(-1), Newest: true})
	plans = slices.DeleteFunc(plans, func(e *journal.Entry) bool { return j.IsSnoozed(e.ID) })
	return plans[:min(most, len(plans))]
}

// Completed returns an experience made from a plan, with everything that was recorded
// beforehand. If the plan's time is still in the future, the experience happened now.
func Completed(j *journal.Journal, plan *journal.Entry) journal.Entry {
	e := plan.Clone()
	e.Type = journal.Experience
	if e.Source == "" {
		e.Source = journal.SourceMastery
	}
	if now := j.Now(); e.Time.After(now) {
		e.Time = now
	}
	return e
}
