package paint

import "image/color"

// Over lays a translucent colour on another.
func Over(under, top color.NRGBA) color.NRGBA {
	if under.A == 0 {
		return top
	}
	return Blend(under, color.NRGBA{top.R, top.G, top.B, 255}, float32(top.A)/255)
}

// Blend mixes a share of b into a.
func Blend(a, b color.NRGBA, share float32) color.NRGBA {
	mix := func(x, y uint8) uint8 { return uint8(float32(x) + (float32(y)-float32(x))*share + 0.5) }
	return color.NRGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), 255}
}

// Clamp limits a share to the range from 0 to 1.
func Clamp(v float64) float64 { return min(max(v, 0), 1) }
