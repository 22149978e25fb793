//go:build unix && !darwin

package scheme

import (
	"bufio"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
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

// aBus starts a message bus of its own, or leaves the test out where the system cannot.
func aBus(t *testing.T) {
	t.Helper()
	program, err := exec.LookPath("dbus-daemon")
	if err != nil {
		t.Skip("LEFT OUT: the desktop was not asked for its colours, because dbus-daemon is not installed")
	}
	daemon := exec.Command(program, "--session", "--nofork", "--print-address", "--address=unix:tmpdir="+t.TempDir())
	out, err := daemon.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := daemon.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = daemon.Process.Kill()
		_ = daemon.Wait()
	})
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", strings.TrimSpace(address))
}

func TestThePortalOfADesktopIsAskedAndHeard(t *testing.T) {
	aBus(t)
	speaker, err := connect(t.Context())
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
