package charts

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"enactive/charts/typeface"
)

// hostile is what somebody may call an area: markup, quotes, controls, emoji, Japanese.
const hostile = `<svg onload="x">&amp; ]]> "Tom's" ` + "\x00\x07\n" + ` 🏃🏽‍♀️ 日本語 ` + "\xff"

func allCharts() map[string]Chart {
	charts := goldenCharts()
	charts["trend hostile"] = newTrend(ratingsOf(12, 1), hostile)
	charts["stress hostile"] = newStress(pairsOf(12), hostile)
	return charts
}

func TestSVGIsWellFormedWhateverTheTitle(t *testing.T) {
	for name, c := range allCharts() {
		for _, sz := range bothSizes() {
			var b bytes.Buffer
			if err := SVG(&b, c, sz.size, Dark()); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			checkSVG(t, name, b.Bytes(), sz.size)
		}
	}
}

func checkSVG(t *testing.T, name string, data []byte, size Size) {
	t.Helper()
	allowed := map[string]bool{"svg": true, "title": true, "desc": true, "g": true, "circle": true, "path": true, "text": true, "defs": true, "use": true}
	defined := map[string]bool{}
	decoder := xml.NewDecoder(bytes.NewReader(data))
	depth := 0
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%s: the drawing is not well-formed: %v", name, err)
		}
		switch e := token.(type) {
		case xml.EndElement:
			depth--
		case xml.StartElement:
			depth++
			if !allowed[e.Name.Local] {
				t.Errorf("%s: there is an element <%s>, which no chart draws", name, e.Name.Local)
			}
			for _, a := range e.Attr {
				if a.Name.Local == "id" {
					defined["#"+a.Value] = true
				}
				if a.Name.Local == "href" && !defined[a.Value] {
					t.Errorf("%s: a character is the picture %q, which is not there", name, a.Value)
				}
				if strings.HasPrefix(a.Name.Local, "on") || strings.Contains(a.Value, "NaN") || strings.Contains(a.Value, "Inf") {
					t.Errorf("%s: <%s> has %s=%q", name, e.Name.Local, a.Name.Local, a.Value)
				}
				if a.Name.Local == "cx" {
					if x, err := strconv.ParseFloat(a.Value, 64); err != nil || x < 0 || x > size.Width {
						t.Errorf("%s: a circle is at x %q, outside of the drawing", name, a.Value)
					}
				}
			}
		}
	}
	if depth != 0 {
		t.Errorf("%s: %d elements stay open", name, depth)
	}
}

func TestSVGSaysItsTitleAndSentenceToScreenReaders(t *testing.T) {
	c := newTrend(ratingsOf(12, 1), "R&D <1>")
	var b bytes.Buffer
	if err := SVG(&b, c, Size{Width: 400, Height: 300}, Light()); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"<title>R&amp;D &lt;1&gt;: how sure you are that you can</title>", "<desc>No clear change"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the drawing lacks %q", want)
		}
	}
}

func TestPNGIsAsLargeAsItsScaleAsks(t *testing.T) {
	c := newTrend(ratingsOf(3, 1), "")
	for scale, want := range map[float64]image.Point{1: {421, 300}, 1.25: {527, 375}, 2: {842, 600}, 0.5: {211, 150}} {
		var b bytes.Buffer
		if err := PNG(&b, c, Size{Width: 421, Height: 300}, Dark(), scale); err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(&b)
		if err != nil {
			t.Fatal(err)
		}
		if img.Bounds().Size() != want {
			t.Errorf("at scale %v the picture is %v large, want %v", scale, img.Bounds().Size(), want)
		}
		corner := color.NRGBAModel.Convert(img.At(want.X-1, want.Y-1))
		if corner != Dark().Canvas {
			t.Errorf("at scale %v the last corner is %v, want the canvas %v", scale, corner, Dark().Canvas)
		}
	}
}

func TestAWindowGetsAsManyPixelsAsItHas(t *testing.T) {
	c := newTrend(ratingsOf(3, 1), "")
	for _, scale := range []float64{1, 1.1, 1.25, 1.3333334, 1.5, 1.75, 2.2, 3} {
		for _, pixels := range []image.Point{{633, 401}, {1001, 77}, {320, 240}} {
			size := Size{Width: float64(pixels.X) / scale, Height: float64(pixels.Y) / scale}
			if got := mustImage(t, c, size, Light(), scale).Bounds().Size(); got != pixels {
				t.Errorf("at scale %v a window of %v pixels gets %v", scale, pixels, got)
			}
		}
	}
}

func TestATransparentThemeLeavesTheGroundUnpainted(t *testing.T) {
	img, err := Image(newStress(pairsOf(12), ""), Size{Width: 300, Height: 200}, Light().Transparent(), 1)
	if err != nil {
		t.Fatal(err)
	}
	if got := img.RGBAAt(299, 199); got != (color.RGBA{}) {
		t.Errorf("the corner is painted %v", got)
	}
}

func TestASizeThatCannotBeDrawnIsAnErrorAndNoPanic(t *testing.T) {
	c := newTrend(ratingsOf(12, 1), "")
	for _, size := range []Size{{}, {Width: -1, Height: 10}, {Width: 10, Height: 0}, {Width: math.NaN(), Height: 10}, {Width: math.Inf(1), Height: 10}, {Width: 1e9, Height: 10}} {
		if _, err := Image(c, size, Light(), 1); err == nil {
			t.Errorf("a picture of %v is drawn", size)
		}
		if err := SVG(io.Discard, c, size, Light()); err == nil {
			t.Errorf("a drawing of %v is made", size)
		}
		if err := PDF(io.Discard, c, size, Light()); err == nil {
			t.Errorf("a page of %v is made", size)
		}
	}
	for _, scale := range []float64{0, -1, math.NaN(), math.Inf(1), 1e6} {
		if _, err := Image(c, Size{Width: 100, Height: 100}, Light(), scale); err == nil {
			t.Errorf("a picture at scale %v is drawn", scale)
		}
	}
	if _, err := Image(c, Size{Width: 100, Height: 100}, Theme{}, 1); !errors.Is(err, errNoFont) {
		t.Errorf("a theme without a font gives %v, want %v", err, errNoFont)
	}
}

func TestEverySizeDownToOneUnitIsDrawnSomehow(t *testing.T) {
	for name, c := range goldenCharts() {
		for _, size := range []Size{{Width: 1, Height: 1}, {Width: 3, Height: 500}, {Width: 500, Height: 3, Heading: true}, {Width: 40, Height: 30}} {
			if _, err := Image(c, size, Light().WithTextScale(3), 1); err != nil {
				t.Errorf("%s at %v: %v", name, size, err)
			}
		}
	}
}

func pdfOf(t *testing.T, c Chart, size Size, theme Theme) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := PDF(&b, c, size, theme); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPDFHasNoMetadataAndIsReproducible(t *testing.T) {
	c := newTrend(ratingsOf(12, 1), hostile)
	size := Size{Width: 640, Height: 320, Heading: true}
	first := pdfOf(t, c, size, Light())
	if !bytes.Equal(first, pdfOf(t, c, size, Light())) {
		t.Error("two documents of one chart differ")
	}
	for _, telling := range []string{"FPDF", "fpdf", "/Producer", "/Creator", "/Author"} {
		if bytes.Contains(first, []byte(telling)) {
			t.Errorf("the document contains %q", telling)
		}
	}
	dates, fixed := bytes.Count(first, []byte("(D:")), bytes.Count(first, []byte("(D:19700101000000"))
	if dates == 0 || fixed != dates {
		t.Errorf("of %d dates of the document %d are the fixed one", dates, fixed)
	}
}

func TestPDFLooksLikeThePicture(t *testing.T) {
	if _, err := exec.LookPath("pdftoppm"); err != nil {
		t.Log("pdftoppm IS NOT INSTALLED: the pages were not checked (package poppler-utils)")
		return
	}
	charts := goldenCharts()
	for _, name := range []string{"trend_0", "trend_12_after", "trend_1476", "stress_12", "stress_1476", "stress_1476_lattice"} {
		for _, th := range bothThemes() {
			c := charts[name]
			size := Size{Width: 640, Height: 320, Heading: true}
			want, err := Image(c, size, th.theme, 1)
			if err != nil {
				t.Fatal(err)
			}
			got := lookAtPDF(t, pdfOf(t, c, size, th.theme), 96)
			if got.Bounds().Size() != want.Bounds().Size() {
				t.Fatalf("%s: the page is %v large, want %v", name, got.Bounds().Size(), want.Bounds().Size())
			}
			// Two painters never agree on every pixel; they do on what is where.
			if off := meanDistance(got, want); off > 3 {
				t.Errorf("%s %s: the page differs from the picture by %.1f of 255 on average", name, th.name, off)
			}
			if name == "trend_1476" {
				if painted(got, th.theme.Accent) < painted(want, th.theme.Accent)/2 {
					t.Errorf("%s %s: the level line is hardly there", name, th.name)
				}
			}
		}
	}
}

func lookAtPDF(t *testing.T, data []byte, dpi int) image.Image {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, "chart.pdf")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	page := filepath.Join(dir, "page")
	if out, err := exec.Command("pdftoppm", "-png", "-singlefile", "-r", strconv.Itoa(dpi), file, page).CombinedOutput(); err != nil {
		t.Fatalf("pdftoppm: %v: %s", err, out)
	}
	picture, err := os.ReadFile(page + ".png")
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(picture))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func meanDistance(a, b image.Image) float64 {
	bounds := a.Bounds()
	total := 0
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			total += channelDistance(a, b, x, y)
		}
	}
	return float64(total) / float64(bounds.Dx()*bounds.Dy())
}

// painted counts the pixels of about that colour.
func painted(img image.Image, c color.NRGBA) int {
	bounds := img.Bounds()
	n := 0
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			p := color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)
			if near(p.R, c.R) && near(p.G, c.G) && near(p.B, c.B) {
				n++
			}
		}
	}
	return n
}

func near(a, b uint8) bool { return int(a)-int(b) < 12 && int(b)-int(a) < 12 }

func TestPDFTextIsRealText(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Log("pdftotext IS NOT INSTALLED: the pages were not read (package poppler-utils)")
		return
	}
	file := filepath.Join(t.TempDir(), "chart.pdf")
	data := pdfOf(t, newTrend(ratingsOf(12, 1), "Приклад & Ünïcode"), Size{Width: 640, Height: 320, Heading: true}, Light())
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdftotext", "-layout", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Приклад & Ünïcode: how sure", "No clear change", "could go", "certain", "2024"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("the page does not say %q; it says:\n%s", want, out)
		}
	}
}

func TestOnlyWhatTheFontCanSetIsSet(t *testing.T) {
	font := Light().regular
	var beyond []rune // fpdf panics on these even where the font has them
	for r := rune(0x10000); r < 0x20000; r++ {
		if font.Index(r) != 0 {
			beyond = append(beyond, r)
		}
	}
	cases := map[string]string{
		"Größe, Ж and Ω":           "Größe, Ж and Ω",
		"two\nlines\tand a tab":    "two lines and a tab",
		"日本":                       "日本",
		"हिन्दी":                   strings.Repeat("\ufffd", 6),
		"run 🏃!":                   "run \ufffd!",
		"x" + string(beyond) + "y": "x" + strings.Repeat("\ufffd", len(beyond)) + "y",
	}
	for in, want := range cases {
		got := ""
		for _, run := range typeface.Runs(font, in) {
			got += run.Text
		}
		if got != want {
			t.Errorf("%q is set as %q, want %q", in, got, want)
		}
		if lost := typeface.CountLost(font, in); lost != strings.Count(want, "\ufffd") {
			t.Errorf("of %q it counts %d characters as lost", in, lost)
		}
	}
}
