package ui

import (
	"errors"
	"os"
	"testing"

	"enactive/journal"
)

// Files that take the place of the open ones are told while nothing is saved, and also when the
// window is closed before anybody has looked.
func TestReplacedFilesAreReportedWithoutASave(t *testing.T) {
	for name, notice := range map[string]func(*driven){
		"a look":  func(d *driven) { d.checkFiles() },
		"the end": func(d *driven) { d.quit() },
		"a lock":  func(d *driven) { d.lockNow() },
	} {
		t.Run(name, func(t *testing.T) {
			folder := storied(t)
			earlier := folder + ".earlier"
			if err := os.CopyFS(earlier, os.DirFS(folder)); err != nil {
				t.Fatal(err)
			}
			d := open(t, folder)
			d.checkFiles()
			d.rest()
			d.hides("files were replaced")
			e := d.open.journal().Entries(journal.Query{Newest: true})[0].Clone()
			e.Note = "only here"
			if _, err := d.open.journal().Save(t.Context(), e); err != nil {
				t.Fatal(err)
			}
			if err := errors.Join(os.Rename(folder, folder+".old"), os.Rename(earlier, folder), os.RemoveAll(folder+".old")); err != nil {
				t.Fatal(err)
			}
			notice(d)
			d.rest()
			d.shows("The journal's files were replaced", "what was saved here before is kept")
		})
	}
}
