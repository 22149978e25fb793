package backup

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"enactive/journal/atomicfile"
	"enactive/journal/fault"
	"enactive/journal/regular"
)

// stateName is a small file in the journal's folder that records the last backup, and the last
// failure until a backup succeeds. It reveals nothing about entries.
const stateName = "backup-state"

const maxState = 64 << 10

// state is the contents of the file.
type state struct {
	Version int      `json:"version"`
	First   *done    `json:"first,omitempty"`
	Second  *second  `json:"second,omitempty"`
	Failed  *Failure `json:"failed,omitempty"`
}

// done is a successful backup.
type done struct {
	Time        time.Time `json:"time"`
	File        string    `json:"file"` // its name
	Fingerprint string    `json:"fingerprint"`
}

// second is the second folder for backups.
type second struct {
	Folder string `json:"folder"` // as a person named it, absolute
	Last   *done  `json:"last,omitempty"`
}

// Failure is a failed backup without a successful one since.
type Failure struct {
	Time time.Time `json:"time"`
	Text string    `json:"text"` // a sentence in the language of that time
}

// readState returns the recorded state, empty for a journal that was never backed up. The error
// means that the file is damaged; the state is then empty.
func readState(journal string) (state, error) {
	path := filepath.Join(journal, stateName)
	f, err := regular.Open(path, os.O_RDONLY, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return state{}, nil
	}
	if _, strange := errors.AsType[*regular.Error](err); strange {
		return state{}, &fault.Error{Kind: "the-file-file-which-records-the-last", Thing: path, Err: err}
	}
	if err != nil {
		return state{}, fmt.Errorf("reading what is remembered of backups: %w", err)
	}
	defer f.Close() // only read
	b, err := io.ReadAll(io.LimitReader(f, maxState))
	if err != nil {
		return state{}, fmt.Errorf("reading what is remembered of backups: %w", err)
	}
	var s state
	if err := json.Unmarshal(b, &s); err != nil {
		return state{}, &fault.Error{Kind: "the-file-file-which-records-the-last-backup", Thing: path, Err: err}
	}
	return s, nil
}

func (s state) write(journal string) error {
	s.Version = 1
	b, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return fmt.Errorf("remembering a backup: %w", err)
	}
	err = atomicfile.Write(filepath.Join(journal, stateName), func(w io.Writer) error {
		_, err := w.Write(append(b, '\n'))
		return err
	})
	if err != nil {
		return fmt.Errorf("remembering a backup: %w", err)
	}
	return nil
}

// Status is the recorded state of a journal's backups.
type Status struct {
	Last   time.Time // of the newest successful backup; zero if there is none
	Second string    // the second folder, or ""
	Failed *Failure  // the failure since then, or nil
}

// StatusOf returns the status of the backups of the journal in a folder. It needs no key. The
// error means that the file that records it is damaged.
func StatusOf(journal string) (Status, error) {
	s, err := readState(journal)
	if err != nil {
		return Status{}, err
	}
	status := Status{Failed: s.Failed}
	if s.First != nil {
		status.Last = s.First.Time
	}
	if s.Second != nil {
		status.Second = s.Second.Folder
	}
	return status, nil
}
