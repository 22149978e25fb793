package vault

import (
	"bytes"
	"context"
	"encoding/hex"
	"fmt"
	"path/filepath"

	"go.etcd.io/bbolt"

	"enactive/journal/fault"
	"enactive/journal/vault/internal/seal"
)

// heal restores documents that are damaged in the store from the log, and returns them.
// Records that the log does not hold either are moved to the quarantine unchanged.
func (v *Vault) heal(ctx context.Context, damaged []seal.ID) ([]document, error) {
	r, err := v.replayLog(ctx)
	if err != nil {
		return nil, err
	}
	bucket := v.keys.Bucket(bucketRecords)
	if v.readOnly != nil {
		return v.healInMemory(bucket, r, damaged), nil
	}
	var docs []document
	var repaired []sealedChange
	var gone []sealedChange
	for _, id := range damaged {
		value, logged := r.values[id]
		if logged {
			if _, doc, err := bucket.Open(nil, id, value); err == nil {
				docs = append(docs, document{RecordID(id), doc})
				repaired = append(repaired, sealedChange{id, value})
				continue
			}
		}
		gone = append(gone, sealedChange{id: id})
	}
	if err := v.repairRecords(repaired); err != nil {
		return nil, err
	}
	if n := len(repaired); n > 0 {
		v.repair.add(fault.Count(n, "n-damaged-records-were-found"))
	}
	if len(gone) > 0 {
		if err := v.removeUnreadable(ctx, gone); err != nil {
			return nil, err
		}
		v.repair.addLoss(fault.Count(len(gone)+int(v.head.Count), "gone-of-n-records-could-not-be-read", fault.V{"Gone": len(gone)}))
	}
	return docs, nil
}

// healInMemory returns the damaged documents that the log holds, and writes nothing.
func (v *Vault) healInMemory(bucket *seal.Bucket, r *replay, damaged []seal.ID) []document {
	var docs []document
	for _, id := range damaged {
		if _, doc, err := bucket.Open(nil, id, r.values[id]); err == nil {
			docs = append(docs, document{RecordID(id), doc})
		}
	}
	if n := len(damaged) - len(docs); n > 0 {
		v.repair.addLoss(fault.Text("n-of-total-records-could-not-be-read", fault.V{"N": n, "Total": int(v.head.Count)}))
	}
	return docs
}

// repairRecords rewrites values that are damaged in the store. The log already holds them.
func (v *Vault) repairRecords(values []sealedChange) error {
	if len(values) == 0 {
		return nil
	}
	head := v.head
	err := v.store.guard(func() error {
		return v.store.db.Update(func(tx *bbolt.Tx) error {
			if err := v.fillRecords(tx, values, &head); err != nil {
				return err
			}
			return v.putHead(tx, head)
		})
	})
	if err != nil {
		return fmt.Errorf("putting records back: %w", err)
	}
	v.head = head
	return nil
}

// removeUnreadable removes unreadable records from both copies, after saving their bytes in the
// quarantine.
func (v *Vault) removeUnreadable(ctx context.Context, gone []sealedChange) error {
	to := filepath.Join(v.dir, quarantineName)
	if err := createFolder(to); err != nil {
		return fmt.Errorf("making the quarantine: %w", err)
	}
	for _, c := range gone {
		value, err := v.store.get(bucketRecords, string(c.id[:]))
		if err != nil {
			return err
		}
		if err := writeFile(filepath.Join(to, "record-"+hex.EncodeToString(c.id[:])), bytes.Clone(value)); err != nil {
			return fmt.Errorf("keeping a damaged record: %w", err)
		}
	}
	if v.log == nil {
		if err := v.writeLog(ctx); err != nil {
			return err
		}
	}
	head, err := v.write(gone)
	if err != nil {
		return v.recoverFrom(err, head, gone)
	}
	v.head = head
	return nil
}
