package theme

import (
	"bytes"
	"image"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

func TestTheWindowShowsScriptsOtherThanThatOfItsLanguage(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(New(Light, 1))
	drawn := func(text string, style fyne.TextStyle) []byte {
		words := canvas.NewText(text, color.Black)
		words.TextStyle, words.TextSize = style, 24
		c := test.NewTempWindow(t, words).Canvas()
		img, ok := c.Capture().(*image.NRGBA)
		if !ok {
			t.Fatalf("the picture is a %T", c.Capture())
		}
		return img.Pix
	}
	for _, style := range []fyne.TextStyle{{}, {Bold: true}, {Italic: true}, {Bold: true, Italic: true}} {
		if bytes.Equal(drawn("記", style), drawn("録", style)) {
			t.Errorf("two kanji look the same in the style %+v", style)
		}
	}
}
