package atspi

import (
	"fyne.io/fyne/v2"
	"github.com/godbus/dbus/v5"

	"enactive/ui/spoken"
)

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
