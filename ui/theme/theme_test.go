package theme

import (
	"image/color"
	"math"
	"testing"
)

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

func contrast(a, b color.NRGBA) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func TestEveryTextIsReadableOnItsBackground(t *testing.T) {
	for name, p := range map[string]Palette{"light": LightPalette(), "dark": DarkPalette()} {
		for _, ground := range []struct {
			name string
			c    color.NRGBA
		}{{"ground", p.Ground}, {"surface", p.Surface}, {"raised", p.Raised}} {
			for _, ink := range []struct {
				name string
				c    color.NRGBA
			}{{"text", p.Text}, {"muted", p.Muted}, {"accent", p.Accent}, {"good", p.Good}, {"caution", p.Caution}, {"bad", p.Bad}} {
				if got := contrast(ink.c, ground.c); got < 4.5 {
					t.Errorf("%s: %s on %s has a contrast of %.2f, want at least 4.5", name, ink.name, ground.name, got)
				}
			}
		}
		if got := contrast(p.OnAccent, p.Accent); got < 4.5 {
			t.Errorf("%s: words on the accent have a contrast of %.2f", name, got)
		}
	}
}

func TestEveryAreaColourIsVisible(t *testing.T) {
	for hue := range 360 {
		if got := contrast(Hue(hue, false), LightPalette().Surface); got < 2 {
			t.Errorf("hue %d on a light card: contrast %.2f", hue, got)
		}
		if got := contrast(Hue(hue, true), DarkPalette().Surface); got < 3 {
			t.Errorf("hue %d on a dark card: contrast %.2f", hue, got)
		}
	}
}

// asSeenBy returns a colour as people see it who lack one type of cone: Machado, Oliveira and
// Fernandes (2009), table 1, severity 1.0, on linear light.
func asSeenBy(m [9]float64, c color.NRGBA) [3]float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	r, g, b := linear(c.R), linear(c.G), linear(c.B)
	return [3]float64{m[0]*r + m[1]*g + m[2]*b, m[3]*r + m[4]*g + m[5]*b, m[6]*r + m[7]*g + m[8]*b}
}

// lab converts linear sRGB to CIE L*a*b* under D65.
func lab(rgb [3]float64) [3]float64 {
	r, g, b := min(max(rgb[0], 0), 1), min(max(rgb[1], 0), 1), min(max(rgb[2], 0), 1)
	f := func(t float64) float64 {
		if t > 216.0/24389 {
			return math.Cbrt(t)
		}
		return (24389.0/27*t + 16) / 116
	}
	x := f((0.4124*r + 0.3576*g + 0.1805*b) / 0.95047)
	y := f(0.2126*r + 0.7152*g + 0.0722*b)
	z := f((0.0193*r + 0.1192*g + 0.9505*b) / 1.08883)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

func TestColourBlindPeopleCanDistinguishTheMeanings(t *testing.T) {
	eyes := map[string][9]float64{
		"all cones":    {1, 0, 0, 0, 1, 0, 0, 0, 1},
		"no red cones": {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998},
		"no green":     {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881},
		"no blue":      {1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900},
	}
	for palette, p := range map[string]Palette{"light": LightPalette(), "dark": DarkPalette()} {
		meanings := map[string]color.NRGBA{"good": p.Good, "caution": p.Caution, "bad": p.Bad}
		for eye, m := range eyes {
			for a, x := range meanings {
				for b, y := range meanings {
					if a >= b {
						continue
					}
					u, v := lab(asSeenBy(m, x)), lab(asSeenBy(m, y))
					if d := math.Sqrt((u[0]-v[0])*(u[0]-v[0]) + (u[1]-v[1])*(u[1]-v[1]) + (u[2]-v[2])*(u[2]-v[2])); d < 11 {
						t.Errorf("%s, %s: %s and %s are %.1f apart, want at least 11 (2.3 is just seen)", palette, eye, a, b, d)
					}
				}
			}
		}
	}
}
