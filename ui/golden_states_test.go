package ui

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/journal/vault"
	"enactive/ui/page"
	"enactive/ui/theme"
	"enactive/ui/uitest"
)

// TestGoldenStates holds every page without an area, without an entry, and full with larger text in the
// dark, against its pictures. What the page about safety says hangs on the computer.
func TestGoldenStates(t *testing.T) {
	takesLong(t)
	for _, state := range []struct {
		name   string
		folder string
		mode   theme.Mode
		scale  float32
	}{
		{"bare", bareJournal(t), theme.Light, 1},
		{"empty", journalAt(t, vault.NoPassphrase()), theme.Light, 1},
		{"full", sampled(t), theme.Dark, 1.5},
	} {
		d := open(t, state.folder)
		d.folder = "/home/you/journal"
		d.applyAppearance(page.Appearance{Mode: state.mode, Scale: state.scale, Week: time.Monday})
		d.rest()
		for _, p := range places() {
			if p.name == pageSafety || p.name == pageSettings {
				continue
			}
			t.Run(string(p.name)+" "+state.name, func(t *testing.T) {
				d.do(func(x *mainWindow) { x.show(p.name) })
				d.still(t, fyne.NewSize(1280, 800), fmt.Sprintf("%s_%s.png", p.name, state.name))
			})
		}
	}
}

// bareJournal is a journal that has not even an area.
func bareJournal(t *testing.T) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "journal")
	j, err := journal.Create(t.Context(), folder, vault.NoPassphrase(), journal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	return folder
}

// TestGoldenWaysIn holds the pages before a journal is open against their pictures.
func TestGoldenWaysIn(t *testing.T) {
	takesLong(t)
	d := open(t, journalAt(t, vault.NoPassphrase()))
	ways := func() *page.Welcome {
		w := d.welcomePage()
		w.Folder = "/home/you/journal"
		d.window.SetContent(w.Object())
		return w
	}
	for _, l := range []struct {
		name  string
		mode  theme.Mode
		scale float32
	}{{"light", theme.Light, 1}, {"dark", theme.Dark, 1}, {"large", theme.Light, 1.5}} {
		d.applyAppearance(page.Appearance{Mode: l.mode, Scale: l.scale, Week: time.Monday})
		for name, show := range map[string]func(){
			"welcome":     func() { ways() },
			"welcome_new": func() { ways().NewJournal() },
			"locked": func() {
				d.window.SetContent(page.NewLock(entranceHost{d.App}, "/home/you/journal", d.options.Icon).Object())
			},
		} {
			t.Run(name+" "+l.name, func(t *testing.T) {
				show()
				d.still(t, fyne.NewSize(1024, 700), fmt.Sprintf("%s_%s.png", name, l.name))
			})
		}
	}
}

// still holds what the window shows, once it has come to rest, against a picture.
func (d *driven) still(t *testing.T, size fyne.Size, picture string) {
	t.Helper()
	d.rest()
	c := d.window.Canvas()
	c.Unfocus()   // a cursor blinks
	for range 2 { // wrapped text has its height only once it has its width
		c.Content().Refresh()
		d.window.Resize(size.AddWidthHeight(0, 20))
		d.window.Resize(size)
	}
	uitest.CompareWithGolden(t, picture, c.Capture())
}
