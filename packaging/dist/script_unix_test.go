//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// tool runs a tool that checks a file where there is one; "make dist" has them all.
func tool(t *testing.T, name string, args ...string) {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		return
	}
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		t.Errorf("%s says: %v\n%s", name, err, out)
	}
}

// laidOut returns a folder as the archive has it, with every file of the list, and what is in it.
func laidOut(t *testing.T) (folder string, files []string) {
	t.Helper()
	build := t.TempDir()
	for _, p := range placements(t) {
		from, made := strings.CutPrefix(p.from, "build/")
		if !made {
			continue
		}
		if strings.HasSuffix(from, "/") {
			from += "enact-add.1"
		}
		if err := os.MkdirAll(filepath.Dir(filepath.Join(build, from)), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(build, from), []byte(p.to), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	folder = t.TempDir()
	if out, err := exec.Command("packaging/place.sh", build, folder).CombinedOutput(); err != nil {
		t.Fatalf("place.sh: %v\n%s", err, out)
	}
	files = filesIn(t, folder)
	for _, script := range []string{"install.sh", "uninstall.sh"} {
		if err := os.WriteFile(filepath.Join(folder, script), []byte(read(t, "packaging/dist/"+script)), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return folder, files
}

func TestEveryFileIsPutWhereTheListSays(t *testing.T) {
	folder, files := laidOut(t)
	var want []string
	for _, p := range placements(t) {
		if strings.HasSuffix(p.to, "/") {
			p.to += "enact-add.1"
		}
		want = append(want, p.to)
		info, err := os.Stat(filepath.Join(folder, p.to))
		if err != nil {
			t.Error(err)
			continue
		}
		if (info.Mode().Perm() == 0o755) != (p.mode == "755") {
			t.Errorf("%s has the mode %v", p.to, info.Mode())
		}
	}
	slices.Sort(want)
	if !slices.Equal(files, want) {
		t.Errorf("there is\n%q, want\n%q", files, want)
	}
}

func TestInstallingAndTakingAwayLeavesJournalsAlone(t *testing.T) {
	folder, files := laidOut(t)
	home := t.TempDir()
	prefix := filepath.Join(home, ".local")
	journal := filepath.Join(prefix, "share", "enactive", "journal", "vault")
	theirs := filepath.Join(prefix, "bin", "other")
	for _, file := range []string{journal, theirs} {
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte("mine"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	before := filesIn(t, home)
	script := func(file string, args ...string) string {
		c := exec.Command(file, args...)
		c.Env = []string{"HOME=" + home, "PATH=" + os.Getenv("PATH")}
		out, err := c.CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", file, err, out)
		}
		return string(out)
	}
	said := script(filepath.Join(folder, "install.sh"), prefix)
	if !strings.Contains(said, "is not in your PATH") {
		t.Errorf("it says %q", said)
	}
	for _, file := range files {
		if _, err := os.Stat(filepath.Join(prefix, file)); err != nil {
			t.Error(err)
		}
	}
	if entry := read(t, filepath.Join(prefix, "share/applications/app.enactive.Enactive.desktop")); strings.Count(entry, `Exec="`+prefix+`/bin/enactive"`) != 2 {
		t.Errorf("the desktop entry starts something else:\n%s", entry)
	}

	// The next version lacks a file, which goes, and installing it twice is the same as once.
	gone := "share/fish/vendor_completions.d/enact.fish"
	if err := os.Remove(filepath.Join(folder, gone)); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		script(filepath.Join(folder, "install.sh"), prefix)
	}
	if _, err := os.Stat(filepath.Join(prefix, gone)); err == nil {
		t.Errorf("%s of the version before is still there", gone)
	}

	script(filepath.Join(prefix, "lib/enactive/uninstall.sh"))
	after := filesIn(t, home)
	after = slices.DeleteFunc(after, func(name string) bool { return strings.HasSuffix(name, "mimeinfo.cache") })
	if !slices.Equal(after, before) || read(t, journal) != "mine" || read(t, theirs) != "mine" {
		t.Errorf("before there was %q, and then %q", before, after)
	}
	if out, err := exec.Command(filepath.Join(folder, "uninstall.sh")).CombinedOutput(); err == nil {
		t.Errorf("the uninstall.sh of the archive itself does something: %s", out)
	}
}
