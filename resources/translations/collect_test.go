package translations

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"enactive/journal/wording"
)

// message is a sentence of the code: its English, or its English for one and for many.
type message struct {
	one, other string
	counted    bool
	at         string
}

// collect reads the source of the whole module and returns every sentence that goes through
// the package wording, by its key.
func collect(t *testing.T, root string) map[string]message {
	t.Helper()
	c := &collector{t: t, set: token.NewFileSet(), found: map[string]message{}}
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
		t.Fatal(err)
	}
	for _, files := range folders {
		c.constants = map[string]string{}
		for _, f := range files {
			c.remember(f)
		}
		for _, f := range files {
			c.walk(f)
		}
	}
	return c.found
}

type collector struct {
	t         *testing.T
	set       *token.FileSet
	constants map[string]string // of the package that is read
	found     map[string]message
}

// remember notes the string constants of a file.
func (c *collector) remember(f *ast.File) {
	for _, d := range f.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.CONST {
			continue
		}
		for _, s := range g.Specs {
			v := s.(*ast.ValueSpec)
			for i, name := range v.Names {
				if i < len(v.Values) {
					if text, ok := c.literal(v.Values[i]); ok {
						c.constants[name.Name] = text
					}
				}
			}
		}
	}
}

func (c *collector) walk(f *ast.File) {
	home := f.Name.Name == "wording"
	ast.Inspect(f, func(n ast.Node) bool {
		if v, ok := n.(*ast.ValueSpec); ok && isText(v.Type) { // const title wording.Text = "…"
			for _, value := range v.Values {
				c.add(c.set.Position(v.Pos()).String(), value, home)
			}
		}
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		name := ""
		switch fun := call.Fun.(type) {
		case *ast.SelectorExpr:
			if x, ok := fun.X.(*ast.Ident); ok && x.Name == "wording" {
				name = fun.Sel.Name
			}
			if home && fun.Sel.Name == "say" { // a voice says it
				name = "Say"
			}
		case *ast.Ident:
			if home {
				name = fun.Name
			}
		}
		at := c.set.Position(call.Pos()).String()
		switch {
		case name == "Say" && len(call.Args) > 0:
			c.add(at, call.Args[0], home)
		case name == "Text" && len(call.Args) == 1:
			if text, ok := c.literal(call.Args[0]); ok { // else what is kept as a Text is said later
				c.keep(text, message{other: wording.English(text), at: at})
			}
		case name == "Count" && len(call.Args) >= 3:
			one, a := c.literal(call.Args[1])
			many, b := c.literal(call.Args[2])
			if !a || !b {
				c.t.Errorf("%s: the forms of Count are not written out", at)
				return true
			}
			c.keep(many, message{one: wording.English(one), other: wording.English(many), counted: true, at: at})
		}
		return true
	})
}

func isText(e ast.Expr) bool {
	s, ok := e.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	x, ok := s.X.(*ast.Ident)
	return ok && x.Name == "wording" && s.Sel.Name == "Text"
}

// add notes a sentence that is written out; a value that is a Text already was noted where
// it was made.
func (c *collector) add(at string, arg ast.Expr, home bool) {
	text, ok := c.literal(arg)
	if ok {
		c.keep(text, message{other: wording.English(text), at: at})
		return
	}
	if home {
		return // the package itself hands on what it gets
	}
	c.t.Errorf("%s: the sentence is not written out where it is said", at)
}

func (c *collector) keep(key string, m message) {
	if old, ok := c.found[key]; ok && old.counted != m.counted {
		c.t.Errorf("%s and %s: %q is counted in one place and not in the other", old.at, m.at, key)
	}
	c.found[key] = m
}

// literal is the text of a literal, of literals put together, or of a constant.
func (c *collector) literal(e ast.Expr) (string, bool) {
	switch x := e.(type) {
	case *ast.BasicLit:
		if x.Kind != token.STRING {
			return "", false
		}
		text, err := strconv.Unquote(x.Value)
		return text, err == nil
	case *ast.BinaryExpr:
		a, ok1 := c.literal(x.X)
		b, ok2 := c.literal(x.Y)
		return a + b, ok1 && ok2 && x.Op == token.ADD
	case *ast.ParenExpr:
		return c.literal(x.X)
	case *ast.Ident:
		text, ok := c.constants[x.Name]
		return text, ok
	case *ast.CallExpr: // wording.Text("…")
		if s, ok := x.Fun.(*ast.SelectorExpr); ok && s.Sel.Name == "Text" && len(x.Args) == 1 {
			return c.literal(x.Args[0])
		}
	}
	return "", false
}

// places are the names in {{.Name}} of a text.
func places(text string) map[string]bool {
	found := map[string]bool{}
	for {
		_, rest, ok := strings.Cut(text, "{{.")
		if !ok {
			return found
		}
		name, after, _ := strings.Cut(rest, "}}")
		found[name] = true
		text = after
	}
}

func (m message) String() string {
	if m.counted {
		return fmt.Sprintf("%q / %q", m.one, m.other)
	}
	return strconv.Quote(m.other)
}
