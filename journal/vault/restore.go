package vault

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"go.etcd.io/bbolt"

	"enactive/journal/fault"
	"enactive/journal/regular"
	"enactive/journal/vault/internal/seal"
)

// RestoreFrom creates a journal in dir, which must be missing or empty, from the copy in a
// file, and returns its summary. It verifies the copy before and the journal afterwards, so
// that dir contains a complete journal or nothing. The file is not changed. The error wraps
// ErrExists, ErrNoSpace or ErrReadOnly for dir, and the same errors as CheckFile for the file.
func RestoreFrom(ctx context.Context, file, dir string, key Key, o Options) (Summary, error) {
	if err := key.check(); err != nil {
		return Summary{}, err
	}
	o = o.withDefaults()
	dir, err := Named(dir)
	if err != nil {
		return Summary{}, err
	}
	present, err := checkNewFolder(dir)
	if err != nil {
		return Summary{}, explain(err, dir, opRestoring)
	}
	c, err := openCopy(ctx, file, o)
	if err != nil {
		return Summary{}, err
	}
	defer c.close()
	if f := c.header.header.Format; f > seal.Format {
		return Summary{}, &fault.Error{Class: ErrNewer, Kind: "the-backup-file-was-made-by-a-newer-version", Thing: file, Values: fault.V{"Format": int(f), "Known": int(seal.Format)}}
	}
	if err := c.unlock(ctx, key); err != nil {
		return Summary{}, err
	}
	r := &restoring{copyFile: c, opts: o}
	if r.want, err = c.readThrough(ctx); err != nil {
		return Summary{}, err
	}
	var name [8]byte
	if _, err := rand.Read(name[:]); err != nil {
		return Summary{}, fmt.Errorf("drawing a name: %w", err)
	}
	put := createBeside
	if present {
		put = createInside
	}
	if err := put(dir, hex.EncodeToString(name[:]), o, func(temp string) error { return r.build(ctx, temp) }); err != nil {
		return Summary{}, explain(err, dir, opRestoring)
	}
	return r.want, nil
}

// restoring is a journal being created from a verified copy.
type restoring struct {
	*copyFile
	opts Options
	want Summary // of the copy, and then of the journal
}

// build writes the journal into a new folder. It copies the file unchanged, because a later
// version may have added data to it.
func (r *restoring) build(ctx context.Context, dir string) error {
	if err := os.Mkdir(dir, 0o700); err != nil {
		return err
	}
	if err := r.copyStore(ctx, filepath.Join(dir, storeName)); err != nil {
		return err
	}
	for _, name := range []string{headerA, headerB} {
		if err := writeFile(filepath.Join(dir, name), r.header.raw); err != nil {
			return err
		}
	}
	if err := r.addLog(ctx, dir); err != nil {
		return err
	}
	if err := r.verify(ctx, dir); err != nil {
		return err
	}
	// No other program uses the folder.
	return os.Remove(filepath.Join(dir, lockName))
}

func (r *restoring) copyStore(ctx context.Context, to string) (err error) {
	from, err := regular.OpenNamed(r.path)
	if err != nil {
		return r.explain(err)
	}
	defer from.Close() // only read
	f, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(&copyWriter{ctx: ctx, w: f}, from)
	if err == nil {
		err = f.Sync()
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("copying the backup: %w", err)
	}
	return nil
}

// addLog gives the journal a log, which a copy lacks.
func (r *restoring) addLog(ctx context.Context, dir string) error {
	v := r.vaultIn(dir)
	v.keys, v.header, v.head = r.vault.keys, r.vault.header, r.vault.head
	v.head.Generation++
	s, err := openStore(v.storePath())
	if err != nil {
		return err
	}
	v.store = s
	err = v.writeLog(ctx)
	if err := errors.Join(err, v.log.close(), v.store.close()); err != nil {
		return err
	}
	r.want.Generation = v.head.Generation
	return nil
}

func (r *restoring) vaultIn(dir string) *Vault {
	return &Vault{dir: dir, opts: r.opts, commit: (*bbolt.Tx).Commit}
}

var errNotTheSame = errors.New("what was written is not what the backup holds")

// verify opens the journal and reads all of it.
func (r *restoring) verify(ctx context.Context, dir string) error {
	v := r.vaultIn(dir)
	h := r.vault.header
	master := *r.vault.master
	keys, err := seal.Derive(&master, h.Vault, h.Epoch)
	if err != nil {
		return err
	}
	made := &opened{raw: r.header.raw, header: h, master: &master, keys: keys}
	if err := v.unlock(ctx, func([]headerCopy) (*opened, error) { return made, nil }); err != nil {
		return err
	}
	err = v.Each(ctx, func(RecordID, []byte) error { return nil })
	got, notes, hasLog := summaryOf(v.header, v.head), len(v.repair.Notes), v.log != nil
	if err := errors.Join(err, v.Close()); err != nil {
		return err
	}
	if got != r.want || notes > 0 || !hasLog {
		return errNotTheSame
	}
	return nil
}
