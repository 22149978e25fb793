package journal

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"enactive/journal/weekly"
)

func sundayEvening() weekly.Time {
	return weekly.Time{Days: weekly.DaysOf(time.Sunday), Minute: 19 * 60}
}

func mustSaveReminder(t *testing.T, j *Journal, r Reminder) Reminder {
	t.Helper()
	saved, err := j.SaveReminder(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

func TestRemindersAreStoredChangedAndRemoved(t *testing.T) {
	j, c, a := newTestJournal(t)
	told := 0
	j.Subscribe(func(c Change) {
		if c.Reminders {
			told++
		}
	})
	sunday := mustSaveReminder(t, j, Reminder{When: sundayEvening()})
	step := mustSaveReminder(t, j, Reminder{About: AboutStep, Text: " If it rains,\nthen I run in the hall ", Area: a.ID, When: weekly.Time{Days: weekly.DaysOf(time.Monday, time.Thursday), Minute: 390}})
	if sunday.About != AboutWriting || step.Text != "If it rains, then I run in the hall" || step.ID == sunday.ID || step.Created.IsZero() {
		t.Errorf("they are stored as %+v and %+v", sunday, step)
	}
	j = reopen(t, j, c)
	if diff := cmp.Diff([]Reminder{step, sunday}, j.Reminders()); diff != "" {
		t.Errorf("after opening again (-want +got):\n%s", diff)
	}
	sunday.Text, sunday.When.Minute = "What was this week?", 20*60
	changed := mustSaveReminder(t, j, sunday)
	if changed.ID != sunday.ID || changed.Created != sunday.Created {
		t.Errorf("the changed reminder is %+v, the one before %+v", changed, sunday)
	}
	if err := j.RemoveReminder(t.Context(), step.ID); err != nil {
		t.Fatal(err)
	}
	if err := j.RemoveReminder(t.Context(), step.ID); !errors.Is(err, ErrNoReminder) {
		t.Errorf("removing it again: %v", err)
	}
	j = reopen(t, j, c)
	for _, want := range []string{"remove a reminder", "change a reminder", "add a reminder", "add a reminder"} {
		what, err := j.Undo(t.Context())
		if err != nil || !strings.Contains(strings.ReplaceAll(what.String(), "-", " "), want) {
			t.Fatalf("undo takes back %q, %v; want %q", what, err, want)
		}
	}
	if all := j.Reminders(); len(all) != 0 {
		t.Errorf("after undoing everything there are %+v", all)
	}
	if _, err := j.Redo(t.Context()); err != nil || len(j.Reminders()) != 1 {
		t.Errorf("after redo: %v, %+v", err, j.Reminders())
	}
	if told != 2 { // before it was opened again
		t.Errorf("listeners were told %d times", told)
	}
}

func TestRemindersThatCannotBeAreNotStored(t *testing.T) {
	j, _, _ := newTestJournal(t)
	for field, r := range map[string]Reminder{
		"days":  {When: weekly.Time{Minute: 60}},
		"time":  {When: weekly.Time{Days: weekly.Everyday, Minute: 24 * 60}},
		"text":  {About: AboutStep, Text: " ", When: sundayEvening()},
		"about": {About: "money", Text: "x", When: sundayEvening()},
	} {
		_, err := j.SaveReminder(t.Context(), r)
		if f, ok := IsFieldError(err); !ok || f.Field != field {
			t.Errorf("%+v: %v, want a FieldError of %s", r, err, field)
		}
	}
	if _, err := j.SaveReminder(t.Context(), Reminder{Text: strings.Repeat("x", MaxLine+1), When: sundayEvening()}); err == nil {
		t.Error("a text that is too long is stored")
	}
	if _, err := j.SaveReminder(t.Context(), Reminder{Area: "nowhere", When: sundayEvening()}); !errors.Is(err, ErrNoArea) {
		t.Errorf("of an area that is not there: %v", err)
	}
	if _, err := j.SaveReminder(t.Context(), Reminder{ID: "nothing", When: sundayEvening()}); !errors.Is(err, ErrNoReminder) {
		t.Errorf("changing one that is not there: %v", err)
	}
	if all := j.Reminders(); len(all) != 0 {
		t.Errorf("there are %+v", all)
	}
}

func TestRemindersFollowAMergedArea(t *testing.T) {
	j, _, a := newTestJournal(t)
	into := mustSaveArea(t, j, Area{Name: "Trails"})
	r := mustSaveReminder(t, j, Reminder{Area: a.ID, When: sundayEvening()})
	if _, err := j.MergeAreas(t.Context(), a.ID, into.ID); err != nil {
		t.Fatal(err)
	}
	if got, _ := j.Reminder(r.ID); got.Area != into.ID {
		t.Errorf("after the merge it belongs to %s", got.Area)
	}
	if _, err := j.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got, _ := j.Reminder(r.ID); got.Area != a.ID {
		t.Errorf("after undo it belongs to %s", got.Area)
	}
}
