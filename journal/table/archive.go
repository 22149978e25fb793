package table

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// Limits of what is inside a compressed file.
const (
	maxParts = 10_000
	maxDepth = 64      // of elements of XML
	freely   = 1 << 20 // bytes that unpack whatever the ratio
)

func isZip(raw []byte) bool { return bytes.HasPrefix(raw, []byte("PK\x03\x04")) }

// archive is a compressed file of which nothing is written anywhere: its parts are read by their
// exact names, and so it does not matter where a name points to.
type archive struct {
	ctx      context.Context
	parts    map[string]*zip.File
	bounds   limits
	size     int64
	unpacked int64 // so far, of all parts that were read
}

func openArchive(ctx context.Context, raw []byte, bounds limits) (*archive, error) {
	if bytes.Count(raw, []byte("PK\x01\x02")) > maxParts {
		return nil, &Error{Kind: KindArchive}
	}
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, &Error{Kind: KindDamaged, Err: err}
	}
	a := &archive{ctx: ctx, parts: map[string]*zip.File{}, bounds: bounds, size: int64(len(raw))}
	for _, f := range z.File {
		if _, twice := a.parts[f.Name]; !twice {
			a.parts[f.Name] = f
		}
	}
	return a, nil
}

func (a *archive) has(name string) bool { return a.parts[name] != nil }

// damaged makes an *Error of what is not one yet.
func (a *archive) damaged(err error) error {
	var known *Error
	switch {
	case err == nil:
		return nil
	case a.ctx.Err() != nil:
		return a.ctx.Err()
	case errors.As(err, &known):
		return known
	}
	return &Error{Kind: KindDamaged, Err: err}
}

// open begins to read a part.
func (a *archive) open(name string) (*xmlPart, error) {
	f := a.parts[name]
	if f == nil {
		return nil, &Error{Kind: KindDamaged, Value: clip(name)}
	}
	r, err := f.Open()
	if err != nil {
		return nil, &Error{Kind: KindDamaged, Value: clip(name), Err: err}
	}
	part := &xmlPart{a: a, r: r}
	part.decoder = xml.NewDecoder(part)
	part.decoder.CharsetReader = func(string, io.Reader) (io.Reader, error) {
		return nil, &Error{Kind: KindDamaged, Value: clip(name)}
	}
	return part, nil
}

// xmlPart reads the elements of a part within all limits.
type xmlPart struct {
	a       *archive
	r       io.ReadCloser
	decoder *xml.Decoder
	depth   int
	inToken int // bytes that were read for one piece
}

func (p *xmlPart) close() { p.r.Close() }

// Read gives the decoder its bytes.
func (p *xmlPart) Read(b []byte) (int, error) {
	if err := p.a.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := p.r.Read(b)
	p.inToken += n
	p.a.unpacked += int64(n)
	switch u := p.a.unpacked; {
	case u > p.a.bounds.unpacked:
		return 0, &Error{Kind: KindUnpacked, Limit: p.a.bounds.unpacked}
	case u > freely && u > p.a.size*p.a.bounds.ratio:
		return 0, &Error{Kind: KindRatio, Limit: p.a.bounds.ratio}
	case p.inToken > 2*p.a.bounds.cell+64<<10:
		return 0, &Error{Kind: KindCellSize, Limit: int64(p.a.bounds.cell)}
	}
	return n, err
}

// next returns the next beginning, end or text; io.EOF at the end.
func (p *xmlPart) next() (xml.Token, error) {
	for {
		p.inToken = 0
		token, err := p.decoder.RawToken()
		if err != nil {
			return nil, err
		}
		switch token.(type) {
		case xml.StartElement:
			if p.depth++; p.depth > maxDepth {
				return nil, &Error{Kind: KindDamaged}
			}
		case xml.EndElement:
			p.depth--
		case xml.CharData:
		default:
			continue
		}
		return token, nil
	}
}

// each calls do for each element of a part, whatever it is in.
func (a *archive) each(name string, do func(p *xmlPart, e xml.StartElement) error) error {
	p, err := a.open(name)
	if err != nil {
		return err
	}
	defer p.close()
	for {
		token, err := p.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return a.damaged(err)
		}
		if e, ok := token.(xml.StartElement); ok {
			if err := do(p, e); err != nil {
				return a.damaged(err)
			}
		}
	}
}

// skip passes over the rest of an element.
func (p *xmlPart) skip() error {
	for depth := p.depth; p.depth >= depth; {
		if _, err := p.next(); err != nil {
			return unexpected(err)
		}
	}
	return nil
}

// text is the text in an element; elements in it are passed over.
func (p *xmlPart) text() (string, error) {
	var b strings.Builder
	for depth := p.depth; p.depth >= depth; {
		token, err := p.next()
		if err != nil {
			return "", unexpected(err)
		}
		if chars, ok := token.(xml.CharData); ok && p.depth == depth {
			b.Write(chars)
		}
		if b.Len() > p.a.bounds.cell {
			return "", &Error{Kind: KindCellSize, Limit: int64(p.a.bounds.cell)}
		}
	}
	return b.String(), nil
}

// unexpected says that a part ended too early.
func unexpected(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// attr is an attribute, by its name without what is before the colon.
func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
