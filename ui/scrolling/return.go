package scrolling

import (
	"time"

	"fyne.io/fyne/v2"
)

// Return scrolls back to where a content was. What is shown there may still be computed: while the
// content is not high enough it is tried again for two seconds, unless a person scrolls. after runs
// something on the interface's thread after a delay.
func Return(s *Scroll, down float32, after func(time.Duration, func())) {
	const frames = 60
	r := &returning{scroll: s, down: down, at: s.Offset.Y, after: after}
	r.try(frames)
}

type returning struct {
	scroll   *Scroll
	down, at float32
	there    int // for how many frames it was where it is to be
	after    func(time.Duration, func())
}

// stable is for how many frames a content must stay before it counts as complete.
const stable = 10

func (r *returning) try(frames int) {
	s := r.scroll
	if s.Offset.Y != r.at && s.Offset.Y != 0 { // content that is replaced may have moved it to the top
		return
	}
	if to := min(r.down, s.MaxOffset()); to != s.Offset.Y {
		s.ScrollToOffset(fyne.NewPos(s.Offset.X, to))
		r.there = 0
	}
	if r.at = s.Offset.Y; r.at == r.down {
		r.there++
	}
	if frames > 0 && r.there < stable {
		r.after(time.Second/30, func() { r.try(frames - 1) })
	}
}
