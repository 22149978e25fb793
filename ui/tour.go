package ui

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"image"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"

	"enactive/charts"
	"enactive/journal"
	"enactive/journal/atomicfile"
	"enactive/journal/vault"
	"enactive/ui/page"
	"enactive/ui/state"
	"enactive/ui/theme"
)

// settle is how long the tour lets a page come to rest before it takes the picture.
const settle = 150 * time.Millisecond

// look is how the window is dressed for a round of the tour.
type look struct {
	name   string
	size   fyne.Size
	mode   theme.Mode
	scale  float32
	charts bool // also the charts of the areas after the first
}

func looks() []look {
	small, wide := fyne.NewSize(1280, 800), fyne.NewSize(1920, 1200)
	return []look{
		{"light", small, theme.Light, 1, true},
		{"dark", small, theme.Dark, 1, true},
		{"light, wide", wide, theme.Light, 1, false},
		{"dark, wide", wide, theme.Dark, 1, false},
		{"largest text", small, theme.Light, 2, false},
	}
}

// Tour walks through every page with the sample year, in light and dark, two sizes of
// window and two of text, and writes a picture of each and of the charts into a folder,
// with an index to look at them. It must not be called on the interface's thread, and the
// window must be on a screen.
func (u *App) Tour(into string) error {
	if err := os.MkdirAll(into, 0o700); err != nil {
		return fmt.Errorf("making the folder for the pictures: %w", err)
	}
	t := &tour{App: u, into: into}
	for i, l := range looks() {
		u.await(func() {
			u.window.Resize(l.size)
			u.wear(page.Appearance{Mode: l.mode, Scale: l.scale, Week: time.Monday})
		})
		if i == 0 {
			if err := t.picture("welcome", l); err != nil {
				return err
			}
			u.await(u.Sample)
		}
		if u.open == nil {
			return fmt.Errorf("the sample year did not open")
		}
		if err := t.pages(l); err != nil {
			return err
		}
	}
	if err := t.charts(); err != nil {
		return err
	}
	last := looks()[1]
	u.await(func() {
		u.window.Resize(last.size)
		u.folder = "your journal"
		u.open.leave()
		u.wear(page.Appearance{Mode: last.mode, Scale: last.scale, Week: time.Monday})
		u.lockPage("")
	})
	if err := t.picture("locked", last); err != nil {
		return err
	}
	u.await(func() {
		l := &page.Lock{Window: u.window, Folder: u.folder, Icon: u.o.Icon}
		u.window.SetContent(l.Object())
		l.Recover()
	})
	if err := t.picture("recovery", last); err != nil {
		return err
	}
	return t.index()
}

// tour is a walk under way, with the files that it has written.
type tour struct {
	*App
	into  string
	files []string
}

func (u *tour) pages(l look) error {
	d := u.open
	areas := d.journal.Areas()
	told := d.journal.Entries(journal.Query{Types: []journal.Type{journal.Experience}, Kinds: []journal.Kind{journal.Stretch}, Newest: true, Limit: 1})
	stops := []struct {
		name string
		do   func()
	}{
		{"home", func() { d.show(pageHome) }},
		{"entries", func() {
			d.show(pageEntries)
			if len(told) > 0 {
				d.entries.Open(told[0].ID)
			}
		}},
		{"entries, searched", func() {
			d.show(pageEntries)
			d.entries.Show(journal.Query{Text: "wood", Outcomes: []journal.Outcome{journal.Success}})
		}},
		{"calendar", func() { d.entries.Show(journal.Query{}); d.show(pageCalendar) }},
		{"areas", func() { d.page.ManageArea(areas[0].ID) }},
		{"templates", func() { d.editArea(journal.Area{}) }},
		{"insights side by side", func() { d.page.OpenArea(areas[0].ID); d.insights.Compare(areas[1].ID) }},
		{"review", func() { d.show(pageReview) }},
		{"plan", func() { d.begin(journal.Plan) }},
		{"palette", func() { d.show(pageHome); d.openPalette() }},
		{"keys", func() { d.show(pageHome); d.showKeys() }},
		{"editor", func() {
			if len(told) > 0 {
				d.editEntry(told[0].Clone())
			}
		}},
		{"area editor", func() { d.makeArea(areas[0]) }},
		{"safety", func() { d.protected = true; d.show(pageSafety) }},
		{"safety without a passphrase", func() { d.protected = false; d.show(pageSafety) }},
		{"new passphrase", func() { d.show(pageSafety); d.safety.AddPassphrase() }},
		{"recovery words", func() { d.show(pageSafety); d.safety.Recovery() }},
		{"bin", func() { d.show(pageBin) }},
		{"full disk", func() {
			d.show(pageHome)
			d.unsaved(savingForm, vault.ErrNoSpace, func() {})
		}},
		{"settings", func() { d.saved(savingForm); d.show(pageSettings) }},
		{"quick entry", func() { d.show(pageHome); d.openQuick() }},
	}
	for i, a := range areas {
		if i > 0 && !l.charts {
			break
		}
		stops = append(stops, struct {
			name string
			do   func()
		}{"insights of " + a.Name, func() { d.page.OpenArea(a.ID); d.insights.Scroll(0) }})
	}
	for _, part := range []float32{0, 0.33, 0.66, 1} {
		name := fmt.Sprintf("insights, %.0f percent down", 100*part)
		if part == 0 {
			name = "insights with an explanation and a table"
		}
		stops = append(stops, struct {
			name string
			do   func()
		}{name, func() {
			if part < 0.5 {
				d.insights.Unfold() // and back
			}
			d.insights.Scroll(part)
		}})
	}
	for _, s := range stops {
		u.await(func() { u.clear(); s.do() })
		if err := u.picture(s.name, l); err != nil {
			return err
		}
	}
	u.await(u.clear)
	return nil
}

// clear takes every sheet off the window.
func (u *tour) clear() {
	u.open.closeQuick()
	for _, o := range u.window.Canvas().Overlays().List() {
		u.window.Canvas().Overlays().Remove(o)
	}
}

// charts writes every chart of every area as files of its own, a picture and a drawing.
func (u *tour) charts() error {
	j := u.open.journal
	for _, a := range j.Areas() {
		panels, err := u.open.page.Insights.Panels(u.ctx, a.ID, state.Range{To: journal.DateOf(j.Now())})
		if err != nil {
			return err
		}
		for _, p := range panels.Shown {
			name := fmt.Sprintf("chart of %s, %s", a.Name, p.Key)
			size, look := charts.Size{Width: 960, Height: 480, Heading: true}, charts.Light().WithAccent(theme.Hue(a.Color, false))
			err := errors.Join(
				u.write(name+".png", func(w io.Writer) error { return charts.PNG(w, p.Chart, size, look, 1) }),
				u.write(name+".svg", func(w io.Writer) error { return charts.SVG(w, p.Chart, size, look) }))
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// index writes a page that shows all pictures.
func (u *tour) index() error {
	files := u.files
	return u.write("index.html", func(w io.Writer) error { return indexPage.Execute(w, files) })
}

var indexPage = template.Must(template.New("index").Parse(`<!doctype html>
<meta charset="utf-8"><title>Enactive: every page</title>
<style>body{font-family:sans-serif;margin:2em;background:#eee}figure{display:inline-block;margin:0 1em 1.5em 0}img{max-width:620px;box-shadow:0 1px 6px #0005}</style>
<h1>Every page of the window</h1>
{{range .}}<figure><a href="{{.}}"><img src="{{.}}" alt="{{.}}"></a><figcaption>{{.}}</figcaption></figure>
{{end}}`))

// await does something on the interface's thread and waits until it has come to rest.
func (u *App) await(do func()) {
	fyne.DoAndWait(do)
	u.idle()
	time.Sleep(settle)
	u.idle()
}

func (u *tour) picture(name string, l look) error {
	var b bytes.Buffer
	var shown image.Image
	fyne.DoAndWait(func() { shown = u.paint() })
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, shown); err != nil {
		return fmt.Errorf("taking a picture of %s: %w", name, err)
	}
	return u.write(fmt.Sprintf("%s, %s.png", name, l.name), func(w io.Writer) error {
		_, err := b.WriteTo(w)
		return err
	})
}

// write writes a file of the tour and remembers its name.
func (u *tour) write(name string, write func(io.Writer) error) error {
	u.files = append(u.files, name)
	return atomicfile.Write(filepath.Join(u.into, name), write)
}

// paint draws what the window shows with the toolkit's own painter: a virtual screen does
// not let its graphics memory be read.
func (u *App) paint() image.Image {
	shown := u.window.Canvas()
	c := software.NewCanvas()
	c.SetPadded(false)
	c.SetContent(shown.Content())
	for _, o := range shown.Overlays().List() {
		c.Overlays().Add(o)
	}
	c.Resize(shown.Size())
	return c.Capture()
}
