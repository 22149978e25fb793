package source

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"enactive/journal/wording"
)

// Every way to use a message is found, and whether it is counted or the kind of an error.
func TestEveryUseOfAMessageIsFound(t *testing.T) {
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

func TestMessageThatLacksAValueIsFound(t *testing.T) {
	const code = `package p
import "enactive/journal/fault"
var a = &fault.Error{Kind: "a", Thing: "x", Values: fault.V{"Reason": 1}, Err: nil}
var b = fault.Text("b", fault.V{"File": "x"})
var c = fault.Count(1, "c")
var d = fault.Text("d", given)
`
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "p.go"), []byte(code), 0o600); err != nil {
		t.Fatal(err)
	}
	uses, err := Uses(dir)
	if err != nil {
		t.Fatal(err)
	}
	wrong := Wrong(uses, map[string]wording.Message{
		"a": {Other: "{{.Folder}} {{.File}} {{.Cause}} {{.Reason}} {{.Doing}}"},
		"b": {Other: "{{.Files}} {{.File}} {{.Files}}"},
		"c": {One: "{{.N}} of {{.Total}}", Other: "{{.N}}"},
		"d": {Other: "{{.What}}"},
	})
	for i, w := range wrong {
		wrong[i] = strings.TrimPrefix(w, dir)
	}
	want := []string{`/p.go:3: "a" gets no value for Doing`, `/p.go:4: "b" gets no value for Files`, `/p.go:5: "c" gets no value for Total`}
	if diff := cmp.Diff(want, wrong); diff != "" {
		t.Error(diff)
	}
}
