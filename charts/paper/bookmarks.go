package paper

import "fmt"

// mostOpen is how many bookmarks are all shown from the start. Of more, a reader shows those of the
// first level, and the others when they are asked for.
const mostOpen = 40

// outlineNode is a bookmark and its place among the others: numbers of them from 1, and 0 for none.
type outlineNode struct {
	parent, previous, next, first, last, below int
}

// writeBookmarks returns the number of what they hang on, and 0 if there are none.
func (d *document) writeBookmarks(marks []Bookmark) (int, error) {
	if len(marks) == 0 {
		return 0, nil
	}
	nodes := make([]outlineNode, len(marks)+1)
	path := []int{0} // from the root to the last bookmark
	for i, m := range marks {
		if m.Page < 0 || m.Page >= len(d.pages) {
			return 0, fmt.Errorf("writing the bookmark %q: it leads to page %d of %d", m.Words, m.Page+1, len(d.pages))
		}
		if m.Level < 0 {
			return 0, fmt.Errorf("writing the bookmark %q: its level is %d", m.Words, m.Level)
		}
		path = path[:min(m.Level+1, len(path))]
		at, parent := i+1, path[len(path)-1]
		up := &nodes[parent]
		nodes[at].parent, nodes[at].previous = parent, up.last
		if up.last == 0 {
			up.first = at
		} else {
			nodes[up.last].next = at
		}
		up.last = at
		for _, above := range path {
			nodes[above].below++
		}
		path = append(path, at)
	}
	root := d.reserve(len(nodes))
	open := len(marks) <= mostOpen
	for i, n := range nodes {
		b := []byte("<<")
		if i == 0 {
			b = append(b, "/Type/Outlines"...)
		} else {
			b = append(b, "/Title"...)
			b = appendText(b, marks[i-1].Words)
			b = append(b, "/Parent "...)
			b = appendReference(b, root+n.parent)
			b = d.appendGoal(b, marks[i-1].Page, marks[i-1].Y)
		}
		for _, way := range []struct {
			name string
			to   int
		}{{"/Prev ", n.previous}, {"/Next ", n.next}, {"/First ", n.first}, {"/Last ", n.last}} {
			if way.to != 0 {
				b = append(b, way.name...)
				b = appendReference(b, root+way.to)
			}
		}
		b = append(b, outlineCount(nodes, i, open)...)
		d.object(root+i, append(b, ">>"...))
	}
	return root, nil
}

// outlineCount says how many bookmarks below one are shown, or would be if it were opened.
func outlineCount(nodes []outlineNode, i int, open bool) string {
	n := nodes[i]
	if n.below == 0 {
		return ""
	}
	if open {
		return fmt.Sprintf("/Count %d", n.below)
	}
	kids := 0
	for kid := n.first; kid != 0; kid = nodes[kid].next {
		kids++
	}
	if i == 0 {
		return fmt.Sprintf("/Count %d", kids)
	}
	return fmt.Sprintf("/Count -%d", kids)
}
