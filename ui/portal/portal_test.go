package portal

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"enactive/ui/sessionbus"
	"enactive/ui/sessionbus/sessionbustest"
)

// reply is what a portal answers.
type reply struct {
	code uint32
	uris []string
}

// asked is what a portal was asked.
type asked struct {
	parent  string
	options map[string]dbus.Variant
}

// desktop imitates a desktop's portal, which answers every question at once with the next reply.
type desktop struct {
	conn    *dbus.Conn
	replies chan reply
	asked   chan asked
}

// OpenFile is the portal's method.
func (d *desktop) OpenFile(parent, title string, options map[string]dbus.Variant) (dbus.ObjectPath, *dbus.Error) {
	d.asked <- asked{parent, options}
	r := <-d.replies
	go func() {
		time.Sleep(20 * time.Millisecond)
		_ = d.conn.Emit("/org/freedesktop/portal/desktop/request/other", request+".Response", uint32(0), map[string]dbus.Variant{"uris": dbus.MakeVariant([]string{"file:///wrong"})})
		_ = d.conn.Emit(handle, request+".Response", r.code, map[string]dbus.Variant{"uris": dbus.MakeVariant(r.uris)})
	}()
	return handle, nil
}

const handle = dbus.ObjectPath("/org/freedesktop/portal/desktop/request/1_2/enactive")

func TestTheDesktopsDialogAnswers(t *testing.T) {
	sessionbustest.Start(t, "the desktop was not asked for a file")
	speaker, err := sessionbus.Connect(dbus.WithContext(t.Context()))
	if err != nil {
		t.Fatal(err)
	}
	defer speaker.Close()
	if path, answered := Choose(t.Context(), Request{}); answered {
		t.Errorf("without a portal it answers %q", path)
	}
	d := &desktop{conn: speaker, replies: make(chan reply, 1), asked: make(chan asked, 1)}
	if err := speaker.Export(d, objectPath, chooser); err != nil {
		t.Fatal(err)
	}
	if _, err := speaker.RequestName(service, dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		code uint32
		uris []string
		want string
	}{
		{"a file", 0, []string{"file:///home/me/my%20diary.csv"}, "/home/me/my diary.csv"},
		{"cancelled", 1, nil, ""},
		{"nothing", 0, nil, ""},
		{"no file", 0, []string{"https://example.org/a"}, ""},
	} {
		d.replies <- reply{c.code, c.uris}
		ctx, end := context.WithTimeout(t.Context(), 10*time.Second)
		got, answered := Choose(ctx, Request{Title: "Choose", Folder: "/home/me", Directory: true, Parent: "x11:1f"})
		end()
		if got != c.want || !answered {
			t.Errorf("%s: it answers %q, %v", c.name, got, answered)
		}
		q := <-d.asked
		if folder, _ := q.options["current_folder"].Value().([]byte); string(folder) != "/home/me\x00" || q.options["directory"].Value() != true || q.parent != "x11:1f" {
			t.Errorf("%s: it asked with %v for %s", c.name, q.options, q.parent)
		}
	}
}

// opening imitates the portal for opening files; the programs that it knows read them.
type opening struct {
	conn  *dbus.Conn
	codes chan uint32 // 9: it does not answer
	read  chan string
}

// OpenFile is the portal's method.
func (o *opening) OpenFile(parent string, fd dbus.UnixFD, _ map[string]dbus.Variant) (dbus.ObjectPath, *dbus.Error) {
	f := os.NewFile(uintptr(fd), "")
	data, _ := io.ReadAll(f) // what is missing shows
	_ = f.Close()
	o.read <- parent + " " + string(data)
	if code := <-o.codes; code < 9 {
		go func() {
			time.Sleep(20 * time.Millisecond)
			_ = o.conn.Emit(handle, request+".Response", code, map[string]dbus.Variant{})
		}()
	}
	return handle, nil
}

func TestTheDesktopOpensAFile(t *testing.T) {
	sessionbustest.Start(t, "the desktop was not asked to open a file")
	path := filepath.Join(t.TempDir(), "hill.jpg")
	if err := os.WriteFile(path, []byte("a hill"), 0o600); err != nil {
		t.Fatal(err)
	}
	try := func(within time.Duration) bool {
		t.Helper()
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		ctx, end := context.WithTimeout(t.Context(), within)
		defer end()
		return Open(ctx, f, "x11:1f")
	}
	if try(time.Second) {
		t.Error("without a portal it is opened")
	}
	speaker, err := sessionbus.Connect(dbus.WithContext(t.Context()))
	if err != nil {
		t.Fatal(err)
	}
	defer speaker.Close()
	o := &opening{conn: speaker, codes: make(chan uint32, 1), read: make(chan string, 1)}
	if err := speaker.Export(o, objectPath, opener); err != nil {
		t.Fatal(err)
	}
	if _, err := speaker.RequestName(service, dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	for code, want := range map[uint32]bool{0: true, 1: true, 2: false, 9: true} { // 9: the person still chooses
		o.codes <- code
		if got := try(time.Second); got != want {
			t.Errorf("with the answer %d it is opened: %v", code, got)
		}
		if got := <-o.read; got != "x11:1f a hill" {
			t.Errorf("with the answer %d it got %q", code, got)
		}
	}
}
