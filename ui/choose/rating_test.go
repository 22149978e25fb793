package choose

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"enactive/journal/optional"
	"enactive/ui/theme"
	"enactive/ui/uitest"
)

func hundred() Scale {
	return Scale{Low: 0, High: 100, Step: 5, LowWord: "cannot at all", MiddleWord: "moderately", HighWord: "highly certain"}
}

func TestRatingFromTheKeyboard(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	empty := optional.Value[float64]{}
	key := func(names ...fyne.KeyName) func(*Rating) {
		return func(r *Rating) {
			for _, n := range names {
				r.TypedKey(&fyne.KeyEvent{Name: n})
			}
		}
	}
	typed := func(digits string) func(*Rating) { return func(r *Rating) { test.Type(r, digits) } }
	for _, c := range []struct {
		name string
		do   func(*Rating)
		want optional.Value[float64]
	}{
		{"untouched it has no value", func(*Rating) {}, empty},
		{"one digit is that number", typed("7"), optional.Some(7.0)},
		{"two digits make one number", typed("70"), optional.Some(70.0)},
		{"three digits reach the end", typed("100"), optional.Some(100.0)},
		{"a number beyond the end begins anew", typed("705"), optional.Some(5.0)},
		{"0 is a value and not nothing", typed("0"), optional.Some(0.0)},
		{"letters are no numbers", typed("a"), empty},
		{"Home is the low end", key(fyne.KeyHome), optional.Some(0.0)},
		{"End is the high end", key(fyne.KeyEnd), optional.Some(100.0)},
		{"the first arrow begins in the middle", key(fyne.KeyRight), optional.Some(50.0)},
		{"arrows go on from there", key(fyne.KeyRight, fyne.KeyRight, fyne.KeyRight, fyne.KeyLeft), optional.Some(55.0)},
		{"an arrow stops at the end", key(fyne.KeyEnd, fyne.KeyRight), optional.Some(100.0)},
		{"Backspace takes the value back", key(fyne.KeyEnd, fyne.KeyBackspace), empty},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := NewRating(hundred())
			c.do(r)
			if got := r.Value(); got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestRatingFromTheMouse(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	r := NewRating(hundred())
	test.NewTempWindow(t, r).Resize(fyne.NewSize(500, 80))
	changes := 0
	r.OnChanged = func() { changes++ }
	track := r.Size().Width - r.numberWidth()
	test.TapAt(r, fyne.NewPos(track/2, 5))
	if got := r.Value(); got != optional.Some(50.0) {
		t.Errorf("a click in the middle gave %v, want 50", got)
	}
	test.TapAt(r, fyne.NewPos(track-1, 5))
	if got := r.Value(); got != optional.Some(100.0) {
		t.Errorf("a click at the end gave %v, want 100", got)
	}
	test.TapAt(r, fyne.NewPos(r.Size().Width-4, 5))
	if r.Value().IsSet() {
		t.Errorf("a click on the number left %v, want nothing", r.Value())
	}
	if changes != 3 {
		t.Errorf("Changed was called %d times, want 3", changes)
	}
}

func TestASealedRatingDoesNotChange(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	r := NewRating(hundred())
	r.SetQuietly(optional.Some(40.0))
	r.SetDisabled(true)
	test.Type(r, "90")
	r.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	if got := r.Value(); got != optional.Some(40.0) {
		t.Errorf("a sealed rating of 40 became %v", got)
	}
}

func TestGoldenRating(t *testing.T) {
	uitest.Golden(t, "rating", 460, func() []fyne.CanvasObject {
		var all []fyne.CanvasObject
		for _, v := range []optional.Value[float64]{{}, optional.Some(0.0), optional.Some(65.0), optional.Some(100.0)} {
			r := NewRating(hundred())
			r.SetQuietly(v)
			all = append(all, r)
		}
		focused, sealed := NewRating(hundred()), NewRating(hundred())
		focused.SetQuietly(optional.Some(30.0))
		focused.FocusGained()
		sealed.SetQuietly(optional.Some(45.0))
		sealed.SetDisabled(true)
		return append(all, focused, sealed)
	})
}

func TestTheWordsOfARatingNeverTouch(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	long := Scale{High: 100, Step: 5, LowWord: "das schaffe ich auf keinen Fall", MiddleWord: "könnte so oder so ausgehen", HighWord: "ganz sicher schaffe ich das"}
	for width, lines := range map[float32]int{900: 1, 560: 2, 320: 3} {
		r := NewRating(long)
		d := test.TempWidgetRenderer(t, r).(*ratingRenderer)
		r.Resize(fyne.NewSize(width, 10))
		if got := d.lines(width); got != lines {
			t.Errorf("at %v the words stand on %d lines, want %d", width, got, lines)
		}
		if high := d.MinSize().Height; high < float32(lines)*d.low.MinSize().Height {
			t.Errorf("at %v there are only %v for %d lines", width, high, lines)
		}
	}
}

func TestGoldenNarrowRating(t *testing.T) {
	uitest.Golden(t, "narrowrating", 330, func() []fyne.CanvasObject {
		r := NewRating(Scale{High: 100, Step: 5, LowWord: "cannot do it at all", MiddleWord: "could go either way", HighWord: "certain that you can"})
		r.SetQuietly(optional.Some(65.0))
		two := NewRating(Scale{High: 100, Step: 5, LowWord: "calm through and through", HighWord: "overwhelmed by all of it"})
		return []fyne.CanvasObject{r, two}
	})
}

// TestAValueInTheMiddleOfTwoWordsIsNeither fails if half of the stress is called overwhelmed.
func TestAValueInTheMiddleOfTwoWordsIsNeither(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	r := NewRating(Scale{High: 100, Step: 5, LowWord: "completely calm", HighWord: "overwhelmed"})
	d := test.TempWidgetRenderer(t, r).(*ratingRenderer)
	for value, want := range map[float64]int{0: 0, 30: 0, 35: -1, 50: -1, 65: -1, 70: 2, 100: 2} {
		if got := d.nearest(value); got != want {
			t.Errorf("the word of %v is the one at %d, want %d", value, got, want)
		}
	}
}
