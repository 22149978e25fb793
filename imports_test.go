package enactive_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "enactive/"

// arrows lists what each package imports of ours, exactly: an arrow that is not here fails the
// test, and so does one that is here and not drawn any more. They point one way, from the
// commands down to the vault and the statistics; Go itself refuses a circle. A new arrow is a
// decision: write it here with the change that needs it.
var arrows = map[string]string{
	".":                               "",
	"charts":                          "charts/typeface journal/insight journal/optional journal/wording resources/fonts",
	"charts/report":                   "charts charts/typeface journal journal/describe journal/insight journal/wording",
	"charts/typeface":                 "resources/fonts",
	"clock":                           "",
	"clock/clocktest":                 "clock",
	"cmd/enact":                       "charts charts/report clock journal journal/atomicfile journal/backup journal/exchange journal/insight journal/naming journal/optional journal/passphrase journal/place journal/regular journal/vault keyring lockdown resources/sample",
	"cmd/enactive":                    "charts/report cmd/enactive/inputmethod cmd/enactive/locale journal journal/backup journal/place journal/vault lockdown resources/icons resources/sample ui ui/instance ui/scheme",
	"cmd/enactive/inputmethod":        "",
	"cmd/enactive/locale":             "",
	"journal":                         "clock journal/insight journal/naming journal/optional journal/vault journal/wording",
	"journal/atomicfile":              "",
	"journal/backup":                  "journal/atomicfile journal/regular journal/vault journal/wording",
	"journal/exchange":                "journal journal/insight journal/naming journal/optional journal/wording",
	"journal/insight":                 "journal/naming journal/optional journal/wording",
	"journal/naming":                  "",
	"journal/optional":                "",
	"journal/passphrase":              "journal/vault/words journal/wording",
	"journal/place":                   "",
	"journal/regular":                 "",
	"journal/describe":                "journal journal/insight journal/wording",
	"journal/table":                   "",
	"journal/vault":                   "clock journal/atomicfile journal/regular journal/vault/internal/seal journal/vault/words journal/wording",
	"journal/vault/internal/seal":     "",
	"journal/vault/words":             "journal/wording",
	"journal/wording":                 "",
	"journal/wording/wordingtest":     "journal/wording",
	"keyring":                         "",
	"lockdown":                        "",
	"proof":                           "",
	"resources/fonts":                 "",
	"resources/icons":                 "",
	"resources/licences":              "",
	"resources/sample":                "journal journal/optional",
	"resources/translations":          "",
	"resources/translations/messages": "journal/wording resources/translations resources/translations/source",
	"resources/translations/source":   "journal/wording",
	"ui":                              "charts clock journal journal/atomicfile journal/backup journal/passphrase journal/vault journal/wording resources/icons resources/licences resources/translations ui/away ui/page ui/scheme ui/state ui/theme ui/widget",
	"ui/away":                         "ui/sessionbus",
	"ui/instance":                     "",
	"ui/page":                         "charts charts/report journal journal/atomicfile journal/backup journal/exchange journal/insight journal/optional journal/passphrase journal/regular journal/describe journal/vault journal/wording lockdown resources/translations ui/state ui/theme ui/widget",
	"ui/scheme":                       "journal/regular ui/sessionbus",
	"ui/sessionbus":                   "",
	"ui/sessionbus/sessionbustest":    "",
	"ui/state":                        "charts journal journal/insight journal/optional journal/describe journal/wording",
	"ui/textedit":                     "",
	"ui/theme":                        "charts journal/wording resources/fonts",
	"ui/widget":                       "charts journal journal/optional journal/describe journal/wording resources/icons ui/state ui/textedit ui/theme",
}

// testArrows lists what the tests of a package import of ours beside that.
var testArrows = map[string]string{
	"charts/report":          "journal/optional journal/vault",
	"charts/typeface":        "resources/translations",
	"cmd/enact":              "clock/clocktest",
	"cmd/enactive":           "clock clock/clocktest journal/optional ui/theme",
	"journal/backup":         "clock",
	"journal/exchange":       "journal/vault",
	"journal/insight":        "charts journal/wording/wordingtest",
	"journal/describe":       "journal/optional journal/wording/wordingtest",
	"proof":                  "clock clock/clocktest",
	"resources/sample":       "journal/insight journal/vault",
	"resources/translations": "journal/wording resources/fonts resources/translations/source",
	"ui":                     "charts/report journal/insight journal/optional journal/describe resources/sample",
	"ui/away":                "ui/sessionbus/sessionbustest",
	"ui/scheme":              "ui/sessionbus/sessionbustest",
	"ui/state":               "journal/vault",
	"ui/widget":              "journal/insight",
}

// windowLibraries may be imported only by the window.
var windowLibraries = []string{"fyne.io/", "github.com/dweymouth/"}

func TestEveryArrowIsOneThatIsAllowed(t *testing.T) {
	drawn := map[string]map[string]bool{} // by package; tests apart, under "package tests"
	err := filepath.WalkDir(".", func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "build" || d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && file != ".") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(file, ".go") {
			return nil
		}
		readArrows(t, filepath.ToSlash(file), drawn)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(drawn) < 40 {
		t.Fatalf("looked at %d packages only: is this the root of the project?", len(drawn))
	}
	for _, wrong := range differences(drawn, arrows, testArrows) {
		t.Error(wrong)
	}
}

// readArrows notes what a file imports of ours, and looks after the window's libraries.
func readArrows(t *testing.T, file string, drawn map[string]map[string]bool) {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		t.Errorf("reading %s: %v", file, err)
		return
	}
	dir, in := path.Dir(file), path.Dir(file)
	isTest := strings.HasSuffix(file, "_test.go")
	if isTest {
		in += tests
	}
	if drawn[in] == nil {
		drawn[in] = map[string]bool{}
	}
	for _, spec := range parsed.Imports {
		imported := strings.Trim(spec.Path.Value, `"`)
		if ours, ok := strings.CutPrefix(imported, module); ok {
			if ours != dir {
				drawn[in][ours] = true
			}
			continue
		}
		for _, lib := range windowLibraries {
			if !isTest && strings.HasPrefix(imported, lib) && !mayDrawWindows(dir) {
				t.Errorf("%s imports %s: only the window may", file, imported)
			}
		}
	}
}

const tests = " tests"

// differences compares the arrows that are drawn with those that are allowed.
func differences(drawn map[string]map[string]bool, allowed, inTests map[string]string) []string {
	var wrong []string
	for _, in := range slices.Sorted(maps.Keys(drawn)) {
		dir, isTest := strings.CutSuffix(in, tests)
		may := map[string]bool{}
		for _, p := range strings.Fields(allowed[dir]) {
			may[p] = true
		}
		if isTest {
			for _, p := range strings.Fields(inTests[dir]) {
				may[p] = true
			}
		} else if _, listed := allowed[dir]; !listed {
			wrong = append(wrong, dir+" is not in the list of packages")
		}
		for _, p := range slices.Sorted(maps.Keys(drawn[in])) {
			if !may[p] {
				wrong = append(wrong, in+" imports "+p+", which is not in its list")
			}
		}
	}
	for _, list := range []struct {
		of     map[string]string
		suffix string
	}{{allowed, ""}, {inTests, tests}} {
		for _, dir := range slices.Sorted(maps.Keys(list.of)) {
			for _, p := range strings.Fields(list.of[dir]) {
				if !drawn[dir+list.suffix][p] {
					wrong = append(wrong, dir+list.suffix+" does not import "+p+" any more: take it from its list")
				}
			}
		}
	}
	return wrong
}

func mayDrawWindows(dir string) bool {
	return dir == "cmd/enactive" || dir == "ui" || strings.HasPrefix(dir, "ui/") && dir != "ui/state"
}

func TestAnArrowThatIsNotAllowedIsSeen(t *testing.T) {
	allowed := map[string]string{"a": "b", "b": "", "c": ""}
	inTests := map[string]string{"b": "c"}
	for name, c := range map[string]struct {
		drawn map[string]map[string]bool
		want  string
	}{
		"as listed":                   {map[string]map[string]bool{"a": {"b": true}, "b": {}, "b tests": {"c": true}, "c": {}}, ""},
		"a new arrow":                 {map[string]map[string]bool{"a": {"b": true, "c": true}, "b tests": {"c": true}}, "a imports c, which is not in its list"},
		"one for tests alone":         {map[string]map[string]bool{"a": {"b": true}, "b": {"c": true}, "b tests": {"c": true}}, "b imports c, which is not in its list"},
		"a package that is not there": {map[string]map[string]bool{"a": {"b": true}, "b tests": {"c": true}, "d": {}}, "d is not in the list of packages"},
		"an arrow that has gone":      {map[string]map[string]bool{"a": {}, "b tests": {"c": true}}, "a does not import b any more: take it from its list"},
	} {
		if got := strings.Join(differences(c.drawn, allowed, inTests), "; "); got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
	if _, err := os.Stat("go.mod"); err != nil {
		t.Fatal("this test must run at the root of the project")
	}
}

func under(dir, prefix string) bool { return dir == prefix || strings.HasPrefix(dir, prefix+"/") }
