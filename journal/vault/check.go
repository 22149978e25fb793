package vault

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"sync/atomic"

	"enactive/journal/fault"
)

// Report is the result of reading all of a journal.
type Report struct {
	Records uint64          // in the store; all were opened and compared with the head
	Logged  uint64          // in the log; all were compared with the store
	Files   uint64          // that belong to the journal and have a sound copy; see journal.Check
	Headers int             // intact copies of the current key header, at most 3
	Faults  []fault.Message // empty if the journal is sound
}

func (r *Report) fault(what fault.Message) { r.Faults = append(r.Faults, what) }

// Check reads everything in both copies of the journal and in all copies of its key
// header, opens every document, and compares. It changes nothing: what opening the journal
// has repaired is reported by Repair. The error says what prevented the check, and wraps
// ErrClosed or ErrReadOnly where it applies.
func (v *Vault) Check(ctx context.Context) (Report, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	var r Report
	if err := v.checkUsable(); err != nil {
		return r, err
	}
	for _, look := range []func(context.Context, *Report) error{v.checkStore, v.checkLog, v.checkHeaders} {
		if err := look(ctx, &r); err != nil {
			return r, explain(err, v.dir, opChecking)
		}
	}
	return r, nil
}

func (v *Vault) checkStore(ctx context.Context, r *Report) error {
	r.Records = v.head.Count
	before := v.head
	err := v.readHead(ctx)
	if err == nil && v.head != before {
		v.head = before
		r.fault(fault.Text("another-program-changed-the-store-while"))
		return nil
	}
	if err != nil {
		return r.damage(err, storeDamaged)
	}
	var bad atomic.Int64
	err = v.store.scan(ctx, v.head.Count, func(batch []sealed) error {
		_, ids, err := v.openAll(batch)
		bad.Add(int64(len(ids)))
		return err
	})
	if err != nil {
		return r.damage(err, storeDamaged)
	}
	if n := bad.Load(); n > 0 {
		r.Records -= uint64(n)
		r.fault(fault.Count(int(v.head.Count), "bad-of-n-records-in-the-store-cannot-be", fault.V{"Bad": int(n)}))
	}
	return nil
}

// damage adds an error that means damage to the faults, and returns any other error.
func (r *Report) damage(err error, kind fault.Kind) error {
	if !isDamage(err) {
		return err
	}
	r.fault(fault.Text(kind, fault.V{"Reason": reason(err)}))
	return nil
}

const (
	storeDamaged fault.Kind = "the-store-is-damaged-reason-open"
	logDamaged   fault.Kind = "the-log-the-second-copy-of-your-journal-is-damaged"
)

func (v *Vault) checkLog(ctx context.Context, r *Report) error {
	if v.log == nil && v.readOnly == nil {
		r.fault(fault.Text("the-log-the-second-copy-of-your-journal-could"))
		return nil
	}
	replayed, err := v.replayLog(ctx)
	if err != nil {
		return r.damage(err, logDamaged)
	}
	r.Logged = uint64(len(replayed.values))
	same := replayed.head.Set == v.head.Set && replayed.head.Count == v.head.Count && replayed.id == v.head.Log
	switch {
	case replayed.damaged || replayed.torn || !replayed.whole:
		r.fault(fault.Text("the-log-the-second-copy-of-your-journal-is"))
	case !same || replayed.end != v.position():
		r.fault(fault.Text("the-log-and-the-store-the-two-copies"))
	}
	return nil
}

func (v *Vault) checkHeaders(_ context.Context, r *Report) error {
	copies, err := readHeaders(v.dir)
	if err != nil {
		return err
	}
	raw, err := v.store.get(bucketHeader, keyHeader)
	if err != nil && !isDamage(err) {
		return err
	}
	for _, c := range append(copies, parseCopy("", raw)) {
		if c.ok() && c.header.Generation == v.header.Generation && v.keys.VerifyHeader(c.raw) == nil && bytes.Equal(c.raw, v.raw) {
			r.Headers++
			continue
		}
		r.fault(c.wrong())
	}
	return nil
}

// Quarantined returns the names of the damaged files in the quarantine.
func (v *Vault) Quarantined() ([]string, error) {
	entries, err := os.ReadDir(filepath.Join(v.dir, quarantineName))
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, explain(err, v.dir, opReadingQuarantine)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names, nil
}
