package state

import (
	"slices"
	"time"

	"enactive/journal"
	"enactive/journal/insight"
)

// Win is a success worth reading again, with the plan that it is near.
type Win struct {
	Entry *journal.Entry
	// Before is the upcoming plan in the same area; nil if there is none soon.
	Before *journal.Entry
}

// nearDays is how many days before a stretch or an event a success is shown for it.
const nearDays = 14

// maxWinsChecked is how many of the newest successes are looked at.
const maxWinsChecked = 400

// Remember chooses a success worth reading again, one that has a text and was as hard-won as
// possible, from the area of the next stretch or event if one is soon. It changes from day to
// day so that none wears out.
func Remember(j *journal.Journal) (Win, bool) {
	today := journal.DateOf(j.Now())
	q := journal.Query{Types: []journal.Type{journal.Experience}, Outcomes: []journal.Outcome{journal.Success}, To: today, Newest: true, Limit: maxWinsChecked}
	near := nextStretch(j, today)
	if near != nil {
		q.Area = near.Area
		if best := best(j.Entries(q)); len(best) > 0 {
			return Win{best[turnOf(today, len(best))], near}, true
		}
		q.Area = ""
	}
	if best := best(j.Entries(q)); len(best) > 0 {
		return Win{Entry: best[turnOf(today, len(best))]}, true
	}
	return Win{}, false
}

// nextStretch returns the next plan that is a stretch or an event, if it is soon.
func nextStretch(j *journal.Journal, today journal.Date) *journal.Entry {
	plans := j.Entries(journal.Query{Types: []journal.Type{journal.Plan}, Kinds: []journal.Kind{journal.KindStretch, journal.KindEvent},
		From: today, To: today.AddDays(nearDays), Limit: 1})
	if len(plans) == 0 {
		return nil
	}
	return plans[0]
}

// best returns the hardest-won successes that have a text.
func best(entries []*journal.Entry) []*journal.Entry {
	var hard, earned []*journal.Entry
	for _, e := range entries {
		if e.Happened == "" && len(e.Lessons) == 0 {
			continue
		}
		switch label, _ := e.Evidence(); label {
		case insight.HardWon:
			hard = append(hard, e)
		case insight.Earned:
			earned = append(earned, e)
		}
	}
	if len(hard) > 0 {
		return hard
	}
	return earned
}

// turnOf chooses one of n by the day, so that the same day always chooses the same.
func turnOf(d journal.Date, n int) int {
	return (d.Year*372 + int(d.Month)*31 + d.Day) % n
}

// OnThisDay returns the entries about the same day of earlier years, the newest first.
func OnThisDay(j *journal.Journal, most int) []*journal.Entry {
	today := journal.DateOf(j.Now())
	oldest := j.Entries(journal.Query{Limit: 1})
	if len(oldest) == 0 {
		return nil
	}
	var found []*journal.Entry
	for year := today.Year - 1; year >= oldest[0].Day().Year && len(found) < most; year-- {
		day := journal.Date{Year: year, Month: today.Month, Day: today.Day}
		of := j.Entries(journal.Query{Types: []journal.Type{journal.Experience, journal.CheckIn}, From: day, To: day})
		slices.Reverse(of)
		found = append(found, of...)
	}
	return found[:min(most, len(found))]
}

// ThisWeek counts the entries of this week up to today, without plans.
func ThisWeek(j *journal.Journal, first time.Weekday) int {
	today := journal.DateOf(j.Now())
	back := (int(today.In(j.Now().Location()).Weekday()) - int(first) + 7) % 7
	return j.Count(journal.Query{Types: []journal.Type{journal.Experience, journal.CheckIn}, From: today.AddDays(-back), To: today})
}
