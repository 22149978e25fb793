//go:build unix && !darwin

package atspitest

import (
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"enactive/ui/sessionbus"
	"enactive/ui/sessionbus/sessionbustest"
)

// The names of AT-SPI.
const (
	prefix       = "org.a11y.atspi."
	registry     = "org.a11y.atspi.Registry"
	rootPath     = dbus.ObjectPath("/org/a11y/atspi/accessible/root")
	launcher     = "org.a11y.Bus"
	launcherPath = "/org/a11y/bus"
	status       = "org.a11y.Status"
)

// Ref is an object on the bus.
type Ref struct {
	Name string
	Path dbus.ObjectPath
}

// Desktop is what a desktop with screen readers has on its bus: the status, and the registry. The bus of
// the screen readers is the same one.
type Desktop struct {
	t    *testing.T
	conn *dbus.Conn
	// Address is that of the bus.
	Address string
	// Wanted is whether a screen reader is in use; Say reports a change.
	Wanted  atomic.Bool
	plugged chan Ref
}

// GetAddress, Get and Embed are called by the program.
func (d *Desktop) GetAddress() (string, *dbus.Error) { return d.Address, nil }
func (d *Desktop) Get(_, name string) (dbus.Variant, *dbus.Error) {
	return dbus.MakeVariant(name == "IsEnabled" && d.Wanted.Load()), nil
}
func (d *Desktop) Embed(plug Ref) (Ref, *dbus.Error) {
	d.plugged <- plug
	return Ref{registry, rootPath}, nil
}

// NewDesktop starts a bus and the services on it; without dbus-daemon the test is skipped.
func NewDesktop(t *testing.T) *Desktop {
	d := &Desktop{t: t, plugged: make(chan Ref, 10)}
	d.Address = sessionbustest.Start(t, "the answers to screen readers")
	conn, err := sessionbus.Connect()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	d.conn = conn
	for _, e := range []struct {
		path dbus.ObjectPath
		name string
	}{{launcherPath, launcher}, {launcherPath, "org.freedesktop.DBus.Properties"}, {rootPath, prefix + "Socket"}} {
		if err := conn.Export(d, e.path, e.name); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{launcher, registry} {
		if _, err := conn.RequestName(name, 0); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// Say changes whether a screen reader is in use.
func (d *Desktop) Say(wanted bool) {
	d.t.Helper()
	d.Wanted.Store(wanted)
	changed := map[string]dbus.Variant{"IsEnabled": dbus.MakeVariant(wanted)}
	if err := d.conn.Emit(launcherPath, "org.freedesktop.DBus.Properties.PropertiesChanged", status, changed, []string{}); err != nil {
		d.t.Fatal(err)
	}
}

// Client is a screen reader.
type Client struct {
	t *testing.T
	// Conn is its connection.
	Conn *dbus.Conn
	// Root is the program.
	Root   Ref
	events chan *dbus.Signal
}

// NewClient is a screen reader of a program.
func NewClient(t *testing.T, root Ref) *Client {
	conn, err := sessionbus.Connect()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	c := &Client{t: t, Conn: conn, Root: root, events: make(chan *dbus.Signal, 1000)}
	for _, of := range []string{"Object", "Window"} {
		if err := conn.AddMatchSignal(dbus.WithMatchInterface(prefix + "Event." + of)); err != nil {
			t.Fatal(err)
		}
	}
	conn.Signal(c.events)
	return c
}

// Call calls a method of an object.
func (c *Client) Call(o Ref, method string, args ...any) []any {
	c.t.Helper()
	call := c.Conn.Object(o.Name, o.Path).Call(prefix+method, 0, args...)
	if call.Err != nil {
		c.t.Fatalf("%s of %s: %v", method, o.Path, call.Err)
	}
	return call.Body
}

// Property is a property of an object.
func (c *Client) Property(o Ref, name string) any {
	c.t.Helper()
	v, err := c.Conn.Object(o.Name, o.Path).GetProperty(prefix + name)
	if err != nil {
		c.t.Fatalf("%s of %s: %v", name, o.Path, err)
	}
	return v.Value()
}

// Children are the objects in one.
func (c *Client) Children(o Ref) (all []Ref) {
	c.t.Helper()
	if err := dbus.Store(c.Call(o, "Accessible.GetChildren"), &all); err != nil {
		c.t.Fatal(err)
	}
	return all
}

// Find is the object of a name under another one. What goes while it is asked for is left out: the window
// may be changing.
func (c *Client) Find(in Ref, name string) (found Ref, ok bool) {
	object := c.Conn.Object(in.Name, in.Path)
	if v, err := object.GetProperty(prefix + "Accessible.Name"); err == nil && v.Value() == name {
		return in, true
	}
	var children []Ref
	if object.Call(prefix+"Accessible.GetChildren", 0).Store(&children) != nil {
		return Ref{}, false
	}
	for _, child := range children {
		if found, ok = c.Find(child, name); ok {
			return found, true
		}
	}
	return Ref{}, false
}

// Press presses the object of a name, and reports whether it was there to be pressed.
func (c *Client) Press(name string) (done bool) {
	o, ok := c.Find(c.Root, name)
	return ok && c.Conn.Object(o.Name, o.Path).Call(prefix+"Action.DoAction", 0, int32(0)).Store(&done) == nil && done
}

// Named is the object of a name.
func (c *Client) Named(name string) Ref {
	c.t.Helper()
	o, ok := c.Find(c.Root, name)
	if !ok {
		c.t.Fatalf("no object is called %q", name)
	}
	return o
}

// State reports whether an object has a state.
func (c *Client) State(o Ref, state int) bool {
	c.t.Helper()
	bits := c.Call(o, "Accessible.GetState")[0].([]uint32)
	return (uint64(bits[1])<<32|uint64(bits[0]))&(1<<state) != 0
}

// Hears waits for an event; about is its source, nothing for any.
func (c *Client) Hears(about Ref, want string) {
	c.t.Helper()
	late := time.After(30 * time.Second)
	var heard []string
	for {
		select {
		case e := <-c.events:
			words := fmt.Sprint(e.Name[strings.LastIndex(e.Name, ".")+1:], " ", e.Body[0], " ", e.Body[1], " ", e.Body[2], " ", e.Body[3])
			if heard = append(heard, words); strings.HasPrefix(words, want) && (about.Path == "" || about.Path == e.Path) {
				return
			}
		case <-late:
			c.t.Fatalf("%q was not told, but %q", want, heard)
		}
	}
}

// Plugged is how many programs registered that Plug has not returned yet.
func (d *Desktop) Plugged() int { return len(d.plugged) }

// Plug waits until a program registers, and returns it.
func (d *Desktop) Plug() Ref {
	d.t.Helper()
	select {
	case root := <-d.plugged:
		return root
	case <-time.After(30 * time.Second):
		d.t.Fatal("the program did not register")
		return Ref{}
	}
}

// Words are all that the program tells now: the names, descriptions and texts of its objects. What goes
// while it is asked for is left out.
func (c *Client) Words() (all []string) {
	var ask func(Ref)
	ask = func(o Ref) {
		object := c.Conn.Object(o.Name, o.Path)
		for _, name := range []string{"Accessible.Name", "Accessible.Description"} {
			if v, err := object.GetProperty(prefix + name); err == nil {
				all = append(all, fmt.Sprint(v.Value()))
			}
		}
		var text string
		if object.Call(prefix+"Text.GetText", 0, int32(0), int32(-1)).Store(&text) == nil {
			all = append(all, text)
		}
		var children []Ref
		if object.Call(prefix+"Accessible.GetChildren", 0).Store(&children) == nil {
			for _, child := range children {
				ask(child)
			}
		}
	}
	ask(c.Root)
	return all
}
