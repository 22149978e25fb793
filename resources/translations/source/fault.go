package source

import (
	"go/ast"
	"slices"
	"strings"
)

// walkFault adds the kinds and operations of package fault in a node.
func (c *collector) walkFault(n ast.Node) {
	switch n := n.(type) {
	case *ast.ValueSpec: // const ErrNoArea fault.Kind = "..."
		if isType(n.Type, "fault", "Kind") || isType(n.Type, "fault", "Op") {
			for _, value := range n.Values {
				c.addKind(value, values{})
			}
		}
	case *ast.CompositeLit:
		if isType(n.Type, "fault", "Error") || isType(n.Type, "fault", "Message") {
			c.addFields(n)
		}
	case *ast.AssignStmt: // failed.Kind = "..."
		for i, left := range n.Lhs {
			if s, ok := left.(*ast.SelectorExpr); ok && s.Sel.Name == "Kind" && len(n.Lhs) == len(n.Rhs) {
				c.addKind(n.Rhs[i], values{})
			}
		}
	case *ast.FuncDecl:
		c.addResults(n)
	case *ast.CallExpr:
		c.addCall(n)
	}
}

// addCall adds the arguments of fault.Kind, Op, Text and Count.
func (c *collector) addCall(call *ast.CallExpr) {
	name := calledIn(call, "fault")
	switch {
	case (name == "Kind" || name == "Op") && len(call.Args) == 1:
		c.addKind(call.Args[0], values{})
	case name == "Text" && len(call.Args) > 0:
		c.addKind(call.Args[0], all(call.Args[1:], ""))
	case name == "Count" && len(call.Args) > 1:
		c.addFault(call.Args[1], true, all(call.Args[2:], "N "))
	}
}

func all(args []ast.Expr, more string) values {
	given := values{names: more, known: true}
	for _, a := range args {
		if given = given.with(a); !given.known {
			break
		}
	}
	return given
}

// addFields adds the kind and the operation of a fault.Error or a fault.Message.
func (c *collector) addFields(lit *ast.CompositeLit) {
	given := values{known: true}
	var kind ast.Expr
	for _, e := range lit.Elts {
		field, ok := e.(*ast.KeyValueExpr)
		if !ok {
			return
		}
		switch field.Key.(*ast.Ident).Name {
		case "Kind":
			kind = field.Value
		case "Op":
			c.addKind(field.Value, values{})
			given.names += "Doing "
		case "Thing":
			given.names += "Folder File "
		case "Err":
			given.names += "Cause "
		case "Values":
			given = given.with(field.Value)
		}
	}
	if kind != nil {
		c.addKind(kind, given)
	}
}

// values are the names of a message's values, each followed by a blank; known is false if they
// are computed.
type values struct {
	names string
	known bool
}

// with adds the names of fault.V{"Name": ...}.
func (v values) with(e ast.Expr) values {
	lit, ok := e.(*ast.CompositeLit)
	if !ok || !isType(lit.Type, "fault", "V") {
		return values{}
	}
	for _, e := range lit.Elts {
		if key, ok := e.(*ast.KeyValueExpr).Key.(*ast.BasicLit); ok {
			v.names += strings.Trim(key.Value, `"`) + " "
		}
	}
	return v
}

// addResults adds the kinds returned by a function whose only result is a kind.
func (c *collector) addResults(f *ast.FuncDecl) {
	results := f.Type.Results
	if results == nil || len(results.List) != 1 || !isType(results.List[0].Type, "fault", "Kind") || f.Body == nil {
		return
	}
	ast.Inspect(f.Body, func(n ast.Node) bool {
		if r, ok := n.(*ast.ReturnStmt); ok {
			for _, value := range r.Results {
				c.addKind(value, values{})
			}
		}
		return true
	})
}

// isKind reports whether an id is string(m.Kind), as in package describe.
func isKind(e ast.Expr) bool {
	c, ok := e.(*ast.CallExpr)
	if !ok || len(c.Args) != 1 {
		return false
	}
	s, ok := c.Args[0].(*ast.SelectorExpr)
	return ok && s.Sel.Name == "Kind"
}

// addKind adds a kind or an operation. One in a variable was added at its creation.
func (c *collector) addKind(arg ast.Expr, given values) { c.addFault(arg, false, given) }

func (c *collector) addFault(arg ast.Expr, counted bool, given values) {
	if c.literal(arg) == nil {
		return
	}
	before := len(c.uses)
	c.add(arg, counted, true)
	_, here := arg.(*ast.BasicLit) // uses of constants are skipped: the literal is added at its declaration
	for i := range c.uses[before:] {
		u := &c.uses[before+i]
		u.Kind = !counted
		if u.IsKnown = given.known && here; u.IsKnown {
			u.Values = given.names
		}
	}
}

// calledIn returns the name of the called function if it is of the package, otherwise "".
func calledIn(call *ast.CallExpr, pkg string) string {
	if s, ok := call.Fun.(*ast.SelectorExpr); ok {
		if x, ok := s.X.(*ast.Ident); ok && x.Name == pkg {
			return s.Sel.Name
		}
	}
	return ""
}

// isType reports whether an expression names a type of a package.
func isType(e ast.Expr, pkg, name string) bool {
	s, ok := e.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	x, ok := s.X.(*ast.Ident)
	return ok && x.Name == pkg && s.Sel.Name == name
}

// imports reports whether a file imports one of our packages.
func imports(f *ast.File, pkg string) bool {
	return slices.ContainsFunc(f.Imports, func(i *ast.ImportSpec) bool {
		return strings.HasSuffix(strings.Trim(i.Path.Value, `"`), "/"+pkg)
	})
}
