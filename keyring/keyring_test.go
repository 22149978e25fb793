package keyring

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"

	system "github.com/zalando/go-keyring"
)

func TestMain(m *testing.M) {
	if os.Getenv("ENACTIVE_KEYRING_TEST") != "" {
		os.Exit(useRealKeyring())
	}
	os.Exit(m.Run())
}

func TestASecretIsStoredFoundAndForgotten(t *testing.T) {
	system.MockInit()
	secret := []byte{0, 1, 255, '\n'}
	if _, ok := Find("journal"); ok {
		t.Error("a secret is found before it was stored")
	}
	if err := Store("journal", secret); err != nil {
		t.Fatal(err)
	}
	if got, ok := Find("journal"); !ok || !bytes.Equal(got, secret) {
		t.Errorf("found %v, %v", got, ok)
	}
	if _, ok := Find("another"); ok {
		t.Error("another journal's secret is found")
	}
	for range 2 {
		if err := Forget("journal"); err != nil {
			t.Fatal(err)
		}
	}
	if _, ok := Find("journal"); ok {
		t.Error("a secret is found after it was forgotten")
	}
}

func TestAKeyringThatDoesNotAnswerHasNoSecret(t *testing.T) {
	system.MockInitWithError(errors.New("no bus"))
	if _, ok := Find("journal"); ok {
		t.Error("a secret was found")
	}
	for _, err := range []error{Store("journal", nil), Forget("journal")} {
		if err == nil || !strings.Contains(err.Error(), "keyring of this system") {
			t.Errorf("got %v", err)
		}
	}
}

func TestNothingIsFoundQuietlyWithoutAKeyring(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("LEFT OUT: other systems find out otherwise whether the keyring asks")
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+t.TempDir()+"/none")
	system.MockInit()
	if err := Store("journal", []byte("secret")); err != nil {
		t.Fatal(err)
	}
	if _, ok := FindQuietly("journal"); ok {
		t.Error("a secret was found though nobody knows whether the keyring is unlocked")
	}
}

// useRealKeyring uses the real keyring of the session that TestTheRealKeyringStoresASecret starts.
func useRealKeyring() int {
	secret := []byte("thirty-two bytes, more or less ..")
	if err := Store("journal", secret); err != nil {
		os.Stderr.WriteString(err.Error())
		return 1
	}
	got, ok := Find("journal")
	quiet, unlocked := FindQuietly("journal")
	if !ok || !bytes.Equal(got, secret) || !unlocked || !bytes.Equal(quiet, secret) || Forget("journal") != nil {
		return 2
	}
	if _, ok := Find("journal"); ok {
		return 3
	}
	return 0
}

func TestTheRealKeyringStoresASecret(t *testing.T) {
	for _, tool := range []string{"dbus-run-session", "gnome-keyring-daemon"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("LEFT OUT: %s is not here; \"make test\" installs it", tool)
		}
	}
	home := t.TempDir()
	c := exec.Command("dbus-run-session", "--", "sh", "-c", `printf 'login\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$0"`, os.Args[0])
	c.Env = append(os.Environ(), "ENACTIVE_KEYRING_TEST=1", "HOME="+home, "XDG_DATA_HOME="+home, "XDG_CACHE_HOME="+home, "XDG_RUNTIME_DIR="+home)
	if out, err := c.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
