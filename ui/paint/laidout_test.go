package paint_test

import (
	"go/ast"
	"go/parser"
	source "go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"time"
	_ "unsafe" // for the toolkit's clock

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	fynetheme "fyne.io/fyne/v2/theme"

	"enactive/ui/choose"
	"enactive/ui/control"
	"enactive/ui/glyph"
	"enactive/ui/input"
	"enactive/ui/prose"
	"enactive/ui/surface"
	"enactive/ui/theme"
	"enactive/ui/uitest"
)

// toolkitNow is the clock by which the toolkit throws away the renderers of what was not shown
// for a minute. It has no exported way to be set.
//
//go:linkname toolkitNow fyne.io/fyne/v2/internal/cache.timeNow
var toolkitNow func() time.Time

func TestAWidgetLooksTheSameWhenTheToolkitHasForgottenIt(t *testing.T) {
	theScale := choose.Scale{LowWord: "far below", MiddleWord: "my own standard", HighWord: "as well as I can"}
	for name, make := range map[string]func() fyne.CanvasObject{
		"words": func() fyne.CanvasObject {
			return prose.Paragraph("A sentence that is long enough to be broken into several lines.")
		},
		"title":  func() fyne.CanvasObject { return prose.Title("A title that does not fit into its line") },
		"short":  func() fyne.CanvasObject { return prose.Short("short") },
		"marked": func() fyne.CanvasObject { return prose.MarkedParagraph("some marked words", [][2]int{{5, 11}}) },
		"card":   func() fyne.CanvasObject { return surface.NewCard(prose.Paragraph("in a card"), nil) },
		"button": func() fyne.CanvasObject {
			return control.NewButton(control.Primary, "Save", fynetheme.ConfirmIcon(), nil)
		},
		"check":  func() fyne.CanvasObject { return choose.NewCheck("a check", true) },
		"field":  func() fyne.CanvasObject { f := input.NewField(); f.SetText("typed"); return f },
		"select": func() fyne.CanvasObject { s := choose.NewSelect("one", "two"); s.SetSelected("two"); return s },
		"fold": func() fyne.CanvasObject {
			return surface.NewFold("a fold", prose.Paragraph("inside"))
		},
		"rating":   func() fyne.CanvasObject { return choose.NewRating(theScale) },
		"meter":    func() fyne.CanvasObject { m := glyph.NewMeter(); m.Set(3); return m },
		"progress": func() fyne.CanvasObject { p := glyph.NewProgress(); p.SetPart(0.5); return p },
		"key":      func() fyne.CanvasObject { return glyph.NewKeyCap("Ctrl+N") },
		"spot":     func() fyne.CanvasObject { return glyph.NewSpot(145) },
	} {
		t.Run(name, func(t *testing.T) {
			uitest.App(t, theme.Light, 1)
			o := make()
			w := test.NewTempWindow(t, o)
			for range 2 { // wrapped text has its height only once it has its width
				w.Resize(fyne.NewSize(260, 130))
				w.Resize(fyne.NewSize(240, 120))
			}
			before := w.Canvas().Capture()
			now := toolkitNow
			toolkitNow = func() time.Time { return now().Add(3 * time.Hour) } // it never goes back
			if off := uitest.Difference(w.Canvas().Capture(), before); off != "" {
				t.Errorf("once the toolkit has forgotten it, %s", off)
			}
		})
	}
}

// TestEveryRendererIsLaidOutWhenItIsMade holds every widget there is, and will be, to what the
// pictures can only show of some.
func TestEveryRendererIsLaidOutWhenItIsMade(t *testing.T) {
	seen := 0
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && d.Name() == "textedit" {
			return fs.SkipDir // it draws for the size that it has, and not when it is laid out
		}
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		parsed, err := parser.ParseFile(source.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		for _, d := range parsed.Decls {
			made, ok := d.(*ast.FuncDecl)
			if !ok || made.Recv == nil || made.Name.Name != "CreateRenderer" {
				continue
			}
			if seen++; !callsLaidOut(made.Body) {
				t.Errorf("%s makes a renderer that is not laid out with LaidOut: it draws nothing after the toolkit has thrown it away", path)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 40 {
		t.Errorf("only %d widgets were found", seen)
	}
}

func callsLaidOut(body *ast.BlockStmt) (found bool) {
	ast.Inspect(body, func(n ast.Node) bool {
		if name, ok := n.(*ast.Ident); ok && name.Name == "LaidOut" {
			found = true
		}
		return true
	})
	return found
}
