package charts

import (
	"image/color"
	"math"

	"enactive/charts/typeface"
	"enactive/journal/insight"

	"github.com/golang/freetype/truetype"
)

// Theme is how charts look: colours, typeface and text size. Begin with Light, Dark or Paper.
type Theme struct {
	// Canvas is the ground. Its alpha may be 0: then the ground is not painted, and
	// Canvas still says on what colour the chart will lie.
	Canvas color.NRGBA
	// Text is for what is to be read first, Muted for everything else in words.
	Text, Muted color.NRGBA
	// Grid and Axis are the thin lines.
	Grid, Axis color.NRGBA
	// Accent is the colour of the area: the level line and the curve.
	Accent color.NRGBA
	// Band is the translucent ground of what is likely, around the line.
	Band color.NRGBA
	// Dot is a single rating.
	Dot color.NRGBA
	// Zone is the ground of the best range, ZoneText its name.
	Zone, ZoneText color.NRGBA
	// Outcomes are the colours of the outcomes, by insight.Outcome.Rank. Each also has its
	// own shape, so that they can be distinguished without the colours.
	Outcomes [5]color.NRGBA
	// TextScale enlarges all words: 1 is normal, 0.8 to 2 look good.
	TextScale float64

	regular, bold, italic *truetype.Font
	// onPaper is set where nothing can be pointed at, and colours may be printed in grey.
	onPaper bool
}

// OutcomeInk is the colour of an outcome.
func (t Theme) OutcomeInk(o insight.Outcome) color.NRGBA { return t.Outcomes[o.Rank()] }

// Light is the theme for bright rooms.
func Light() Theme {
	t := Theme{
		Canvas:    rgb(0xffffff),
		Text:      rgb(0x1d2530),
		Muted:     rgb(0x5d6877),
		Grid:      rgb(0xe9ecf0),
		Axis:      rgb(0xb4bcc7),
		Dot:       rgb(0x56657a),
		Zone:      withAlpha(rgb(0x2f9e6e), 30),
		ZoneText:  rgb(0x1f7a53),
		TextScale: 1,
		Outcomes: [5]color.NRGBA{
			rgb(0x64748b), // no outcome
			rgb(0x7d3c8c), // a failure
			rgb(0xc25a12), // a setback
			rgb(0xb58405), // a partial success
			rgb(0x13777f), // a success
		},
	}
	t.loadFonts()
	return t.WithAccent(rgb(0x4555b5))
}

// Paper is the theme for documents: hairlines, and outcomes that stay distinct where they are printed
// in grey. Nothing in it refers to what is only in the window.
func Paper() Theme {
	t := Light()
	t.onPaper = true
	t.Text, t.Muted = rgb(0x161c25), rgb(0x4a5462)
	t.Grid, t.Axis = rgb(0xdde1e6), rgb(0x8d96a3)
	t.Dot = rgb(0x46546a)
	t.Zone = withAlpha(rgb(0x2f9e6e), 36)
	// Each is half as dark again as the next one.
	t.Outcomes = [5]color.NRGBA{
		rgb(0x687890), // no outcome
		rgb(0x351a3c), // a failure
		rgb(0x96450e), // a setback
		rgb(0xbf8b05), // a partial success
		rgb(0x0c4b50), // a success
	}
	t.TextScale = 0.9
	return t
}

// Dark is the theme for dim rooms.
func Dark() Theme {
	t := Theme{
		Canvas:    rgb(0x14181f),
		Text:      rgb(0xe6e9ee),
		Muted:     rgb(0x9aa5b4),
		Grid:      rgb(0x252b35),
		Axis:      rgb(0x4b5564),
		Dot:       rgb(0xa9b6c8),
		Zone:      withAlpha(rgb(0x4fc08d), 30),
		ZoneText:  rgb(0x6fd3a5),
		TextScale: 1,
		Outcomes: [5]color.NRGBA{
			rgb(0x94a3b8),
			rgb(0xc78fd6),
			rgb(0xf08a4b),
			rgb(0xe3bb55),
			rgb(0x4fc1c9),
		},
	}
	t.loadFonts()
	return t.WithAccent(rgb(0x95a5f6))
}

// leastContrast is what a line needs to be seen on its ground (WCAG 2.1, 1.4.11).
const leastContrast = 3.0

// WithAccent returns the theme with the colour of an area. A colour that could not be
// seen on the canvas is moved towards the text colour until it can.
func (t Theme) WithAccent(c color.NRGBA) Theme {
	c.A = 255
	for step := 0; contrast(c, t.Canvas) < leastContrast && step < 20; step++ {
		c = blend(c, t.Text, 0.1)
	}
	t.Accent = c
	t.Band = withAlpha(c, 44)
	return t
}

// WithTextScale returns the theme with larger or smaller words; out of 0.5 to 3 it is clamped.
func (t Theme) WithTextScale(scale float64) Theme {
	t.TextScale = scale
	t.TextScale = t.scale()
	return t
}

// Transparent returns the theme without its ground: the canvas is left unpainted.
func (t Theme) Transparent() Theme {
	t.Canvas.A = 0
	return t
}

func (t *Theme) loadFonts() {
	f := typeface.Current()
	t.regular, t.bold, t.italic = f[0], f[1], f[2]
}

func (t Theme) scale() float64 {
	if t.TextScale == 0 || math.IsNaN(t.TextScale) {
		return 1
	}
	return math.Min(math.Max(t.TextScale, 0.5), 3)
}

// em is a text size in units, as the reader wants it.
func (t Theme) em(size float64) float64 { return size * t.scale() }

// ground is the colour behind the chart, opaque even where it is left unpainted.
func (t Theme) ground() color.NRGBA { return withAlpha(t.Canvas, 255) }

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 255}
}

func withAlpha(c color.NRGBA, alpha uint8) color.NRGBA {
	c.A = alpha
	return c
}

// faded is the colour with a share of its opacity.
func faded(c color.NRGBA, share float64) color.NRGBA {
	c.A = uint8(math.Round(math.Min(float64(c.A)*share, 255)))
	return c
}

// blend mixes share of b into a.
func blend(a, b color.NRGBA, share float64) color.NRGBA {
	mix := func(x, y uint8) uint8 { return uint8(math.Round(float64(x) + (float64(y)-float64(x))*share)) }
	return color.NRGBA{R: mix(a.R, b.R), G: mix(a.G, b.G), B: mix(a.B, b.B), A: a.A}
}

// contrast is the contrast ratio of two opaque colours, 1 to 21 (WCAG 2.1).
func contrast(a, b color.NRGBA) float64 {
	la, lb := luminance(a), luminance(b)
	return (math.Max(la, lb) + 0.05) / (math.Min(la, lb) + 0.05)
}

func luminance(c color.NRGBA) float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}
