package glyph

import (
	"testing"

	"fyne.io/fyne/v2"

	"enactive/ui/theme"
	"enactive/ui/uitest"
)

func ratingLines() []fyne.CanvasObject {
	line := func(ratings ...Rated) fyne.CanvasObject {
		b := NewRatingBars()
		b.Set(ratings...)
		return b
	}
	return []fyne.CanvasObject{
		line(Rated{"performance", 81, true}, Rated{"stress", 44, true}, Rated{"efficacy after", 78, true}),
		line(Rated{"performance", 100, true}, Rated{"stress", 0, false}, Rated{"efficacy after", 5, true}),
	}
}

func TestGoldenRatingBars(t *testing.T) {
	uitest.Golden(t, "ratingbars", 360, ratingLines)
	uitest.Golden(t, "ratingbars_narrow", 150, ratingLines)
}

func TestRatingsOfAListStandUnderEachOther(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	lines := ratingLines()
	for _, width := range []float32{150, 400} {
		var tracks [][]float32
		for _, o := range lines {
			o.Resize(fyne.NewSize(width, o.MinSize().Height))
			var at []float32
			for _, c := range o.(*RatingBars).cells {
				at = append(at, c.track.Position().X)
				if right := c.track.Position().X + c.track.Size().Width; right > width+0.5 || c.track.Position().X < 0 {
					t.Errorf("a bar at %v to %v is beyond the width of %v", c.track.Position().X, right, width)
				}
				if named := c.name.Visible(); named != (width == 400) {
					t.Errorf("at a width of %v names are shown: %v", width, named)
				}
			}
			tracks = append(tracks, at)
		}
		for i := range tracks[0] {
			if tracks[0][i] != tracks[1][i] {
				t.Errorf("rating %d stands at %v and %v", i, tracks[0][i], tracks[1][i])
			}
		}
	}
}
