// Package atomicfile writes files for people (exports, reports, pictures, backups) so
// that a file of that name is always either complete or missing.
//
// Start with Write. It promises this: the bytes go to a temporary file in the destination's
// folder, never to /tmp; only its owner can read and write it, whatever the umask or the mode of
// a replaced file; the bytes are on the disk before the file is renamed; and any error leaves
// the old file unchanged and no temporary file behind.
package atomicfile

import (
	"bufio"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"time"
)

// ErrNoFile is wrapped if the destination must not be replaced by a file, because it is a folder
// or a device, for example.
var ErrNoFile = errors.New("it is no file")

// Write creates or replaces the file at path with the output of write, mode 0600. Errors of
// write and of the file system are wrapped (fs.ErrNotExist if the folder is missing,
// fs.ErrPermission, syscall.ENOSPC).
//
// A symbolic link at path is replaced and not followed, so that a person who can create links
// cannot decide where plain text goes; the link's target is left unchanged. A link to something
// other than a file, such as /dev/stdout, gives ErrNoFile like its target.
func Write(path string, write func(io.Writer) error) error {
	return WriteChecked(path, write, func(string) error { return nil })
}

// WriteChecked is Write with a check before the file gets its name: once the bytes are on the
// disk, check is called with the path of the temporary file. Its error is wrapped and leaves
// everything unchanged.
func WriteChecked(path string, write func(io.Writer) error, check func(temp string) error) error {
	if err := replaceable(path); err != nil {
		return err
	}
	temp := tempName(path)
	f, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return unwritable(path, err)
	}
	renamed := false
	defer func() { // even if write panics
		if !renamed {
			f.Close() // the first error is reported; a second close is harmless
			os.Remove(temp)
		}
	}()
	if err := fill(f, write); err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	if err := check(temp); err != nil {
		return fmt.Errorf("checking what was written to %s: %w", path, err)
	}
	if err := rename(temp, path); err != nil {
		return fmt.Errorf("putting %s into its place: %w", path, withoutTemp(err))
	}
	renamed = true
	if err := syncFolder(filepath.Dir(path)); err != nil {
		return fmt.Errorf("%s is written, but it is not sure that it outlives a power cut: %w", path, err)
	}
	return nil
}

// fill writes the bytes to the disk and closes f.
func fill(f *os.File, write func(io.Writer) error) error {
	if err := f.Chmod(0o600); err != nil { // a umask of 0700 would have removed our own permissions
		return withoutTemp(err)
	}
	w := bufio.NewWriterSize(f, 64<<10)
	if err := write(w); err != nil {
		return err
	}
	for _, finish := range []func() error{w.Flush, f.Sync, f.Close} {
		if err := finish(); err != nil {
			return withoutTemp(err)
		}
	}
	return nil
}

// replaceable refuses folders, devices and pipes: root could rename a file over /dev/null.
func replaceable(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return nil // no file, or a dangling link; other errors show when writing
	}
	if info.IsDir() {
		return fmt.Errorf("%s is a folder; name the file in it as well: %w", path, ErrNoFile)
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%s is a device or a pipe; choose the name of a file: %w", path, ErrNoFile)
	}
	if isSystems(path) {
		return fmt.Errorf("%s belongs to the system; choose the name of a file, or - for standard output: %w", path, ErrNoFile)
	}
	return nil
}

// isSystems reports whether a path is in a folder of devices or processes. There /dev/stdout may
// lead to a file, and root could replace it for all programs.
func isSystems(path string) bool {
	full, err := filepath.Abs(path)
	if err != nil || runtime.GOOS == "windows" {
		return false
	}
	return strings.HasPrefix(full, "/proc/") || strings.HasPrefix(full, "/dev/") && !strings.HasPrefix(full, "/dev/shm/")
}

// unwritable explains to a person why no file can be created at path.
func unwritable(path string, err error) error {
	folder := filepath.Dir(path)
	cause := withoutTemp(err)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("writing %s: the folder %s does not exist; make it first or choose another: %w", path, folder, cause)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("writing %s: the folder %s may not be written to; choose another: %w", path, folder, cause)
	}
	return fmt.Errorf("writing %s: %w", path, cause)
}

// withoutTemp removes the temporary file's name, which means nothing to people, from err.
func withoutTemp(err error) error {
	if p := (*fs.PathError)(nil); errors.As(err, &p) {
		return p.Err
	}
	if l := (*os.LinkError)(nil); errors.As(err, &l) {
		return l.Err
	}
	return err
}

// maxBase keeps a temporary name within the 255 bytes that file systems allow.
const maxBase = 200

func tempName(path string) string {
	var random [8]byte
	rand.Read(random[:]) // never fails: crypto/rand ends the program instead
	base := filepath.Base(path)
	if len(base) > maxBase {
		base = strings.ToValidUTF8(base[:maxBase], "")
	}
	return filepath.Join(filepath.Dir(path), "."+base+".tmp-"+hex.EncodeToString(random[:]))
}

// RemoveLeftovers removes temporary files in dir that a killed program left and that were last
// written before olderThan, and no other files. A missing folder is not an error.
func RemoveLeftovers(dir string, olderThan time.Time) error {
	leftover := regexp.MustCompile(`^\..+\.tmp-[0-9a-f]{16}$`)
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("looking for leftovers in %s: %w", dir, err)
	}
	var failed error
	for _, e := range entries {
		if !e.Type().IsRegular() || !leftover.MatchString(e.Name()) {
			continue
		}
		info, err := e.Info()
		if err != nil || !info.ModTime().Before(olderThan) {
			continue // removed meanwhile, or possibly still being written
		}
		if err := os.Remove(filepath.Join(dir, e.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
			failed = errors.Join(failed, fmt.Errorf("removing a leftover: %w", err))
		}
	}
	return failed
}
