package ui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"

	"enactive/charts"
	"enactive/journal"
	"enactive/journal/vault"
	"enactive/ui/page"
	"enactive/ui/session"
	"enactive/ui/state"
	"enactive/ui/theme"
)

// settleTime is how long the tour lets a page come to rest before it takes the picture.
const settleTime = 60 * time.Millisecond

// look is how the window is dressed for a round of the tour.
type look struct {
	name     string
	size     fyne.Size
	mode     theme.Mode
	scale    float32
	language string
	all      bool // also the charts of the areas after the first, and the pages of an empty journal
}

func looks() []look {
	small, wide := fyne.NewSize(1280, 800), fyne.NewSize(1920, 1200)
	return []look{
		{"light", small, theme.Light, 1, "en", true},
		{"dark", small, theme.Dark, 1, "en", true},
		{"light, wide", wide, theme.Light, 1, "en", false},
		{"dark, wide", wide, theme.Dark, 1, "en", false},
		{"light, largest text", small, theme.Light, 2, "en", false},
		{"light, narrow", fyne.NewSize(900, 600), theme.Light, 1, "en", false},
		{"light, German", small, theme.Light, 1, "de", true},
		{"dark, wide, German", wide, theme.Dark, 1, "de", false},
		{"light, Japanese", small, theme.Light, 1, "ja", false},
	}
}

// Walk takes a dozen pictures of the main pages with the sample year, and writes them to a folder
// with an index. say gets a line about each. Like Tour, it must not be called on the interface's
// thread, and the window must be on a screen.
func (u *App) Walk(into string, say func(line string)) error { return u.take(scenes(), into, say) }

// Handbook takes the pictures of the handbook, as Walk does those of the main pages.
func (u *App) Handbook(into string, say func(line string)) error {
	return u.take(handbookScenes(), into, say)
}

// take takes the pictures of scenes.
func (u *App) take(scenes []scene, into string, say func(line string)) error {
	t, err := u.newTour(into, say)
	if err != nil {
		return err
	}
	for _, s := range scenes {
		t.total += len(s.stops)
	}
	for _, s := range scenes {
		if err := t.takeScene(s); err != nil {
			return err
		}
	}
	if t.taken != t.total {
		return fmt.Errorf("the walk took %d pictures and meant to take %d", t.taken, t.total)
	}
	return t.index()
}

// takeScene takes the pictures of a few pages in one look: first those before a journal is open, then
// those of the sample year.
func (t *tour) takeScene(s scene) error {
	t.applyLook(s.look)
	if err := t.walk(s.look, "", chosen(t.entranceStops(), s.stops)); err != nil {
		return err
	}
	if err := t.beginSample(); err != nil {
		return err
	}
	if err := t.walk(s.look, "", t.stopsOf(s)); err != nil {
		return err
	}
	t.await(t.end)
	return nil
}

// Tour takes pictures of every page with the sample year and with an empty journal, in light and
// dark, in several sizes of window and text and in several languages, and of the charts, and writes
// them to a folder with an index. It must not be called on the interface's thread, and the window
// must be on a screen. say gets a line about each.
func (u *App) Tour(into string, say func(line string)) error {
	t, err := u.newTour(into, say)
	if err != nil {
		return err
	}
	for i, l := range looks() {
		if err := t.round(l, i == 0); err != nil {
			return err
		}
	}
	return t.index()
}

func (u *App) newTour(into string, say func(line string)) (*tour, error) {
	if err := os.MkdirAll(into, 0o700); err != nil {
		return nil, fmt.Errorf("making the folder for the pictures: %w", err)
	}
	return &tour{App: u, folder: into, say: say, empty: filepath.Join(filepath.Dir(u.options.SampleFolder), "empty")}, nil
}

// tour is a walk under way, with the pictures that it has taken of each page.
type tour struct {
	*App
	folder string
	empty  string // the folder of a journal with nothing in it
	pages  []pictured
	say    func(line string)
	// taken is the number of files so far, total the expected number; 0 if unknown.
	taken, total int
}

// pictured are the pictures of one page.
type pictured struct {
	Page  string
	Files []string
}

// round takes a picture of every page in one appearance, and of the charts on request.
func (t *tour) round(l look, charts bool) error {
	t.applyLook(l)
	if err := t.walk(l, "", t.entranceStops()); err != nil {
		return err
	}
	if l.all {
		if err := t.beginEmpty(); err != nil {
			return err
		}
		if err := t.walk(l, "empty, ", t.emptyStops()); err != nil {
			return err
		}
		t.await(t.end)
	}
	if err := t.beginSample(); err != nil {
		return err
	}
	if err := t.walk(l, "", t.sampleStops(l)); err != nil {
		return err
	}
	if charts {
		if err := t.charts(); err != nil {
			return err
		}
	}
	t.await(t.end)
	return nil
}

// applyLook gives the window its size and its look.
func (t *tour) applyLook(l look) {
	t.await(func() {
		t.window.Resize(l.size)
		t.applyAppearance(page.Appearance{Mode: l.mode, Scale: l.scale, Week: time.Monday, Language: l.language})
	})
}

// beginSample opens the sample year, and makes it the first time.
func (t *tour) beginSample() error {
	if t.await(t.Sample); t.open == nil {
		return errors.New("the sample year did not open")
	}
	return nil
}

// beginEmpty opens a journal with nothing in it.
func (t *tour) beginEmpty() error {
	if _, err := vault.Inspect(t.empty); errors.Is(err, vault.ErrNoJournal) {
		t.await(func() {
			t.create(t.empty, session.NoPassphrase(), func(context.Context, *journal.Journal) error { return nil }, func() {})
		})
	} else {
		t.await(func() { t.Start(t.empty) })
	}
	if t.open == nil {
		return errors.New("the empty journal did not open")
	}
	return nil
}

// end closes the journal that is open.
func (t *tour) end() {
	t.clear()
	w := t.open
	t.open = nil
	t.clearScreen()
	w.close()
	t.tasks.Work(func(context.Context) error { return w.session.CloseAtOnce() }, func(err error) {
		if err != nil {
			fyne.LogError("Closing a journal of the tour", err)
		}
	})
}

// walk goes through the stops and takes a picture at each.
func (t *tour) walk(l look, of string, stops []stop) error {
	for _, s := range stops {
		t.await(func() {
			if t.open != nil {
				t.clear()
			}
			s.do()
		})
		if err := t.picture(of+s.name, l); err != nil {
			return err
		}
	}
	return nil
}

// clear takes every sheet off the window.
func (t *tour) clear() {
	t.open.stopWriting()
	t.open.closeQuick()
	for _, o := range t.window.Canvas().Overlays().List() {
		t.window.Canvas().Overlays().Remove(o)
	}
}

// charts writes every chart of every area as files of its own, a picture and a drawing.
func (t *tour) charts() error {
	j := t.open.journal()
	for _, a := range j.Areas() {
		panels, err := t.open.insights.Panels(t.tasks.ctx, a.ID, state.Range{To: journal.DateOf(j.Now())})
		if err != nil {
			return err
		}
		for _, p := range panels.Shown {
			name := fmt.Sprintf("chart of %s, %s", a.Name, p.Key)
			size, look := charts.Size{Width: 960, Height: 480, Heading: true}, charts.Light().WithAccent(theme.Hue(a.Color, false))
			err := errors.Join(
				t.write("charts of "+a.Name, name+".png", func(w io.Writer) error { return charts.PNG(w, p.Chart, size, look, 1) }),
				t.write("charts of "+a.Name, name+".svg", func(w io.Writer) error { return charts.SVG(w, p.Chart, size, look) }))
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// await does something on the interface's thread and waits until it has come to rest.
func (u *App) await(do func()) {
	fyne.DoAndWait(do)
	u.tasks.idle()
	time.Sleep(settleTime)
	u.tasks.idle()
}
