package commandline

import (
	"strings"
	"testing"

	ofSystem "github.com/zalando/go-keyring"
)

func TestTheKeyringOpensTheJournalAndNothingAfterIt(t *testing.T) {
	ofSystem.MockInit()
	b := emptyBox(t)
	file := b.file("passphrase", "seven quiet herons by the lock\n")
	b.ok("init", "--passphrase-file", file)
	b.ok("area", "add", "Running", "--passphrase-file", file)
	if got := b.ok("keyring", "status"); !strings.Contains(got, "passphrase alone") {
		t.Errorf("it says %q", got)
	}
	b.ok("keyring", "on", "--passphrase-file", file)
	if got := b.ok("area", "list"); !strings.Contains(got, "Running") {
		t.Errorf("the keyring opens nothing: %s", got)
	}
	b.ok("keyring", "off")
	if got := b.run("area", "list"); got.status != statusUsage || !strings.Contains(got.err, "passphrase is needed") {
		t.Errorf("after switching it off: %+v", got)
	}
	b.ok("area", "list", "--passphrase-file", file)
}
