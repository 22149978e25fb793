package vault

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"sync/atomic"

	"enactive/journal/wording"
)

// Report is what reading all of a journal has shown.
type Report struct {
	Records uint64   // in the store, each of which was opened and held against the head
	Logged  uint64   // in the log, each held against the store
	Headers int      // copies of the key header that are the same; 3 when all are well
	Faults  []string // what is wrong, a sentence each; none when all is well
}

func (r *Report) fault(note string) { r.Faults = append(r.Faults, note) }

// Check reads everything in both copies of the journal and in all copies of its key
// header, opens every document, and compares. It changes nothing: what opening the journal
// has put right is told by Repair. The error is for what kept it from looking, and wraps
// ErrClosed or ErrReadOnly where it applies.
func (v *Vault) Check(ctx context.Context) (Report, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	var r Report
	if err := v.usable(); err != nil {
		return r, err
	}
	for _, look := range []func(context.Context, *Report) error{v.checkStore, v.checkLog, v.checkHeaders} {
		if err := look(ctx, &r); err != nil {
			return r, explain(err, v.dir, wording.Text("checking-it"))
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
		r.fault(wording.Say("another-program-changed-the-store-while"))
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
		r.fault(wording.Count(int(v.head.Count), "bad-of-n-records-in-the-store-cannot-be", wording.V{"Bad": int(n)}))
	}
	return nil
}

// damage notes an error that is damage, and returns any other.
func (r *Report) damage(err error, say func(wording.V) string) error {
	if !isDamage(err) {
		return err
	}
	r.fault(say(wording.V{"Reason": reason(err)}))
	return nil
}

func storeDamaged(with wording.V) string {
	return wording.Say("the-store-is-damaged-reason-open", with)
}

func logDamaged(with wording.V) string {
	return wording.Say("the-log-the-second-copy-of-your-journal-is-damaged", with)
}

func (v *Vault) checkLog(ctx context.Context, r *Report) error {
	if v.log == nil && v.readOnly == nil {
		r.fault(wording.Say("the-log-the-second-copy-of-your-journal-could"))
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
		r.fault(wording.Say("the-log-the-second-copy-of-your-journal-is"))
	case !same || replayed.end != v.position():
		r.fault(wording.Say("the-log-and-the-store-the-two-copies"))
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

// Quarantined lists the damaged files that were put aside, by their names; none where there
// are none.
func (v *Vault) Quarantined() ([]string, error) {
	entries, err := os.ReadDir(filepath.Join(v.dir, quarantineName))
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, explain(err, v.dir, wording.Text("reading-the-quarantine"))
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names, nil
}
