//go:build unix

package enactive_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// script runs a script of the folder packaging with a fake go command.
func script(t *testing.T, name, does string) (out string, status int) {
	t.Helper()
	fake := filepath.Join(t.TempDir(), "go")
	if err := os.WriteFile(fake, []byte("#!/bin/sh\n"+does+"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	c := exec.Command("sh", filepath.Join("packaging", name), fake, "-o", "x", "./cmd/x")
	b, err := c.CombinedOutput()
	if err != nil && !errors.As(err, new(*exec.ExitError)) {
		t.Fatal(err)
	}
	return string(b), c.ProcessState.ExitCode()
}

func TestABuildReportsItsProgress(t *testing.T) {
	out, status := script(t, "build.sh", `
[ "$*" = "build -v -o x ./cmd/x" ] || exit 3
for i in 1 2 3 4 5; do for k in 1 2 3 4 5; do echo "internal/p$i$k"; done; done >&2
echo github.com/go-gl/glfw/v3.3/glfw >&2
echo enactive/cmd/x >&2`)
	want := "  compiling: 25 packages so far, now internal/p55\n  compiling github.com/go-gl/glfw/v3.3/glfw (C, which takes longest)\n"
	if out != want || status != 0 {
		t.Errorf("it ended with %d and says %q, want %q", status, out, want)
	}
}

func TestAFailedBuildReportsTheReason(t *testing.T) {
	out, status := script(t, "build.sh", `printf 'enactive/ui\n# enactive/ui\nui/app.go:7:2: undefined: u\n' >&2; exit 1`)
	if want := "# enactive/ui\nui/app.go:7:2: undefined: u\n"; out != want || status != 1 {
		t.Errorf("it ended with %d and says %q, want %q", status, out, want)
	}
}

func TestEachDownloadedModuleIsNamed(t *testing.T) {
	const got = `printf '# get https://proxy.golang.org/fyne.io/fyne/v2/@v/v2.7.4.mod\n# get https://proxy.golang.org/fyne.io/fyne/v2/@v/v2.7.4.zip\n# get https://proxy.golang.org/fyne.io/fyne/v2/@v/v2.7.4.zip: 200 OK (1.2s)\n' >&2`
	out, status := script(t, "modules.sh", got)
	if !strings.HasSuffix(out, "\n  download 1: fyne.io/fyne/v2/v2.7.4.zip\n") || strings.Count(out, "\n") != 2 || status != 0 {
		t.Errorf("it ended with %d and says %q", status, out)
	}
	out, status = script(t, "modules.sh", got+"\necho 'go: no such host' >&2; exit 1")
	if !strings.HasSuffix(out, "go: no such host\n") || status != 1 {
		t.Errorf("where that fails it ended with %d and says %q", status, out)
	}
}
