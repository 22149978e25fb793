package vault

import (
	"os"
	"path/filepath"

	"enactive/journal/fault"
)

// ErrWithin is returned for a file of a person's that would be in the folder of the journal.
const ErrWithin fault.Class = "the place is in the journal's folder"

// Outside refuses to write a file at path if that is in the journal's folder or below it, where it could replace what
// holds the entries. The folder on the way may be links; a link at path itself is replaced and not followed.
func Outside(folder, path string) error {
	own, err := os.Stat(folder)
	if err != nil {
		return nil // where nothing is, nothing can be replaced
	}
	dir, err := filepath.Abs(filepath.Dir(path))
	if err != nil {
		return nil // the file cannot be written either, which says why
	}
	for above := dir; ; above = filepath.Dir(above) { // what does not exist yet cannot be a link
		if real, err := filepath.EvalSymlinks(above); err == nil {
			dir = real
			break
		}
		if above == filepath.Dir(above) {
			break
		}
	}
	for ; ; dir = filepath.Dir(dir) {
		if info, err := os.Stat(dir); err == nil && os.SameFile(info, own) {
			return &fault.Error{Class: ErrWithin, Kind: "the-place-is-in-the-journals-folder", Thing: path, Values: fault.V{"Journal": folder}}
		}
		if dir == filepath.Dir(dir) {
			return nil
		}
	}
}
