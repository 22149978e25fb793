package widget

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"enactive/ui/theme"
)

// update writes the pictures anew: go test ./ui/widget -run Golden -update. Look at them
// before they are committed.
var update = flag.Bool("update", false, "write the golden pictures anew")

// looks are the ways in which every widget is held against its picture.
var looks = []struct {
	name  string
	mode  theme.Mode
	scale float32
}{{"light", theme.Light, 1}, {"dark", theme.Dark, 1}, {"large", theme.Light, 1.5}}

// inApp starts a headless app in a look.
func inApp(t *testing.T, mode theme.Mode, scale float32) fyne.App {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(mode, scale))
	return app
}

// golden holds what build makes, one under the other, against the picture of that name in
// every look.
func golden(t *testing.T, name string, width float32, build func() []fyne.CanvasObject) {
	t.Helper()
	for _, look := range looks {
		t.Run(look.name, func(t *testing.T) {
			inApp(t, look.mode, look.scale)
			column := container.NewPadded(container.NewVBox(build()...))
			w := test.NewTempWindow(t, column)
			w.SetPadded(false)
			w.Resize(fyne.NewSize(width*look.scale, 10))
			w.Resize(fyne.NewSize(width*look.scale, column.MinSize().Height+8)) // wrapped text has its height only now
			compareWithGolden(t, fmt.Sprintf("%s_%s.png", name, look.name), w.Canvas().Capture())
		})
	}
}

// compareWithGolden fails where a picture differs from testdata by more than rounding does
// between processors, and writes what it got beside it.
func compareWithGolden(t *testing.T, file string, got image.Image) {
	t.Helper()
	path := filepath.Join("testdata", file)
	if *update {
		writePicture(t, path, got)
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
	if words := difference(got, want); words != "" {
		failed := filepath.Join("testdata", "failed", file)
		writePicture(t, failed, got)
		t.Errorf("the picture differs from %s: %s; what was drawn is in %s", path, words, failed)
	}
}

// difference tells in words how two pictures differ, or nothing if they look the same.
func difference(got, want image.Image) string {
	if got.Bounds() != want.Bounds() {
		return fmt.Sprintf("it is %v large, want %v", got.Bounds().Size(), want.Bounds().Size())
	}
	off, b := 0, got.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			r1, g1, b1, _ := got.At(x, y).RGBA()
			r2, g2, b2, _ := want.At(x, y).RGBA()
			if max(apart(r1, r2), apart(g1, g2), apart(b1, b2)) > 12 {
				off++
			}
		}
	}
	if most := b.Dx() * b.Dy() / 2000; off > most {
		return fmt.Sprintf("%d pixels are another colour, at most %d may be", off, most)
	}
	return ""
}

// apart is how far two channels of 16 bits are from each other, in steps of 8 bits.
func apart(a, b uint32) int {
	d := int(a>>8) - int(b>>8)
	return max(d, -d)
}

func writePicture(t *testing.T, path string, img image.Image) {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestTheComparisonOfPicturesCanFail(t *testing.T) {
	a, b := image.NewRGBA(image.Rect(0, 0, 40, 40)), image.NewRGBA(image.Rect(0, 0, 40, 40))
	if words := difference(a, b); words != "" {
		t.Errorf("two equal pictures differ: %s", words)
	}
	for i := range 400 {
		b.Pix[i] = 255
	}
	if difference(a, b) == "" {
		t.Error("a picture with a white bar looks the same as one without")
	}
}
