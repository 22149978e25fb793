package main

import (
	"fmt"
	"image"
	"slices"
	"strings"
	"testing"
	"time"
)

// clicker uses the real window with the mouse only, as a person who reads the screen: it finds
// everything by its words. The keyboard only types texts.
type clicker struct{ *walker }

// clicking starts the program for a walk with the mouse and waits for its window.
func clicking(t *testing.T, words ...string) clicker {
	t.Helper()
	return clicker{startWalker(t, words...)}
}

// which chooses among several places with the same words.
type which func(*sight, []image.Rectangle) []image.Rectangle

// first chooses the first place in reading order.
func first(_ *sight, all []image.Rectangle) []image.Rectangle { return all[:min(len(all), 1)] }

// under chooses the nearest place below other words.
func under(words string) which {
	return func(s *sight, all []image.Rectangle) []image.Rectangle {
		above := s.places(words, false)
		if len(above) == 0 {
			return nil
		}
		return first(s, slices.DeleteFunc(all, func(r image.Rectangle) bool { return r.Min.Y < above[0].Max.Y }))
	}
}

// beside chooses the places on the same line as other words.
func beside(words string) which {
	return func(s *sight, all []image.Rectangle) []image.Rectangle {
		line := s.places(words, false)
		return slices.DeleteFunc(all, func(r image.Rectangle) bool {
			return !slices.ContainsFunc(line, func(l image.Rectangle) bool { return r.Min.Y < l.Max.Y && l.Min.Y < r.Max.Y })
		})
	}
}

// rightOf drops places that are not to the right of other words.
func rightOf(words string) which {
	return func(s *sight, all []image.Rectangle) []image.Rectangle {
		left := s.places(words, false)
		return slices.DeleteFunc(all, func(r image.Rectangle) bool { return len(left) == 0 || r.Min.X < left[0].Max.X })
	}
}

// inRail chooses the leftmost place, which is in the rail with the names of the pages.
func inRail(_ *sight, all []image.Rectangle) []image.Rectangle {
	slices.SortFunc(all, func(a, b image.Rectangle) int { return a.Min.X - b.Min.X })
	return all[:min(len(all), 1)]
}

// inField looks for words in a field, where a cursor may touch them.
func inField(words string) which {
	return func(s *sight, _ []image.Rectangle) []image.Rectangle { return s.places(words, true) }
}

// placesIn returns the places of words in a picture of the screen after the choice.
func (c clicker) placesIn(shot *image.RGBA, words string, choice ...which) []image.Rectangle {
	s := sightOf(shot)
	all := s.places(words, false)
	for _, choose := range choice {
		all = choose(s, all)
	}
	return all
}

// computed begins the sentence about belief. Until it is computed, everything below it may still
// move.
const computed = "Your belief rose by about"

// restFor is how long the screen must not change before a click on words.
const restFor = 300 * time.Millisecond

// place waits until the words are at one place on the screen and nothing moves.
func (c clicker) place(words string, choice ...which) image.Rectangle {
	c.t.Helper()
	return c.onePlace(fmt.Sprintf("the words %q", words), func(shot *image.RGBA) []image.Rectangle { return c.placesIn(shot, words, choice...) })
}

// onePlace waits until something is at one place on the screen and nothing moves.
func (c clicker) onePlace(what string, placesIn func(*image.RGBA) []image.Rectangle) image.Rectangle {
	c.t.Helper()
	var all []image.Rectangle
	var searched *image.RGBA // a search takes much longer than a look
	last, since := c.shot(), time.Now()
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		now := c.shot()
		if differing(now, last) > cursorPixels {
			last, since = now, time.Now()
		}
		if time.Since(since) < restFor || searched != nil && differing(now, searched) == 0 {
			continue
		}
		searched = now
		if all = placesIn(now); len(all) == 1 {
			return all[0]
		}
	}
	if len(all) > 0 {
		c.t.Fatalf("%s can be seen %d times on the screen, so the click is ambiguous; the picture is in %s", what, len(all), c.savePicture())
	}
	c.t.Fatalf("%s cannot be seen on the screen; the picture is in %s", what, c.savePicture())
	return image.Rectangle{}
}

// clickOnCross closes a sheet with the cross in its corner.
func (c clicker) clickOnCross() {
	c.t.Helper()
	crosses := func(shot *image.RGBA) []image.Rectangle { return sightOf(shot).matches(stencilOfCross()) }
	c.clickAt(middle(c.onePlace("the cross of a sheet", crosses)))
	c.until("the sheet is gone", func() bool { return len(crosses(c.shot())) == 0 })
}

// saveQuick saves the quick entry and waits until its sheet has closed: a click on something below
// it would hit the sheet.
func (c clicker) saveQuick() {
	c.t.Helper()
	c.clickOn("Save (Ctrl+Enter)")
	c.misses("Save (Ctrl+Enter)")
}

// command finds a command by its name and clicks on it.
func (c clicker) command(name string) {
	c.t.Helper()
	c.clickOn("Find", inRail)
	c.fillIn("A command, an area, or a part of what you wrote", strings.ToLower(name))
	c.clickOn(name)
	c.misses("Arrow keys to choose, Enter to confirm, Esc to close.")
}

// sees waits until the words are on the screen.
func (c clicker) sees(words string, choice ...which) {
	c.t.Helper()
	c.untilPlaces(fmt.Sprintf("the words %q are on the screen", words), words, choice, func(n int) bool { return n > 0 })
}

// misses waits until the words are not on the screen.
func (c clicker) misses(words string, choice ...which) {
	c.t.Helper()
	c.untilPlaces(fmt.Sprintf("the words %q are gone", words), words, choice, func(n int) bool { return n == 0 })
}

// untilPlaces waits for a number of places of words. It searches again only when the screen has
// changed: a search takes much longer than a look.
func (c clicker) untilPlaces(what, words string, choice []which, is func(n int) bool) {
	c.t.Helper()
	var last *image.RGBA
	c.until(what, func() bool {
		now := c.shot()
		if last != nil && differing(now, last) == 0 {
			return false
		}
		last = now
		return is(len(c.placesIn(now, words, choice...)))
	})
}

// clickAt clicks at a point of the screen.
func (c clicker) clickAt(at image.Point) { c.t.Helper(); c.button("1", at, 1) }

// button moves the pointer to a point and presses a mouse button so many times: 1 is the left
// button, 4 and 5 are the wheel, up and down.
func (c clicker) button(button string, at image.Point, times int) {
	c.t.Helper()
	if _, err := c.xdotool("mousemove", fmt.Sprint(at.X), fmt.Sprint(at.Y), "click", "--repeat", fmt.Sprint(times), "--delay", "20", button); err != nil {
		c.t.Fatalf("button %s at %v: %v", button, at, err)
	}
}

func middle(r image.Rectangle) image.Point { return r.Min.Add(r.Max).Div(2) }

// clickOn clicks on words.
func (c clicker) clickOn(words string, choice ...which) {
	c.t.Helper()
	c.clickAt(middle(c.place(words, choice...)))
}

// belowLabel is the distance of a field below the middle of its label.
const belowLabel = 32

// fill clicks into the field under a label, types a text and waits until it is shown.
func (c clicker) fill(label, text string, choice ...which) {
	c.t.Helper()
	at := c.place(label, choice...)
	c.clickAt(image.Pt(at.Min.X+margin+40, middle(at).Y+belowLabel))
	c.typed(text)
}

// fillIn clicks on the placeholder of an empty field and types a text.
func (c clicker) fillIn(hint, text string, choice ...which) {
	c.t.Helper()
	c.clickOn(hint, append([]which{inField(hint)}, choice...)...)
	c.typed(text)
}

// replace drags over the text of the field under a label, from its first letter to beyond its
// last, and types another text.
func (c clicker) replace(label, text string, choice ...which) {
	c.t.Helper()
	at := c.place(label, choice...)
	from := image.Pt(at.Min.X+margin+4, middle(at).Y+belowLabel)
	words := []string{"mousemove", fmt.Sprint(from.X), fmt.Sprint(from.Y), "mousedown", "1"}
	for x := from.X + 20; x < from.X+700; x += 100 {
		words = append(words, "mousemove", fmt.Sprint(x), fmt.Sprint(from.Y))
	}
	if _, err := c.xdotool(append(words, "mouseup", "1")...); err != nil {
		c.t.Fatalf("dragging from %v: %v", from, err)
	}
	c.typed(text)
}

// typed types a text and waits until it is on the screen.
func (c clicker) typed(text string) {
	c.t.Helper()
	c.write(text)
	c.seesTyped(text)
}

// seesTyped waits until a text is on the screen in a field.
func (c clicker) seesTyped(text string) {
	c.t.Helper()
	c.sees(text, inField(text))
}

// rate clicks on the line of a rating, above the words at its ends.
func (c clicker) rate(lowest, highest string, rating int, choice ...which) {
	c.t.Helper()
	from, to := c.place(lowest, choice...), c.place(highest, choice...)
	left, right := from.Min.X+margin, to.Max.X-margin
	c.clickAt(image.Pt(left+(right-left)*rating/100, from.Min.Y-15))
}

// scrollTo turns the wheel over words until others appear; at the end it scrolls back up.
func (c clicker) scrollTo(over image.Point, words string, choice ...which) {
	c.t.Helper()
	wheel := "5"
	c.until(fmt.Sprintf("the words %q have come into sight by the wheel", words), func() bool {
		before := c.shot()
		if len(c.placesIn(before, words, choice...)) > 0 {
			return true
		}
		c.button(wheel, over, 3)
		for deadline := time.Now().Add(2 * time.Second); time.Now().Before(deadline); time.Sleep(30 * time.Millisecond) {
			if differing(c.shot(), before) > cursorPixels {
				return false
			}
		}
		wheel = map[string]string{"5": "4", "4": "5"}[wheel]
		return false
	})
}
