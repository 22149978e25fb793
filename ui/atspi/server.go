package atspi

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"sync/atomic"

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
	desktop atomic.Pointer[ref] // the parent of the program; nil until it is registered. A call may ask for it before
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
	var desktop ref
	err := s.conn.Object(registry, rootPath).CallWithContext(ctx, prefix+"Socket.Embed", 0, ref{s.conn.Names()[0], rootPath}).Store(&desktop)
	if err != nil {
		return fmt.Errorf("registering with the screen readers: %w", err)
	}
	s.desktop.Store(&desktop)
	return nil
}

// parent is the parent of the program.
func (s *server) parent() ref {
	if desktop := s.desktop.Load(); desktop != nil {
		return *desktop
	}
	return ref{Path: nothing}
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
