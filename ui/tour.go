package ui

import (
	"bytes"
	"fmt"
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
	"enactive/ui/page"
	"enactive/ui/state"
	"enactive/ui/theme"
)

// settle is how long the tour lets a page come to rest before it takes the picture.
const settle = 700 * time.Millisecond

// Tour walks through every page with the sample year, in light and dark, and writes a
// picture of each and of the charts into a folder. It must not be called on the
// interface's thread, and the window must be on a screen.
func (u *App) Tour(into string) error {
	if err := os.MkdirAll(into, 0o700); err != nil {
		return fmt.Errorf("making the folder for the pictures: %w", err)
	}
	u.await(func() { u.window.Resize(fyne.NewSize(1280, 800)) })
	for i, mode := range []theme.Mode{theme.Light, theme.Dark} {
		u.await(func() { u.wear(page.Appearance{Mode: mode, Scale: 1}) })
		if i == 0 {
			if err := u.picture(into, "welcome", mode); err != nil {
				return err
			}
			u.await(u.Sample)
		}
		if u.open == nil {
			return fmt.Errorf("the sample year did not open")
		}
		if err := u.tourPages(into, mode); err != nil {
			return err
		}
	}
	if err := u.tourCharts(into); err != nil {
		return err
	}
	u.await(func() { u.folder = "your journal"; u.open.leave(); u.lockPage() })
	return u.picture(into, "locked", theme.Dark)
}

func (u *App) tourPages(into string, mode theme.Mode) error {
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
		{"editor", func() {
			if len(told) > 0 {
				d.editEntry(told[0].Clone())
			}
		}},
		{"area editor", func() { d.editArea(areas[0]) }},
		{"settings", func() { d.show(pageSettings) }},
		{"quick entry", func() { d.show(pageHome); d.openQuick() }},
	}
	for _, a := range areas {
		stops = append(stops, struct {
			name string
			do   func()
		}{"insights of " + a.Name, func() { d.page.OpenArea(a.ID) }})
	}
	for _, s := range stops {
		u.await(func() { d.closeQuick(); s.do() })
		if err := u.picture(into, s.name, mode); err != nil {
			return err
		}
	}
	u.await(d.closeQuick)
	return nil
}

// tourCharts writes every chart of every area as a file of its own.
func (u *App) tourCharts(into string) error {
	j := u.open.journal
	for _, a := range j.Areas() {
		for i, p := range state.Panels(j, a.ID, journal.Date{}, journal.DateOf(j.Now())) {
			name := fmt.Sprintf("chart of %s, %s.svg", a.Name, charts.Catalogue()[i].Key)
			err := atomicfile.Write(filepath.Join(into, name), func(w io.Writer) error {
				return charts.SVG(w, p.Chart, charts.Size{Width: 960, Height: 480, Heading: true}, charts.Light().WithAccent(theme.Hue(a.Color, false)))
			})
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
	u.idle()
	time.Sleep(settle)
	u.idle()
}

func (u *App) picture(into, name string, mode theme.Mode) error {
	var b bytes.Buffer
	var err error
	fyne.DoAndWait(func() { err = png.Encode(&b, u.paint()) })
	if err != nil {
		return fmt.Errorf("taking a picture of %s: %w", name, err)
	}
	return atomicfile.Write(filepath.Join(into, fmt.Sprintf("%s, %s.png", name, mode)), func(w io.Writer) error {
		_, err := b.WriteTo(w)
		return err
	})
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
