package enactive_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// askingForText lists the files of the window and the command line that may ask an error for its
// own text, which is for logs and developers.
var askingForText = map[string]string{
	"cmd/commandline/add.go":     "an error that hands on the text of another one",
	"cmd/commandline/grammar.go": "what the parser of the command line says, in its own words",
	"cmd/commandline/program.go": "a warning before anything is opened",
}

// Whoever shows an error takes its words from package describe: the text of an error is technical.
func TestPeopleReadNoTechnicalText(t *testing.T) {
	seen := map[string]bool{}
	for _, root := range []string{"ui", "cmd/commandline"} {
		err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
				return err
			}
			file = filepath.ToSlash(file)
			set := token.NewFileSet()
			parsed, err := parser.ParseFile(set, file, nil, 0)
			if err != nil {
				return err
			}
			ast.Inspect(parsed, func(n ast.Node) bool {
				if asksForText(n) {
					seen[file] = true
					if askingForText[file] == "" {
						t.Errorf("%s asks an error for its text: describe.Error is for people", set.Position(n.Pos()))
					}
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for file := range askingForText {
		if !seen[file] {
			t.Errorf("%s is on the list of files that ask an error for its text, and does not", file)
		}
	}
}

// asksForText reports whether a part of the code is a call such as err.Error().
func asksForText(n ast.Node) bool {
	call, ok := n.(*ast.CallExpr)
	if !ok || len(call.Args) > 0 {
		return false
	}
	s, ok := call.Fun.(*ast.SelectorExpr)
	return ok && s.Sel.Name == "Error"
}
