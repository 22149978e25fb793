//go:build unix && !darwin

package atspi

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"github.com/godbus/dbus/v5"

	"enactive/ui/sessionbus"
	"enactive/ui/sessionbus/sessionbustest"
)

// desktop is what a desktop with screen readers has on its bus: the status, and the registry. The bus of
// the screen readers is the same one.
type desktop struct {
	t       *testing.T
	conn    *dbus.Conn
	address string
	wanted  atomic.Bool
	plugged chan ref
}

// GetAddress, Get and Embed are called by the program.
func (d *desktop) GetAddress() (string, *dbus.Error) { return d.address, nil }
func (d *desktop) Get(_, name string) (dbus.Variant, *dbus.Error) {
	return dbus.MakeVariant(name == "IsEnabled" && d.wanted.Load()), nil
}
func (d *desktop) Embed(plug ref) (ref, *dbus.Error) {
	d.plugged <- plug
	return ref{registry, rootPath}, nil
}

func newDesktop(t *testing.T) *desktop {
	d := &desktop{t: t, plugged: make(chan ref, 10)}
	d.address = sessionbustest.Start(t, "the answers to screen readers")
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

// say changes whether a screen reader is in use.
func (d *desktop) say(wanted bool) {
	d.t.Helper()
	d.wanted.Store(wanted)
	changed := map[string]dbus.Variant{"IsEnabled": dbus.MakeVariant(wanted)}
	if err := d.conn.Emit(launcherPath, "org.freedesktop.DBus.Properties.PropertiesChanged", status, changed, []string{}); err != nil {
		d.t.Fatal(err)
	}
}

// program is a window with a reader.
type program struct {
	t      *testing.T
	window fyne.Window
	reader *Reader
	thread chan func()
}

func newProgram(t *testing.T, objects ...fyne.CanvasObject) *program {
	test.NewTempApp(t)
	p := &program{t: t, window: test.NewTempWindow(t, container.NewVBox(objects...)), thread: make(chan func(), 100)}
	p.window.SetTitle("A window")
	ctx, end := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case f := <-p.thread:
				f()
			case <-ctx.Done():
				return
			}
		}
	}()
	t.Cleanup(func() { end(); <-done })
	p.reader = Watch(ctx, "", Host{Name: "A program", Version: "1", OnThread: func(f func()) {
		select {
		case p.thread <- f:
		case <-ctx.Done():
		}
	}, Windows: func() []fyne.Window { return []fyne.Window{p.window} }, Place: func(fyne.Window) (int, int, bool) { return 100, 50, true }})
	return p
}

// do does something on the interface's thread, as a person does.
func (p *program) do(what func()) {
	done := make(chan struct{})
	p.thread <- func() { what(); close(done) }
	<-done
	p.reader.Touch()
}

// client is a screen reader.
type client struct {
	t      *testing.T
	conn   *dbus.Conn
	root   ref
	events chan *dbus.Signal
}

func newClient(t *testing.T, root ref) *client {
	conn, err := sessionbus.Connect()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	c := &client{t: t, conn: conn, root: root, events: make(chan *dbus.Signal, 1000)}
	for _, of := range []string{"Object", "Window"} {
		if err := conn.AddMatchSignal(dbus.WithMatchInterface(prefix + "Event." + of)); err != nil {
			t.Fatal(err)
		}
	}
	conn.Signal(c.events)
	return c
}

func (c *client) call(o ref, method string, args ...any) []any {
	c.t.Helper()
	call := c.conn.Object(o.Name, o.Path).Call(prefix+method, 0, args...)
	if call.Err != nil {
		c.t.Fatalf("%s of %s: %v", method, o.Path, call.Err)
	}
	return call.Body
}

func (c *client) property(o ref, name string) any {
	c.t.Helper()
	v, err := c.conn.Object(o.Name, o.Path).GetProperty(prefix + name)
	if err != nil {
		c.t.Fatalf("%s of %s: %v", name, o.Path, err)
	}
	return v.Value()
}

func (c *client) children(o ref) (all []ref) {
	c.t.Helper()
	if err := dbus.Store(c.call(o, "Accessible.GetChildren"), &all); err != nil {
		c.t.Fatal(err)
	}
	return all
}

// find is the object of a name under another one.
func (c *client) find(in ref, name string) (found ref, ok bool) {
	c.t.Helper()
	if c.property(in, "Accessible.Name") == name {
		return in, true
	}
	for _, child := range c.children(in) {
		if found, ok = c.find(child, name); ok {
			return found, true
		}
	}
	return ref{}, false
}

func (c *client) named(name string) ref {
	c.t.Helper()
	o, ok := c.find(c.root, name)
	if !ok {
		c.t.Fatalf("no object is called %q", name)
	}
	return o
}

func (c *client) state(o ref, state int) bool {
	c.t.Helper()
	bits := c.call(o, "Accessible.GetState")[0].([]uint32)
	return (uint64(bits[1])<<32|uint64(bits[0]))&(1<<state) != 0
}

// hears waits for an event; about is its source, nothing for any.
func (c *client) hears(about ref, want string) {
	c.t.Helper()
	late := time.After(5 * time.Second)
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

func (d *desktop) plug() ref {
	d.t.Helper()
	select {
	case root := <-d.plugged:
		return root
	case <-time.After(5 * time.Second):
		d.t.Fatal("the program did not register")
		return ref{}
	}
}

func TestNothingIsToldWithoutAScreenReader(t *testing.T) {
	d := newDesktop(t)
	p := newProgram(t, widget.NewLabel("a secret"))
	time.Sleep(100 * time.Millisecond)
	if p.reader.on.Load() || len(d.plugged) > 0 {
		t.Error("the program registered although no screen reader is in use")
	}
	d.say(true)
	c := newClient(t, d.plug())
	c.named("a secret")
	d.say(false)
	for rounds := 0; p.reader.on.Load(); rounds++ {
		if time.Sleep(10 * time.Millisecond); rounds > 500 {
			t.Fatal("the program still answers after the screen reader ended")
		}
	}
	if p.reader.snapshot() != nil {
		t.Error("what was told is kept after the screen reader ended")
	}
	d.say(true) // it can begin again
	newClient(t, d.plug()).named("a secret")
}

func TestAScreenReaderReadsAndPresses(t *testing.T) {
	d := newDesktop(t)
	d.wanted.Store(true)
	clicks := 0
	field, button := widget.NewEntry(), widget.NewButton("Save", func() { clicks++ })
	p := newProgram(t, widget.NewLabel("What did you do?"), field, button)
	c := newClient(t, d.plug())

	if role := c.call(c.root, "Accessible.GetRoleName")[0]; role != "application" || c.property(c.root, "Accessible.Name") != "A program" {
		t.Errorf("the program is a %v", role)
	}
	window := c.children(c.root)[0]
	if role := c.call(window, "Accessible.GetRoleName")[0]; role != "frame" || !c.state(window, active) {
		t.Errorf("the window is a %v", role)
	}
	save := c.named("Save")
	done := c.call(save, "Action.DoAction", int32(0))[0]
	p.do(func() {
		if done != true || clicks != 1 {
			t.Errorf("pressing says %v, after %d clicks", done, clicks)
		}
	})
	took := c.call(save, "Component.GrabFocus")[0]
	p.do(func() {
		if took != true || p.window.Canvas().Focused() != button {
			t.Errorf("taking the keyboard says %v", took)
		}
	})
	c.hears(save, "StateChanged focused 1")
	p.do(func() { p.window.Canvas().Focus(field) })
	c.hears(save, "StateChanged focused 0")
	entry := c.named("What did you do?")
	for _, child := range c.children(window) { // the text has the same name
		if c.call(child, "Accessible.GetRoleName")[0] == "entry" {
			entry = child
		}
	}
	c.hears(entry, "StateChanged focused 1")
	p.do(func() { field.SetText("rän") })
	c.hears(entry, `TextChanged insert 0 3 "rän"`)
	p.do(func() { field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd}) })
	c.hears(entry, "TextCaretMoved  3")
	p.do(func() { field.TypedRune('!') })
	c.hears(entry, `TextChanged insert 3 1 "!"`)
	if n := c.property(entry, "Text.CharacterCount"); n != int32(4) {
		t.Errorf("%v characters are told", n)
	}
	if words := c.call(entry, "Text.GetStringAtOffset", int32(1), uint32(1)); !slices.Equal(words, []any{"rän!", int32(0), int32(4)}) {
		t.Errorf("the word is told as %v", words)
	}
	done = c.call(entry, "EditableText.InsertText", int32(0), "I ", int32(2))[0]
	p.do(func() {
		if done != true || field.Text != "I rän!" {
			t.Errorf("writing says %v, and the field holds %q", done, field.Text)
		}
	})
	var at rectangle
	if err := dbus.Store(c.call(save, "Component.GetExtents", uint32(fromScreen)), &at); err != nil || at.X < 100 || at.Y < 50 || at.Width < 20 {
		t.Errorf("the button is at %v: %v", at, err)
	}
	if under := c.call(window, "Component.GetAccessibleAtPoint", at.X+2, at.Y+2, uint32(fromScreen))[0].([]any); under[1] != save.Path {
		t.Errorf("at the button's place is %v", under)
	}
	if role := c.call(c.root, "Accessible.GetIndexInParent")[0]; role != int32(0) {
		t.Errorf("the program has index %v", role)
	}
}

func TestWhatLeavesTheWindowIsGone(t *testing.T) {
	d := newDesktop(t)
	d.wanted.Store(true)
	pressed := 0
	secret := widget.NewButton("a secret", func() { pressed++ })
	p := newProgram(t, secret)
	c := newClient(t, d.plug())
	o, window := c.named("a secret"), c.children(c.root)[0]
	p.do(func() {
		p.window.SetContent(container.NewStack())
		p.reader.Update()
	})
	if n := len(c.children(window)); n != 0 {
		t.Errorf("%d objects are left at once", n)
	}
	call := c.conn.Object(o.Name, o.Path).Call(prefix+"Action.DoAction", 0, int32(0))
	p.do(func() {
		if call.Err == nil || pressed > 0 {
			t.Errorf("what has left the window was pressed %d times: %v", pressed, call.Body)
		}
	})
	c.hears(window, "ChildrenChanged remove 0")
	if _, ok := c.find(c.root, "a secret"); ok {
		t.Error("it is still told")
	}
}

func TestAPassphraseIsNeverTold(t *testing.T) {
	d := newDesktop(t)
	d.wanted.Store(true)
	field := widget.NewPasswordEntry()
	p := newProgram(t, widget.NewLabel("Passphrase"), field, widget.NewLabel("after"))
	c := newClient(t, d.plug())
	p.do(func() { p.window.Canvas().Focus(field); field.SetText("seven quiet rivers") })
	c.hears(ref{}, "StateChanged focused 1")
	p.do(func() { p.window.SetTitle("seen") })
	window := c.children(c.root)[0]
	c.hears(window, "PropertyChange accessible-name 0 0 \"seen\"")
	for _, o := range c.children(window) {
		if c.call(o, "Accessible.GetRoleName")[0] != "password text" {
			continue
		}
		if all := c.call(o, "Accessible.GetInterfaces")[0].([]string); slices.Contains(all, prefix+"Text") {
			t.Errorf("a passphrase has %q", all)
		}
		if call := c.conn.Object(o.Name, o.Path).Call(prefix+"Text.GetText", 0, int32(0), int32(-1)); call.Err == nil {
			t.Errorf("a passphrase is told: %v", call.Body)
		}
		return
	}
	t.Error("the field is not told")
}

func TestABusOverANetworkIsRefused(t *testing.T) {
	for address, want := range map[string]bool{"unix:path=/run/user/1000/at-spi/bus": true, "unix:abstract=/tmp/x,guid=1": true, "tcp:host=localhost,port=1": false, "unix:path=/a;tcp:host=b": false, "unixexec:path=/bin/sh": false, "": false} {
		if isLocal(address) != want {
			t.Errorf("%q: %v", address, !want)
		}
	}
}
