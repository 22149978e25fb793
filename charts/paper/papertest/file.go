package papertest

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"strconv"
)

// file gives the objects of a PDF by their numbers.
type file struct {
	data    []byte
	places  []place
	trailer dictionary
	known   map[int]any
	packs   map[int]pack
	// failed is the first thing that could not be read. After it all objects are nil.
	failed error
}

// place is where an object is: at an offset, or the nth of a stream.
type place struct{ kind, at, nth int }

// pack is a stream of objects that is unpacked.
type pack struct {
	content []byte
	starts  []int
}

func open(data []byte) (*file, error) {
	f := &file{data: data, known: map[int]any{}, packs: map[int]pack{}}
	i := bytes.LastIndex(data, []byte("startxref\n"))
	if i < 0 || !bytes.HasPrefix(data, []byte("%PDF-1.7\n")) {
		return nil, fmt.Errorf("looking for the head and the table of objects: %w", errSyntax)
	}
	at, err := strconv.Atoi(string(bytes.TrimSpace(bytes.TrimSuffix(data[i+len("startxref\n"):], []byte("%%EOF\n")))))
	if err != nil {
		return nil, fmt.Errorf("reading where the table of objects is: %w", err)
	}
	table, ok := f.parse(at).(stream)
	if f.failed != nil || !ok {
		return nil, fmt.Errorf("reading the table of objects: %w (%w)", errSyntax, f.failed)
	}
	f.trailer = table.dictionary
	rows := f.unpack(table)
	const row = 8
	if f.failed != nil || len(rows) != row*int(f.number(table.dictionary["Size"])) {
		return nil, fmt.Errorf("unpacking the table of objects: %d bytes: %w", len(rows), errSyntax)
	}
	for ; len(rows) > 0; rows = rows[row:] {
		at := 0
		for _, b := range rows[1:6] {
			at = at<<8 | int(b)
		}
		f.places = append(f.places, place{int(rows[0]), at, int(rows[6])<<8 | int(rows[7])})
	}
	return f, nil
}

func (f *file) fail(doing string, err error) {
	if f.failed == nil {
		f.failed = fmt.Errorf("%s: %w", doing, err)
	}
}

// parse reads the object at an offset.
func (f *file) parse(at int) any {
	s := &scanner{b: f.data, at: at}
	s.skip()
	s.word()
	s.skip()
	s.word()
	s.skip()
	if s.word() != "obj" {
		f.fail(fmt.Sprintf("reading the object at %d", at), errSyntax)
		return nil
	}
	o, _, err := s.next()
	if err != nil {
		f.fail(fmt.Sprintf("reading the object at %d", at), err)
		return nil
	}
	d, ok := o.(dictionary)
	s.skip()
	if !ok || !s.has("stream\n") {
		return o
	}
	length := int(f.number(d["Length"]))
	if length < 0 || s.at+length > len(f.data) {
		f.fail(fmt.Sprintf("reading the stream at %d", at), errSyntax)
		return nil
	}
	return stream{d, f.data[s.at : s.at+length]}
}

// at is what an object says, or what it refers to.
func (f *file) at(o any) any {
	r, ok := o.(reference)
	if !ok || f.failed != nil {
		return o
	}
	n := int(r)
	if n <= 0 || n >= len(f.places) || f.places[n].kind == 0 {
		f.fail(fmt.Sprintf("looking for object %d", n), errSyntax)
		return nil
	}
	if known, ok := f.known[n]; ok {
		return known
	}
	p := f.places[n]
	if p.kind == 1 {
		f.known[n] = f.parse(p.at)
	} else {
		f.known[n] = f.packed(p)
	}
	return f.known[n]
}

func (f *file) packed(p place) any {
	all, known := f.packs[p.at]
	if !known {
		st, ok := f.at(reference(p.at)).(stream)
		if !ok {
			f.fail(fmt.Sprintf("looking for the objects of stream %d", p.at), errSyntax)
			return nil
		}
		all.content = f.unpack(st)
		first := int(f.number(st.dictionary["First"]))
		if first > len(all.content) {
			f.fail(fmt.Sprintf("reading the objects of stream %d", p.at), errSyntax)
			return nil
		}
		for i, field := range bytes.Fields(all.content[:first]) {
			if v, err := strconv.Atoi(string(field)); err == nil && i%2 == 1 {
				all.starts = append(all.starts, first+v)
			}
		}
		f.packs[p.at] = all
	}
	if p.nth >= len(all.starts) {
		f.fail(fmt.Sprintf("looking for object %d of stream %d", p.nth, p.at), errSyntax)
		return nil
	}
	s := &scanner{b: all.content, at: all.starts[p.nth]}
	o, _, err := s.next()
	if err != nil {
		f.fail(fmt.Sprintf("reading object %d of stream %d", p.nth, p.at), err)
	}
	return o
}

// unpack is the content of a stream.
func (f *file) unpack(s stream) []byte {
	if s.dictionary["Filter"] == nil {
		return s.content
	}
	z, err := zlib.NewReader(bytes.NewReader(s.content))
	if err != nil {
		f.fail("unpacking a stream", err)
		return nil
	}
	content, err := io.ReadAll(z)
	if err != nil {
		f.fail("unpacking a stream", err)
	}
	if how := f.dictionary(s.dictionary["DecodeParms"]); how["Predictor"] != nil {
		content = sumUp(content, int(f.number(how["Columns"])))
	}
	return content
}

// sumUp undoes the filter "Up" of PNG: each row is stored as its difference from the one above.
func sumUp(b []byte, columns int) []byte {
	var all []byte
	above := make([]byte, columns)
	for ; len(b) > columns; b = b[columns+1:] {
		row := make([]byte, columns)
		for i := range row {
			row[i] = above[i] + b[i+1]
		}
		all = append(all, row...)
		above = row
	}
	return all
}

func (f *file) dictionary(o any) dictionary {
	switch d := f.at(o).(type) {
	case dictionary:
		return d
	case stream:
		return d.dictionary
	}
	return nil
}

func (f *file) array(o any) []any {
	a, _ := f.at(o).([]any)
	return a
}

func (f *file) number(o any) float64 {
	v, _ := f.at(o).(float64)
	return v
}

func (f *file) words(o any) string {
	t, _ := f.at(o).(text)
	return t.words()
}

func (f *file) stream(o any) []byte {
	s, ok := f.at(o).(stream)
	if !ok {
		return nil
	}
	return f.unpack(s)
}
