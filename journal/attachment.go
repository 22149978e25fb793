package journal

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"enactive/journal/fault"
	"enactive/journal/picture"
	"enactive/journal/sealedfile"
	"enactive/journal/vault"
)

// AttachmentID identifies an attachment permanently.
type AttachmentID string

// Attachment is a photo or another file that belongs to an entry or to a day. Its bytes are in a sealed
// file beside the store (package sealedfile); what is here is read when the journal is opened.
type Attachment struct {
	ID AttachmentID
	Holder
	// Name is the name of the file, without a folder.
	Name string
	// Type is what it is, such as image/jpeg.
	Type string
	// Size is the number of its bytes, and Sum their SHA-256.
	Size int64
	Sum  [sha256.Size]byte
	// Width and Height are the pixels of a picture with its right side up; 0 for all else.
	Width, Height int
	Metadata      Metadata
	Added         time.Time

	file  sealedfile.Ref
	small int64 // the bytes of the small picture, which come first in the file
}

// Holder is what an attachment belongs to: an entry, or a day if that is empty.
type Holder struct {
	Entry EntryID
	Day   Date
}

// Metadata says whether a file tells more than it shows, such as where a photo was taken.
type Metadata string

// The answers; empty means that files of the type have none.
const (
	MetadataRemoved Metadata = "removed"
	MetadataKept    Metadata = "kept"
	// MetadataUnknown is that of files that are kept as they are, such as a PDF with its author.
	MetadataUnknown Metadata = "unknown"
)

// HasSmall reports whether there is a small picture of it.
func (a *Attachment) HasSmall() bool { return a.small > 0 }

// IsPicture reports whether it is a picture, also one that cannot be shown.
func (a *Attachment) IsPicture() bool { return picture.IsPicture(a.Type) }

// The limits of attachments.
const (
	MaxAttachmentSize = 20 << 20
	MaxAttachments    = 10_000
)

// Errors of attachments.
const (
	ErrNoAttachment fault.Kind = "there-is-no-such-attachment"
	// ErrAttachmentTooLarge and ErrEmptyAttachment are returned by PrepareFile, and ErrMetadata if it
	// cannot remove the metadata of a picture: with KeepMetadata it takes it.
	ErrAttachmentTooLarge fault.Kind = "attachment-too-large"
	ErrEmptyAttachment    fault.Kind = "attachment-empty"
	ErrMetadata           fault.Kind = "attachment-metadata-stays"
	// ErrTooManyAttachments is returned beyond MaxAttachments.
	ErrTooManyAttachments fault.Kind = "too-many-attachments"
	// ErrAttachmentLost is returned if both copies of an attachment are damaged or missing; the error
	// wraps vault.ErrDamaged.
	ErrAttachmentLost fault.Kind = "attachment-lost"
)

// File is a file to attach.
type File struct {
	Name string
	Data []byte
	// KeepMetadata leaves in a picture what it tells besides the picture, such as the place.
	KeepMetadata bool
}

// PrepareFile checks a file, removes the metadata of a picture, makes a small one of it, and writes both
// sealed to the disk, twice. It may take a second and does not block other changes. Attach attaches it;
// Discard forgets it.
func (j *Journal) PrepareFile(ctx context.Context, f File) (*Prepared, error) {
	if err := j.ReadOnly(); err != nil {
		return nil, err
	}
	a := Attachment{Name: cleanFileName(f.Name)}
	switch {
	case len(f.Data) == 0:
		return nil, &fault.Error{Kind: ErrEmptyAttachment, Values: fault.V{"Name": a.Name}}
	case len(f.Data) > MaxAttachmentSize:
		return nil, &fault.Error{Kind: ErrAttachmentTooLarge, Values: fault.V{"Name": a.Name}}
	}
	j.mu.RLock()
	n := len(j.attachments)
	j.mu.RUnlock()
	if n >= MaxAttachments {
		return nil, ErrTooManyAttachments
	}
	a.Type = picture.TypeOf(a.Name, f.Data)
	data, err := a.withoutMetadata(f)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	small := j.smallPicture(&a, data)
	a.Size, a.small, a.Sum = int64(len(data)), int64(len(small)), sha256.Sum256(data)
	if a.file, err = j.files.Add(ctx, small, data); err != nil {
		return nil, j.vault.Explain(err)
	}
	return j.prepare(a), nil
}

// withoutMetadata returns the bytes that are kept of f, and notes what happened to its metadata.
func (a *Attachment) withoutMetadata(f File) ([]byte, error) {
	may, strippable := picture.HasMetadata(a.Type)
	switch {
	case !may:
		return f.Data, nil
	case f.KeepMetadata:
		a.Metadata = MetadataKept
		return f.Data, nil
	case !strippable && !a.IsPicture():
		a.Metadata = MetadataUnknown
		return f.Data, nil
	}
	a.Metadata = MetadataRemoved
	data, err := picture.Strip(a.Type, f.Data)
	if err != nil {
		return nil, &fault.Error{Kind: ErrMetadata, Values: fault.V{"Name": a.Name}, Err: err}
	}
	return data, nil
}

// smallPicture makes a small picture of one that can be shown, one at a time because of the memory that
// it takes. A broken picture is kept like any other file.
func (j *Journal) smallPicture(a *Attachment, data []byte) []byte {
	if !picture.IsShown(a.Type) {
		return nil
	}
	j.decoding.Lock()
	defer j.decoding.Unlock()
	small, err := picture.Small(a.Type, data)
	if w, h, sizeErr := picture.Size(a.Type, data); sizeErr == nil {
		a.Width, a.Height = w, h
	}
	if err != nil {
		return nil
	}
	return small
}

// Attach attaches prepared files to an entry or a day as one undo step, and returns them as stored. A
// file with the same bytes that is attached there already is returned in place of another.
func (j *Journal) Attach(ctx context.Context, to Holder, files ...*Prepared) ([]Attachment, error) {
	j.writing.Lock()
	defer j.writing.Unlock()
	if err := j.checkHolder(to); err != nil {
		return nil, err
	}
	all, edits, err := j.attaching(to, wholeSeconds(j.now()), files)
	if err != nil {
		return nil, err
	}
	if len(edits) > 0 {
		if err := j.do(ctx, step{StepName: StepName{Kind: stepAttach, N: len(edits)}, edits: edits}); err != nil {
			return nil, err
		}
	}
	j.discardAll(files)
	return all, nil
}

func (j *Journal) discardAll(files []*Prepared) {
	for _, p := range files {
		j.Discard(p)
	}
}

// attaching returns the edits that attach files, and all of them as they will be stored: one with the same
// bytes that is there already has no edit.
func (j *Journal) attaching(to Holder, now time.Time, files []*Prepared) (all []Attachment, edits []edit, err error) {
	for _, p := range files {
		a := p.a
		a.Holder, a.Added = to, now
		if there, ok := j.sameFile(&a, all); ok {
			all = append(all, there)
			continue
		}
		ed, err := j.newAttachment(&a)
		if err != nil {
			return nil, nil, err
		}
		edits, all = append(edits, ed), append(all, a)
	}
	return all, edits, j.checkAttachmentCount(len(edits))
}

func (j *Journal) checkAttachmentCount(more int) error {
	j.mu.RLock()
	defer j.mu.RUnlock()
	if more > 0 && len(j.attachments)+more > MaxAttachments {
		return ErrTooManyAttachments
	}
	return nil
}

// checkHolder refuses what is not in the journal.
func (j *Journal) checkHolder(to Holder) error {
	if to.Entry != "" {
		if _, ok := j.item(to.Entry); !ok {
			return fmt.Errorf("attaching to entry %s: %w", to.Entry, ErrNoEntry)
		}
		return nil
	}
	return checkDate("day", to.Day)
}

// newAttachment returns the edit that adds a, and fills in its id.
func (j *Journal) newAttachment(a *Attachment) (edit, error) {
	if a.ID == "" {
		id, err := j.NewEntryID()
		if err != nil {
			return edit{}, err
		}
		a.ID = AttachmentID(id)
	}
	rec, err := j.vault.NewID()
	if err != nil {
		return edit{}, fmt.Errorf("attaching a file: %w", err)
	}
	after := *a
	return edit{rec: rec, after: &after}, nil
}

// sameFile returns the attachment with the same bytes on the same entry or day, if any.
func (j *Journal) sameFile(a *Attachment, more []Attachment) (Attachment, bool) {
	for _, there := range append(j.Attachments(a.Holder), more...) {
		if there.Sum == a.Sum && there.Holder == a.Holder {
			return there, true
		}
	}
	return Attachment{}, false
}

// RemoveAttachments removes attachments as one undo step. Their bytes stay until no step of undo and no
// backup has them.
func (j *Journal) RemoveAttachments(ctx context.Context, ids ...AttachmentID) error {
	j.writing.Lock()
	defer j.writing.Unlock()
	var edits []edit
	for _, id := range ids {
		it, ok := j.attachmentItem(id)
		if !ok {
			return fmt.Errorf("removing attachment %s: %w", id, ErrNoAttachment)
		}
		ed := edit{rec: it.rec, before: &it.Attachment}
		if !slices.Contains(edits, ed) {
			edits = append(edits, ed)
		}
	}
	if len(edits) == 0 {
		return nil
	}
	return j.do(ctx, step{StepName: StepName{Kind: stepRemoveAttachments, N: len(edits)}, edits: edits})
}

// Attachment returns an attachment by its id.
func (j *Journal) Attachment(id AttachmentID) (Attachment, bool) {
	it, ok := j.attachmentItem(id)
	if !ok {
		return Attachment{}, false
	}
	return it.Attachment, true
}

// Attachments returns what is attached to an entry or a day, in the order in which it was added.
func (j *Journal) Attachments(of Holder) []Attachment {
	j.mu.RLock()
	defer j.mu.RUnlock()
	return sortedAttachments(j.attached[of])
}

// CountAttachments counts what is attached to an entry or a day.
func (j *Journal) CountAttachments(of Holder) int {
	j.mu.RLock()
	defer j.mu.RUnlock()
	return len(j.attached[of])
}

// AllAttachments returns all attachments, also those of entries in the bin, in the order in which they
// were added.
func (j *Journal) AllAttachments() []Attachment {
	j.mu.RLock()
	defer j.mu.RUnlock()
	return sortedAttachments(j.attachments)
}

func sortedAttachments(items map[AttachmentID]*attachmentItem) []Attachment {
	all := make([]Attachment, 0, len(items))
	for _, it := range items {
		all = append(all, it.Attachment)
	}
	slices.SortFunc(all, func(a, b Attachment) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return all
}

// ReadAttachment returns the bytes of an attachment. If one copy of it is damaged, it comes from the
// other, and the damaged one is written anew.
func (j *Journal) ReadAttachment(ctx context.Context, id AttachmentID) ([]byte, error) {
	a, ok := j.Attachment(id)
	if !ok {
		return nil, fmt.Errorf("reading attachment %s: %w", id, ErrNoAttachment)
	}
	data, err := j.readPart(ctx, &a, a.small, a.Size)
	if err == nil && sha256.Sum256(data) != a.Sum {
		err = a.lost(sealedfile.ErrDamaged)
	}
	return data, err
}

// SmallPicture returns the small JPEG of a picture, or nil if there is none: see HasSmall.
func (j *Journal) SmallPicture(ctx context.Context, id AttachmentID) ([]byte, error) {
	a, ok := j.Attachment(id)
	if !ok {
		return nil, fmt.Errorf("reading attachment %s: %w", id, ErrNoAttachment)
	}
	if a.small == 0 {
		return nil, nil
	}
	return j.readPart(ctx, &a, 0, a.small)
}

func (j *Journal) readPart(ctx context.Context, a *Attachment, from, n int64) ([]byte, error) {
	data, whole, err := j.files.Read(ctx, a.file, from, n)
	if err == nil && !whole && j.ReadOnly() == nil {
		// What was read is right; a failure to mend shows at the next check.
		if mended, err := j.files.Mend(ctx, a.file); err == nil && mended {
			j.vault.Note(fault.Count(1, "n-attachments-were-mended"))
		}
	}
	return data, j.explainFile(a, err)
}

// explainFile explains an error of reading an attachment.
func (j *Journal) explainFile(a *Attachment, err error) error {
	if errors.Is(err, sealedfile.ErrDamaged) || errors.Is(err, sealedfile.ErrMissing) {
		return a.lost(err)
	}
	return j.vault.Explain(err)
}

// lost reports that both copies of an attachment are damaged or missing.
func (a *Attachment) lost(err error) error {
	return &fault.Error{Class: vault.ErrDamaged, Kind: ErrAttachmentLost, Values: fault.V{"Name": a.Name}, Err: err}
}

func (j *Journal) attachmentItem(id AttachmentID) (*attachmentItem, bool) {
	j.mu.RLock()
	defer j.mu.RUnlock()
	it, ok := j.attachments[id]
	return it, ok
}

type attachmentItem struct {
	Attachment
	rec vault.RecordID
}

// maxFileName is the longest name of an attachment in bytes: other systems allow no more in a folder, and
// exports put a few characters before it.
const maxFileName = 200

// cleanFileName returns the name of a file without its folder and without what no system can write.
func cleanFileName(name string) string {
	name = strings.ToValidUTF8(name, "�")
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	name = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r):
			return -1
		case strings.ContainsRune(`/<>:"|?*`, r):
			return '_'
		}
		return r
	}, name)
	name = strings.TrimRight(strings.TrimSpace(name), ". ")
	if strings.Trim(name, "._ ") == "" {
		return "file"
	}
	if len(name) > maxFileName {
		ending := path.Ext(name)
		if len(ending) > 20 {
			ending = ""
		}
		name = name[:maxFileName-len(ending)]
		for !utf8.ValidString(name) {
			name = name[:len(name)-1]
		}
		name = strings.TrimRight(name, ". ") + ending
	}
	return name
}

// NewAttachment is a prepared file for a Batch, with the id, the time and the metadata that it had.
type NewAttachment struct {
	ID AttachmentID
	Holder
	Added    time.Time
	Metadata Metadata
	File     *Prepared
}

// newAttachments returns the edits that add the attachments of b.
func (j *Journal) newAttachments(b Batch, with batchContext) ([]edit, error) {
	if len(b.Attachments) == 0 {
		return nil, nil
	}
	coming := make(map[EntryID]bool, len(b.Entries))
	for i := range b.Entries {
		coming[b.Entries[i].ID] = true
	}
	var edits []edit
	for _, n := range b.Attachments {
		a := n.File.a
		a.ID, a.Holder, a.Added, a.Metadata = n.ID, n.Holder, n.Added, n.Metadata
		if err := j.checkHolder(a.Holder); errors.Is(err, ErrNoEntry) && !coming[a.Entry] {
			continue
		} else if err != nil && !errors.Is(err, ErrNoEntry) {
			return nil, err
		}
		if _, exists := j.attachmentItem(a.ID); exists {
			return nil, fmt.Errorf("attaching a file: the id %s is taken", a.ID)
		}
		if a.Added.IsZero() {
			a.Added = with.now
		}
		ed, err := j.newAttachment(&a)
		if err != nil {
			return nil, err
		}
		edits = append(edits, ed)
	}
	return edits, j.checkAttachmentCount(len(edits))
}
