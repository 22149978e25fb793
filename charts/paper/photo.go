package paper

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/color"
	"image/jpeg"

	"enactive/charts/render"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/draw"
)

// setPhoto puts a photo on a page of a document, byte for byte. The same one is in the file once.
func setPhoto(doc *fpdf.Fpdf, m Mark) {
	sum := sha256.Sum256(m.Photo)
	name := hex.EncodeToString(sum[:])
	how := fpdf.ImageOptions{ImageType: "JPEG", AllowNegativePosition: true}
	doc.RegisterImageOptionsReader(name, how, bytes.NewReader(m.Photo))
	doc.ImageOptions(name, m.Left, m.Top, m.Width, m.Height, false, how, 0, "")
}

// photoCells is into how many cells the longer side of a photo is divided in the picture of a page, which
// is looked at before it is printed.
const photoCells = 128

// paintPhoto paints a photo as cells of one colour each. One that cannot be decoded stays white: who
// makes a page sees to it that it can.
func paintPhoto(c render.Canvas, m Mark) {
	whole, err := jpeg.Decode(bytes.NewReader(m.Photo))
	if err != nil {
		return
	}
	b := whole.Bounds()
	longer := max(b.Dx(), b.Dy())
	across, down := b.Dx(), b.Dy()
	if longer > photoCells {
		across, down = max(1, across*photoCells/longer), max(1, down*photoCells/longer)
	}
	cells := image.NewNRGBA(image.Rect(0, 0, across, down))
	draw.BiLinear.Scale(cells, cells.Rect, whole, b, draw.Src, nil)
	left, top := m.Left/pointsPerUnit, m.Top/pointsPerUnit
	right, bottom := left+m.Width/pointsPerUnit, top+m.Height/pointsPerUnit
	w, h := (right-left)/float64(across), (bottom-top)/float64(down)
	for y := range down {
		for x := range across {
			at := cells.NRGBAAt(x, y)
			// Each cell reaches below the next ones, so that nothing white is between them.
			l, t := left+float64(x)*w, top+float64(y)*h
			outline(c, l, t, min(2*w, right-l), min(2*h, bottom-t), 0)
			c.Fill(color.NRGBA{at.R, at.G, at.B, 255})
		}
	}
}
