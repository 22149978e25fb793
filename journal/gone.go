package journal

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"enactive/journal/joint"
	"enactive/journal/vault"
)

// What was removed for good is remembered by its id and by what was seen of it, in lists, so that it does not come
// back with another copy of the journal. No field of it is kept.

// goneList is one list; it is never changed.
type goneList struct {
	all []goneOne
}

type goneOne struct {
	identity
	joint.Gone
}

type goneItem struct {
	joint.Gone
	rec vault.RecordID
}

// maxGoneList is the number of documents to which a list grows; it is written anew with each of them.
const maxGoneList = 100

type goneListDoc struct {
	All []goneDoc `cbor:"1,keyasint"`
}

type goneDoc struct {
	_      struct{} `cbor:",toarray"`
	Kind   int
	ID     []byte
	Seen   []goneSeenDoc
	Firsts []int64
}

type goneSeenDoc struct {
	_       struct{} `cbor:",toarray"`
	Session []byte
	Ms      int64
	N       uint32
}

func (g *goneList) encoded(c *codec) ([]byte, error) {
	var d goneListDoc
	for _, one := range g.all {
		gd := goneDoc{Kind: int(one.kind), ID: []byte(one.id), Firsts: one.Firsts}
		for _, s := range slices.SortedFunc(maps.Keys(one.Seen), func(a, b joint.Session) int { return bytes.Compare(a[:], b[:]) }) {
			gd.Seen = append(gd.Seen, goneSeenDoc{Session: s[:], Ms: one.Seen[s].Ms, N: one.Seen[s].N})
		}
		d.All = append(d.All, gd)
	}
	return c.encode(docGone, d)
}

func (c *codec) decodeGone(body []byte) (*goneList, error) {
	var d goneListDoc
	if err := c.decode(body, &d); err != nil {
		return nil, err
	}
	g := &goneList{}
	for _, gd := range d.All {
		one := goneOne{identity{byte(gd.Kind), string(gd.ID)}, joint.Gone{Seen: joint.Seen{}, Firsts: gd.Firsts}}
		for _, s := range gd.Seen {
			if len(s.Session) != len(joint.Session{}) {
				return nil, fmt.Errorf("%w: %w", vault.ErrDamaged, errBadDocument)
			}
			one.Seen[joint.Session(s.Session)] = joint.Clock{Ms: s.Ms, N: s.N}
		}
		g.all = append(g.all, one)
	}
	return g, nil
}

// goneEdits returns the edits that remember what is gone.
func (j *Journal) goneEdits(gone map[identity]joint.Gone) ([]edit, error) {
	if len(gone) == 0 {
		return nil, nil
	}
	changed := map[vault.RecordID]*goneList{}
	listAt := func(rec vault.RecordID) *goneList {
		if changed[rec] == nil {
			g := &goneList{}
			if old := j.goneLists[rec]; old != nil {
				g.all = slices.Clone(old.all)
			}
			changed[rec] = g
		}
		return changed[rec]
	}
	open := j.openGoneList
	ids := slices.SortedFunc(maps.Keys(gone), func(a, b identity) int { return cmp.Or(cmp.Compare(a.kind, b.kind), strings.Compare(a.id, b.id)) })
	for _, id := range ids {
		one := goneOne{id, gone[id]}
		if here, ok := j.gone[id]; ok {
			if here.Equal(one.Gone) {
				continue
			}
			g := listAt(here.rec)
			g.all[slices.IndexFunc(g.all, func(o goneOne) bool { return o.identity == id })] = one
			continue
		}
		if open == (vault.RecordID{}) || len(listAt(open).all) >= maxGoneList {
			rec, err := j.vault.NewID()
			if err != nil {
				return nil, fmt.Errorf("saving: %w", err)
			}
			open = rec
		}
		g := listAt(open)
		g.all = append(g.all, one)
	}
	edits := make([]edit, 0, len(changed))
	for _, rec := range slices.SortedFunc(maps.Keys(changed), func(a, b vault.RecordID) int { return bytes.Compare(a[:], b[:]) }) {
		if old := j.goneLists[rec]; old == nil || len(changed[rec].all) > 0 {
			ed := edit{rec: rec, after: changed[rec]}
			if old != nil {
				ed.before = old
			}
			edits = append(edits, ed)
		}
	}
	return edits, nil
}

// indexGone adds a list to the index, or removes it.
func (j *Journal) indexGone(rec vault.RecordID, before, after *goneList) {
	if before != nil {
		for _, one := range before.all {
			delete(j.gone, one.identity)
		}
		delete(j.goneLists, rec)
	}
	if after == nil {
		return
	}
	for _, one := range after.all {
		j.gone[one.identity] = goneItem{one.Gone, rec}
	}
	j.goneLists[rec] = after
	if len(after.all) < maxGoneList {
		j.openGoneList = rec
	}
}
