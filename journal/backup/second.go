package backup

import (
	"context"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"enactive/journal/atomicfile"
	"enactive/journal/fault"
	"enactive/journal/regular"
	"enactive/journal/vault"
)

// UseSecond writes every backup to a second folder too, such as one on a USB stick, and makes
// the first one there at once. The folder must exist; each journal gets its own folder in it,
// so that journals that share it do not remove each other's backups. The errors are those of
// Make.
func UseSecond(ctx context.Context, src Source, given string) error {
	folder, err := vault.Named(given)
	if err != nil {
		return err
	}
	if under(folder, src.Folder()) {
		return &fault.Error{Kind: "folder-is-inside-the-journal-itself", Thing: folder}
	}
	info, err := os.Stat(folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &fault.Error{Kind: "the-folder-folder-does-not-exist-create", Thing: folder, Err: err}
	case err != nil:
		return explain(err, folder)
	case !info.IsDir():
		return &fault.Error{Kind: "folder-is-a-file-choose-a-folder", Thing: folder}
	}
	now, err := src.Summary()
	if err != nil {
		return err
	}
	if err := os.Mkdir(ownFolder(folder, now), 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return explain(err, folder)
	}
	return attempt(ctx, src, func(m *maker) error {
		m.state.Second = &second{Folder: folder}
		if !m.isCurrent(m.state.First, Folder(src.Folder())) {
			if err := m.first(ctx); err != nil {
				return err
			}
		}
		return m.second(ctx)
	})
}

// StopSecond makes backups only in the journal's own folder from then on. Backups in the second
// folder remain there.
func StopSecond(src Source) error {
	s, err := readState(src.Folder())
	if err != nil {
		return err
	}
	if s.Second == nil {
		return nil
	}
	s.Second = nil
	return s.write(src.Folder())
}

// ownFolder returns a journal's own folder within the second folder.
func ownFolder(folder string, s vault.Summary) string {
	return filepath.Join(folder, "enactive-"+hex.EncodeToString(s.Vault[:4]))
}

func under(path, dir string) bool {
	rest, err := filepath.Rel(dir, path)
	return err == nil && rest != ".." && !strings.HasPrefix(rest, ".."+string(filepath.Separator))
}

// second copies the newest backup to the second folder, unless it exists there.
func (m *maker) second(ctx context.Context) error {
	if m.state.Second == nil {
		return nil
	}
	folder, last := m.state.Second.Folder, m.state.Second.Last
	dir := ownFolder(folder, m.now)
	// It was created when the folder was chosen. If it is missing, so is the disk: a new folder
	// would be on this disk, and not a second place.
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return notThere(folder)
	}
	if m.isCurrent(last, dir) {
		return nil
	}
	// Programs of other journals do not write here, but those of a copied journal may.
	if err := atomicfile.RemoveLeftovers(dir, m.src.Now().Add(-dailyInterval)); err != nil {
		return explain(err, dir)
	}
	from := filepath.Join(Folder(m.src.Folder()), m.state.First.File)
	path, err := freePath(dir, m.state.First.Time)
	if err != nil {
		return explain(err, dir)
	}
	if err := copyFiles(ctx, m.src, dir); err != nil {
		return explain(err, dir)
	}
	if err := m.copyFile(ctx, from, path); err != nil {
		return explain(err, dir)
	}
	m.state.Second = &second{Folder: folder, Last: &done{
		Time: m.src.Now().Truncate(time.Second), File: filepath.Base(path), Fingerprint: m.state.First.Fingerprint,
	}}
	if err := rotate(dir, path, m.src.Now()); err != nil {
		return err
	}
	return explain(sweepFiles(dir), dir)
}

func notThere(folder string) error {
	return &fault.Error{Kind: "the-second-backup-folder-folder-is-not", Thing: folder, Err: fs.ErrNotExist}
}

func (m *maker) copyFile(ctx context.Context, from, to string) error {
	return atomicfile.WriteChecked(to, func(w io.Writer) error {
		f, err := regular.OpenNamed(from)
		if err != nil {
			return err
		}
		defer f.Close() // only read
		_, err = io.Copy(w, stoppable{ctx, f})
		return err
	}, func(temp string) error {
		if err := readBack(ctx, m.src, temp, m.now); err != nil {
			return err
		}
		return writeList(m.src, to, nil)
	})
}

// MakeAt makes one backup at a place given by the user: an existing folder, or a new file in
// one, with a name that ends in .enactive. It is read back as by Make; nothing is removed or
// recorded. The files of attachments come into the folder enactive-files beside it. The error wraps fs.ErrExist if the file exists.
func MakeAt(ctx context.Context, src Source, place string) (Backup, error) {
	path, err := placeOf(src, place)
	if err != nil {
		return Backup{}, err
	}
	if err := vault.Outside(src.Folder(), path); err != nil {
		return Backup{}, err
	}
	if err := copyFiles(ctx, src, filepath.Dir(path)); err != nil {
		return Backup{}, explain(err, filepath.Dir(path))
	}
	if _, err := write(ctx, src, path); err != nil {
		return Backup{}, explain(err, filepath.Dir(path))
	}
	made, err := look(path)
	made.Time = src.Now().Truncate(time.Second)
	return made, explain(err, filepath.Dir(path))
}

func placeOf(src Source, given string) (string, error) {
	place, err := vault.Named(given)
	if err != nil {
		return "", err
	}
	info, err := os.Stat(place)
	switch {
	case err == nil && info.IsDir():
		path, err := freePath(place, src.Now())
		return path, explain(err, place)
	case err == nil:
		return "", &fault.Error{Kind: "there-is-already-a-file-file-choose", Thing: place, Err: fs.ErrExist}
	case !errors.Is(err, fs.ErrNotExist):
		return "", explain(err, place)
	case !strings.HasSuffix(place, suffix):
		return "", &fault.Error{Kind: "there-is-no-folder-file-create-it-first", Thing: place, Values: fault.V{"Ending": suffix}, Err: err}
	}
	if _, err := os.Stat(filepath.Dir(place)); err != nil {
		return "", &fault.Error{Kind: "the-folder-folder-does-not-exist-create", Thing: filepath.Dir(place), Err: err}
	}
	return place, nil
}
