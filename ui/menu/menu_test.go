package menu_test

import (
	"image"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/menu"
	"enactive/ui/theme"
	"enactive/ui/uitest"
)

// opened shows a menu over a field and returns its keyboard, and what its items have done.
func opened(t *testing.T, at fyne.Position) (k uitest.Keyboard, field *widget.Entry, m *menu.Menu, done *[]string) {
	t.Helper()
	uitest.App(t, theme.Light, 1)
	field, done = widget.NewEntry(), new([]string)
	k = uitest.InWindow(t, field)
	k.Canvas.Focus(field)
	m = menu.Show(k.Canvas, at, items(done))
	return k, field, m, done
}

func items(done *[]string) []menu.Item {
	do := func(name string) func() { return func() { *done = append(*done, name) } }
	return []menu.Item{
		menu.Separator(),
		{Label: "seven", Strong: true, Do: do("seven")},
		menu.Separator(), menu.Separator(),
		{Label: "Cut", Key: "Ctrl+X", Disabled: true, Do: do("cut")},
		{Label: "Copy", Key: "Ctrl+C", Do: do("copy")},
		{Label: "Paste", Key: "Ctrl+V", Do: do("paste")},
		menu.Separator(),
		{Label: "Select all", Key: "Ctrl+A", Do: do("all")},
		menu.Separator(),
	}
}

func TestKeysGoThroughTheMenu(t *testing.T) {
	for _, c := range []struct {
		keys string
		want []string
	}{
		{"<Down><Return>", []string{"seven"}},
		{"<Down><Down><Return>", []string{"copy"}}, // "Cut" is disabled
		{"<Up><Return>", []string{"all"}},
		{"<Down><Up><Return>", []string{"all"}},
		{"<End><Down><Space>", []string{"seven"}},
		{"p<Return>", []string{"paste"}},
		{"ss<Return>", []string{"all"}},
		{"x<Return><Escape>", nil},
		{"<Return>", nil},
		{"<Down><Escape>", nil},
	} {
		t.Run(c.keys, func(t *testing.T) {
			k, field, m, done := opened(t, fyne.NewPos(40, 40))
			k.Write(c.keys)
			if !slices.Equal(*done, c.want) {
				t.Errorf("the items did %q, want %q", *done, c.want)
			}
			m.Leave()
			if k.Canvas.Overlays().Top() != nil || k.Canvas.Focused() != field {
				t.Errorf("after it %v has the keyboard, and %v is over the page", k.Canvas.Focused(), k.Canvas.Overlays().Top())
			}
			if field.Text != "" {
				t.Errorf("the field got %q", field.Text)
			}
		})
	}
}

func TestAClickChoosesOrCloses(t *testing.T) {
	k, _, _, done := opened(t, fyne.NewPos(40, 40))
	test.TapCanvas(k.Canvas, fyne.NewPos(80, 40+4+14))
	if !slices.Equal(*done, []string{"seven"}) || k.Canvas.Overlays().Top() != nil {
		t.Errorf("a click on the first item did %q", *done)
	}
	menu.Show(k.Canvas, fyne.NewPos(40, 40), items(done))
	test.TapCanvas(k.Canvas, fyne.NewPos(80, 40+4+28+9+14))
	if len(*done) != 1 || k.Canvas.Overlays().Top() == nil {
		t.Errorf("a click on a disabled item did %q", *done)
	}
	test.TapCanvas(k.Canvas, fyne.NewPos(500, 500))
	if len(*done) != 1 || k.Canvas.Overlays().Top() != nil {
		t.Errorf("a click beside the menu did %q", *done)
	}
}

func TestOneMenuIsOpenAtATime(t *testing.T) {
	k, field, _, done := opened(t, fyne.NewPos(40, 40))
	second := menu.Show(k.Canvas, fyne.NewPos(80, 80), items(done))
	if n := len(k.Canvas.Overlays().List()); n != 1 {
		t.Errorf("%d menus are open", n)
	}
	second.Leave()
	if k.Canvas.Focused() != field {
		t.Error("the field has not got the keyboard back")
	}
	if m := menu.Show(k.Canvas, fyne.NewPos(80, 80), []menu.Item{menu.Separator()}); m != nil || k.Canvas.Overlays().Top() != nil {
		t.Error("there is a menu without items")
	}
}

func TestAShortcutClosesTheMenuAndReachesTheWindow(t *testing.T) {
	k, _, m, _ := opened(t, fyne.NewPos(40, 40))
	locked := false
	lock := &desktop.CustomShortcut{KeyName: fyne.KeyL, Modifier: fyne.KeyModifierControl}
	k.Canvas.AddShortcut(lock, func(fyne.Shortcut) { locked = true })
	m.TypedShortcut(lock)
	if !locked || k.Canvas.Overlays().Top() != nil {
		t.Errorf("the shortcut reached the window: %v; the menu is still open: %v", locked, k.Canvas.Overlays().Top() != nil)
	}
}

// TestTheMenuIsInsideTheWindow opens it at the corners, and in a window that it does not fit into.
func TestTheMenuIsInsideTheWindow(t *testing.T) {
	for _, size := range []fyne.Size{{Width: 400, Height: 400}, {Width: 130, Height: 90}} {
		for _, at := range []fyne.Position{{}, {X: size.Width - 1}, {Y: size.Height - 1}, {X: size.Width - 1, Y: size.Height - 1}} {
			uitest.App(t, theme.Light, 1)
			w := test.NewTempWindow(t, container.NewStack())
			w.Resize(size)
			bare := w.Canvas().Capture()
			done := new([]string)
			m := menu.Show(w.Canvas(), at, items(done))
			drawn := w.Canvas().Capture()
			changed := image.Rectangle{}
			for y := range drawn.Bounds().Dy() {
				for x := range drawn.Bounds().Dx() {
					if drawn.At(x, y) != bare.At(x, y) {
						changed = changed.Union(image.Rect(x, y, x+1, y+1))
					}
				}
			}
			if inner := drawn.Bounds().Inset(4); changed.Empty() || !changed.In(inner) {
				t.Errorf("in a window of %v, at %v, it is drawn at %v", size, at, changed)
			}
			m.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
			m.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			if !slices.Equal(*done, []string{"all"}) {
				t.Errorf("in a window of %v, at %v, the last item did %q", size, at, *done)
			}
		}
	}
}

func TestTheKeysThatOpenAMenu(t *testing.T) {
	for _, c := range []struct {
		key         fyne.KeyName
		shift, want bool
	}{{desktop.KeyMenu, false, true}, {fyne.KeyF10, true, true}, {fyne.KeyF10, false, false}, {fyne.KeyReturn, true, false}} {
		if got := menu.Opens(&fyne.KeyEvent{Name: c.key}, c.shift); got != c.want {
			t.Errorf("%s with Shift %v opens a menu: %v", c.key, c.shift, got)
		}
	}
}

func TestGoldenMenu(t *testing.T) {
	for _, look := range []struct {
		name  string
		mode  theme.Mode
		scale float32
	}{{"light", theme.Light, 1}, {"dark", theme.Dark, 1}, {"large", theme.Light, 1.5}} {
		t.Run(look.name, func(t *testing.T) {
			uitest.App(t, look.mode, look.scale)
			w := test.NewTempWindow(t, container.NewStack())
			w.Resize(fyne.NewSize(280*look.scale, 200*look.scale))
			m := menu.Show(w.Canvas(), fyne.NewPos(20, 16), items(new([]string)))
			m.ChooseFirst()
			m.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
			uitest.CompareWithGolden(t, "menu_"+look.name+".png", w.Canvas().Capture())
		})
	}
}
