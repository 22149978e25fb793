package table

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"strings"
)

// Options say what Read does not have to find out by itself. The zero Options find out all.
type Options struct {
	// Encoding is one of Encodings.
	Encoding string
	// Separator is the character between cells: comma, semicolon, tab, bar or another one.
	Separator rune
	// Header is the line on which the header begins; of a sheet, the number of its row.
	Header int
	// NoHeader reads every row as values, from the line Header on if that is given.
	NoHeader bool
	// Sheet is the name of the sheet of an .xlsx or .ods file.
	Sheet string
	// LongLines lifts the limits of a line and a cell, for files that we exported.
	LongLines bool

	lowered *limits // of tests
}

// Read reads a table. The error is an *Error, or wraps that of ctx.
func Read(ctx context.Context, r io.Reader, o Options) (*Table, error) {
	bounds := o.bounds()
	raw, err := readAll(ctx, r, bounds.file)
	if err != nil {
		return nil, err
	}
	t := &Table{bounds: bounds}
	if isZip(raw) {
		err = t.openSheet(ctx, raw, o)
	} else {
		err = t.openText(raw, o)
	}
	if err != nil {
		return nil, err
	}
	if err := t.findHeader(o); err != nil {
		return nil, err
	}
	return t, t.survey(ctx)
}

// readAll reads a file of at most limit bytes.
func readAll(ctx context.Context, r io.Reader, limit int64) ([]byte, error) {
	var b bytes.Buffer
	b.Grow(sizeHint(r, limit))
	_, err := io.Copy(&b, io.LimitReader(&contextReader{ctx, r}, limit+1))
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, &Error{Kind: KindRead, Err: err}
	case int64(b.Len()) > limit:
		return nil, &Error{Kind: KindFileSize, Limit: limit}
	}
	return b.Bytes(), nil
}

// sizeHint is the memory to take for a file, so that it is not copied while it grows.
func sizeHint(r io.Reader, limit int64) int {
	size := int64(0)
	switch r := r.(type) {
	case interface{ Len() int }:
		size = int64(r.Len())
	case interface{ Stat() (fs.FileInfo, error) }:
		if info, err := r.Stat(); err == nil && info.Mode().IsRegular() {
			size = info.Size()
		}
	}
	return int(min(max(size, 0), limit)) + bytes.MinRead
}

type contextReader struct {
	ctx context.Context
	r   io.Reader
}

func (c *contextReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}

// openText takes a file of text with separators.
func (t *Table) openText(raw []byte, o Options) error {
	if kind := foreign(raw); kind != "" {
		return &Error{Kind: kind}
	}
	d, err := decode(raw, o.Encoding)
	if err != nil {
		return err
	}
	if kind := foreignText(d.text); kind != "" {
		return &Error{Kind: kind}
	}
	t.Found = Found{Format: FormatText, Encoding: d.encoding, Mark: d.mark, EncodingLine: d.foreign}
	src := &textSource{text: d.text, bounds: t.bounds}
	if err := src.measureLines(&t.Found); err != nil {
		return err
	}
	if err := src.findSeparator(o, &t.Found); err != nil {
		return err
	}
	t.source = src
	return nil
}

// foreign says what bytes are that are not a table at all.
func foreign(raw []byte) Kind {
	switch {
	case len(raw) == 0:
		return KindEmpty
	case bytes.HasPrefix(raw, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")):
		return KindOldSheet
	case bytes.HasPrefix(raw, []byte("\x1F\x8B")), bytes.HasPrefix(raw, []byte("7z\xBC\xAF")), bytes.HasPrefix(raw, []byte("Rar!")):
		return KindArchive
	case bytes.HasPrefix(raw, []byte("%PDF-")), bytes.HasPrefix(raw, []byte("\x89PNG")):
		return KindNotText
	}
	return ""
}

// foreignText says what text is that is not a table.
func foreignText(text string) Kind {
	head := text[:min(len(text), 64<<10)]
	begin := strings.TrimSpace(head)
	switch {
	case strings.TrimSpace(text) == "":
		return KindEmpty
	case strings.ContainsFunc(head, isControl) || strings.IndexByte(text, 0) >= 0:
		return KindNotText
	case isJSON(begin):
		return KindJSON
	case begin[0] == '<' && (len(begin) > 1 && (begin[1] == '!' || begin[1] == '?') || hasPrefixFold(begin, "<html") || hasPrefixFold(begin, "<table")):
		return KindMarkup
	}
	return ""
}

// isJSON reports whether text begins an object or a list of objects.
func isJSON(begin string) bool {
	in, list := strings.CutPrefix(begin, "[")
	in = strings.TrimSpace(in)
	if !strings.HasPrefix(in, "{") {
		return list && in == ""
	}
	in = strings.TrimSpace(in[1:])
	return in == "" || in[0] == '"' || in[0] == '}'
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

func isControl(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' && r != '\f' && r != '\v'
}

// measureLines holds the limit of a line and counts how lines end.
func (s *textSource) measureLines(found *Found) error {
	line, begin := 1, 0
	for i := 0; i <= len(s.text); {
		n := strings.IndexByte(s.text[i:], '\n')
		part := s.text[i:]
		if n >= 0 {
			part = part[:n]
		}
		for j := 0; j < len(part); {
			r := strings.IndexByte(part[j:], '\r')
			if r < 0 || n >= 0 && j+r == len(part)-1 {
				break
			}
			if i+j+r-begin > s.bounds.line {
				return &Error{Kind: KindLineSize, Line: line, Limit: int64(s.bounds.line)}
			}
			found.Ends.CR++
			line, j, begin = line+1, j+r+1, i+j+r+1
		}
		if i+len(part)-begin > s.bounds.line {
			return &Error{Kind: KindLineSize, Line: line, Limit: int64(s.bounds.line)}
		}
		if n < 0 {
			break
		}
		if strings.HasSuffix(part, "\r") {
			found.Ends.CRLF++
		} else {
			found.Ends.LF++
		}
		line, i, begin = line+1, i+n+1, i+n+1
	}
	s.returns = found.Ends.CR > 0
	return nil
}
