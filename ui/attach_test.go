package ui

import (
	"archive/zip"
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/storage"

	"enactive/journal"
	"enactive/journal/vault"
	"enactive/ui/figure"
	"enactive/ui/page"
	"enactive/ui/theme"
)

// photoAt writes a photo of a hill in the colour of hue.
func photoAt(t *testing.T, folder, name string, w, h int, hue uint8) string {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{120, 170, 215, 255}
			if y > h/2+(x-w/2)*(x-w/2)/(2*w) {
				c = color.RGBA{hue, 140, 70, 255}
			}
			m.Set(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return fileAt(t, folder, name, b.Bytes())
}

func fileAt(t *testing.T, folder, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(folder, name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// dropAll lets files go on the window.
func (d *driven) dropAll(paths ...string) {
	d.t.Helper()
	var all []fyne.URI
	for _, p := range paths {
		all = append(all, storage.NewFileURI(p))
	}
	d.do(func(x *mainWindow) { x.app.drop(x, all) })
}

// photos counts the small photos that can be seen.
func (d *driven) photos() int {
	n := 0
	d.seen(func(o fyne.CanvasObject, _ fyne.Position) {
		if i, ok := o.(*canvas.Image); ok && i.Image != nil && i.Resource == nil && i.CornerRadius > 0 && i.Visible() {
			n++
		}
	})
	return n
}

// reading opens an entry to be read.
func (d *driven) reading() journal.Holder {
	d.t.Helper()
	e := d.open.journal().Entries(journal.Query{Newest: true, Types: []journal.Type{journal.Experience}})[0]
	d.do(func(x *mainWindow) { x.openEntry(e.ID) })
	return journal.Holder{Entry: e.ID}
}

func TestPhotosOfAnEntry(t *testing.T) {
	d := open(t, storied(t))
	d.window.Resize(fyne.NewSize(1280, 900))
	folder := t.TempDir()
	a, b := photoAt(t, folder, "hill.jpg", 600, 400, 60), photoAt(t, folder, "lake.jpg", 300, 500, 160)
	pdf := fileAt(t, folder, "letter.pdf", []byte("%PDF-1.4 a letter"))
	d.do(func(x *mainWindow) { x.show(pageHome) })
	d.dropAll(a)
	d.shows("Open an entry first, then drop “hill.jpg” on it.")
	of := d.reading()
	d.dropAll(a, b, pdf)
	d.shows("Added hill.jpg, lake.jpg, letter.pdf.", "Undo", "letter.pdf")
	if n := d.open.journal().CountAttachments(of); n != 3 {
		t.Fatalf("%d are attached", n)
	}
	if n := d.photos(); n != 2 {
		t.Errorf("%d photos can be seen", n)
	}
	d.pass(time.Minute)
	d.dropAll(a)
	d.shows("hill.jpg is there already.")
	d.hides("Undo") // it would undo something else
	d.dropAll(filepath.Join(folder, "gone.jpg"))
	d.shows("gone.jpg")

	d.clickWords("hill.jpg", desktop.MouseButtonPrimary)
	view := d.pictureView()
	if !view.HasPicture() || view.Words != "hill.jpg" || d.window.Canvas().Focused() != fyne.Focusable(view) {
		t.Errorf("the photo is not shown large: %q", view.Words)
	}
	d.shows("Save a copy …", "Remove")
	d.strike(fyne.KeyRight)
	if view.Words != "lake.jpg" || !view.HasPicture() {
		t.Errorf("the arrow leads to %q", view.Words)
	}
	d.strike(fyne.KeyRight)
	d.shows("letter.pdf cannot be shown here. Open it with another program, or save a copy.")
	d.strike(fyne.KeyEscape)
	d.hides("Save a copy …")

	d.clickWords("lake.jpg", desktop.MouseButtonSecondary)
	d.clickWords("Remove", desktop.MouseButtonPrimary)
	d.shows("Removed lake.jpg.")
	if n := d.open.journal().CountAttachments(of); n != 2 {
		t.Errorf("%d are left", n)
	}
	d.press("Undo")
	if n := d.open.journal().CountAttachments(of); n != 3 || d.photos() != 2 {
		t.Errorf("%d are there again, %d can be seen", n, d.photos())
	}

	d.clickWords("letter.pdf", desktop.MouseButtonSecondary)
	d.clickWords("Save a copy …", desktop.MouseButtonPrimary)
	d.shows("Save a copy of letter.pdf")
	copied := filepath.Join(folder, "copy.pdf")
	d.fill(0, copied)
	d.press("Save the file")
	if data, err := os.ReadFile(copied); err != nil || !strings.HasPrefix(string(data), "%PDF") {
		t.Errorf("the copy is %q, %v", data, err)
	}
}

// pictureView is the view of a large photo.
func (d *driven) pictureView() *figure.PictureView {
	d.t.Helper()
	for _, o := range d.objects() {
		if v, ok := o.(*figure.PictureView); ok {
			return v
		}
	}
	d.t.Fatalf("no photo is shown large in\n%s", d.words())
	return nil
}

// A picture that would tell where it was taken, and cannot be freed of it, is added only if a person says so.
func TestAPhotoThatTellsMoreIsAskedAbout(t *testing.T) {
	d := open(t, storied(t))
	of := d.reading()
	heic := fileAt(t, t.TempDir(), "beach.heic", []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic and more"))
	d.dropAll(heic)
	d.shows("It tells more than the picture")
	if n := d.open.journal().CountAttachments(of); n != 0 {
		t.Fatalf("%d are attached without asking", n)
	}
	d.press("Add it with all that it tells")
	if n := d.open.journal().CountAttachments(of); n != 1 {
		t.Errorf("%d are attached", n)
	}
}

func TestPhotosOfADay(t *testing.T) {
	d := open(t, storied(t))
	d.do(func(x *mainWindow) { x.show(pageCalendar) })
	d.shows("Add a photo or a file …")
	d.dropAll(photoAt(t, t.TempDir(), "hill.jpg", 600, 400, 60))
	d.shows("Added hill.jpg.")
	if n := d.open.journal().CountAttachments(journal.Holder{Day: journal.DateOf(d.open.journal().Now())}); n != 1 || d.photos() != 1 {
		t.Errorf("%d are attached, %d can be seen", n, d.photos())
	}
	fyne.CurrentApp().Clipboard().SetContent(photoAt(t, t.TempDir(), "lake.jpg", 300, 300, 160))
	d.do(func(x *mainWindow) { x.runKey(fyne.KeyV, ctrl) })
	d.press("Add")
	d.shows("Added lake.jpg.")
}

func TestALockTakesPhotosOffTheScreen(t *testing.T) {
	d := open(t, journalAt(t, vault.Passphrase(secret)))
	d.unlockNow()
	if _, err := d.open.journal().Save(t.Context(), journal.Entry{Type: journal.Experience, Area: d.open.journal().Areas()[0].ID, Source: journal.SourceMastery, Time: d.clock, Title: "The hill"}); err != nil {
		t.Fatal(err)
	}
	d.reading()
	d.dropAll(photoAt(t, t.TempDir(), "hill.jpg", 600, 400, 60))
	d.clickWords("hill.jpg", desktop.MouseButtonPrimary)
	d.pictureView()
	d.lock()
	d.rest()
	d.shows("Your journal is locked")
	if d.hides("hill.jpg"); d.photos() != 0 {
		t.Errorf("%d photos are on the screen", d.photos())
	}
}

// TestGoldenPhotos holds an entry with two photos and a file against its pictures.
func TestGoldenPhotos(t *testing.T) {
	takesLong(t)
	d := open(t, storied(t))
	folder := t.TempDir()
	d.reading()
	d.dropAll(photoAt(t, folder, "hill.jpg", 600, 400, 60), photoAt(t, folder, "lake.jpg", 300, 500, 160), fileAt(t, folder, "letter.pdf", []byte("%PDF-1.4 a letter")))
	d.pass(time.Minute)
	for name, mode := range map[string]theme.Mode{"light": theme.Light, "dark": theme.Dark} {
		d.applyAppearance(page.Appearance{Mode: mode, Scale: 1, Week: time.Monday})
		d.rest()
		d.reading()
		d.still(t, fyne.NewSize(1280, 800), "photos_"+name+".png")
		d.clickWords("hill.jpg", desktop.MouseButtonPrimary)
		d.still(t, fyne.NewSize(1280, 800), "photo_large_"+name+".png")
		d.window.Canvas().Focus(d.pictureView())
		d.strike(fyne.KeyEscape)
	}
}

func TestPhotosAreExportedInAZipFile(t *testing.T) {
	d := open(t, storied(t))
	d.reading()
	folder := t.TempDir()
	d.dropAll(photoAt(t, folder, "hill.jpg", 600, 400, 60))
	d.do(func(x *mainWindow) { x.show(pageSettings) })
	json := d.choiceOf("JSON")
	d.do(func(*mainWindow) { json.SetQuietly("JSON"); json.OnChanged() })
	d.exportUnencrypted()
	file := filepath.Join(folder, "out.json")
	d.fill(0, file)
	d.tick("With photos and files, as a zip file")
	if file = d.textOf(0); filepath.Base(file) != "out.zip" {
		t.Errorf("the file is called %q", file)
	}
	d.press("Export")
	z, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	if n := len(z.File); n != 2 {
		t.Errorf("%d files are in it", n)
	}
}

// What was copied in a file manager is added by Ctrl+V, after a question.
func TestACopiedFileIsPastedOnAnEntry(t *testing.T) {
	t.Setenv("PATH", t.TempDir()) // nothing reads a copied picture
	d := open(t, storied(t))
	of := d.reading()
	hill := photoAt(t, t.TempDir(), "the hill.jpg", 600, 400, 60)
	paste := func() { d.do(func(x *mainWindow) { x.runKey(fyne.KeyV, ctrl) }) }
	count := func() int { return d.open.journal().CountAttachments(of) }
	fyne.CurrentApp().Clipboard().SetContent("only words")
	paste()
	d.shows("No file was copied.")
	fyne.CurrentApp().Clipboard().SetContent(storage.NewFileURI(hill).String() + "\n")
	paste()
	d.shows("Add the hill.jpg here?", hill)
	d.press("Cancel")
	if n := count(); n != 0 {
		t.Fatalf("%d are attached without a yes", n)
	}
	paste()
	d.press("Add")
	d.shows("Added the hill.jpg.")
	if n := count(); n != 1 {
		t.Errorf("%d are attached", n)
	}
	fyne.CurrentApp().Clipboard().SetContent("/tmp/one.jpg\n/tmp/two.jpg")
	paste()
	d.shows("Add 2 files here?", "/tmp/two.jpg")
	d.press("Cancel")
	fyne.CurrentApp().Clipboard().SetContent(filepath.Join(t.TempDir(), "gone.jpg"))
	paste()
	d.press("Add")
	if n := count(); n != 1 {
		t.Errorf("%d are attached after one that is not there", n)
	}
}
