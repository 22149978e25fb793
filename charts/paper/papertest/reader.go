package papertest

import (
	"fmt"
	"slices"
	"strings"
)

// reader reads a document out of a file.
type reader struct {
	*file
	doc      *Document
	pages    map[int]int // by the number of the object
	contents []*content
	fontsOf  map[reference]map[name]font // by their resources
	// owners are the elements that the tree of parents names, by object.
	owners map[owned]int
	// notes are the links by object.
	notes map[int]int
	// claimed are the marked contents that an element has.
	claimed map[owned]bool
}

// owned is a marked content of a page.
type owned struct{ page, number int }

func (r *reader) fault(format string, values ...any) {
	r.doc.Faults = append(r.doc.Faults, fmt.Sprintf(format, values...))
}

func (r *reader) read() {
	catalog := r.dictionary(r.trailer["Root"])
	info := r.dictionary(r.trailer["Info"])
	for key := range info {
		r.doc.Info[string(key)] = r.words(info[key])
	}
	r.doc.Title, r.doc.Subject = r.doc.Info["Title"], r.doc.Info["Subject"]
	r.doc.Language = r.words(catalog["Lang"])
	r.doc.XMP = string(r.stream(catalog["Metadata"]))
	if marked, _ := r.dictionary(catalog["MarkInfo"])["Marked"].(bool); !marked {
		r.fault("the document does not say that it is tagged")
	}
	if shown, _ := r.dictionary(catalog["ViewerPreferences"])["DisplayDocTitle"].(bool); !shown {
		r.fault("the title is not shown")
	}
	if r.doc.Title == "" || r.doc.Language == "" {
		r.fault("the title is %q and the language %q", r.doc.Title, r.doc.Language)
	}
	if !strings.Contains(r.doc.XMP, "<pdfuaid:part>1</pdfuaid:part>") {
		r.fault("the metadata does not say that this is PDF/UA-1")
	}
	r.readPages(catalog["Pages"], nil)
	tree := r.dictionary(catalog["StructTreeRoot"])
	parents := map[int]any{}
	r.readNumbers(tree["ParentTree"], parents)
	r.readParents(parents)
	r.claimed = map[owned]bool{}
	r.doc.Root = r.readNode(tree["K"], catalog["StructTreeRoot"])
	if r.doc.Root.Role != "Document" {
		r.fault("the root is %q", r.doc.Root.Role)
	}
	r.checkHeadings()
	for page, c := range r.contents {
		for number := range c.marked {
			if !r.claimed[owned{page, number}] {
				r.fault("the marks %d of page %d belong to no element", number, page+1)
			}
		}
	}
	r.readBookmarks(r.dictionary(catalog["Outlines"])["First"], 0)
	slices.Sort(r.doc.Faults) // the marks of a page are in no order
}

// checkHeadings reports levels that are left out.
func (r *reader) checkHeadings() {
	level := 0
	r.doc.Root.Walk(func(n *Node, _ int) {
		if len(n.Role) != 2 || n.Role[0] != 'H' || n.Role[1] < '1' || n.Role[1] > '6' {
			return
		}
		now := int(n.Role[1] - '0')
		if now > level+1 {
			r.fault("the heading %q has level %d, and the one before it %d", n.Said(), now, level)
		}
		level = now
	})
}

func (r *reader) readPages(o any, above dictionary) {
	d := dictionary{}
	for _, key := range []name{"MediaBox", "Resources"} { // which are inherited
		d[key] = above[key]
	}
	for key, value := range r.dictionary(o) {
		d[key] = value
	}
	if d["Type"] == name("Pages") {
		for _, kid := range r.array(d["Kids"]) {
			r.readPages(kid, d)
		}
		return
	}
	number, _ := o.(reference)
	page := len(r.doc.Pages)
	r.pages[int(number)] = page
	c, err := readContent(r.stream(d["Contents"]), r.fonts(d["Resources"]))
	if err != nil {
		r.fail(fmt.Sprintf("reading the content of page %d", page+1), err)
		return
	}
	for _, op := range c.loose {
		r.fault("page %d paints by %s what is neither tagged nor decoration", page+1, op)
	}
	if d["Tabs"] != name("S") {
		r.fault("the keys do not go through page %d in the order of its structure", page+1)
	}
	if int(r.number(d["StructParents"])) != page || d["StructParents"] == nil {
		r.fault("page %d has the number %v in the tree of parents", page+1, d["StructParents"])
	}
	r.contents = append(r.contents, c)
	p := Page{Artifacts: c.artifacts.String()}
	if box := r.array(d["MediaBox"]); len(box) == 4 {
		p.Width, p.Height = r.number(box[2]), r.number(box[3])
	}
	r.doc.Pages = append(r.doc.Pages, p)
	for _, note := range r.array(d["Annots"]) {
		number, _ := note.(reference)
		r.notes[int(number)] = len(r.doc.Links)
		r.doc.Links = append(r.doc.Links, Link{On: page})
	}
}

// fonts are the fonts of pages.
func (r *reader) fonts(resources any) map[name]font {
	key, _ := resources.(reference)
	if all, known := r.fontsOf[key]; known && key != 0 {
		return all
	}
	all := map[name]font{}
	for key, o := range r.dictionary(r.dictionary(resources)["Font"]) {
		d := r.dictionary(o)
		f := font{}
		var err error
		if f.charMap, err = readCharMap(r.stream(d["ToUnicode"])); err != nil {
			r.fail("reading what a font says", err)
		}
		if d["ToUnicode"] == nil {
			r.fault("the font %s does not say what its characters mean", key)
		}
		for _, descendant := range r.array(d["DescendantFonts"]) {
			below := r.dictionary(descendant)
			f.widths = readWidths(r.array(below["W"]))
			if r.dictionary(below["FontDescriptor"])["FontFile2"] == nil {
				r.fault("the font %s is not embedded", key)
			}
		}
		all[key] = f
	}
	r.fontsOf[key] = all
	return all
}

// readNumbers reads a tree of numbers.
func (r *reader) readNumbers(o any, into map[int]any) {
	d := r.dictionary(o)
	list := r.array(d["Nums"])
	for i := 0; i+1 < len(list); i += 2 {
		into[int(r.number(list[i]))] = list[i+1]
	}
	for _, kid := range r.array(d["Kids"]) {
		r.readNumbers(kid, into)
	}
}

func (r *reader) readParents(parents map[int]any) {
	for page, c := range r.contents {
		list := r.array(parents[page])
		if len(list) != len(c.marked) {
			r.fault("page %d has %d marked contents, and elements for %d", page+1, len(c.marked), len(list))
		}
		for i, element := range list {
			number, _ := element.(reference)
			r.owners[owned{page, i}] = int(number)
		}
	}
	for object, i := range r.notes {
		d := r.dictionary(reference(object))
		l := &r.doc.Links[i]
		l.Words = r.words(d["Contents"])
		if l.Words == "" {
			r.fault("a link of page %d does not say where it leads", l.On+1)
		}
		height := r.doc.Pages[l.On].Height
		if rect := r.array(d["Rect"]); len(rect) == 4 {
			left, bottom, right, top := r.number(rect[0]), r.number(rect[1]), r.number(rect[2]), r.number(rect[3])
			l.Left, l.Top, l.Width, l.Height = left, height-top, right-left, top-bottom
		}
		l.Page, l.Y = r.goal(d["Dest"])
		number, _ := parents[int(r.number(d["StructParent"]))].(reference)
		r.owners[owned{-1, object}] = int(number)
	}
}

// goal is the page, from 0, and the place where a link or bookmark leads.
func (r *reader) goal(o any) (page int, y float64) {
	list := r.array(o)
	if len(list) < 4 {
		r.fault("something leads to %v", o)
		return -1, 0
	}
	number, _ := list[0].(reference)
	page, known := r.pages[int(number)]
	if !known {
		r.fault("something leads to object %d, which is no page", number)
		return -1, 0
	}
	return page, r.doc.Pages[page].Height - r.number(list[3])
}

func (r *reader) readBookmarks(o any, level int) {
	for o != nil && r.failed == nil {
		d := r.dictionary(o)
		b := Bookmark{Level: level, Words: r.words(d["Title"])}
		b.Page, b.Y = r.goal(d["Dest"])
		r.doc.Bookmarks = append(r.doc.Bookmarks, b)
		r.readBookmarks(d["First"], level+1)
		o = d["Next"]
	}
}
