package source

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Every way to name a message is found, with whether it is counted or the kind of an error.
func TestEveryWayToNameAMessageIsFound(t *testing.T) {
	const code = `package p
import ("enactive/journal/fault"; "enactive/journal/wording")
const (
	ErrA fault.Kind = "sentinel"
	opB fault.Op = "operation"
	plain = "constant"
)
const ErrClass fault.Class = "no message"
func f(n int, kind fault.Kind) error {
	_ = wording.Say("said")
	_ = wording.Count(n, "counted")
	_ = fault.Text("noted")
	_ = fault.Count(n, "noted and counted")
	_ = fault.Text(kind)
	e := &fault.Error{Class: ErrClass, Op: "inline", Kind: "in an error", Thing: "no message"}
	e.Kind = "assigned"
	e.Kind = kind
	_ = fault.Kind("converted")
	return &fault.Error{Kind: plain}
}
func g() fault.Kind { return "returned" }
`
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "p.go"), []byte(code), 0o600); err != nil {
		t.Fatal(err)
	}
	uses, err := Uses(dir)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, u := range uses {
		switch {
		case u.Kind:
			got[u.ID] = "kind"
		case u.Counted:
			got[u.ID] = "counted"
		default:
			got[u.ID] = "said"
		}
	}
	want := map[string]string{
		"said": "said", "counted": "counted", "noted and counted": "counted",
		"sentinel": "kind", "operation": "kind", "constant": "kind", "noted": "kind", "inline": "kind",
		"in an error": "kind", "assigned": "kind", "converted": "kind", "returned": "kind",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
