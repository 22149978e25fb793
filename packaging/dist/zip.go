package main

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// zipFolder writes a zip file of a folder, with its name in front, in the order of the names, all of one date.
func zipFolder(file, folder string, built time.Time) (err error) {
	out, err := os.Create(file)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	archive := zip.NewWriter(out)
	err = filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(filepath.Dir(folder), path)
		if err != nil {
			return err
		}
		header := zip.FileHeader{Name: filepath.ToSlash(name), Method: zip.Deflate, Modified: built}
		header.SetMode(0o644)
		if filepath.Ext(name) == ".exe" {
			header.SetMode(0o755)
		}
		w, err := archive.CreateHeader(&header)
		if err != nil {
			return err
		}
		in, err := os.Open(path)
		if err != nil {
			return err
		}
		defer in.Close() // only read
		_, err = io.Copy(w, in)
		return err
	})
	if err != nil {
		return fmt.Errorf("writing %s: %w", file, err)
	}
	return archive.Close()
}
