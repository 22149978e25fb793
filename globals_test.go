package enactive_test

import (
	"fmt"
	"go/ast"
	"go/build/constraint"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// writtenAfterStart lists the package variables that may change while the program runs, each with
// the reason.
var writtenAfterStart = map[string]string{
	"journal/wording.voice": "the language is swapped as a whole through one atomic pointer",
}

// TestNoGlobalIsWrittenAfterStart reads the whole program for package variables that are changed
// outside their declaration and init: assigned as a whole or in part, passed by address, or of a
// type that is meant to be changed. A value of sync.OnceValue counts as a constant that is
// computed late. Changes through another name of the same map or slice are not detected.
func TestNoGlobalIsWrittenAfterStart(t *testing.T) {
	written := findWritten(t, readProgram(t, "."))
	for name, at := range written {
		if writtenAfterStart[name] == "" {
			t.Errorf("%s is written after the start of the program: %s", name, strings.Join(at, ", "))
		}
	}
	for name := range writtenAfterStart {
		if written[name] == nil {
			t.Errorf("%s is on the list of what may be written, and is not", name)
		}
	}
}

func TestWritingAGlobalIsDetected(t *testing.T) {
	const source = `package p
import ("slices"; "sort"; "sync"; sa "sync/atomic"; "net/http"; "time")
type counter struct{ n int }
func (c *counter) add() { c.n++ }
func (c counter) value() int { return c.n }
var (
	assigned, counted, computed int
	inPart struct{ n int }
	indexed = map[string]int{}
	deleted = map[string]int{}
	cleared, sorted, sorted2, copied, ranged []int
	address int
	array [3]int
	method counter
	through = &counter{}
	mutex sync.Mutex
	once sync.Once
	atom sa.Pointer[int]
	atom2 = new(sa.Int64)
	in func()
	cache = func() func() int { n := 0; return func() int { n++; return n } }()

	declared = []int{1}
	initial int
	read counter
	shadowed int
	late = sync.OnceValue(func() int { return 1 })
	own = func() map[int]int { own := map[int]int{}; own[1] = 2; return own }()
)
func init() { initial = 1 }
func f() {
	assigned = 1
	counted++
	computed += 2
	inPart.n = 1
	indexed["a"] = 1
	delete(deleted, "a")
	clear(cleared)
	slices.Sort(sorted)
	sort.Ints(sorted2)
	copy(copied, declared)
	for ranged[0] = range 3 {}
	p := &address
	q := array[:]
	method.add()
	through.add()
	func() { in = nil }()
	_, _ = p, q
	_ = read.value() + initial + late() + declared[0]
	shadowed := 1
	shadowed++
	for declared := range 3 { declared++ }
	http.DefaultTransport = nil
	time.Local = time.UTC
}
`
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, "p.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	written := findWritten(t, program{set: set, files: map[string][]*ast.File{"p": {file}}})
	want := []string{"net/http.DefaultTransport", "time.Local"}
	for _, name := range strings.Fields(`assigned counted computed inPart indexed deleted cleared sorted sorted2 copied ranged
		address array method through mutex once atom atom2 in cache`) {
		want = append(want, "p."+name)
	}
	var got []string
	for name := range written {
		got = append(got, name)
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("seen: %q\nwant: %q", got, want)
	}
}

// program is the source of the module, by folder.
type program struct {
	set   *token.FileSet
	files map[string][]*ast.File
}

func readProgram(t *testing.T, root string) program {
	t.Helper()
	p := program{set: token.NewFileSet(), files: map[string][]*ast.File{}}
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "build" || d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && file != root):
			return filepath.SkipDir
		case d.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go"):
			return nil
		}
		parsed, err := parser.ParseFile(p.set, file, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		if !isTool(parsed) {
			dir := filepath.ToSlash(filepath.Dir(file))
			p.files[dir] = append(p.files[dir], parsed)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(p.files) < 20 {
		t.Fatalf("found %d packages only: is this the root of the project?", len(p.files))
	}
	return p
}

// isTool reports whether a file is part of no program and only run by hand.
func isTool(file *ast.File) bool {
	for _, group := range file.Comments {
		for _, c := range group.List {
			if c.Pos() < file.Package && constraint.IsGoBuild(c.Text) && strings.Contains(c.Text, "ignore") {
				return true
			}
		}
	}
	return false
}

// findWritten returns the package variables that are written after the start, by package and name,
// with the places.
func findWritten(t *testing.T, p program) map[string][]string {
	t.Helper()
	c := newChecker(p)
	f := &finder{checker: c, written: map[string][]string{}}
	for dir, files := range p.files {
		c.check(dir)
		for _, file := range files {
			f.file(file)
		}
	}
	return f.written
}

// checker resolves names. It type-checks our own packages; those of others are empty, which the type
// checker reports and tolerates.
type checker struct {
	program
	done map[string]*types.Package
	info types.Info
}

func newChecker(p program) *checker {
	return &checker{program: p, done: map[string]*types.Package{}, info: types.Info{
		Uses: map[*ast.Ident]types.Object{}, Defs: map[*ast.Ident]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{},
	}}
}

// check type-checks a package once.
func (c *checker) check(dir string) *types.Package {
	if pkg := c.done[dir]; pkg != nil {
		return pkg
	}
	config := types.Config{Importer: c, Error: func(error) {}, FakeImportC: true}
	pkg, _ := config.Check(module+dir, c.set, c.files[dir], &c.info)
	c.done[dir] = pkg
	return pkg
}

// Import implements types.Importer.
func (c *checker) Import(path string) (*types.Package, error) {
	dir, ours := strings.CutPrefix(path, module)
	if ours && c.files[dir] != nil {
		return c.check(dir), nil
	}
	name := path[strings.LastIndex(path, "/")+1:]
	pkg := types.NewPackage(path, name)
	pkg.MarkComplete()
	return pkg, nil
}

// finder looks for writes.
type finder struct {
	*checker
	written map[string][]string
}

func (f *finder) file(file *ast.File) {
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Body != nil && (d.Recv != nil || d.Name.Name != "init") {
				ast.Inspect(d.Body, f.node)
			}
		case *ast.GenDecl:
			for _, s := range d.Specs {
				if v, ok := s.(*ast.ValueSpec); ok && d.Tok == token.VAR {
					f.declaration(v)
				}
			}
		}
	}
}

// declaration checks how a variable is initialised: a type that is meant to be changed counts as
// written, and a function may keep state.
func (f *finder) declaration(v *ast.ValueSpec) {
	for i, name := range v.Names {
		changes := f.isForChange(v.Type)
		if i < len(v.Values) {
			changes = changes || f.isForChange(v.Values[i]) || keepsSomething(v.Values[i])
		}
		if changes {
			f.found(f.info.Defs[name], v)
		}
	}
	for _, value := range v.Values {
		ast.Inspect(value, f.node)
	}
}

// isForChange reports whether a type, or the type of a value, is from sync or sync/atomic.
func (f *finder) isForChange(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.SelectorExpr:
		path := f.packageOf(e)
		return path == "sync" || path == "sync/atomic"
	case *ast.IndexExpr:
		return f.isForChange(e.X)
	case *ast.StarExpr:
		return f.isForChange(e.X)
	case *ast.UnaryExpr:
		return f.isForChange(e.X)
	case *ast.CompositeLit:
		return f.isForChange(e.Type)
	case *ast.CallExpr:
		if fun, ok := e.Fun.(*ast.Ident); ok && fun.Name == "new" && len(e.Args) == 1 {
			return f.isForChange(e.Args[0])
		}
	}
	return false
}

// keepsSomething reports whether a function that is called at the start returns another function.
func keepsSomething(e ast.Expr) bool {
	call, ok := e.(*ast.CallExpr)
	if !ok {
		return false
	}
	fun, ok := call.Fun.(*ast.FuncLit)
	if !ok || fun.Type.Results == nil {
		return false
	}
	return slices.ContainsFunc(fun.Type.Results.List, func(r *ast.Field) bool {
		_, is := r.Type.(*ast.FuncType)
		return is
	})
}

// node checks a statement or expression that runs after the start.
func (f *finder) node(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.AssignStmt:
		if n.Tok != token.DEFINE {
			for _, to := range n.Lhs {
				f.writes(to, n)
			}
		}
	case *ast.IncDecStmt:
		f.writes(n.X, n)
	case *ast.RangeStmt:
		if n.Tok == token.ASSIGN {
			f.writes(n.Key, n)
			f.writes(n.Value, n)
		}
	case *ast.UnaryExpr:
		if n.Op == token.AND {
			f.writes(n.X, n)
		}
	case *ast.SliceExpr:
		if v := f.variable(n.X); v != nil {
			if _, array := v.Type().Underlying().(*types.Array); array {
				f.found(v, n)
			}
		}
	case *ast.CallExpr:
		f.call(n)
	}
	return true
}

// call checks calls that write to their arguments or their receiver.
func (f *finder) call(n *ast.CallExpr) {
	switch fun := n.Fun.(type) {
	case *ast.Ident:
		if slices.Contains([]string{"delete", "clear", "copy"}, fun.Name) && len(n.Args) > 0 {
			f.writes(n.Args[0], n)
		}
	case *ast.SelectorExpr:
		path := f.packageOf(fun)
		if len(n.Args) > 0 && (path == "sort" || path == "slices" && (strings.HasPrefix(fun.Sel.Name, "Sort") || fun.Sel.Name == "Reverse")) {
			f.writes(n.Args[0], n)
		}
		s := f.info.Selections[fun]
		if s == nil || s.Kind() != types.MethodVal {
			return
		}
		receiver := s.Obj().(*types.Func).Signature().Recv()
		if _, pointer := receiver.Type().(*types.Pointer); pointer {
			f.writes(fun.X, n)
		}
	}
}

// writes notes a write to a package variable.
func (f *finder) writes(to ast.Expr, at ast.Node) {
	if to == nil {
		return
	}
	if s, ok := to.(*ast.SelectorExpr); ok {
		if path := f.packageOf(s); path != "" && !strings.HasPrefix(path, module) {
			name := path + "." + s.Sel.Name
			f.written[name] = append(f.written[name], f.set.Position(at.Pos()).String())
			return
		}
	}
	if v := f.variable(to); v != nil {
		f.found(v, at)
	}
}

// variable returns the package variable of ours that an expression is, or is a part of.
func (f *finder) variable(e ast.Expr) *types.Var {
	switch e := e.(type) {
	case *ast.Ident:
		return ofPackage(f.info.Uses[e])
	case *ast.SelectorExpr:
		if f.packageOf(e) != "" {
			return ofPackage(f.info.Uses[e.Sel])
		}
		return f.variable(e.X)
	case *ast.IndexExpr:
		return f.variable(e.X)
	case *ast.StarExpr:
		return f.variable(e.X)
	case *ast.ParenExpr:
		return f.variable(e.X)
	case *ast.SliceExpr:
		return f.variable(e.X)
	}
	return nil
}

func ofPackage(o types.Object) *types.Var {
	v, ok := o.(*types.Var)
	if !ok || v.Pkg() == nil || v.Parent() != v.Pkg().Scope() {
		return nil
	}
	return v
}

// packageOf returns the path of the package that qualifies a name, "" if there is none.
func (c *checker) packageOf(s *ast.SelectorExpr) string {
	x, ok := s.X.(*ast.Ident)
	if !ok {
		return ""
	}
	pkg, ok := c.info.Uses[x].(*types.PkgName)
	if !ok {
		return ""
	}
	return pkg.Imported().Path()
}

func (f *finder) found(o types.Object, at ast.Node) {
	if o == nil || o.Pkg() == nil {
		return
	}
	name := fmt.Sprintf("%s.%s", strings.TrimPrefix(o.Pkg().Path(), module), o.Name())
	f.written[name] = append(f.written[name], f.set.Position(at.Pos()).String())
}
