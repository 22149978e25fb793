package main

import (
	"os"

	"enactive/journal"
	"enactive/journal/exchange"
)

// readFolder reads the files of a folder; links that lead out of it are not followed.
func (s *session) readFolder(j *journal.Journal, folder string, read exchange.FilesReader) (*exchange.Import, error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, unreadable(folder, err)
	}
	defer root.Close() // opened for reading only
	return read(s.ctx, root.FS(), j, folder)
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}
