package enactive_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// measuring lists the files that may read the computer's clock, because they measure how long
// something takes or wait for it. The current day comes from package clock, which tests can set
// to any day.
var measuring = map[string]string{
	"clock/clock.go": "the clock itself",

	"cmd/commandline/progress.go":        "how often a bar is drawn",
	"journal/vault/internal/seal/kdf.go": "what a derivation costs here",
	"keeper/caller.go":                   "how long a holder may be silent",
	"keeper/holder.go":                   "how long a command may be silent",
	"proof/bench/floor.go":               "a measurement",
	"proof/bench/measure.go":             "a measurement",
	"proof/bench/process.go":             "a measurement",
	"ui/instance/instance.go":            "how long another window may be silent",
	"ui/lock.go":                         "how long a lock waits for saves",
	"ui/shell/sheet.go":                  "which click is the second half of a double one",
	"ui/page/long.go":                    "how often a sheet says how far it is",

	"clock/clock_test.go":                   "that the clock runs",
	"cmd/enactive/click_test.go":            "waits for the window",
	"cmd/enactive/frameswalk_test.go":       "frames",
	"cmd/enactive/idle_test.go":             "the processor's time",
	"cmd/enactive/screen_test.go":           "waits for the window",
	"cmd/enactive/testdata/frames/steps.go": "frames",
	"journal/exchange/bench_test.go":        "a measurement",
	"keeper/keeper_test.go":                 "waits for the other side",
	"proof/writer_test.go":                  "waits for the program",
	"ui/idle/bus_test.go":                   "waits for the bus",
	"ui/window_test.go":                     "waits for the window",
}

// readings are the functions of package time that read the computer's clock.
var readings = map[string]bool{"Now": true, "Since": true, "Until": true}

func TestTheDayComesFromOneClock(t *testing.T) {
	seen := map[string]bool{}
	err := filepath.WalkDir(".", func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "build" || strings.HasPrefix(d.Name(), ".") && file != ".") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(file, ".go") {
			return nil
		}
		file = filepath.ToSlash(file)
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			return err
		}
		if importsTestClock(file, parsed) {
			t.Errorf("%s imports what is for tests alone", file)
		}
		for _, name := range readingsIn(parsed) {
			seen[file] = true
			if measuring[file] == "" {
				t.Errorf("%s calls time.%s: take the clock that the program was given, or clock.Now", file, name)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for file := range measuring {
		if !seen[file] {
			t.Errorf("%s does not look at the computer's clock any more: take it from the list", file)
		}
	}
}

// importsTestClock reports whether a package of the program imports the clock of the tests.
func importsTestClock(file string, parsed *ast.File) bool {
	if strings.HasSuffix(file, "_test.go") || strings.Contains(file, "testdata/") {
		return false
	}
	for _, spec := range parsed.Imports {
		if strings.Trim(spec.Path.Value, `"`) == module+"clock/clocktest" {
			return true
		}
	}
	return false
}

// readingsIn returns the functions with which a file reads the computer's clock.
func readingsIn(parsed *ast.File) []string {
	name := ""
	for _, spec := range parsed.Imports {
		if at := strings.Trim(spec.Path.Value, `"`); at == "time" {
			if name = path.Base(at); spec.Name != nil {
				name = spec.Name.Name
			}
		}
	}
	var found []string
	ast.Inspect(parsed, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok && name != "" {
			if x, ok := s.X.(*ast.Ident); ok && x.Name == name && readings[s.Sel.Name] {
				found = append(found, s.Sel.Name)
			}
		}
		return true
	})
	return found
}

func TestReadingTheComputersClockIsDetected(t *testing.T) {
	for text, want := range map[string]int{
		"package p; import \"time\"; var t = time.Now()":                       1,
		"package p; import \"time\"; var now = time.Now":                       1,
		"package p; import hour \"time\"; var t = hour.Since(hour.Unix(0, 0))": 1,
		"package p; import \"time\"; var t = time.Unix(0, 0)":                  0,
		"package p; import time \"enactive/clock\"; var t = time.Now()":        0,
	} {
		parsed, err := parser.ParseFile(token.NewFileSet(), "p.go", text, 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := readingsIn(parsed); len(got) != want {
			t.Errorf("in %q it finds %q, want %d", text, got, want)
		}
	}
}
