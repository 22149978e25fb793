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

func TestEveryTextCanBeReadOnItsGround(t *testing.T) {
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

func TestEveryHueOfAnAreaCanBeSeen(t *testing.T) {
	for hue := range 360 {
		if got := contrast(Hue(hue, false), LightPalette().Surface); got < 2 {
			t.Errorf("hue %d on a light card: contrast %.2f", hue, got)
		}
		if got := contrast(Hue(hue, true), DarkPalette().Surface); got < 3 {
			t.Errorf("hue %d on a dark card: contrast %.2f", hue, got)
		}
	}
}
