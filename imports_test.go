package enactive_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

const module = "enactive/"

// layers lists what each part of the house may import of ours; the longest matching
// prefix decides. What is not listed may import nothing of ours.
var layers = map[string][]string{
	"cmd":              {"clock", "ui", "charts", "journal", "resources", "lockdown", "keyring"},
	"cmd/enact":        {"clock", "charts", "journal", "resources", "lockdown", "keyring"},
	"ui":               {"clock", "ui", "charts", "journal", "resources", "lockdown", "keyring"},
	"ui/state":         {"charts", "journal", "resources"},
	"charts":           {"charts", "journal/insight", "journal/optional", "journal/wording", "resources/fonts"},
	"charts/report":    {"charts", "journal", "resources/fonts"},
	"clock":            {},
	"lockdown":         {},
	"keyring":          {},
	"proof":            {},
	"resources":        {},
	"resources/sample": {"journal"},
	// The tool that keeps the messages; no program imports it.
	"resources/translations/messages": {"journal/wording", "resources/translations"},
	"journal":                         {"clock", "journal/insight", "journal/naming", "journal/vault", "journal/optional", "journal/wording"},
	"journal/exchange":                {"journal"},
	"journal/tell":                    {"journal"},
	"journal/insight":                 {"journal/naming", "journal/optional", "journal/wording"},
	"journal/vault":                   {"clock", "journal/vault", "journal/atomicfile", "journal/regular", "journal/wording"},
	"journal/backup":                  {"journal/vault", "journal/atomicfile", "journal/regular", "journal/wording"},
	"journal/naming":                  {},
	"journal/optional":                {},
	"journal/wording":                 {},
	"journal/passphrase":              {"journal/vault/words", "journal/wording"},
	"journal/atomicfile":              {},
	"journal/regular":                 {},
	"journal/place":                   {},

	// The test of what people read.
	"journal/wording/wordingtest": {"journal/wording"},

	// What tests give the programs that they start.
	"clock/clocktest": {"clock"},
}

// windowLibraries may be imported only by the window.
var windowLibraries = []string{"fyne.io/", "github.com/dweymouth/"}

func TestImportsPointOneWay(t *testing.T) {
	seen := 0
	err := filepath.WalkDir(".", func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "build" || d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && file != ".") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		seen++
		checkFile(t, filepath.ToSlash(file))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 10 {
		t.Fatalf("looked at %d files only: is this the root of the project?", seen)
	}
}

func checkFile(t *testing.T, file string) {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		t.Errorf("reading %s: %v", file, err)
		return
	}
	dir := path.Dir(file)
	for _, spec := range parsed.Imports {
		imported := strings.Trim(spec.Path.Value, `"`)
		if ours, ok := strings.CutPrefix(imported, module); ok {
			if !allowed(dir, ours) {
				t.Errorf("%s imports %s: that arrow points back, or %s is not in the list of layers", file, imported, dir)
			}
			continue
		}
		for _, lib := range windowLibraries {
			if strings.HasPrefix(imported, lib) && !mayDrawWindows(dir) {
				t.Errorf("%s imports %s: only the window may", file, imported)
			}
		}
	}
}

func mayDrawWindows(dir string) bool {
	return dir == "cmd/enactive" || dir == "ui" || strings.HasPrefix(dir, "ui/") && dir != "ui/state"
}

func allowed(dir, imported string) bool {
	if under(imported, dir) && dir != "journal" {
		return true // a package may have parts of its own below it
	}
	rule, best := []string(nil), -1
	for prefix, may := range layers {
		if under(dir, prefix) && len(prefix) > best {
			rule, best = may, len(prefix)
		}
	}
	for _, p := range rule {
		if under(imported, p) {
			return true
		}
	}
	return false
}

func under(dir, prefix string) bool { return dir == prefix || strings.HasPrefix(dir, prefix+"/") }

func TestTheRulesOfTheLayersCanFail(t *testing.T) {
	for _, c := range []struct {
		dir, imported string
		want          bool
	}{
		{"journal", "ui", false},
		{"journal/insight", "journal", false},
		{"journal/vault", "journal/insight", false},
		{"journal", "journal/exchange", false},
		{"cmd/enact", "ui/state", false},
		{"ui/state", "ui/widget", false},
		{"journal", "journal/vault", true},
		{"journal/vault", "journal/vault/internal/seal", true},
		{"cmd/enactive", "ui", true},
		{"ui/page", "ui/state", true},
	} {
		if got := allowed(c.dir, c.imported); got != c.want {
			t.Errorf("%s importing %s: allowed %v, want %v", c.dir, c.imported, got, c.want)
		}
	}
	if _, err := os.Stat("go.mod"); err != nil {
		t.Fatal("this test must run at the root of the project")
	}
}
