package journal

import (
	"context"

	"enactive/journal/sealedfile"
)

// Prepared is a file that is sealed on the disk but does not belong to anything yet. If it is not attached
// before the journal is closed, and no draft has it, it goes.
type Prepared struct{ a Attachment }

// PreparedID identifies a prepared file in the drafts of forms.
type PreparedID string

// ID returns the id by which Prepared finds the file again.
func (p *Prepared) ID() PreparedID { return PreparedID(p.a.file.ID.String()) }

// Attachment returns what will be attached, without id, holder and time.
func (p *Prepared) Attachment() Attachment { return p.a }

// prepare notes a prepared file, so that Prepared finds it.
func (j *Journal) prepare(a Attachment) *Prepared {
	j.mu.Lock()
	defer j.mu.Unlock()
	p := &Prepared{a}
	if there := j.prepared[p.ID()]; there != nil {
		return there
	}
	j.prepared[p.ID()] = p
	return p
}

// Prepared returns a file that was prepared since the journal was opened, or that a draft has; nil if
// there is none, or if its file has gone.
func (j *Journal) Prepared(id PreparedID) *Prepared {
	j.mu.RLock()
	p := j.prepared[id]
	j.mu.RUnlock()
	if p != nil && len(j.files.Missing([]sealedfile.ID{p.a.file.ID})) > 0 {
		return nil
	}
	return p
}

// preparedFiles returns those of the ids that are prepared.
func (j *Journal) preparedFiles(ids []PreparedID) []*Prepared {
	j.mu.RLock()
	defer j.mu.RUnlock()
	var all []*Prepared
	for _, id := range ids {
		if p := j.prepared[id]; p != nil {
			all = append(all, p)
		}
	}
	return all
}

// Discard forgets a file that was prepared and will not be attached, or that is attached by now.
func (j *Journal) Discard(p *Prepared) {
	j.mu.Lock()
	delete(j.prepared, p.ID())
	j.mu.Unlock()
	j.files.Added(p.a.file.ID)
}

// SmallOf returns the small JPEG of a prepared picture, or nil if there is none.
func (j *Journal) SmallOf(ctx context.Context, p *Prepared) ([]byte, error) {
	if p.a.small == 0 {
		return nil, nil
	}
	return j.readPart(ctx, &p.a, 0, p.a.small)
}
