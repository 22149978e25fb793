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

// If two copies of the journal diverged, on two computers or because one replaced the other,
// both are right. Whatever only the other copy has is imported; of an entry that changed in
// both, the newer version wins, and the older one is put into the bin as a separate entry, so
// that it counts nowhere and can be restored.

// OtherTag marks entries from another copy of the journal.
const OtherTag = "other copy"

// put writes changes to the disk. If other files have replaced the journal's, it saves the
// contents aside.
func (j *Journal) put(ctx context.Context, changes []vault.Change) error {
	return j.changed(ctx, j.vault.Apply(ctx, changes))
}

// StillThere returns an error that wraps vault.ErrReplaced if other files have replaced the
// journal's since it was opened: the journal's contents are then saved aside, and the error
// names the place.
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

// saveAside saves the contents beside the files that have replaced the journal's, once.
func (j *Journal) saveAside(ctx context.Context, cause error, saving bool) error {
	if j.savedAside == nil {
		aside := &savedAside{}
		docs, err := j.allDocuments()
		if err == nil {
			aside.path, aside.taken, err = j.vault.KeepApart(context.WithoutCancel(ctx), docs)
		}
		aside.err = err
		j.savedAside = aside
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

// allDocuments encodes all documents of the journal as last saved. Of one that Peek opened, these are those that were
// read and the entry that was saved; the others were not touched.
func (j *Journal) allDocuments() ([]vault.Change, error) {
	if j.peeked != nil && !j.peeked.writes {
		return nil, vault.ErrDoubt
	}
	j.mu.RLock()
	defer j.mu.RUnlock()
	var docs []vault.Change
	var failed error
	add := func(rec vault.RecordID, d document) {
		doc, err := d.encoded(j.codec)
		if err == nil {
			doc, err = j.beside[rec].with(doc)
		}
		docs, failed = append(docs, vault.Change{ID: rec, Doc: doc}), errors.Join(failed, err)
	}
	j.eachDocument(add)
	if j.outside.rec != (vault.RecordID{}) {
		add(j.outside.rec, &j.outside)
	}
	for key, d := range j.drafts {
		doc, err := j.codec.encode(docDraft, d.document(key))
		docs, failed = append(docs, vault.Change{ID: d.rec, Doc: doc}), errors.Join(failed, err)
	}
	return docs, failed
}

// takeOthers imports whatever only other copies of the journal have.
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
	u.freeTries()
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
	if u.outside != nil {
		if err := j.takeOutside(ctx, u.outside); err != nil {
			return err
		}
	}
	folder, err := j.vault.OtherTaken(o.Name)
	if err != nil {
		return err
	}
	u.report(folder)
	return nil
}

// takeDraft stores a draft of the other copy. j.writing is held.
func (j *Journal) takeDraft(ctx context.Context, d loaded) error {
	doc, err := j.codec.encode(docDraft, d.other.draft)
	if err == nil {
		err = j.put(ctx, []vault.Change{{ID: d.rec, Doc: doc}})
	}
	if err != nil {
		return err
	}
	j.drafts[d.other.draft.Key], err = j.decodedDraft(d.rec, d.other.draft)
	return err
}

// union collects what another copy adds to the journal.
type union struct {
	j        *Journal
	edits    []edit
	drafts   []loaded
	outside  *outsideItem
	areas    map[string]bool // the keys of the names of added areas
	added    int             // entries that only the other copy has
	versions int             // entries of which exists are two versions
	others   int             // areas, reviews and attachments
	left     int             // reviews whose joined versions are too long
}

// read processes the documents of the other copy. later reports that a later version wrote
// one of them, which makes the copy unusable.
func (u *union) read(docs []vault.Change) (later bool, err error) {
	var days []loaded // after the measures, by which their values are named
	for _, c := range docs {
		l, err := u.j.decode(c.ID, c.Doc)
		if err != nil {
			return false, err
		}
		o := l.rest()
		if o.newer {
			return true, nil
		}
		switch d := o.doc.(type) {
		case *Area:
			err = u.area(l.rec, d)
		case *Review:
			err = u.review(l.rec, d)
		case *Filter:
			err = u.filter(l.rec, d)
		case *Handout:
			err = u.handout(l.rec, d)
		case *learnedWord:
			if _, here := u.j.wordItem(d.Word); !here {
				err = u.add(l.rec, d)
			}
		case *Reminder:
			err = u.reminder(l.rec, d)
		case *Waiting:
			err = u.waitingNote(l.rec, d)
		case *FilePlan:
			err = u.filePlan(l.rec, d)
		case *Measure:
			err = u.measure(l.rec, d)
		case *Day:
			days = append(days, l)
		case *sealedExperiment:
			err = u.experiment(l.rec, d)
		case *Attachment:
			err = u.attachment(l.rec, d)
		}
		switch {
		case err != nil:
		case l.entry != nil:
			err = u.entry(l.entry)
		case o.draft != nil:
			err = u.draft(l)
		case o.outside != nil:
			u.outside = o.outside
		}
		if err != nil {
			return false, fmt.Errorf("taking in another copy: %w", err)
		}
	}
	for _, l := range days {
		if err := u.day(l.rec, l.other.doc.(*Day)); err != nil {
			return false, fmt.Errorf("taking in another copy: %w", err)
		}
	}
	return false, nil
}

// add adds a document under its own record id, or a new one if that is taken.
func (u *union) add(rec vault.RecordID, d document) error {
	existing, err := u.j.vault.Get(rec)
	if err == nil && existing != nil {
		rec, err = u.j.vault.NewID()
	}
	u.edits = append(u.edits, edit{rec: rec, after: d})
	return err
}

func (u *union) entry(other *item) error {
	e := other.Entry.Clone()
	it, exists := u.j.item(e.ID)
	if !exists {
		e.Tags = withOtherTag(e.Tags)
		u.added++
		return u.add(other.rec, &e)
	}
	if sameContent(u.j.codec, &it.Entry, &e) {
		return nil
	}
	older := e
	if e.Modified.After(it.Modified) {
		older = it.Entry.Clone()
		u.edits = append(u.edits, edit{rec: it.rec, before: &it.Entry, after: &e})
	}
	return u.addToBin(older)
}

// addToBin puts the older version of an entry into the bin, under ids derived from its
// contents, so that it is added only once.
func (u *union) addToBin(e Entry) error {
	rec, id, err := u.older(&e, "entry", e.Modified)
	if err != nil {
		return err
	}
	if _, exists := u.j.item(EntryID(id)); exists {
		return nil
	}
	e.ID, e.Tags, e.Deleted = EntryID(id), withOtherTag(e.Tags), wholeSeconds(u.j.now())
	e.Origin = "" // a row of a file is one entry
	u.versions++
	return u.add(rec, &e)
}

// older returns the ids of an older version of a document, which are derived from its contents.
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

// sameContent reports whether two versions of an entry differ only in their dates of writing
// and where they came from.
func sameContent(c *codec, a, b *Entry) bool {
	x, y := a.Clone(), b.Clone()
	y.Created, y.Modified, y.Deleted, y.Origin = x.Created, x.Modified, x.Deleted, x.Origin
	return sameDocument(c, &x, &y)
}

func sameDocument(c *codec, a, b document) bool {
	left, err := a.encoded(c)
	right, bad := b.encoded(c)
	return err == nil && bad == nil && bytes.Equal(left, right)
}

func (u *union) area(rec vault.RecordID, other *Area) error {
	a := other.Clone()
	here, exists := u.j.areaItem(a.ID)
	if !exists {
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
	if _, exists := u.j.Area(AreaID(id)); exists {
		return nil
	}
	older.ID, older.Name, older.Archived = AreaID(id), u.freeName(older.Name), true
	u.others++
	return u.add(rec, &older)
}

// sameArea reports whether two versions of an area have the same contents, ignoring their
// order, colours and whether they are archived.
func sameArea(c *codec, a, b *Area) bool {
	x, y := a.Clone(), b.Clone()
	y.Created, y.Modified, y.Order, y.Color, y.Archived = x.Created, x.Modified, x.Order, x.Color, x.Archived
	return sameDocument(c, &x, &y)
}

// freeName returns an unused area name.
func (u *union) freeName(base string) string {
	for n := 0; ; n++ {
		name := otherName(base, n)
		if _, exists := u.j.AreaNamed(name); !exists && !u.areas[naming.Key(name)] {
			u.areas[naming.Key(name)] = true
			return name
		}
	}
}

// otherName returns the nth candidate name for something from another copy; 0 is its own name.
func otherName(base string, n int) string {
	switch n {
	case 0:
		return base
	case 1:
		return base + " (" + OtherTag + ")"
	}
	return fmt.Sprintf("%s (%s %d)", base, OtherTag, n)
}

// reminder adds a reminder that this copy does not have; of one that was changed in both, ours stays.
func (u *union) reminder(rec vault.RecordID, other *Reminder) error {
	if _, exists := u.j.reminderItem(other.ID); exists {
		return nil
	}
	return u.add(rec, other)
}

// named adds a document under the first of its names that is free. renamed is it under a name, and what
// this copy has under that name, if anything; where the two are the same nothing is added.
func (u *union) named(rec vault.RecordID, name string, renamed func(name string) (other, here document)) error {
	for n := 0; ; n++ {
		other, here := renamed(otherName(name, n))
		if here == nil {
			return u.add(rec, other)
		}
		if sameDocument(u.j.codec, here, other) {
			return nil
		}
	}
}

// draft adds a draft, under another key if this copy has a different draft there: it then
// becomes an unfinished draft.
func (u *union) draft(l loaded) error {
	base := l.other.draft.Key
	for n := 2; ; n++ {
		here, exists := u.j.drafts[l.other.draft.Key]
		if !exists {
			break
		}
		if bytes.Equal(here.text, l.other.draft.Text) {
			return nil
		}
		d := *l.other.draft
		d.Key = fmt.Sprintf("%s %d", base, n)
		l.other.draft = &d
	}
	if l.other.draft.Key != base {
		var err error
		if l.rec, err = u.j.vault.NewID(); err != nil {
			return err
		}
	}
	u.drafts = append(u.drafts, l)
	return nil
}

// attachment adds an attachment that this copy does not have; none is ever changed.
func (u *union) attachment(rec vault.RecordID, other *Attachment) error {
	if _, exists := u.j.attachmentItem(other.ID); exists {
		return nil
	}
	u.others++
	return u.add(rec, other)
}

// review joins the texts of both copies about the same days.
func (u *union) review(rec vault.RecordID, other *Review) error {
	here, exists := u.j.reviewItem(other.period())
	if !exists {
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

// report notes what was imported. folder is where the other copy was moved.
func (u *union) report(folder string) {
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
	u.j.vault.Note(fault.Text("the-other-copy-is-kept-in-folder", fault.V{"Folder": folder}))
}
