package paper

import (
	"fmt"
	"slices"
	"strconv"
)

// tag is the role as the file says it.
func (r Role) tag() string {
	if r == RowHeader {
		return string(HeaderCell)
	}
	return string(r)
}

// attributes is what the file says of an element beyond its role; it may be empty.
func (d *document) attributes(e *Element) string {
	switch e.Role {
	case HeaderCell:
		return "/A<</O/Table/Scope/Column>>"
	case RowHeader:
		return "/A<</O/Table/Scope/Row>>"
	case List:
		for _, item := range e.Kids {
			if len(item.Kids) > 0 && item.Kids[0].Role == Label {
				return "/A<</O/List/ListNumbering/Disc>>"
			}
		}
	case Figure:
		if box, known := d.boxes[e]; known {
			h := d.sheet.Height
			return fmt.Sprintf("/A<</O/Layout/Placement/Block/BBox[%.2f %.2f %.2f %.2f]>>", box.left, h-box.bottom, box.right, h-box.top)
		}
	}
	return ""
}

// writeStructure writes the tree of elements and the way back from the marks to it.
func (d *document) writeStructure(root *Element) error {
	next := d.numberAll(root, len(d.places))
	d.reserve(next - len(d.places))
	d.writeElement(root, tree)
	parents, err := d.writeParents()
	if err != nil {
		return err
	}
	d.object(tree, fmt.Appendf(nil, "<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d>>",
		root.number, parents, len(d.pages)+len(d.links)))
	return d.objects.err
}

// numberAll numbers an element and those below it, and returns the number that follows.
func (d *document) numberAll(e *Element, next int) int {
	e.number = int32(next)
	next++
	for _, kid := range e.Kids {
		next = d.numberAll(kid, next)
	}
	return next
}

func (d *document) writeElement(e *Element, parent int) {
	role := e.Role.tag()
	if parent == tree {
		role = "Document"
	}
	b := append(d.scratch[:0], "<</S/"...)
	b = append(b, role...)
	b = append(b, "/P "...)
	b = appendReference(b, parent)
	b = append(b, d.attributes(e)...)
	if e.Alt != "" {
		b = append(b, "/Alt"...)
		b = appendText(b, e.Alt)
	}
	b = d.appendKids(b, e)
	b = append(b, ">>"...)
	d.object(int(e.number), b)
	d.scratch = b
	for _, kid := range e.Kids {
		d.writeElement(kid, int(e.number))
	}
}

// appendKids appends the page of an element and what it consists of, in the order of the pages.
func (d *document) appendKids(b []byte, e *Element) []byte {
	page := -1
	if len(e.content) > 0 {
		page = int(e.content[0].page)
		b = append(b, "/Pg "...)
		b = appendReference(b, d.page(page))
	}
	links := d.linksOf[e]
	if len(e.content)+len(e.Kids)+len(links) == 0 {
		return b
	}
	b = append(b, "/K["...)
	own := e.content
	for _, kid := range e.Kids {
		if len(own) > 0 {
			if from, found := begins(kid); found {
				for len(own) > 0 && own[0].before(from) {
					b = d.appendContent(b, own[0], page)
					own = own[1:]
				}
			}
		}
		b = append(appendReference(b, int(kid.number)), ' ')
	}
	for _, c := range own {
		b = d.appendContent(b, c, page)
	}
	for _, l := range links {
		b = append(b, "<</Type/OBJR/Obj "...)
		b = append(appendReference(b, d.notes+l), "/Pg "...)
		b = append(appendReference(b, d.page(d.links[l].page)), ">>"...)
	}
	return append(b, ']')
}

// appendContent appends a content of an element that begins on a page.
func (d *document) appendContent(b []byte, c content, page int) []byte {
	if int(c.page) == page {
		return append(strconv.AppendInt(b, int64(c.number), 10), ' ')
	}
	b = append(b, "<</Type/MCR/Pg "...)
	b = append(appendReference(b, d.page(int(c.page))), "/MCID "...)
	return append(strconv.AppendInt(b, int64(c.number), 10), ">>"...)
}

func (c content) before(other content) bool {
	return c.page < other.page || c.page == other.page && c.number < other.number
}

// begins is the first content of an element and those below it.
func begins(e *Element) (first content, found bool) {
	if len(e.content) > 0 {
		first, found = e.content[0], true
	}
	for _, kid := range e.Kids {
		if c, has := begins(kid); has && (!found || c.before(first)) {
			first, found = c, true
		}
	}
	return first, found
}

// perLeaf is how many entries a leaf of the tree of parents has.
const perLeaf = 100

// writeParents writes which elements the marks of each page and the links belong to, as a tree of
// numbers (ISO 32000-1, 7.9.7), and returns its number.
func (d *document) writeParents() (int, error) {
	count := len(d.pages)
	lists := d.reserve(count)
	for i := range d.pages {
		b := append(d.scratch[:0], '[')
		for _, e := range d.pages[i].elements {
			if e.number == 0 {
				return 0, fmt.Errorf("writing the structure: a mark of page %d, %s, belongs to no element of the document", i+1, e.Role)
			}
			b = append(appendReference(b, int(e.number)), ' ')
		}
		d.object(lists+i, append(b, ']'))
		d.scratch = b
		d.pages[i].elements = nil
	}
	of := make([]int, 0, count+len(d.links))
	for i := range count {
		of = append(of, lists+i)
	}
	for _, l := range d.links {
		if l.Element == nil {
			return 0, fmt.Errorf("writing the structure: a link of page %d belongs to no element of the document", l.page+1)
		}
		of = append(of, int(l.Element.number))
	}
	var kids []byte
	key := 0
	for leaf := range slices.Chunk(of, perLeaf) {
		b := fmt.Appendf(nil, "<</Limits[%d %d]/Nums[", key, key+len(leaf)-1)
		for _, number := range leaf {
			b = append(strconv.AppendInt(b, int64(key), 10), ' ')
			b = append(appendReference(b, number), ' ')
			key++
		}
		number := d.reserve(1)
		d.object(number, append(b, "]>>"...))
		kids = append(appendReference(kids, number), ' ')
	}
	number := d.reserve(1)
	d.object(number, fmt.Appendf(nil, "<</Kids[%s]>>", kids))
	return number, nil
}
