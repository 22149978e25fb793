package journal

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"slices"

	"enactive/journal/fault"
	"enactive/journal/sealedfile"
	"enactive/journal/vault"
)

// The contents of a sealed file: two bytes with the schema of its documents and the oldest that can take them in,
// and then parts, each a byte with what it is, its length as 8 bytes, and its bytes. The last part has the number of
// parts before it. Parts that are unknown are left out.
const (
	partDocument = 1 // 16 bytes of the record, and the document
	partFile     = 2 // 16 bytes of the id, and the file as it is sealed beside the store
	partEnd      = 0

	maxPartDocument = 16<<20 + 16
	maxParts        = 2_000_000
)

// oldestTaker is the oldest schema whose readers can take in the documents of this one, keeping what they do not
// know. A schema that changes what a field means is the next.
const oldestTaker = marksSchema

// SealedSuffix ends the names of sealed files.
const SealedSuffix = ".enactive-sealed"

// Sealed counts what is in a sealed file.
type Sealed struct{ Entries, Files, Missing int }

// WriteSealedCopy writes to w all that another copy of the journal takes in with TakeInFile, sealed: its entries,
// also those in the bin, areas, days and all else, and the files of its attachments. Drafts stay.
func (j *Journal) WriteSealedCopy(ctx context.Context, w io.Writer) (Sealed, error) {
	docs, err := j.SealedDocuments()
	if err != nil {
		return Sealed{}, err
	}
	var n Sealed
	err = j.vault.SealTo(w, func(w io.Writer) error {
		out := &partWriter{w: bufio.NewWriterSize(w, 64<<10)}
		out.write([]byte{j.codec.schema(), oldestTaker})
		for i, c := range docs {
			if i%1000 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			if c.Doc[0] == docEntry {
				n.Entries++
			}
			out.part(partDocument, int64(len(c.ID)+len(c.Doc)))
			out.write(c.ID[:])
			out.write(c.Doc)
		}
		for _, a := range j.AllAttachments() {
			if err := ctx.Err(); err != nil {
				return err
			}
			n.Files++
			if len(j.files.Missing([]sealedfile.ID{a.file.ID})) > 0 {
				n.Missing++
				continue
			}
			out.part(partFile, int64(len(a.file.ID))+sealedfile.SizeOnDisk(a.file.Size))
			out.write(a.file.ID[:])
			if out.err == nil {
				if err := j.files.WriteTo(ctx, a.file, out); err != nil {
					return j.explainFile(&a, err)
				}
			}
		}
		parts := out.parts
		out.part(partEnd, 8)
		out.write(binary.BigEndian.AppendUint64(nil, parts))
		if out.err == nil {
			out.err = out.w.Flush()
		}
		return out.err
	})
	return n, err
}

// partWriter keeps the first error.
type partWriter struct {
	w     *bufio.Writer
	parts uint64
	err   error
}

func (p *partWriter) Write(b []byte) (int, error) {
	n, err := p.w.Write(b)
	p.err = errors.Join(p.err, err)
	return n, err
}

func (p *partWriter) write(b []byte) {
	if p.err == nil {
		_, p.err = p.w.Write(b)
	}
}

func (p *partWriter) part(what byte, size int64) {
	p.parts++
	p.write(binary.BigEndian.AppendUint64([]byte{what}, uint64(size)))
}

// partReader reads the contents of a sealed file.
type partReader struct {
	in    *bufio.Reader
	parts uint64
}

// next returns what the next part is and the number of its bytes, which are to be read before the next.
func (p *partReader) next() (what byte, size uint64, err error) {
	var head [9]byte
	if _, err := io.ReadFull(p.in, head[:]); err != nil {
		return 0, 0, ended(err)
	}
	if p.parts++; p.parts > maxParts {
		return 0, 0, foreign(nil)
	}
	return head[0], binary.BigEndian.Uint64(head[1:]), nil
}

// ended makes the early end of a file damage.
func ended(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return foreign(err)
	}
	return err
}

// begin reads which versions can take in the file.
func (p *partReader) begin(schema byte) error {
	var s [2]byte
	if _, err := io.ReadFull(p.in, s[:]); err != nil {
		return ended(err)
	}
	if s[1] > schema {
		return &fault.Error{Class: vault.ErrNewer, Kind: "the-sealed-file-is-of-a-newer-version"}
	}
	return nil
}

// end reads the last part and the end of the file, which age proves.
func (p *partReader) end(size uint64) error {
	var n [8]byte
	if size != uint64(len(n)) {
		return foreign(nil)
	}
	if _, err := io.ReadFull(p.in, n[:]); err != nil {
		return ended(err)
	}
	if binary.BigEndian.Uint64(n[:]) != p.parts-1 {
		return foreign(nil)
	}
	if _, err := p.in.ReadByte(); !errors.Is(err, io.EOF) {
		if err == nil {
			return foreign(nil)
		}
		return err
	}
	return nil
}

func (p *partReader) document(size uint64) (c vault.Change, err error) {
	if size < uint64(len(c.ID))+2 || size > maxPartDocument {
		return c, foreign(nil)
	}
	b := make([]byte, size)
	if _, err := io.ReadFull(p.in, b); err != nil {
		return c, ended(err)
	}
	copy(c.ID[:], b)
	c.Doc = b[len(c.ID):]
	return c, nil
}

// TakeInFile takes in a sealed file, or a copy of a journal such as a backup or a store.db, as TakeIn does. open opens
// it at its beginning, and is called twice; path is where it is, for a copy, and name is what errors and undo call it. If
// its keys are not those of this journal, ask is called for a key, once.
func (j *Journal) TakeInFile(ctx context.Context, open func() (io.ReadCloser, error), path, name string, ask func() (vault.Key, error), dry bool) (Taken, error) {
	f, err := open()
	if err != nil {
		return Taken{}, err
	}
	start := make([]byte, 16)
	n, err := io.ReadFull(f, start)
	_ = f.Close() // opened for reading only
	switch {
	case err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF):
		return Taken{}, err
	case !vault.IsSealed(start[:n]) && path != "":
		docs, err := j.vault.ReadCopy(ctx, path, ask)
		if errors.Is(err, vault.ErrDamaged) {
			return Taken{}, foreign(err)
		}
		if err != nil {
			return Taken{}, err
		}
		t, err := j.TakeIn(ctx, docs, name, j.hasFile, dry)
		if err == nil && !dry && j.seenFolder != "" {
			_ = j.vault.RememberTaken(j.seenFolder, path) // it is said once more otherwise
		}
		return t, err
	}
	in := &incoming{j: j, open: open, name: name, ask: remembering(ask)}
	docs, err := in.documents(ctx)
	if err != nil {
		return Taken{}, err
	}
	coming := map[sealedfile.ID]Attachment{}
	for _, a := range in.attachments {
		if !j.hasFile(a) {
			coming[a.file.ID] = a
		}
	}
	has := func(a Attachment) bool { return j.hasFile(a) || in.files[a.file.ID] }
	if dry || len(coming) > 0 { // no file is written before the documents are known to be good
		taken, err := j.TakeIn(ctx, docs, name, has, true)
		if err != nil || dry {
			return taken, err
		}
	}
	added, err := in.takeFiles(ctx, coming)
	defer func() {
		for _, id := range added {
			j.files.Added(id)
		}
	}()
	if err != nil {
		return Taken{}, err
	}
	return j.TakeIn(ctx, docs, name, j.hasFile, false)
}

// remembering asks once.
func remembering(ask func() (vault.Key, error)) func() (vault.Key, error) {
	var key vault.Key
	asked := false
	return func() (vault.Key, error) {
		if asked {
			return key, nil
		}
		k, err := ask()
		key, asked = k, err == nil
		return k, err
	}
}

func (j *Journal) hasFile(a Attachment) bool {
	return len(j.files.Missing([]sealedfile.ID{a.file.ID})) == 0
}

// incoming is a sealed file.
type incoming struct {
	j           *Journal
	open        func() (io.ReadCloser, error)
	name        string
	ask         func() (vault.Key, error)
	attachments []Attachment
	files       map[sealedfile.ID]bool
}

// each calls do with every part but the last; what it leaves of a part is skipped.
func (in *incoming) each(ctx context.Context, do func(p *partReader, what byte, size uint64) (left uint64, err error)) error {
	f, err := in.open()
	if err != nil {
		return err
	}
	defer f.Close() // opened for reading only
	content, err := in.j.vault.OpenSealed(ctx, f, in.name, in.ask)
	if err != nil {
		return err
	}
	p := &partReader{in: bufio.NewReaderSize(content, 64<<10)}
	if err := p.begin(in.j.codec.schema()); err != nil {
		return err
	}
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		what, size, err := p.next()
		if err != nil {
			return err
		}
		if what == partEnd {
			return p.end(size)
		}
		left, err := do(p, what, size)
		if err != nil {
			return err
		}
		if left > 1<<40 {
			return foreign(nil)
		}
		if _, err := io.CopyN(io.Discard, p.in, int64(left)); err != nil {
			return ended(err)
		}
	}
}

// documents reads the documents to the end of the file, and which files there are.
func (in *incoming) documents(ctx context.Context) ([]vault.Change, error) {
	var docs []vault.Change
	in.files = map[sealedfile.ID]bool{}
	err := in.each(ctx, func(p *partReader, what byte, size uint64) (uint64, error) {
		switch what {
		case partDocument:
			c, err := p.document(size)
			if err != nil {
				return 0, err
			}
			docs = append(docs, c)
			if kind, body, _, err := in.j.codec.split(c.Doc); err == nil && kind == docAttachment {
				if a, err := in.j.codec.decodeAttachment(body); err == nil {
					in.attachments = append(in.attachments, *a)
				}
			}
			return 0, nil
		case partFile:
			id, left, err := p.fileID(size)
			in.files[id] = true
			return left, err
		}
		return size, nil
	})
	return docs, err
}

func (p *partReader) fileID(size uint64) (id sealedfile.ID, left uint64, err error) {
	if size < uint64(len(id)) {
		return id, 0, foreign(nil)
	}
	if _, err := io.ReadFull(p.in, id[:]); err != nil {
		return id, 0, ended(err)
	}
	return id, size - uint64(len(id)), nil
}

// takeFiles writes the files of attachments that are coming, and returns those that it wrote.
func (in *incoming) takeFiles(ctx context.Context, coming map[sealedfile.ID]Attachment) (added []sealedfile.ID, err error) {
	if len(coming) == 0 {
		return nil, nil
	}
	err = in.each(ctx, func(p *partReader, what byte, size uint64) (uint64, error) {
		if what != partFile {
			return size, nil
		}
		id, left, err := p.fileID(size)
		if err != nil {
			return 0, err
		}
		a, wanted := coming[id]
		if !wanted || slices.Contains(added, id) || left != uint64(sealedfile.SizeOnDisk(a.file.Size)) {
			return left, nil
		}
		if err := in.j.files.Take(ctx, a.file, io.LimitReader(p.in, int64(left))); err != nil {
			if errors.Is(err, sealedfile.ErrDamaged) || errors.Is(err, os.ErrExist) {
				return 0, foreign(err)
			}
			return 0, in.j.vault.Explain(err)
		}
		added = append(added, id)
		return 0, nil
	})
	return added, err
}
