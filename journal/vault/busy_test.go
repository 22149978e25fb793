package vault

import (
	"runtime"
	"testing"
)

func TestAJournalIsBusyWhileItIsOpen(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("LEFT OUT: there the lock of the store covers other bytes")
	}
	if IsBusy(t.TempDir()) {
		t.Error("a journal that is not there is busy")
	}
	v, dir := create(t, NoPassphrase())
	if !IsBusy(dir) {
		t.Error("an open journal is not busy")
	}
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	for range 2 { // asking leaves nothing locked
		if IsBusy(dir) {
			t.Error("a closed journal is busy")
		}
	}
}
