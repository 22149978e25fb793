package sealedfile

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"enactive/journal/atomicfile"
	"enactive/journal/regular"
)

// A backup is a copy of the store. The files that its documents name are in a list beside it, so that
// they stay as long as the backup does, and can be restored with it. The list has their random names and
// nothing else.

const (
	backupSuffix = ".enactive"
	listSuffix   = ".files"
	listHead     = "enactive files 1\n"
	listEnd      = "end\n"
)

// errBadList is returned for a list that is not whole.
var errBadList = errors.New("a list of the files of a backup is damaged")

// ListOf returns the path of the list of a backup.
func ListOf(backup string) string { return strings.TrimSuffix(backup, backupSuffix) + listSuffix }

// WriteList writes the list of a backup and flushes it.
func WriteList(backup string, ids []ID) error {
	return atomicfile.Write(ListOf(backup), func(w io.Writer) error {
		var b bytes.Buffer
		b.WriteString(listHead)
		for _, id := range ids {
			fmt.Fprintln(&b, id)
		}
		b.WriteString(listEnd)
		_, err := w.Write(b.Bytes())
		return err
	})
}

// ReadList returns the files that a backup names: none if it has no list, as backups without attachments.
func ReadList(backup string) ([]ID, error) {
	f, err := regular.Open(ListOf(backup), os.O_RDONLY, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close() // only read
	lines := bufio.NewScanner(io.LimitReader(f, 4<<20))
	if !lines.Scan() || lines.Text()+"\n" != listHead {
		return nil, errBadList
	}
	var ids []ID
	for lines.Scan() {
		if lines.Text()+"\n" == listEnd {
			return ids, nil
		}
		id, ok := ParseID(lines.Text())
		if !ok {
			return nil, errBadList
		}
		ids = append(ids, id)
	}
	return nil, errors.Join(errBadList, lines.Err())
}

// Listed returns the files that the backups in a folder name. A list without its backup counts for
// nothing.
func Listed(dir string) (map[ID]bool, error) {
	named := map[ID]bool{}
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return named, nil
	}
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), backupSuffix) {
			continue
		}
		ids, err := ReadList(filepath.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			named[id] = true
		}
	}
	return named, nil
}
