package spoken

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// shown makes a window of objects, and returns what has the keyboard in its tree.
func shown(t *testing.T, objects ...fyne.CanvasObject) (fyne.Window, func() *Node) {
	t.Helper()
	test.NewTempApp(t)
	w := test.NewTempWindow(t, container.NewVBox(objects...))
	trees := NewTrees()
	return w, func() (found *Node) {
		var look func(*Node)
		look = func(n *Node) {
			if n.Focused {
				if found != nil {
					t.Errorf("%q and %q both have the keyboard", found.Name, n.Name)
				}
				found = n
			}
			for _, c := range n.Children {
				look(c)
			}
		}
		look(trees.Of("A program", []fyne.Window{w}))
		if found == nil {
			t.Fatalf("%T has the keyboard and is not in the tree", w.Canvas().Focused())
		}
		return found
	}
}

func TestAMenuOfTheToolkitIsTold(t *testing.T) {
	s := widget.NewSelect([]string{"One", "Two"}, nil)
	w, keyboard := shown(t, widget.NewLabel("How many"), s)
	w.Canvas().Focus(s)
	if n := keyboard(); n.Role != ComboBox || n.Name != "How many" {
		t.Errorf("a choice is told as %d %q", n.Role, n.Name)
	}
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	for range 2 {
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	}
	n := keyboard()
	if n.Role != MenuItem || n.Name != "Two" {
		t.Fatalf("after two arrows the menu tells %d %q", n.Role, n.Name)
	}
	n.Press()
	if s.Selected != "Two" {
		t.Errorf("pressing it chose %q", s.Selected)
	}
}

func TestAFieldIsNamedByTheTextBeforeIt(t *testing.T) {
	a, b, alone := widget.NewEntry(), widget.NewEntry(), widget.NewEntry()
	b.SetPlaceHolder("the second")
	alone.SetPlaceHolder("Search")
	w, keyboard := shown(t, alone, widget.NewLabel("If"), widget.NewLabel("as you would say it"), a, b)
	for field, want := range map[*widget.Entry][2]string{a: {"If", "as you would say it"}, b: {"the second", ""}, alone: {"Search", ""}} {
		w.Canvas().Focus(field)
		if n := keyboard(); n.Name != want[0] || n.Description != want[1] {
			t.Errorf("a field is told as %q, %q, want %q", n.Name, n.Description, want)
		}
	}
	a.SetText("one two")
	w.Canvas().Focus(a)
	before := keyboard()
	if before.Description != "as you would say it" || before.Text.Content != "one two" {
		t.Errorf("what is written is told as %q in %q", before.Text.Content, before.Description)
	}
	before.Text.Select(3, 3)
	a.TypedShortcut(&fyne.ShortcutSelectAll{})
	after := keyboard()
	if after.ID != before.ID || after.Text.From != 0 || after.Text.To != 7 {
		t.Errorf("field %d has %d to %d selected, as field %d", after.ID, after.Text.From, after.Text.To, before.ID)
	}
}

func TestAPassphraseIsNotTold(t *testing.T) {
	e := widget.NewPasswordEntry()
	w, keyboard := shown(t, widget.NewLabel("Passphrase"), e)
	w.Canvas().Focus(e)
	e.SetText("seven quiet rivers")
	if n := keyboard(); n.Role != Password || n.Text != nil || n.Value != nil || n.Name != "Passphrase" || n.Description != "" {
		t.Errorf("a passphrase is told as %+v", n.Object)
	}
}

func TestNumbersOfWhatIsGoneAreForgotten(t *testing.T) {
	test.NewTempApp(t)
	box := container.NewVBox(widget.NewLabel("one"), widget.NewLabel("two"))
	w := test.NewTempWindow(t, box)
	trees := NewTrees()
	ids := func() (all []int) {
		for _, n := range trees.Of("A program", []fyne.Window{w}).Children[0].Children {
			all = append(all, n.ID)
		}
		return all
	}
	first := ids()
	box.Objects = box.Objects[1:]
	if second := ids(); !slices.Equal(second, first[1:]) {
		t.Errorf("numbers %d became %d", first, second)
	}
	if len(trees.ids) != 2 {
		t.Errorf("%d objects are remembered, want a window and a text", len(trees.ids))
	}
}

func TestUnitsOfText(t *testing.T) {
	text := &Text{Content: "One. Two three\nfour 五。六", Rows: []int{0, 9, 15}}
	for _, c := range []struct {
		at   int
		unit Unit
		want string
	}{
		{0, Character, "O"}, {23, Character, ""}, {5, Word, "Two "}, {8, Word, "Two "}, {0, Sentence, "One. "}, {6, Sentence, "Two three\n"},
		{20, Sentence, "four 五。"}, {22, Sentence, "六"}, {6, Row, "One. Two "}, {10, Row, "three\n"}, {18, Row, "four 五。六"}, {3, Paragraph, "One. Two three\n"}, {15, Paragraph, "four 五。六"},
	} {
		from, to := text.Around(c.at, c.unit)
		if got := string([]rune(text.Content)[from:to]); got != c.want {
			t.Errorf("unit %d at %d is %q, want %q", c.unit, c.at, got, c.want)
		}
	}
	for _, empty := range []Unit{Character, Word, Sentence, Row, Paragraph} {
		if from, to := (&Text{}).Around(0, empty); from != 0 || to != 0 {
			t.Errorf("unit %d of nothing is %d to %d", empty, from, to)
		}
	}
}
