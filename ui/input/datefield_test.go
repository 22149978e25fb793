package input

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"enactive/journal"
	"enactive/ui/dayview"
	"enactive/ui/prose"
	"enactive/ui/shell"
	"enactive/ui/surface"
	"enactive/ui/theme"
	"enactive/ui/uitest"
)

// fixedNow is a Wednesday.
func fixedNow() time.Time { return time.Date(2026, 3, 4, 18, 5, 9, 0, time.FixedZone("", 3600)) }

// dated puts a field into a window of that size and gives it the keyboard.
func dated(t *testing.T, f *DateField, size fyne.Size) fyne.Canvas {
	t.Helper()
	w := test.NewTempWindow(t, container.NewVBox(f))
	w.Resize(size)
	w.Canvas().Focus(f.Focusable())
	return w.Canvas()
}

func says(t *testing.T, f *DateField, want string) {
	t.Helper()
	got, err := f.Time()
	if err != nil || got.Format(time.DateTime) != want {
		t.Errorf("the field %q says %v, %v; want %s", f.Text(), got, err, want)
	}
}

func TestADateIsTypedAndStepped(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	f := NewDateField(time.Monday, fixedNow)
	changed := 0
	f.OnChanged = func() { changed++ }
	c := dated(t, f, fyne.NewSize(400, 500))
	if _, err := f.Time(); err == nil {
		t.Error("an empty field says a day")
	}
	uitest.Press(f.entry, fyne.KeyUp)
	says(t, f, "2026-03-04 18:05:09")
	uitest.Press(f.entry, fyne.KeyUp, fyne.KeyUp, fyne.KeyDown)
	says(t, f, "2026-03-05 18:05:09")
	f.entry.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	uitest.Press(f.entry, fyne.KeyDown)
	f.entry.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	says(t, f, "2026-02-26 18:05:09")
	if changed != 5 {
		t.Errorf("Changed was called %d times, want once for each of 5 steps", changed)
	}
	f.Set("")
	test.Type(f.entry, "yesterday")
	says(t, f, "2026-03-03 00:00:00")
	c.Unfocus()
	if f.Text() != "2026-03-03" || f.note.String() != "Yesterday, Tuesday, 3 March" {
		t.Errorf("once it is left the field holds %q over %q", f.Text(), f.note)
	}
}

func TestAMistakeIsToldWhenTheFieldIsLeft(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	f := NewDateField(time.Monday, fixedNow)
	c := dated(t, f, fyne.NewSize(400, 500))
	test.Type(f.entry, "2026-02-3")
	if strings.Contains(f.note.String(), "cannot") {
		t.Errorf("while a person types it says %q", f.note)
	}
	test.Type(f.entry, "1")
	if f.note.String() != "" {
		t.Errorf("while a person types it says %q", f.note)
	}
	c.Unfocus()
	if f.Text() != "2026-02-31" || !strings.Contains(f.note.String(), "Write it like 2026-03-04") {
		t.Errorf("the field holds %q over %q; want what was typed, and what would be right", f.Text(), f.note)
	}
	c.Focus(f.entry)
	uitest.Press(f.entry, fyne.KeyBackspace, fyne.KeyBackspace)
	test.Type(f.entry, "8")
	if f.note.String() != "Sunday, 8 February" {
		t.Errorf("once it is right the field says %q", f.note)
	}
}

func TestAMomentKeepsWhatWasNotTyped(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	f := NewMomentField(time.Monday, fixedNow)
	dated(t, f, fyne.NewSize(400, 500))
	written := time.Date(2025, 7, 1, 6, 30, 42, 0, time.FixedZone("", -5*3600))
	f.SetTime(written)
	if got, err := f.Time(); err != nil || !got.Equal(written) || got.Location() != written.Location() {
		t.Errorf("untouched it says %v, %v; want %v with its seconds and its offset", got, err, written)
	}
	uitest.Press(f.entry, fyne.KeyUp)
	says(t, f, "2025-07-02 06:30:42")
	f.Set("2025-07-09 21:15")
	says(t, f, "2025-07-09 21:15:00")
	if got, _ := f.Time(); got.Location() != written.Location() {
		t.Errorf("a change of the day moved it into the zone %v", got.Location())
	}
}

func TestAnOptionalDateMayBeEmpty(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	f := NewDateField(time.Monday, fixedNow)
	f.Optional = true
	dated(t, f, fyne.NewSize(400, 500))
	if got, err := f.Time(); err != nil || !got.IsZero() {
		t.Errorf("empty it says %v, %v; want no time and no error", got, err)
	}
	f.SetTime(fixedNow())
	f.SetTime(time.Time{})
	if f.Text() != "" || f.note.String() != "" {
		t.Errorf("emptied it holds %q over %q", f.Text(), f.note)
	}
}

func TestTheMonthOfADateIsOpenedAndTakenWithKeys(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	f := NewDateField(time.Monday, fixedNow)
	c := dated(t, f, fyne.NewSize(400, 500))
	f.SetTime(fixedNow())
	f.entry.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeySpace, Modifier: fyne.KeyModifierShortcutDefault})
	month, ok := c.Focused().(*dayview.Month)
	if !ok {
		t.Fatalf("Ctrl+Space left the keyboard with %T, want the month", c.Focused())
	}
	for _, step := range []struct {
		key  fyne.KeyName
		want journal.Date
	}{
		{fyne.KeyRight, journal.Date{Year: 2026, Month: 3, Day: 5}},
		{fyne.KeyDown, journal.Date{Year: 2026, Month: 3, Day: 12}},
		{fyne.KeyLeft, journal.Date{Year: 2026, Month: 3, Day: 11}},
		{fyne.KeyUp, journal.Date{Year: 2026, Month: 3, Day: 4}},
		{fyne.KeyHome, journal.Date{Year: 2026, Month: 3, Day: 2}},
		{fyne.KeyEnd, journal.Date{Year: 2026, Month: 3, Day: 8}},
		{fyne.KeyPageDown, journal.Date{Year: 2026, Month: 4, Day: 8}},
		{fyne.KeyPageUp, journal.Date{Year: 2026, Month: 3, Day: 8}},
	} {
		if uitest.Press(month, step.key); month.Chosen() != step.want {
			t.Errorf("%s went to %s, want %s", step.key, month.Chosen(), step.want)
		}
	}
	uitest.Press(month, fyne.KeyEscape)
	says(t, f, "2026-03-04 18:05:09")
	if c.Overlays().Top() != nil || c.Focused() != fyne.Focusable(f.entry) {
		t.Errorf("after Escape %T lies over the page and %T has the keyboard", c.Overlays().Top(), c.Focused())
	}
	f.Open()
	uitest.Press(c.Focused(), fyne.KeyRight, fyne.KeyReturn)
	says(t, f, "2026-03-05 18:05:09")
	if c.Overlays().Top() != nil || c.Focused() != fyne.Focusable(f.entry) {
		t.Errorf("after Return %T lies over the page and %T has the keyboard", c.Overlays().Top(), c.Focused())
	}
}

func TestAMonthThatIsOpenStaysInTheWindowAndMakesRoom(t *testing.T) {
	for _, scale := range []float32{1, 2} {
		uitest.App(t, theme.Light, scale)
		f := NewDateField(time.Monday, fixedNow)
		foot := container.NewBorder(nil, container.NewBorder(nil, nil, nil, f), nil, nil)
		w := test.NewTempWindow(t, foot)
		w.Resize(fyne.NewSize(900, 600))
		f.Open()
		down, ok := w.Canvas().Overlays().Top().(*dropdown)
		if !ok {
			t.Fatalf("%T lies over the page", w.Canvas().Overlays().Top())
		}
		card := test.WidgetRenderer(down).Objects()[1]
		end := card.Position().Add(card.Size())
		if card.Position().X < 0 || card.Position().Y < 0 || end.X > 900 || end.Y > 600 {
			t.Errorf("at text size %v the month reaches from %v to %v in a window of 900 by 600", scale, card.Position(), end)
		}
		sheet := shell.ShowSheet(w.Canvas(), 300, prose.Paragraph("words"), prose.Paragraph("foot"))
		if all := w.Canvas().Overlays().List(); len(all) != 1 || all[0] != fyne.CanvasObject(sheet) {
			t.Errorf("%d things lie over the page, want the sheet alone", len(all))
		}
	}
}

func TestAClickBesideTheMonthPutsItAway(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	f := NewDateField(time.Monday, fixedNow)
	c := dated(t, f, fyne.NewSize(600, 600))
	f.SetTime(fixedNow())
	test.TapCanvas(c, fyne.NewPos(f.entry.Size().Width-10, f.entry.Position().Y+20))
	if _, ok := c.Overlays().Top().(*dropdown); !ok {
		t.Fatalf("a click on the sign of the field opened %T", c.Overlays().Top())
	}
	test.TapCanvas(c, fyne.NewPos(590, 590))
	if c.Overlays().Top() != nil {
		t.Error("the month is still open after a click beside it")
	}
	says(t, f, "2026-03-04 18:05:09")
}

func TestGoldenDateField(t *testing.T) {
	uitest.Golden(t, "datefield", 420, func() []fyne.CanvasObject {
		empty, day, moment, wrong := NewDateField(time.Monday, fixedNow), NewDateField(time.Monday, fixedNow), NewMomentField(time.Monday, fixedNow), NewDateField(time.Monday, fixedNow)
		day.SetTime(fixedNow())
		moment.SetTime(fixedNow().AddDate(0, 0, 3))
		wrong.Set("9/1/2026")
		month := dayview.NewMonth(time.Sunday)
		month.SetQuietly(journal.Date{Year: 2026, Month: 3, Day: 12}, journal.DateOf(fixedNow()))
		pick := dayview.NewMonthPick(time.Monday, journal.Date{Year: 2026, Month: 3, Day: 12}, journal.DateOf(fixedNow()))
		return []fyne.CanvasObject{empty, day, moment, wrong, surface.NewCard(pick.Object, nil), surface.NewCard(month, nil)}
	})
}
