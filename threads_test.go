package enactive_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"testing"
)

// workers are the functions that run an argument off the interface's thread, with the index of that
// argument.
var workers = map[string]int{"Work": 0, "work": 0, "Draw": 0, "draw": 0, "long": 2}

// TestWorkReadsNothingThatTheWindowWrites looks for work that uses, on another goroutine, a field
// that the interface's thread writes after its creation, or a text that a person types: both must
// be read before the work begins. It checks only the work itself, not the functions that it
// calls.
func TestWorkReadsNothingThatTheWindowWrites(t *testing.T) {
	for name, at := range sharedFields(t, readProgram(t, "."), "ui") {
		t.Errorf("%s is written on the interface's thread and used in work away from it: %s", name, strings.Join(at, ", "))
	}
}

func TestWorkThatReadsAFieldIsDetected(t *testing.T) {
	const source = `package p
type desk struct { made, look, part, own int; Text string; in struct{ deep int }; Work func(work func(), done func()) }
func newDesk() *desk { d := &desk{}; d.made = 1; return d }
func long(d *desk, title string, work func(), done func()) {}
func (d *desk) f() {
	d.look, d.part, d.in.deep = 1, 2, 3
	look := d.look
	d.Work(func() { _ = look; _ = d.made; d.own = 1 }, func() { _ = d.look })
	d.Work(func() { _ = d.part }, nil)
	long(d, "", func() { if true { func() { _ = d.in.deep }() } }, nil)
	d.Work(func() { _ = d.Text }, nil)
}
`
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, "p.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for name := range sharedFields(t, program{set: set, files: map[string][]*ast.File{"ui/p": {file}}}, "ui") {
		got = append(got, name)
	}
	slices.Sort(got)
	if want := []string{"Text", "deep", "in", "part"}; !slices.Equal(got, want) {
		t.Errorf("seen: %q, want: %q", got, want)
	}
}

// sharedFields returns the fields that work uses and that are written elsewhere, with the places.
func sharedFields(t *testing.T, p program, root string) map[string][]string {
	t.Helper()
	c := newChecker(p)
	written := map[types.Object]bool{}
	var works []*ast.FuncLit
	for dir, files := range p.files {
		if !under(dir, root) {
			continue
		}
		c.check(dir)
		for _, file := range files {
			ast.Inspect(file, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok {
					if work := workOf(call); work != nil {
						works = append(works, work)
					}
				}
				return true
			})
		}
	}
	for dir, files := range p.files {
		if !under(dir, root) {
			continue
		}
		for _, file := range files {
			for _, d := range file.Decls {
				if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil {
					c.writtenFields(f.Body, works, written)
				}
			}
		}
	}
	shared := map[string][]string{}
	for _, work := range works {
		ast.Inspect(work.Body, func(n ast.Node) bool {
			s, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if c.packageOf(s) != "" || s.Sel.Name != "Text" && !written[c.field(s)] {
				return true
			}
			if c.madeIn(s, work.Body) || c.isCopy(s) {
				return true
			}
			shared[s.Sel.Name] = append(shared[s.Sel.Name], c.set.Position(s.Pos()).String())
			return true
		})
	}
	return shared
}

// workOf returns the part of a call that runs off the interface's thread, or nil.
func workOf(call *ast.CallExpr) *ast.FuncLit {
	name := ""
	switch fun := call.Fun.(type) {
	case *ast.Ident:
		name = fun.Name
	case *ast.SelectorExpr:
		name = fun.Sel.Name
	}
	at, ok := workers[name]
	if !ok || at >= len(call.Args) {
		return nil
	}
	work, _ := call.Args[at].(*ast.FuncLit)
	return work
}

// writtenFields notes the fields that a function assigns in a value that it did not create, and the
// fields that contain them. A nested function runs later. Fields that work writes are its own
// business.
func (c *checker) writtenFields(body *ast.BlockStmt, works []*ast.FuncLit, written map[types.Object]bool) {
	ast.Inspect(body, func(n ast.Node) bool {
		if lit, ok := n.(*ast.FuncLit); ok {
			if !slices.Contains(works, lit) {
				c.writtenFields(lit.Body, works, written)
			}
			return false
		}
		var to []ast.Expr
		switch n := n.(type) {
		case *ast.AssignStmt:
			to = n.Lhs
		case *ast.IncDecStmt:
			to = []ast.Expr{n.X}
		}
		for _, e := range to {
			for s, ok := e.(*ast.SelectorExpr); ok; s, ok = s.X.(*ast.SelectorExpr) {
				if field := c.field(s); field != nil && !c.madeIn(s, body) {
					written[field] = true
				}
				if x, ok := s.X.(*ast.SelectorExpr); ok && !c.isStruct(x) {
					break // the target of a pointer belongs to another value
				}
			}
		}
		return true
	})
}

// field returns the field of one of our structs that an expression selects, or nil.
func (c *checker) field(s *ast.SelectorExpr) types.Object {
	if selection := c.info.Selections[s]; selection != nil && selection.Kind() == types.FieldVal {
		return selection.Obj()
	}
	return nil
}

// isStruct reports whether a field is a struct, and not a pointer to one.
func (c *checker) isStruct(s *ast.SelectorExpr) bool {
	field := c.field(s)
	if field == nil {
		return false
	}
	_, is := field.Type().Underlying().(*types.Struct)
	return is
}

// madeIn reports whether an expression begins with a variable that is declared within a function, so
// that no other code has it yet. Receivers and parameters do not count.
func (c *checker) madeIn(e ast.Expr, body *ast.BlockStmt) bool {
	for {
		switch x := e.(type) {
		case *ast.SelectorExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.CallExpr:
			e = x.Fun
		case *ast.Ident:
			o := c.info.Uses[x]
			return o != nil && body.Pos() <= o.Pos() && o.Pos() < body.End()
		default:
			return false
		}
	}
}

// isCopy reports whether a field belongs to a variable that holds a whole struct, not an address.
func (c *checker) isCopy(s *ast.SelectorExpr) bool {
	x, ok := s.X.(*ast.Ident)
	if !ok {
		return false
	}
	v, ok := c.info.Uses[x].(*types.Var)
	if !ok {
		return false
	}
	_, is := v.Type().Underlying().(*types.Struct)
	return is
}
