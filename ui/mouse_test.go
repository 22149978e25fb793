package ui

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"enactive/journal"
	"enactive/ui/choose"
	"enactive/ui/control"
	"enactive/ui/dayview"
	"enactive/ui/entryview"
	"enactive/ui/pointing"
	"enactive/ui/shell"
	"enactive/ui/surface"
)

// rows are the rows of the timeline that can be seen, in their order.
func (d *driven) rows() []*entryview.EntryRow {
	var rows []*entryview.EntryRow
	d.seen(func(o fyne.CanvasObject, _ fyne.Position) {
		if r, ok := o.(*entryview.EntryRow); ok {
			rows = append(rows, r)
		}
	})
	return rows
}

func TestAClickOnARowOpensItsEntry(t *testing.T) {
	for _, width := range []float32{1280, 700} { // beside the list, and over it
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			d := open(t, storied(t))
			d.window.Resize(fyne.NewSize(width, 800))
			d.do(func(x *mainWindow) { x.show(pageEntries) })
			row := d.middle(d.rows()[2])
			d.hides("Lessons")
			d.clickAt(row, desktop.MouseButtonPrimary, 0)
			want := d.open.journal().Entries(journal.Query{Newest: true})[2].ID
			if got := d.open.pages.entries.Reading(); got != want {
				t.Fatalf("a click opens %q, want %q", got, want)
			}
			d.pass(time.Second)
			d.clickAt(row, desktop.MouseButtonPrimary, 0) // later than the second half of a double click
			if got := d.open.pages.entries.Reading(); got != want {
				t.Errorf("a second click leads on to %q, want %q", got, want)
			}
			if d.open.nav.form != nil || d.window.Canvas().Overlays().Top() != nil {
				t.Error("a second click opens something else over the entry")
			}
		})
	}
}

func TestClicksWithKeysSelectRows(t *testing.T) {
	d := open(t, storied(t))
	d.do(func(x *mainWindow) { x.show(pageEntries) })
	rows := d.rows()
	d.clickAt(d.middle(rows[1]), desktop.MouseButtonPrimary, fyne.KeyModifierShortcutDefault)
	d.clickAt(d.middle(rows[1]), desktop.MouseButtonPrimary, 0)
	d.hides("is selected")
	d.pass(time.Second) // a click with a key is no half of a double click
	at := func(i int) fyne.Position { return d.middle(d.rows()[i]) }
	d.clickAt(at(1), desktop.MouseButtonPrimary, fyne.KeyModifierShortcutDefault)
	d.shows("1 entry selected")
	d.clickAt(at(4), desktop.MouseButtonPrimary, fyne.KeyModifierShift)
	d.shows("4 entries selected")
	d.clickAt(at(2), desktop.MouseButtonPrimary, fyne.KeyModifierShortcutDefault)
	d.shows("3 entries selected")
	d.clickAt(at(0), desktop.MouseButtonPrimary, 0)
	d.hides("selected")
}

// Whatever takes the pointer on a page does something with it: an object that takes the press
// of a button, and no tap, hides what lies under it from every click.
func TestWhatTakesThePointerTakesTheClick(t *testing.T) {
	d := open(t, storied(t))
	for _, name := range pageNames() {
		for _, size := range []fyne.Size{fyne.NewSize(1280, 800), fyne.NewSize(900, 600)} {
			d.window.Resize(size)
			d.do(func(x *mainWindow) { x.show(name) })
			seen := 0
			everyPoint(size, func(at fyne.Position) {
				o, _ := d.under(at, takesClicks)
				if o == nil {
					return
				}
				seen++
				_, tap := o.(fyne.Tappable)
				_, double := o.(fyne.DoubleTappable)
				if _, press := o.(desktop.Mouseable); press && !tap && !double {
					t.Errorf("%v at %v: a %T takes the button and no click", name, at, o)
				}
			})
			if seen == 0 {
				t.Errorf("%v takes no click anywhere", name)
			}
		}
	}
}

// Wherever the pointer is over a page that is longer than the window, the wheel moves it.
func TestTheWheelMovesThePageWhereverItIs(t *testing.T) {
	d := open(t, storied(t))
	size := fyne.NewSize(900, 400)
	d.window.Resize(size)
	for _, name := range pageNames() {
		d.do(func(x *mainWindow) { x.show(name) })
		everyPoint(size, func(at fyne.Position) {
			o, in := d.under(at, isScrollable)
			if o == nil {
				return
			}
			if !ours(o) {
				t.Errorf("%v at %v: the wheel is taken by a %T of the toolkit", name, at, o)
			}
			o.(fyne.Scrollable).Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: in, AbsolutePosition: at}, Scrolled: fyne.NewDelta(0, -1)})
		})
	}
}

// ours reports whether the type of an object is one of this program, whose step is three lines.
func ours(o fyne.CanvasObject) bool {
	return strings.HasPrefix(reflect.TypeOf(o).Elem().PkgPath(), "enactive/")
}

// everyPoint visits points of the window that are near enough to hit each row and button.
func everyPoint(size fyne.Size, visit func(fyne.Position)) {
	for y := float32(6); y < size.Height; y += 14 {
		for x := float32(6); x < size.Width; x += 26 {
			visit(fyne.NewPos(x, y))
		}
	}
}

func pageNames() []pageName {
	return []pageName{pageHome, pageEntries, pageCalendar, pageAreas, pageInsights, pageReview, pageSafety, pageSettings, pageBin}
}

// A click does something wherever something takes it, and the second half of a double click
// opens no sheet.
func TestASecondClickDoesNothingMore(t *testing.T) {
	if testing.Short() {
		t.Skip("it looks at pictures")
	}
	size := fyne.NewSize(1280, 800)
	for _, name := range pageNames() {
		t.Run(string(name), func(t *testing.T) {
			d := open(t, storied(t))
			d.window.Resize(size)
			d.afresh(name)
			targets := d.targets(size)
			t.Logf("%d things take a click", len(targets))
			for _, at := range targets {
				d.afresh(name)
				o, _ := d.under(at, isTappable)
				if o == nil || hasNothingToDo(o) {
					continue // an earlier click has left the page otherwise, or it is what is shown already
				}
				what := fmt.Sprintf("a click at %v on a %T", at, o)
				before := d.state()
				d.clickAt(at, desktop.MouseButtonPrimary, 0)
				once, sheets := d.state(), d.sheets()
				d.clickAt(at, desktop.MouseButtonPrimary, 0)
				if twice := d.sheets(); twice > sheets {
					t.Errorf("%s makes %d sheets, and a second one makes them %d", what, sheets, twice)
				}
				if once != before {
					continue
				}
				d.afresh(name)
				picture := d.window.Canvas().Capture()
				d.clickAt(at, desktop.MouseButtonPrimary, 0)
				if reflect.DeepEqual(picture, d.window.Canvas().Capture()) {
					t.Errorf("%s does nothing", what)
				}
			}
		})
	}
}

func isTappable(o fyne.CanvasObject) bool { _, ok := o.(fyne.Tappable); return ok }

// hasNothingToDo reports whether an object takes clicks so that they reach nothing under it, or
// stands for what is chosen already.
func hasNothingToDo(o fyne.CanvasObject) bool {
	switch o := o.(type) {
	case *surface.Card:
		return o.OnTapped == nil
	case *surface.FoldCard:
		return o.OnTapped == nil
	case *shell.NavItem, *control.Link, *choose.Choice:
		return true
	case *dayview.HeatMap, *dayview.Month: // a double click opens the form of the day
		return true
	case *pointing.Ground: // only a double click does something
		return true
	}
	return false
}

// sheets is how many sheets lie over the window.
func (d *driven) sheets() int {
	n := 0
	for _, o := range d.window.Canvas().Overlays().List() {
		if _, ok := o.(*shell.Sheet); ok {
			n++
		}
	}
	return n
}

// state is what can be read and what has the keyboard.
func (d *driven) state() string {
	return fmt.Sprintf("%s\n%d %p", d.words(), d.sheets(), d.window.Canvas().Focused())
}

// afresh shows a page without anything over it.
func (d *driven) afresh(name pageName) {
	d.t.Helper()
	for o := d.window.Canvas().Overlays().Top(); o != nil; o = d.window.Canvas().Overlays().Top() {
		o.Hide()
		d.window.Canvas().Overlays().Remove(o)
	}
	d.window.Canvas().Unfocus()
	d.do(func(x *mainWindow) { x.show(pageAreas) })
	d.do(func(x *mainWindow) { x.show(name) })
}

// targets are points on everything that takes a click, one for each.
func (d *driven) targets(size fyne.Size) []fyne.Position {
	var points []fyne.Position
	seen := map[fyne.CanvasObject]bool{}
	everyPoint(size, func(at fyne.Position) {
		if o, _ := d.under(at, isTappable); o != nil && !seen[o] {
			seen[o] = true
			points = append(points, at)
		}
	})
	return points
}
