package describe

import (
	"strconv"
	"strings"
	"time"

	"enactive/journal"
	"enactive/journal/insight"
	"enactive/journal/wording"
)

// The captions of the documents that are handed on.
const (
	HandoutLookBack = wording.Text("a-look-back")
	HandoutProgress = wording.Text("progress-report")
	HandoutShows    = wording.Text("what-your-entries-show")
	HandoutWhat     = wording.Text("what-you-tried")
	HandoutTried    = wording.Text("what-was-tried-and-what-came-of-it")
	HandoutIfThens  = wording.Text("if-then-plans")
	HandoutPlans    = wording.Text("plans-and-how-they-went")
	HandoutStrategy = wording.Text("a-strategy")
	HandoutPerson   = wording.Text("person")
	HandoutObstacle = wording.Text("obstacle")
	HandoutOvercome = wording.Text("overcome")
	HandoutPlan     = wording.Text("plan-noun")
	HandoutTimes    = wording.Text("times")
	HandoutCame     = wording.Text("what-came-of-it")
	HandoutOutcome  = wording.Text("outcome")
	HandoutDate     = wording.Text("date-noun")
	HandoutArea     = wording.Text("area")
	HandoutEntry    = wording.Text("entry-noun")
	HandoutBefore   = wording.Text("sure-before")
	HandoutAfter    = wording.Text("sure-after")
	HandoutPerform  = wording.Text("performance")
	HandoutStress   = wording.Text("stress")
	HandoutOpen     = wording.Text("still-open")
	HandoutSomeone  = wording.Text("someone-inline")
	HandoutDone     = wording.Text("goal-reached-mark")
)

// HandoutRange names the days of a document as people do, such as "October 2026"; empty if they are
// unbounded.
func HandoutRange(from, to journal.Date) string {
	if from.IsZero() || to.IsZero() {
		return DocumentDays(from, to)
	}
	first, last := from.In(time.UTC), to.In(time.UTC)
	whole := from.Day == 1 && to.AddDays(1).Day == 1
	months := (to.Year-from.Year)*12 + int(to.Month-from.Month) + 1
	switch {
	case whole && months == 1:
		return wording.MonthYear(first)
	case whole && months == 12 && from.Month == time.January:
		return wording.Say("the-year-year", wording.V{"Year": strconv.Itoa(from.Year)})
	case whole && months == 3 && from.Year == to.Year:
		return wording.Say("from-to-to-months", wording.V{"From": wording.MonthName(from.Month), "To": wording.MonthYear(last)})
	}
	return DocumentDays(from, to)
}

// HandoutMonth is the heading of a month.
func HandoutMonth(d journal.Date) string { return wording.MonthYear(d.In(time.UTC)) }

// HandoutDay is a day in a table or beside an entry.
func HandoutDay(t time.Time) string { return wording.ShortDay(t) }

// HandoutLeftOut says which parts a document leaves out by choice, and how it names people; empty if it
// leaves nothing out.
func HandoutLeftOut(out []journal.Section, names journal.NameStyle) string {
	var parts []string
	for _, s := range journal.Sections() {
		for _, left := range out {
			if left == s {
				parts = append(parts, sectionInline(s))
			}
		}
	}
	if names == journal.NoNames {
		parts = append(parts, wording.Say("names-of-people-inline"))
	}
	var said []string
	if len(parts) > 0 {
		said = append(said, wording.Say("left-out-by-choice-parts", wording.V{"Parts": wording.List(parts...)}))
	}
	if names == journal.Initials {
		said = append(said, wording.Say("people-are-named-by-their-initials"))
	}
	return wording.Sentences(said...)
}

func sectionInline(s journal.Section) string {
	return wordFor(s, map[journal.Section]wording.Text{
		journal.ChartsSection: wording.Text("charts-inline"), journal.TablesSection: wording.Text("tables-inline"), journal.WordsSection: wording.Text("quotations-inline"),
		journal.EntriesSection: wording.Text("entries-inline"), journal.NotesSection: wording.Text("notes-inline"),
		journal.PhotosSection: wording.Text("photos-and-files-inline"),
	})
}

// HandoutMore names what more entries would tell, and how far each of these is.
func HandoutMore(titles []string, progress []insight.Progress) string {
	parts := make([]string, len(titles))
	for i, title := range titles {
		parts[i] = QuotedName(title)
		if far := Progress(progress[i]); far != "" {
			parts[i] = wording.Say("what-in-brackets", wording.V{"What": parts[i], "Note": far})
		}
	}
	return wording.Say("more-entries-would-also-tell-what", wording.V{"What": wording.List(parts...)})
}

// HandoutUnclear names what was looked at without a result.
func HandoutUnclear(titles []string) string {
	return wording.Say("looked-at-with-nothing-clear-what", wording.V{"What": quoted(titles)})
}

// HandoutTooFew names the insights for which there are too few entries.
func HandoutTooFew(titles []string) string {
	return wording.Say("not-enough-entries-yet-for-what", wording.V{"What": quoted(titles)})
}

func quoted(titles []string) string {
	names := make([]string, len(titles))
	for i, t := range titles {
		names[i] = QuotedName(t)
	}
	return wording.List(names...)
}

// HandoutBasis is the quiet line below a chart: of how many it is, how certain, and how it is computed.
func HandoutBasis(n int, f insight.Finding, method string) string {
	return wording.Sentences(wording.Say("n-equals-n", wording.V{"N": n}), Certainty(f), method)
}

// HandoutAttempts counts the attempts of an area by outcome; area may be empty.
func HandoutAttempts(area string, entries []*journal.Entry) string {
	text := wording.Count(len(entries), "n-attempts-in-all")
	if list := Outcomes(entries); list != "" {
		text = wording.Count(len(entries), "n-attempts-in-all-outcomes", wording.V{"Outcomes": list})
	}
	if area == "" {
		return text
	}
	return HandoutIn(area, text)
}

// HandoutIn puts the name of an area before a sentence.
func HandoutIn(area, sentence string) string {
	return wording.Say("area-sentence", wording.V{"Area": area, "Sentence": sentence})
}

// Outcomes counts the outcomes of entries, such as "3 × success and 1 × setback"; empty without one.
func Outcomes(entries []*journal.Entry) string {
	counts := map[journal.Outcome]int{}
	for _, e := range entries {
		counts[e.Outcome]++
	}
	var list []string
	for _, o := range journal.Outcomes() {
		if n := counts[o]; n > 0 {
			list = append(list, wording.Say("n-outcome", wording.V{"N": n, "Outcome": OutcomeWord(o)}))
		}
	}
	return wording.List(list...)
}

// IfThens says what became of if-then plans.
func IfThens(f insight.IfThens) string {
	return wording.Say("came-up-held-helped", wording.V{"Came": f.Came, "Held": f.Held, "Helped": f.Helped})
}

// HandoutNewest says that a list has only the newest of all.
func HandoutNewest(shown, all int) string {
	return wording.Say("the-newest-shown-of-all", wording.V{"Shown": shown, "All": all})
}

// HandoutFrequent says that a list has only the most frequent of all.
func HandoutFrequent(shown, all int) string {
	return wording.Say("the-most-frequent-shown-of-all", wording.V{"Shown": shown, "All": all})
}

// HandoutQuotations says by which rule texts were chosen: lessons, or all that was written.
func HandoutQuotations(lessons bool, shown, all int) string {
	v := wording.V{"Shown": shown, "All": all}
	if lessons {
		return wording.Say("lessons-in-order-newest-shown-of-all", v)
	}
	return wording.Say("texts-in-order-newest-shown-of-all", v)
}

// HandoutSource says of what a quotation is, and when it was.
func HandoutSource(t time.Time, title string) string {
	return wording.Say("day-title-source", wording.V{"Day": wording.Day(t), "Title": title})
}

// HandoutReview says of which days a review is; area is empty for all.
func HandoutReview(from, to journal.Date, area string) string {
	text := wording.Say("review-of-days", wording.V{"Days": HandoutRange(from, to)})
	if area == "" {
		return text
	}
	return text + separator + area
}

// HandoutGoal words a goal: what is to be reached, and whether it was; target is its number in words, or
// empty.
func HandoutGoal(g journal.Goal, target string) string {
	text := g.Text
	if target != "" {
		text = detailed(text, target)
	}
	if g.Done {
		text = wording.Say("what-in-brackets", wording.V{"What": text, "Note": HandoutDone.String()})
	}
	return text
}

// HandoutStep words an if-then step.
func HandoutStep(a journal.Action) string {
	return wording.Say("if-if-then-then", wording.V{"If": a.If, "Then": a.Then})
}

// Rated formats a rating for a table, empty without one.
func Rated(v journal.OptRating) string {
	x, ok := v.Get()
	if !ok {
		return ""
	}
	return whole(x)
}

// QuotedName is a name in quotation marks.
func QuotedName(name string) string { return wording.Say("quoted-name", wording.V{"Name": name}) }

// NoteHeading is the name of a note.
func NoteHeading() string { return fields["note"].Heading.String() }

// FilesPart is the name of the files of an entry.
func FilesPart() string { return wording.Say("photos-and-files") }

// EvidenceBeside is the label of an entry where its outcome does not say as much already.
func EvidenceBeside(e *journal.Entry) string {
	switch label, _ := e.Evidence(); label {
	case insight.Partly, insight.PlainSetback:
		return ""
	}
	label, _ := Evidence(e)
	return label
}

// ObstacleCame says what became of an obstacle with an if-then plan.
func ObstacleCame(o *journal.Obstacle) string { return strings.Join(obstacleAnswers(o), separator) }

// CountIfThens adds the if-then plans of an entry to f, as they were answered afterwards.
func CountIfThens(e *journal.Entry, f *insight.IfThens) {
	for i := range e.Obstacles {
		e.Obstacles[i].Count(f)
	}
}

// ExperimentShort says in one sentence how far an experiment is, or whether it found something.
func ExperimentShort(a *ExperimentAccount) string {
	if a.Result == nil {
		return ExperimentRunning(a.Course, journal.Date{})
	}
	return pairsShort(*a.Result, a.Decides)
}
