package charts

import (
	"fmt"
	"image"
	"io"

	"enactive/charts/render"
)

// Image draws the chart as pixels, scale of them to a unit: 1 for a plain screen, 2 for
// one of double density. The image is size times scale large, rounded up.
func Image(c Chart, size Size, theme Theme, scale float64) (img *image.RGBA, err error) {
	err = draw(c, size, theme, func(d render.Drawing) error {
		img, err = render.Image(d, scale)
		return err
	})
	return img, err
}

// PNG writes the chart as a PNG picture with scale pixels to a unit.
func PNG(w io.Writer, c Chart, size Size, theme Theme, scale float64) error {
	return draw(c, size, theme, func(d render.Drawing) error { return render.PNG(w, d, scale) })
}

// SVG writes the chart as a scalable drawing that needs no typeface of the reader's. Title and AltText are in
// it for screen readers, whether or not size asks for them in the picture.
func SVG(w io.Writer, c Chart, size Size, theme Theme) error {
	return draw(c, size, theme, func(d render.Drawing) error { return render.SVG(w, d, c.Title(), AltText(c)) })
}

// PDF writes the chart as a document of one page that is exactly as large as the chart.
func PDF(w io.Writer, c Chart, size Size, theme Theme) error {
	return draw(c, size, theme, func(d render.Drawing) error { return render.PDF(w, d) })
}

// CountLost counts the characters in a chart, such as pictographs, that no typeface has and
// that every picture of it shows as a mark.
func CountLost(c Chart, size Size, theme Theme) (n int, err error) {
	err = draw(c, size, theme, func(d render.Drawing) error {
		n, err = render.CountLost(d)
		return err
	})
	return n, err
}

// draw lays a chart out and hands its drawing over.
func draw(c Chart, size Size, theme Theme, with func(render.Drawing) error) error {
	d, err := c.Drawing(size, theme)
	if err != nil {
		return err
	}
	if err := with(d); err != nil {
		return fmt.Errorf("drawing %q: %w", c.Title(), err)
	}
	return nil
}
