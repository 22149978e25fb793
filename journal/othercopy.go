package journal

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/oklog/ulid/v2"

	"enactive/journal/fault"
	"enactive/journal/naming"
	"enactive/journal/vault"
)

// Where two copies of the journal went on by themselves, on two computers or because one was
// put in the place of the other, both are right. What only the other one has comes in; of an
// entry that both have changed the newer version counts, and the older one lies in the bin as
// an entry of its own, so that it counts nowhere and can be brought back.

// OtherTag marks what came in from another copy of the journal.
const OtherTag = "other copy"

// put writes changes to the disk. When other files have taken the place of the journal's, all
// that was saved before is kept beside them.
func (j *Journal) put(ctx context.Context, changes []vault.Change) error {
	return j.changed(ctx, j.vault.Apply(ctx, changes))
}

// StillThere returns an error that wraps vault.ErrReplaced where other files have taken the place
// of the journal's since it was opened: what was saved before is kept beside them, and the error
// says where.
func (j *Journal) StillThere(ctx context.Context) error {
	j.writing.Lock()
	defer j.writing.Unlock()
	return j.stillThere(ctx)
}

// stillThere is StillThere; j.writing is held.
func (j *Journal) stillThere(ctx context.Context) error {
	if err := j.vault.StillThere(); errors.Is(err, vault.ErrReplaced) {
		return j.saveAside(ctx, err, false)
	}
	return nil
}

// apart keeps what was saved before beside the files that have taken the journal's place, once.
func (j *Journal) saveAside(ctx context.Context, cause error, saving bool) error {
	if j.savedAside == nil {
		kept := &savedAside{}
		docs, err := j.all()
		if err == nil {
			kept.path, kept.taken, err = j.vault.KeepApart(context.WithoutCancel(ctx), docs)
		}
		kept.err = err
		j.savedAside = kept
	}
	e := &fault.Error{Kind: "cause-what-was-saved-here-before", Thing: j.savedAside.path, Values: fault.V{}, Err: cause}
	if saving {
		e.Values["Cause"] = fault.Text("not-saved-cause", fault.V{"Cause": cause})
	}
	switch {
	case j.savedAside.err != nil:
		e.Kind = "cause-what-was-saved-here-before-could"
		e.Values["Reason"] = j.savedAside.err
	case j.savedAside.taken:
		e.Kind = "cause-what-was-saved-here-before-is"
	}
	return e
}

type savedAside struct {
	path  string
	taken bool
	err   error
}

// all are the documents of the journal as they were saved last.
func (j *Journal) all() ([]vault.Change, error) {
	j.mu.RLock()
	defer j.mu.RUnlock()
	var docs []vault.Change
	add := func(rec vault.RecordID, d document) error {
		doc, err := d.encoded(j.codec)
		docs = append(docs, vault.Change{ID: rec, Doc: doc})
		return err
	}
	var failed error
	for _, a := range j.areas {
		failed = errors.Join(failed, add(a.rec, &a.Area))
	}
	for _, e := range j.entries {
		failed = errors.Join(failed, add(e.rec, &e.Entry))
	}
	for _, r := range j.reviews {
		failed = errors.Join(failed, add(r.rec, &r.Review))
	}
	for _, f := range j.filters {
		failed = errors.Join(failed, add(f.rec, &f.Filter))
	}
	for key, d := range j.drafts {
		doc, err := j.codec.encode(docDraft, draftDoc{key, d.text, stampOf(d.at)})
		docs, failed = append(docs, vault.Change{ID: d.rec, Doc: doc}), errors.Join(failed, err)
	}
	return docs, failed
}

// takeOthers brings in what only other copies of the journal have.
func (j *Journal) takeOthers(ctx context.Context) error {
	others, err := j.vault.Others(ctx)
	if err != nil {
		return err
	}
	for _, o := range others {
		if err := j.takeOther(ctx, o); err != nil {
			return err
		}
	}
	return nil
}

func (j *Journal) takeOther(ctx context.Context, o vault.Other) error {
	j.writing.Lock()
	defer j.writing.Unlock()
	u := &union{j: j, areas: map[string]bool{}}
	later, err := u.read(o.Docs)
	if err != nil {
		return err
	}
	if later {
		j.vault.Note(fault.Text("another-copy-of-this-journal-was"))
		return nil
	}
	if len(u.edits) > 0 {
		if err := j.do(ctx, step{StepName: StepName{Kind: stepTakeInOther}, edits: u.edits}); err != nil {
			return err
		}
	}
	for _, d := range u.drafts {
		if err := j.takeDraft(ctx, d); err != nil {
			return err
		}
	}
	kept, err := j.vault.OtherTaken(o.Name)
	if err != nil {
		return err
	}
	u.report(kept)
	return nil
}

// takeDraft takes a draft over as it is. j.writing is held.
func (j *Journal) takeDraft(ctx context.Context, d loaded) error {
	doc, err := j.codec.encode(docDraft, d.draft)
	if err == nil {
		err = j.put(ctx, []vault.Change{{ID: d.rec, Doc: doc}})
	}
	if err != nil {
		return err
	}
	j.drafts[d.draft.Key] = draft{d.rec, d.draft.Text, j.codec.zones.time(d.draft.At)}
	return nil
}

// union collects what another copy adds to the journal.
type union struct {
	j        *Journal
	edits    []edit
	drafts   []loaded
	areas    map[string]bool // the names of areas that come in, by naming.Key
	added    int             // entries that only the other copy has
	versions int             // entries of which there are two versions
	others   int             // areas and reviews
	left     int             // reviews of which both versions together are too long
}

// read goes through the documents of the other copy. later reports that a later version wrote
// one of them, and then nothing of it counts.
func (u *union) read(docs []vault.Change) (later bool, err error) {
	for _, c := range docs {
		l, err := u.j.decode(c.ID, c.Doc)
		if err != nil || l.newer {
			return l.newer, err
		}
		switch d := l.doc.(type) {
		case *Area:
			err = u.area(l.rec, d)
		case *Review:
			err = u.review(l.rec, d)
		case *Filter:
			err = u.filter(l.rec, d)
		}
		switch {
		case err != nil:
		case l.entry != nil:
			err = u.entry(l.entry)
		case l.draft != nil:
			err = u.draft(l)
		}
		if err != nil {
			return false, fmt.Errorf("taking in another copy: %w", err)
		}
	}
	return false, nil
}

// add takes a document over under the id that it has, or another where that is taken.
func (u *union) add(rec vault.RecordID, d document) error {
	there, err := u.j.vault.Get(rec)
	if err == nil && there != nil {
		rec, err = u.j.vault.NewID()
	}
	u.edits = append(u.edits, edit{rec: rec, after: d})
	return err
}

func (u *union) entry(other *item) error {
	e := other.Entry.Clone()
	it, there := u.j.item(e.ID)
	if !there {
		e.Tags = withOtherTag(e.Tags)
		u.added++
		return u.add(other.rec, &e)
	}
	if sameWords(u.j.codec, &it.Entry, &e) {
		return nil
	}
	older := e
	if e.Modified.After(it.Modified) {
		older = it.Entry.Clone()
		u.edits = append(u.edits, edit{rec: it.rec, before: &it.Entry, after: &e})
	}
	return u.beside(older)
}

// beside puts the older version of an entry into the bin, under ids that are the same each
// time, so that it comes in once.
func (u *union) beside(e Entry) error {
	rec, id, err := u.older(&e, "entry", e.Modified)
	if err != nil {
		return err
	}
	if _, there := u.j.item(EntryID(id)); there {
		return nil
	}
	e.ID, e.Tags, e.Deleted = EntryID(id), withOtherTag(e.Tags), wholeSeconds(u.j.now())
	u.versions++
	return u.add(rec, &e)
}

// older returns the ids of an older version of something, which follow from what is in it.
func (u *union) older(d document, what string, modified time.Time) (rec vault.RecordID, id string, err error) {
	doc, err := d.encoded(u.j.codec)
	if err != nil {
		return rec, "", err
	}
	sum := sha256.Sum256(append([]byte("an older version of an "+what+"\x00"), doc...))
	made, err := ulid.New(ulid.Timestamp(modified), bytes.NewReader(sum[16:]))
	return vault.RecordID(sum[:16]), made.String(), err
}

func withOtherTag(tags []string) []string {
	if len(tags) >= MaxItems || slices.Contains(tags, OtherTag) {
		return tags
	}
	return append(slices.Clone(tags), OtherTag)
}

// sameWords reports whether two versions of an entry say the same, whenever that was written.
func sameWords(c *codec, a, b *Entry) bool {
	x, y := a.Clone(), b.Clone()
	y.Created, y.Modified, y.Deleted = x.Created, x.Modified, x.Deleted
	return sameDocument(c, &x, &y)
}

func sameDocument(c *codec, a, b document) bool {
	left, err := a.encoded(c)
	right, bad := b.encoded(c)
	return err == nil && bad == nil && bytes.Equal(left, right)
}

func (u *union) area(rec vault.RecordID, other *Area) error {
	a := other.Clone()
	here, there := u.j.areaItem(a.ID)
	if !there {
		u.others++
		a.Name = u.freeName(a.Name)
		return u.add(rec, &a)
	}
	mine := here.Area.Clone()
	if sameArea(u.j.codec, &mine, &a) {
		return nil
	}
	older := a
	if a.Modified.After(mine.Modified) {
		older = mine
		u.edits = append(u.edits, edit{rec: here.rec, before: &here.Area, after: &a})
	}
	rec, id, err := u.older(&older, "area", older.Modified)
	if err != nil {
		return err
	}
	if _, there := u.j.Area(AreaID(id)); there {
		return nil
	}
	older.ID, older.Name, older.Archived = AreaID(id), u.freeName(older.Name), true
	u.others++
	return u.add(rec, &older)
}

// sameArea reports whether two versions of an area say the same; their places, colours and
// whether they are archived are no words.
func sameArea(c *codec, a, b *Area) bool {
	x, y := a.Clone(), b.Clone()
	y.Created, y.Modified, y.Order, y.Color, y.Archived = x.Created, x.Modified, x.Order, x.Color, x.Archived
	return sameDocument(c, &x, &y)
}

// freeName is a name for an area that no other has.
func (u *union) freeName(base string) string {
	for n := 0; ; n++ {
		name := otherName(base, n)
		if _, there := u.j.AreaNamed(name); !there && !u.areas[naming.Key(name)] {
			u.areas[naming.Key(name)] = true
			return name
		}
	}
}

// otherName is the nth name to try for what comes from another copy, 0 for its own.
func otherName(base string, n int) string {
	switch n {
	case 0:
		return base
	case 1:
		return base + " (" + OtherTag + ")"
	}
	return fmt.Sprintf("%s (%s %d)", base, OtherTag, n)
}

// filter takes a filter over, under another name where one here finds something else by it.
func (u *union) filter(rec vault.RecordID, other *Filter) error {
	f := *other
	for n := 0; ; n++ {
		f.Name = otherName(other.Name, n)
		here, there := u.j.filterItem(f.Name)
		if !there {
			return u.add(rec, &f)
		}
		if f.Name = here.Name; sameDocument(u.j.codec, &here.Filter, &f) {
			return nil
		}
	}
}

// draft takes a draft over, under another key where one here is of other words: then it is
// something that was begun and left.
func (u *union) draft(l loaded) error {
	base := l.draft.Key
	for n := 2; ; n++ {
		here, there := u.j.drafts[l.draft.Key]
		if !there {
			break
		}
		if bytes.Equal(here.text, l.draft.Text) {
			return nil
		}
		d := *l.draft
		d.Key = fmt.Sprintf("%s %d", base, n)
		l.draft = &d
	}
	if l.draft.Key != base {
		var err error
		if l.rec, err = u.j.vault.NewID(); err != nil {
			return err
		}
	}
	u.drafts = append(u.drafts, l)
	return nil
}

// review joins the words of both copies about the same days.
func (u *union) review(rec vault.RecordID, other *Review) error {
	here, there := u.j.reviewItem(other.period())
	if !there {
		u.others++
		return u.add(rec, other)
	}
	both := here.Review
	switch both.Text += "\n\n" + other.Text; {
	case strings.Contains(here.Text, other.Text):
		return nil
	case strings.Contains(other.Text, here.Text):
		both.Text = other.Text
	case len(both.Text) > MaxText:
		u.left++
		return nil
	}
	u.others++
	u.edits = append(u.edits, edit{rec: here.rec, before: &here.Review, after: &both})
	return nil
}

// tell says what came in.
func (u *union) report(kept string) {
	with := fault.V{"Tag": OtherTag}
	if u.added > 0 {
		u.j.vault.Note(fault.Count(u.added, "n-entries-that-were-only-in-another", with))
	}
	if u.versions > 0 {
		u.j.vault.Note(fault.Count(u.versions, "n-entries-were-changed-in-both-copies", with))
	}
	if u.others > 0 {
		u.j.vault.Note(fault.Count(u.others, "n-areas-and-reviews-that-differed"))
	}
	if u.left > 0 {
		u.j.vault.Note(fault.Count(u.left, "for-n-reviews-the-texts-of-both-copies"))
	}
	u.j.vault.Note(fault.Text("the-other-copy-is-kept-in-folder", fault.V{"Folder": kept}))
}
