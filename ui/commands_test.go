package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"enactive/journal"
	"enactive/journal/vault"
	"enactive/ui/shell"
)

// shortcut presses a key with its modifiers, as the toolkit hands it on.
func (d *driven) shortcut(key fyne.KeyName, modifier fyne.KeyModifier) {
	d.t.Helper()
	s := &desktop.CustomShortcut{KeyName: key, Modifier: modifier}
	if f, ok := d.window.Canvas().Focused().(fyne.Shortcutable); ok {
		f.TypedShortcut(s)
	} else {
		d.window.Canvas().(interface{ TypedShortcut(fyne.Shortcut) }).TypedShortcut(s)
	}
	d.rest()
}

// typeKeys types where the keyboard is.
func (d *driven) typeKeys(text string, keys ...fyne.KeyName) {
	d.t.Helper()
	f := d.window.Canvas().Focused()
	if f == nil {
		d.t.Fatalf("the keyboard is nowhere; the window shows\n%s", d.words())
	}
	test.Type(f, text)
	d.rest()
	for _, k := range keys {
		d.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
		d.rest()
	}
}

func TestThePaletteFindsCommandsAreasAndEntries(t *testing.T) {
	d := open(t, storied(t))
	d.shortcut(fyne.KeyK, ctrl)
	d.typeKeys("dark c", fyne.KeyReturn)
	if d.display.chosen.Mode != "dark" {
		t.Errorf("the colours are %q after “dark c”", d.display.chosen.Mode)
	}
	d.shortcut(fyne.KeyK, ctrl)
	d.typeKeys("runn")
	d.shows("Area")
	d.typeKeys("", fyne.KeyReturn)
	d.shows("How sure you are that you can")
	d.shortcut(fyne.KeyK, ctrl)
	d.typeKeys("first ten kil", fyne.KeyReturn)
	d.shows("Slow, and all of it.")
}

func TestThePaletteReportsNoMatches(t *testing.T) {
	d := open(t, storied(t))
	d.shortcut(fyne.KeyK, ctrl)
	d.typeKeys("zzzzqq")
	d.shows("No matches.")
	d.escape()
	d.hides("No matches.")
}

func TestEveryCommandHasANameOfItsOwnAndAKeyOfItsOwn(t *testing.T) {
	d := open(t, storied(t))
	d.open.editEntry(journal.Entry{Type: journal.Experience})
	ids, keys := map[string]bool{}, map[string]string{}
	for _, p := range places() {
		d.do(func(x *mainWindow) { x.nav.showPage(p.name) })
		for _, c := range d.open.commands() {
			if c.Do == nil || c.ID == "" {
				t.Errorf("%q does nothing or has no name", c.ID)
			}
			ids[c.ID] = true
			if c.Key == "" {
				continue
			}
			at := string(p.name) + string(c.Key) + string(rune('0'+c.Modifier))
			if other, taken := keys[at]; taken && other != c.ID {
				t.Errorf("on %s, %s and %s have the same key", p.name, other, c.ID)
			}
			keys[at] = c.ID
		}
	}
	if len(ids) < 20 {
		t.Errorf("there are %d commands only", len(ids))
	}
}

func TestAllKeysAreListed(t *testing.T) {
	d := open(t, storied(t))
	d.shortcut(fyne.KeySlash, ctrl)
	d.shows("Keyboard shortcuts", "Write down what you did", "Ctrl+N", "Lock the journal", "Ctrl+L")
	d.escape()
	d.hides("Ctrl+L")
}

func TestThereIsNeverOneSheetOverAnother(t *testing.T) {
	d := open(t, storied(t))
	d.do((*mainWindow).openQuick)
	d.fill(0, "Half a word")
	d.shortcut(fyne.KeySlash, ctrl)
	d.shortcut(fyne.KeyK, ctrl)
	sheets := 0
	for _, o := range d.window.Canvas().Overlays().List() {
		if _, ok := o.(*shell.Sheet); ok {
			sheets++
		}
	}
	if sheets != 1 {
		t.Errorf("%d sheets lie over the page", sheets)
	}
	d.escape()
	d.do((*mainWindow).openQuick)
	d.shows("Half a word")
}

func TestTheTextSizeChangesByAKeyWithoutLosingInput(t *testing.T) {
	d := open(t, journalAt(t, vault.NoPassphrase()))
	d.do(func(x *mainWindow) { x.newEntry(journal.Experience) })
	d.fill(0, "What the hill said")
	d.shortcut(fyne.KeyEqual, ctrl)
	d.shortcut(fyne.KeyEqual, ctrl)
	if d.display.chosen.Scale != 1.5 {
		t.Errorf("the text size is %v after two steps, want 1.5", d.display.chosen.Scale)
	}
	d.shows("New experience", "What the hill said")
	d.shortcut(fyne.Key0, ctrl)
	d.shows("What the hill said")
	d.shortcut(fyne.KeyReturn, ctrl)
	if e := d.open.journal().Entries(journal.Query{}); len(e) != 1 || e[0].Title != "What the hill said" {
		t.Errorf("saved: %v", e)
	}
}
