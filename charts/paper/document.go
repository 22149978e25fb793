package paper

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
)

// The numbers of objects that fpdf gives as well, and the pages refer to.
const (
	pageTree  = 1
	resources = 2
	tree      = 3 // of the structure
	catalog   = 4
)

// document is a PDF while it is written.
type document struct {
	*Writer
	*objects
	// first is the number of the first page; its content follows it, and then the next page.
	first int
	// notes is the number of the first link of the document.
	notes int
	// linksOf are the links that belong to an element, by their places in links.
	linksOf map[*Element][]int
	// scratch is memory for the object that is being written.
	scratch []byte
}

// Write writes the document with the pages so far, whose structure is below root, and ends the Writer.
// A bookmark may be at most one level deeper than the one before it. The error says which mark, link or
// bookmark leads nowhere, or is of out.
func (w *Writer) Write(out io.Writer, root *Element, marks []Bookmark) error {
	if len(w.pages) == 0 {
		return fmt.Errorf("writing a document: it has no page")
	}
	f, err := take(w.doc)
	if err != nil {
		return fmt.Errorf("taking the fonts out of a file: %w", err)
	}
	d := &document{Writer: w, objects: newObjects(out), linksOf: map[*Element][]int{}}
	defer d.forget(root)
	d.reserve(f.count)
	info := d.reserve(1)
	d.first = d.reserve(2 * len(w.pages))
	d.notes = d.reserve(len(w.links))
	for i, l := range w.links {
		d.linksOf[l.Element] = append(d.linksOf[l.Element], i)
	}
	if err := d.writePages(); err != nil {
		return err
	}
	d.writeFonts(f)
	if err := d.writeStructure(root); err != nil {
		return err
	}
	if err := d.writeLinks(); err != nil {
		return err
	}
	outline, err := d.writeBookmarks(marks)
	if err != nil {
		return err
	}
	d.writeCatalog(info, outline)
	return d.finish(catalog, info)
}

// forget leaves the elements as they were, so that they take no more room than they did.
func (d *document) forget(e *Element) {
	e.content, e.number = nil, 0
	for _, kid := range e.Kids {
		d.forget(kid)
	}
}

// page is the number of a page, which counts from 0.
func (d *document) page(i int) int { return d.first + 2*i }

// perNode is how many pages a node of the tree of pages has.
const perNode = 50

func (d *document) writePages() error {
	count := len(d.pages)
	nodes := d.reserve((count + perNode - 1) / perNode)
	annotations := make([][]int, count)
	for i, l := range d.links {
		annotations[l.page] = append(annotations[l.page], i)
	}
	root := []byte("<</Type/Pages/Count " + strconv.Itoa(count) + "/MediaBox[0 0 ")
	root = appendNumber(root, d.sheet.Width)
	root = append(root, ' ')
	root = appendNumber(root, d.sheet.Height)
	root = append(root, "]/Resources 2 0 R/Kids["...)
	for start := 0; start < count; start += perNode {
		node := nodes + start/perNode
		end := min(start+perNode, count)
		kids := []byte("<</Type/Pages/Parent 1 0 R/Count " + strconv.Itoa(end-start) + "/Kids[")
		for i := start; i < end; i++ {
			d.writePage(i, node, annotations[i])
			kids = append(appendReference(kids, d.page(i)), ' ')
		}
		d.object(node, append(kids, "]>>"...))
		root = append(appendReference(root, node), ' ')
	}
	d.object(pageTree, append(root, "]>>"...))
	return d.objects.err
}

func (d *document) writePage(i, parent int, links []int) {
	p := &d.pages[i]
	b := fmt.Appendf(nil, "<</Type/Page/Parent %d 0 R/Contents %d 0 R/StructParents %d/Tabs/S", parent, d.page(i)+1, i)
	if p.veiled {
		b = append(b, "/Group<</Type/Group/S/Transparency/CS/DeviceRGB>>"...)
	}
	if len(links) > 0 {
		b = append(b, "/Annots["...)
		for _, l := range links {
			b = append(appendReference(b, d.notes+l), ' ')
		}
		b = append(b, ']')
	}
	d.object(d.page(i), append(b, ">>"...))
	d.stream(d.page(i)+1, "/Filter/FlateDecode", p.content)
	p.content = nil
}

func (d *document) writeFonts(f made) {
	for _, o := range f.objects {
		if o.small != nil {
			d.object(o.number, o.small)
		} else if bytes.Contains(o.stream, []byte(oneRange)) {
			meaning := bytes.Replace(o.stream, []byte(oneRange), identity(), 1)
			d.stream(o.number, "/Filter/FlateDecode", d.objects.compress(meaning))
		} else {
			d.stream(o.number, o.head, o.stream)
		}
	}
	b := []byte("<</Font<<" + f.fonts + ">>")
	if names := d.writePictures(); names != "" {
		b = append(b, "/XObject<<"+names+">>"...)
	}
	if d.veiled {
		b = append(b, "/ExtGState<<"...)
		for a := range degrees {
			b = fmt.Appendf(b, "/GS%d<</ca %.3f/CA %.3[2]f>>", a+1, share(uint8(a)))
		}
		b = append(b, ">>"...)
	}
	d.object(resources, append(b, ">>"...))
}

// oneRange is how fpdf says that the codes of its fonts are UTF-16.
const oneRange = "1 beginbfrange\n<0000> <FFFF> <0000>\nendbfrange"

// identity says the same in the form that ISO 32000-1 asks for: the codes of a range share their first
// byte, at most 100 ranges stand together, and what is no character is left out.
func identity() []byte {
	var b []byte
	const most = 62 // a quarter of the ranges
	var ranges []string
	for high := range 0x100 {
		if high >= 0xd8 && high <= 0xdf {
			continue // the halves of surrogate pairs
		}
		last := 0xff
		if high == 0xff {
			last = 0xfd
		}
		ranges = append(ranges, fmt.Sprintf("<%02X00> <%02[1]X%02X> <%02[1]X00>\n", high, last))
	}
	for some := range slices.Chunk(ranges, most) {
		b = fmt.Appendf(b, "%d beginbfrange\n%sendbfrange\n", len(some), strings.Join(some, ""))
	}
	return bytes.TrimSuffix(b, []byte("\n"))
}

// writeLinks writes the links themselves, which the structure refers to.
func (d *document) writeLinks() error {
	for i, l := range d.links {
		if l.Page < 0 || l.Page >= len(d.pages) {
			return fmt.Errorf("writing a link of page %d: it leads to page %d of %d", l.page+1, l.Page+1, len(d.pages))
		}
		if l.Element == nil || l.Element.number == 0 {
			return fmt.Errorf("writing a link of page %d: it belongs to no element of the document", l.page+1)
		}
		b := []byte("<</Type/Annot/Subtype/Link/Border[0 0 0]/F 4/P ")
		b = append(appendReference(b, d.page(l.page)), "/Rect["...)
		for _, v := range [4]float64{l.Left, d.sheet.Height - l.Top - l.Height, l.Left + l.Width, d.sheet.Height - l.Top} {
			b = append(appendNumber(b, v), ' ')
		}
		b = append(b, ']')
		b = d.appendGoal(b, l.Page, l.Y)
		b = append(b, "/Contents"...)
		b = appendText(b, l.Words)
		// The lists of the pages come first in the tree of what belongs to what.
		b = fmt.Appendf(b, "/StructParent %d>>", len(d.pages)+i)
		d.object(d.notes+i, b)
	}
	return d.objects.err
}

// appendGoal appends where a link or a bookmark leads.
func (d *document) appendGoal(b []byte, page int, y float64) []byte {
	b = append(b, "/Dest["...)
	b = append(appendReference(b, d.page(page)), "/XYZ null "...)
	return append(appendNumber(b, d.sheet.Height-y), " null]"...)
}

func (d *document) writeCatalog(info, outline int) {
	s := d.sheet
	b := []byte("<</Title")
	b = appendText(b, s.Title)
	if s.Subject != "" {
		b = append(b, "/Subject"...)
		b = appendText(b, s.Subject)
	}
	date := textOf(pdfDate(s.Made))
	d.object(info, append(b, "/CreationDate"+date+"/ModDate"+date+">>"...))

	metadata := d.reserve(1)
	d.stream(metadata, "/Type/Metadata/Subtype/XML", d.metadata())

	b = []byte("<</Type/Catalog/Pages 1 0 R/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>/Lang")
	b = appendText(b, s.Language)
	b = fmt.Appendf(b, "/StructTreeRoot %d 0 R/Metadata %d 0 R", tree, metadata)
	if outline != 0 {
		b = fmt.Appendf(b, "/Outlines %d 0 R/PageMode/UseOutlines", outline)
	}
	d.object(catalog, append(b, ">>"...))
}

// pdfDate is a time with its zone, as ISO 32000-1 writes it in 7.9.4.
func pdfDate(t time.Time) string {
	if _, offset := t.Zone(); offset == 0 {
		return t.Format("D:20060102150405") + "Z"
	}
	hours, minutes, _ := strings.Cut(t.Format("-07:00"), ":")
	return t.Format("D:20060102150405") + hours + "'" + minutes + "'"
}

// metadata says of the document once more what it is, in XMP, and that it keeps to PDF/UA-1.
func (d *document) metadata() []byte {
	escaped := func(s string) string {
		var b strings.Builder
		// A builder takes everything; what XML cannot say becomes U+FFFD.
		_ = xml.EscapeText(&b, []byte(s))
		return b.String()
	}
	s := d.sheet
	alternative := func(name, text string) string {
		return "   <dc:" + name + "><rdf:Alt><rdf:li xml:lang=\"x-default\">" + escaped(text) + "</rdf:li></rdf:Alt></dc:" + name + ">\n"
	}
	var b strings.Builder
	b.WriteString(`<?xpacket begin="` + "\ufeff" + `" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
   <pdfuaid:part>1</pdfuaid:part>
   <dc:format>application/pdf</dc:format>
`)
	b.WriteString(alternative("title", s.Title))
	if s.Subject != "" {
		b.WriteString(alternative("description", s.Subject))
	}
	b.WriteString("   <dc:language><rdf:Bag><rdf:li>" + escaped(s.Language) + "</rdf:li></rdf:Bag></dc:language>\n")
	made := s.Made.Format(time.RFC3339)
	for _, name := range []string{"CreateDate", "ModifyDate", "MetadataDate"} {
		b.WriteString("   <xmp:" + name + ">" + made + "</xmp:" + name + ">\n")
	}
	b.WriteString("  </rdf:Description>\n </rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return []byte(b.String())
}
