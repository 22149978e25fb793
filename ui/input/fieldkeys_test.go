package input

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"enactive/ui/theme"
	"enactive/ui/uitest"
)

func TestAFieldLeavesTheWindowItsKeys(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	f := NewField()
	w := test.NewTempWindow(t, f)
	var got []string
	newEntry := &desktop.CustomShortcut{KeyName: fyne.KeyN, Modifier: fyne.KeyModifierControl}
	w.Canvas().AddShortcut(newEntry, func(fyne.Shortcut) { got = append(got, "new entry") })
	w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { got = append(got, string(e.Name)) })
	w.Canvas().Focus(f)
	f.TypedShortcut(newEntry)
	f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	test.Type(f, "ab")
	f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	if len(got) != 2 || got[0] != "new entry" || got[1] != string(fyne.KeyEscape) {
		t.Errorf("the window was told %q, want the shortcut and Escape and nothing else", got)
	}
	if f.Text != "a" {
		t.Errorf("the field holds %q after typing ab and Backspace", f.Text)
	}
}
