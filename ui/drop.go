package ui

import (
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/menu"
	"enactive/ui/page"
)

// dropped is what a file that was let go on the window is taken for.
type dropped int

// The kinds of dropped files.
const (
	droppedTable   dropped = iota // anything that may be imported: people's tables are called anything
	droppedBackup                 // a backup of a journal
	droppedSealed                 // what another computer has
	droppedPicture                // a picture
	droppedOther                  // what nothing here reads
)

// kindOfDropped tells them by the ends of their names, as the pages that read them do.
func kindOfDropped(file string) dropped {
	switch strings.ToLower(filepath.Ext(file)) {
	case ".enactive":
		return droppedBackup
	case journal.SealedSuffix:
		return droppedSealed
	case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".heic", ".heif", ".avif", ".tif", ".tiff", ".bmp", ".svg":
		return droppedPicture
	case ".pdf", ".doc", ".docx", ".odt", ".rtf", ".ppt", ".pptx", ".odp", ".mp3", ".ogg", ".m4a", ".wav", ".flac", ".mp4", ".mkv", ".mov", ".avi", ".webm",
		".exe", ".so", ".deb", ".rpm", ".appimage", ".iso":
		return droppedOther
	}
	return droppedTable
}

// drop does with the first of the files that were let go on the window what it is for. While a sheet without
// files lies over the page nothing is done, and while no journal is open none is read.
func (u *App) drop(on *mainWindow, files []fyne.URI) {
	files = slices.DeleteFunc(slices.Clone(files), func(f fyne.URI) bool { return f.Scheme() != "file" })
	in := u.window
	if on != nil {
		in = on.window
	}
	if m, ok := in.Canvas().Overlays().Top().(*menu.Menu); ok {
		m.Leave()
	}
	top := in.Canvas().Overlays().Top()
	if len(files) == 0 || u.note != nil || top != nil && (on == nil || !on.dropsOnSheet(top, files[0].Path())) {
		return
	}
	file := files[0].Path()
	if on == nil {
		u.dropOutside(file)
		return
	}
	on.drop(file, files)
}

// dropOutside handles a file that was let go before a journal is open.
func (u *App) dropOutside(file string) {
	switch shown := u.entrance.(type) {
	case *page.Lock:
		shown.Say(wording.Say("unlock-your-journal-first-then-drop"), false)
	case *page.Welcome:
		if kindOfDropped(file) == droppedBackup {
			shown.RestoreFrom(file)
			return
		}
		u.alert(wording.Text("no-journal-is-open-yet"), wording.Say("open-or-start-a-journal-first-then-drop"))
	}
}

// drop handles files that were let go on the pages, by what the first of them is.
func (w *mainWindow) drop(file string, all []fyne.URI) {
	name := filepath.Base(file)
	switch kindOfDropped(file) {
	case droppedBackup:
		w.toast(wording.Say("file-is-a-backup-it-is-restored", wording.V{"File": name}), false)
	case droppedSealed:
		w.takeInFile(file)
	case droppedPicture, droppedOther:
		w.attachDropped(name, all)
	default:
		w.importFile(file)
		if len(all) > 1 {
			w.toast(wording.Say("one-file-is-imported-at-a-time", wording.V{"File": name}), false)
		}
	}
}

// takeInFile takes in what another computer has.
func (w *mainWindow) takeInFile(file string) {
	if w.writable(false) {
		w.confirmLeave(func() { w.nav.showPage(pageSettings); w.pages.settings.TakeIn(file) })
	}
}

// showMachines goes to where the journal is taken to another computer and back.
func (w *mainWindow) showMachines() {
	w.confirmLeave(func() { w.nav.showPage(pageSettings); w.pages.settings.ShowMachines() })
}

// dropsOnSheet reports whether a file was let go on a sheet that takes it: the form of a day, or the quick entry,
// which goes on with it in the full form.
func (w *mainWindow) dropsOnSheet(top fyne.CanvasObject, file string) bool {
	if kind := kindOfDropped(file); kind != droppedPicture && kind != droppedOther {
		return false
	}
	if w.day.isOpen() && top == fyne.CanvasObject(w.day.sheet) {
		return true
	}
	if !w.quick.isOpen() || top != fyne.CanvasObject(w.quick.sheet) || w.nav.form != nil {
		return false
	}
	w.quick.form.More()
	return w.nav.form != nil
}

// formOnScreen is the form that fills the window; nil if there is none.
func (w *mainWindow) formOnScreen() page.Form {
	if w.nav.form == nil {
		return nil
	}
	return w.nav.form.form
}

// attachDropped attaches files to the form or the entry that is open, or to the day that the calendar shows.
func (w *mainWindow) attachDropped(name string, all []fyne.URI) {
	paths := make([]string, len(all))
	for i, f := range all {
		paths[i] = f.Path()
	}
	form, _ := w.formOnScreen().(interface{ Attach(paths ...string) })
	switch {
	case w.day.isOpen():
		w.day.form.Attach(paths...)
	case form != nil:
		form.Attach(paths...)
	case w.nav.form != nil:
		w.toast(wording.Say("open-an-entry-then-drop-file", wording.V{"File": name}), false)
	case w.nav.shown == pageEntries && w.pages.entries.IsOpen():
		if w.writable(false) {
			w.pages.entries.Attach(paths...)
		}
	case w.nav.shown == pageCalendar && w.pages.calendar.CanAttach():
		if w.writable(false) {
			w.pages.calendar.Attach(paths...)
		}
	default:
		w.toast(wording.Say("open-an-entry-then-drop-file", wording.V{"File": name}), false)
	}
}
