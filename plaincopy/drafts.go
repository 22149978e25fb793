package plaincopy

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// draftMark follows the process id in the names of folders with a text for an editor.
const draftMark = "draft-"

// untouched is the time of a draft that no editor has written yet. A time tells it without a second copy of
// the text, and without a digest of it in a name that others may read.
func untouched() time.Time { return time.Unix(1, 0) }

// MakeDraft writes a text for an editor into a folder of its own in the first place that takes one, and
// returns the path of the file. What the editor writes there is not swept.
func (p Parents) MakeDraft(name string, text []byte) (file string, err error) {
	dir, err := p.make(draftMark)
	if err != nil {
		return "", err
	}
	file = filepath.Join(dir, name)
	if err := os.WriteFile(file, text, 0o600); err != nil {
		return "", errors.Join(fmt.Errorf("writing a draft: %w", err), os.RemoveAll(dir))
	}
	_ = os.Chtimes(file, untouched(), untouched()) // a draft without this time is kept, which loses nothing
	return file, nil
}

// IsTyped reports whether a folder is that of a draft and has something that an editor wrote: the text, or
// a copy that the editor keeps beside it. If that cannot be told, it has.
func IsTyped(dir string) bool {
	_, rest, _ := strings.Cut(strings.TrimPrefix(filepath.Base(dir), Prefix), "-")
	if !strings.HasPrefix(filepath.Base(dir), Prefix) || !strings.HasPrefix(rest, draftMark) {
		return false
	}
	files, err := os.ReadDir(dir)
	if err != nil {
		return !errors.Is(err, os.ErrNotExist)
	}
	for _, f := range files {
		if info, err := f.Info(); err != nil || !info.ModTime().Equal(untouched()) {
			return true
		}
	}
	return false
}

// KeepTyped keeps what was typed in the drafts of processes that ended before it was saved, under names
// that are not swept, and returns the folders.
func (p Parents) KeepTyped() (kept []string) {
	for _, dir := range p.left(false) {
		if IsTyped(dir) {
			if now := Keep(dir); now != dir { // otherwise it is tried again the next time
				kept = append(kept, now)
			}
		}
	}
	return kept
}

// TextIn returns the first of the named files of a draft that an editor wrote, or the folder itself if it
// wrote only beside them.
func TextIn(dir string, names ...string) string {
	for _, name := range names {
		file := filepath.Join(dir, name)
		if info, err := os.Lstat(file); err == nil && !info.ModTime().Equal(untouched()) {
			return file
		}
	}
	return dir
}
