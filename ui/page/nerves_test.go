package page

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"enactive/journal"
	"enactive/ui/theme"
)

// formOf is the form of a new entry in a window.
func formOf(t *testing.T, host *testHost, e journal.Entry) *Editor {
	t.Helper()
	e.Area, e.Time = host.journal.Areas()[0].ID, host.journal.Now().Add(24*time.Hour)
	if e.Type != journal.Plan {
		e.Time = host.journal.Now()
	}
	return NewEditor(host, e, func() {})
}

func TestTheGuideOnNervesStandsWhereTheyAreAskedAboutUntilItIsHidden(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light, 1))
	host := newTestHost(t)
	host.window = test.NewTempWindow(t, container.NewStack())
	for _, c := range []struct {
		entry journal.Entry
		want  bool
	}{
		{journal.Entry{Type: journal.Plan, Kind: journal.KindStretch}, true},
		{journal.Entry{Type: journal.Experience, Source: journal.SourceMastery}, true},
		{journal.Entry{Type: journal.Experience, Source: journal.SourceState}, true},
		{journal.Entry{Type: journal.Experience, Source: journal.SourceVicarious}, false}, // another's nerves
	} {
		if got := formOf(t, host, c.entry).layout.nerves.box.Visible(); got != c.want {
			t.Errorf("%s, %s: the guide is shown is %v, want %v", c.entry.Type, c.entry.Source, got, c.want)
		}
	}
	form := formOf(t, host, journal.Entry{Type: journal.Plan})
	form.layout.nerves.hide.Tapped(&fyne.PointEvent{})
	if !host.hidden || form.layout.nerves.box.Visible() {
		t.Errorf("once hidden: remembered %v, still shown %v", host.hidden, form.layout.nerves.box.Visible())
	}
	if formOf(t, host, journal.Entry{Type: journal.Plan}).layout.nerves.box.Visible() {
		t.Error("the next form shows it again")
	}
}

func TestAPlanAsksForExpectedStressUnasked(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light, 1))
	host := newTestHost(t)
	host.window = test.NewTempWindow(t, container.NewStack())
	for _, kind := range []journal.Kind{"", journal.KindPractice, journal.KindStretch, journal.KindEvent} {
		form := formOf(t, host, journal.Entry{Type: journal.Plan, Kind: kind})
		host.window.SetContent(form.layout.object())
		host.window.Resize(fyne.NewSize(800, 1400))
		if b := form.layout.expected.box; !b.Visible() || b.Size().Height < 20 {
			t.Errorf("a plan of kind %q hides how stressed you expect to be", kind)
		}
		for name, fold := range form.layout.folds {
			for _, o := range test.LaidOutObjects(fold) {
				if o == fyne.CanvasObject(form.expected) {
					t.Errorf("a plan of kind %q asks for expected stress only in the fold %s", kind, name)
				}
			}
		}
	}
}
