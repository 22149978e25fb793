package dayview

import (
	"image"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/surface"
	"enactive/ui/theme"
	"enactive/ui/uitest"
)

func on(month time.Month, d int) journal.Date { return journal.Date{Year: 2026, Month: month, Day: d} }

// someDays is a year with days of every kind.
func someDays(d journal.Date) HeatDay {
	n := d.In(time.UTC).YearDay()
	switch {
	case on(3, 20).Before(d):
		return HeatDay{Planned: d == on(3, 27) || d == on(4, 10)}
	case n%3 == 0 || n%7 == 4:
		return HeatDay{}
	case n%17 == 0:
		return HeatDay{Unrecorded: true, Planned: n%2 == 0}
	}
	return HeatDay{Shade: 1 + n*n%11%5}
}

func dayWords(d journal.Date) string {
	return wording.WeekdayThisYear(d.In(time.UTC)) + " · 2 entries"
}

func yearMap(week time.Weekday, hue int) *HeatMap {
	h := NewHeatMap(week)
	h.SetDays(2026, hue, someDays, dayWords)
	h.SetQuietly(on(3, 12), on(3, 20))
	return h
}

func TestTheYearMovesWithTheKeys(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	h := yearMap(time.Monday, 0)
	w := test.NewTempWindow(t, h)
	w.Resize(fyne.NewSize(900, 300))
	w.Canvas().Focus(h)
	var moved, taken []journal.Date
	h.OnMoved = func(d journal.Date) { moved = append(moved, d) }
	h.OnPicked = func(d journal.Date) { taken = append(taken, d) }
	for _, step := range []struct {
		key  fyne.KeyName
		want journal.Date
	}{
		{fyne.KeyDown, on(3, 13)}, {fyne.KeyRight, on(3, 20)}, {fyne.KeyLeft, on(3, 13)}, {fyne.KeyUp, on(3, 12)},
		{fyne.KeyHome, on(1, 1)}, {fyne.KeyEnd, on(12, 31)},
		{fyne.KeyPageUp, journal.Date{Year: 2025, Month: 12, Day: 31}}, {fyne.KeyPageDown, on(12, 31)},
		{fyne.KeyDown, journal.Date{Year: 2027, Month: 1, Day: 1}},
	} {
		if uitest.Press(h, step.key); h.Chosen() != step.want || moved[len(moved)-1] != step.want {
			t.Errorf("%s went to %s, want %s", step.key, h.Chosen(), step.want)
		}
	}
	uitest.Press(h, fyne.KeyReturn, fyne.KeySpace)
	if len(taken) != 2 || taken[0] != h.Chosen() {
		t.Errorf("Return and Space took %v, want the chosen day twice", taken)
	}
}

func TestEveryDayIsWhereItIsDrawn(t *testing.T) {
	for _, c := range []struct {
		name   string
		year   int
		week   time.Weekday
		width  float32
		blocks int
	}{
		{"a wide year is one block", 2026, time.Monday, 1600, 1},
		{"a narrow one has a block for each half", 2026, time.Monday, 600, 2},
		{"with weeks from Sunday", 2026, time.Sunday, 600, 2},
		{"a leap year that begins on a Saturday has 54 weeks from Sunday", 2000, time.Sunday, 1600, 1},
		{"too narrow to fit", 2026, time.Monday, 100, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			uitest.App(t, theme.Light, 1)
			h := NewHeatMap(c.week)
			h.SetDays(c.year, 0, someDays, dayWords)
			h.Resize(fyne.NewSize(c.width, 500))
			g := h.grid()
			if len(g.blocks) != c.blocks {
				t.Fatalf("the year has %d blocks, want %d", len(g.blocks), c.blocks)
			}
			n := 0
			g.everyDay(func(d journal.Date, at fyne.Position) {
				n++
				place, ok := g.place(d)
				back, hit := g.dayAt(at.AddXY(g.cell/2, g.cell/2))
				if !ok || place != at || !hit || back != d {
					t.Errorf("%s is drawn at %v, found at %v, and what is there is %s", d, at, place, back)
				}
				if row := int((at.Y - g.names) / g.cell); len(g.blocks) == 1 && row != sinceWeekStart(d, c.week) {
					t.Errorf("%s stands in row %d", d, row)
				}
			})
			if want := daysBetween(journal.Date{Year: c.year, Month: 1, Day: 1}, journal.Date{Year: c.year + 1, Month: 1, Day: 1}); n != want {
				t.Errorf("%d days are drawn, want %d", n, want)
			}
		})
	}
}

func TestTheDayUnderThePointerIsToldAndAClickChoosesIt(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	h := yearMap(time.Monday, 0)
	w := test.NewTempWindow(t, h)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(900, 300))
	r := test.WidgetRenderer(h).(*heatRenderer)
	if r.description.String() != "Thursday, 12 March · 2 entries" {
		t.Errorf("it tells %q, want the chosen day", r.description)
	}
	g := h.grid()
	at, _ := g.place(on(6, 1))
	at = at.AddXY(g.cell/2, g.cell/2)
	h.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
	if r.description.String() != "Monday, 1 June · 2 entries" {
		t.Errorf("under the pointer it tells %q", r.description)
	}
	h.MouseOut()
	if r.description.String() != "Thursday, 12 March · 2 entries" {
		t.Errorf("without a pointer it tells %q", r.description)
	}
	taken := 0
	h.OnPicked = func(journal.Date) { taken++ }
	test.TapAt(h, at)
	if h.Chosen() != on(6, 1) || taken != 0 {
		t.Errorf("a click chose %s and took %d days, want it chosen alone", h.Chosen(), taken)
	}
	if test.TapAt(h, at); taken != 1 {
		t.Errorf("a second click took %d days", taken)
	}
}

func TestMovingDoesNotDrawTheDaysAnew(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	h := yearMap(time.Monday, 0)
	h.Resize(fyne.NewSize(900, 300))
	r := test.WidgetRenderer(h).(*heatRenderer)
	before := r.drawn
	uitest.Press(h, fyne.KeyDown, fyne.KeyRight)
	h.FocusGained()
	if r.drawn != before {
		t.Error("moving drew the days anew")
	}
	if h.SetDays(2026, 145, someDays, dayWords); r.drawn == before {
		t.Error("another year did not draw them")
	}
}

// BenchmarkHeatMap draws a year at twice the pixels.
func BenchmarkHeatMap(b *testing.B) {
	test.NewTempApp(b)
	h := yearMap(time.Monday, 145)
	h.Resize(fyne.NewSize(1000, 300))
	r := test.WidgetRenderer(h).(*heatRenderer)
	var img image.Image
	for b.Loop() {
		img = r.paint(2000, 400)
	}
	_ = img
}

func TestGoldenHeatMap(t *testing.T) {
	uitest.Golden(t, "heatmap", 860, func() []fyne.CanvasObject {
		legend := HeatLegend(145, HeatKey{HeatDay{Shade: 1}, "1–2"}, HeatKey{HeatDay{Shade: 3}, "3–4"}, HeatKey{HeatDay{Shade: 5}, "5 or more"},
			HeatKey{HeatDay{Unrecorded: true}, "written, without this rating"}, HeatKey{HeatDay{Planned: true}, "planned"})
		focused := yearMap(time.Sunday, 0)
		focused.focused = true
		return []fyne.CanvasObject{surface.NewCard(arrange.Flow(theme.Unit, yearMap(time.Monday, 145), legend), nil), surface.NewCard(arrange.LeftColumn(560, focused), nil)}
	})
}

func TestGoldenMonth(t *testing.T) {
	uitest.Golden(t, "month", 860, func() []fyne.CanvasObject {
		marks := map[journal.Date][]DayMark{
			on(3, 2):  {{Title: "First pitch after the holidays", Hue: 25}},
			on(3, 10): {{Title: "Eight kilometres along the river", Hue: 145}, {Title: "Opera house", Hue: 25}, {Title: "Scales", Hue: 280}, {Title: "Call", Hue: 25}, {Title: "Walk", Hue: 145}},
			on(3, 27): {{Title: "The long run", Hue: 145, Hollow: true}},
			on(4, 3):  {{Title: "Rehearsal", Hue: 280, Hollow: true}},
		}
		var shown []fyne.CanvasObject
		for _, width := range []float32{840, 300} {
			m := NewRoomyMonth(time.Monday)
			m.SetQuietly(on(3, 12), on(3, 4))
			m.SetMarks(marks)
			m.focused = width == 840
			shown = append(shown, surface.NewCard(arrange.LeftColumn(width, m), nil))
		}
		return shown
	})
}
