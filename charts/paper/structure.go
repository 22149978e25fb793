package paper

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"time"
	"unicode/utf16"
)

// structureWriter writes the elements of a document.
type structureWriter struct {
	file        *file
	numbers     map[*Element]int
	links       []pageLink
	linkNumbers []int
	objects     map[*Element][]int
}

// number gives numbers to an element and to all below it, and returns its own, 0 for one without content.
func (s *structureWriter) number(e *Element) int {
	n := s.file.reserve()
	used := len(e.content) > 0 || len(s.objects[e]) > 0
	for _, kid := range e.Kids {
		if s.number(kid) != 0 {
			used = true
		}
	}
	if !used && e.Role != "" && e.Role != Cell && e.Role != HeaderCell && e.Role != RowHeader {
		s.file.set(n, "null")
		return 0
	}
	s.numbers[e] = n
	return n
}

// write writes an element with its number, and all below it.
func (s *structureWriter) write(e *Element, n, parent int) {
	var b bytes.Buffer
	role := pdfRole(e.Role)
	fmt.Fprintf(&b, "<</S/%s/P %d 0 R", role, parent)
	page := int32(-1)
	if len(e.content) > 0 {
		page = e.content[0].page
		fmt.Fprintf(&b, "/Pg %d 0 R", s.file.pages[page])
	}
	if e.Alt != "" {
		b.WriteString("/Alt " + text(e.Alt))
	}
	switch e.Role {
	case HeaderCell:
		b.WriteString("/A<</O/Table/Scope/Column>>")
	case RowHeader:
		b.WriteString("/A<</O/Table/Scope/Row>>")
	case Figure:
		b.WriteString("/A<</O/Layout/Placement/Block>>")
	case List:
		b.WriteString("/A<</O/List/ListNumbering/Disc>>")
	}
	b.WriteString("/K[")
	for _, c := range e.content {
		if c.page == page {
			fmt.Fprintf(&b, "%d ", c.number)
		} else {
			fmt.Fprintf(&b, "<</Type/MCR/Pg %d 0 R/MCID %d>>", s.file.pages[c.page], c.number)
		}
	}
	for _, i := range s.objects[e] {
		fmt.Fprintf(&b, "<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>", s.file.pages[s.links[i].page], s.linkNumbers[i])
	}
	for _, kid := range e.Kids {
		if k, used := s.numbers[kid]; used {
			fmt.Fprintf(&b, "%d 0 R ", k)
		}
	}
	b.WriteString("]>>")
	s.file.set(n, b.String())
	for _, kid := range e.Kids {
		if k, used := s.numbers[kid]; used {
			s.write(kid, k, n)
		}
	}
}

// pdfRole is the name of a role in a file.
func pdfRole(r Role) string {
	switch r {
	case "":
		return "Document"
	case RowHeader:
		return "TH"
	}
	return string(r)
}

// text writes a text as PDF has it. Characters that are not valid become U+FFFD.
func text(s string) string {
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	b.WriteByte('>')
	return b.String()
}

// date writes a time as PDF has it.
func date(t time.Time) string {
	_, offset := t.Zone()
	sign := '+'
	if offset < 0 {
		sign, offset = '-', -offset
	}
	return fmt.Sprintf("D:%s%c%02d'%02d'", t.Format("20060102150405"), sign, offset/3600, offset/60%60)
}

// metadata describes the document to machines, among other things as one that keeps to PDF/UA-1.
func (w *Writer) metadata() []byte {
	escaped := func(s string) string {
		var b bytes.Buffer
		_ = xml.EscapeText(&b, []byte(s)) // a buffer takes everything
		return b.String()
	}
	made := w.sheet.Made.Format(time.RFC3339)
	return []byte("<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">` +
		`<dc:title><rdf:Alt><rdf:li xml:lang="x-default">` + escaped(w.sheet.Title) + `</rdf:li></rdf:Alt></dc:title>` +
		`<dc:language><rdf:Bag><rdf:li>` + escaped(w.sheet.Language) + `</rdf:li></rdf:Bag></dc:language>` +
		`<xmp:CreateDate>` + made + `</xmp:CreateDate><xmp:ModifyDate>` + made + `</xmp:ModifyDate>` +
		`<pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF></x:xmpmeta>` + "\n<?xpacket end=\"w\"?>")
}
