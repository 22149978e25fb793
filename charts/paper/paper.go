// Package paper owns the sheet: pages with marks at their places and the structure that a machine reads,
// and the PDF and the pictures that are made of them. It composes nothing: what stands where is said by
// who makes the pages.
//
// Lengths and places are in points, from the upper left corner of a page.
package paper

import (
	"image/color"
	"time"

	"enactive/charts/render"
	"enactive/charts/typeface"

	"github.com/golang/freetype/truetype"
)

// Sheet is what all pages of a document have in common.
type Sheet struct {
	// Title is the document's, Subject a sentence about it, and Language the code of its language.
	Title, Subject, Language string
	// Made is when it was made.
	Made time.Time
	// Width and Height are the size of its pages.
	Width, Height float64
}

// The sizes of a page: A4 and US Letter.
const (
	A4Width, A4Height         = 595.28, 841.89
	LetterWidth, LetterHeight = 612.0, 792.0
)

// Page is a page with what is set on it, in the order in which it is read.
type Page struct {
	Marks []Mark
	Links []Link
}

// Mark is something on a page: a line of text, a figure, a photo, or a filled box. Just one of Line,
// Figure, Photo and Fill is there.
type Mark struct {
	// Element is what the mark belongs to; nil for decoration, which nobody reads aloud.
	Element *Element
	// Left, Top, Width and Height are the box that the mark fills at most.
	Left, Top, Width, Height float64
	// Line is a line of text, with its baseline at Base, in Style. It begins at Left.
	Line  *typeface.Line
	Base  float64
	Style Style
	// Figure is drawn from Left and Top. A unit of it is three quarters of a point.
	Figure *render.Drawing
	// Photo is a JPEG that fills the box.
	Photo []byte
	// Fill is the colour of a box; one that is less than a point high or wide is a rule. Round is the
	// radius of its corners; a box that has one is a dot.
	Fill  color.NRGBA
	Round float64
}

// Style is how a text is set.
type Style struct {
	Font   *truetype.Font
	Size   float64 // of the em
	Colour color.NRGBA
}

// Link leads from a box of a page to a place of the document.
type Link struct {
	// Element is what is read of it, of the role LinkRole.
	Element                  *Element
	Left, Top, Width, Height float64
	// Page counts from 0, and Y is the place on it.
	Page int
	Y    float64
	// Words say where it leads.
	Words string
}

// Bookmark leads to a heading. Level counts from 0.
type Bookmark struct {
	Level int
	Words string
	Page  int // from 0
	Y     float64
}

// Role is what an element is, in the words of ISO 32000-1, 14.8.4.
type Role string

// The roles.
const (
	Part       Role = "Part"
	Sect       Role = "Sect"
	H1         Role = "H1"
	H2         Role = "H2"
	H3         Role = "H3"
	P          Role = "P"
	List       Role = "L"
	ListItem   Role = "LI"
	Label      Role = "Lbl"
	ListBody   Role = "LBody"
	BlockQuote Role = "BlockQuote"
	Caption    Role = "Caption"
	Contents   Role = "TOC"
	Content    Role = "TOCI"
	LinkRole   Role = "Link"
	Figure     Role = "Figure"
	Table      Role = "Table"
	Row        Role = "TR"
	HeaderCell Role = "TH" // of a column
	RowHeader  Role = "TH row"
	Cell       Role = "TD"
	Span       Role = "Span"
)

// Element is a node of the structure that a machine reads: the root is a document. It belongs to one
// Writer. Its own marks and its kids are read in the order of their pages.
type Element struct {
	Role Role
	// Alt says what a figure shows.
	Alt  string
	Kids []*Element
	// content is where its marks are, and number that of its object, for the writer. They are empty
	// before a document and after it.
	content []content
	number  int32
}

// content is a sequence of marks on a page, which counts from 0, by the number that the page gives it.
type content struct{ page, number int32 }

// Add appends a new element to the kids of e, and returns it.
func (e *Element) Add(role Role) *Element {
	kid := &Element{Role: role}
	e.Kids = append(e.Kids, kid)
	return kid
}
