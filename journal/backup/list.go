package backup

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"enactive/journal/fault"
	"enactive/journal/sealedfile"
)

const (
	// folderName is the folder of the backups within the journal's.
	folderName = "backups"
	suffix     = ".enactive"
	timeFormat = "20060102-150405"
)

// Backup is one backup file. Listing does not examine its contents.
type Backup struct {
	Path string
	Time time.Time // when it was made, to the second
	Size int64     // bytes
}

// Folder returns the folder of a journal's backups.
func Folder(journal string) string { return filepath.Join(journal, folderName) }

// List returns the backups of the journal in a folder, newest first. Files with other names are
// ignored.
func List(journal string) ([]Backup, error) { return list(Folder(journal)) }

func list(dir string) ([]Backup, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, &fault.Error{Kind: "the-backups-in-folder-cannot-be-listed", Thing: dir, Values: fault.V{"Reason": reason(err)}, Err: err}
	}
	var found []Backup
	for _, e := range entries {
		made, ok := timeOf(e.Name())
		if !ok || !e.Type().IsRegular() {
			continue
		}
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) {
			continue // removed meanwhile
		}
		if err != nil {
			return nil, fmt.Errorf("listing the backups in %s: %w", dir, err)
		}
		found = append(found, Backup{Path: filepath.Join(dir, e.Name()), Time: made, Size: info.Size()})
	}
	slices.SortFunc(found, func(a, b Backup) int { return b.Time.Compare(a.Time) })
	return found, nil
}

// timeOf parses the time in the name of a backup.
func timeOf(name string) (time.Time, bool) {
	text, ok := strings.CutSuffix(name, suffix)
	if !ok {
		return time.Time{}, false
	}
	made, err := time.Parse(timeFormat, text)
	return made, err == nil && made.Format(timeFormat) == text
}

// freePath returns the path of a new backup. If the current second is taken, it uses the next
// free second.
func freePath(dir string, now time.Time) (string, error) {
	made := now.UTC().Truncate(time.Second)
	for ; ; made = made.Add(time.Second) {
		path := filepath.Join(dir, made.Format(timeFormat)+suffix)
		_, err := os.Lstat(path)
		if errors.Is(err, fs.ErrNotExist) {
			return path, nil
		}
		if err != nil {
			return "", err
		}
	}
}

// rotate removes backups that need not be kept, oldest first, but never the one at made, which
// is the newest even if the clock is wrong.
func rotate(dir, made string, now time.Time) error {
	all, err := list(dir)
	if err != nil {
		return err
	}
	times := make([]time.Time, len(all))
	for i, b := range all {
		times[i] = b.Time
	}
	keep := Keep(times, now)
	for i, b := range slices.Backward(all) {
		if keep[i] || b.Path == made {
			continue
		}
		err := os.Remove(b.Path)
		if err == nil {
			err = os.Remove(sealedfile.ListOf(b.Path)) // without its backup it counts for nothing
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return &fault.Error{Kind: "the-backup-was-made-but-an-older-one", Thing: b.Path, Values: fault.V{"Reason": reason(err)}, Err: err}
		}
	}
	return nil
}
