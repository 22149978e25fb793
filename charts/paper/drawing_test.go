package paper_test

import (
	"image"
	"image/color"
	_ "image/png"
	"math"
	"os"
	"path/filepath"
	"testing"

	"enactive/charts/paper"
	"enactive/charts/render"
)

func TestAPageIsAPictureOfItself(t *testing.T) {
	s := paper.Sheet{Width: 150, Height: 90}
	red, blue := color.NRGBA{255, 0, 0, 255}, color.NRGBA{0, 0, 255, 255}
	p := &paper.Page{Marks: []paper.Mark{
		{Left: 15, Top: 15, Width: 30, Height: 15, Fill: red},
		{Left: 75, Top: 15, Width: 60, Height: 60, Fill: blue, Round: 30},
		{Left: 0, Top: 45, Figure: &render.Drawing{
			Width: 40, Height: 20, Background: red,
			Layers: []func(render.Canvas){func(c render.Canvas) { c.Circle(20, 10, 6); c.Fill(blue) }},
		}},
	}}
	img, err := render.Image(paper.Drawing(s, p), 1)
	if err != nil {
		t.Fatal(err)
	}
	if size := img.Bounds().Size(); size != image.Pt(200, 120) {
		t.Errorf("the picture is %v", size)
	}
	white := color.NRGBA{255, 255, 255, 255}
	for at, want := range map[image.Point]color.NRGBA{
		{1, 1}: white, {18, 30}: white, {22, 30}: red, {58, 38}: red, {62, 30}: white, // the box
		{140, 60}: blue, {102, 22}: white, {178, 98}: white, {102, 60}: blue, // the circle that is a round box
		{2, 62}: red, {20, 70}: blue, {38, 78}: red, {42, 70}: white, // the figure
	} {
		if got := color.NRGBAModel.Convert(img.At(at.X, at.Y)); got != want {
			t.Errorf("at %v the colour is %v, want %v", at, got, want)
		}
	}
}

// TestThePictureLooksLikeThePaper compares both by the mean darkness of small squares.
func TestThePictureLooksLikeThePaper(t *testing.T) {
	pages, root, marks := sample()
	data := write(t, sheet, pages, root, marks)
	prefix := filepath.Join(t.TempDir(), "page")
	run(t, "pdftoppm", "-r", "96", "-png", save(t, data), prefix)
	for i, p := range pages {
		f, err := os.Open(prefix + [...]string{"-1.png", "-2.png"}[i])
		if err != nil {
			t.Fatal(err)
		}
		printed, _, err := image.Decode(f)
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		if err != nil {
			t.Fatal(err)
		}
		shown, err := render.Image(paper.Drawing(sheet, p), 1)
		if err != nil {
			t.Fatal(err)
		}
		const side = 12
		for y := 0; y+side < shown.Bounds().Dy(); y += side {
			for x := 0; x+side < shown.Bounds().Dx(); x += side {
				a, b := mean(printed, x, y, side), mean(shown, x, y, side)
				if math.Abs(a-b) > 0.12 {
					t.Fatalf("page %d at %d, %d: %.2f on paper and %.2f in the picture", i+1, x, y, a, b)
				}
			}
		}
	}
}

// mean is the mean lightness of a square, from 0 to 1.
func mean(img image.Image, left, top, side int) float64 {
	total := 0.0
	for y := top; y < top+side; y++ {
		for x := left; x < left+side; x++ {
			total += float64(color.Gray16Model.Convert(img.At(x, y)).(color.Gray16).Y) / 0xffff
		}
	}
	return total / float64(side*side)
}
