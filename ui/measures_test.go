package ui

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"enactive/journal"
	"enactive/journal/optional"
	"enactive/journal/vault"
	"enactive/ui/control"
	"enactive/ui/page"
	"enactive/ui/prose"
	"enactive/ui/theme"
	"enactive/ui/uitest"
)

// withMeasures adds measures to a journal that is open, and returns them by their names.
func (d *driven) withMeasures() map[string]journal.MeasureID {
	d.t.Helper()
	j := d.open.journal()
	ids := map[string]journal.MeasureID{}
	for _, m := range []journal.Measure{
		{Name: "Sleep", Kind: journal.DurationMeasure, OfDay: true}, {Name: "Weight", Kind: journal.NumberMeasure, Unit: "kg", Decimals: 1, OfDay: true},
		{Name: "Mood", Kind: journal.ScaleMeasure, OfDay: true, LowWord: "low", HighWord: "high"},
		{Name: "Pulse", Kind: journal.NumberMeasure, Unit: "bpm", Areas: []journal.AreaID{j.Areas()[0].ID}, Pinned: true},
	} {
		saved, err := j.SaveMeasure(d.t.Context(), m, journal.Rewrite{})
		if err != nil {
			d.t.Fatal(err)
		}
		ids[m.Name] = saved.ID
	}
	d.rest()
	return ids
}

func TestADayIsFilledInWithKeysAlone(t *testing.T) {
	d := open(t, storied(t))
	ids := d.withMeasures()
	today := journal.DateOf(d.open.journal().Now())
	d.shortcut(fyne.KeyD, ctrl)
	d.shows("Today", "Sleep", "kg", "Note about the day")
	d.hands("7:20<Tab>61,5<Tab>80")
	d.shows("7 h 20")
	d.shortcut(fyne.KeyPageUp, ctrl)
	d.shows("Yesterday")
	d.hands("6:00<Ctrl+Return>")
	if d.open.day.isOpen() {
		t.Error("the form is open after saving")
	}
	day, _ := d.open.journal().Day(today)
	before, _ := d.open.journal().Day(today.AddDays(-1))
	for name, want := range map[string]float64{"Sleep": 440, "Weight": 61.5, "Mood": 80} {
		if got := journal.ValueOf(day.Values, ids[name]); got != optional.Some(want) {
			t.Errorf("%s of today is %v, want %v", name, got, want)
		}
	}
	if got := journal.ValueOf(before.Values, ids["Sleep"]); got != optional.Some(360.0) || len(before.Values) != 1 {
		t.Errorf("yesterday has %v", before.Values)
	}
	d.do((*mainWindow).undo)
	d.shows("Undone: Change the values of a day")
	if _, ok := d.open.journal().Day(today.AddDays(-1)); ok {
		t.Error("yesterday has values after undoing")
	}
	d.days()
	d.shows("Sleep 7 h 20 · Weight 61.5 kg · Mood 80")
	d.choose("Sleep")
	d.rest()
	d.shows("1 day of 2026 has a value.", "What you gave for the day.")
}

// TestAnOpenDayFollowsTheJournal changes a day beside its open form, in which another value was typed.
func TestAnOpenDayFollowsTheJournal(t *testing.T) {
	d := open(t, storied(t))
	ids := d.withMeasures()
	j := d.open.journal()
	today := journal.DateOf(j.Now())
	d.shortcut(fyne.KeyD, ctrl)
	d.hands("7:20<Tab>")
	change := func(do error) {
		if do != nil {
			t.Fatal(do)
		}
		d.rest()
	}
	_, err := j.SaveDay(t.Context(), journal.Day{Date: today, Note: "Late to bed.", Values: []journal.MeasureValue{{Measure: ids["Sleep"], Value: 300}, {Measure: ids["Mood"], Value: 40}}})
	change(err)
	weight, _ := j.Measure(ids["Weight"])
	weight.Unit = "lb"
	_, err = j.SaveMeasure(t.Context(), weight, journal.Rewrite{})
	change(err)
	d.shows("7 h 20", "lb", "Late to bed.")
	d.hands("136<Ctrl+Return>")
	day, _ := j.Day(today)
	for name, want := range map[string]float64{"Sleep": 440, "Weight": 136, "Mood": 40} {
		if got := journal.ValueOf(day.Values, ids[name]); got != optional.Some(want) {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
	if day.Note != "Late to bed." {
		t.Errorf("the note is %q", day.Note)
	}
}

func TestADayThatIsBegunIsKept(t *testing.T) {
	d := open(t, storied(t))
	d.withMeasures()
	d.shortcut(fyne.KeyD, ctrl)
	d.hands("7:2<Escape>")
	if d.open.day.isOpen() {
		t.Fatal("Escape does not close the form")
	}
	d.do(func(x *mainWindow) { x.rebuild() })
	d.shortcut(fyne.KeyD, ctrl)
	d.hands("<End>0<Ctrl+Return>")
	if day, ok := d.open.journal().Day(journal.DateOf(d.open.journal().Now())); !ok || day.Values[0].Value != 440 {
		t.Errorf("the day has %v", day.Values)
	}
}

func TestAMeasureIsMadeChangedAndRemoved(t *testing.T) {
	d := open(t, journalAt(t, vault.NoPassphrase()))
	j := d.open.journal()
	d.do(func(x *mainWindow) { x.show(pageMeasures) })
	d.press("New measure")
	d.fill(0, "Weight")
	d.fill(1, "kg")
	d.press("Save")
	m, ok := j.MeasureNamed("Weight")
	if !ok || m.Unit != "kg" || !m.OfDay {
		t.Fatalf("the measure is %+v, %v", m, ok)
	}
	today := journal.DateOf(j.Now())
	if _, err := j.SaveDay(t.Context(), journal.Day{Date: today, Values: []journal.MeasureValue{{Measure: m.ID, Value: 60}}}); err != nil {
		t.Fatal(err)
	}
	change := func() {
		d.press("Edit")
		d.fill(1, "lb")
		d.press("Save")
		d.shows("What becomes of the values?", "Keep the numbers as they are")
	}
	d.row("Weight")
	change()
	d.press("Back")
	d.shows("Change a measure")
	d.press("Cancel")
	change()
	d.choiceOf("Convert them by a factor").TypedRune('2')
	d.rest()
	d.shows("Multiply each by")
	d.fill(0, "2,5")
	d.press("Save")
	day, _ := j.Day(today)
	if m, _ = j.Measure(m.ID); m.Unit != "lb" || day.Values[0].Value != 150 {
		t.Errorf("after converting, %v %s", day.Values, m.Unit)
	}
	d.press("Archive")
	d.shows("Archived")
	d.press("Delete …")
	d.shows("Its 1 value is deleted with it")
	d.press("Delete the measure")
	if len(j.Measures()) != 0 {
		t.Errorf("%d measures are left", len(j.Measures()))
	}
}

// row presses the row of a measure.
func (d *driven) row(words string) {
	d.t.Helper()
	for _, o := range d.objects() {
		link, ok := o.(*control.Link)
		if !ok {
			continue
		}
		for _, in := range test.LaidOutObjects(link) {
			if w, ok := in.(*prose.Label); ok && w.String() == words {
				test.Tap(link)
				d.rest()
				return
			}
		}
	}
	d.t.Fatalf("there is no row %q in\n%s", words, d.words())
}

// TestGoldenMeasures holds the pages of measures against their pictures.
func TestGoldenMeasures(t *testing.T) {
	takesLong(t)
	d := open(t, storied(t))
	d.withMeasures()
	area := d.open.journal().Areas()[0].ID
	for _, l := range []struct {
		name  string
		mode  theme.Mode
		scale float32
	}{{"light", theme.Light, 1}, {"dark", theme.Dark, 1}, {"large", theme.Light, 1.5}} {
		for name, show := range map[string]func(*mainWindow){
			"measures":        func(x *mainWindow) { x.show(pageMeasures) },
			"measure_new":     func(x *mainWindow) { x.show(pageMeasures); x.pages.measures.Add() },
			"dayform":         func(x *mainWindow) { x.show(pageHome); x.openDay(journal.Date{}) },
			"area_measures":   func(x *mainWindow) { x.manageArea(area) },
			"quick_measures":  func(x *mainWindow) { x.show(pageHome); x.openQuick() },
			"calendar_values": func(x *mainWindow) { x.show(pageCalendar) },
		} {
			t.Run(name+" "+l.name, func(t *testing.T) {
				d.applyAppearance(page.Appearance{Mode: l.mode, Scale: l.scale, Week: time.Monday})
				d.rest()
				d.do(show)
				c := d.window.Canvas()
				c.Unfocus() // a cursor blinks
				for range 3 {
					c.Content().Refresh()
					d.window.Resize(fyne.NewSize(1280, 820))
					d.window.Resize(fyne.NewSize(1280, 800))
				}
				uitest.CompareWithGolden(t, name+"_"+l.name+".png", c.Capture())
				d.do((*mainWindow).closeSheets)
				for _, sheet := range c.Overlays().List() {
					c.Overlays().Remove(sheet)
				}
			})
		}
	}
}
