package commandline

import (
	"bytes"
	"flag"
	"os"
	"os/exec"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the manual page")

const manualFile = "../../packaging/man/enact.1"

func TestTheManualPageIsUpToDate(t *testing.T) {
	var want bytes.Buffer
	writeManual(&want, model(t))
	if *update {
		if err := os.MkdirAll("../../packaging/man", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(manualFile, want.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(manualFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want.Bytes()) {
		t.Error("packaging/man/enact.1 is not what the commands say; \"go generate ./cmd/commandline\" rewrites it")
	}
}

func TestTheManualPageNamesEveryStatusThereIs(t *testing.T) {
	named := map[int]bool{}
	for _, s := range exitStatuses() {
		named[s.status] = true
	}
	for _, s := range statuses() {
		if !named[s.status] {
			t.Errorf("the manual page does not say what status %d means", s.status)
		}
	}
}

func TestManualPageEscapesRoff(t *testing.T) {
	for text, want := range map[string]string{
		".hidden": `\&.hidden`, `a\b`: `a\eb`, "'x' -y ~/z": `\(aqx\(aq \-y \(ti/z`,
	} {
		if got := roff(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

// completions returns what bash offers for a command line with the script.
func completions(t *testing.T, script string, words ...string) string {
	t.Helper()
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Log("NOT RUN: there is no bash to complete with")
		return ""
	}
	ask := script + "\nCOMP_WORDS=(enact \"$@\"); COMP_CWORD=$#; _enact; echo \"${COMPREPLY[*]}\"\n"
	cmd := exec.Command(bash, append([]string{"--norc", "-c", ask, "bash"}, words...)...)
	cmd.Env = append(os.Environ(), "LC_ALL=C") // bash warns of a language that the machine has not
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("bash: %v: %s", err, out)
	}
	return strings.TrimSpace(string(out))
}

func TestTheTabKeyCompletes(t *testing.T) {
	b := emptyBox(t)
	script := b.ok("completion", "bash")
	if completions(t, script, "ar") == "" {
		return
	}
	for _, c := range []struct{ typed, want string }{
		{"ar", "area"},
		{"area a", "add archive"},
		{"area add --g", "--goal"},
		{"add --outc", "--outcome"},
		{"add --title area --outcome ", "success partial setback failure"},
		{"--journal x li", "list"},
		{"chart ", strings.Join(chartNames(), " ")},
		{"chart trend --theme d", "dark"},
		{"export csv --f", "--from --filter"},
		{"import csv grammar.g", "grammar.go"},
		{"restore grammar.g", "grammar.go"},
		{"backup second grammar.g", "grammar.go"},
		{"backup l", "list"},
		{"show ", "last"},
	} {
		if got := completions(t, script, strings.Split(c.typed, " ")...); got != c.want {
			t.Errorf("%q is completed with %q, want %q", c.typed, got, c.want)
		}
	}
}

func TestCompletionOfEveryShellHasEveryCommand(t *testing.T) {
	b := emptyBox(t)
	for _, shell := range []string{"bash", "zsh", "fish"} {
		script := b.ok("completion", shell)
		for _, p := range places(model(t)) {
			for _, word := range strings.Fields(p.path) {
				if !strings.Contains(script, word) {
					t.Errorf("%s does not complete %s", shell, p.path)
				}
			}
		}
	}
	b.fails(statusUsage, []string{`"tcsh"`, "bash, zsh and fish"}, "completion", "tcsh")
}
