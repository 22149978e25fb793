package licences

import (
	"os/exec"
	"strings"
	"testing"
)

func TestEveryModuleInTheProgramsHasItsLicence(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}{{end}}{{end}}", "enactive/cmd/...").Output()
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for name := range strings.Lines(string(out)) {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		seen++
		if !strings.Contains(Text(), name+"\n") {
			t.Errorf("the licence of %s is not there; gather them with: go generate ./resources/licences", name)
		}
	}
	if seen < 10 {
		t.Fatalf("only %d packages of others were listed", seen)
	}
	for _, font := range []string{"Noto Sans, Noto Serif\n", "Noto Sans JP\n"} {
		if !strings.Contains(Text(), font) {
			t.Errorf("the licence of %q is not there", font)
		}
	}
}
