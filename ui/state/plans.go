package state

import (
	"slices"

	"enactive/journal"
)

// Due returns the plans of today, by their time.
func Due(j *journal.Journal, most int) []*journal.Entry {
	today := journal.DateOf(j.Now())
	return j.Entries(journal.Query{Types: []journal.Type{journal.Plan}, From: today, To: today, Limit: most})
}

// Missed returns the plans whose day has passed and that nobody was asked about yet, the
// newest first: what one remembers best.
func Missed(j *journal.Journal, most int) []*journal.Entry {
	plans := j.Entries(journal.Query{Types: []journal.Type{journal.Plan}, To: journal.DateOf(j.Now()).AddDays(-1), Newest: true})
	plans = slices.DeleteFunc(plans, func(e *journal.Entry) bool { return j.IsPutOff(e.ID) })
	return plans[:min(most, len(plans))]
}

// Completed is an entry that tells how a plan went. What was said before stays as it was.
// Where the time of the plan has not come yet it happened now.
func Completed(j *journal.Journal, plan *journal.Entry) journal.Entry {
	e := plan.Clone()
	e.Type = journal.Experience
	if e.Source == "" {
		e.Source = journal.Mastery
	}
	if now := j.Now(); e.Time.After(now) {
		e.Time = now
	}
	return e
}
