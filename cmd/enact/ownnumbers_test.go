package main

import (
	"strings"
	"testing"
)

func TestANumberIsShownWithTheDecimalsItHas(t *testing.T) {
	b := newBox(t)
	b.ok("measure", "add", "Km", "--area", "running")
	b.ok("area", "edit", "running", "--aim", "Far=>Km>0.5")
	b.add("--title", "x", "--set", "Km=.4")
	if out := b.ok("show", "last"); !strings.Contains(out, "0.4") {
		t.Errorf("the entry is shown as\n%s", out)
	}
	for _, want := range []string{"0.5", "latest 0.4"} {
		if out := b.ok("area", "show", "running"); !strings.Contains(out, want) {
			t.Errorf("no %q among the goals:\n%s", want, out)
		}
	}
}
