package picture

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/draw"
	"golang.org/x/image/webp"
)

const (
	// MaxPixels is the largest picture that is decoded. One of this size takes up to 400 MB meanwhile.
	MaxPixels = 50_000_000
	// SmallSide is the longer side of a small picture, in pixels.
	SmallSide = 320
	// maxSmall is the largest small picture in bytes.
	maxSmall = 64 << 10
)

// Errors of Small and Decode, beside ErrBroken.
var (
	// ErrNotShown is returned for a type that cannot be decoded.
	ErrNotShown = errors.New("this type of picture cannot be shown")
	// ErrTooLarge is returned for a picture of more than MaxPixels.
	ErrTooLarge = errors.New("the picture has too many pixels to be shown")
)

// Size returns the width and height of a picture as it is shown, with the right side up.
func Size(mime string, data []byte) (width, height int, err error) {
	c, err := config(mime, data)
	if err != nil {
		return 0, 0, err
	}
	if Upright(mime, data) >= 5 {
		return c.Height, c.Width, nil
	}
	return c.Width, c.Height, nil
}

func config(mime string, data []byte) (c image.Config, err error) {
	defer recovered(&err)
	r := bytes.NewReader(data)
	switch mime {
	case JPEG:
		c, err = jpeg.DecodeConfig(r)
	case PNG:
		c, err = png.DecodeConfig(r)
	case GIF:
		c, err = gif.DecodeConfig(r)
	case WebP:
		c, err = webp.DecodeConfig(r)
	default:
		return c, ErrNotShown
	}
	if err != nil {
		return c, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	if c.Width <= 0 || c.Height <= 0 {
		return c, ErrBroken
	}
	return c, nil
}

// recovered turns a panic of a decoder into an error.
func recovered(err *error) {
	if thrown := recover(); thrown != nil {
		*err = fmt.Errorf("%w: %v", ErrBroken, thrown)
	}
}

// Upright returns which side of a picture is up, from 1 to 8 as in EXIF; 0 if it does not say so.
func Upright(mime string, data []byte) int {
	switch {
	case mime == JPEG && len(data) > 2:
		return orientationOfJPEG(data)
	case mime == PNG && len(data) > len(pngHead):
		return orientation(pngChunk(data, "eXIf"))
	case mime == WebP:
		chunks, err := webpChunks(data)
		if err != nil {
			return 0
		}
		for _, c := range chunks {
			if c.kind == "EXIF" {
				return orientation(bytes.TrimPrefix(c.body, []byte(exifHead)))
			}
		}
	}
	return 0
}

// Decode returns a picture with the right side up, made smaller if it does not fit into a box; it is
// never made larger. Of a moving picture it is the first one. The error wraps ErrNotShown, ErrTooLarge or
// ErrBroken.
func Decode(mime string, data []byte, width, height int) (*image.RGBA, error) {
	c, err := config(mime, data)
	if err != nil {
		return nil, err
	}
	if int64(c.Width)*int64(c.Height) > MaxPixels {
		return nil, fmt.Errorf("%w: %d by %d", ErrTooLarge, c.Width, c.Height)
	}
	whole, err := decoded(mime, data)
	if err != nil {
		return nil, err
	}
	if b := whole.Bounds(); b.Dx() != c.Width && mime != GIF || b.Dx() <= 0 || b.Dy() <= 0 {
		return nil, ErrBroken
	}
	up := Upright(mime, data)
	if up >= 5 {
		width, height = height, width
	}
	return turned(scaled(whole, max(width, 1), max(height, 1)), up), nil
}

func decoded(mime string, data []byte) (m image.Image, err error) {
	defer recovered(&err)
	r := bytes.NewReader(data)
	switch mime {
	case JPEG:
		m, err = jpeg.Decode(r)
	case PNG:
		m, err = png.Decode(r)
	case GIF:
		m, err = gif.Decode(r)
	case WebP:
		m, err = webp.Decode(r)
	default:
		return nil, ErrNotShown
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	return m, nil
}

// within returns the size of a picture of w by h pixels that is made to fit into a box, in proportion.
func within(w, h, width, height int) (int, int) {
	if w > width {
		w, h = width, h*width/w
	}
	if h > height {
		w, h = w*height/h, height
	}
	return max(w, 1), max(h, 1)
}

// scaled returns m, no larger than the box.
func scaled(m image.Image, width, height int) *image.RGBA {
	b := m.Bounds()
	w, h := within(b.Dx(), b.Dy(), width, height)
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	if w == b.Dx() && h == b.Dy() {
		draw.Draw(out, out.Bounds(), m, b.Min, draw.Src)
		return out
	}
	if b.Dx() > 8*w && b.Dy() > 8*h {
		// Far more pixels than are seen: taking every so-manyth one first is faster and looks the same.
		middle := image.NewRGBA(image.Rect(0, 0, 4*w, 4*h))
		draw.NearestNeighbor.Scale(middle, middle.Bounds(), m, b, draw.Src, nil)
		m, b = middle, middle.Bounds()
	}
	draw.BiLinear.Scale(out, out.Bounds(), m, b, draw.Src, nil)
	return out
}

// turned returns m with the right side up.
func turned(m *image.RGBA, up int) *image.RGBA {
	if up <= 1 || up > 8 {
		return m
	}
	w, h := m.Rect.Dx(), m.Rect.Dy()
	size := image.Rect(0, 0, w, h)
	if up >= 5 {
		size = image.Rect(0, 0, h, w)
	}
	out := image.NewRGBA(size)
	for y := range h {
		for x := range w {
			to := [...]image.Point{
				2: {w - 1 - x, y}, 3: {w - 1 - x, h - 1 - y}, 4: {x, h - 1 - y},
				5: {y, x}, 6: {h - 1 - y, x}, 7: {h - 1 - y, w - 1 - x}, 8: {y, w - 1 - x},
			}[up]
			copy(out.Pix[out.PixOffset(to.X, to.Y):][:4], m.Pix[m.PixOffset(x, y):][:4])
		}
	}
	return out
}

// SmallSize returns how many pixels the picture of Small has, of one of width by height pixels.
func SmallSize(width, height int) (w, h int) { return within(width, height, SmallSide, SmallSide) }

// Small returns a small JPEG of a picture, with the right side up and on white, of at most 64 KiB. The
// errors are those of Decode.
func Small(mime string, data []byte) ([]byte, error) {
	m, err := Decode(mime, data, SmallSide, SmallSide)
	if err != nil {
		return nil, err
	}
	onWhite := image.NewRGBA(m.Rect)
	draw.Draw(onWhite, onWhite.Rect, image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(onWhite, onWhite.Rect, m, image.Point{}, draw.Over)
	for quality := 82; ; quality -= 20 {
		var out bytes.Buffer
		if err := jpeg.Encode(&out, onWhite, &jpeg.Options{Quality: quality}); err != nil {
			return nil, fmt.Errorf("making a small picture: %w", err)
		}
		if out.Len() <= maxSmall || quality < 25 {
			return out.Bytes(), nil
		}
	}
}
