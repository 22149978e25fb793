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

// Another state of the journal is what a copy of it became elsewhere: on another computer, or
// here while other files were in its place. Neither is damaged, and neither is right. Such
// states wait in the folder "other", each in a folder of its own that holds a store or a log,
// until what only they have was taken in; then they go to the quarantine, where they stay.
const otherName = "other"

// otherPlace is the name of a new folder for another state.
func otherPlace(dir string, now time.Time) (string, error) {
	if err := makeFolder(filepath.Join(dir, otherName)); err != nil {
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

// setLogApart moves a log that belongs to another state out of the way, for Others.
func (v *Vault) setLogApart() error {
	to, err := otherPlace(v.dir, v.opts.Now())
	if err == nil {
		err = rename(v.logPath(), filepath.Join(to, logName))
	}
	if err != nil {
		return fmt.Errorf("putting another state aside: %w", err)
	}
	v.log = nil
	return nil
}

// Other is what another state of the journal has and this one has not.
type Other struct {
	// Name is that of its folder.
	Name string
	// Docs are the documents that are not here, or that differ here.
	Docs []Change
}

// Others reads the states that wait. One that cannot be read with the keys of today goes to
// the quarantine, and Repair reports it.
func (v *Vault) Others(ctx context.Context) ([]Other, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.usable(); err != nil || v.readOnly != nil {
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
			if err := v.letOtherGo(o.Name); err != nil {
				return nil, explain(err, v.dir, opReadingOther)
			}
			v.repair.add(fault.Text("another-copy-of-this-journal-could-not", fault.V{"Folder": v.otherKept(o.Name)}))
		default:
			return nil, explain(err, v.dir, opReadingOther)
		}
	}
	return all, nil
}

// otherDocs opens the documents of another state that differ from those here.
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

// OtherTaken puts a state of which all was taken in, or which stays unchanged, into the
// quarantine, and returns where it is.
func (v *Vault) OtherTaken(name string) (string, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.writable(); err != nil {
		return "", err
	}
	if err := v.letOtherGo(name); err != nil {
		return "", explain(err, v.dir, opReadingOther)
	}
	v.repair.Joined = true
	return v.otherKept(name), nil
}

func (v *Vault) otherKept(name string) string {
	return filepath.Join(v.dir, quarantineName, otherName+"-"+name)
}

func (v *Vault) letOtherGo(name string) error {
	if err := makeFolder(filepath.Join(v.dir, quarantineName)); err != nil {
		return fmt.Errorf("making the quarantine: %w", err)
	}
	if err := rename(filepath.Join(v.dir, otherName, name), v.otherKept(name)); err != nil {
		return fmt.Errorf("putting another state into the quarantine: %w", err)
	}
	_ = os.Remove(filepath.Join(v.dir, otherName)) // where it is empty now
	return nil
}

// KeepApart seals documents into a file beside what is in the journal's folder now, when other
// files have taken the place of the journal's. Where those are of the same journal, the next
// opening takes in what they lack, and taken is true; else the file is a backup.
func (v *Vault) KeepApart(ctx context.Context, docs []Change) (path string, taken bool, err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.keys == nil {
		return "", false, v.usable()
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
	if path, taken, err = v.placeApart(); err != nil {
		return "", false, explain(err, v.dir, opKeepingApart)
	}
	temp := path + ".new"
	if err := buildStore(temp, v.raw, raw, ready); err != nil {
		return "", false, explain(errors.Join(err, os.Remove(temp)), v.dir, opKeepingApart)
	}
	return path, taken, explain(rename(temp, path), v.dir, opKeepingApart)
}

// placeApart chooses where KeepApart writes.
func (v *Vault) placeApart() (path string, taken bool, err error) {
	copies, err := findHeaders(v.dir)
	good := ranked(copies)
	if err == nil && len(good) > 0 && slices.ContainsFunc(good, func(c copyOf) bool {
		return c.header.Vault == v.header.Vault && c.header.Epoch == v.header.Epoch
	}) {
		if to, err := otherPlace(v.dir, v.opts.Now()); err == nil {
			return filepath.Join(to, storeName), true, nil
		}
	}
	return freePath(v.dir+"-kept-"+v.opts.Now().UTC().Format(stampForm), ".enactive"), false, nil
}
