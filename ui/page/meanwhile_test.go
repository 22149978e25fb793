package page

import (
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"enactive/journal"
	"enactive/journal/optional"
	"enactive/journal/wording"
)

// elsewhere changes an entry as a command does while its form is open.
func elsewhere(t *testing.T, host *testHost, id journal.EntryID, do func(*journal.Entry)) {
	t.Helper()
	stored, _ := host.journal.Entry(id)
	e := stored.Clone()
	do(&e)
	if _, err := host.journal.Save(t.Context(), e); err != nil {
		t.Fatal(err)
	}
}

func savedEntry(t *testing.T, host *testHost) journal.Entry {
	t.Helper()
	saved, err := host.journal.Save(t.Context(), journal.Entry{Time: host.journal.Now(), Area: host.journal.Areas()[0].ID, Source: journal.SourceMastery, Title: "The hill", Happened: "as it was", Note: "a note"})
	if err != nil {
		t.Fatal(err)
	}
	return saved.Clone()
}

func TestTheEditorOverwritesNothingThatWasNotTypedInIt(t *testing.T) {
	host := newTestHost(t)
	e := savedEntry(t, host)
	left := false
	p := NewEditor(host, e, func() { left = true })
	elsewhere(t, host, e.ID, func(e *journal.Entry) {
		e.Note, e.Tags, e.Stress = "of a command", []string{"race"}, optional.Some(journal.Rating(70))
	})
	p.happened.Set("up and down")
	p.Save()
	got, _ := host.journal.Entry(e.ID)
	if stress, _ := got.Stress.Get(); !left || got.Happened != "up and down" || got.Note != "of a command" || len(got.Tags) != 1 || stress != 70 || host.said != wording.Say("saved") {
		t.Errorf("saved, it is %+v, and said is %q", *got, host.said)
	}
}

func TestTheEditorKeepsATextThatWasChangedElsewhereToo(t *testing.T) {
	host := newTestHost(t)
	e := savedEntry(t, host)
	p := NewEditor(host, e, nothing)
	elsewhere(t, host, e.ID, func(e *journal.Entry) { e.Happened = "of a command" })
	p.happened.Set("up and down")
	doc := p.Draft()
	again, err := Reopen(host, doc, nothing) // as after a lock
	if err != nil {
		t.Fatal(err)
	}
	again.Save()
	d := host.journal.DoublesOf(e.ID)
	if len(d) != 1 || d[0].Texts[0] != "up and down" || d[0].Texts[1] != "of a command" || host.said != wording.Say("saved-with-two-versions") {
		t.Fatalf("the versions are %+v, and said is %q", d, host.said)
	}
	// The form is saved once more, as after a failed save: the other version stays.
	q := again.(*Editor)
	q.happened.Set("up, down, and up")
	q.Save()
	if d = host.journal.DoublesOf(e.ID); len(d) != 1 || d[0].Texts[0] != "up, down, and up" || d[0].Texts[1] != "of a command" {
		t.Errorf("saved once more, the versions are %+v", d)
	}
}

// TestAFormThatStaysOpenShowsWhatElseWasChanged saves a form that stays open, as after a failed save, and saves it again.
func TestAFormThatStaysOpenShowsWhatElseWasChanged(t *testing.T) {
	host := newTestHost(t)
	e := savedEntry(t, host)
	p := NewEditor(host, e, nothing)
	elsewhere(t, host, e.ID, func(e *journal.Entry) { e.Note = "of a command" })
	p.title.Set("The other hill")
	p.retrySave()
	if p.note.Text() != "of a command" || p.Changed() {
		t.Errorf("the note in the form is %q", p.note.Text())
	}
	p.title.Set("The third hill")
	p.retrySave()
	if got, _ := host.journal.Entry(e.ID); got.Note != "of a command" || got.Title != "The third hill" {
		t.Errorf("saved again, it is %+v", *got)
	}
}

func TestTheEditorBringsBackWhatWasDeletedMeanwhile(t *testing.T) {
	for name, erased := range map[string]bool{"moved to the bin": false, "erased": true} {
		t.Run(name, func(t *testing.T) {
			host := newTestHost(t)
			e := savedEntry(t, host)
			p := NewEditor(host, e, nothing)
			if err := host.journal.Delete(t.Context(), e.ID); err != nil {
				t.Fatal(err)
			}
			if erased {
				if err := host.journal.Erase(t.Context(), e.ID); err != nil {
					t.Fatal(err)
				}
			}
			p.happened.Set("up and down")
			p.Save()
			got, ok := host.journal.Entry(e.ID)
			if !ok || got.Happened != "up and down" || got.Note != "a note" || !got.Deleted.IsZero() || host.said != wording.Say("saved-and-back") {
				t.Errorf("saved, it is %+v, and said is %q, with %v", got, host.said, host.failed)
			}
		})
	}
}

// TestAPlanThatWasCompletedMeanwhileLosesNoWords changes what was intended in the form of a plan, of which a command
// says meanwhile how it went: it is sealed now, and the form keeps the words and says so.
func TestAPlanThatWasCompletedMeanwhileLosesNoWords(t *testing.T) {
	host := newTestHost(t)
	id, err := host.journal.NewEntryID()
	if err != nil {
		t.Fatal(err)
	}
	now := host.journal.Now()
	begun := journal.Entry{ID: id, Type: journal.Plan, Time: now.Add(-time.Hour), Created: now.AddDate(0, 0, -1), Area: host.journal.Areas()[0].ID, Intention: "slowly"}
	if err := host.journal.SaveBatch(t.Context(), journal.Batch{Kind: journal.StepFill, Entries: []journal.Entry{begun}}); err != nil {
		t.Fatal(err)
	}
	plan, _ := host.journal.Entry(id)
	left := false
	p := NewEditor(host, plan.Clone(), func() { left = true })
	elsewhere(t, host, plan.ID, func(e *journal.Entry) {
		e.Type, e.Outcome = journal.Experience, journal.Success
	})
	p.intention.Set("as fast as I can")
	p.Save()
	if left || host.failed == nil || p.intention.Text() != "as fast as I can" || p.Draft() == nil {
		t.Errorf("left: %v, failed: %v, and in the form is %q", left, host.failed, p.intention.Text())
	}
}

func TestTheAreaFormKeepsWhatACommandChanged(t *testing.T) {
	host := newTestHost(t)
	a := host.journal.Areas()[0]
	p := NewAreaEditor(host, a.Clone(), nothing)
	there := a.Clone()
	there.Obstacles, there.Archived = []string{"the weather"}, true
	if _, err := host.journal.SaveArea(t.Context(), there); err != nil {
		t.Fatal(err)
	}
	p.purpose.Set("To run far")
	doc := p.Draft()
	again, err := Reopen(host, doc, nothing)
	if err != nil {
		t.Fatal(err)
	}
	again.Save()
	got, _ := host.journal.Area(a.ID)
	if got.Purpose != "To run far" || len(got.Obstacles) != 1 || !got.Archived || len(got.Ladder) != 1 {
		t.Errorf("saved, it is %+v with %v", got, host.failed)
	}
}

// TestTheDayFormKeepsANoteThatWasChangedElsewhereToo follows a change of the note under the one that is typed.
func TestTheDayFormKeepsANoteThatWasChangedElsewhereToo(t *testing.T) {
	host := newTestHost(t)
	host.window = test.NewTempWindow(t, nil)
	p := NewDayForm(host, nothing, nothing)
	p.note.Set("mine")
	there := journal.Day{Date: p.Date(), Note: "of a command"}
	if _, err := host.journal.SaveDay(t.Context(), there); err != nil {
		t.Fatal(err)
	}
	p.Follow()
	p.Save()
	d := host.journal.Doubles()
	if len(d) != 1 || d[0].Texts[0] != "mine" || d[0].Texts[1] != "of a command" || host.said != wording.Say("saved-with-two-versions") {
		t.Errorf("the versions are %+v, and said is %q", d, host.said)
	}
	if p.Changed() || p.note.Text() != "mine" {
		t.Errorf("saved, the note in the form is %q", p.note.Text())
	}
}
