// Package uitest owns the helpers of the tests of widgets: an app in a look, a keyboard to press keys
// on, and the comparison with golden pictures.
package uitest

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"enactive/ui/theme"
)

// update rewrites the pictures: go test ./ui/surface -run Golden -update. Look at them
// before they are committed.
var update = flag.Bool("update", false, "rewrite the golden pictures")

// looks are the variants in which every widget is compared with its picture.
var looks = []struct {
	name  string
	mode  theme.Mode
	scale float32
}{{"light", theme.Light, 1}, {"dark", theme.Dark, 1}, {"large", theme.Light, 1.5}}

// App starts a headless app in a look.
func App(t *testing.T, mode theme.Mode, scale float32) fyne.App {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(mode, scale))
	return app
}

// Golden compares the objects of build, one under the other, with the picture of that name in
// every look.
func Golden(t *testing.T, name string, width float32, build func() []fyne.CanvasObject) {
	t.Helper()
	for _, look := range looks {
		t.Run(look.name, func(t *testing.T) {
			App(t, look.mode, look.scale)
			column := container.NewPadded(container.NewVBox(build()...))
			w := test.NewTempWindow(t, column)
			w.SetPadded(false)
			w.Resize(fyne.NewSize(width*look.scale, 10))
			w.Resize(fyne.NewSize(width*look.scale, column.MinSize().Height+8)) // wrapped text has its height only now
			CompareWithGolden(t, fmt.Sprintf("%s_%s.png", name, look.name), w.Canvas().Capture())
		})
	}
}

// CompareWithGolden fails if a picture differs from testdata by more than rounding does between
// processors, and writes the new picture beside it.
func CompareWithGolden(t *testing.T, file string, got image.Image) {
	t.Helper()
	path := filepath.Join("testdata", file)
	if *update {
		WritePicture(t, path, got)
		return
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("there is no golden picture; make it with -update and look at it: %v", err)
	}
	want, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("reading %s: %v", path, err)
	}
	if words := Difference(got, want); words != "" {
		failed := filepath.Join("testdata", "failed", file)
		WritePicture(t, failed, got)
		t.Errorf("the picture differs from %s: %s; what was drawn is in %s", path, words, failed)
	}
}

// Difference describes how two pictures differ; it is empty if they look the same.
func Difference(got, want image.Image) string {
	if got.Bounds() != want.Bounds() {
		return fmt.Sprintf("it is %v large, want %v", got.Bounds().Size(), want.Bounds().Size())
	}
	b := got.Bounds()
	if off, most := Differing(got, want), b.Dx()*b.Dy()/2000; off > most {
		return fmt.Sprintf("%d pixels are another colour, at most %d may be", off, most)
	}
	return ""
}

// Differing counts the pixels of which one channel is 12 or more of 255 apart; of pictures of
// different sizes it counts all.
func Differing(a, b image.Image) int {
	r := a.Bounds()
	if r != b.Bounds() {
		return r.Dx() * r.Dy()
	}
	one, other := inRGBA(a), inRGBA(b)
	n := 0
	for at := 0; at < len(one.Pix); at += one.Stride {
		row, against := one.Pix[at:at+one.Stride], other.Pix[at:at+one.Stride]
		if bytes.Equal(row, against) { // as nearly all are
			continue
		}
		for i := 0; i < len(row); i += 4 {
			if apart(row[i], against[i]) >= 12 || apart(row[i+1], against[i+1]) >= 12 || apart(row[i+2], against[i+2]) >= 12 {
				n++
			}
		}
	}
	return n
}

func apart(a, b uint8) uint8 { return max(a, b) - min(a, b) }

// inRGBA returns a copy of a picture whose pixels can be compared without asking for each.
func inRGBA(img image.Image) *image.RGBA {
	c := image.NewRGBA(image.Rectangle{Max: img.Bounds().Size()})
	draw.Draw(c, c.Rect, img, img.Bounds().Min, draw.Src)
	return c
}

// Apart is how far two channels of 16 bits are from each other, in steps of 8 bits.
func Apart(a, b uint32) int {
	d := int(a>>8) - int(b>>8)
	return max(d, -d)
}

// WritePicture writes a picture as a PNG, and its folder if need be.
func WritePicture(t *testing.T, path string, img image.Image) {
	t.Helper()
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
