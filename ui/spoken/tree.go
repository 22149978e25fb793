package spoken

import (
	"reflect"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Node is an object in the tree of a window. It does not change once the tree is made.
type Node struct {
	Object
	// ID is its own as long as what it tells of is in the window, from 1.
	ID        int
	Parent    *Node
	Index     int // among the children of its parent
	Children  []*Node
	Focusable bool
	Focused   bool        // it has the keyboard
	Window    fyne.Window // set for windows

	owner fyne.CanvasObject
	at    func() (fyne.Position, fyne.Size)
}

// Trees makes the trees of windows and remembers the numbers of their nodes. It belongs to the interface's
// thread.
type Trees struct {
	ids  map[identity]int
	last int
}

// identity is what a node tells of: a window, an object, or a part of it.
type identity struct{ owner, part any }

// NewTrees remembers nothing yet.
func NewTrees() *Trees { return &Trees{ids: map[identity]int{}} }

// Of makes the tree of a program with its windows. Numbers of what is no longer there are forgotten.
func (t *Trees) Of(name string, windows []fyne.Window) *Node {
	b := &builder{trees: t, kept: map[identity]int{}}
	root := &Node{Object: Object{Role: Application, Name: name, Active: -1}}
	for _, w := range windows {
		b.window(root, w)
	}
	t.ids = b.kept
	return root
}

// builder makes one tree. names is the text that names what comes after it.
type builder struct {
	trees   *Trees
	kept    map[identity]int
	focused any
	heading string // the last text that was told
	hint    string // the smaller text under it
	named   bool   // it has named something
}

func (b *builder) window(in *Node, w fyne.Window) {
	c := w.Canvas()
	b.focused = nil
	switch f := c.Focused().(type) {
	case nil:
	case deputy:
		b.focused = f.SpokenAs()
	default:
		b.focused = f
	}
	n := b.node(in, w, nil, Object{Role: Window, Name: w.Title(), Active: -1})
	n.Window = w
	roots := []fyne.CanvasObject{c.Content()}
	for _, o := range c.Overlays().List() {
		if s, ok := o.(Speaker); ok && s.Spoken().Modal {
			roots = nil // what is under it cannot be reached
		}
		roots = append(roots, o)
	}
	for _, o := range roots {
		b.heading, b.hint, b.named = "", "", false
		b.walk(n, o)
	}
}

// node makes a node and puts it into its parent.
func (b *builder) node(in *Node, owner, part any, o Object) *Node {
	id := identity{owner, part}
	n, ok := b.trees.ids[id]
	if !ok {
		b.trees.last++
		n = b.trees.last
	}
	b.kept[id] = n
	node := &Node{Object: o, ID: n, Parent: in}
	if in != nil {
		node.Index = len(in.Children)
		in.Children = append(in.Children, node)
	}
	return node
}

func (b *builder) walk(in *Node, o fyne.CanvasObject) {
	if o == nil || !o.Visible() {
		return
	}
	if c, ok := o.(*fyne.Container); ok {
		if t, ok := c.Layout.(*toldLayout); ok {
			b.speaker(in, o, t.say())
			return
		}
	}
	if s, ok := o.(Speaker); ok {
		b.speaker(in, o, s.Spoken())
		return
	}
	if told, ok := toolkit(o); ok {
		b.speaker(in, o, told)
		return
	}
	b.inside(in, o)
}

// inside goes on to the objects in an object.
func (b *builder) inside(in *Node, o fyne.CanvasObject) {
	for _, c := range contents(o) {
		b.walk(in, c)
	}
}

// contents are the objects in an object.
func contents(o fyne.CanvasObject) []fyne.CanvasObject {
	switch o := o.(type) {
	case *fyne.Container:
		return o.Objects
	case parent:
		return o.Children()
	case *widget.PopUpMenu:
		return nil
	}
	// The toolkit's places that scroll, and its overlays, which are of types of its own.
	if v := reflect.ValueOf(o); v.Kind() == reflect.Pointer && v.Elem().Kind() == reflect.Struct {
		if f := v.Elem().FieldByName("Content"); f.IsValid() && f.CanInterface() {
			if c, ok := f.Interface().(fyne.CanvasObject); ok && c != nil {
				return []fyne.CanvasObject{c}
			}
		}
	}
	return nil
}

func (b *builder) speaker(in *Node, o fyne.CanvasObject, told Object) {
	if told.Role == Nothing {
		b.inside(in, o)
		return
	}
	_, focusable := o.(fyne.Focusable)
	text := told.Role == Label || told.Role == Heading
	if text && told.Name == "" {
		return
	}
	if told.FromContent {
		told.Name = join(", ", told.Name, textOf(o))
	}
	b.name(&told, text)
	n := b.node(in, o, nil, told)
	n.owner, n.Focusable = o, focusable && !told.Disabled
	for i, p := range told.Parts {
		part := b.node(n, o, p.Key, p.Object)
		part.owner, part.at = o, p.At
		part.Focusable = part.Selectable
		part.Focused = b.focused == any(o) && i == told.Active
	}
	n.Focused = b.focused == any(o) && (told.Active < 0 || told.Active >= len(told.Parts))
	if !told.FromContent {
		b.inside(n, o)
		return
	}
	b.controls(n, o)
}

// name names an object by the text before it if it has no name, and remembers what names the next one.
func (b *builder) name(o *Object, text bool) {
	switch {
	case text && (o.Level > 0 || b.named || b.heading == ""):
		b.heading, b.hint, b.named = o.Name, "", false
	case text:
		b.hint = join(" ", b.hint, o.Name)
	case takesName[o.Role] && o.Name != "":
		b.named = true
	case takesName[o.Role]:
		switch o.Name = b.heading; {
		case !b.named:
			o.Description = join(" ", o.Description, b.hint)
		case o.Role == Group: // the text before it names another one
			o.Name = ""
			for _, p := range o.Parts {
				o.Name = join(", ", o.Name, p.Name)
			}
		}
		if o.Name == "" || b.named && o.Hint != "" {
			o.Name, o.Hint = o.Hint, ""
		}
		if o.Text != nil && o.Text.Content == "" {
			o.Description = join(" ", o.Description, o.Hint)
		}
		b.named = true
	}
}

// controls tells of what can be pressed or written in within an object that its texts name.
func (b *builder) controls(in *Node, o fyne.CanvasObject) {
	for _, c := range contents(o) {
		if !c.Visible() {
			continue
		}
		if _, ok := c.(fyne.Focusable); ok {
			b.walk(in, c)
			continue
		}
		b.controls(in, c)
	}
}

// textOf is the texts in an object, without those of what takes the keyboard itself.
func textOf(o fyne.CanvasObject) string {
	var all []string
	for _, c := range contents(o) {
		if _, ok := c.(fyne.Focusable); ok || !c.Visible() {
			continue
		}
		told, ok := toolkit(c)
		if s, speaks := c.(Speaker); speaks {
			told, ok = s.Spoken(), true
		}
		if ok && told.Role != Nothing && !told.FromContent {
			all = append(all, told.Name)
			continue
		}
		all = append(all, textOf(c))
	}
	return join(", ", all...)
}

func join(by string, parts ...string) string {
	var all []string
	for _, p := range parts {
		if p != "" {
			all = append(all, p)
		}
	}
	return strings.Join(all, by)
}

// Extents is the place of an object in its window, in the window's units. It is for the interface's thread.
func (n *Node) Extents() (fyne.Position, fyne.Size, bool) {
	if n.owner == nil {
		return fyne.Position{}, fyne.Size{}, false
	}
	at, size := fyne.CurrentApp().Driver().AbsolutePositionForObject(n.owner), n.owner.Size()
	if n.at != nil {
		var in fyne.Position
		in, size = n.at()
		at = at.Add(in)
	}
	return at, size, true
}

// Focus gives the keyboard to an object. It is for the interface's thread.
func (n *Node) Focus() bool {
	f, ok := n.owner.(fyne.Focusable)
	if !ok || !n.Focusable {
		return false
	}
	c := fyne.CurrentApp().Driver().CanvasForObject(n.owner)
	if c == nil {
		return false
	}
	c.Focus(f)
	return true
}

// words tells of a text of the toolkit.
func words(t *canvas.Text) Object { return Object{Role: Label, Name: t.Text, Active: -1} }

// Title is the first heading in an object, or else its first text.
func Title(o fyne.CanvasObject) string {
	t := &Trees{ids: map[identity]int{}}
	b := &builder{trees: t, kept: map[identity]int{}}
	root := &Node{}
	b.walk(root, o)
	first := ""
	var find func(*Node) string
	find = func(n *Node) string {
		for _, c := range n.Children {
			if c.Role == Heading {
				return c.Name
			}
			if first == "" && c.Role == Label {
				first = c.Name
			}
			if found := find(c); found != "" {
				return found
			}
		}
		return ""
	}
	if found := find(root); found != "" {
		return found
	}
	return first
}

// As is a layout whose objects are together what say tells.
func As(l fyne.Layout, say func() Object) fyne.Layout { return &toldLayout{l, say} }

type toldLayout struct {
	inner fyne.Layout
	say   func() Object
}

// Layout and MinSize are those of the inner one.
func (l *toldLayout) Layout(objects []fyne.CanvasObject, s fyne.Size) { l.inner.Layout(objects, s) }

// MinSize is that of the inner one.
func (l *toldLayout) MinSize(objects []fyne.CanvasObject) fyne.Size { return l.inner.MinSize(objects) }
