package main

import (
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

func TestThePicturesOfTheDocumentsAreThoseThatAreMade(t *testing.T) {
	made := map[string]bool{}
	for _, name := range files {
		made[name] = true
		f, err := os.Open(filepath.Join("../../docs/pictures", name))
		if err != nil {
			t.Error(err)
			continue
		}
		if size, err := png.DecodeConfig(f); err != nil || size.Width != width {
			t.Errorf("%s is %d pixels wide (%v); \"make handbook-pictures\" makes it anew", name, size.Width, err)
		}
		f.Close()
	}
	there, err := os.ReadDir("../../docs/pictures")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range there {
		if !made[f.Name()] {
			t.Errorf("docs/pictures/%s is made by nothing", f.Name())
		}
	}
}

func TestAReducedPictureKeepsItsMainColours(t *testing.T) {
	shown := image.NewRGBA(image.Rect(0, 0, 40, 40))
	for y := range 40 {
		for x := range 40 {
			shown.SetRGBA(x, y, color.RGBA{255, 255, 255, 255})
		}
		shown.SetRGBA(0, y, color.RGBA{uint8(6 * y), 250, uint8(255 - y), 255}) // many, and some near white
	}
	small := reduced(shown)
	if len(small.Palette) > 256 || small.Bounds() != shown.Bounds() {
		t.Errorf("%d colours, %v", len(small.Palette), small.Bounds())
	}
	if got := color.RGBAModel.Convert(small.At(20, 20)); got != (color.RGBA{255, 255, 255, 255}) {
		t.Errorf("white became %v", got)
	}
}
