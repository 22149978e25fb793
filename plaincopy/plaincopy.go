// Package plaincopy owns the folders with what is plain for as long as another program reads it, such as
// an editor: only their owner can read them, they are in memory where the system has a place for that,
// and those of a program that was killed are swept by the next one that starts.
package plaincopy

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Prefix begins the names of the folders; the process id of their creator follows. The command line and
// the window share it, so that each sweeps what the other left.
const Prefix = "enact-"

// keptPrefix begins the names of folders with a text that could not be saved. They are not swept.
const keptPrefix = Prefix + "kept-"

// ErrNoMemory is returned where no place is in memory.
var ErrNoMemory = errors.New("no folder of this system is kept in memory alone")

// Parents are the folders in which such folders are made, the best first.
type Parents []string

// InMemory returns the usual places in memory: the session's own, and the one of the whole system. Make
// does not look whether they are; MakeInMemory does.
func InMemory(getenv func(string) string) Parents {
	var p Parents
	if dir := getenv("XDG_RUNTIME_DIR"); filepath.IsAbs(dir) {
		p = append(p, dir)
	}
	return append(p, "/dev/shm")
}

// Make makes a folder in the first place that takes one.
func (p Parents) Make() (dir string, err error) { return p.make("") }

func (p Parents) make(mark string) (dir string, err error) {
	err = ErrNoMemory
	for _, parent := range p {
		if dir, err = makeIn(parent, mark); err == nil {
			return dir, nil
		}
	}
	return "", fmt.Errorf("making a folder for a plain copy: %w", err)
}

// MakeInMemory is Make for the places whose files are in memory alone. Without one its error wraps
// ErrNoMemory.
func (p Parents) MakeInMemory() (dir string, err error) {
	var memory Parents
	for _, parent := range p {
		if isMemory(parent) {
			memory = append(memory, parent)
		}
	}
	return memory.Make()
}

// HasMemory reports whether one of the places is in memory alone.
func (p Parents) HasMemory() bool { return slices.ContainsFunc(p, isMemory) }

func makeIn(parent, mark string) (string, error) {
	return os.MkdirTemp(parent, fmt.Sprintf("%s%d-%s", Prefix, os.Getpid(), mark)) // 0700
}

// Keep gives a folder a name that is not swept, and returns it; that of before if that fails.
func Keep(dir string) string {
	kept := filepath.Join(filepath.Dir(dir), keptPrefix+strings.TrimPrefix(filepath.Base(dir), Prefix))
	if os.Rename(dir, kept) != nil {
		return dir
	}
	return kept
}

// Sweep removes the folders of processes that ended before they could remove them, such as by a kill.
// With mine it also removes those with the number of this process: a program that starts has none yet, but
// one that it took the place of may have had. A folder that cannot be removed belongs to another user.
// What somebody typed into a draft stays.
func (p Parents) Sweep(mine bool) {
	for _, dir := range p.left(mine) {
		if !IsTyped(dir) {
			_ = os.RemoveAll(dir)
		}
	}
}

// left returns the folders of processes that ended, and with mine those of this one.
func (p Parents) left(mine bool) (dirs []string) {
	for _, parent := range p {
		found, err := filepath.Glob(filepath.Join(parent, Prefix+"*-*"))
		if err != nil {
			continue
		}
		for _, dir := range found {
			name, _, _ := strings.Cut(strings.TrimPrefix(filepath.Base(dir), Prefix), "-")
			pid, err := strconv.Atoi(name)
			if err == nil && pid > 1 && isOurs(dir) && (!isAlive(pid) || mine && pid == os.Getpid()) {
				dirs = append(dirs, dir)
			}
		}
	}
	return dirs
}
