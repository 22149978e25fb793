package commandline

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"enactive/journal/vault"
)

// Data of a newer version is preserved byte for byte: everything can be read and exported, and
// every change ends with status 8.
func TestJournalOfANewerVersionIsReadOnly(t *testing.T) {
	b := newBox(t)
	b.ok("add", "--area", "Running", "--title", "stays readable")
	v, _, err := vault.Unlock(context.Background(), b.journal(), vault.NoPassphrase(), vault.Options{})
	if err != nil {
		t.Fatal(err)
	}
	id, err := v.NewID()
	if err == nil {
		err = v.Apply(t.Context(), []vault.Change{{ID: id, Doc: []byte{200, 1, 0xa0}}}) // an unknown type
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	files := func() map[string]string {
		all := map[string]string{}
		for _, name := range []string{"store.db", "header.a", "header.b", filepath.Join("log", "000001.log")} {
			raw, err := os.ReadFile(filepath.Join(b.journal(), name))
			if err != nil {
				t.Fatal(err)
			}
			all[name] = string(raw)
		}
		return all
	}
	before := files()
	for _, args := range [][]string{
		{"add", "--area", "Running", "--title", "new"}, {"delete", "last"}, {"erase", "last", "--yes"}, {"undo"},
		{"checkin", "Running", "40"}, {"area", "add", "Piano"}, {"edit", "last", "--title", "x"},
		{"import", "csv", b.file("one.csv", "time,area,title\n2026-11-20,Running,x\n")},
	} {
		if got := b.run(args...); got.status != statusNewer || !strings.Contains(got.err, "newer version") || !strings.Contains(got.err, "export") {
			t.Errorf("enact %s: %+v", strings.Join(args, " "), got)
		}
	}
	for _, args := range [][]string{{"list"}, {"show", "last"}, {"search", "readable"}, {"export", "json"}, {"export", "csv"}} {
		if got := b.run(args...); got.status != statusDone || !strings.Contains(got.out, "stays readable") {
			t.Errorf("enact %s: %+v", strings.Join(args, " "), got)
		}
	}
	for name, raw := range files() {
		if !bytes.Equal([]byte(raw), []byte(before[name])) {
			t.Errorf("%s was changed", name)
		}
	}
}
