package commandline

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// privatePrefix begins the names of the folders for an editor; the process id of their creator follows.
const privatePrefix = "enact-"

// keptPrefix begins the names of folders with a text that could not be saved. They are not swept.
const keptPrefix = privatePrefix + "kept-"

// privateParents returns the places for such folders: first one in memory, if the system has one,
// so that an entry does not reach the disk in plain text.
func (s *session) privateParents() []string {
	var parents []string
	for _, parent := range []string{s.env.getenv("XDG_RUNTIME_DIR"), s.env.memory, os.TempDir()} {
		if parent != "" {
			parents = append(parents, parent)
		}
	}
	return parents
}

// privateFolder creates a folder that only its owner can read.
func (s *session) privateFolder() (dir string, err error) {
	for _, parent := range s.privateParents() {
		if dir, err = os.MkdirTemp(parent, fmt.Sprintf("%s%d-", privatePrefix, os.Getpid())); err == nil {
			return dir, nil
		}
	}
	return "", fmt.Errorf("making a folder for the editor: %w", err)
}

// sweepPrivate removes the folders of processes that were killed before they could remove them,
// with the plain text of an entry inside. A folder that cannot be removed belongs to another user.
func (s *session) sweepPrivate() {
	for _, parent := range s.privateParents() {
		found, err := filepath.Glob(filepath.Join(parent, privatePrefix+"*-*"))
		if err != nil {
			continue
		}
		for _, dir := range found {
			name, _, _ := strings.Cut(strings.TrimPrefix(filepath.Base(dir), privatePrefix), "-")
			pid, err := strconv.Atoi(name)
			if err == nil && pid > 1 && isOurs(dir) && !isAlive(pid) {
				_ = os.RemoveAll(dir)
			}
		}
	}
}
