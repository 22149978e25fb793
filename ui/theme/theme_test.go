package theme

import (
	"image/color"
	"math"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"enactive/resources/fonts"
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
		}{{"ground", p.Ground}, {"surface", p.Surface}, {"raised", p.Raised}, {"warm", p.Warm}} {
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

func TestTextIsReadableOnTheTintOfEveryArea(t *testing.T) {
	for _, dark := range []bool{false, true} {
		p := LightPalette()
		if dark {
			p = DarkPalette()
		}
		for hue := range 360 {
			for name, ink := range map[string]color.NRGBA{"text": p.Text, "muted": p.Muted, "accent": p.Accent} {
				if got := contrast(ink, Tint(hue, dark)); got < 4.5 {
					t.Errorf("hue %d, dark %v: %s on the tint has a contrast of %.2f, want at least 4.5", hue, dark, name, got)
				}
			}
		}
	}
}

// TestFiguresStandUnderEachOther holds the fonts to what columns of numbers rely on: the toolkit offers no
// choice of figures, and those that the fonts have by default are all of one width.
func TestFiguresStandUnderEachOther(t *testing.T) {
	for _, language := range []string{"en", "ja"} {
		files := fonts.For(language)
		for cut, file := range map[string][]byte{"regular": files.Regular, "bold": files.Bold, "italic": files.Italic} {
			face, err := sfnt.Parse(file)
			if err != nil {
				t.Fatalf("%s, %s: %v", language, cut, err)
			}
			var buffer sfnt.Buffer
			want := fixed.Int26_6(0)
			for _, figure := range "0123456789" {
				at, err := face.GlyphIndex(&buffer, figure)
				if err != nil || at == 0 {
					t.Fatalf("%s, %s: %c is missing: %v", language, cut, figure, err)
				}
				wide, err := face.GlyphAdvance(&buffer, at, fixed.I(100), font.HintingNone)
				if err != nil {
					t.Fatal(err)
				}
				if want == 0 {
					want = wide
				}
				if wide != want {
					t.Errorf("%s, %s: %c is %v wide and 0 is %v", language, cut, figure, wide, want)
				}
			}
		}
	}
}

func TestLargeTextGrowsByLessThanTheBody(t *testing.T) {
	for _, c := range []struct{ size, scale, want float32 }{
		{Body, 2, 28}, {Lead, 2, 36}, {Heading, 1, 28}, {Heading, 2, 48}, {Numeral, 2, 68}, {Heading, 0.8, 22.4}, {Numeral, 1.5, 54},
	} {
		if got := sized(c.size, c.scale); math.Abs(float64(got-c.want)) > 0.01 {
			t.Errorf("%v at scale %v is %v, want %v", c.size, c.scale, got, c.want)
		}
	}
}
