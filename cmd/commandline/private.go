package commandline

import (
	"os"

	"enactive/plaincopy"
)

// privateParents returns the places for the plain text of an entry in an editor: first those in memory,
// if the system has them, so that it does not reach the disk.
func (s *session) privateParents() plaincopy.Parents {
	var parents plaincopy.Parents
	for _, parent := range []string{s.env.getenv("XDG_RUNTIME_DIR"), s.env.memory, os.TempDir()} {
		if parent != "" {
			parents = append(parents, parent)
		}
	}
	return parents
}
