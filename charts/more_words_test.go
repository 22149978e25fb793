package charts

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"enactive/journal/insight"
)

func TestNoWordOfAnyOtherInsightIsClippedOrRunsIntoAnother(t *testing.T) {
	if testing.Short() {
		t.Skip("LEFT OUT of a short run: the long run does it, and nothing here runs in parallel")
	}
	sizes := []Size{
		{Width: 960, Height: 420}, {Width: 420, Height: 360}, {Width: 640, Height: 300}, {Width: 300, Height: 220},
		{Width: 180, Height: 120}, {Width: 1400, Height: 260}, {Width: 260, Height: 700}, {Width: 90, Height: 70},
	}
	for _, item := range everyOther() {
		for _, n := range []int{0, 1, 7, 300} {
			c := item.Compute(insight.Data{Samples: storyOf(n)}, "Pitches").Chart
			for _, size := range sizes {
				for _, heading := range []bool{false, true} {
					for _, scale := range []float64{0.8, 1, 2} {
						size.Heading = heading
						checkSaid(t, fmt.Sprintf("%s of %d at %v text %v", item.Key, n, size, scale), c, size, scale)
					}
				}
			}
		}
	}
}

func checkSaid(t *testing.T, name string, c Chart, size Size, scale float64) {
	t.Helper()
	t.Run(name, func(t *testing.T) {
		said := wordsOf(t, c, size, Light().WithTextScale(scale))
		checkWords(t, said, size)
		if size.Width < 400 || scale > 1 {
			return
		}
		for _, w := range said {
			// Only what people wrote may be too long for its place, and the names of the
			// story that are are longer than any of ours.
			if strings.Contains(w.text, "…") && !strings.HasPrefix(w.text, "A walk") && !strings.HasPrefix(w.text, "The proj") {
				t.Errorf("%q is cut", w.text)
			}
		}
	})
}

func TestOtherEmptyChartsNameMissingData(t *testing.T) {
	for _, item := range everyOther() {
		figure := item.Compute(insight.Data{}, "")
		said := wordsOf(t, figure.Chart, darkNarrow, Light())
		if !slices.ContainsFunc(said, func(w saying) bool { return strings.HasPrefix(w.text, "No") }) || len(said) < 2 {
			t.Errorf("%s: the empty picture says %v", item.Key, said)
		}
		if !strings.Contains(figure.Text, "needs") && !strings.Contains(figure.Text, "once there are 5 entries") {
			t.Errorf("%s: the text of nothing is %q", item.Key, figure.Text)
		}
		if marks := figure.Chart.Marks(darkNarrow, Light()); len(marks) > 0 {
			t.Errorf("%s: nothing has marks: %v", item.Key, marks)
		}
	}
}

func TestABarIsHitWhereverItIsPainted(t *testing.T) {
	if testing.Short() {
		t.Skip("LEFT OUT of a short run: the long run does it, and nothing here runs in parallel")
	}
	size := lightWide
	for _, key := range []string{"mastery", "obstacles", "hours", "calendar"} {
		item, _ := Find(key)
		c := item.Compute(insight.Data{Samples: storyOf(300)}, "").Chart
		for _, m := range c.Marks(size, Light()) {
			if m.area.width() <= 0 || m.area.height() <= 0 {
				t.Fatalf("%s: the mark %q covers nothing", key, m.Label)
			}
			for _, p := range []point2{{m.area.left + 0.2, m.area.top + 0.2}, {m.area.right - 0.2, m.area.bottom - 0.2}} {
				if hit, ok := c.Hit(size, Light(), p.x, p.y); !ok || hit.Label != m.Label {
					t.Errorf("%s: at %.1f in the corner of %q the pointer finds %q", key, p, m.Label, hit.Label)
				}
			}
		}
	}
}

func TestALineOfASetbackOpensTheSetbackAndItsEndWhatBroughtBeliefBack(t *testing.T) {
	r := insight.Recovery(insight.Data{Samples: storyOf(40)})
	c := newRecovery(r, "")
	marks := c.Marks(lightWide, Light())
	backs := 0
	for i, m := range marks {
		if m.area.width() < 4 {
			continue
		}
		middle := point2{(m.area.left + m.area.right) / 2, m.Y}
		if hit, ok := c.Hit(lightWide, Light(), middle.x, middle.y); !ok || hit.ID() != m.ID() {
			t.Errorf("on the line of %q the pointer finds %q", m.Label, hit.Label)
		}
		if i+1 < len(marks) && strings.HasPrefix(marks[i+1].Label, "back") {
			backs++
			end := marks[i+1]
			if hit, _ := c.Hit(lightWide, Light(), end.X, end.Y); hit.ID() != end.ID() {
				t.Errorf("on the end %q the pointer finds %q", end.Label, hit.Label)
			}
		}
	}
	if backs == 0 {
		t.Error("no setback of the story is overcome")
	}
}
