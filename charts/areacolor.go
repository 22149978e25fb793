package charts

import (
	"image/color"
	"math"
)

// AreaColor is the colour of an area from its hue, 0-359 degrees: dark enough on light
// grounds, and light enough on dark ones, to be distinguished.
func AreaColor(degrees int, dark bool) color.NRGBA {
	lightness, chroma := 0.40, 0.55
	if dark {
		lightness, chroma = 0.68, 0.52
	}
	return fromHSL(float64(degrees), chroma, lightness)
}

func fromHSL(h, s, l float64) color.NRGBA {
	c := (1 - math.Abs(2*l-1)) * s
	x := c * (1 - math.Abs(math.Mod(h/60, 2)-1))
	m := l - c/2
	var r, g, b float64
	switch int(h/60) % 6 {
	case 0:
		r, g = c, x
	case 1:
		r, g = x, c
	case 2:
		g, b = c, x
	case 3:
		g, b = x, c
	case 4:
		r, b = x, c
	default:
		r, b = c, x
	}
	part := func(v float64) uint8 { return uint8(math.Round((v + m) * 255)) }
	return color.NRGBA{part(r), part(g), part(b), 255}
}
