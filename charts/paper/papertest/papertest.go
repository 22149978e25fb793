// Package papertest reads back the PDFs that package paper writes, for tests: what a machine reads of
// them, where their bookmarks and links lead, and what breaks the rules of tagged PDF that we keep. It
// reads no other PDFs.
package papertest

import (
	"fmt"
	"strings"
)

// Document is what a PDF says.
type Document struct {
	Title, Subject, Language string
	// Info is the information about the document by name, and XMP the same as metadata.
	Info map[string]string
	XMP  string
	// Pages are what each page shows, in the order in which it is painted.
	Pages []Page
	// Root is the element Document.
	Root      *Node
	Bookmarks []Bookmark
	Links     []Link
	// Faults are the rules that the file breaks, a sentence each.
	Faults []string
}

// Page is a page.
type Page struct {
	Width, Height float64 // in points
	// Artifacts is the text of its decoration.
	Artifacts string
}

// Node is an element.
type Node struct {
	Role string
	// Alt, Scope and Numbering are empty where there are none.
	Alt, Scope, Numbering string
	// Box is what a figure covers, in points from the lower left corner: left, bottom, right, top.
	Box []float64
	// Text is that of its own marks. A part that begins on another page or line is a blank apart.
	Text string
	// Page is that of its first own mark, from 0; -1 where it has none.
	Page int
	Kids []*Node
	// Links are the places of its links in the document.
	Links []int
}

// Bookmark is a bookmark. Its page counts from 0, and Y is in points from the upper edge.
type Bookmark struct {
	Level int
	Words string
	Page  int
	Y     float64
}

// Link is a link on page On to the place Y of a page. Pages count from 0, and places are in points
// from the upper edge.
type Link struct {
	On                       int
	Left, Top, Width, Height float64
	Page                     int
	Y                        float64
	Words                    string
}

// Read reads a PDF of ours. What breaks a rule is in Faults; the error says why it cannot be read at all.
func Read(data []byte) (*Document, error) {
	f, err := open(data)
	if err != nil {
		return nil, fmt.Errorf("papertest: opening a PDF: %w", err)
	}
	r := &reader{
		file: f, doc: &Document{Info: map[string]string{}}, pages: map[int]int{}, fontsOf: map[reference]map[name]font{},
		owners: map[owned]int{}, notes: map[int]int{},
	}
	r.read()
	if f.failed != nil {
		return nil, fmt.Errorf("papertest: reading a PDF: %w", f.failed)
	}
	return r.doc, nil
}

// Outline is the structure as an outline: a line an element, with two blanks for each level, its role,
// what is special about it in brackets, and its text.
func (d *Document) Outline() string {
	var b strings.Builder
	d.Root.Walk(func(n *Node, depth int) {
		b.WriteString(strings.Repeat("  ", depth) + n.Role)
		for _, about := range []struct{ name, is string }{{"scope", n.Scope}, {"numbering", n.Numbering}, {"alt", n.Alt}} {
			if about.is != "" {
				b.WriteString(" [" + about.name + ": " + about.is + "]")
			}
		}
		for _, l := range n.Links {
			fmt.Fprintf(&b, " [to page %d]", d.Links[l].Page+1)
		}
		if n.Text != "" {
			b.WriteString(" " + n.Text)
		}
		b.WriteByte('\n')
	})
	return b.String()
}

// Walk goes through a node and those below it, in the order in which they are read.
func (n *Node) Walk(do func(n *Node, depth int)) { n.walk(do, 0) }

func (n *Node) walk(do func(*Node, int), depth int) {
	do(n, depth)
	for _, kid := range n.Kids {
		kid.walk(do, depth+1)
	}
}

// All lists the nodes of a role, in the order in which they are read.
func (n *Node) All(role string) []*Node {
	var all []*Node
	n.Walk(func(n *Node, _ int) {
		if n.Role == role {
			all = append(all, n)
		}
	})
	return all
}

// Said is the text of a node and of those below it, with blanks between the parts.
func (n *Node) Said() string {
	var all []string
	n.Walk(func(n *Node, _ int) {
		if n.Text != "" {
			all = append(all, n.Text)
		}
	})
	return strings.Join(all, " ")
}
