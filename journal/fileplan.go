package journal

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"enactive/journal/naming"
	"enactive/journal/vault"
)

// FilePlan is how files of one format with the same columns were imported last, so that the next
// such file is read in the same way. Package exchange makes and reads it.
type FilePlan struct {
	Name string
	// Format is the key of the format, and Columns a hash of the names of the columns in their
	// order. There is one plan for each pair of them.
	Format  string
	Columns [32]byte
	// Plan is the plan as a JSON text of at most MaxFilePlan bytes. It must not be changed.
	Plan []byte
	// Used is when it was used last.
	Used time.Time
}

// MaxFilePlans is the maximum number of plans in a journal: of more, the least recently used one
// is forgotten. MaxFilePlan is the maximum size of one in bytes.
const (
	MaxFilePlans = 200
	MaxFilePlan  = 256 << 10
)

type filePlanKey struct {
	format  string
	columns [32]byte
}

func (p *FilePlan) key() filePlanKey { return filePlanKey{p.Format, p.Columns} }

type filePlanItem struct {
	FilePlan
	rec vault.RecordID
}

// FilePlans returns the plans sorted by name.
func (j *Journal) FilePlans() []FilePlan {
	j.mu.RLock()
	defer j.mu.RUnlock()
	all := make([]FilePlan, 0, len(j.filePlans))
	for _, p := range j.filePlans {
		all = append(all, p.FilePlan)
	}
	slices.SortFunc(all, func(a, b FilePlan) int {
		if c := strings.Compare(Fold(a.Name), Fold(b.Name)); c != 0 {
			return c
		}
		return b.Used.Compare(a.Used)
	})
	return all
}

// FilePlanNamed returns the plan with that name, compared by naming.Key.
func (j *Journal) FilePlanNamed(name string) (FilePlan, bool) {
	key := naming.Key(name)
	for _, p := range j.FilePlans() {
		if naming.Key(p.Name) == key {
			return p, true
		}
	}
	return FilePlan{}, false
}

// FilePlanOf returns the plan for files of a format with these columns.
func (j *Journal) FilePlanOf(format string, columns [32]byte) (FilePlan, bool) {
	p, ok := j.filePlanItem(filePlanKey{format, columns})
	if !ok {
		return FilePlan{}, false
	}
	return p.FilePlan, true
}

func (j *Journal) filePlanItem(key filePlanKey) (*filePlanItem, bool) {
	j.mu.RLock()
	defer j.mu.RUnlock()
	p, ok := j.filePlans[key]
	return p, ok
}

// ForgetFilePlan removes the plan with that name as one undo step. It returns false if there is none.
func (j *Journal) ForgetFilePlan(ctx context.Context, name string) (forgotten bool, err error) {
	j.writing.Lock()
	defer j.writing.Unlock()
	p, ok := j.FilePlanNamed(name)
	if !ok {
		return false, nil
	}
	it, ok := j.filePlanItem(p.key())
	if !ok {
		return false, nil
	}
	err = j.do(ctx, step{StepName: StepName{Kind: stepForgetPlan}, edits: []edit{{rec: it.rec, before: &it.FilePlan}}})
	return err == nil, err
}

// filePlanEdits returns the edits that remember the plan of b, if it has one. It replaces the one for
// the same columns. A new date alone is not an edit, unless b makes others.
func (j *Journal) filePlanEdits(b Batch, others int, now time.Time) ([]edit, error) {
	if b.Plan == nil {
		return nil, nil
	}
	p := *b.Plan
	p.Name, p.Used = oneLine(p.Name), now
	switch {
	case p.Name == "" || len(p.Name) > MaxLine:
		return nil, tooLong("name", p.Name, MaxLine)
	case len(p.Plan) > MaxFilePlan:
		return nil, tooLong("plan", "", MaxFilePlan)
	}
	p.Plan = bytes.Clone(p.Plan)
	old, exists := j.filePlanItem(p.key())
	if exists && others == 0 && old.Name == p.Name && bytes.Equal(old.Plan, p.Plan) {
		return nil, nil
	}
	p.Name = j.freePlanName(p.Name, p.key(), func(base string, n int) string {
		if n == 0 {
			return base
		}
		return base + " " + strconv.Itoa(n+1)
	})
	if exists {
		return []edit{{rec: old.rec, before: &old.FilePlan, after: &p}}, nil
	}
	rec, err := j.vault.NewID()
	if err != nil {
		return nil, fmt.Errorf("remembering a plan: %w", err)
	}
	return append(j.forgetOldest(MaxFilePlans-1), edit{rec: rec, after: &p}), nil
}

// freePlanName returns the first name that no plan for other columns has.
func (j *Journal) freePlanName(base string, of filePlanKey, candidate func(base string, n int) string) string {
	for n := 0; ; n++ {
		name := candidate(base, n)
		if p, taken := j.FilePlanNamed(name); !taken || p.key() == of {
			return name
		}
	}
}

// forgetOldest returns the edits that leave the most recently used plans.
func (j *Journal) forgetOldest(most int) []edit {
	j.mu.RLock()
	defer j.mu.RUnlock()
	all := make([]*filePlanItem, 0, len(j.filePlans))
	for _, p := range j.filePlans {
		all = append(all, p)
	}
	if len(all) <= most {
		return nil
	}
	slices.SortFunc(all, func(a, b *filePlanItem) int {
		if c := b.Used.Compare(a.Used); c != 0 {
			return c
		}
		return strings.Compare(a.Name, b.Name)
	})
	var edits []edit
	for _, p := range all[most:] {
		edits = append(edits, edit{rec: p.rec, before: &p.FilePlan})
	}
	return edits
}

// filePlan adds a plan of the other copy. Of two for the same columns, that used last stays.
func (u *union) filePlan(rec vault.RecordID, other *FilePlan) error {
	p := *other
	here, exists := u.j.filePlanItem(p.key())
	if exists && !p.Used.After(here.Used) {
		return nil
	}
	p.Name = u.j.freePlanName(other.Name, p.key(), otherName)
	if !exists {
		return u.add(rec, &p)
	}
	u.edits = append(u.edits, edit{rec: here.rec, before: &here.FilePlan, after: &p})
	return nil
}

type filePlanDoc struct {
	Name    string `cbor:"1,keyasint"`
	Format  string `cbor:"2,keyasint"`
	Columns []byte `cbor:"3,keyasint"`
	Plan    []byte `cbor:"4,keyasint"`
	Used    stamp  `cbor:"5,keyasint"`
}

func (p *FilePlan) encoded(c *codec) ([]byte, error) {
	return c.encode(docFilePlan, filePlanDoc{p.Name, p.Format, p.Columns[:], p.Plan, stampOf(p.Used)})
}

func (c *codec) decodeFilePlan(body []byte) (*FilePlan, error) {
	var d filePlanDoc
	if err := c.decode(body, &d); err != nil {
		return nil, err
	}
	p := &FilePlan{Name: d.Name, Format: d.Format, Plan: d.Plan, Used: c.zones.time(d.Used)}
	copy(p.Columns[:], d.Columns)
	return p, nil
}
