package vault

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCheckFindsFaultsInEitherCopy(t *testing.T) {
	flip := func(t *testing.T, path string, at int) {
		t.Helper()
		raw := readFile(t, path)
		if at < 0 {
			at += len(raw)
		}
		raw[at] ^= 1
		f, err := os.OpenFile(path, os.O_WRONLY, 0) // overwritten in place: the journal is open
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if _, err := f.WriteAt(raw[at:at+1], int64(at)); err != nil {
			t.Fatal(err)
		}
	}
	remove := func(t *testing.T, path string) {
		t.Helper()
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		name    string
		damaged func(t *testing.T, v *Vault, dir string)
		want    string // part of a fault's sentence; "" for no fault
	}{
		{"nothing", func(*testing.T, *Vault, string) {}, ""},
		{"a bit of a record in the store", func(t *testing.T, v *Vault, dir string) {
			k := id(42)
			value, err := v.store.get(bucketRecords, string(k[:]))
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(dir, storeName)
			for { // on unused pages, too
				at := bytes.Index(readFile(t, path), value)
				if at < 0 {
					return
				}
				flip(t, path, at+len(value)/2)
			}
		}, "1 of 201 records"},
		{"a bit of the log", func(t *testing.T, _ *Vault, dir string) { flip(t, segmentPath(filepath.Join(dir, logName), 1), 5000) }, "The log"},
		{"the last bit of the log", func(t *testing.T, _ *Vault, dir string) { flip(t, segmentPath(filepath.Join(dir, logName), 1), -1) }, "The log"},
		{"no log", func(t *testing.T, _ *Vault, dir string) { remove(t, segmentPath(filepath.Join(dir, logName), 1)) }, "The log"},
		{"a bit of a header", func(t *testing.T, _ *Vault, dir string) { flip(t, filepath.Join(dir, headerA), 30) }, "header.a is damaged"},
		{"no header", func(t *testing.T, _ *Vault, dir string) { remove(t, filepath.Join(dir, headerB)) }, "header.b is missing"},
	} {
		t.Run(c.name, func(t *testing.T) {
			v, dir := create(t, NoPassphrase())
			want := fill(t, v, 200)
			apply(t, v, Change{ID: id(300), Doc: doc(300)})
			want[id(300)] = string(doc(300))
			c.damaged(t, v, dir)
			before := snapshot(t, dir)
			r, err := v.Check(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			unchanged(t, dir, before)
			switch {
			case c.want == "" && (len(r.Faults) > 0 || r.Records != 201 || r.Logged != 201 || r.Headers != 3):
				t.Errorf("the report of a sound journal is %+v", r)
			case c.want != "" && (len(r.Faults) != 1 || !strings.Contains(SentencesOf(r.Faults)[0], c.want) || !strings.Contains(SentencesOf(r.Faults)[0], "open the journal again")):
				t.Errorf("the faults are %q, want one that contains %q", r.Faults, c.want)
			}
			mustClose(t, v)
			v, _ = unlock(t, dir, NoPassphrase())
			same(t, v, want)
			if r, err := v.Check(t.Context()); err != nil || len(r.Faults) > 0 {
				t.Errorf("after reopening, the report is %+v, %v", r, err)
			}
		})
	}
}

func TestUnreadableEndIsReportedAsLoss(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	for i := range 40 {
		apply(t, v, Change{ID: id(i), Doc: doc(i)})
	}
	mustClose(t, v)
	overwrite(t, make([]byte, 1<<15), dir, storeName)
	log := segmentPath(filepath.Join(dir, logName), 1)
	raw := readFile(t, log)
	for at := len(raw) / 3; at < len(raw); at += 16 {
		raw[at] ^= 1
	}
	overwrite(t, raw, log)
	v, repair := unlock(t, dir, NoPassphrase())
	if n := len(all(t, v)); n == 0 || n >= 40 {
		t.Errorf("%d documents were restored", n)
	}
	if !repair.Lost || !strings.Contains(strings.Join(SentencesOf(repair.Notes), " "), "may be missing") {
		t.Errorf("the repair is %+v", repair)
	}
	kept, err := v.Quarantined()
	if err != nil || len(kept) != 2 {
		t.Errorf("the quarantine holds %q, %v; want the store and the log", kept, err)
	}
}
