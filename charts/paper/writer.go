package paper

import (
	"bytes"
	"fmt"
	"io"
	"math"

	"enactive/charts/render"
	"enactive/charts/typeface"

	"codeberg.org/go-pdf/fpdf"
)

// Writer writes a tagged PDF page by page. The fonts, the texts and the pictures are written by fpdf;
// what it cannot write, the structure, the links and the bookmarks, is added to what it wrote.
type Writer struct {
	sheet Sheet
	doc   *fpdf.Fpdf
	pages int
	// owners are, for each page, the elements that its sequences of marks belong to, by their numbers.
	owners [][]*Element
	links  []pageLink
	lost   int
	err    error
}

type pageLink struct {
	page int
	Link
}

// NewWriter returns a writer without pages.
func NewWriter(s Sheet) *Writer {
	doc := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: s.Width, Ht: s.Height}})
	render.ClearPDFMetadata(doc)
	doc.SetMargins(0, 0, 0)
	doc.SetAutoPageBreak(false, 0)
	doc.SetCellMargin(0)
	return &Writer{sheet: s, doc: doc}
}

// Lost is how many characters of the figures so far no typeface has.
func (w *Writer) Lost() int { return w.lost }

// Page adds a page. p is not kept.
func (w *Writer) Page(p *Page) error {
	if w.err != nil {
		return w.err
	}
	w.doc.AddPage()
	if w.pages > 0 {
		w.doc.SetFontSize(1) // another than the next one: fpdf leaves out a font that it set on another page
	}
	w.owners = append(w.owners, nil)
	for at := 0; at < len(p.Marks); {
		end := at + 1
		for end < len(p.Marks) && p.Marks[end].Element == p.Marks[at].Element {
			end++
		}
		w.sequence(p.Marks[at:end])
		at = end
	}
	for _, l := range p.Links {
		w.links = append(w.links, pageLink{w.pages, l})
	}
	w.pages++
	if w.err == nil {
		w.err = w.doc.Error()
	}
	if w.err != nil {
		return fmt.Errorf("setting page %d: %w", w.pages, w.err)
	}
	return nil
}

// sequence sets marks that belong to one element, or to none.
func (w *Writer) sequence(marks []Mark) {
	e := marks[0].Element
	if e == nil {
		w.doc.RawWriteStr("/Artifact BMC")
	} else {
		number := len(w.owners[w.pages])
		w.owners[w.pages] = append(w.owners[w.pages], e)
		e.content = append(e.content, content{int32(w.pages), int32(number)})
		w.doc.RawWriteStr(fmt.Sprintf("/%s <</MCID %d>> BDC", pdfRole(e.Role), number))
	}
	for i := range marks {
		w.mark(&marks[i])
	}
	w.doc.RawWriteStr("EMC")
}

func (w *Writer) mark(m *Mark) {
	switch {
	case m.Line != nil:
		c := m.Style.Colour
		w.doc.SetTextColor(int(c.R), int(c.G), int(c.B))
		w.doc.SetFillColor(int(c.R), int(c.G), int(c.B))
		typeface.PDFLine(w.doc, *m.Line, m.Style.Size, m.Left, m.Base)
	case m.Figure != nil:
		lost, err := render.OnPage(w.doc, *m.Figure, m.Left, m.Top)
		w.lost += lost
		if err != nil && w.err == nil {
			w.err = err
		}
	default:
		w.doc.SetFillColor(int(m.Fill.R), int(m.Fill.G), int(m.Fill.B))
		if m.Round > 0 {
			w.doc.Circle(m.Left+m.Width/2, m.Top+m.Height/2, min(m.Round, m.Width/2, m.Height/2), "F")
			return
		}
		w.doc.Rect(m.Left, m.Top, m.Width, m.Height, "F")
	}
}

// Write writes the document of the pages that were added. root has the elements of their marks below it.
func (w *Writer) Write(out io.Writer, root *Element, marks []Bookmark) error {
	if w.err != nil {
		return fmt.Errorf("writing the document: %w", w.err)
	}
	var plain bytes.Buffer
	if err := w.doc.Output(&plain); err != nil {
		return fmt.Errorf("writing the pages: %w", err)
	}
	w.doc = nil // what it holds is in plain
	f, err := readFile(plain.Bytes())
	if err != nil {
		return fmt.Errorf("reading the pages: %w", err)
	}
	if len(f.pages) != w.pages {
		return fmt.Errorf("reading the pages: there are %d in place of %d", len(f.pages), w.pages)
	}
	if err := w.structure(f, root, marks); err != nil {
		return fmt.Errorf("writing the structure: %w", err)
	}
	if _, err := f.WriteTo(out); err != nil {
		return fmt.Errorf("writing the document: %w", err)
	}
	return nil
}

// structure adds to the file what fpdf cannot write.
func (w *Writer) structure(f *file, root *Element, marks []Bookmark) error {
	for _, l := range w.links {
		if l.Page < 0 || l.Page >= w.pages {
			return fmt.Errorf("a link leads to page %d of %d", l.Page+1, w.pages)
		}
	}
	tree := f.reserve()
	numbers := map[*Element]int{}
	annotations := make([][]int, w.pages)
	objects := make(map[*Element][]int, len(w.links)) // the links of an element
	linkNumbers := make([]int, len(w.links))
	for i, l := range w.links {
		linkNumbers[i] = f.reserve()
		annotations[l.page] = append(annotations[l.page], linkNumbers[i])
		if l.Element != nil {
			objects[l.Element] = append(objects[l.Element], i)
		}
	}
	s := structureWriter{file: f, numbers: numbers, links: w.links, linkNumbers: linkNumbers, objects: objects}
	document := s.number(root)
	s.write(root, document, tree)

	var nums bytes.Buffer
	for page, owners := range w.owners {
		var refs bytes.Buffer
		refs.WriteByte('[')
		for _, e := range owners {
			n, known := numbers[e]
			if !known {
				return fmt.Errorf("a mark of page %d belongs to an element that the document does not have", page+1)
			}
			fmt.Fprintf(&refs, "%d 0 R ", n)
		}
		refs.WriteByte(']')
		fmt.Fprintf(&nums, "%d %d 0 R ", page, f.add(refs.String()))
	}
	for i, l := range w.links {
		y := w.sheet.Height - l.Top
		parent := ""
		if n, known := numbers[l.Element]; known {
			parent = fmt.Sprintf("/StructParent %d", w.pages+i)
			fmt.Fprintf(&nums, "%d %d 0 R ", w.pages+i, n)
		}
		f.set(linkNumbers[i], fmt.Sprintf("<</Type/Annot/Subtype/Link/Rect[%s %s %s %s]/Border[0 0 0]/F 4%s/Contents %s/Dest %s>>",
			number(l.Left), number(y-l.Height), number(l.Left+l.Width), number(y), parent, text(l.Words), w.destination(f, l.Page, l.Y)))
	}
	f.set(tree, fmt.Sprintf("<</Type/StructTreeRoot/K[%d 0 R]/ParentTree %d 0 R/ParentTreeNextKey %d>>", document, f.add("<</Nums["+nums.String()+"]>>"), w.pages+len(w.links)))
	for i, n := range f.pages {
		extra := fmt.Sprintf("/StructParents %d\n/Tabs /S\n", i)
		if len(annotations[i]) > 0 {
			extra += "/Annots ["
			for _, a := range annotations[i] {
				extra += fmt.Sprintf("%d 0 R ", a)
			}
			extra += "]\n"
		}
		f.extend(n, extra)
	}
	outlines := ""
	if n := w.bookmarks(f, marks); n > 0 {
		outlines = fmt.Sprintf("/Outlines %d 0 R/PageMode/UseOutlines", n)
	}
	f.root = f.add(fmt.Sprintf("<</Type/Catalog/Pages 1 0 R/Lang %s/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>/StructTreeRoot %d 0 R/Metadata %d 0 R%s>>",
		text(w.sheet.Language), tree, f.addStream("/Type/Metadata/Subtype/XML", w.metadata()), outlines))
	made := date(w.sheet.Made)
	info := "<</Title " + text(w.sheet.Title)
	if w.sheet.Subject != "" {
		info += "/Subject " + text(w.sheet.Subject)
	}
	f.info = f.add(info + "/CreationDate(" + made + ")/ModDate(" + made + ")>>")
	return nil
}

func (w *Writer) destination(f *file, page int, y float64) string {
	return fmt.Sprintf("[%d 0 R/XYZ null %s null]", f.pages[page], number(min(w.sheet.Height, w.sheet.Height-y+6)))
}

// bookmarks writes the outline and returns its number, 0 if there are none.
func (w *Writer) bookmarks(f *file, marks []Bookmark) int {
	if len(marks) == 0 {
		return 0
	}
	type node struct {
		number, parent, first, last, previous, next, count int
	}
	nodes := make([]node, len(marks)+1) // the last one is the root
	top := len(marks)
	for i := range nodes {
		nodes[i] = node{f.reserve(), top, -1, -1, -1, -1, 0}
	}
	path := []int{top}
	for i, m := range marks {
		level := min(max(0, m.Level), len(path)-1)
		path = path[:level+1]
		parent := path[level]
		nodes[i].parent = parent
		if last := nodes[parent].last; last >= 0 {
			nodes[last].next, nodes[i].previous = i, last
		} else {
			nodes[parent].first = i
		}
		nodes[parent].last = i
		nodes[parent].count++
		path = append(path, i)
	}
	for i, n := range nodes {
		var b bytes.Buffer
		b.WriteString("<<")
		ref := func(key string, at int) {
			if at >= 0 {
				fmt.Fprintf(&b, "/%s %d 0 R", key, nodes[at].number)
			}
		}
		if i == top {
			fmt.Fprintf(&b, "/Type/Outlines/Count %d", n.count)
		} else {
			fmt.Fprintf(&b, "/Title %s/Dest %s", text(marks[i].Words), w.destination(f, marks[i].Page, marks[i].Y))
			ref("Parent", n.parent)
			if n.count > 0 {
				fmt.Fprintf(&b, "/Count %d", -n.count) // closed at first
			}
		}
		ref("First", n.first)
		ref("Last", n.last)
		ref("Prev", n.previous)
		ref("Next", n.next)
		b.WriteString(">>")
		f.set(n.number, b.String())
	}
	return nodes[top].number
}

// number writes a length as PDF has it.
func number(v float64) string {
	return fmt.Sprintf("%g", math.Round(v*100)/100)
}
