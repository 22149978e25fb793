package render

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"math"

	"github.com/golang/freetype/truetype"
	"github.com/wcharczuk/go-chart/v2"
	"github.com/wcharczuk/go-chart/v2/drawing"
	"golang.org/x/image/font"
	"golang.org/x/image/math/fixed"

	"enactive/charts/typeface"
)

// Image draws pixels, scale of them to a unit: 1 for a plain screen, 2 for one of double
// density. The image is the drawing's size times scale, rounded up.
func Image(d Drawing, scale float64) (*image.RGBA, error) {
	// A window asks for so many pixels and divides; what division adds is no pixel more.
	const dust = 1e-6
	width, height := math.Ceil(d.Width*scale-dust), math.Ceil(d.Height*scale-dust)
	if !(width >= 1 && height >= 1 && width <= MaxSide && height <= MaxSide) {
		return nil, fmt.Errorf("render: scale %v makes a picture of %v by %v pixels, each side has to be 1 to %d", scale, width, height, MaxSide)
	}
	r, err := newRaster(int(width), int(height), scale)
	if err != nil {
		return nil, fmt.Errorf("preparing a picture of %v by %v pixels: %w", width, height, err)
	}
	if err := d.render(r); err != nil {
		return nil, err
	}
	return r.img, nil
}

// PNG writes a drawing as a PNG picture with scale pixels to a unit.
func PNG(w io.Writer, d Drawing, scale float64) error {
	img, err := Image(d, scale)
	if err != nil {
		return err
	}
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(w, img); err != nil {
		return fmt.Errorf("writing the picture: %w", err)
	}
	return nil
}

// rasterRenderer paints on pixels with go-chart's own graphic context. Dots are stamped: a
// chart has thousands of them, and the context takes longer for one than for a long line.
type rasterRenderer struct {
	baseRenderer
	img      *image.RGBA
	gc       *drawing.RasterGraphicContext
	perStep  float64 // pixels to a step
	circle   *disc   // a circle alone in the path, not yet in the context
	path     bool    // the context holds more than that circle
	corners  []pixel // the straight path in pixels, as long as it may be a box
	stamps   map[stampKey]stamp
	lettered map[faceKey]font.Face
}

// pixel is a place in pixels.
type pixel struct{ x, y float64 }

// disc is a circle in pixels.
type disc struct{ x, y, radius float64 }

type faceKey struct {
	font *truetype.Font
	size float64
}

func newRaster(width, height int, scale float64) (*rasterRenderer, error) {
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	gc, err := drawing.NewRasterGraphicContext(img)
	if err != nil {
		return nil, err
	}
	gc.SetFillRule(drawing.FillRuleWinding)
	return &rasterRenderer{
		img: img, gc: gc, perStep: scale / finestSteps,
		stamps: map[stampKey]stamp{}, lettered: map[faceKey]font.Face{},
	}, nil
}

func (r *rasterRenderer) at(x, y int) (float64, float64) {
	return float64(x) * r.perStep, float64(y) * r.perStep
}

func (r *rasterRenderer) MoveTo(x, y int) {
	r.addCircle()
	px, py := r.at(x, y)
	r.corner(px, py)
	r.gc.MoveTo(px, py)
}

func (r *rasterRenderer) LineTo(x, y int) {
	r.addCircle()
	px, py := r.at(x, y)
	r.corner(px, py)
	r.gc.LineTo(px, py)
}

func (r *rasterRenderer) corner(x, y float64) {
	if len(r.corners) < 6 {
		r.corners = append(r.corners, pixel{x, y})
	}
}

func (r *rasterRenderer) QuadCurveTo(cx, cy, x, y int) {
	r.addCircle()
	pcx, pcy := r.at(cx, cy)
	px, py := r.at(x, y)
	r.gc.QuadCurveTo(pcx, pcy, px, py)
}

func (r *rasterRenderer) ArcTo(cx, cy int, rx, ry, startAngle, delta float64) {
	r.addCircle()
	px, py := r.at(cx, cy)
	r.gc.ArcTo(px, py, rx*r.perStep, ry*r.perStep, startAngle, delta)
}

func (r *rasterRenderer) Close() {
	r.addCircle()
	r.gc.Close()
}

func (r *rasterRenderer) Circle(radius float64, x, y int) {
	px, py := r.at(x, y)
	d := disc{px, py, radius * r.perStep}
	if !r.path && r.circle == nil {
		r.circle = &d
		return
	}
	r.addCircle()
	r.traceCircle(d)
}

// addCircle moves a waiting circle into the path, because it is not alone there.
func (r *rasterRenderer) addCircle() {
	r.path = true
	if r.circle == nil {
		return
	}
	r.traceCircle(*r.circle)
	r.circle = nil
}

func (r *rasterRenderer) traceCircle(d disc) {
	r.gc.MoveTo(d.x+d.radius, d.y)
	r.gc.ArcTo(d.x, d.y, d.radius, d.radius, 0, 2*math.Pi)
	r.gc.Close()
}

func (r *rasterRenderer) Fill()   { r.paint(r.fill, color.NRGBA{}) }
func (r *rasterRenderer) Stroke() { r.paint(color.NRGBA{}, r.stroke) }

func (r *rasterRenderer) FillStroke() { r.paint(r.fill, r.stroke) }

func (r *rasterRenderer) paint(fill, stroke color.NRGBA) {
	if !(r.width > 0) {
		stroke.A = 0
	}
	if d := r.takeCircle(); d != nil {
		r.stamp(*d, 0, fill)
		if stroke.A > 0 {
			r.stamp(*d, r.width*r.perStep, stroke)
		}
		return
	}
	if box, ok := r.box(); ok && stroke.A == 0 && fill.A > 0 {
		draw.Draw(r.img, box, image.NewUniform(fill), image.Point{}, draw.Over)
		fill.A = 0
	}
	switch {
	case fill.A > 0 && stroke.A > 0:
		r.gc.SetFillColor(fill)
		r.setStroke(stroke)
		r.gc.FillStroke()
	case fill.A > 0:
		r.gc.SetFillColor(fill)
		r.gc.Fill()
	case stroke.A > 0:
		r.setStroke(stroke)
		r.gc.Stroke()
	default:
		r.gc.BeginPath()
	}
	r.path, r.corners = false, r.corners[:0]
}

// box returns the path if it is an upright box on whole pixels, which is filled many
// times faster without the context. A box that reaches the last pixels covers them whole.
func (r *rasterRenderer) box() (image.Rectangle, bool) {
	c := r.corners
	if len(c) != 5 || c[0] != c[4] || c[0].y != c[1].y || c[1].x != c[2].x || c[2].y != c[3].y || c[3].x != c[0].x {
		return image.Rectangle{}, false
	}
	bounds := r.img.Bounds()
	x0, y0, x1, y1 := math.Min(c[0].x, c[1].x), math.Min(c[1].y, c[2].y), math.Max(c[0].x, c[1].x), math.Max(c[1].y, c[2].y)
	if x1 > float64(bounds.Max.X-1) {
		x1 = float64(bounds.Max.X)
	}
	if y1 > float64(bounds.Max.Y-1) {
		y1 = float64(bounds.Max.Y)
	}
	for _, edge := range []float64{x0, y0, x1, y1} {
		if math.Abs(edge-math.Round(edge)) > 1.0/64 {
			return image.Rectangle{}, false
		}
	}
	return image.Rect(int(math.Round(x0)), int(math.Round(y0)), int(math.Round(x1)), int(math.Round(y1))), true
}

// takeCircle returns the circle if it is all there is to paint.
func (r *rasterRenderer) takeCircle() *disc {
	d := r.circle
	r.circle = nil
	if r.path {
		return nil
	}
	return d
}

func (r *rasterRenderer) setStroke(c color.NRGBA) {
	r.gc.SetStrokeColor(c)
	r.gc.SetLineWidth(r.width * r.perStep)
	var dash []float64
	for _, d := range r.dash {
		dash = append(dash, d*r.perStep)
	}
	r.gc.SetLineDash(dash, 0)
}

func (r *rasterRenderer) Text(body string, x, y int) {
	if r.font == nil {
		return
	}
	px, py := r.at(x, y)
	if r.rotation != 0 {
		r.turnedText(body, px, py)
		return
	}
	drawer := font.Drawer{
		Dst: r.img,
		Src: image.NewUniform(r.ink),
		// The baseline is on a row of pixels, so that letters are sharp at the bottom.
		Dot: fixed.Point26_6{X: fixed.Int26_6(px * 64), Y: fixed.I(int(math.Round(py)))},
	}
	for _, run := range typeface.Runs(r.font, body) {
		drawer.Face = r.face(run.Font)
		drawer.DrawString(run.Text)
	}
}

func (r *rasterRenderer) face(f *truetype.Font) font.Face {
	key := faceKey{f, r.textSize() * r.perStep}
	face, ok := r.lettered[key]
	if !ok {
		face = truetype.NewFace(key.font, &truetype.Options{Size: key.size, DPI: 72, SubPixelsX: 8})
		r.lettered[key] = face
	}
	return face
}

func (r *rasterRenderer) turnedText(body string, x, y float64) {
	upright := r.gc.GetMatrixTransform()
	r.gc.Translate(x, y)
	r.gc.Rotate(r.rotation)
	r.gc.SetDPI(72)
	r.gc.SetFontSize(r.textSize() * r.perStep)
	r.gc.SetFillColor(r.ink)
	at := 0.0
	for _, run := range typeface.Runs(r.font, body) {
		r.gc.SetFont(run.Font)
		// The only error is a missing font, and there is one.
		width, _ := r.gc.FillStringAt(run.Text, at, 0)
		at += width
	}
	r.gc.SetMatrixTransform(upright)
}

// Save writes the picture as PNG.
func (r *rasterRenderer) Save(w io.Writer) error { return png.Encode(w, r.img) }

var _ chart.Renderer = (*rasterRenderer)(nil)

// stampKey is a dot up to its whole-pixel place: radius and width in 1/16 pixel, the
// place between the pixels in 1/8.
type stampKey struct{ radius, width, fx, fy int }

// stamp is how much of each pixel a dot covers, 0-255.
type stamp struct {
	side     int
	coverage []uint8
}

const (
	stampFraction = 8
	stampFineness = 16
)

// stamp paints a disc, or a ring of the given width around its edge.
func (r *rasterRenderer) stamp(d disc, width float64, c color.NRGBA) {
	if c.A == 0 || !(d.radius > 0) {
		return
	}
	pad := int(math.Ceil(d.radius+width/2)) + 1
	x0, y0 := math.Floor(d.x), math.Floor(d.y)
	key := stampKey{
		radius: int(math.Round(d.radius * stampFineness)),
		width:  int(math.Round(width * stampFineness)),
		fx:     int((d.x - x0) * stampFraction),
		fy:     int((d.y - y0) * stampFraction),
	}
	s, ok := r.stamps[key]
	if !ok {
		s = newStamp(key, pad)
		r.stamps[key] = s
	}
	r.press(s, int(x0)-pad, int(y0)-pad, c)
}

// newStamp covers pixels by their distance from the edge, which is exact to about a
// hundredth for dots of more than a pixel.
func newStamp(key stampKey, pad int) stamp {
	side := 2*pad + 1
	s := stamp{side: side, coverage: make([]uint8, side*side)}
	radius, half := float64(key.radius)/stampFineness, float64(key.width)/stampFineness/2
	cx := float64(pad) + (float64(key.fx)+0.5)/stampFraction
	cy := float64(pad) + (float64(key.fy)+0.5)/stampFraction
	inside := func(radius, distance float64) float64 {
		return math.Min(math.Max(radius+0.5-distance, 0), 1)
	}
	for y := range side {
		for x := range side {
			distance := math.Hypot(float64(x)+0.5-cx, float64(y)+0.5-cy)
			covered := inside(radius+half, distance)
			if key.width > 0 {
				covered -= inside(radius-half, distance)
			}
			s.coverage[y*side+x] = uint8(math.Round(math.Max(covered, 0) * 255))
		}
	}
	return s
}

func (r *rasterRenderer) press(s stamp, left, top int, c color.NRGBA) {
	bounds := r.img.Bounds()
	for y := range s.side {
		py := top + y
		if py < bounds.Min.Y || py >= bounds.Max.Y {
			continue
		}
		for x := range s.side {
			px := left + x
			covered := uint32(s.coverage[y*s.side+x])
			if covered == 0 || px < bounds.Min.X || px >= bounds.Max.X {
				continue
			}
			// 255*255 parts: the picture is premultiplied, the colour is not.
			a := covered * uint32(c.A)
			pixel := r.img.Pix[r.img.PixOffset(px, py):][:4:4]
			over(&pixel[0], uint32(c.R), a)
			over(&pixel[1], uint32(c.G), a)
			over(&pixel[2], uint32(c.B), a)
			over(&pixel[3], 255, a)
		}
	}
}

// over lays a colour of a parts in 65025 over one channel of a pixel.
func over(channel *uint8, colour, a uint32) {
	const whole = 255 * 255
	*channel = uint8((colour*a + uint32(*channel)*(whole-a) + whole/2) / whole)
}
