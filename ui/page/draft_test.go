package page

import (
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"enactive/journal"
	"enactive/journal/optional"
	"enactive/journal/vault"
	"enactive/ui/input"
)

// newTestHost is one with a journal of two areas and no window.
func newTestHost(t *testing.T) *testHost {
	t.Helper()
	test.NewTempApp(t)
	j, err := journal.Create(t.Context(), filepath.Join(t.TempDir(), "journal"), vault.NoPassphrase(), journal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := j.Close(); err != nil {
			t.Error(err)
		}
	})
	for _, name := range []string{"Running", "Talks"} {
		if _, err := j.SaveArea(t.Context(), journal.Area{Name: name, Ladder: []journal.Rung{{Text: "one"}}}); err != nil {
			t.Fatal(err)
		}
	}
	return &testHost{journal: j}
}

func nothing() {}

func TestTheEditorIsRestoredFromItsDraft(t *testing.T) {
	host := newTestHost(t)
	areas := host.Journal().Areas()
	saved, err := host.Journal().Save(t.Context(), journal.Entry{Time: host.Journal().Now(), Area: areas[0].ID, Source: journal.SourceMastery, Title: "Before", EfficacyAfter: optional.Some(journal.Rating(30))})
	if err != nil {
		t.Fatal(err)
	}
	for name, e := range map[string]journal.Entry{
		"new":      {Time: host.Journal().Now(), Source: journal.SourceMastery},
		"changed":  saved.Clone(),
		"plan":     {Type: journal.Plan, Time: host.Journal().Now(), Source: journal.SourceMastery},
		"check in": {Type: journal.CheckIn, Time: host.Journal().Now()},
	} {
		t.Run(name, func(t *testing.T) {
			p := NewEditor(host, e, nothing)
			if p.Draft() != nil {
				t.Fatal("there is a draft before anything was typed")
			}
			p.title.Set("Ten kilometres")
			p.note.Set("two\nlines, and é")
			p.before.SetQuietly(optional.Some(45.0))
			p.after.SetQuietly(optional.Value[float64]{})
			p.outcome.SetQuietly(string(journal.Partial))
			p.obstacles.SetQuietly([]input.ListItem{{Text: "the hill", On: true}, {Text: "the rain"}})
			p.people.SetQuietly([]string{"Ana (mentor)", "Bo"})
			p.strategies.SetQuietly([]string{"breathing, slowly"})
			p.area.SetSelectedIndex(1)
			doc := p.Draft()
			again, err := Reopen(host, doc, nothing)
			if err != nil {
				t.Fatal(err)
			}
			want, err := p.read()
			if err != nil {
				t.Fatal(err)
			}
			got, err := again.(*Editor).read()
			if err != nil {
				t.Fatal(err)
			}
			if !want.Time.Equal(got.Time) {
				t.Errorf("the time came back as %v, want %v", got.Time, want.Time)
			}
			got.Time = want.Time
			if !reflect.DeepEqual(got, want) {
				t.Errorf("came back\n%+v\nwant\n%+v", got, want)
			}
			if !again.Changed() {
				t.Error("what came back counts as saved")
			}
		})
	}
}

func TestHalfADateIsRestoredAsTyped(t *testing.T) {
	host := newTestHost(t)
	p := NewEditor(host, journal.Entry{Time: host.Journal().Now(), Source: journal.SourceMastery}, nothing)
	p.when.Set("2026-0")
	again, err := Reopen(host, p.Draft(), nothing)
	if err != nil {
		t.Fatal(err)
	}
	if got := again.(*Editor).when.Text(); got != "2026-0" {
		t.Errorf("the date came back as %q", got)
	}
}

func TestAnAreaIsRestoredFromItsDraft(t *testing.T) {
	host := newTestHost(t)
	p := NewAreaEditor(host, host.Journal().Areas()[0], nothing)
	if p.Draft() != nil {
		t.Fatal("there is a draft before anything was typed")
	}
	p.goals.Add(p.goalRow(journal.Goal{Text: "Arrive", Done: true, Actions: []journal.Action{{If: "it rains", Then: "I run"}}}))
	p.ladder.Add(p.rungRow(journal.Rung{Text: "one", Ratings: []journal.RungRating{{Value: 40}}}))
	p.obstacles.Add(p.lineRow("Rain"))
	p.archived.SetQuietly(true)
	p.area.Color = 77
	again, err := Reopen(host, p.Draft(), nothing)
	if err != nil {
		t.Fatal(err)
	}
	a := again.(*AreaEditor)
	want, _ := p.read()
	if got, err := a.read(); err != nil || !reflect.DeepEqual(got, want) || got.Color != 77 || got.ID == "" {
		t.Errorf("came back as\n%+v, %v\nwant\n%+v", got, err, want)
	}
}

func TestTheQuickEntryIsRestoredFromItsDraft(t *testing.T) {
	host := newTestHost(t)
	p := NewQuick(host, nothing, nil)
	p.Prepare(host.Journal().Areas()[1].ID)
	if p.Draft() != nil {
		t.Fatal("there is a draft before anything was typed")
	}
	calls := 0
	p.Listen(func() { calls++ })
	p.words.Set("Halfway")
	p.outcome.TypedRune('1')
	p.stress.TypedRune('7')
	if calls != 3 {
		t.Errorf("three changes were told %d times", calls)
	}
	again := NewQuick(host, nothing, nil)
	if err := again.Restore(p.Draft()); err != nil {
		t.Fatal(err)
	}
	want, got := p.Entry(), again.Entry()
	got.Time = want.Time
	if !reflect.DeepEqual(got, want) || got.Area != host.Journal().Areas()[1].ID {
		t.Errorf("came back\n%+v\nwant\n%+v", got, want)
	}
}

func TestAnInvalidDraftIsRefused(t *testing.T) {
	host := newTestHost(t)
	for _, doc := range []string{"", "{", "[]", `{"of":"letter"}`, strings.Repeat("{", 10000)} {
		if _, err := Reopen(host, []byte(doc), nothing); err == nil {
			t.Errorf("%.20q was taken for a draft", doc)
		}
	}
	if err := NewQuick(host, nothing, nil).Restore([]byte(`{"of":"entry"}`)); err == nil {
		t.Error("the quick entry took the draft of another form")
	}
}
