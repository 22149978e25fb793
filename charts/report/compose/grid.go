package compose

import (
	"image/color"

	"enactive/charts/paper"
	"enactive/charts/typeface"

	"github.com/golang/freetype/truetype"
)

// line is the distance of the lines of the grid, in points. Every text stands on it, and every height is
// a number of lines.
const line = 13.0

// geometry is where the text of a page stands, in points.
type geometry struct {
	width, height float64 // of the page
	top           float64
	measure       float64 // the width of the text
	inner, outer  float64 // the margins, of which inner is the one that is bound
	rows          int     // lines of a page
}

func geometryOf(letter, book bool) geometry {
	g := geometry{width: paper.A4Width, height: paper.A4Height, top: 66, inner: 62, outer: 62}
	if letter {
		g.width, g.height = paper.LetterWidth, paper.LetterHeight
	}
	if book {
		g.inner, g.outer = 84, 54
	}
	g.measure = g.width - g.inner - g.outer
	g.rows = int((g.height - g.top - 62) / line)
	return g
}

// left is where the text of a page begins. The inner margin is the left one of the first page.
func (g geometry) left(page int) float64 {
	if page%2 == 1 {
		return g.outer
	}
	return g.inner
}

// third is a third of a page, in lines: no hole is larger.
func (g geometry) third() int { return g.rows / 3 }

var (
	ink      = color.NRGBA{0x1d, 0x25, 0x30, 255}
	grey     = color.NRGBA{0x52, 0x5c, 0x69, 255}
	accent   = color.NRGBA{0x0f, 0x5f, 0x5a, 255}
	hairline = color.NRGBA{0xc4, 0xca, 0xd2, 255}
)

// The widths of rules, in points.
const (
	hair  = 0.4
	heavy = 0.9
)

// styles are the ways in which texts are set.
type styles struct {
	title, h1, h2, h3, lead, body, strong, quiet, name, cell, head paper.Style
}

func stylesOf(cut [3]*truetype.Font) styles {
	regular, bold := cut[typeface.Regular], cut[typeface.Bold]
	return styles{
		title:  paper.Style{Font: bold, Size: 23, Colour: ink},
		h1:     paper.Style{Font: bold, Size: 16.5, Colour: ink},
		h2:     paper.Style{Font: bold, Size: 11.5, Colour: ink},
		h3:     paper.Style{Font: bold, Size: 9.5, Colour: accent},
		lead:   paper.Style{Font: regular, Size: 10.5, Colour: ink},
		body:   paper.Style{Font: regular, Size: 9.5, Colour: ink},
		strong: paper.Style{Font: bold, Size: 9.5, Colour: ink},
		quiet:  paper.Style{Font: regular, Size: 8, Colour: grey},
		name:   paper.Style{Font: regular, Size: 8, Colour: accent},
		cell:   paper.Style{Font: regular, Size: 8.5, Colour: ink},
		head:   paper.Style{Font: bold, Size: 8, Colour: grey},
	}
}

// leading is how many lines of the grid a line of a style takes.
func leading(s paper.Style) int {
	if s.Size > 12 {
		return 2
	}
	return 1
}
