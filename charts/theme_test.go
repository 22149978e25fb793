package charts

import (
	"image/color"
	"testing"

	"enactive/journal/describe"
	"enactive/journal/insight"

	"pgregory.net/rapid"
)

func TestTextContrastsWithItsBackground(t *testing.T) {
	for _, th := range bothThemes() {
		ground := th.theme.ground()
		read := map[string]color.NRGBA{"text": th.theme.Text, "muted": th.theme.Muted, "zone": th.theme.ZoneText}
		for name, c := range read {
			if got := contrast(c, ground); got < 4.5 {
				t.Errorf("%s: %s has a contrast of %.1f, want 4.5", th.name, name, got)
			}
		}
		for o, c := range th.theme.Outcomes {
			if got := contrast(c, ground); got < leastContrast {
				t.Errorf("%s: outcome %d has a contrast of %.1f, want %v", th.name, o, got, leastContrast)
			}
		}
	}
}

func TestOutcomesDifferInFormAndInColour(t *testing.T) {
	told := []insight.Outcome{insight.Success, insight.Partial, insight.Setback, insight.Failure}
	for _, th := range bothThemes() {
		for i, a := range told {
			for _, b := range told[:i] {
				if shapeOf(a) == shapeOf(b) {
					t.Errorf("%s and %s have one form", describe.OutcomeInline(a), describe.OutcomeInline(b))
				}
				if th.theme.OutcomeInk(a) == th.theme.OutcomeInk(b) {
					t.Errorf("%s: %s and %s have one colour", th.name, describe.OutcomeInline(a), describe.OutcomeInline(b))
				}
			}
		}
	}
}

func TestTheColourOfAnAreaIsAlwaysSeen(t *testing.T) {
	light, dark := Light(), Dark()
	rapid.Check(t, func(t *rapid.T) {
		c := rgb(rapid.Uint32Range(0, 0xffffff).Draw(t, "colour"))
		for _, theme := range []Theme{light, dark} {
			if got := contrast(theme.WithAccent(c).Accent, theme.Canvas); got < leastContrast {
				t.Fatalf("%v has a contrast of %.2f, want %v", c, got, leastContrast)
			}
		}
	})
}

func TestVisibleColourIsUnchanged(t *testing.T) {
	c := rgb(0x8a2b3c)
	if got := Light().WithAccent(c).Accent; got != c {
		t.Errorf("got %v, want %v", got, c)
	}
}

func TestTheTextScaleStaysReadable(t *testing.T) {
	for scale, want := range map[float64]float64{0: 1, 1: 1, 1.4: 1.4, 99: 3, 0.1: 0.5} {
		if got := Light().WithTextScale(scale).em(10); got != 10*want {
			t.Errorf("at scale %v ten units are %v, want %v", scale, got, 10*want)
		}
	}
}

// inGrey reports whether two colours are told apart where they are printed in grey.
func inGrey(a, b color.NRGBA) bool { return contrast(withAlpha(a, 255), withAlpha(b, 255)) >= 1.3 }

func TestOnPaperOutcomesAndLabelsAreToldApartInGrey(t *testing.T) {
	theme := Paper()
	for o, c := range theme.Outcomes {
		if got := contrast(c, theme.ground()); got < leastContrast {
			t.Errorf("outcome %d has a contrast of %.1f, want %v", o, got, leastContrast)
		}
		for p, other := range theme.Outcomes[:o] {
			if !inGrey(c, other) {
				t.Errorf("outcomes %d and %d have a contrast of %.2f", o, p, contrast(c, other))
			}
		}
	}
	labels := insight.AllEvidence()
	for i, a := range labels {
		for _, b := range labels[:i] {
			stripeA, stripeB := evidenceStripe(a, theme), evidenceStripe(b, theme)
			sameStripe := (stripeA.A > 0) == (stripeB.A > 0) && (stripeA.A == 0 || !inGrey(stripeA, stripeB))
			if sameStripe && !inGrey(evidenceInk(a, theme), evidenceInk(b, theme)) {
				t.Errorf("%s and %s look alike in grey", a, b)
			}
		}
	}
}
