//go:build unix && !darwin

package scheme

import (
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"enactive/ui/sessionbus"
	"enactive/ui/sessionbus/sessionbustest"
)

// desktop imitates a desktop's portal.
type desktop struct{ scheme uint32 }

// Read is the portal's method.
func (d desktop) Read(namespace, name string) (dbus.Variant, *dbus.Error) {
	if namespace != appearance || name != key {
		return dbus.Variant{}, dbus.NewError("org.freedesktop.portal.Error.NotFound", nil)
	}
	return dbus.MakeVariant(dbus.MakeVariant(d.scheme)), nil
}

func TestThePortalOfADesktopIsReadAndFollowed(t *testing.T) {
	sessionbustest.Start(t, "the desktop was not asked for its colours")
	speaker, err := sessionbus.Connect(dbus.WithContext(t.Context()))
	if err != nil {
		t.Fatal(err)
	}
	defer speaker.Close()
	if err := speaker.Export(desktop{dark}, portalPath, settings); err != nil {
		t.Fatal(err)
	}
	if _, err := speaker.RequestName(portal, dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	answers := Listen(t.Context())
	expect := func(want bool) {
		t.Helper()
		select {
		case got := <-answers:
			if got != want {
				t.Errorf("it reports dark %v, want %v", got, want)
			}
		case <-time.After(10 * time.Second):
			t.Fatal("it reports nothing")
		}
	}
	expect(true)
	for _, s := range []struct {
		value any
		dark  bool
	}{{uint32(light), false}, {uint32(dark), true}, {uint32(0), false}} {
		for _, other := range []any{"no number", uint32(7)} { // ignored
			if err := speaker.Emit(portalPath, settings+".SettingChanged", appearance, key, dbus.MakeVariant(other)); err != nil {
				t.Fatal(err)
			}
		}
		if err := speaker.Emit(portalPath, settings+".SettingChanged", appearance, key, dbus.MakeVariant(s.value)); err != nil {
			t.Fatal(err)
		}
		expect(s.dark)
	}
}

func TestAPortalThatStartsAgainIsAskedAgain(t *testing.T) {
	sessionbustest.Start(t, "the desktop's portal did not start again")
	answers := Listen(t.Context())
	for _, s := range []uint32{dark, light, dark} {
		speaker, err := sessionbus.Connect(dbus.WithContext(t.Context()))
		if err != nil {
			t.Fatal(err)
		}
		if err := speaker.Export(desktop{s}, portalPath, settings); err != nil {
			t.Fatal(err)
		}
		for asked := false; !asked; { // the first portal may come before the program listens
			if _, err := speaker.RequestName(portal, dbus.NameFlagDoNotQueue); err != nil {
				t.Fatal(err)
			}
			select {
			case got := <-answers:
				if asked = true; got != (s == dark) {
					t.Errorf("it reports dark %v for %d", got, s)
				}
			case <-time.After(200 * time.Millisecond):
				if _, err := speaker.ReleaseName(portal); err != nil {
					t.Fatal(err)
				}
			}
		}
		speaker.Close()
	}
}

func TestWithoutABusNothingIsReported(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
	select {
	case got := <-Listen(t.Context()):
		t.Errorf("it reports dark %v", got)
	case <-time.After(50 * time.Millisecond):
	}
}
