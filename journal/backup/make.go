package backup

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"enactive/journal/atomicfile"
	"enactive/journal/describe"
	"enactive/journal/fault"
	"enactive/journal/regular"
	"enactive/journal/vault"
)

// Source is an open journal. CopyTo writes a copy of it and CheckCopy verifies such a copy;
// both return its summary, and Summary returns that of the journal itself. ReadOnly returns why
// the journal cannot be changed, or nil; a read-only journal is not backed up.
type Source interface {
	Folder() string
	ReadOnly() error
	Now() time.Time
	Summary() (vault.Summary, error)
	CopyTo(ctx context.Context, w io.Writer) (vault.Summary, error)
	CheckCopy(ctx context.Context, file string) (vault.Summary, error)
}

// Occasion is an operation that must not start without a backup.
type Occasion int

// The occasions.
const (
	Import Occasion = iota
	Migration
	Restore
	Purge
)

// notBegun returns the kind of the error that prevents the operation.
func (o Occasion) notBegun() fault.Kind {
	switch o {
	case Import:
		return "the-import-did-not-start-cause"
	case Migration:
		return "the-migration-did-not-start-cause"
	case Restore:
		return "the-restore-did-not-start-cause"
	}
	return "erasing-for-good-did-not-start-cause"
}

const (
	// dailyInterval is the age of the last backup from which a small change makes another one, and
	// again the delay before a retry after a failure.
	dailyInterval = 24 * time.Hour
	again         = time.Hour
)

// Make makes a backup, even if nothing has changed since the last one. It is written under
// another name, flushed, read back with every document opened, compared with the journal, and
// only then renamed; only then are older ones removed (see Keep). A second folder gets the
// same. After an error all older backups remain, and the error is recorded until a backup
// succeeds (see StatusOf); it wraps vault.ErrNoSpace, vault.ErrReadOnly, vault.ErrDisk or
// vault.ErrDamaged where it applies.
func Make(ctx context.Context, src Source) (Backup, error) {
	var made Backup
	err := attempt(ctx, src, func(m *maker) error {
		if err := m.first(ctx); err != nil {
			return err
		}
		made = m.made
		return m.second(ctx)
	})
	return made, err
}

// After makes a backup after a session, unless nothing has changed since the last one or the
// journal was opened read-only. The errors are those of Make.
func After(ctx context.Context, src Source) error {
	if src.ReadOnly() != nil {
		return nil
	}
	return attempt(ctx, src, func(m *maker) error {
		if !m.isCurrent(m.state.First, Folder(src.Folder())) {
			if err := m.first(ctx); err != nil {
				return err
			}
		}
		return m.second(ctx)
	})
}

// Daily is After for frequent operations: it does nothing if the last backup is less than a day
// old, or the last failure less than an hour.
func Daily(ctx context.Context, src Source) error {
	if !IsDue(src.Folder(), src.Now()) {
		return nil
	}
	return After(ctx, src)
}

// IsDue reports whether Daily would make a backup of the journal in dir.
func IsDue(dir string, now time.Time) bool {
	s, err := readState(dir)
	if err != nil {
		return true
	}
	since := func(t time.Time) time.Duration { return now.Sub(t).Abs() }
	if s.Failed != nil {
		return since(s.Failed.Time) >= again
	}
	return s.First == nil || since(s.First.Time) >= dailyInterval
}

// Before makes a backup before an operation that changes much, unless the last one is current
// and sound. The errors are those of Make, and say that the operation did not start. A failure
// in the second folder does not prevent it: it is recorded and shown like other failures.
func Before(ctx context.Context, src Source, what Occasion) error {
	err := attempt(ctx, src, func(m *maker) error {
		dir := Folder(src.Folder())
		if m.isCurrent(m.state.First, dir) {
			found, err := src.CheckCopy(ctx, filepath.Join(dir, m.state.First.File))
			if err == nil && found == m.now {
				m.aside = m.second(ctx)
				return nil
			}
			if wasCancelled(err) {
				return err
			}
		}
		if err := m.first(ctx); err != nil {
			return err
		}
		m.aside = m.second(ctx)
		return nil
	})
	if err == nil || wasCancelled(err) {
		return err
	}
	return &fault.Error{Kind: what.notBegun(), Err: err}
}

// maker makes the backups of one occasion.
type maker struct {
	src   Source
	state state
	now   vault.Summary // of the journal
	made  Backup
	aside error // to be recorded although the backup succeeded
}

// attempt runs a function that makes backups and records the result.
func attempt(ctx context.Context, src Source, run func(*maker) error) error {
	if err := src.ReadOnly(); err != nil {
		return err
	}
	s, damaged := readState(src.Folder())
	m := &maker{src: src, state: s}
	before := m.state
	var err error
	if m.now, err = src.Summary(); err != nil {
		return err
	}
	err = run(m)
	if err == nil {
		err = damaged
	}
	if files, ok := src.(FileSource); ok && err == nil {
		_, _ = files.SweepFiles(ctx) // what stays goes after the next backup
	}
	remember := err
	if err == nil {
		remember = m.aside
	}
	switch {
	case wasCancelled(remember) || remember == nil && m.isUnchanged(before):
		return err
	case remember == nil:
		m.state.Failed = nil
	default:
		m.state.Failed = &Failure{Time: src.Now().Truncate(time.Second), Text: describe.Error(remember)}
	}
	if noted := m.state.write(src.Folder()); noted != nil {
		if err == nil {
			return &fault.Error{Kind: "the-backup-was-made-but-this-could-not", Thing: src.Folder(), Values: fault.V{"Reason": reason(noted)}, Err: noted}
		}
		return fault.Along(err, noted)
	}
	return err
}

func (m *maker) isUnchanged(before state) bool {
	return before.Failed == nil && before.First == m.state.First && before.Second == m.state.Second
}

// isCurrent reports whether a backup in dir matches the journal.
func (m *maker) isCurrent(d *done, dir string) bool {
	if d == nil || d.Fingerprint != m.now.Fingerprint() {
		return false
	}
	info, err := os.Stat(filepath.Join(dir, d.File))
	return err == nil && info.Mode().IsRegular() && info.Size() > 0
}

// first makes a backup in the journal's own folder.
func (m *maker) first(ctx context.Context) error {
	dir := Folder(m.src.Folder())
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return explain(err, dir)
	}
	if info, err := os.Lstat(dir); err == nil && info.Mode()&fs.ModeSymlink != 0 {
		return &fault.Error{Kind: "no-backup-could-be-made-in-folder-because", Thing: dir}
	} else if err == nil && !info.IsDir() {
		return &fault.Error{Kind: "no-backup-could-be-made-in-folder", Thing: dir}
	}
	// No other program writes here: it would need the journal open.
	if err := atomicfile.RemoveLeftovers(dir, endOfTime); err != nil {
		return explain(err, dir)
	}
	path, err := freePath(dir, m.src.Now())
	if err != nil {
		return explain(err, dir)
	}
	held, err := write(ctx, m.src, path)
	if err != nil {
		return explain(err, dir)
	}
	m.now = held
	m.state.First = &done{Time: m.src.Now().Truncate(time.Second), File: filepath.Base(path), Fingerprint: held.Fingerprint()}
	if m.made, err = look(path); err != nil {
		return explain(err, dir)
	}
	return rotate(dir, path, m.src.Now())
}

// endOfTime is later than any file.
var endOfTime = time.Unix(1<<40, 0)

var errOther = fmt.Errorf("%w: the copy holds something else than the journal", vault.ErrDamaged)

// write writes a copy of the journal and reads it back before renaming it to path.
func write(ctx context.Context, src Source, path string) (held vault.Summary, err error) {
	needed := refsOf(src)
	err = atomicfile.WriteChecked(path, func(w io.Writer) error {
		held, err = src.CopyTo(ctx, w)
		return err
	}, func(temp string) error {
		if err := readBack(ctx, src, temp, held); err != nil {
			return err
		}
		return writeList(src, path, needed)
	})
	return held, err
}

func readBack(ctx context.Context, src Source, file string, want vault.Summary) error {
	dropFromCache(file)
	if err := readInOrder(ctx, file); err != nil {
		return err
	}
	found, err := src.CheckCopy(ctx, file)
	if err == nil && found != want {
		err = errOther
	}
	return err
}

// readInOrder reads a file sequentially back into the page cache: documents are read in the
// order of their random ids, which is slow on a disk.
func readInOrder(ctx context.Context, file string) error {
	f, err := regular.OpenNamed(file)
	if err != nil {
		return err
	}
	defer f.Close() // only read
	_, err = io.CopyBuffer(struct{ io.Writer }{io.Discard}, stoppable{ctx, f}, make([]byte, 1<<20))
	return err
}

// stoppable reads until the context ends.
type stoppable struct {
	ctx context.Context
	r   io.Reader
}

func (s stoppable) Read(b []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.r.Read(b)
}

func look(path string) (Backup, error) {
	info, err := os.Stat(path)
	if err != nil {
		return Backup{}, err
	}
	made, _ := timeOf(filepath.Base(path))
	return Backup{Path: path, Time: made, Size: info.Size()}, nil
}
