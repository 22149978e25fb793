package typeface

import (
	"bytes"
	"image"
	"image/draw"
	_ "image/jpeg" // some fonts of emoji have them
	"image/png"
	"strconv"
	"unicode"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// units is how many units of the shaper are an em: fine enough for any size of paper.
const units = 1000

// parseShaped reads one of our own fonts for the shaper.
func parseShaped(file []byte) (*font.Font, error) {
	face, err := font.ParseTTF(bytes.NewReader(file))
	if err != nil {
		return nil, err
	}
	return face.Font, nil
}

// outlineKey is a glyph of a font in a weight.
type outlineKey struct {
	font *font.Font
	cut  int
	id   font.GID
}

// shape is how a glyph looks.
type shape struct {
	path    []Segment
	picture *Picture
}

// shaped is a row of glyphs from left to right.
type shaped struct {
	glyphs []Glyph
	width  float64 // in ems
	lost   int
	parts  []part
}

// part is a character of a piece that is written from right to left, at its place.
type part struct {
	text     rune
	x, width float64 // in ems from the beginning of the piece
}

// shape sets characters of one script in one font. It adds to each of advances, if there are any, how
// wide what begins with that character is.
func (s *setting) shape(text []rune, face *font.Face, script language.Script, rightToLeft bool, advances []float64) (out shaped) {
	defer func() {
		if recover() != nil { // the shaper, in a damaged font
			out = lostShapes(text, advances)
		}
	}()
	direction := di.DirectionLTR
	if rightToLeft {
		direction = di.DirectionRTL
	}
	row := s.shaper.Shape(shaping.Input{
		Text: text, RunEnd: len(text), Direction: direction, Face: face, Size: fixed.I(units), Script: script, Language: "und",
	})
	widths, places := make([]float64, len(text)), make([]float64, len(text))
	for _, g := range row.Glyphs {
		at := g.TextIndex()
		x, y := out.width+ems(g.XOffset), -ems(g.YOffset)
		look, advance := s.look(face, g.GlyphID), ems(g.Advance)
		if look.path == nil && look.picture == nil && advance > 0 && isSeen(text[at]) || g.GlyphID == 0 && isSeen(text[at]) {
			look, advance = shape{path: boxPath}, boxWidth
			out.lost++
		}
		if look.path != nil || look.picture != nil {
			out.glyphs = append(out.glyphs, Glyph{X: x, Y: y, Path: look.path, Picture: look.picture})
		}
		if widths[at] == 0 {
			places[at] = out.width
		}
		out.width += advance
		widths[at] += advance
	}
	for i := range advances {
		advances[i] += widths[i]
	}
	if rightToLeft && advances == nil {
		out.parts = partsOf(text, places, widths)
	}
	return out
}

// partsOf places each character of a text from right to left: what one glyph says is shared out over its
// width, and accents are where the letter is on which they stand.
func partsOf(text []rune, places, widths []float64) []part {
	parts := make([]part, 0, len(text))
	for i := 0; i < len(text); {
		end, letters := i+1, 1
		for end < len(text) && widths[end] == 0 {
			if !unicode.In(text[end], unicode.M, unicode.Cf) {
				letters++
			}
			end++
		}
		width := widths[i] / float64(letters)
		at := places[i] + widths[i]
		for k := i; k < end; k++ {
			if k == i || !unicode.In(text[k], unicode.M, unicode.Cf) {
				at -= width
			}
			parts = append(parts, part{text[k], at, width})
		}
		i = end
	}
	return parts
}

func ems(v fixed.Int26_6) float64 { return float64(v) / 64 / units }

// isSeen reports whether a character has a shape.
func isSeen(r rune) bool { return !unicode.IsSpace(r) && !isHidden(r) }

// look returns the shape of a glyph.
func (s *setting) look(face *font.Face, id font.GID) shape {
	key := outlineKey{face.Font, s.cut, id}
	if known, ok := s.system.outlines[key]; ok {
		return known
	}
	if s.system.outlines == nil || len(s.system.outlines) >= mostOutlines {
		s.system.outlines = map[outlineKey]shape{}
	}
	em := float64(face.Upem())
	var made shape
	if outline, ok := face.GlyphDataOutline(uint16(id)); ok && len(outline.Segments) > 0 {
		made.path = pathOf(outline.Segments, em)
	} else if bitmap, ok := face.GlyphDataBitmap(uint16(id)); ok {
		if made.picture = pictureOf(face, id, bitmap); made.picture != nil {
			made.path = boxPath
		}
	}
	s.system.outlines[key] = made
	return made
}

func pathOf(outline []font.Segment, em float64) []Segment {
	path := make([]Segment, len(outline))
	for i, o := range outline {
		path[i].Op = Op(o.Op) // the same four in the same order
		for k, p := range o.ArgsSlice() {
			path[i].To[k] = Point{float64(p.X) / em, -float64(p.Y) / em}
		}
	}
	return path
}

// mostPixels is how high and wide a picture of a glyph is at most.
const mostPixels = 1024

// pictureOf reads a glyph of pixels; nil if that fails.
func pictureOf(face *font.Face, id font.GID, b font.GlyphBitmap) *Picture {
	if b.Format != font.PNG && b.Format != font.JPG {
		return nil
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(b.Data))
	if err != nil || config.Width > mostPixels || config.Height > mostPixels || config.Width*config.Height == 0 {
		return nil
	}
	read, _, err := image.Decode(bytes.NewReader(b.Data))
	if err != nil {
		return nil
	}
	plain := image.NewNRGBA(image.Rect(0, 0, config.Width, config.Height))
	draw.Draw(plain, plain.Rect, read, read.Bounds().Min, draw.Src)
	var file bytes.Buffer
	if err := png.Encode(&file, plain); err != nil {
		return nil
	}
	em := float64(face.Upem())
	p := &Picture{Y: -0.8, Width: 1, Height: 1, Image: plain, data: file.Bytes()}
	if e, ok := face.GlyphExtents(id); ok && e.Width > 0 && e.Height < 0 {
		p.X, p.Y, p.Width, p.Height = float64(e.XBearing)/em, -float64(e.YBearing)/em, float64(e.Width)/em, -float64(e.Height)/em
	}
	p.name = "glyph " + nameOf(file.Bytes())
	return p
}

// nameOf is a name for a picture that is the same in every run.
func nameOf(data []byte) string {
	const offset, prime = 14695981039346656037, 1099511628211 // FNV-1a
	sum := uint64(offset)
	for _, b := range data {
		sum = (sum ^ uint64(b)) * prime
	}
	return strconv.FormatUint(sum, 36) + " " + strconv.Itoa(len(data))
}

// boxWidth is the advance of the box for a lost character, in ems.
const boxWidth = 0.72

// boxPath is a crossed box for a character that no typeface has.
var boxPath = func() []Segment {
	const left, right, top, line = 0.06, 0.66, -0.72, 0.04
	polygon := func(p ...Point) []Segment {
		path := []Segment{{Op: Move, To: [3]Point{p[0]}}}
		for _, p := range append(p[1:len(p):len(p)], p[0]) {
			path = append(path, Segment{Op: Straight, To: [3]Point{p}})
		}
		return path
	}
	box := polygon(Point{left, 0}, Point{left, top}, Point{right, top}, Point{right, 0})
	hole := polygon(Point{left + line, -line}, Point{right - line, -line}, Point{right - line, top + line}, Point{left + line, top + line})
	// The crosses turn as the box does, so that they are not holes where they meet it.
	falling := polygon(Point{left, top + line}, Point{left, top}, Point{left + line, top}, Point{right, -line}, Point{right, 0}, Point{right - line, 0})
	rising := polygon(Point{left, 0}, Point{left, -line}, Point{right - line, top}, Point{right, top}, Point{right, top + line}, Point{left + line, 0})
	return append(append(append(box, hole...), falling...), rising...)
}()

// lostShapes are boxes, one for each character that would be seen.
func lostShapes(text []rune, advances []float64) (out shaped) {
	for i, r := range text {
		if !isSeen(r) || unicode.Is(unicode.M, r) && i > 0 {
			continue
		}
		out.glyphs = append(out.glyphs, Glyph{X: out.width, Path: boxPath})
		out.width += boxWidth
		out.lost++
		if advances != nil {
			advances[i] += boxWidth
		}
	}
	return out
}
