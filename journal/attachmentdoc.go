package journal

import (
	"fmt"

	"enactive/journal/sealedfile"
	"enactive/journal/vault"
)

// attachmentDoc is the stored form of an attachment. It has the key of its file, so that the head of the
// vault, which counts and binds all documents, binds the file as well.
type attachmentDoc struct {
	ID       string `cbor:"1,keyasint"`
	Entry    string `cbor:"2,keyasint,omitempty"`
	Day      string `cbor:"3,keyasint,omitempty"`
	Name     string `cbor:"4,keyasint"`
	Type     string `cbor:"5,keyasint"`
	Size     int64  `cbor:"6,keyasint"`
	Sum      []byte `cbor:"7,keyasint"`
	Width    int    `cbor:"8,keyasint,omitempty"`
	Height   int    `cbor:"9,keyasint,omitempty"`
	Metadata string `cbor:"10,keyasint,omitempty"`
	Added    stamp  `cbor:"11,keyasint,omitzero"`
	File     []byte `cbor:"12,keyasint"`
	Key      []byte `cbor:"13,keyasint"`
	Small    int64  `cbor:"14,keyasint,omitempty"`
}

func (a *Attachment) encoded(c *codec) ([]byte, error) {
	return c.encode(docAttachment, a.document())
}

func (a *Attachment) document() attachmentDoc {
	return attachmentDoc{
		ID: string(a.ID), Entry: string(a.Entry), Day: a.Day.String(), Name: a.Name, Type: a.Type, Size: a.Size, Sum: a.Sum[:],
		Width: a.Width, Height: a.Height, Metadata: string(a.Metadata), Added: stampOf(a.Added),
		File: a.file.ID[:], Key: a.file.Key[:], Small: a.small,
	}
}

func (c *codec) decodeAttachment(body []byte) (*Attachment, error) {
	var d attachmentDoc
	if err := c.decode(body, &d); err != nil {
		return nil, err
	}
	return c.attachmentOf(d)
}

func (c *codec) attachmentOf(d attachmentDoc) (*Attachment, error) {
	a := &Attachment{
		ID: AttachmentID(d.ID), Holder: Holder{Entry: EntryID(d.Entry)}, Name: d.Name, Type: d.Type, Size: d.Size, Width: d.Width, Height: d.Height,
		Metadata: Metadata(d.Metadata), Added: c.zones.time(d.Added), small: d.Small,
	}
	bad := fmt.Errorf("%w: %w", vault.ErrDamaged, errBadDocument)
	if len(d.Sum) != len(a.Sum) || len(d.File) != len(a.file.ID) || len(d.Key) != len(a.file.Key) || d.Size < 0 || d.Small < 0 || d.Size+d.Small > sealedfile.MaxSize {
		return nil, bad
	}
	a.Sum = [len(a.Sum)]byte(d.Sum)
	a.file = sealedfile.Ref{ID: sealedfile.ID(d.File), Key: [len(a.file.Key)]byte(d.Key), Size: d.Size + d.Small}
	if d.Day != "" {
		day, err := ParseDate(d.Day)
		if err != nil {
			return nil, bad
		}
		a.Day = day
	}
	return a, nil
}
