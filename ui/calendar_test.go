package ui

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"enactive/journal/vault"
	"enactive/ui/dayview"
	"enactive/ui/page"
	"enactive/ui/theme"
	"enactive/ui/uitest"
)

// days puts the keyboard on the days of the calendar.
func (d *driven) days() {
	d.t.Helper()
	d.do(func(x *mainWindow) { x.show(pageCalendar) })
	d.do(func(x *mainWindow) { x.nav.pages[pageCalendar].(*page.Calendar).Focus() })
}

func TestTheCalendarIsWalkedWithKeys(t *testing.T) {
	d := open(t, storied(t))
	d.days()
	d.shows("2026", "13 entries on 13 days in 2026.", "Wednesday, 4 March · 1 plan", "The hill behind the station")
	d.typeKeys("", fyne.KeyUp)
	d.shows("Tuesday, 3 March · 1 entry", "My first ten kilometres")
	d.hides("The hill behind the station")
	d.typeKeys("", fyne.KeyUp)
	d.shows("No entries on this day.", "Write down what you did")
	d.typeKeys("", fyne.KeyPageUp)
	d.shows("2025", "No entries in 2025.")
	d.shortcut(fyne.KeyT, ctrl)
	d.shows("13 entries on 13 days in 2026.", "Today")
	d.typeKeys("", fyne.KeyDown)
	d.shows("Tomorrow", "Nothing is planned for this day.", "Plan something")
	d.shortcut(fyne.KeyPageDown, ctrl)
	d.shows("2027", "Friday, 5 March 2027")
	d.shortcut(fyne.KeyPageUp, ctrl)
	d.typeKeys("", fyne.KeyUp, fyne.KeyUp, fyne.KeyReturn)
	d.shows("1 entry", "My first ten kilometres")
	if d.open.nav.shown != pageEntries {
		t.Errorf("Return on a day led to the page %q, want its entries", d.open.nav.shown)
	}
}

func TestTheCalendarShowsAMonthAndAnotherMeasure(t *testing.T) {
	d := open(t, storied(t))
	d.days()
	d.choose("How sure you were")
	d.rest()
	d.typeKeys("", fyne.KeyUp)
	d.shows("Tuesday, 3 March · 1 entry · how sure: 75", "60–80", "on a day without either, of how sure you were after")
	d.shortcut(fyne.KeyM, alt)
	d.shows("March 2026", "‹ Feb", "Apr ›", "Yesterday")
	d.hides("60–80")
	if _, ok := d.window.Canvas().Focused().(*dayview.Month); !ok {
		t.Errorf("the keyboard is at %T, want the month", d.window.Canvas().Focused())
	}
	d.typeKeys("", fyne.KeyPageUp)
	d.shows("February 2026", "Run 11")
	d.shortcut(fyne.KeyY, alt)
	d.hides("February 2026")
	d.shows("60–80")
	d.shortcut(fyne.KeyK, ctrl)
	d.typeKeys("how stressed", fyne.KeyReturn)
	d.shows("The mean of your peak stress on the day.")
}

func TestTheEmptyCalendarExplainsItself(t *testing.T) {
	d := open(t, journalAt(t, vault.NoPassphrase()))
	d.days()
	d.shows("Each day on which you write something gets a colour here.", "No entries on this day.")
	d.press("Write down what you did")
	if d.open.nav.form == nil {
		t.Error("no editor is open")
	}
}

// TestGoldenCalendar holds the calendar against its pictures: a year and a month, empty,
// with a few entries, and with the sample year.
func TestGoldenCalendar(t *testing.T) {
	takesLong(t)
	few, sample, empty := storied(t), sampled(t), journalAt(t, vault.NoPassphrase())
	for _, c := range []struct {
		name  string
		of    string
		mode  theme.Mode
		scale float32
		size  fyne.Size
		show  func(*driven)
	}{
		{"light", few, theme.Light, 1, fyne.NewSize(1280, 800), nil},
		{"dark", few, theme.Dark, 1, fyne.NewSize(1280, 800), nil},
		{"large", few, theme.Light, 1.5, fyne.NewSize(1280, 800), nil},
		{"largest", few, theme.Light, 2, fyne.NewSize(900, 600), nil},
		{"empty", empty, theme.Light, 1, fyne.NewSize(1280, 800), nil},
		{"sample", sample, theme.Light, 1, fyne.NewSize(1280, 800), nil},
		{"sample_dark", sample, theme.Dark, 1, fyne.NewSize(900, 600), func(d *driven) { d.choose("How sure you were"); d.rest() }},
		{"month", sample, theme.Light, 1, fyne.NewSize(1280, 800), func(d *driven) { d.shortcut(fyne.KeyM, alt) }},
		{"month_dark", sample, theme.Dark, 1, fyne.NewSize(900, 600), func(d *driven) { d.shortcut(fyne.KeyM, alt) }},
		{"month_large", sample, theme.Light, 1.5, fyne.NewSize(1280, 800), func(d *driven) { d.shortcut(fyne.KeyM, alt) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := open(t, c.of)
			d.applyAppearance(page.Appearance{Mode: c.mode, Scale: c.scale, Week: time.Monday})
			d.rest()
			d.days()
			if c.show != nil {
				c.show(d)
			}
			canvas := d.window.Canvas()
			canvas.Unfocus()
			for range 2 { // wrapped text has its height only once it has its width
				canvas.Content().Refresh()
				d.window.Resize(c.size.AddWidthHeight(0, 20))
				d.window.Resize(c.size)
			}
			uitest.CompareWithGolden(t, fmt.Sprintf("calendar_%s.png", c.name), canvas.Capture())
		})
	}
}

func TestTheChosenDayIsScrolledIntoView(t *testing.T) {
	d := open(t, storied(t))
	d.applyAppearance(page.Appearance{Mode: theme.Light, Scale: 2, Week: time.Monday})
	d.rest()
	d.window.Resize(fyne.NewSize(900, 600))
	d.days()
	d.window.Canvas().Content().Refresh()
	for _, key := range []fyne.KeyName{fyne.KeyEnd, fyne.KeyHome} {
		d.typeKeys("", key)
		heat := d.window.Canvas().Focused().(*dayview.HeatMap)
		at, size := heat.ChosenAt()
		at = at.Add(fyne.CurrentApp().Driver().AbsolutePositionForObject(heat))
		if at.Y < 0 || at.Y+size.Height > 600 {
			t.Errorf("after %s the chosen day stands at %v in a window of 600", key, at)
		}
	}
}
