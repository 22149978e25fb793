package portal

import (
	"context"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"enactive/ui/sessionbus"
	"enactive/ui/sessionbus/sessionbustest"
)

// desktop imitates a desktop's portal, which answers every question at once.
type desktop struct {
	conn   *dbus.Conn
	code   uint32
	uris   []string
	handle dbus.ObjectPath
	asked  chan map[string]dbus.Variant
	parent string
}

// OpenFile is the portal's method.
func (d *desktop) OpenFile(parent, title string, options map[string]dbus.Variant) (dbus.ObjectPath, *dbus.Error) {
	d.parent = parent
	d.asked <- options
	go func() {
		time.Sleep(20 * time.Millisecond)
		_ = d.conn.Emit("/org/freedesktop/portal/desktop/request/other", request+".Response", uint32(0), map[string]dbus.Variant{"uris": dbus.MakeVariant([]string{"file:///wrong"})})
		_ = d.conn.Emit(d.handle, request+".Response", d.code, map[string]dbus.Variant{"uris": dbus.MakeVariant(d.uris)})
	}()
	return d.handle, nil
}

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
	d := &desktop{conn: speaker, asked: make(chan map[string]dbus.Variant, 1), handle: "/org/freedesktop/portal/desktop/request/1_2/enactive"}
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
		d.code, d.uris = c.code, c.uris
		ctx, end := context.WithTimeout(t.Context(), 10*time.Second)
		got, answered := Choose(ctx, Request{Title: "Choose", Folder: "/home/me", Directory: true, Parent: "x11:1f"})
		end()
		if got != c.want || !answered {
			t.Errorf("%s: it answers %q, %v", c.name, got, answered)
		}
		options := <-d.asked
		if folder, _ := options["current_folder"].Value().([]byte); string(folder) != "/home/me\x00" || options["directory"].Value() != true || d.parent != "x11:1f" {
			t.Errorf("%s: it asked with %v for %s", c.name, options, d.parent)
		}
	}
}
