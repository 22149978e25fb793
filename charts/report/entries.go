package report

import (
	"slices"
	"strings"
	"time"

	"enactive/charts/report/compose"
	"enactive/journal"
	"enactive/journal/describe"
)

// longMonths is up to how many months a journal is divided by days alone.
const longMonths = 1

// listedDays is how far apart the first and the last day may be for days to be listed in the contents.
const listedDays = 14

// entries are the entries: as an appendix by month, or, in a journal, by day.
func (b *book) entries(o *out) {
	if !b.has(journal.EntriesSection) {
		return
	}
	w := &entryWriter{book: b, out: o, isJournal: b.told.Handout.Kind == journal.JournalHandout, isLong: b.monthsOf() > longMonths, days: b.noted()}
	for _, raw := range b.raw() {
		if o.stopped {
			return
		}
		w.add(raw)
	}
	w.end()
}

// entryWriter tells entries in their order.
type entryWriter struct {
	*book
	out               *out
	isJournal, isLong bool
	begun             bool
	month             journal.Date // that was begun
	day               journal.Date // that was headed
	days              []journal.Day
	// numbers are the entries that are numbers alone and wait for their table, and later those with words
	// that wait for it, in an appendix.
	numbers []*journal.Entry
	later   []*journal.Entry
	// noted are the days with values or photos of an appendix that wait for their table.
	noted []journal.Day
}

func (w *entryWriter) add(raw *journal.Entry) {
	day := raw.Day()
	w.daysBefore(day)
	w.begin(day)
	if !w.isJournal {
		if w.isNumbersAlone(w.entry(raw)) {
			w.numbers = append(w.numbers, raw)
		} else {
			w.later = append(w.later, raw)
		}
		return
	}
	hasDay := len(w.days) > 0 && w.days[0].Date == day
	if !hasDay && day != w.day && w.isNumbersAlone(w.entry(raw)) {
		w.numbers = append(w.numbers, raw)
		return
	}
	w.table()
	w.head(day)
	w.out.put(w.entryOf(w.entry(raw)))
}

// begin begins the part of a month, or of all entries.
func (w *entryWriter) begin(day journal.Date) {
	month := journal.Date{Year: day.Year, Month: day.Month, Day: 1}
	if w.begun && month == w.month {
		return
	}
	w.flush()
	title, name := describe.DocumentEntries.String(), describe.HandoutMonth(month)
	switch {
	case w.isJournal && w.isLong:
		w.out.put(compose.Heading{Level: 1, Text: name, Running: w.runningMonth(name), NewPage: true})
	case !w.begun:
		w.out.put(compose.Heading{Level: 1, Text: title, Running: w.running(title), NewPage: true})
	}
	if !w.isJournal && w.isLong {
		w.out.put(compose.Heading{Level: 2, Text: name, Running: title + " · " + name, Short: name})
	}
	w.begun, w.month = true, month
}

// runningMonth is the head of the pages of a month.
func (w *entryWriter) runningMonth(name string) string {
	if w.isOfOne() {
		return w.areas[0].Name + " · " + name
	}
	return name
}

// flush tells what waits.
func (w *entryWriter) flush() {
	w.table()
	for _, raw := range w.later {
		w.out.put(w.entryOf(w.entry(raw)))
	}
	w.later = w.later[:0]
	if slices.ContainsFunc(w.noted, w.hasWords) {
		w.out.put(w.daysTable())
	}
	for _, d := range w.noted {
		if e, ok := w.photosOf(d.Date); ok {
			w.out.put(e)
		}
	}
	w.noted = w.noted[:0]
}

// daysTable is a table of the days with values or a note.
func (w *entryWriter) daysTable() compose.Table {
	values, note := describe.MeasuresPart("").Name, describe.NoteHeading()
	t := compose.Table{Lines: true, Columns: []compose.Column{{Name: describe.HandoutDate.String(), Head: true}, {Name: values, Share: 3}}}
	hasNote := slices.ContainsFunc(w.noted, func(d journal.Day) bool { return d.Note != "" })
	if hasNote {
		t.Columns = append(t.Columns, compose.Column{Name: note, Share: 4})
	}
	for _, d := range w.noted {
		if !w.hasWords(d) {
			continue // its photos follow
		}
		row := []string{describe.DayMonth(d.Date.In(time.UTC)), describe.Values(d.Values, w.measures)}
		if hasNote {
			row = append(row, d.Note)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// fewestNumbers is from how many entries on those that are numbers alone make a table in a journal.
const fewestNumbers = 3

// table tells the entries that are numbers alone: as a table, or, in a journal, a few of them as the others.
func (w *entryWriter) table() {
	if len(w.numbers) == 0 {
		return
	}
	if w.isJournal && len(w.numbers) < fewestNumbers {
		for _, raw := range w.numbers {
			w.head(raw.Day())
			w.out.put(w.entryOf(w.entry(raw)))
		}
		w.numbers = w.numbers[:0]
		return
	}
	w.out.put(w.numbersTable())
	w.numbers, w.day = w.numbers[:0], journal.Date{}
}

// end tells what is left.
func (w *entryWriter) end() {
	w.daysBefore(journal.Date{})
	w.flush()
}

// daysBefore tells the days before another one, or all if it is zero, that have values and no entry.
func (w *entryWriter) daysBefore(day journal.Date) {
	for len(w.days) > 0 && !w.out.stopped && (day.IsZero() || w.days[0].Date.Before(day)) {
		d := w.days[0]
		w.begin(d.Date)
		if !w.isJournal {
			w.noted, w.days = append(w.noted, d), w.days[1:]
			continue
		}
		w.table()
		w.head(d.Date)
	}
}

// head begins a day with its values and its note.
func (w *entryWriter) head(day journal.Date) {
	if day == w.day {
		return
	}
	w.day = day
	w.out.put(compose.Heading{Level: 2, Text: describe.DocumentDay(day), Unlisted: w.isLong || w.first.AddDays(listedDays).Before(w.last)})
	if len(w.days) == 0 || w.days[0].Date != day {
		return
	}
	d := w.days[0]
	w.days = w.days[1:]
	e := compose.Entry{Facts: describe.Values(d.Values, w.measures)}
	if d.Note != "" {
		e.Parts = []compose.Part{{Name: describe.NoteHeading(), Text: d.Note}}
	}
	w.attach(&e, journal.Holder{Day: day})
	w.out.put(e)
}

// isNumbersAlone reports whether an entry has nothing in words but a title and tags, and no photo or file.
func (w *entryWriter) isNumbersAlone(e *journal.Entry) bool {
	texts := len(e.Obstacles) + len(e.Sacrifices) + len(e.Lessons) + len(e.Strategies) + len(e.People) + len(e.Answers)
	return texts == 0 && strings.TrimSpace(e.Intention+e.Happened+e.Note) == "" && len(w.attached(journal.Holder{Entry: e.ID})) == 0
}

// numbersTable is a table of entries that are numbers alone. What no entry has makes no column,
// nor do entries without a title.
func (w *entryWriter) numbersTable() compose.Table {
	type cells struct {
		col compose.Column
		of  func(*journal.Entry) string
	}
	right := func(name string, of func(*journal.Entry) journal.OptRating) cells {
		return cells{compose.Column{Name: name, Right: true}, func(e *journal.Entry) string { return describe.Rated(of(e)) }}
	}
	all := []cells{
		{compose.Column{Name: describe.HandoutDate.String(), Head: true}, func(e *journal.Entry) string { return describe.DayMonth(e.Time) + " " + describe.Clock(e.Time) }},
		{compose.Column{Name: describe.HandoutArea.String(), Share: 2}, func(e *journal.Entry) string {
			if w.hasOneArea() {
				return ""
			}
			return w.areaName(e.Area)
		}},
		{compose.Column{Name: describe.HandoutEntry.String(), Share: 4}, w.whatOf},
		right(describe.HandoutBefore.String(), func(e *journal.Entry) journal.OptRating { return e.EfficacyBefore }),
		right(describe.HandoutPerform.String(), performanceOf),
		right(describe.HandoutStress.String(), stressOf),
		right(describe.HandoutAfter.String(), func(e *journal.Entry) journal.OptRating { return e.EfficacyAfter }),
		{compose.Column{Name: describe.HandoutOutcome.String(), Share: 1.5}, func(e *journal.Entry) string { return describe.OutcomeWord(e.Outcome) }},
	}
	t := compose.Table{Lines: true, Rows: make([][]string, len(w.numbers))}
	told := make([]*journal.Entry, len(w.numbers))
	for i, raw := range w.numbers {
		told[i] = w.entry(raw)
	}
	unnamed := describe.TypeTitle(journal.Experience)
	for _, c := range all {
		column, is := make([]string, len(told)), false
		for i, e := range told {
			column[i] = c.of(e)
			is = is || column[i] != "" && column[i] != unnamed
		}
		if !is {
			continue
		}
		t.Columns = append(t.Columns, c.col)
		for i := range column {
			t.Rows[i] = append(t.Rows[i], column[i])
		}
	}
	return t
}

// whatOf names an entry that is numbers alone, with the numbers that have no column.
func (w *entryWriter) whatOf(e *journal.Entry) string {
	rest := *e
	rest.Title = ""
	words := []string{describe.Heading(e)}
	if e.Kind != "" {
		words = append(words, describe.KindWord(e.Kind))
	}
	if e.Type != journal.Experience && e.Title != "" {
		words = append(words, describe.TypeWord(e.Type))
	}
	rest.EfficacyBefore = journal.OptRating{}
	for _, p := range describe.Parts(&rest) {
		words = append(words, p.Text)
	}
	return joined(append(words, describe.Values(e.Measures, w.measures))...)
}

// entryOf is an entry with its words.
func (w *entryWriter) entryOf(e *journal.Entry) compose.Entry {
	rest := withoutHeading(e)
	parts := describe.Parts(&rest)
	if values := describe.Values(e.Measures, w.measures); values != "" {
		parts = append(parts, describe.MeasuresPart(values))
	}
	area := w.areaName(e.Area)
	if w.hasOneArea() {
		area = ""
	}
	facts := []string{area, describe.Kicker(e), describe.EvidenceBeside(e), describe.Numbers(e)}
	if len(parts) == 1 && hasOnlyNumbersBefore(e, parts[0]) {
		facts = append(facts[:len(facts)-1], describe.DocumentPart(parts[0]), describe.Numbers(e))
		parts = nil
	}
	side := describe.Clock(e.Time)
	if !w.isJournal {
		side = describe.DayMonth(e.Time)
	}
	out := compose.Entry{Side: side, Head: describe.Heading(e), Facts: joined(facts...)}
	for _, p := range parts {
		out.Parts = append(out.Parts, compose.Part{Name: p.Name, Text: p.Text})
	}
	w.attach(&out, journal.Holder{Entry: e.ID})
	return out
}

// withoutHeading returns the entry without the text that is all of its heading, so that an
// entry of one sentence does not say it twice.
func withoutHeading(e *journal.Entry) journal.Entry {
	rest := *e
	if e.Title != "" {
		return rest
	}
	for _, text := range []*string{&rest.Happened, &rest.Intention, &rest.Note} {
		if s := strings.TrimSpace(*text); s != "" {
			if s == describe.Heading(e) {
				*text = ""
			}
			break
		}
	}
	return rest
}

// hasOnlyNumbersBefore reports whether p, an entry's only part, is what was rated before
// it, which needs no line of its own.
func hasOnlyNumbersBefore(e *journal.Entry, p describe.Part) bool {
	return e.Type == journal.Experience && isSet(e.EfficacyBefore, e.StressExpected) && !strings.Contains(p.Text, "\n")
}
