package main

import (
	"cmp"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"math"
	"slices"
	"sync"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
	fynetheme "fyne.io/fyne/v2/theme"

	"enactive/ui/theme"
)

// stencil is the picture of a text: how much ink covers each pixel. It is as high as the ink, and
// has empty margins on the left and right, so that "Save" is not found in "Saved".
type stencil struct {
	width, height int
	ink           []float64     // 0 to 1, row by row
	mean, spread  float64       // of the ink
	blank, full   []image.Point // some pixels without ink, and some covered by it
}

// margin is the width of a stencil's margins: less than a space.
const margin = 2

// styleOfText is a style in which the window sets text.
type styleOfText struct {
	size         float32
	bold, italic bool
}

// stylesOfText returns the styles of labels, buttons and headings.
func stylesOfText() []styleOfText {
	return []styleOfText{{size: theme.Body}, {size: theme.Body, bold: true}, {size: theme.Small}, {size: theme.Small, bold: true},
		{size: theme.Lead}, {size: theme.Lead, bold: true}, {size: theme.Heading, bold: true}, {size: theme.Body, italic: true}}
}

// stencils caches stencils.
var stencils = struct {
	sync.Mutex
	of map[string][]*stencil
}{of: map[string][]*stencil{}}

// stencilsOf draws a text as the window does, in every style. In a field the cursor may be before or
// after the text, in place of the margins.
func stencilsOf(words string, inField bool) []*stencil {
	stencils.Lock()
	defer stencils.Unlock()
	needTheme()
	key := fmt.Sprint(inField, words)
	if _, drawn := stencils.of[key]; !drawn {
		for _, style := range stylesOfText() {
			picture, ink := drawnText(words, style)
			if inField {
				ink.Min.X, ink.Max.X = ink.Min.X+cursorWidth, ink.Max.X-cursorWidth
			} else {
				ink.Min.X -= margin
				ink.Max.X += margin
			}
			stencils.of[key] = append(stencils.of[key], newStencil(picture, ink))
		}
	}
	return stencils.of[key]
}

// cursorWidth is how much of the first or last letter the cursor may cover.
const cursorWidth = 4

// drawnText draws a text in white on black and returns the bounds of its ink.
func drawnText(words string, style styleOfText) (picture image.Image, ink image.Rectangle) {
	text := canvas.NewText(words, color.White)
	text.TextSize, text.TextStyle = style.size, fyne.TextStyle{Bold: style.bold, Italic: style.italic}
	text.Resize(text.MinSize())
	return drawn(text)
}

// stencilOfCross draws the icon that closes a sheet.
func stencilOfCross() *stencil {
	stencils.Lock()
	defer stencils.Unlock()
	needTheme()
	cross := canvas.NewImageFromResource(fynetheme.NewColoredResource(fynetheme.CancelIcon(), fynetheme.ColorNameForegroundOnPrimary)) // white
	cross.FillMode = canvas.ImageFillContain
	cross.Resize(fyne.NewSquareSize(fynetheme.IconInlineSize()))
	picture, ink := drawn(cross)
	return newStencil(picture, ink.Inset(-margin))
}

// drawn draws an object in white on black and returns the bounds of its ink.
func drawn(o fyne.CanvasObject) (picture image.Image, ink image.Rectangle) {
	o.Move(fyne.NewSquareOffsetPos(theme.Unit)) // letters may extend beyond their width
	ground := canvas.NewRectangle(color.Black)
	ground.Resize(o.Size().AddWidthHeight(2*theme.Unit, 2*theme.Unit))
	c := software.NewTransparentCanvas()
	c.SetPadded(false)
	c.SetContent(&fyne.Container{Objects: []fyne.CanvasObject{ground, o}})
	c.Resize(ground.Size())
	picture = c.Capture()
	for y := range picture.Bounds().Dy() {
		for x := range picture.Bounds().Dx() {
			if lightAt(picture, x, y) > 0.1 {
				ink = ink.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return picture, ink
}

// needTheme sets the typeface and the sizes of the window for drawing. Another test may have created
// an app with another theme in the meantime.
func needTheme() {
	if drawing == nil || fyne.CurrentApp() != drawing {
		drawing = test.NewApp()
		drawing.Settings().SetTheme(theme.New(theme.Light, 1))
	}
}

// drawing is the app without a screen in which stencils are drawn; stencils is locked.
var drawing fyne.App

func lightAt(picture image.Image, x, y int) float64 {
	r, _, _, _ := picture.At(x, y).RGBA()
	return float64(r) / 0xffff
}

func newStencil(picture image.Image, part image.Rectangle) *stencil {
	s := &stencil{width: part.Dx(), height: part.Dy()}
	var edges []image.Point
	for y := range s.height {
		for x := range s.width {
			v := lightAt(picture, part.Min.X+x, part.Min.Y+y)
			s.ink = append(s.ink, v)
			switch {
			case v == 0 && (x < margin || x >= s.width-margin):
				edges = append(edges, image.Pt(x, y))
			case v == 0:
				s.blank = append(s.blank, image.Pt(x, y))
			case v > 0.7:
				s.full = append(s.full, image.Pt(x, y))
			}
		}
	}
	s.blank, s.full = append(edges, spreadOut(s.blank, 12)...), spreadOut(s.full, 12)
	for _, v := range s.ink {
		s.mean += v / float64(len(s.ink))
	}
	for _, v := range s.ink {
		s.spread += (v - s.mean) * (v - s.mean)
	}
	return s
}

// spreadOut picks some of many points, evenly from the first to the last.
func spreadOut(all []image.Point, n int) []image.Point {
	if len(all) <= n {
		return all
	}
	some := make([]image.Point, n)
	for i := range some {
		some[i] = all[i*(len(all)-1)/(n-1)]
	}
	return some
}

// sight is the brightness of the screen, for finding words in it.
type sight struct {
	width, height int
	light         []uint8
}

func sightOf(img *image.RGBA) *sight {
	s := &sight{width: img.Rect.Dx(), height: img.Rect.Dy()}
	s.light = make([]uint8, 0, s.width*s.height)
	for i := 0; i < len(img.Pix); i += 4 {
		s.light = append(s.light, uint8((299*int(img.Pix[i])+587*int(img.Pix[i+1])+114*int(img.Pix[i+2]))/1000))
	}
	return s
}

// minContrast is the minimum difference in brightness between a text and its background, of 255.
const minContrast = 40

// places returns the places of a text on the screen, in reading order.
func (s *sight) places(words string, inField bool) []image.Rectangle {
	var all []image.Rectangle
	for _, of := range stencilsOf(words, inField) {
		all = append(all, s.matches(of)...)
	}
	slices.SortFunc(all, func(a, b image.Rectangle) int { return cmp.Or(a.Min.Y-b.Min.Y, a.Min.X-b.Min.X) })
	var apart []image.Rectangle // similar styles match at the same place
	for _, r := range all {
		if !slices.ContainsFunc(apart, r.Overlaps) {
			apart = append(apart, r)
		}
	}
	return apart
}

// matches returns the places where the brightness of the screen follows the ink, in any colours.
func (s *sight) matches(of *stencil) []image.Rectangle {
	blank, full := s.offsets(of.blank), s.offsets(of.full)
	var found []image.Rectangle
	for y := range s.height - of.height + 1 {
		for x := range s.width - of.width + 1 {
			if at := y*s.width + x; s.mayMatch(at, blank, full) && s.correlation(at, of) > 0.97 {
				found = append(found, image.Rect(x, y, x+of.width, y+of.height))
			}
		}
	}
	return found
}

func (s *sight) offsets(points []image.Point) []int {
	all := make([]int, len(points))
	for i, p := range points {
		all[i] = p.Y*s.width + p.X
	}
	return all
}

// mayMatch checks a few pixels: the background has one colour, and the ink a different one.
func (s *sight) mayMatch(at int, blank, full []int) bool {
	ground := int(s.light[at+blank[0]])
	lighter := int(s.light[at+full[0]]) > ground
	for _, i := range full {
		v := int(s.light[at+i]) - ground
		if lighter && v < minContrast || !lighter && v > -minContrast {
			return false
		}
	}
	for _, i := range blank {
		if v := int(s.light[at+i]) - ground; v > minContrast/4 || v < -minContrast/4 {
			return false
		}
	}
	return true
}

// correlation is the correlation of ink and brightness, whichever of text and background is lighter.
func (s *sight) correlation(at int, of *stencil) float64 {
	var sum, squares, both float64
	for y := range of.height {
		for x := range of.width {
			v := float64(s.light[at+y*s.width+x])
			sum += v
			squares += v * v
			both += v * of.ink[y*of.width+x]
		}
	}
	n := float64(len(of.ink))
	spread := squares - sum*sum/n
	if spread <= 0 {
		return 0
	}
	return math.Abs(both-sum*of.mean) / math.Sqrt(spread*of.spread)
}

func TestWordsAreFoundInAllColours(t *testing.T) {
	needTheme()
	light, dark := theme.LightPalette(), theme.DarkPalette()
	page := &fyne.Container{}
	add := func(words string, x, y float32, bold bool, size float32, ink, ground color.Color) {
		text := canvas.NewText(words, ink)
		text.TextSize, text.TextStyle.Bold = size, bold
		behind := canvas.NewRectangle(ground)
		behind.Resize(text.MinSize().AddWidthHeight(2*theme.Unit, 0))
		behind.Move(fyne.NewPos(x-theme.Unit, y))
		text.Resize(text.MinSize())
		text.Move(fyne.NewPos(x, y))
		page.Objects = append(page.Objects, behind, text)
	}
	ground := canvas.NewRectangle(light.Ground)
	ground.Resize(fyne.NewSize(400, 300))
	page.Add(ground)
	add("Save", 20, 20, true, theme.Body, light.OnAccent, light.Accent)
	add("Saved.", 120, 20, true, theme.Body, light.OnAccent, light.Accent)
	add("Save these", 220, 20, false, theme.Body, light.Muted, light.Surface)
	add("Unsaved", 20, 80, false, theme.Body, light.Text, light.Ground)
	add("Save", 120, 80, false, theme.Small, dark.Text, dark.Surface)
	add("Save", 220, 80, true, theme.Heading, dark.Accent, dark.Raised)
	add("Sane", 20, 140, true, theme.Body, light.Text, light.Ground)
	c := software.NewTransparentCanvas()
	c.SetPadded(false)
	c.SetContent(page)
	c.Resize(ground.Size())
	picture := image.NewRGBA(c.Capture().Bounds())
	draw.Draw(picture, picture.Rect, c.Capture(), image.Point{}, draw.Src)

	s := sightOf(picture)
	want := []image.Point{{20, 20}, {220, 20}, {120, 80}, {220, 80}}
	found := s.places("Save", false)
	if len(found) != len(want) {
		t.Fatalf("the words are found at %v, want near %v", found, want)
	}
	for i, at := range want {
		if d := found[i].Min.Sub(at); d.X < -4 || d.X > 4 || d.Y < 0 || d.Y > 14 {
			t.Errorf("the words are found at %v, want near %v", found[i], at)
		}
	}
	if found := s.places("Saves", false); len(found) > 0 {
		t.Errorf("missing words are found at %v", found)
	}
}
