package main

import (
	"fmt"
	"image"
	"testing"

	"enactive/journal"
	"enactive/journal/vault"
)

// TestAWalkWithEverythingThatAPointerDoes opens menus with the other button, edits with a double click, drags a
// rung of a ladder, zooms a chart with Ctrl and the wheel, and goes back with the button at the
// side of a mouse.
func TestAWalkWithEverythingThatAPointerDoes(t *testing.T) {
	t.Parallel()
	folder := journalOf(t, vault.NoPassphrase(), func(j *journal.Journal) {
		fillRuns(t, j)
		a := j.Areas()[0]
		a.Ladder = []journal.Rung{{Text: "Round the block"}, {Text: "Round the lake"}}
		if _, err := j.SaveArea(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	})
	c := clicking(t, folder)
	c.clickOn("Entries", inRail)
	c.button("3", middle(c.place("Run 11", first)), 1)
	c.sees("Copy as text")
	c.press("Escape")
	c.misses("Copy as text")
	at := middle(c.place("Run 10", first)) // the words of the other one are on the page of it too
	c.moveTo(at)
	c.xdo("click", "--repeat", "2", "--delay", "120", "1")
	c.sees("Edit experience")
	c.button("8", at, 1)
	c.misses("Edit experience")

	c.clickOn("Areas", inRail)
	from, to := middle(c.place("Round the lake")), middle(c.place("Round the block"))
	c.drag(from, to.Add(image.Pt(0, 30)))
	c.until("the rungs have changed places", func() bool {
		lake, block := c.placesIn(c.shot(), "Round the lake"), c.placesIn(c.shot(), "Round the block")
		return len(lake) == 1 && len(block) == 1 && lake[0].Min.Y > block[0].Min.Y
	})

	c.clickOn("Insights", inRail)
	c.sees("Streaks and slumps")
	chart := middle(c.place("How sure you are that you can", first)).Add(image.Pt(100, 270))
	c.wheelWith("ctrl", chart)
	c.sees("Shown:")

	c.button("8", chart, 1)
	c.sees("Round the lake")
	if l := c.journal(folder).Areas()[0].Ladder; l[0].Text != "Round the lake" {
		t.Errorf("the ladder begins with %q", l[0].Text)
	}
}

// xdo does things on the screen one after the other.
func (c clicker) xdo(words ...string) {
	c.t.Helper()
	if _, err := c.xdotool(words...); err != nil {
		c.t.Fatalf("%v: %v", words, err)
	}
}

// moveTo moves the pointer to a point.
func (c clicker) moveTo(at image.Point) {
	c.t.Helper()
	c.xdo("mousemove", fmt.Sprint(at.X), fmt.Sprint(at.Y), "sleep", "0.05")
}

// drag moves what is at a point to another by the button.
func (c clicker) drag(from, to image.Point) {
	c.t.Helper()
	c.moveTo(from)
	c.xdo("mousedown", "1")
	const steps = 6
	for i := range steps {
		c.moveTo(from.Add(to.Sub(from).Mul(i + 1).Div(steps)))
	}
	c.xdo("mouseup", "1")
}

// wheelWith turns the wheel up at a point while a key is held.
func (c clicker) wheelWith(key string, at image.Point) {
	c.t.Helper()
	c.moveTo(at)
	c.xdo("keydown", key)
	c.xdo("click", "--repeat", "3", "4")
	c.xdo("keyup", key)
}
