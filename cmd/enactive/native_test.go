package main

import (
	"image"
	"testing"
)

func TestAWindowIsPutWhereAScreenIs(t *testing.T) {
	left, right := image.Rect(0, 0, 1280, 800), image.Rect(1280, 0, 3200, 1080)
	for name, c := range map[string]struct {
		was     image.Rectangle
		screens []image.Rectangle
		want    image.Rectangle
	}{
		"all of it is there":       {image.Rect(40, 60, 940, 660), []image.Rectangle{left}, image.Rect(40, 60, 940, 660)},
		"its screen is gone":       {image.Rect(1400, 100, 2400, 700), []image.Rectangle{left}, image.Rect(280, 100, 1280, 700)},
		"it is larger than that":   {image.Rect(1400, 100, 3100, 1000), []image.Rectangle{left}, image.Rect(0, 32, 1280, 800)},
		"most is on the second":    {image.Rect(1200, 100, 2400, 700), []image.Rectangle{left, right}, image.Rect(1280, 100, 2480, 700)},
		"no screen is known":       {image.Rect(-90, 0, 10, 100), nil, image.Rect(-90, 0, 10, 100)},
		"it is left of everything": {image.Rect(-5000, -5000, -4000, -4400), []image.Rectangle{left}, image.Rect(0, 32, 1000, 632)},
	} {
		if got := withinScreens(c.was, c.screens); got != c.want {
			t.Errorf("%s: it is put at %v, want %v", name, got, c.want)
		}
	}
	for _, wrong := range []string{"", "maximised", "0x0+1+1", "many"} {
		if _, ok := parseGeometry(wrong); ok {
			t.Errorf("%q is read as a place", wrong)
		}
	}
}
