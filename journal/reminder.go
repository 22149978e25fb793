package journal

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"enactive/journal/fault"
	"enactive/journal/vault"
	"enactive/journal/weekly"
)

// ReminderID identifies a reminder. It is stable, so that a calendar that imports a reminder again
// changes its event instead of adding another.
type ReminderID string

// Reminder is something that a person wants to be reminded of every week. It is sealed as entries
// are; only its days and its time may be given to the desktop.
type Reminder struct {
	ID    ReminderID
	About ReminderAbout
	// Text is what it says, such as an if-then step; it may be empty for a reminder to write.
	Text string
	// Area is the area that it belongs to, or empty. An area that is gone is not named any more.
	Area              AreaID
	When              weekly.Time
	Created, Modified time.Time
}

// ReminderAbout is what a reminder is about.
type ReminderAbout string

// What reminders are about: writing, and a step such as "if it rains, then I run in the hall".
const (
	AboutWriting ReminderAbout = "writing"
	AboutStep    ReminderAbout = "step"
)

// ReminderAbouts lists what reminders can be about, in display order.
func ReminderAbouts() []ReminderAbout { return []ReminderAbout{AboutWriting, AboutStep} }

// MaxReminders is the maximum number of reminders in a journal.
const MaxReminders = 100

// ErrNoReminder is returned for an id that no reminder has.
const ErrNoReminder fault.Kind = "there-is-no-such-reminder"

type reminderItem struct {
	Reminder
	rec vault.RecordID
}

// Reminders returns all reminders by their time in the week, from Monday on.
func (j *Journal) Reminders() []Reminder {
	j.mu.RLock()
	defer j.mu.RUnlock()
	all := make([]Reminder, 0, len(j.reminders))
	for _, r := range j.reminders {
		all = append(all, r.Reminder)
	}
	slices.SortFunc(all, func(a, b Reminder) int {
		return cmp.Or(cmp.Compare(a.firstMinute(), b.firstMinute()), cmp.Compare(a.When.Minute, b.When.Minute), strings.Compare(Fold(a.Text), Fold(b.Text)), cmp.Compare(a.ID, b.ID))
	})
	return all
}

// firstMinute is the minute of the week, from Monday on, at which a reminder comes first.
func (r *Reminder) firstMinute() int {
	for i := range 7 {
		if r.When.Days.Has((time.Monday + time.Weekday(i)) % 7) {
			return i*24*60 + r.When.Minute
		}
	}
	return r.When.Minute
}

// Reminder returns the reminder with that id.
func (j *Journal) Reminder(id ReminderID) (Reminder, bool) {
	r, ok := j.reminderItem(id)
	if !ok {
		return Reminder{}, false
	}
	return r.Reminder, true
}

func (j *Journal) reminderItem(id ReminderID) (*reminderItem, bool) {
	j.mu.RLock()
	defer j.mu.RUnlock()
	r, ok := j.reminders[id]
	return r, ok
}

// SaveReminder adds or changes a reminder as one undo step and returns it as stored. One without an
// ID is new.
func (j *Journal) SaveReminder(ctx context.Context, r Reminder) (Reminder, error) {
	saved, _, err := j.saveReminder(ctx, nil, r)
	return saved, err
}

// SaveReminderFrom saves a reminder that a form changed from base on; see SaveFrom.
func (j *Journal) SaveReminderFrom(ctx context.Context, base, r Reminder) (Reminder, Meanwhile, error) {
	return j.saveReminder(ctx, &base, r)
}

func (j *Journal) saveReminder(ctx context.Context, base *Reminder, r Reminder) (_ Reminder, m Meanwhile, err error) {
	j.writing.Lock()
	defer j.writing.Unlock()
	if r, err = CheckReminder(r); err != nil {
		return Reminder{}, m, err
	}
	now := wholeSeconds(j.now())
	old, ok := j.reminderItem(r.ID)
	if !ok && r.ID != "" {
		if base == nil || sameDocument(j.codec, base, &r) {
			return Reminder{}, m, fmt.Errorf("saving a reminder: %w", ErrNoReminder)
		}
		m.Back = true
	}
	ed, what := edit{}, stepAddReminder
	var changed *since
	if ok {
		ed.rec, ed.before, what = old.rec, &old.Reminder, stepChangeReminder
		if r.Created = old.Created; base != nil {
			was := checkedOr(CheckReminder, *base)
			was.Created = old.Created
			if changed, err = j.since(ed, &was, &r); err != nil {
				return Reminder{}, m, fmt.Errorf("saving a reminder: %w", err)
			}
			if m = changed.Meanwhile; changed.changedNothing() {
				return old.Reminder, m, nil
			}
			if r, err = CheckReminder(*changed.doc.(*Reminder)); err != nil {
				return Reminder{}, m, err
			}
		}
	} else if err := j.newReminder(&r, &ed, now); err != nil {
		return Reminder{}, m, err
	}
	if _, ok := j.areaItem(r.Area); r.Area != "" && !ok {
		return Reminder{}, m, fmt.Errorf("saving a reminder: %w", ErrNoArea)
	}
	r.Modified = now
	ed.after = &r
	if err := changed.mark(&ed); err != nil {
		return Reminder{}, m, fmt.Errorf("saving a reminder: %w", err)
	}
	return r, m, j.do(ctx, step{StepName: StepName{Kind: what}, edits: []edit{ed}})
}

// newReminder gives a reminder that is added its id, its time and its record.
func (j *Journal) newReminder(r *Reminder, ed *edit, now time.Time) (err error) {
	if n := len(j.Reminders()); n >= MaxReminders {
		return tooMany("reminders", n+1)
	}
	if r.ID == "" {
		id, err := j.NewEntryID()
		if err != nil {
			return err
		}
		r.ID = ReminderID(id)
	}
	r.Created = now
	ed.rec, err = j.vault.NewID()
	return err
}

// RemoveReminder removes a reminder as one undo step.
func (j *Journal) RemoveReminder(ctx context.Context, id ReminderID) error {
	j.writing.Lock()
	defer j.writing.Unlock()
	old, ok := j.reminderItem(id)
	if !ok {
		return fmt.Errorf("removing a reminder: %w", ErrNoReminder)
	}
	return j.do(ctx, step{StepName: StepName{Kind: stepRemoveReminder}, edits: []edit{{rec: old.rec, before: &old.Reminder}}})
}

// remindersMoved are the edits by which the reminders of an area belong to another one.
func (j *Journal) remindersMoved(from, into AreaID, now time.Time) []edit {
	var edits []edit
	for _, r := range j.Reminders() {
		if r.Area != from {
			continue
		}
		old, _ := j.reminderItem(r.ID)
		r.Area, r.Modified = into, now
		edits = append(edits, edit{rec: old.rec, before: &old.Reminder, after: &r})
	}
	return edits
}

// CheckReminder returns r as it will be stored, without looking for its area. An invalid value is a
// *FieldError.
func CheckReminder(r Reminder) (Reminder, error) {
	if r.About == "" {
		r.About = AboutWriting
	}
	r.Text = oneLine(r.Text)
	switch {
	case len(r.Text) > MaxLine:
		return Reminder{}, tooLong("text", r.Text, MaxLine)
	case r.About == AboutStep && r.Text == "":
		return Reminder{}, &FieldError{Field: "text", Want: fault.Text("a-few-words-such-as-if-it-rains")}
	case r.When.Days == 0 || r.When.Days > weekly.Everyday:
		return Reminder{}, &FieldError{Field: "days", Want: fault.Text("at-least-one-day-of-the-week")}
	case !r.When.IsValid():
		return Reminder{}, &FieldError{Field: "time", Want: fault.Text("a-time-of-day-such-as-19-00")}
	}
	return r, allOf("about", []ReminderAbout{r.About}, ReminderAbouts())
}

type reminderDoc struct {
	ID       string `cbor:"1,keyasint"`
	About    string `cbor:"2,keyasint"`
	Text     string `cbor:"3,keyasint,omitempty"`
	Area     string `cbor:"4,keyasint,omitempty"`
	Days     uint8  `cbor:"5,keyasint"`
	Minute   int    `cbor:"6,keyasint,omitempty"`
	Created  stamp  `cbor:"7,keyasint,omitzero"`
	Modified stamp  `cbor:"8,keyasint,omitzero"`
}

func (r *Reminder) encoded(c *codec) ([]byte, error) {
	return c.encode(docReminder, reminderDoc{string(r.ID), string(r.About), r.Text, string(r.Area), uint8(r.When.Days), r.When.Minute, stampOf(r.Created), stampOf(r.Modified)})
}

func (c *codec) decodeReminder(body []byte) (*Reminder, error) {
	var d reminderDoc
	if err := c.decode(body, &d); err != nil {
		return nil, err
	}
	return &Reminder{ID: ReminderID(d.ID), About: ReminderAbout(d.About), Text: d.Text, Area: AreaID(d.Area), When: weekly.Time{Days: weekly.Days(d.Days), Minute: d.Minute},
		Created: c.zones.time(d.Created), Modified: c.zones.time(d.Modified)}, nil
}
