package vault

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"enactive/journal/fault"
	"enactive/journal/vault/internal/seal"
)

// Another state of the journal is a copy that was changed independently: on another computer,
// or here while other files had replaced the journal's. Neither is damaged, and neither takes
// precedence. Such states wait in the folder "other", each in a folder of its own with a store
// or a log, until their additional documents are merged; then they are moved to the quarantine.
const otherName = "other"

// newOtherFolder creates a folder for another state and returns its path.
func newOtherFolder(dir string, now time.Time) (string, error) {
	if err := createFolder(filepath.Join(dir, otherName)); err != nil {
		return "", fmt.Errorf("making the folder for another state: %w", err)
	}
	base := now.UTC().Format(stampForm)
	for n := 1; ; n++ {
		name := base
		if n > 1 {
			name = fmt.Sprintf("%s-%d", base, n)
		}
		to := filepath.Join(dir, otherName, name)
		_, quarantined := os.Lstat(filepath.Join(dir, quarantineName, otherName+"-"+name))
		err := os.Mkdir(to, 0o700)
		switch {
		case err == nil && errors.Is(quarantined, fs.ErrNotExist):
			return to, syncFolder(filepath.Join(dir, otherName))
		case err == nil:
			err = os.Remove(to)
		}
		if err != nil && !errors.Is(err, fs.ErrExist) {
			return "", fmt.Errorf("making the folder for another state: %w", err)
		}
	}
}

// moveLogAside moves a log that belongs to another state aside, for Others.
func (v *Vault) moveLogAside() error {
	to, err := newOtherFolder(v.dir, v.opts.Now())
	if err == nil {
		err = rename(v.logPath(), filepath.Join(to, logName))
	}
	if err != nil {
		return fmt.Errorf("putting another state aside: %w", err)
	}
	v.log = nil
	return nil
}

// Other is the difference between another state of the journal and this one.
type Other struct {
	// Name is the name of its folder.
	Name string
	// Docs are its documents that are missing or different in this state.
	Docs []Change
}

// Others reads the waiting states. One that cannot be read with the current keys is moved to
// the quarantine, and Repair reports it.
func (v *Vault) Others(ctx context.Context) ([]Other, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.checkUsable(); err != nil || v.readOnly != nil {
		return nil, err
	}
	entries, err := os.ReadDir(filepath.Join(v.dir, otherName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, explain(err, v.dir, opReadingOther)
	}
	var all []Other
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		o := Other{Name: e.Name()}
		o.Docs, err = v.otherDocs(ctx, filepath.Join(v.dir, otherName, e.Name()))
		switch {
		case err == nil:
			all = append(all, o)
		case isBroken(err):
			if err := v.quarantineOther(o.Name); err != nil {
				return nil, explain(err, v.dir, opReadingOther)
			}
			v.repair.add(fault.Text("another-copy-of-this-journal-could-not", fault.V{"Folder": v.otherQuarantinePath(o.Name)}))
		default:
			return nil, explain(err, v.dir, opReadingOther)
		}
	}
	return all, nil
}

// otherDocs opens the documents of another state that differ from this one.
func (v *Vault) otherDocs(ctx context.Context, dir string) (docs []Change, err error) {
	values, err := v.otherValues(ctx, dir)
	if err != nil {
		return nil, err
	}
	bucket := v.keys.Bucket(bucketRecords)
	for _, c := range changesOf(values) {
		here, err := v.store.get(bucketRecords, string(c.id[:]))
		if err != nil {
			return nil, err
		}
		if bytes.Equal(here, c.value) {
			continue
		}
		_, doc, err := bucket.Open(nil, c.id, c.value)
		if err != nil {
			return nil, err
		}
		if len(here) > 0 {
			if _, same, err := bucket.Open(nil, c.id, here); err == nil && bytes.Equal(same, doc) {
				continue
			}
		}
		docs = append(docs, Change{RecordID(c.id), doc})
	}
	return docs, nil
}

// otherValues returns the sealed documents of another state.
func (v *Vault) otherValues(ctx context.Context, dir string) (map[seal.ID][]byte, error) {
	o := &Vault{dir: dir, opts: v.opts, keys: v.keys, header: v.header}
	if !exists(o.storePath()) {
		r, err := o.replayLog(ctx)
		if err == nil && (!r.whole || r.damaged) {
			err = fmt.Errorf("%w: the log of another state", seal.ErrDamaged)
		}
		if err != nil {
			return nil, err
		}
		return r.values, nil
	}
	if err := probeFile(ctx, v.opts.Probe, o.storePath()); err != nil {
		return nil, err
	}
	s, err := openStoreAs(o.storePath(), true)
	if err != nil {
		return nil, err
	}
	o.store = s
	defer func() { _ = s.close() }() // only read
	if err := o.readHead(ctx); err != nil {
		return nil, err
	}
	values := map[seal.ID][]byte{}
	p, err := openPages(o.storePath())
	if err != nil {
		return nil, err
	}
	defer p.close() // only read
	o.collect(ctx, p.bucket(bucketRecords), values, nil)
	if uint64(len(values)) != o.head.Count {
		return nil, fmt.Errorf("%w: the store of another state", seal.ErrDamaged)
	}
	return values, nil
}

// OtherTaken moves a state that was merged, or that will not be merged, to the quarantine
// and returns its path there.
func (v *Vault) OtherTaken(name string) (string, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.checkWritable(); err != nil {
		return "", err
	}
	if err := v.quarantineOther(name); err != nil {
		return "", explain(err, v.dir, opReadingOther)
	}
	v.repair.Joined = true
	return v.otherQuarantinePath(name), nil
}

func (v *Vault) otherQuarantinePath(name string) string {
	return filepath.Join(v.dir, quarantineName, otherName+"-"+name)
}

func (v *Vault) quarantineOther(name string) error {
	if err := createFolder(filepath.Join(v.dir, quarantineName)); err != nil {
		return fmt.Errorf("making the quarantine: %w", err)
	}
	if err := rename(filepath.Join(v.dir, otherName, name), v.otherQuarantinePath(name)); err != nil {
		return fmt.Errorf("putting another state into the quarantine: %w", err)
	}
	_ = os.Remove(filepath.Join(v.dir, otherName)) // if it is now empty
	return nil
}

// KeepApart saves documents to a separate file when other files have replaced the journal's.
// If those are of the same journal, the next opening merges the documents, and taken is true;
// otherwise the file is a backup.
func (v *Vault) KeepApart(ctx context.Context, docs []Change) (path string, taken bool, err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.keys == nil {
		return "", false, v.checkUsable()
	}
	ready, err := v.sealAll(ctx, docs)
	if err != nil {
		return "", false, explain(err, v.dir, opKeepingApart)
	}
	head := seal.Head{Generation: v.head.Generation, Op: v.head.Op, Count: uint64(len(ready))}
	marker, err := v.keys.Marker()
	if err != nil {
		return "", false, err
	}
	for _, c := range ready {
		head.Set.Add(marker.Mark(c.id, c.value))
	}
	raw, err := v.keys.SealHead(v.opts.Rand, head)
	if err != nil {
		return "", false, err
	}
	if path, taken, err = v.separatePath(); err != nil {
		return "", false, explain(err, v.dir, opKeepingApart)
	}
	temp := path + ".new"
	if err := buildStore(temp, v.raw, raw, ready); err != nil {
		return "", false, explain(errors.Join(err, os.Remove(temp)), v.dir, opKeepingApart)
	}
	return path, taken, explain(rename(temp, path), v.dir, opKeepingApart)
}

// separatePath chooses where KeepApart writes.
func (v *Vault) separatePath() (path string, taken bool, err error) {
	copies, err := findHeaders(v.dir)
	good := ranked(copies)
	if err == nil && len(good) > 0 && slices.ContainsFunc(good, func(c headerCopy) bool {
		return c.header.Vault == v.header.Vault && c.header.Epoch == v.header.Epoch
	}) {
		if to, err := newOtherFolder(v.dir, v.opts.Now()); err == nil {
			return filepath.Join(to, storeName), true, nil
		}
	}
	return freePath(v.dir+"-kept-"+v.opts.Now().UTC().Format(stampForm), ".enactive"), false, nil
}
