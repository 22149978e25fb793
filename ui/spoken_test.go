package ui

import (
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/ui/spoken"
)

// TestWhatHasTheKeyboardHasAName walks with Tab through every page, and finds what has the keyboard in the
// tree for screen readers each time, with a role and a name.
func TestWhatHasTheKeyboardHasAName(t *testing.T) {
	const rounds = 60
	d := open(t, storied(t))
	stops := map[string]func(*mainWindow){
		"editor":     func(x *mainWindow) { x.newEntry(journal.Experience) },
		"area":       func(x *mainWindow) { x.openAreaForm(x.journal().Areas()[0]) },
		"bin":        func(x *mainWindow) { x.show(pageBin) },
		"document":   func(x *mainWindow) { x.show(pageDocument) },
		"measures":   func(x *mainWindow) { x.show(pageMeasures) },
		"import":     func(x *mainWindow) { x.show(pageImport) },
		"quick":      func(x *mainWindow) { x.openQuick() },
		"palette":    func(x *mainWindow) { x.show(pageHome); x.openPalette() },
		"day values": func(x *mainWindow) { x.closeSheets(); x.openDay(journal.DateOf(d.clock)) },
	}
	for _, p := range places() {
		stops[string(p.name)] = func(x *mainWindow) { x.closeSheets(); x.show(p.name) }
	}
	trees := spoken.NewTrees()
	for name, show := range stops {
		t.Run(name, func(t *testing.T) {
			d.do(func(x *mainWindow) { x.closeSheets(); show(x) })
			c := d.window.Canvas()
			var all []string
			for range rounds {
				c.FocusNext()
				d.rest()
				at := c.Focused()
				if at == nil {
					t.Fatal("nothing has the keyboard")
				}
				root := trees.Of("Enactive", []fyne.Window{d.window})
				var found []*spoken.Node
				eachNode(root, func(n *spoken.Node) {
					if n.Focused {
						found = append(found, n)
					}
				})
				if len(found) != 1 {
					t.Errorf("%s has the keyboard, and so have %d objects in the tree", describeFocus(at), len(found))
					continue
				}
				n := found[0]
				all = append(all, n.Name)
				if n.Name == "" && !(n.Role == spoken.CheckBox || n.Role == spoken.List) {
					t.Errorf("%s has the keyboard and no name, in %q", describeFocus(at), n.Parent.Name)
				}
			}
			if os.Getenv("SPOKEN") != "" {
				t.Log(strings.Join(all, " | "))
				eachNode(trees.Of("Enactive", []fyne.Window{d.window}), func(n *spoken.Node) {
					deep := 0
					for p := n.Parent; p != nil; p = p.Parent {
						deep++
					}
					t.Logf("%s%d %q (%s) %v", strings.Repeat("  ", deep), n.Role, n.Name, n.Description, n.Focused)
				})
			}
		})
	}
}

func eachNode(n *spoken.Node, do func(*spoken.Node)) {
	do(n)
	for _, c := range n.Children {
		eachNode(c, do)
	}
}

// TestTheDocumentHasTheKeyboardOnArrival goes to the page of a document and turns its pages at once.
func TestTheDocumentHasTheKeyboardOnArrival(t *testing.T) {
	d := open(t, storied(t))
	d.do(func(x *mainWindow) { x.show(pageDocument) })
	told := func(focused bool, role spoken.Role) (name string) {
		eachNode(spoken.NewTrees().Of("Enactive", []fyne.Window{d.window}), func(n *spoken.Node) {
			if n.Focused && focused || !focused && n.Role == role {
				name = n.Name
			}
		})
		return name
	}
	if name := told(true, 0); name != "Review" {
		t.Errorf("on arrival the keyboard is at %q", name)
	}
	before := told(false, spoken.Document)
	d.strike(fyne.KeyPageDown)
	d.strike(fyne.KeyPageDown)
	if after := told(false, spoken.Document); !strings.HasPrefix(before, "Page 1 of ") || after == before {
		t.Errorf("the pages are told as %q, and after two turns as %q", before, after)
	}
}

// TestALockedJournalIsNotTold looks for every word of the journal after its lock.
func TestALockedJournalIsNotTold(t *testing.T) {
	d := open(t, storied(t))
	d.do(func(x *mainWindow) { x.show(pageEntries) })
	trees := spoken.NewTrees()
	words := func() (all string) {
		eachNode(trees.Of("Enactive", []fyne.Window{d.window}), func(n *spoken.Node) { all += n.Name + n.Description + "\n" })
		return all
	}
	if !strings.Contains(words(), "My first ten kilometres") {
		t.Fatal("the open journal is not told")
	}
	d.lockNow()
	if left := words(); strings.Contains(left, "kilometres") || strings.Contains(left, "Running") {
		t.Errorf("at once after the lock this is told:\n%s", left)
	}
	d.rest()
}
