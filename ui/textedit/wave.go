package textedit

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
)

// drawWaves underlines the marked words in sight, except the one that is being written.
func (r *renderer) drawWaves(th fyne.Theme, v fyne.ThemeVariant) {
	f := r.f
	if f.Marked == nil {
		return
	}
	const high = 4
	pad, row := fynetheme.InnerPadding(), f.rowHeight()
	ink := color.NRGBAModel.Convert(th.Color(fynetheme.ColorNameWarning, v)).(color.NRGBA)
	used := 0
	for n := f.top; n < min(f.top+f.visible(), f.e.rows.total()); n++ {
		begin, end := f.e.rows.bounds(n)
		for _, m := range f.Marked(f.e.text.paras[begin.para], begin.col, end.col) {
			from, to := place{begin.para, max(m[0], begin.col)}, place{begin.para, min(m[1], end.col)}
			if !from.before(to) || f.isWriting(begin.para, m) {
				continue
			}
			if used == len(r.waves) {
				r.waves = append(r.waves, newWave())
			}
			wave, x := r.waves[used], f.e.rows.x(from, n)
			used++
			wave.Generator = waveOf(ink, high)
			wave.Move(fyne.NewPos(pad+x, pad+float32(n-f.top+1)*row-high+1))
			wave.Resize(fyne.NewSize(f.e.rows.x(to, n)-x, high))
			r.objects = append(r.objects, wave)
		}
	}
}

// isWriting reports whether the caret is in a word, which may not be complete yet.
func (f *Field) isWriting(para int, word [2]int) bool {
	return f.focused && f.e.selection().empty() && f.e.caret.para == para && f.e.caret.col >= word[0] && f.e.caret.col <= word[1]
}

func newWave() *canvas.Raster {
	w := canvas.NewRaster(nil)
	w.ScaleMode = canvas.ImageScalePixels
	return w
}

// waveOf draws a wavy line of a height in the toolkit's pixels, on a screen of any density.
func waveOf(ink color.NRGBA, high float32) func(w, h int) image.Image {
	return func(w, h int) image.Image {
		img := image.NewNRGBA(image.Rect(0, 0, w, h))
		scale := float64(h) / float64(high)
		period, thick := 5*scale, 1.1*scale
		swing := (float64(h) - thick - scale) / 2
		for x := range w {
			phase := 2 * math.Pi * (float64(x) + 0.5) / period
			middle := float64(h)/2 + swing*math.Sin(phase)
			// A steep line is as thick as a flat one.
			slope := swing * 2 * math.Pi / period * math.Cos(phase)
			half := thick / 2 * math.Sqrt(1+slope*slope)
			for y := range h {
				off := math.Abs(float64(y)+0.5-middle) - half
				c := ink
				c.A = uint8(255 * min(max(0.5-off, 0), 1))
				img.SetNRGBA(x, y, c)
			}
		}
		return img
	}
}
