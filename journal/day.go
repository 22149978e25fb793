package journal

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"enactive/journal/fault"
	"enactive/journal/vault"
)

// Day holds the values of the measures of a calendar day, such as the night before it, and a note.
type Day struct {
	Date   Date
	Values []MeasureValue
	// Note is a text about the day.
	Note     string
	Created  time.Time
	Modified time.Time
}

type dayItem struct {
	Day
	rec vault.RecordID
}

func (d *Day) isEmpty() bool { return len(d.Values) == 0 && d.Note == "" }

// SaveDay stores the values and the note of a day as one undo step, replacing those that it has,
// and returns it as stored. One without values and note is removed. An invalid value is a
// *FieldError.
func (j *Journal) SaveDay(ctx context.Context, d Day) (Day, error) {
	saved, _, err := j.saveDay(ctx, nil, d, nil)
	return saved, err
}

// SaveDayFrom saves a day that a form changed from base on, which is empty if there was none; see SaveFrom.
// The files are attached to it in the same step, also to one without values and note; after an error they
// are still prepared.
func (j *Journal) SaveDayFrom(ctx context.Context, base, d Day, files ...*Prepared) (Day, Meanwhile, error) {
	return j.saveDay(ctx, &base, d, files)
}

func (j *Journal) saveDay(ctx context.Context, base *Day, d Day, files []*Prepared) (_ Day, m Meanwhile, err error) {
	j.writing.Lock()
	defer j.writing.Unlock()
	now := wholeSeconds(j.now())
	edits, m, err := j.dayChange(base, d, now)
	if err != nil {
		return Day{}, m, err
	}
	_, attached, err := j.attaching(Holder{Day: d.Date}, now, files)
	if err != nil {
		return Day{}, m, err
	}
	what := StepName{Kind: stepSaveDay}
	if len(edits) == 0 {
		what = StepName{Kind: stepAttach, N: len(attached)}
	}
	if edits = append(edits, attached...); len(edits) > 0 {
		if err := j.do(ctx, step{StepName: what, edits: edits}); err != nil {
			return Day{}, m, err
		}
	}
	j.discardAll(files)
	stored, _ := j.Day(d.Date)
	stored.Date = d.Date
	return stored, m, nil
}

// dayChange returns the edit that stores a day: as it is, or as a form changed it from base on. There is none
// if that changes nothing.
func (j *Journal) dayChange(base *Day, d Day, now time.Time) (_ []edit, m Meanwhile, err error) {
	var changed *since
	if base != nil {
		if changed, err = j.sinceDay(*base, d); err != nil {
			return nil, m, err
		}
		if m = changed.Meanwhile; changed.changedNothing() {
			return nil, m, nil
		}
		d = *changed.doc.(*Day)
	}
	ed, err := j.dayEdit(d, false, now, j.measureOf(nil))
	if err != nil {
		return nil, m, err
	}
	after, stays := ed.after.(*Day)
	if !stays && ed.before == nil || stays && ed.before != nil && after.equal(ed.before.(*Day)) && m.Twice == 0 {
		return nil, m, nil
	}
	if err := changed.mark(&ed); err != nil {
		return nil, m, fmt.Errorf("saving a day: %w", err)
	}
	return []edit{ed}, m, nil
}

// sinceDay applies what a form changed of a day to the stored one.
func (j *Journal) sinceDay(base, d Day) (*since, error) {
	d, err := CheckDay(d)
	if err != nil {
		return nil, err
	}
	base = checkedOr(CheckDay, base)
	base.Date, base.Created = d.Date, d.Created
	stored := edit{}
	if old, ok := j.dayItem(d.Date); ok {
		stored.rec, stored.before = old.rec, &old.Day
		base.Created, d.Created = old.Created, old.Created
	}
	return j.since(stored, &base, &d)
}

func (d *Day) equal(o *Day) bool { return d.Note == o.Note && slices.Equal(d.Values, o.Values) }

// CheckDay returns d as it will be stored, without looking at its measures. An invalid value is a
// *FieldError.
func CheckDay(d Day) (Day, error) {
	if err := checkDate("day", d.Date); err != nil {
		return Day{}, err
	}
	if d.Note = cleanText(d.Note); strings.TrimSpace(d.Note) == "" {
		d.Note = ""
	}
	if len(d.Note) > MaxText {
		return Day{}, tooLong("note", d.Note, MaxText)
	}
	for _, t := range []struct {
		field string
		t     *time.Time
	}{{"created", &d.Created}, {"modified", &d.Modified}} {
		if err := checkTime(t.field, t.t); err != nil {
			return Day{}, err
		}
	}
	return d, nil
}

// dayEdit returns the edit that stores d in place of what the journal has for that day. A journal has
// stored its values before if stored is set; they may then be outside a range that has changed since.
func (j *Journal) dayEdit(d Day, stored bool, now time.Time, which func(MeasureID) (*Measure, bool)) (edit, error) {
	d, err := CheckDay(d)
	if err != nil {
		return edit{}, err
	}
	if tomorrow := DateOf(now).AddDays(1); tomorrow.Before(d.Date) {
		return edit{}, &FieldError{Field: "day", Value: d.Date.String(), Want: fault.Text("a-day-that-has-come")}
	}
	old, exists := j.dayItem(d.Date)
	var had []MeasureValue
	if exists {
		had = old.Values
	}
	if stored {
		d.Values, err = checkStoredValues(d.Values, which)
	} else {
		d.Values, err = checkValues(d.Values, had, which)
	}
	if err != nil {
		return edit{}, err
	}
	for _, v := range d.Values {
		if m, _ := which(v.Measure); !m.OfDay && !stored && !slices.Contains(had, v) {
			return edit{}, &FieldError{Field: m.Name, Value: m.Format(v.Value), Want: fault.Text("on-an-entry-it-is-no-measure-of-days")}
		}
	}
	ed := edit{}
	if exists {
		ed.rec, ed.before = old.rec, &old.Day
		d.Created = old.Created
		d.Modified = now
	} else if ed.rec, err = j.vault.NewID(); err != nil {
		return edit{}, fmt.Errorf("saving a day: %w", err)
	}
	if d.Created.IsZero() {
		d.Created = now
	}
	if d.Modified.IsZero() {
		d.Modified = now
	}
	if !d.isEmpty() {
		ed.after = &d
	}
	return ed, nil
}

// newDays returns the edits that store the days of b. A day that the journal has gets the values
// that it lacks; a value that it has stays, and its note as well.
func (j *Journal) newDays(b Batch, with batchContext) ([]edit, error) {
	edits := make([]edit, 0, len(b.Days))
	seen := map[Date]bool{}
	for _, d := range b.Days {
		if seen[d.Date] {
			return nil, fmt.Errorf("saving days: the day %s is there twice", d.Date)
		}
		seen[d.Date] = true
		stored := !d.Created.IsZero()
		if old, exists := j.dayItem(d.Date); exists {
			both := old.Day
			for _, v := range d.Values {
				if !ValueOf(both.Values, v.Measure).IsSet() {
					both.Values = append(slices.Clip(both.Values), v)
				}
			}
			if both.Note == "" {
				both.Note = d.Note
			}
			d = both
		}
		ed, err := j.dayEdit(d, stored, with.now, with.which)
		if err != nil {
			return nil, fmt.Errorf("the day %s: %w", d.Date, err)
		}
		after, stays := ed.after.(*Day)
		if !stays || ed.before != nil && after.equal(ed.before.(*Day)) {
			continue
		}
		edits = append(edits, ed)
	}
	return edits, nil
}

// Day returns what a day has; ok is false if it has nothing. Its values are shared and must not be
// changed.
func (j *Journal) Day(date Date) (Day, bool) {
	d, ok := j.dayItem(date)
	if !ok {
		return Day{}, false
	}
	return d.Day, true
}

// Days returns the days from one to another, inclusive and unbounded if zero, that have a value or
// a note, oldest first.
func (j *Journal) Days(from, to Date) []Day {
	j.mu.RLock()
	defer j.mu.RUnlock()
	all := make([]Day, 0, len(j.days))
	for _, d := range j.days {
		if d.Date.IsWithin(from, to) {
			all = append(all, d.Day)
		}
	}
	slices.SortFunc(all, func(a, b Day) int { return a.Date.Compare(b.Date) })
	return all
}

// DaysNoted returns the days whose notes contain every word of q.Text, from q.From to q.To, in the order
// that q.Newest says. They belong to no area and have nothing else that q may ask for: a query without
// words, or with any other condition, has none.
func (j *Journal) DaysNoted(q Query) []Day {
	words := strings.Fields(Fold(q.Text))
	conditions := len(q.Types) + len(q.Kinds) + len(q.Outcomes) + len(q.Sources) + len(q.Tags) + len(q.People) + len(q.Strategies) + len(q.IDs) + len(q.Tests)
	if len(words) == 0 || conditions > 0 || q.Area != "" || q.InBin {
		return nil
	}
	days := slices.DeleteFunc(j.Days(q.From, q.To), func(d Day) bool {
		note := Fold(d.Note)
		return slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(note, w) })
	})
	if q.Newest {
		slices.Reverse(days)
	}
	return days
}

func (j *Journal) dayItem(date Date) (*dayItem, bool) {
	j.mu.RLock()
	defer j.mu.RUnlock()
	d, ok := j.days[date]
	return d, ok
}
