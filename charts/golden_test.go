package charts

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

// update writes the pictures anew: go test ./charts -run Golden -update. Look at them
// before they are committed.
var update = flag.Bool("update", false, "write the golden pictures anew")

type themed struct {
	name  string
	theme Theme
}

func bothThemes() []themed { return []themed{{"light", Light()}, {"dark", Dark()}} }

type sized struct {
	name string
	size Size
}

func bothSizes() []sized {
	return []sized{
		{"wide", Size{Width: 960, Height: 420, Heading: true}},
		{"narrow", Size{Width: 420, Height: 360}},
	}
}

// goldenCharts are the charts of which a picture is kept.
func goldenCharts() map[string]Chart {
	const area = "Pitches"
	charts := map[string]Chart{
		"trend_1476":          newTrend(ratingsOf(1476, 6), area),
		"stress_1476":         newStress(pairsOf(1476), area),
		"stress_1476_lattice": newStress(latticeOf(1476), area),
		"trend_60_rising":     newTrend(risingOf(60), area),
		"trend_60_may_rise":   newTrend(maybeRising(60), area),
		"trend_60_line":       newTrend(climbing(60), area),
		"stress_falls":        newStress(fallingOf(false), area),
		"trend_12_after":      newTrend(withAfter(ratingsOf(12, 1)), area),
	}
	for _, n := range []int{0, 1, 3, 12} {
		charts[fmt.Sprintf("trend_%d", n)] = newTrend(ratingsOf(n, 1), area)
		charts[fmt.Sprintf("stress_%d", n)] = newStress(pairsOf(n), area)
	}
	return charts
}

func TestGoldenPicturesOfBothCharts(t *testing.T) {
	for name, c := range goldenCharts() {
		for _, th := range bothThemes() {
			for _, sz := range bothSizes() {
				file := fmt.Sprintf("%s_%s_%s.png", name, th.name, sz.name)
				t.Run(file, func(t *testing.T) {
					img, err := Image(c, sz.size, th.theme, 1)
					if err != nil {
						t.Fatal(err)
					}
					compareWithGolden(t, file, img)
				})
			}
		}
	}
}

// compareWithGolden fails where a picture differs from testdata by more than rounding
// does between processors, and writes what it got beside it.
func compareWithGolden(t *testing.T, file string, got *image.RGBA) {
	t.Helper()
	path := filepath.Join("testdata", file)
	gotPath := path[:len(path)-len(".png")] + ".got.png"
	if *update {
		writePicture(t, path, got)
		os.Remove(gotPath)
		return
	}
	data, err := os.ReadFile(path)
	if err != nil {
		writePicture(t, gotPath, got)
		t.Fatalf("there is no golden picture: %v; what was drawn is in %s", err, gotPath)
	}
	want, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("reading %s: %v", path, err)
	}
	if difference := differs(got, want); difference != "" {
		writePicture(t, gotPath, got)
		t.Errorf("the picture differs from %s: %s; what was drawn is in %s", path, difference, gotPath)
	}
}

// differs tells in words how two pictures differ, or nothing if they look the same: no
// channel off by more than 48 of 255, and no more than 1 pixel in 2,000 off by more than 8.
func differs(got, want image.Image) string {
	if got.Bounds() != want.Bounds() {
		return fmt.Sprintf("it is %v large, want %v", got.Bounds().Size(), want.Bounds().Size())
	}
	bounds := got.Bounds()
	off, worst := 0, 0
	var where image.Point
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			d := channelDistance(got, want, x, y)
			if d > 8 {
				off++
			}
			if d > worst {
				worst, where = d, image.Pt(x, y)
			}
		}
	}
	if worst > 48 || off > bounds.Dx()*bounds.Dy()/2000 {
		return fmt.Sprintf("%d pixels are off by more than 8, the worst by %d at %v", off, worst, where)
	}
	return ""
}

func channelDistance(a, b image.Image, x, y int) int {
	r1, g1, b1, a1 := a.At(x, y).RGBA()
	r2, g2, b2, a2 := b.At(x, y).RGBA()
	worst := 0
	for _, pair := range [][2]uint32{{r1, r2}, {g1, g2}, {b1, b2}, {a1, a2}} {
		d := int(pair[0]>>8) - int(pair[1]>>8)
		worst = max(worst, d, -d)
	}
	return worst
}

func writePicture(t *testing.T, path string, img image.Image) {
	t.Helper()
	var b bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestTheGoldenComparisonSeesADifference(t *testing.T) {
	a := image.NewRGBA(image.Rect(0, 0, 40, 40))
	b := image.NewRGBA(image.Rect(0, 0, 40, 40))
	if got := differs(a, b); got != "" {
		t.Errorf("equal pictures differ: %s", got)
	}
	b.Pix[b.PixOffset(7, 9)] = 60
	if differs(a, b) == "" {
		t.Error("a picture with one pixel far off passes as the same")
	}
	if differs(a, image.NewRGBA(image.Rect(0, 0, 41, 40))) == "" {
		t.Error("a picture of another size passes as the same")
	}
}
