// Package compose owns how a document is laid out: it sets blocks one below the other on pages with a
// grid of lines, in one column or two, keeps together what belongs together, and makes the running
// heads, the page numbers and the contents. It knows nothing of journals.
package compose

import (
	"image/color"
	"iter"
	"time"

	"enactive/charts/render"
	"enactive/charts/typeface"
)

// Document is what is to be set.
type Document struct {
	// Title and Subject describe it to machines, Language is the code of its language.
	Title, Subject, Language string
	Made                     time.Time
	// Texts break and set its texts.
	Texts typeface.Texts
	// Letter sets pages of the size used in North America in place of A4, and Book a wider margin on
	// the side that is bound: the left one of the first page.
	Letter, Book bool
	// Foot stands at the foot of each page, opposite of its number.
	Foot string
	// Body gives the blocks in their order. It can be gone through several times and always gives the
	// same ones.
	Body iter.Seq[Block]
	// Number says which page it is of how many, counted from 1; nil for pages without a number.
	Number func(page, of int) string
	// Notice says at the end how many characters no typeface has; nil to say nothing.
	Notice func(lost int) string
	// ContentsTitle is the heading of the contents.
	ContentsTitle string
	// Contents lists the headings of level 1 and 2 after the first page, if there are at least six on at
	// least five pages.on at
	// least five pages.
	Contents bool
}

// Block is a part of a document: one of the types below.
type Block interface{ block() }

// Title is the head of the document: its name, what it is about, and lines to the reader.
type Title struct {
	Text string
	// About are short lines, such as the range and the area; Greeting is a paragraph to the reader.
	About    []string
	Greeting string
}

// Heading begins a part. It never stands at the foot of a page.
type Heading struct {
	Level int // 1 to 3
	Text  string
	// Dot is a colour in front of it; none if it is transparent.
	Dot color.NRGBA
	// Note is a quiet line below it.
	Note string
	// Running is what the head of the pages says from here on; the same as before if it is empty.
	Running string
	// NewPage begins it on a new page, unless the page is still empty.
	NewPage bool
	// Short is what the contents and the bookmarks say; Text if it is empty. Unlisted leaves it out of them.
	Short    string
	Unlisted bool
}

// Paragraph is a text in the width of the page, or of a column.
type Paragraph struct {
	Text string
	Look Look
	// Label stands in front of it, bold; it may be empty.
	Label string
}

// Look is how a paragraph is set.
type Look int

// The looks: as the text, larger, smaller and grey.
const (
	Plain Look = iota
	Lead
	Quiet
)

// Points are sentences with a mark in front of each.
type Points struct{ Items []Point }

// Point is a sentence, and a quiet word after it on how certain it is.
type Point struct{ Text, Certainty string }

// Quotation is what a person wrote.
type Quotation struct {
	Text string
	// Source is a quiet line below it: when, and of what.
	Source string
}

// Figure is a chart with its title and its sentence above it and a quiet line below it. They are on
// one page.
type Figure struct {
	Title, Sentence, Note string
	// Alt is what a machine reads in place of the picture.
	Alt string
	// Height is that of the picture in points; it may be given a little more, unless it is Fixed.
	Height float64
	Fixed  bool
	// Draw lays the picture out at a size in units, of three quarters of a point.
	Draw func(width, height float64) (render.Drawing, error)
}

// Figures are charts side by side, Across in a row: 2 or 3.
type Figures struct {
	Across int
	Items  []Figure
}

// Table is a table with a header, which is set again on each page.
type Table struct {
	Title   string
	Columns []Column
	Rows    [][]string
	// Note is a quiet line below it.
	Note string
	// Lines sets the rows of numbers close, without rules, for long tables.
	Lines bool
}

// Column is a column of a table.
type Column struct {
	Name string
	// Share is its part of the width beside that of the others; 0 makes it as narrow as its words.
	Share float64
	// Right sets it flush right, as numbers are; Head makes its cells headers of their rows.
	Right, Head bool
}

// Entry is what was written of one occasion.
type Entry struct {
	// Side stands beside it in the margin column, such as the hour.
	Side string
	// Head is its title, and Facts a quiet line below it; either may be empty.
	Head, Facts string
	Parts       []Part
	// Photos are set small beneath its texts.
	Photos []Photo
}

// Photo is a picture that belongs to an entry.
type Photo struct {
	// Name is what a machine reads in its place.
	Name string
	// Width and Height are its pixels, at most; they say how large it is set.
	Width, Height int
	// Load returns it as a JPEG, or nothing if it cannot be shown: then its name stands in its place.
	Load func() ([]byte, error)
}

// Part is a named text of an entry.
type Part struct{ Name, Text string }

// Gap is a little room.
type Gap struct{}

func (Title) block()     {}
func (Heading) block()   {}
func (Paragraph) block() {}
func (Points) block()    {}
func (Quotation) block() {}
func (Figure) block()    {}
func (Figures) block()   {}
func (Table) block()     {}
func (Entry) block()     {}
func (Gap) block()       {}
