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

// arrows lists exactly the packages of ours that each package imports: the test fails for an
// import that is not listed here, and for a line here without an import. Imports point one way,
// from the commands down to the vault and the statistics; Go refuses cycles. A new arrow is a
// decision: add it here in the same commit.
var arrows = map[string]string{
	".":                               "",
	"charts":                          "charts/render charts/typeface journal/describe journal/insight journal/optional",
	"charts/paper":                    "charts/render charts/typeface",
	"charts/paper/papertest":          "",
	"charts/render":                   "charts/typeface resources/fonts",
	"charts/report":                   "charts charts/render charts/report/compose charts/typeface journal journal/describe journal/exchange journal/insight journal/optional journal/picture journal/wording",
	"charts/report/compose":           "charts/paper charts/render charts/typeface",
	"charts/typeface":                 "journal/wording resources/fonts",
	"clock":                           "",
	"clock/clocktest":                 "clock",
	"cmd/commandline":                 "charts charts/report charts/typeface desktop/notify desktop/usertimer journal journal/agefile journal/atomicfile journal/backup journal/bundle journal/capture journal/datadir journal/describe journal/entryform journal/exchange journal/fault journal/freetext journal/insight journal/naming journal/optional journal/passphrase journal/regular journal/saidtime journal/vault journal/weekly keeper keyring localsocket lockdown plaincopy qrcode resources/sample ui/idle",
	"cmd/enact":                       "clock cmd/commandline",
	"cmd/enactive":                    "charts/report charts/typeface clock cmd/commandline cmd/enactive/inputmethod cmd/enactive/locale desktop/notify desktop/usertimer journal journal/backup journal/datadir journal/exchange journal/vault lockdown plaincopy resources/icons resources/sample spelling ui ui/files ui/instance ui/portal ui/scheme",
	"cmd/enactive/inputmethod":        "",
	"cmd/enactive/locale":             "",
	"desktop/notify":                  "ui/sessionbus",
	"desktop/notify/notifytest":       "ui/sessionbus",
	"desktop/usertimer":               "journal/atomicfile journal/weekly",
	"journal":                         "clock journal/fault journal/insight journal/joint journal/naming journal/optional journal/picture journal/sealedfile journal/vault journal/weekly journal/wording",
	"journal/agefile":                 "journal/fault",
	"journal/atomicfile":              "",
	"journal/backup":                  "journal/atomicfile journal/describe journal/fault journal/regular journal/sealedfile journal/vault",
	"journal/bundle":                  "journal/fault journal/regular",
	"journal/capture":                 "journal journal/agefile journal/exchange journal/fault journal/freetext journal/regular journal/saidtime",
	"journal/datadir":                 "",
	"journal/describe":                "journal journal/fault journal/insight journal/wording",
	"journal/entryform":               "journal journal/optional",
	"journal/exchange":                "journal journal/fault journal/jsonparts journal/naming journal/optional journal/otherjournal journal/table journal/wording",
	"journal/fault":                   "",
	"journal/freetext":                "journal",
	"journal/insight":                 "journal/naming journal/optional",
	"journal/insight/simulated":       "journal/insight journal/optional",
	"journal/joint":                   "",
	"journal/jsonparts":               "",
	"journal/naming":                  "",
	"journal/optional":                "",
	"journal/otherjournal":            "journal/jsonparts journal/table",
	"journal/passphrase":              "journal/fault journal/vault/words",
	"journal/picture":                 "",
	"journal/regular":                 "",
	"journal/saidtime":                "journal/table",
	"journal/sealedfile":              "journal/atomicfile journal/regular",
	"journal/table":                   "",
	"journal/vault":                   "clock journal/atomicfile journal/fault journal/regular journal/sealedfile journal/vault/internal/seal journal/vault/words",
	"journal/vault/internal/seal":     "",
	"journal/vault/words":             "journal/fault",
	"journal/weekly":                  "",
	"journal/wording":                 "",
	"journal/wording/wordingtest":     "journal/wording",
	"keeper":                          "localsocket",
	"keyring":                         "",
	"localsocket":                     "",
	"lockdown":                        "",
	"packaging/dist":                  "cmd/commandline resources/icons",
	"packaging/pictures":              "",
	"plaincopy":                       "",
	"proof":                           "",
	"proof/bench":                     "clock journal journal/optional journal/vault",
	"proof/formatdoc":                 "",
	"proof/reader":                    "",
	"qrcode":                          "",
	"resources/fonts":                 "",
	"resources/icons":                 "",
	"resources/licences":              "",
	"resources/sample":                "journal journal/optional",
	"resources/translations":          "",
	"resources/translations/messages": "journal/wording resources/translations resources/translations/source",
	"resources/translations/source":   "journal/wording",
	"spelling":                        "journal/regular",
	"ui":                              "charts charts/report clock desktop/notify desktop/usertimer journal journal/atomicfile journal/capture journal/describe journal/exchange journal/saidtime journal/table journal/vault journal/wording plaincopy resources/icons resources/licences resources/translations spelling ui/arrange ui/atspi ui/choose ui/control ui/drafts ui/files ui/idle ui/input ui/longhand ui/menu ui/notice ui/page ui/pointing ui/problem ui/prose ui/reminding ui/scheme ui/scrolling ui/session ui/shell ui/state ui/textedit ui/theme ui/transfer ui/writing",
	"ui/arrange":                      "ui/theme",
	"ui/atspi":                        "ui/sessionbus ui/spoken",
	"ui/atspi/atspitest":              "ui/sessionbus ui/sessionbus/sessionbustest",
	"ui/choose":                       "journal journal/describe journal/optional journal/wording ui/arrange ui/focus ui/glyph ui/paint ui/pointing ui/prose ui/scrolling ui/spoken ui/theme",
	"ui/control":                      "journal/wording ui/arrange ui/focus ui/glyph ui/paint ui/pointing ui/prose ui/scrolling ui/spoken ui/theme",
	"ui/dayview":                      "charts journal journal/wording ui/arrange ui/control ui/focus ui/paint ui/pointing ui/prose ui/scrolling ui/spoken ui/theme",
	"ui/drafts":                       "journal journal/wording ui/state",
	"ui/entryview":                    "journal ui/arrange ui/glyph ui/paint ui/pointing ui/prose ui/spoken ui/theme",
	"ui/figure":                       "charts charts/paper charts/render ui/focus ui/paint ui/pointing ui/prose ui/scrolling ui/spoken ui/theme",
	"ui/files":                        "journal/atomicfile",
	"ui/focus":                        "",
	"ui/glyph":                        "charts journal ui/paint ui/theme",
	"ui/idle":                         "ui/sessionbus",
	"ui/input":                        "journal journal/describe journal/wording ui/arrange ui/control ui/dayview ui/focus ui/glyph ui/menu ui/paint ui/prose ui/scrolling ui/spoken ui/state ui/textedit ui/theme ui/writing",
	"ui/instance":                     "localsocket",
	"ui/longhand":                     "journal/wording ui/control ui/paint ui/prose ui/textedit ui/theme",
	"ui/menu":                         "ui/paint ui/scrolling ui/spoken ui/theme",
	"ui/notice":                       "ui/arrange ui/paint ui/prose ui/shell ui/spoken ui/surface ui/theme",
	"ui/page":                         "charts charts/report charts/report/compose journal journal/describe journal/fault journal/insight journal/naming journal/optional journal/passphrase journal/picture journal/weekly journal/wording lockdown qrcode resources/icons resources/translations ui/arrange ui/choose ui/control ui/dayview ui/drafts ui/entryview ui/figure ui/focus ui/glyph ui/input ui/menu ui/paint ui/pointing ui/problem ui/prose ui/scrolling ui/shell ui/spoken ui/state ui/surface ui/theme",
	"ui/paint":                        "ui/theme",
	"ui/pointing":                     "ui/paint ui/theme",
	"ui/portal":                       "ui/sessionbus",
	"ui/problem":                      "journal journal/backup journal/describe journal/regular journal/vault journal/wording plaincopy ui/files",
	"ui/prose":                        "journal/wording ui/focus ui/paint ui/scrolling ui/spoken ui/theme ui/writing",
	"ui/reminding":                    "journal/weekly",
	"ui/scheme":                       "journal/regular ui/sessionbus",
	"ui/scrolling":                    "ui/paint ui/theme",
	"ui/session":                      "journal journal/backup journal/describe journal/passphrase journal/vault ui/state",
	"ui/sessionbus":                   "",
	"ui/sessionbus/sessionbustest":    "",
	"ui/shell":                        "journal/wording ui/arrange ui/control ui/focus ui/glyph ui/paint ui/prose ui/scrolling ui/spoken ui/theme",
	"ui/spoken":                       "",
	"ui/state":                        "charts journal journal/describe journal/fault journal/insight journal/naming journal/optional journal/saidtime journal/weekly journal/wording",
	"ui/surface":                      "resources/icons ui/arrange ui/focus ui/glyph ui/paint ui/pointing ui/prose ui/scrolling ui/spoken ui/theme",
	"ui/textedit":                     "ui/spoken",
	"ui/theme":                        "charts journal/wording resources/fonts resources/icons",
	"ui/transfer":                     "journal journal/agefile journal/atomicfile journal/backup journal/bundle journal/describe journal/exchange journal/fault journal/regular journal/table journal/vault journal/wording ui/state",
	"ui/uitest":                       "ui/theme",
	"ui/writing":                      "journal/wording spelling ui/menu ui/paint",
}

// testArrows lists the additional imports of a package's tests.
var testArrows = map[string]string{
	"charts":                      "journal/insight/simulated journal/wording resources/translations",
	"charts/paper":                "charts/paper/papertest",
	"charts/paper/papertest":      "charts/paper charts/typeface",
	"charts/report":               "charts/paper charts/paper/papertest journal/vault resources/sample resources/translations",
	"charts/typeface":             "resources/translations",
	"cmd/commandline":             "clock/clocktest",
	"cmd/enactive":                "clock clock/clocktest desktop/notify/notifytest journal/capture journal/optional journal/weekly ui/atspi/atspitest ui/sessionbus/sessionbustest ui/theme",
	"desktop/notify":              "desktop/notify/notifytest ui/sessionbus/sessionbustest",
	"journal":                     "journal/describe proof/formatdoc",
	"journal/backup":              "clock journal proof/formatdoc",
	"journal/capture":             "journal/describe journal/optional journal/vault",
	"journal/describe":            "charts journal/optional journal/vault journal/wording/wordingtest",
	"journal/exchange":            "journal/describe journal/insight journal/vault journal/weekly",
	"journal/insight":             "charts journal/describe journal/insight/simulated",
	"journal/joint":               "proof/formatdoc",
	"journal/passphrase":          "journal/describe",
	"journal/sealedfile":          "proof/formatdoc",
	"journal/vault":               "journal/describe proof/formatdoc",
	"journal/vault/internal/seal": "proof/formatdoc",
	"journal/vault/words":         "journal/describe proof/formatdoc",
	"plaincopy":                   "",
	"proof":                       "clock clock/clocktest",
	"proof/reader":                "journal journal/backup journal/vault journal/weekly proof/formatdoc resources/sample",
	"resources/sample":            "journal/describe journal/insight journal/vault",
	"resources/translations":      "journal/wording resources/fonts resources/translations/source",
	"ui":                          "charts/report journal/agefile journal/backup journal/insight journal/optional journal/weekly qrcode resources/sample ui/dayview ui/entryview ui/figure ui/menu ui/spoken ui/surface ui/uitest",
	"ui/arrange":                  "ui/uitest",
	"ui/atspi":                    "ui/atspi/atspitest",
	"ui/choose":                   "ui/uitest",
	"ui/control":                  "ui/uitest",
	"ui/dayview":                  "ui/surface ui/uitest",
	"ui/figure":                   "journal/insight ui/uitest",
	"ui/glyph":                    "ui/uitest",
	"ui/idle":                     "ui/sessionbus/sessionbustest",
	"ui/input":                    "spelling ui/shell ui/surface ui/uitest",
	"ui/menu":                     "ui/uitest",
	"ui/page":                     "journal/vault",
	"ui/paint":                    "ui/choose ui/control ui/glyph ui/input ui/prose ui/surface ui/uitest",
	"ui/portal":                   "ui/sessionbus/sessionbustest",
	"ui/prose":                    "ui/uitest",
	"ui/shell":                    "ui/uitest",
	"ui/scheme":                   "ui/sessionbus/sessionbustest",
	"ui/state":                    "journal/vault",
	"ui/surface":                  "journal ui/input ui/uitest",
	"ui/transfer":                 "journal/vault",
}

// windowLibraries may be imported only by the window.
var windowLibraries = []string{"fyne.io/", "github.com/dweymouth/"}

func TestEveryImportIsAllowed(t *testing.T) {
	drawn := map[string]map[string]bool{} // by package; tests separately, under "package tests"
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

// readArrows notes the imports of a file, and checks the use of the window's libraries.
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

// differences compares the actual imports with the allowed ones.
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

func TestAForbiddenImportIsDetected(t *testing.T) {
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
