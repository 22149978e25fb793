package ui

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/resources/translations"
	"enactive/ui/input"
	"enactive/ui/page"
	"enactive/ui/prose"
	"enactive/ui/scrolling"
	"enactive/ui/theme"
)

// label is a text on the screen: where it is, and what of it can be seen.
type label struct {
	text       string
	at         fyne.Position
	size       fyne.Size
	left, edge float32 // of the place that shows it, from side to side
	top, foot  float32
	short      string // the whole text, where "…" stands for the end of it
}

// labels finds all texts under an object, as far as what they lie in lets them be seen.
func labels(o fyne.CanvasObject, at fyne.Position, clip [4]float32, found *[]label) {
	if !o.Visible() {
		return
	}
	at = at.Add(o.Position())
	narrow := func() [4]float32 {
		s := o.Size()
		return [4]float32{max(clip[0], at.X), max(clip[1], at.Y), min(clip[2], at.X+s.Width), min(clip[3], at.Y+s.Height)}
	}
	switch o := o.(type) {
	case *canvas.Text:
		if strings.TrimSpace(o.Text) != "" {
			size := o.MinSize()
			x := at.X
			switch o.Alignment {
			case fyne.TextAlignTrailing:
				x += o.Size().Width - size.Width
			case fyne.TextAlignCenter:
				x += (o.Size().Width - size.Width) / 2
			}
			*found = append(*found, label{text: o.Text, at: fyne.NewPos(x, at.Y), size: size, left: clip[0], edge: clip[2], top: clip[1], foot: clip[3]})
		}
	case *scrolling.Scroll:
		labels(o.Content, at, narrow(), found)
	case *container.Clip:
		labels(o.Content, at, narrow(), found)
	case *input.Field: // what is typed scrolls within it
	case *fyne.Container:
		for _, inner := range o.Objects {
			labels(inner, at, clip, found)
		}
	case *prose.Label:
		before := len(*found)
		for _, inner := range test.WidgetRenderer(o).Objects() {
			labels(inner, at, clip, found)
		}
		if n := len(*found); n > before && strings.HasSuffix((*found)[n-1].text, "…") && !strings.HasSuffix(o.String(), "…") {
			(*found)[n-1].short = o.String()
		}
	case fyne.Widget:
		for _, inner := range test.WidgetRenderer(o).Objects() {
			labels(inner, at, clip, found)
		}
	}
}

// misfits names labels that are cut at a side, or lie over each other.
func misfits(root fyne.CanvasObject, window fyne.Size) []string {
	var all []label
	labels(root, fyne.Position{}, [4]float32{0, 0, window.Width, window.Height}, &all)
	var wrong []string
	if len(all) < 5 {
		wrong = append(wrong, fmt.Sprintf("only %d labels were found", len(all)))
	}
	var seen []label
	for _, l := range all {
		if l.at.X < l.left-1.5 || l.at.X+l.size.Width > l.edge+1.5 {
			wrong = append(wrong, fmt.Sprintf("%q is cut: it lies from %.0f to %.0f, and %.0f to %.0f is shown", l.text, l.at.X, l.at.X+l.size.Width, l.left, l.edge))
		}
		if l.short != "" {
			wrong = append(wrong, fmt.Sprintf("%q is shortened to %q", l.short, l.text))
		}
		for _, o := range seen {
			if o.top != l.top || o.foot != l.foot || o.left != l.left || o.edge != l.edge {
				continue // in another place that scrolls
			}
			across := min(l.at.X+l.size.Width, o.at.X+o.size.Width) - max(l.at.X, o.at.X)
			down := min(l.at.Y+l.size.Height, o.at.Y+o.size.Height) - max(l.at.Y, o.at.Y)
			if across > 2 && down > min(l.size.Height, o.size.Height)*0.4 {
				wrong = append(wrong, fmt.Sprintf("%q lies over %q", l.text, o.text))
			}
		}
		seen = append(seen, l)
	}
	return wrong
}

func TestACutLabelIsDetected(t *testing.T) {
	long, over, under := canvas.NewText("far too long for its place", theme.LightPalette().Text), canvas.NewText("one", theme.LightPalette().Text), canvas.NewText("two", theme.LightPalette().Text)
	over.Move(fyne.NewPos(0, 40))
	under.Move(fyne.NewPos(5, 42))
	few := container.NewWithoutLayout(long, over, under, canvas.NewText(".", theme.LightPalette().Text), canvas.NewText(".", theme.LightPalette().Text))
	title := prose.Subtitle("a title that is far too long for its place")
	title.Move(fyne.NewPos(0, 160))
	title.Resize(fyne.NewSize(55, 30))
	few.Add(title)
	few.Objects[3].Move(fyne.NewPos(0, 80))
	few.Objects[4].Move(fyne.NewPos(0, 120))
	if wrong := misfits(few, fyne.NewSize(60, 200)); len(wrong) != 3 {
		t.Errorf("found %q, want one label that is cut, two that lie over each other, and a title that is shortened", wrong)
	}
}

// longer speaks English that is two fifths longer, as other languages are.
func longer() *wording.Voice {
	stretch := func(s string) string {
		words := strings.Fields(s)
		for i, w := range words {
			if n := len(w); n > 3 && !strings.Contains(w, "{{") && i%2 == 0 {
				words[i] = w + strings.Repeat("e", 2*n/5+1)
			}
		}
		return strings.Join(words, " ")
	}
	fill := func(text string, values wording.V) string {
		for name, v := range values {
			text = strings.ReplaceAll(text, "{{."+name+"}}", fmt.Sprint(v))
		}
		return text
	}
	return &wording.Voice{
		Say:   func(_, english string, values wording.V) string { return fill(stretch(english), values) },
		Count: func(_, english string, _ int, values wording.V) string { return fill(stretch(english), values) },
	}
}

// TestNoTextIsCutOnAnyPage walks through all pages at several sizes of window and text, in
// every language and in English words that are longer.
func TestNoTextIsCutOnAnyPage(t *testing.T) {
	takesLong(t)
	d := open(t, storied(t))
	d.withMeasures()
	first := d.open.journal().Entries(journal.Query{Text: "first ten"})[0]
	table := tableFile(t, "weekday,efficacy_after,mood\nSunday,3,\nMonday,7,\n")
	stops := map[string]func(*mainWindow){
		"editor":    func(x *mainWindow) { x.editEntry(first.Clone()) },
		"plan":      func(x *mainWindow) { x.newEntry(journal.Plan) },
		"area":      func(x *mainWindow) { x.openAreaForm(x.journal().Areas()[0]) },
		"quick":     func(x *mainWindow) { x.show(pageHome); x.openQuick() },
		"keys":      func(x *mainWindow) { x.show(pageHome); x.showKeys() },
		"palette":   func(x *mainWindow) { x.show(pageHome); x.openPalette() },
		"check-in":  func(x *mainWindow) { x.newEntry(journal.CheckIn) },
		"templates": func(x *mainWindow) { x.show(pageHome); page.ChooseTemplate(x.host(), func(journal.Area) {}) },
		"bin":       func(x *mainWindow) { x.show(pageBin) },
		"measures":  func(x *mainWindow) { x.show(pageMeasures) },
		"reminders": func(x *mainWindow) { x.show(pageReminders) },
		"notes":     func(x *mainWindow) { x.show(pageNotes) },
		"computer":  func(x *mainWindow) { x.show(pageSettings); x.pages.settings.ShowMachines() },
		"take to":   func(x *mainWindow) { x.show(pageSettings); x.pages.settings.TakeToMachine() },
		"reminder":  func(x *mainWindow) { x.show(pageReminders); x.pages.reminders.Add() },
		"measure":   func(x *mainWindow) { x.show(pageMeasures); x.pages.measures.Add() },
		"day":       func(x *mainWindow) { x.show(pageHome); x.openDay(journal.Date{}) },
		"export": func(x *mainWindow) {
			x.show(pageEntries)
			runCommand(x.pages.entries.Commands(), "entries.export.shown")
		},
		"columns": func(x *mainWindow) { x.show(pageImport); x.pages.imports.Read(table) },
	}
	for _, p := range places() {
		stops[string(p.name)] = func(x *mainWindow) { x.show(p.name) }
	}
	t.Cleanup(func() {
		d.applyAppearance(page.Appearance{Mode: theme.Light, Scale: 1, Week: time.Monday, Language: "en"})
		wording.Speak(wording.Voice{})
	})
	soaking := os.Getenv("ENACTIVE_SOAK") != ""
	for _, speech := range speeches() {
		for _, scale := range []float32{1, 1.5} {
			d.applyAppearance(page.Appearance{Mode: theme.Light, Scale: scale, Week: time.Monday, Language: speech.code})
			if speech.voice != nil {
				wording.Speak(*speech.voice)
				d.open.rebuild()
			}
			if said := wording.Say("settings"); speech.code != "en" && said == "Settings" {
				t.Fatalf("%s is not spoken", speech.name)
			}
			for _, size := range []fyne.Size{fyne.NewSize(1280, 800), fyne.NewSize(900, 600)} {
				if !soaking && speech.voice == nil && (scale > 1) != (size.Width < 1000) {
					continue // most room and least; the longer words have all
				}
				d.window.Resize(size)
				for name, show := range stops {
					t.Run(fmt.Sprintf("%s, %s, text %v, %v wide", name, speech.name, scale, size.Width), func(t *testing.T) {
						d.fits(t, size, show)
					})
				}
			}
		}
	}
}

// speech is a way to say everything: a language, or a voice.
type speech struct {
	name, code string
	voice      *wording.Voice
}

// speeches are all languages, and English that is longer.
func speeches() []speech {
	all := []speech{{name: "longer words", code: "en", voice: longer()}}
	for _, l := range translations.Languages() {
		all = append(all, speech{name: l.Name, code: l.Code})
	}
	return all
}

// fits goes to a page and looks for texts that are cut there.
func (d *driven) fits(t *testing.T, size fyne.Size, show func(*mainWindow)) {
	d.rest()
	d.do(show)
	c := d.window.Canvas()
	for range 2 {
		c.Content().Refresh()
		d.window.Resize(size.AddWidthHeight(1, 0))
		d.window.Resize(size)
	}
	root := c.Content()
	if top := c.Overlays().Top(); top != nil {
		root = top
	}
	for _, m := range misfits(root, size) {
		t.Error(m)
	}
	for _, sheet := range c.Overlays().List() {
		c.Overlays().Remove(sheet)
	}
	d.do((*mainWindow).closeSheets)
	d.do(func(x *mainWindow) { x.nav.showPage(pageHome) })
}
