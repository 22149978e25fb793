// Package source finds the messages that the code uses: every id that is passed to package
// wording, and every kind and operation of package fault, which package describe puts into words.
package source

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"enactive/journal/wording"
)

// Use is one use of a message in the code.
type Use struct {
	ID      string
	Counted bool
	// Kind is set for a kind or an operation of package fault, which does not show whether its
	// message is counted.
	Kind bool
	// Values are the names of its values, each followed by a blank, if IsKnown.
	Values  string
	IsKnown bool
	// File is the path of the file; the quoted ID is at its bytes From to To.
	File     string
	From, To int
	Line     int
}

// At returns the position in the form of compilers.
func (u Use) At() string { return fmt.Sprintf("%s:%d", u.File, u.Line) }

// Uses reads the source of the module in root, without its tests, and returns every use of a message.
// The error lists all calls whose id is not a constant.
func Uses(root string) ([]Use, error) {
	c := &collector{set: token.NewFileSet()}
	folders := map[string][]*ast.File{}
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || d.Name() == "build" || strings.HasPrefix(d.Name(), ".") && file != root):
			return filepath.SkipDir
		case d.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go"):
			return nil
		}
		parsed, err := parser.ParseFile(c.set, file, nil, 0)
		if err != nil {
			return err
		}
		folders[filepath.Dir(file)] = append(folders[filepath.Dir(file)], parsed)
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, files := range folders {
		c.constants = map[string]*ast.BasicLit{}
		for _, f := range files {
			c.collectConstants(f)
		}
		for _, f := range files {
			c.walk(f)
		}
	}
	slices.SortFunc(c.uses, func(a, b Use) int { return strings.Compare(a.At(), b.At()) })
	return slices.CompactFunc(c.uses, func(a, b Use) bool { return a == b }), errors.Join(c.wrong...)
}

// Wrong compares the uses with the English messages and returns a line for each difference: a
// message that is missing, one that is counted on one side only, one that is not used, one that
// lacks a value.
func Wrong(uses []Use, english map[string]wording.Message) []string {
	var wrong []string
	used := map[string]bool{}
	for _, u := range uses {
		m, ok := english[u.ID]
		switch {
		case !ok:
			wrong = append(wrong, fmt.Sprintf("%s: %q is in no file: add it", u.At(), u.ID))
		case m.IsCounted() != u.Counted && !u.Kind:
			wrong = append(wrong, fmt.Sprintf("%s: %q is counted in the code: %v, in its English: %v", u.At(), u.ID, u.Counted, m.IsCounted()))
		}
		for _, name := range u.lacks(m) {
			wrong = append(wrong, fmt.Sprintf("%s: %q gets no value for %s", u.At(), u.ID, name))
		}
		used[u.ID] = true
	}
	for _, id := range slices.Sorted(maps.Keys(english)) {
		if !used[id] {
			wrong = append(wrong, fmt.Sprintf("%q is said nowhere: remove it", id))
		}
	}
	return wrong
}

var place = regexp.MustCompile(`{{\.(\w+)}}`)

// lacks returns the values in the text of a message that the use does not provide.
func (u Use) lacks(m wording.Message) []string {
	var names []string
	for _, at := range place.FindAllStringSubmatch(m.One+m.Other, -1) {
		if u.IsKnown && !strings.Contains(" "+u.Values, " "+at[1]+" ") && !slices.Contains(names, at[1]) {
			names = append(names, at[1])
		}
	}
	return names
}

type collector struct {
	set       *token.FileSet
	constants map[string]*ast.BasicLit // of the current package
	uses      []Use
	wrong     []error
}

// collectConstants records the string constants of a file.
func (c *collector) collectConstants(f *ast.File) {
	for _, d := range f.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.CONST {
			continue
		}
		for _, s := range g.Specs {
			v := s.(*ast.ValueSpec)
			for i, name := range v.Names {
				if i < len(v.Values) {
					if lit := c.literal(v.Values[i]); lit != nil {
						c.constants[name.Name] = lit
					}
				}
			}
		}
	}
}

func (c *collector) walk(f *ast.File) {
	home := f.Name.Name == "wording"
	faults := imports(f, "fault")
	ast.Inspect(f, func(n ast.Node) bool {
		if faults {
			c.walkFault(n)
		}
		switch n := n.(type) {
		case *ast.ValueSpec:
			if isType(n.Type, "wording", "Text") { // const title wording.Text = "..."
				for _, value := range n.Values {
					c.add(value, false, home)
				}
			}
		case *ast.CallExpr:
			switch name := called(n, home); {
			case name == "Say" && len(n.Args) > 0:
				c.add(n.Args[0], false, home)
			case name == "Count" && len(n.Args) > 1:
				c.add(n.Args[1], true, home || isKind(n.Args[1]))
			case name == "Text" && len(n.Args) == 1:
				c.add(n.Args[0], false, true) // a Text is used later
			}
		}
		return true
	})
}

// called returns the name of the function of the package wording in a call, "" for other functions.
func called(call *ast.CallExpr, home bool) string {
	switch fun := call.Fun.(type) {
	case *ast.SelectorExpr:
		if x, ok := fun.X.(*ast.Ident); ok && x.Name == "wording" {
			return fun.Sel.Name
		}
		if home && fun.Sel.Name == "say" { // a method of Voice
			return "Say"
		}
	case *ast.Ident:
		if home {
			return fun.Name
		}
	}
	return ""
}

// add records a message whose id is a constant. An id in a variable was recorded at its declaration.
func (c *collector) add(arg ast.Expr, counted, isVariableAllowed bool) {
	at := c.set.Position(arg.Pos())
	lit := c.literal(arg)
	if lit == nil {
		if !isVariableAllowed {
			c.wrong = append(c.wrong, fmt.Errorf("%s:%d: the id of the message is not written out where it is said", at.Filename, at.Line))
		}
		return
	}
	id, err := strconv.Unquote(lit.Value)
	if err != nil {
		c.wrong = append(c.wrong, fmt.Errorf("%s:%d: %w", at.Filename, at.Line, err))
		return
	}
	from, to := c.set.Position(lit.Pos()), c.set.Position(lit.End())
	c.uses = append(c.uses, Use{ID: id, Counted: counted, File: from.Filename, From: from.Offset, To: to.Offset, Line: from.Line})
}

// literal returns the constant text of an expression, nil if it is computed.
func (c *collector) literal(e ast.Expr) *ast.BasicLit {
	switch x := e.(type) {
	case *ast.BasicLit:
		if x.Kind == token.STRING {
			return x
		}
	case *ast.ParenExpr:
		return c.literal(x.X)
	case *ast.Ident:
		return c.constants[x.Name]
	case *ast.CallExpr: // wording.Text("..."), fault.Kind("...")
		if s, ok := x.Fun.(*ast.SelectorExpr); ok && (s.Sel.Name == "Text" || s.Sel.Name == "Kind") && len(x.Args) == 1 {
			return c.literal(x.Args[0])
		}
	}
	return nil
}
