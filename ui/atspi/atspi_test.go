//go:build unix && !darwin

package atspi

import (
	"context"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"github.com/godbus/dbus/v5"

	"enactive/ui/atspi/atspitest"
)

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

func TestNothingIsToldWithoutAScreenReader(t *testing.T) {
	d := atspitest.NewDesktop(t)
	p := newProgram(t, widget.NewLabel("a secret"))
	time.Sleep(100 * time.Millisecond)
	if p.reader.on.Load() || d.Plugged() > 0 {
		t.Error("the program registered although no screen reader is in use")
	}
	d.Say(true)
	c := atspitest.NewClient(t, d.Plug())
	c.Named("a secret")
	d.Say(false)
	for rounds := 0; p.reader.on.Load(); rounds++ {
		if time.Sleep(10 * time.Millisecond); rounds > 500 {
			t.Fatal("the program still answers after the screen reader ended")
		}
	}
	if p.reader.snapshot() != nil {
		t.Error("what was told is kept after the screen reader ended")
	}
	d.Say(true) // it can begin again
	atspitest.NewClient(t, d.Plug()).Named("a secret")
}

func TestAScreenReaderReadsAndPresses(t *testing.T) {
	d := atspitest.NewDesktop(t)
	d.Wanted.Store(true)
	clicks := 0
	field, button := widget.NewEntry(), widget.NewButton("Save", func() { clicks++ })
	p := newProgram(t, widget.NewLabel("What did you do?"), field, button)
	c := atspitest.NewClient(t, d.Plug())

	if role := c.Call(c.Root, "Accessible.GetRoleName")[0]; role != "application" || c.Property(c.Root, "Accessible.Name") != "A program" {
		t.Errorf("the program is a %v", role)
	}
	window := c.Children(c.Root)[0]
	if role := c.Call(window, "Accessible.GetRoleName")[0]; role != "frame" || !c.State(window, active) {
		t.Errorf("the window is a %v", role)
	}
	save := c.Named("Save")
	done := c.Call(save, "Action.DoAction", int32(0))[0]
	p.do(func() {
		if done != true || clicks != 1 {
			t.Errorf("pressing says %v, after %d clicks", done, clicks)
		}
	})
	took := c.Call(save, "Component.GrabFocus")[0]
	p.do(func() {
		if took != true || p.window.Canvas().Focused() != button {
			t.Errorf("taking the keyboard says %v", took)
		}
	})
	c.Hears(save, "StateChanged focused 1")
	p.do(func() { p.window.Canvas().Focus(field) })
	c.Hears(save, "StateChanged focused 0")
	entry := c.Named("What did you do?")
	for _, child := range c.Children(window) { // the text has the same name
		if c.Call(child, "Accessible.GetRoleName")[0] == "entry" {
			entry = child
		}
	}
	c.Hears(entry, "StateChanged focused 1")
	p.do(func() { field.SetText("rän") })
	c.Hears(entry, `TextChanged insert 0 3 "rän"`)
	p.do(func() { field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd}) })
	c.Hears(entry, "TextCaretMoved  3")
	p.do(func() { field.TypedRune('!') })
	c.Hears(entry, `TextChanged insert 3 1 "!"`)
	if n := c.Property(entry, "Text.CharacterCount"); n != int32(4) {
		t.Errorf("%v characters are told", n)
	}
	if words := c.Call(entry, "Text.GetStringAtOffset", int32(1), uint32(1)); !slices.Equal(words, []any{"rän!", int32(0), int32(4)}) {
		t.Errorf("the word is told as %v", words)
	}
	done = c.Call(entry, "EditableText.InsertText", int32(0), "I ", int32(2))[0]
	p.do(func() {
		if done != true || field.Text != "I rän!" {
			t.Errorf("writing says %v, and the field holds %q", done, field.Text)
		}
	})
	var at rectangle
	if err := dbus.Store(c.Call(save, "Component.GetExtents", uint32(fromScreen)), &at); err != nil || at.X < 100 || at.Y < 50 || at.Width < 20 {
		t.Errorf("the button is at %v: %v", at, err)
	}
	if under := c.Call(window, "Component.GetAccessibleAtPoint", at.X+2, at.Y+2, uint32(fromScreen))[0].([]any); under[1] != save.Path {
		t.Errorf("at the button's place is %v", under)
	}
	if role := c.Call(c.Root, "Accessible.GetIndexInParent")[0]; role != int32(0) {
		t.Errorf("the program has index %v", role)
	}
}

func TestWhatLeavesTheWindowIsGone(t *testing.T) {
	d := atspitest.NewDesktop(t)
	d.Wanted.Store(true)
	pressed := 0
	secret := widget.NewButton("a secret", func() { pressed++ })
	p := newProgram(t, secret)
	c := atspitest.NewClient(t, d.Plug())
	o, window := c.Named("a secret"), c.Children(c.Root)[0]
	p.do(func() {
		p.window.SetContent(container.NewStack())
		p.reader.Update()
	})
	if n := len(c.Children(window)); n != 0 {
		t.Errorf("%d objects are left at once", n)
	}
	call := c.Conn.Object(o.Name, o.Path).Call(prefix+"Action.DoAction", 0, int32(0))
	p.do(func() {
		if call.Err == nil || pressed > 0 {
			t.Errorf("what has left the window was pressed %d times: %v", pressed, call.Body)
		}
	})
	c.Hears(window, "ChildrenChanged remove 0")
	if _, ok := c.Find(c.Root, "a secret"); ok {
		t.Error("it is still told")
	}
}

func TestAPassphraseIsNeverTold(t *testing.T) {
	d := atspitest.NewDesktop(t)
	d.Wanted.Store(true)
	field := widget.NewPasswordEntry()
	p := newProgram(t, widget.NewLabel("Passphrase"), field, widget.NewLabel("after"))
	c := atspitest.NewClient(t, d.Plug())
	p.do(func() { p.window.Canvas().Focus(field); field.SetText("seven quiet rivers") })
	c.Hears(atspitest.Ref{}, "StateChanged focused 1")
	p.do(func() { p.window.SetTitle("seen") })
	window := c.Children(c.Root)[0]
	c.Hears(window, "PropertyChange accessible-name 0 0 \"seen\"")
	for _, o := range c.Children(window) {
		if c.Call(o, "Accessible.GetRoleName")[0] != "password text" {
			continue
		}
		if all := c.Call(o, "Accessible.GetInterfaces")[0].([]string); slices.Contains(all, prefix+"Text") {
			t.Errorf("a passphrase has %q", all)
		}
		if call := c.Conn.Object(o.Name, o.Path).Call(prefix+"Text.GetText", 0, int32(0), int32(-1)); call.Err == nil {
			t.Errorf("a passphrase is told: %v", call.Body)
		}
		return
	}
	t.Error("the field is not told")
}

// TestABusyWindowIsAwaited registers although the interface's thread is busy when the screen reader begins.
func TestABusyWindowIsAwaited(t *testing.T) {
	d := atspitest.NewDesktop(t)
	p := newProgram(t, widget.NewLabel("late"))
	free := make(chan struct{})
	p.thread <- func() { <-free }
	d.Say(true)
	time.Sleep(mostWaited + 200*time.Millisecond)
	close(free)
	atspitest.NewClient(t, d.Plug()).Named("late")
}

func TestABusOverANetworkIsRefused(t *testing.T) {
	for address, want := range map[string]bool{"unix:path=/run/user/1000/at-spi/bus": true, "unix:abstract=/tmp/x,guid=1": true, "tcp:host=localhost,port=1": false, "unix:path=/a;tcp:host=b": false, "unixexec:path=/bin/sh": false, "": false} {
		if isLocal(address) != want {
			t.Errorf("%q: %v", address, !want)
		}
	}
}
