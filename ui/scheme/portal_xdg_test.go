//go:build unix && !darwin

package scheme

import (
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"enactive/ui/sessionbus"
	"enactive/ui/sessionbus/sessionbustest"
)

// desktop answers as the portal of a desktop does.
type desktop struct{ scheme uint32 }

// Read answers one question.
func (d desktop) Read(namespace, name string) (dbus.Variant, *dbus.Error) {
	if namespace != appearance || name != key {
		return dbus.Variant{}, dbus.NewError("org.freedesktop.portal.Error.NotFound", nil)
	}
	return dbus.MakeVariant(dbus.MakeVariant(d.scheme)), nil
}

func TestThePortalOfADesktopIsAskedAndHeard(t *testing.T) {
	sessionbustest.Start(t, "the desktop was not asked for its colours")
	speaker, err := sessionbus.Connect(dbus.WithContext(t.Context()))
	if err != nil {
		t.Fatal(err)
	}
	defer speaker.Close()
	if err := speaker.Export(desktop{dark}, portalPath, asks); err != nil {
		t.Fatal(err)
	}
	if _, err := speaker.RequestName(portal, dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	told := Listen(t.Context())
	hears := func(want bool) {
		t.Helper()
		select {
		case got := <-told:
			if got != want {
				t.Errorf("it hears dark %v, want %v", got, want)
			}
		case <-time.After(10 * time.Second):
			t.Fatal("it hears nothing")
		}
	}
	hears(true)
	for _, s := range []struct {
		value any
		dark  bool
	}{{uint32(light), false}, {uint32(dark), true}, {uint32(0), false}} {
		for _, other := range []any{"no number", uint32(7)} { // says nothing
			if err := speaker.Emit(portalPath, asks+".SettingChanged", appearance, key, dbus.MakeVariant(other)); err != nil {
				t.Fatal(err)
			}
		}
		if err := speaker.Emit(portalPath, asks+".SettingChanged", appearance, key, dbus.MakeVariant(s.value)); err != nil {
			t.Fatal(err)
		}
		hears(s.dark)
	}
}

func TestWithoutABusNothingIsTold(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
	select {
	case got := <-Listen(t.Context()):
		t.Errorf("it hears dark %v", got)
	case <-time.After(50 * time.Millisecond):
	}
}
