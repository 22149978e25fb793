package ui

import (
	"bytes"
	"fmt"
	"html/template"
	"image"
	"image/png"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/software"

	"enactive/journal/atomicfile"
)

// index writes a page that shows all pictures, those of a page of the window together.
func (t *tour) index() error {
	return atomicfile.Write(filepath.Join(t.folder, "index.html"), func(w io.Writer) error { return indexPage.Execute(w, t.pages) })
}

var indexPage = template.Must(template.New("index").Parse(`<!doctype html>
<meta charset="utf-8"><title>Enactive: every page</title>
<style>body{font-family:sans-serif;margin:2em;background:#eee}nav a{margin-right:1em}figure{display:inline-block;margin:0 1em 1.5em 0}img{max-width:620px;box-shadow:0 1px 6px #0005}</style>
<h1>Every page of the window</h1>
<nav>{{range .}}<a href="#{{.Page}}">{{.Page}}</a> {{end}}</nav>
{{range .}}<h2 id="{{.Page}}">{{.Page}}</h2>
{{range .Files}}<figure><a href="{{.}}"><img loading="lazy" src="{{.}}" alt="{{.}}"></a><figcaption>{{.}}</figcaption></figure>
{{end}}{{end}}`))

func (t *tour) picture(name string, l look) error {
	var b bytes.Buffer
	var shown image.Image
	fyne.DoAndWait(func() { shown = t.paint() })
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, shown); err != nil {
		return fmt.Errorf("taking a picture of %s: %w", name, err)
	}
	return t.write(name, fmt.Sprintf("%s, %s.png", name, l.name), func(w io.Writer) error {
		_, err := b.WriteTo(w)
		return err
	})
}

// write writes a file of the tour and records its page.
func (t *tour) write(page, name string, write func(io.Writer) error) error {
	name = strings.ReplaceAll(name, "/", "-")
	at := 0
	for at < len(t.pages) && t.pages[at].Page != page {
		at++
	}
	if at == len(t.pages) {
		t.pages = append(t.pages, pictured{Page: page})
	}
	t.pages[at].Files = append(t.pages[at].Files, name)
	t.taken++
	number := strconv.Itoa(t.taken)
	if t.total > 0 {
		number += " of " + strconv.Itoa(t.total)
	}
	if err := atomicfile.Write(filepath.Join(t.folder, name), write); err != nil {
		return err
	}
	t.say(number + ": " + filepath.Join(t.folder, name))
	return nil
}

// paint draws the window with the toolkit's own painter, because the graphics memory of a virtual
// screen cannot be read.
func (u *App) paint() image.Image {
	shown := u.window.Canvas()
	c := software.NewCanvas()
	c.SetPadded(false)
	// Content becomes as small as it can be at first. A page that folds then and unfolds is another one,
	// whose charts are not drawn yet.
	c.SetContent(container.NewGridWrap(shown.Size(), shown.Content()))
	for _, o := range shown.Overlays().List() {
		c.Overlays().Add(o)
	}
	c.Resize(shown.Size())
	return c.Capture()
}
