package papertest

import "strings"

// readNode reads an element and those below it.
func (r *reader) readNode(o, parent any) *Node {
	n := &Node{Page: -1}
	d := r.dictionary(o)
	role, _ := d["S"].(name)
	n.Role, n.Alt = string(role), r.words(d["Alt"])
	if d["P"] != parent {
		r.fault("%s %v is below %v and names %v", role, o, parent, d["P"])
	}
	r.readAttributes(n, r.dictionary(d["A"]))
	var said []string
	for _, kid := range r.kids(d["K"]) {
		own, isOwn := r.own(kid, d["Pg"])
		if !isOwn {
			if k := r.dictionary(kid); k["Type"] == name("OBJR") {
				r.addLink(n, o, k)
			} else {
				n.Kids = append(n.Kids, r.readNode(kid, o))
			}
			continue
		}
		if own.page < 0 || r.contents[own.page].marked[own.number] == nil {
			r.fault("%s has the marks %d of page %d, which are not there", role, own.number, own.page+1)
			continue
		}
		if owner, _ := o.(reference); r.owners[own] != int(owner) {
			r.fault("%s has the marks %d of page %d, and the tree of parents names object %d for %d", role, own.number, own.page+1, r.owners[own], owner)
		}
		if r.claimed[own] {
			r.fault("the marks %d of page %d belong to two elements", own.number, own.page+1)
		}
		r.claimed[own] = true
		if n.Page < 0 {
			n.Page = own.page
		}
		if s := strings.TrimRight(r.contents[own.page].marked[own.number].String(), " "); s != "" {
			said = append(said, s)
		}
	}
	n.Text = strings.Join(said, " ")
	r.check(n)
	return n
}

func (r *reader) kids(o any) []any {
	if list, ok := r.at(o).([]any); ok {
		return list
	}
	if o == nil {
		return nil
	}
	return []any{o}
}

// own says which marked content a kid is, if it is one. page is that of the element.
func (r *reader) own(kid, page any) (c owned, isOwn bool) {
	number, plain := kid.(float64)
	if !plain {
		d, _ := kid.(dictionary)
		if d["Type"] != name("MCR") {
			return owned{}, false
		}
		number, page = r.number(d["MCID"]), d["Pg"]
	}
	of, _ := page.(reference)
	at, known := r.pages[int(of)]
	if !known {
		at = -1
	}
	return owned{at, int(number)}, true
}

func (r *reader) addLink(n *Node, element any, d dictionary) {
	object, _ := d["Obj"].(reference)
	link, known := r.notes[int(object)]
	if !known {
		r.fault("%s has object %d, which is no link of a page", n.Role, object)
		return
	}
	if owner, _ := element.(reference); r.owners[owned{-1, int(object)}] != int(owner) {
		r.fault("%s has the link %q, and the tree of parents names another element", n.Role, r.doc.Links[link].Words)
	}
	n.Links = append(n.Links, link)
}

func (r *reader) readAttributes(n *Node, d dictionary) {
	scope, _ := d["Scope"].(name)
	numbering, _ := d["ListNumbering"].(name)
	n.Scope, n.Numbering = string(scope), string(numbering)
	for _, v := range r.array(d["BBox"]) {
		n.Box = append(n.Box, r.number(v))
	}
}

// allowed are the roles that may be below some others. What is not named here may be anywhere.
var allowed = map[string]string{
	"TR": "Table", "TH": "TR", "TD": "TR", "LI": "L", "LBody": "LI", "TOCI": "TOC",
}

// check reports what PDF/UA-1 asks of an element alone.
func (r *reader) check(n *Node) {
	switch {
	case n.Role == "Figure" && (n.Alt == "" || len(n.Box) != 4):
		r.fault("a figure has the words %q and the box %v", n.Alt, n.Box)
	case n.Role == "TH" && n.Scope == "":
		r.fault("the header %q does not say of what", n.Text)
	case n.Role == "Link" && len(n.Links) == 0:
		r.fault("the link %q leads nowhere", n.Said())
	}
	cells := 0
	for _, kid := range n.Kids {
		if above := allowed[kid.Role]; above != "" && above != n.Role {
			r.fault("%s is below %s", kid.Role, n.Role)
		}
		if n.Role != "Table" || kid.Role != "TR" {
			continue
		}
		if cells != 0 && len(kid.Kids) != cells {
			r.fault("a row of %d cells follows one of %d: %q", len(kid.Kids), cells, kid.Said())
		}
		cells = len(kid.Kids)
	}
	for _, l := range n.Links {
		if n.Role != "Link" {
			r.fault("%s has the link %q", n.Role, r.doc.Links[l].Words)
		}
	}
}
