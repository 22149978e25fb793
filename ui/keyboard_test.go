package ui

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/journal/vault"
	"enactive/journal/wording"
	"enactive/resources/translations"
	"enactive/ui/page"
	"enactive/ui/shell"
	"enactive/ui/theme"
)

// strike presses a key where the keyboard is, as the toolkit hands it on.
func (d *driven) strike(name fyne.KeyName) {
	d.t.Helper()
	e := &fyne.KeyEvent{Name: name}
	if f := d.window.Canvas().Focused(); f != nil {
		f.TypedKey(e)
	} else {
		d.window.Canvas().OnTypedKey()(e)
	}
	d.rest()
}

func TestAHiddenPageLosesTheFocus(t *testing.T) {
	d := open(t, storied(t))
	d.shortcut(fyne.KeyF, ctrl)
	d.typeKeys("run")
	d.strike(fyne.KeyReturn) // into the list
	d.shortcut(fyne.Key6, ctrl)
	d.strike(fyne.KeyReturn)
	if d.open.nav.form != nil {
		t.Error("Return on the review opens the editor of an entry on a page that nobody sees")
	}
	d.do(func(x *mainWindow) { x.show(pageEntries) })
	d.do(func(x *mainWindow) { x.editEntry(x.journal().Entries(journal.Query{Text: "first ten"})[0].Clone()) })
	d.fill(0, "My first eleven kilometres")
	d.open.nav.form.form.Focus() // into the title
	d.shortcut(fyne.KeyS, ctrl)
	if len(d.open.journal().Entries(journal.Query{Text: "eleven"})) != 1 {
		t.Fatal("Ctrl+S does not save what is written")
	}
	if f := d.window.Canvas().Focused(); f != nil {
		t.Errorf("after saving, %T has the keyboard and takes Ctrl+Z", f)
	}
	d.shortcut(fyne.KeyZ, ctrl)
	if len(d.open.journal().Entries(journal.Query{Text: "eleven"})) != 0 {
		t.Error("Ctrl+Z after saving takes nothing back")
	}
}

func TestAKeyClosesNoForm(t *testing.T) {
	d := open(t, journalAt(t, vault.NoPassphrase()))
	d.do(func(x *mainWindow) { x.show(pageSafety); x.pages.safety.AddPassphrase() })
	for _, key := range []fyne.KeyName{fyne.KeyK, fyne.KeySlash} {
		d.shortcut(key, ctrl)
		d.shows("Repeat passphrase")
	}
	d.strike(fyne.KeyF1)
	d.shows("Repeat passphrase")
	d.shortcut(fyne.KeyW, ctrl)
	d.hides("Repeat passphrase")
}

func TestCtrlWClosesWhatIsOpen(t *testing.T) {
	d := open(t, storied(t))
	d.do((*mainWindow).openQuick)
	d.shortcut(fyne.KeyW, ctrl)
	if d.open.quick.sheet != nil {
		t.Error("Ctrl+W leaves the quick entry open")
	}
	d.do(func(x *mainWindow) { x.newEntry(journal.Experience) })
	d.shortcut(fyne.KeyW, ctrl)
	if d.open.nav.form != nil {
		t.Error("Ctrl+W leaves the editor open")
	}
}

func TestF6LeadsFromTheRailToThePageAndBack(t *testing.T) {
	d := open(t, storied(t))
	for _, p := range places() {
		d.do(func(x *mainWindow) { x.show(p.name) })
		d.window.Canvas().Unfocus()
		d.strike(fyne.KeyF6)
		if _, rail := d.window.Canvas().Focused().(*shell.NavItem); rail || d.window.Canvas().Focused() == nil {
			t.Errorf("on %s F6 leads to %T", p.name, d.window.Canvas().Focused())
			continue
		}
		d.strike(fyne.KeyF6)
		if d.window.Canvas().Focused() != fyne.Focusable(d.open.nav.rail.items[p.name]) {
			t.Errorf("on %s a second F6 leads to %T", p.name, d.window.Canvas().Focused())
		}
	}
}

func TestF11FillsTheScreen(t *testing.T) {
	d := open(t, filepath.Join(t.TempDir(), "new"))
	for _, want := range []bool{true, false} {
		if d.strike(fyne.KeyF11); d.window.FullScreen() != want {
			t.Errorf("after F11 full screen is %v", d.window.FullScreen())
		}
	}
}

// TestAJournalIsBegunWithFewKeys goes from nothing to the first saved entry with what a newcomer types, and
// ten keys beside.
func TestAJournalIsBegunWithFewKeys(t *testing.T) {
	d := open(t, filepath.Join(t.TempDir(), "new"))
	d.strike(fyne.KeyReturn)
	d.shows("Step 1 of 3")
	d.strike(fyne.KeyEscape)
	d.shows("Welcome to Enactive")
	d.strike(fyne.KeyReturn)
	d.typeKeys("Fitness", fyne.KeyReturn)
	d.shows("Step 2 of 3")
	d.typeKeys(secret, fyne.KeyReturn)
	d.typeKeys(secret, fyne.KeyReturn)
	d.shows("Step 3 of 3")
	words := d.recoveryWords()
	d.strike(fyne.KeyReturn)
	for i, word := range words {
		if slices.Contains(strings.Split(d.words(), "\n"), wording.Say("word-n", wording.V{"N": i + 1})) {
			d.typeKeys(word, fyne.KeyReturn)
		}
	}
	d.shows("How stressed were you")
	d.typeKeys("Ten minutes round the block")
	d.shortcut(fyne.KeyReturn, fyne.KeyModifierControl)
	j := d.open.journal()
	if e := j.Entries(journal.Query{}); len(e) != 1 || e[0].Title != "Ten minutes round the block" || len(j.Areas()) != 1 || e[0].Area != j.Areas()[0].ID {
		t.Errorf("the entries are %+v", e)
	}
	if a := j.Areas(); a[0].Name != "Fitness" || len(a[0].Ladder) != 4 || !j.HasRecovery() {
		t.Errorf("the areas are %+v, recovery %v", a, j.HasRecovery())
	}
}

// TestThePaletteKnowsTheWordsThatPeopleUse looks for things under the names that other programs
// have for them.
func TestThePaletteKnowsTheWordsThatPeopleUse(t *testing.T) {
	d := open(t, storied(t))
	first := func(typed, id string) {
		t.Helper()
		p := &palette{window: d.open, commands: d.open.commands()}
		var want page.Command
		for _, c := range p.commands {
			if c.ID == id {
				want = c
			}
		}
		for _, found := range p.matchingCommands(typed) {
			if found.Title == want.Name.String() {
				return
			}
		}
		t.Errorf("in %q, %q does not find %s (%q)", wording.Language(), typed, id, want.Name)
	}
	for typed, id := range map[string]string{"import": "journal.import", "undo": "undo", "redo": "redo", "quit": "quit", "exit": "quit", "export": "journal.export",
		"print": "journal.export", "delete": "page.bin", "remove": "page.bin", "settings": "page.settings", "preferences": "page.settings", "help": "keys", "password": "journal.passphrase"} {
		first(typed, id)
	}
	for code, words := range map[string]map[string]string{
		"de": {"importieren": "journal.import", "rückgängig": "undo", "beenden": "quit", "löschen": "page.bin", "drucken": "journal.export", "hilfe": "keys"},
		"es": {"importar": "journal.import", "deshacer": "undo", "salir": "quit", "borrar": "page.bin", "imprimir": "journal.export", "ayuda": "keys"},
		"fr": {"importer": "journal.import", "annuler": "undo", "quitter": "quit", "supprimer": "page.bin", "imprimer": "journal.export", "aide": "keys"},
		"pt": {"importar": "journal.import", "desfazer": "undo", "sair": "quit", "excluir": "page.bin", "imprimir": "journal.export", "ajuda": "keys"},
		"ja": {"インポート": "journal.import", "元に戻す": "undo", "終了": "quit", "削除": "page.bin", "印刷": "journal.export", "ヘルプ": "keys"},
	} {
		d.applyAppearance(page.Appearance{Mode: theme.Light, Scale: 1, Language: code, Week: time.Monday})
		d.rest()
		for typed, id := range words {
			first(typed, id)
		}
	}
	if n := len(translations.Languages()); n != 6 {
		t.Errorf("there are %d languages, and words of five are tried beside the English", n)
	}
}

// TestTheWindowsKeysWorkWithAnyFocus goes through all that takes the keyboard in
// the forms and on the pages, and tries F6 on each.
func TestTheWindowsKeysWorkWithAnyFocus(t *testing.T) {
	d := open(t, storied(t))
	stops := map[string]func(*mainWindow){
		"editor": func(x *mainWindow) { x.newEntry(journal.Experience) },
		"area":   func(x *mainWindow) { x.openAreaForm(x.journal().Areas()[0]) },
		"entry":  func(x *mainWindow) { x.openEntry(x.journal().Entries(journal.Query{Text: "first ten"})[0].ID) },
	}
	for _, p := range places() {
		stops[string(p.name)] = func(x *mainWindow) { x.show(p.name) }
	}
	for name, show := range stops {
		d.do(show)
		c := d.window.Canvas()
		seen := map[fyne.Focusable]bool{}
		for range 40 {
			c.FocusNext()
			at := c.Focused()
			if _, rail := at.(*shell.NavItem); rail || at == nil || seen[at] {
				continue
			}
			seen[at] = true
			d.strike(fyne.KeyF6)
			if _, rail := c.Focused().(*shell.NavItem); !rail {
				t.Errorf("on %s, F6 does nothing while %s has the keyboard", name, describeFocus(at))
			}
			c.Focus(at)
		}
		if len(seen) < 3 {
			t.Errorf("on %s only %d things take the keyboard", name, len(seen))
		}
	}
}
