// Package qrcode makes QR codes that cameras read in any theme: dark on white, with the quiet zone that
// the standard asks for.
package qrcode

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"strings"

	"rsc.io/qr"
)

// quiet is the width of the quiet zone around a code, in modules.
const quiet = 4

// Code is a QR code. A module is one of its squares.
type Code struct{ code *qr.Code }

// New makes the code of a text, which may lose an eighth of its modules to dirt or a reflection.
func New(text string) (Code, error) {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return Code{}, fmt.Errorf("making a QR code: %w", err)
	}
	return Code{code}, nil
}

// Size is the number of modules on a side, with the quiet zone.
func (c Code) Size() int { return c.code.Size + 2*quiet }

// Dark reports whether a module is dark; the quiet zone counts from 0.
func (c Code) Dark(x, y int) bool { return c.code.Black(x-quiet, y-quiet) }

// Picture returns the code as a picture with so many pixels a module.
func (c Code) Picture(scale int) image.Image {
	side := c.Size() * scale
	p := image.NewPaletted(image.Rect(0, 0, side, side), color.Palette{color.White, color.Black})
	for y := range side {
		for x := range side {
			if c.Dark(x/scale, y/scale) {
				p.SetColorIndex(x, y, 1)
			}
		}
	}
	return p
}

// WritePNG writes the code as a PNG.
func (c Code) WritePNG(w io.Writer) error {
	const scale = 10
	if err := png.Encode(w, c.Picture(scale)); err != nil {
		return fmt.Errorf("writing a picture: %w", err)
	}
	return nil
}

// WriteSVG writes the code as an SVG.
func (c Code) WriteSVG(w io.Writer) error {
	const scale = 10
	var b bytes.Buffer
	n := c.Size()
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" shape-rendering="crispEdges">`, n*scale, n*scale, n, n)
	fmt.Fprintf(&b, `<rect width="%d" height="%d" fill="#fff"/><path d="`, n, n)
	for y := range n {
		for x := range n {
			if c.Dark(x, y) {
				fmt.Fprintf(&b, "M%d %dh1v1h-1z", x, y)
			}
		}
	}
	b.WriteString("\"/></svg>\n")
	if _, err := b.WriteTo(w); err != nil {
		return fmt.Errorf("writing a picture: %w", err)
	}
	return nil
}

// Text returns the code as lines of half blocks, two modules above each other in one character. With
// colour it is dark on white whatever the colours of the terminal are.
func (c Code) Text(colour bool) string {
	const begin, end = "\x1b[38;5;16;48;5;231m", "\x1b[0m"
	var b strings.Builder
	for y := 0; y < c.Size(); y += 2 {
		if colour {
			b.WriteString(begin)
		}
		for x := range c.Size() {
			switch upper, lower := c.Dark(x, y), c.Dark(x, y+1); {
			case upper && lower:
				b.WriteString("█")
			case upper:
				b.WriteString("▀")
			case lower:
				b.WriteString("▄")
			default:
				b.WriteString(" ")
			}
		}
		if colour {
			b.WriteString(end)
		}
		b.WriteString("\n")
	}
	return b.String()
}
