package state

import (
	"context"
	"slices"
	"time"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/insight"
	"enactive/journal/wording"
)

// Term is a length of time that a review looks back on.
type Term string

// The terms of a review.
const (
	TermWeek    Term = "week"
	TermMonth   Term = "month"
	TermQuarter Term = "quarter"
	TermYear    Term = "year"
	TermDays    Term = "range"
)

// Terms lists the terms in the order of the page.
func Terms() []Term { return []Term{TermWeek, TermMonth, TermQuarter, TermYear, TermDays} }

// Words names the term.
func (s Term) Words() string {
	switch s {
	case TermWeek:
		return wording.Say("week")
	case TermMonth:
		return wording.Say("month")
	case TermQuarter:
		return wording.Say("quarter")
	case TermYear:
		return wording.Say("year")
	}
	return wording.Say("from-to")
}

// Around is the term that holds a day, both ends included. A week begins on first.
func (s Term) Around(day journal.Date, first time.Weekday) Range {
	switch s {
	case TermWeek:
		back := (int(day.In(time.UTC).Weekday()) - int(first) + 7) % 7
		from := day.AddDays(-back)
		return Range{from, from.AddDays(6)}
	case TermMonth:
		from := journal.Date{Year: day.Year, Month: day.Month, Day: 1}
		return Range{from, nextMonth(from, 1).AddDays(-1)}
	case TermQuarter:
		from := journal.Date{Year: day.Year, Month: (day.Month-1)/3*3 + 1, Day: 1}
		return Range{from, nextMonth(from, 3).AddDays(-1)}
	default:
		return Range{journal.Date{Year: day.Year, Month: 1, Day: 1}, journal.Date{Year: day.Year, Month: 12, Day: 31}}
	}
}

func nextMonth(d journal.Date, by int) journal.Date {
	return journal.DateOf(time.Date(d.Year, d.Month+time.Month(by), 1, 0, 0, 0, 0, time.UTC))
}

// Next is the term after or, for less than 0, before another one of its kind.
func (s Term) Next(r Range, by int, first time.Weekday) Range {
	if s == TermDays {
		long := int(r.To.In(time.UTC).Sub(r.From.In(time.UTC)).Hours()/24) + 1
		return Range{r.From.AddDays(by * long), r.To.AddDays(by * long)}
	}
	if by > 0 {
		return s.Around(r.To.AddDays(1), first)
	}
	return s.Around(r.From.AddDays(-1), first)
}

// Name names the days of a review as people do, such as "October 2026".
func (s Term) Name(r Range) string {
	from, to := r.From.In(time.UTC), r.To.In(time.UTC)
	switch s {
	case TermMonth:
		return wording.MonthYear(from)
	case TermQuarter:
		return wording.Say("from-to-to-months", wording.V{"From": wording.MonthName(from.Month()), "To": wording.MonthYear(to)})
	case TermYear:
		return wording.Say("the-year-year", wording.V{"Year": from.Format("2006")})
	}
	return wording.Say("from-to-to-days", wording.V{"From": wording.Day(from), "To": wording.Day(to)})
}

// ReviewLine is one line of a review: a fact, or a person's own words.
type ReviewLine struct {
	Text string
	// Own marks a person's own words.
	Own bool
	// Entry is the entry that it is from; "" for none.
	Entry journal.EntryID
	Area  journal.AreaID
}

// ReviewPart is one question of a review with the answers from the entries.
type ReviewPart struct {
	Title string
	Lines []ReviewLine
}

// Review summarizes the entries of some days, without claims of its own.
type Review struct {
	Range
	Area    journal.AreaID // "" is all
	Entries int
	Parts   []ReviewPart // tried, shown, in the way, gone badly, named, lessons, measured, next
	// Words are the person's own text, saved with the review.
	Words string
}

// How many single things a part of a review names at most.
const maxNamed = 8

// ReviewOf summarizes some days with facts, the person's own words, and the sentences of those
// insights that claim something. It ends early with the error of ctx.
func ReviewOf(ctx context.Context, j *journal.Journal, insights *Insights, r Range, area journal.AreaID) (Review, error) {
	review := Review{Range: r, Area: area}
	entries := j.Entries(journal.Query{Area: area, From: r.From, To: r.To})
	told := ofType(entries, journal.Experience)
	review.Entries = len(told) + len(ofType(entries, journal.CheckIn))
	if kept, ok := j.Review(r.From, r.To, area); ok {
		review.Words = kept.Text
	}
	shown, err := shownPart(ctx, j, insights, r, area, entries)
	if err != nil {
		return Review{}, err
	}
	review.Parts = []ReviewPart{triedPart(j, told, ofType(entries, journal.Plan)), shown, obstaclesPart(told), badPart(told), namedPart(told), lessonsPart(told), measuredPart(j, r, area, entries), nextPart(j, insights, r, area)}
	return review, nil
}

func ofType(entries []*journal.Entry, t journal.Type) []*journal.Entry {
	var out []*journal.Entry
	for _, e := range entries {
		if e.Type == t {
			out = append(out, e)
		}
	}
	return out
}

func facts(lines ...string) []ReviewLine {
	var out []ReviewLine
	for _, l := range lines {
		if l != "" {
			out = append(out, ReviewLine{Text: l})
		}
	}
	return out
}

// triedPart counts the attempts by area and outcome, and names the stretches.
func triedPart(j *journal.Journal, told, plans []*journal.Entry) ReviewPart {
	p := ReviewPart{Title: wording.Say("what-you-tried")}
	for _, a := range j.Areas() {
		var of []*journal.Entry
		for _, e := range told {
			if e.Area == a.ID {
				of = append(of, e)
			}
		}
		if len(of) == 0 {
			continue
		}
		var outcomes []string
		for _, o := range journal.Outcomes() {
			if n := howMany(of, func(e *journal.Entry) bool { return e.Outcome == o }); n > 0 {
				outcomes = append(outcomes, wording.Say("n-outcome", wording.V{"N": n, "Outcome": describe.OutcomeWord(o)}))
			}
		}
		v := wording.V{"Area": a.Name, "Outcomes": wording.List(outcomes...)}
		line := wording.Count(len(of), "area-n-attempts", v)
		if len(outcomes) > 0 {
			line = wording.Count(len(of), "area-n-attempts-outcomes", v)
		}
		p.Lines = append(p.Lines, ReviewLine{Text: line, Area: a.ID})
	}
	named := 0
	for _, e := range told {
		if named < maxNamed && (e.Kind == journal.KindStretch || e.Kind == journal.KindEvent) {
			named++
			p.Lines = append(p.Lines, ReviewLine{Text: wording.Say("kind-title", wording.V{"Kind": wording.Capital(describe.KindWord(e.Kind)), "Title": describe.Heading(e)}), Entry: e.ID, Area: e.Area})
		}
	}
	// A plan that is still ahead does not count.
	if n := howMany(plans, func(e *journal.Entry) bool { return !e.Time.After(j.Now()) }); n > 0 {
		p.Lines = append(p.Lines, facts(wording.Count(n, "n-plans-are-still-open"))...)
	}
	return p
}

func howMany(entries []*journal.Entry, is func(*journal.Entry) bool) int {
	n := 0
	for _, e := range entries {
		if is(e) {
			n++
		}
	}
	return n
}

// shownPart names the evidence in the successes, the belief at both ends, and the insights'
// claims about these days.
func shownPart(ctx context.Context, j *journal.Journal, insights *Insights, r Range, area journal.AreaID, entries []*journal.Entry) (ReviewPart, error) {
	p := ReviewPart{Title: wording.Say("what-your-entries-show")}
	named := 0
	for _, e := range entries {
		label, _ := e.Evidence()
		if named == maxNamed || label != insight.HardWon && label != insight.UnderLoad && label != insight.UsefulSetback {
			continue
		}
		named++
		p.Lines = append(p.Lines, ReviewLine{Text: wording.Say("label-title", wording.V{"Label": describe.EvidenceLabel(label), "Title": describe.Heading(e)}), Entry: e.ID, Area: e.Area})
	}
	for _, a := range j.Areas() {
		if area != "" && a.ID != area || !slices.ContainsFunc(entries, func(e *journal.Entry) bool { return e.Area == a.ID }) {
			continue
		}
		if first, last, n := beliefs(entries, a.ID); n > 1 {
			p.Lines = append(p.Lines, ReviewLine{Text: wording.Say("area-the-first-rating-of-your-belief",
				wording.V{"Area": a.Name, "First": wording.Number(first, 0), "Last": wording.Number(last, 0)}), Area: a.ID})
		}
		panels, err := insights.Panels(ctx, a.ID, r)
		if err != nil {
			return p, err
		}
		for _, panel := range panels.Shown {
			if panel.Finding == insight.Claim {
				p.Lines = append(p.Lines, ReviewLine{Text: wording.Say("area-sentence", wording.V{"Area": a.Name, "Sentence": lead(panel)}), Area: a.ID})
			}
		}
	}
	return p, nil
}

// beliefs are the first and the last rating of belief in an area, and how many there are.
func beliefs(entries []*journal.Entry, area journal.AreaID) (first, last float64, n int) {
	for _, e := range entries {
		if e.Area != area || e.Type == journal.Plan {
			continue
		}
		for _, v := range []journal.OptRating{e.EfficacyBefore, e.EfficacyAfter} {
			if x, ok := v.Get(); ok {
				if n == 0 {
					first = float64(x)
				}
				last = float64(x)
				n++
			}
		}
	}
	return first, last, n
}

// obstaclesPart names the obstacles, the most frequent first.
func obstaclesPart(told []*journal.Entry) ReviewPart {
	p := ReviewPart{Title: wording.Say("what-stood-in-the-way")}
	type met struct{ times, past int }
	all := map[string]met{}
	names := map[string]string{}
	for _, e := range told {
		for _, o := range e.Obstacles {
			if !o.CameUp() {
				continue
			}
			key := journal.Fold(o.Text)
			m := all[key]
			m.times++
			if o.Overcome {
				m.past++
			}
			all[key], names[key] = m, o.Text
		}
	}
	for _, key := range mostFrequent(all, func(m met) int { return m.times }) {
		m := all[key]
		p.Lines = append(p.Lines, facts(wording.Count(m.times, "what-came-up-n-times-past-of-them", wording.V{"What": names[key], "Past": m.past}))...)
	}
	return p
}

// badPart lists the attempts that ended badly: what stood in their way is only what was named.
func badPart(told []*journal.Entry) ReviewPart {
	p := ReviewPart{Title: wording.Say("setbacks-and-failures")}
	for _, e := range told {
		if (e.Outcome == journal.Setback || e.Outcome == journal.Failure) && len(p.Lines) < maxNamed {
			p.Lines = append(p.Lines, ReviewLine{Text: describe.Heading(e), Entry: e.ID, Area: e.Area})
		}
	}
	return p
}

// mostFrequent lists the keys of counts, the most frequent first.
func mostFrequent[T any](all map[string]T, times func(T) int) []string {
	keys := make([]string, 0, len(all))
	for k := range all {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	slices.SortStableFunc(keys, func(a, b string) int { return times(all[b]) - times(all[a]) })
	return keys[:min(maxNamed, len(keys))]
}

// namedPart names the people and the strategies that were named most often.
func namedPart(told []*journal.Entry) ReviewPart {
	p := ReviewPart{Title: wording.Say("named-most-often")}
	list := func(of func(*journal.Entry) []string) []string {
		times, names := map[string]int{}, map[string]string{}
		for _, e := range told {
			for _, s := range of(e) {
				times[journal.Fold(s)]++
				names[journal.Fold(s)] = s
			}
		}
		var out []string
		for _, key := range mostFrequent(times, func(n int) int { return n }) {
			out = append(out, wording.Say("name-n", wording.V{"Name": names[key], "N": times[key]}))
		}
		return out
	}
	people := list(func(e *journal.Entry) []string {
		var names []string
		for _, x := range e.People {
			names = append(names, x.Name)
		}
		return names
	})
	if len(people) > 0 {
		p.Lines = append(p.Lines, facts(wording.Say("people-names", wording.V{"Names": wording.List(people...)}))...)
	}
	if nerves := list(func(e *journal.Entry) []string { return e.Strategies }); len(nerves) > 0 {
		p.Lines = append(p.Lines, facts(wording.Say("for-nerves-names", wording.V{"Names": wording.List(nerves...)}))...)
	}
	return p
}

// lessonsPart has the newest lessons, in the person's own words.
func lessonsPart(told []*journal.Entry) ReviewPart {
	p := ReviewPart{Title: wording.Say("lessons")}
	for _, e := range slices.Backward(told) {
		for _, l := range e.Lessons {
			if len(p.Lines) < maxNamed {
				p.Lines = append(p.Lines, ReviewLine{Text: l, Own: true, Entry: e.ID, Area: e.Area})
			}
		}
	}
	return p
}

// longAgo is how many days after its end a review still looks ahead.
const longAgo = 31

// nextPart names the plans ahead, the open if-then steps, and the next step of an area.
func nextPart(j *journal.Journal, insights *Insights, r Range, area journal.AreaID) ReviewPart {
	p := ReviewPart{Title: wording.Say("what-comes-next")}
	today := journal.DateOf(j.Now())
	if r.To.AddDays(longAgo).Before(today) {
		return p // what came next is past
	}
	from, running := r.To.AddDays(1), !r.To.Before(today)
	if running { // some plans among these days are still ahead
		from = today
	}
	for _, e := range j.Entries(journal.Query{Area: area, Types: []journal.Type{journal.Plan}, From: from}) {
		if running && !e.Time.After(j.Now()) || len(p.Lines) == maxNamed {
			continue
		}
		p.Lines = append(p.Lines, ReviewLine{Text: wording.Say("day-plan", wording.V{"Day": DayWords(e.Day(), today), "Plan": describe.Heading(e)}), Entry: e.ID, Area: e.Area})
	}
	for _, a := range j.Areas() {
		if area != "" && a.ID != area || a.Archived {
			continue
		}
		if panels, ok := insights.Cached(a.ID, r); ok {
			if next := panels.Of("next_step"); next.Finding != insight.NotEnough && next.Text != "" {
				p.Lines = append(p.Lines, ReviewLine{Text: wording.Say("area-sentence", wording.V{"Area": a.Name, "Sentence": next.Text}), Area: a.ID})
			}
		}
		for _, g := range a.Goals {
			for _, s := range g.Actions {
				if !g.Done {
					p.Lines = append(p.Lines, ReviewLine{Text: wording.Say("if-if-then-then", wording.V{"If": s.If, "Then": s.Then}), Own: true, Area: a.ID})
				}
			}
		}
	}
	return p
}
