package vault

import (
	"os"
	"path/filepath"
	"testing"

	"go.etcd.io/bbolt"
)

// The test binary is also the probe: see TestMain.
func TestStoreThatFailsItsProbeIsRebuilt(t *testing.T) {
	for name, probe := range map[string][]string{
		"the probe finds damage": {"false"},
		"the probe crashes":      {"sh", "-c", "kill -SEGV $$"},
		"the probe does not end": {"sh", "-c", "exec sleep 60"},
		"the probe is our own":   ProbeCommand(),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v, dir := create(t, NoPassphrase())
			want := fill(t, v, 20)
			mustClose(t, v)
			isOwn := name == "the probe is our own"
			if isOwn {
				raw := readFile(t, dir, storeName)
				clear(raw[2*4096:]) // all pages except the two that are read on opening
				overwrite(t, raw, dir, storeName)
			} else {
				addBucket(t, dir)
			}
			v, repair, err := Unlock(t.Context(), dir, NoPassphrase(), Options{Probe: probe})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = v.Close() })
			same(t, v, want)
			if len(repair.Notes) != 1 {
				t.Errorf("the repair notes are %q", repair.Notes)
			}
		})
	}
}

// addBucket adds a bucket, as a later version may: then only a probe tells whether the store is sound.
func addBucket(t *testing.T, dir string) {
	t.Helper()
	edit(t, dir, func(records, _, _ *bbolt.Bucket) error {
		_, err := records.Tx().CreateBucket([]byte("later"))
		return err
	})
}

func TestSoundStorePassesItsProbe(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	want := fill(t, v, 20)
	mustClose(t, v)
	addBucket(t, dir)
	for _, probe := range [][]string{ProbeCommand(), {"/nowhere/there-is-no-such-program"}} {
		v, repair, err := Unlock(t.Context(), dir, NoPassphrase(), Options{Probe: probe})
		if err != nil {
			t.Fatal(err)
		}
		same(t, v, want)
		mustClose(t, v)
		if len(repair.Notes) > 0 {
			t.Errorf("with %q it says %q", probe, repair.Notes)
		}
	}
	if status, asked := AsProbe([]string{probeFlag, filepath.Join(dir, storeName)}); !asked || status != 0 {
		t.Errorf("a probe of a sound store: %d, %v", status, asked)
	}
	if _, asked := AsProbe(os.Args[1:]); asked {
		t.Error("AsProbe takes the arguments of a test for a probe")
	}
}
