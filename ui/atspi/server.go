package atspi

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"github.com/godbus/dbus/v5"

	"enactive/ui/spoken"
)

// The names of AT-SPI.
const (
	prefix    = "org.a11y.atspi."
	registry  = "org.a11y.atspi.Registry"
	objects   = "/org/a11y/atspi/accessible"
	rootPath  = dbus.ObjectPath(objects + "/root")
	cachePath = dbus.ObjectPath("/org/a11y/atspi/cache")
	nothing   = dbus.ObjectPath("/org/a11y/atspi/null")
)

// ref is an object on the bus.
type ref struct {
	Name string
	Path dbus.ObjectPath
}

// server answers screen readers on one connection.
type server struct {
	r       *Reader
	conn    *dbus.Conn
	desktop ref // the parent of the program
	told    *snapshot
}

// export makes the objects answer. Paths are looked up at each call.
func (s *server) export() error {
	for name, methods := range map[string]any{
		prefix + "Accessible": accessible{s}, prefix + "Application": application{s}, prefix + "Component": component{s}, prefix + "Action": action{s},
		prefix + "Selection": selection{s}, prefix + "Text": text{s}, prefix + "EditableText": editableText{s}, prefix + "Value": value{s},
		"org.freedesktop.DBus.Properties": properties{s},
	} {
		if err := s.conn.ExportSubtree(methods, objects, name); err != nil {
			return fmt.Errorf("answering for %s: %w", name, err)
		}
	}
	if err := s.conn.Export(cache{}, cachePath, prefix+"Cache"); err != nil {
		return fmt.Errorf("answering for the cache: %w", err)
	}
	return nil
}

// embed registers the program.
func (s *server) embed(ctx context.Context) error {
	err := s.conn.Object(registry, rootPath).CallWithContext(ctx, prefix+"Socket.Embed", 0, ref{s.conn.Names()[0], rootPath}).Store(&s.desktop)
	if err != nil {
		return fmt.Errorf("registering with the screen readers: %w", err)
	}
	return nil
}

// ref is an object of ours on the bus.
func (s *server) ref(n *spoken.Node) ref {
	path := nothing
	switch {
	case n == nil:
	case n.Role == spoken.Application:
		path = rootPath
	default:
		path = dbus.ObjectPath(objects + "/" + strconv.Itoa(n.ID))
	}
	return ref{s.conn.Names()[0], path}
}

func (s *server) refs(all []*spoken.Node) []ref {
	out := make([]ref, len(all))
	for i, n := range all {
		out[i] = s.ref(n)
	}
	return out
}

// find is the object that a call is for.
func (s *server) find(m dbus.Message) (*snapshot, *spoken.Node, *dbus.Error) {
	now := s.r.snapshot()
	path, _ := m.Headers[dbus.FieldPath].Value().(dbus.ObjectPath)
	if now == nil {
		return nil, nil, gone(path)
	}
	if path == rootPath {
		return now, now.root, nil
	}
	id, err := strconv.Atoi(strings.TrimPrefix(string(path), objects+"/"))
	n := now.byID[id]
	if err != nil || n == nil || id == 0 {
		return nil, nil, gone(path)
	}
	return now, n, nil
}

func gone(path dbus.ObjectPath) *dbus.Error {
	return dbus.NewError("org.freedesktop.DBus.Error.UnknownObject", []any{"there is no object " + string(path) + " any more"})
}

// refused is the answer to a call that an object has no meaning for.
func refused(what string) *dbus.Error {
	return dbus.NewError("org.freedesktop.DBus.Error.NotSupported", []any{what})
}

// do does something to an object on the interface's thread, and looks at the window afterwards. An object
// that has left the window by then is left alone: the journal may have been locked since the call came.
func (s *server) do(n *spoken.Node, what func(now *spoken.Node) bool) bool {
	did := make(chan bool, 1)
	s.r.onThread(func() {
		if !s.r.on.Load() {
			return
		}
		if now := s.r.look().byID[n.ID]; now != nil && !now.Disabled {
			did <- what(now)
		}
		s.r.keep(s.r.look())
	})
	s.r.Touch()
	select {
	case is := <-did:
		return is
	default:
		return false
	}
}

// pressed presses an object, if it can be.
func pressed(n *spoken.Node) bool {
	if n.Press == nil {
		return false
	}
	n.Press()
	return true
}

// textOf is the text of an object; that of a choice is what is chosen.
func textOf(n *spoken.Node) *spoken.Text {
	if n.Text == nil && n.Role == spoken.ComboBox && n.Value != nil {
		return &spoken.Text{Content: n.Value.Words}
	}
	return n.Text
}

// interfaces are those that an object has.
func interfaces(n *spoken.Node) []string {
	all := []string{prefix + "Accessible"}
	has := func(name string, is bool) {
		if is {
			all = append(all, prefix+name)
		}
	}
	has("Application", n.Role == spoken.Application)
	has("Component", n.Role != spoken.Application)
	has("Action", n.Press != nil)
	has("Selection", isList(n))
	has("Text", textOf(n) != nil)
	has("EditableText", n.Text != nil && n.Text.Set != nil)
	has("Value", n.Role == spoken.Slider)
	return all
}

func isList(n *spoken.Node) bool { return n.Role == spoken.List || n.Role == spoken.Menu }

// attributes are what AT-SPI has no other place for.
func attributes(n *spoken.Node) map[string]string {
	all := map[string]string{"toolkit": "Fyne"}
	if n.Level > 0 {
		all["level"] = strconv.Itoa(n.Level)
	}
	if n.Of > 0 {
		all["posinset"], all["setsize"] = strconv.Itoa(n.Place), strconv.Itoa(n.Of)
	}
	if n.Value != nil {
		all["valuetext"] = n.Value.Words
	}
	return all
}

// accessible is the interface that all objects have.
type accessible struct{ s *server }

func (a accessible) GetChildAtIndex(m dbus.Message, i int32) (ref, *dbus.Error) {
	_, n, err := a.s.find(m)
	if err != nil {
		return ref{}, err
	}
	if i < 0 || int(i) >= len(n.Children) {
		return a.s.ref(nil), nil
	}
	return a.s.ref(n.Children[i]), nil
}

func (a accessible) GetChildren(m dbus.Message) ([]ref, *dbus.Error) {
	_, n, err := a.s.find(m)
	if err != nil {
		return nil, err
	}
	return a.s.refs(n.Children), nil
}

func (a accessible) GetIndexInParent(m dbus.Message) (int32, *dbus.Error) {
	_, n, err := a.s.find(m)
	if err != nil {
		return -1, err
	}
	return int32(n.Index), nil
}

func (a accessible) GetRole(m dbus.Message) (uint32, *dbus.Error) {
	_, n, err := a.s.find(m)
	if err != nil {
		return 0, err
	}
	return roleOf(n.Role).number, nil
}

func (a accessible) GetRoleName(m dbus.Message) (string, *dbus.Error) {
	_, n, err := a.s.find(m)
	if err != nil {
		return "", err
	}
	return roleOf(n.Role).name, nil
}

// GetLocalizedRoleName leaves the words to the screen reader, which has them in its own language.
func (a accessible) GetLocalizedRoleName(m dbus.Message) (string, *dbus.Error) {
	return a.GetRoleName(m)
}

func (a accessible) GetState(m dbus.Message) ([]uint32, *dbus.Error) {
	now, n, err := a.s.find(m)
	if err != nil {
		return nil, err
	}
	all := now.states(n)
	return []uint32{uint32(all), uint32(all >> 32)}, nil
}

func (a accessible) GetAttributes(m dbus.Message) (map[string]string, *dbus.Error) {
	_, n, err := a.s.find(m)
	if err != nil {
		return nil, err
	}
	return attributes(n), nil
}

// relation is a relation to other objects; we have none, as each object has its name itself.
type relation struct {
	Kind uint32
	To   []ref
}

func (a accessible) GetRelationSet(m dbus.Message) ([]relation, *dbus.Error) {
	_, _, err := a.s.find(m)
	return []relation{}, err
}

func (a accessible) GetApplication(m dbus.Message) (ref, *dbus.Error) {
	now, _, err := a.s.find(m)
	if err != nil {
		return ref{}, err
	}
	return a.s.ref(now.root), nil
}

func (a accessible) GetInterfaces(m dbus.Message) ([]string, *dbus.Error) {
	_, n, err := a.s.find(m)
	if err != nil {
		return nil, err
	}
	return interfaces(n), nil
}

// application is the interface of the program.
type application struct{ s *server }

func (application) GetLocale(dbus.Message, uint32) (string, *dbus.Error) { return "", nil }

func (application) GetApplicationBusAddress(dbus.Message) (string, *dbus.Error) { return "", nil }

// component is where an object is.
type component struct{ s *server }

// What a place is counted from.
const (
	fromScreen = 0
	fromWindow = 1
	fromParent = 2
)

// rectangle is a place in pixels.
type rectangle struct{ X, Y, Width, Height int32 }

func (r rectangle) contains(x, y int32) bool {
	return x >= r.X && y >= r.Y && x < r.X+r.Width && y < r.Y+r.Height
}

// extents are the places of some objects, from the corner of the screen or of their window.
func (s *server) extents(now *snapshot, from uint32, all ...*spoken.Node) []rectangle {
	out := make([]rectangle, len(all))
	told := make(chan []rectangle, 1)
	s.r.onThread(func() {
		mine := make([]rectangle, len(all))
		for i, n := range all {
			mine[i] = extent(now, n, from)
		}
		told <- mine
	})
	select {
	case mine := <-told:
		return mine
	default:
		return out
	}
}

func extent(now *snapshot, n *spoken.Node, from uint32) rectangle {
	w := window(n)
	if w == nil {
		return rectangle{}
	}
	in := now.places[w.ID]
	at, size, ok := n.Extents()
	if !ok {
		at, size = fyne.Position{}, w.Window.Canvas().Size()
	}
	r := rectangle{int32(at.X * in.scale), int32(at.Y * in.scale), int32(size.Width * in.scale), int32(size.Height * in.scale)}
	switch from {
	case fromScreen:
		r.X, r.Y = r.X+int32(in.x), r.Y+int32(in.y)
	case fromParent:
		if n.Parent != nil && n.Parent.Role != spoken.Application {
			p := extent(now, n.Parent, fromWindow)
			r.X, r.Y = r.X-p.X, r.Y-p.Y
		}
	}
	return r
}

func (c component) extent(m dbus.Message, from uint32) (rectangle, *dbus.Error) {
	now, n, err := c.s.find(m)
	if err != nil {
		return rectangle{}, err
	}
	return c.s.extents(now, from, n)[0], nil
}

func (c component) GetExtents(m dbus.Message, from uint32) (rectangle, *dbus.Error) {
	return c.extent(m, from)
}

func (c component) GetPosition(m dbus.Message, from uint32) (x, y int32, err *dbus.Error) {
	r, err := c.extent(m, from)
	return r.X, r.Y, err
}

func (c component) GetSize(m dbus.Message) (width, height int32, err *dbus.Error) {
	r, err := c.extent(m, fromWindow)
	return r.Width, r.Height, err
}

func (c component) Contains(m dbus.Message, x, y int32, from uint32) (bool, *dbus.Error) {
	r, err := c.extent(m, from)
	return r.contains(x, y), err
}

// GetAccessibleAtPoint is the smallest object at a place.
func (c component) GetAccessibleAtPoint(m dbus.Message, x, y int32, from uint32) (ref, *dbus.Error) {
	now, n, err := c.s.find(m)
	if err != nil {
		return ref{}, err
	}
	var under []*spoken.Node
	c.s.eachIn(n, func(n *spoken.Node) { under = append(under, n) })
	var best *spoken.Node
	var smallest rectangle
	for i, r := range c.s.extents(now, from, under...) {
		if r.contains(x, y) && (best == nil || r.Width*r.Height <= smallest.Width*smallest.Height) {
			best, smallest = under[i], r
		}
	}
	return c.s.ref(best), nil
}

// GetLayer is that of windows, or of what is in them.
func (c component) GetLayer(m dbus.Message) (uint32, *dbus.Error) {
	const inWindow, isWindow = 3, 7
	_, n, err := c.s.find(m)
	if err == nil && n.Role == spoken.Window {
		return isWindow, nil
	}
	return inWindow, err
}

func (component) GetMDIZOrder(dbus.Message) (int16, *dbus.Error) { return 0, nil }
func (component) GetAlpha(dbus.Message) (float64, *dbus.Error)   { return 1, nil }

func (c component) GrabFocus(m dbus.Message) (bool, *dbus.Error) {
	_, n, err := c.s.find(m)
	if err != nil {
		return false, err
	}
	return c.s.do(n, (*spoken.Node).Focus), nil
}

// action is what an object does when it is pressed.
type action struct{ s *server }

const press = "click"

func (a action) has(m dbus.Message) (*spoken.Node, *dbus.Error) {
	_, n, err := a.s.find(m)
	if err == nil && n.Press == nil {
		err = refused("it cannot be pressed")
	}
	return n, err
}

func (a action) GetName(m dbus.Message, _ int32) (string, *dbus.Error) {
	_, err := a.has(m)
	return press, err
}

func (a action) GetLocalizedName(m dbus.Message, i int32) (string, *dbus.Error) {
	return a.GetName(m, i)
}

func (a action) GetDescription(m dbus.Message, _ int32) (string, *dbus.Error) {
	_, err := a.has(m)
	return "", err
}

func (a action) GetKeyBinding(m dbus.Message, _ int32) (string, *dbus.Error) {
	_, err := a.has(m)
	return "", err
}

// described is an action in words.
type described struct{ Name, Description, Keys string }

func (a action) GetActions(m dbus.Message) ([]described, *dbus.Error) {
	if _, err := a.has(m); err != nil {
		return []described{}, nil
	}
	return []described{{Name: press}}, nil
}

func (a action) DoAction(m dbus.Message, i int32) (bool, *dbus.Error) {
	n, err := a.has(m)
	if err != nil || i != 0 {
		return false, err
	}
	return a.s.do(n, pressed), nil
}

// selection is what is chosen in a list.
type selection struct{ s *server }

func (l selection) chosen(m dbus.Message) (n *spoken.Node, chosen []*spoken.Node, err *dbus.Error) {
	_, n, err = l.s.find(m)
	if err != nil {
		return nil, nil, err
	}
	for _, c := range n.Children {
		if c.Selected {
			chosen = append(chosen, c)
		}
	}
	return n, chosen, nil
}

func (l selection) GetSelectedChild(m dbus.Message, i int32) (ref, *dbus.Error) {
	_, chosen, err := l.chosen(m)
	if err != nil || i < 0 || int(i) >= len(chosen) {
		return l.s.ref(nil), err
	}
	return l.s.ref(chosen[i]), nil
}

func (l selection) IsChildSelected(m dbus.Message, i int32) (bool, *dbus.Error) {
	n, _, err := l.chosen(m)
	return err == nil && i >= 0 && int(i) < len(n.Children) && n.Children[i].Selected, err
}

func (l selection) SelectChild(m dbus.Message, i int32) (bool, *dbus.Error) {
	n, _, err := l.chosen(m)
	if err != nil || i < 0 || int(i) >= len(n.Children) {
		return false, err
	}
	return l.s.do(n.Children[i], pressed), nil
}

func (selection) DeselectSelectedChild(dbus.Message, int32) (bool, *dbus.Error) { return false, nil }
func (selection) DeselectChild(dbus.Message, int32) (bool, *dbus.Error)         { return false, nil }
func (selection) SelectAll(dbus.Message) (bool, *dbus.Error)                    { return false, nil }
func (selection) ClearSelection(dbus.Message) (bool, *dbus.Error)               { return false, nil }

// value is the number of an object: its properties say all of it.
type value struct{ s *server }

// cache is where some programs keep all objects for a client to have at once. Ours are asked for one by
// one: what was told ahead could be that of a journal which is locked by now.
type cache struct{}

// cached is an object with all that is told of it.
type cached struct {
	Object, Application, Parent ref
	Index, Children             int32
	Interfaces                  []string
	Name                        string
	Role                        uint32
	Description                 string
	States                      []uint32
}

func (cache) GetItems() ([]cached, *dbus.Error) { return []cached{}, nil }
