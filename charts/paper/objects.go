package paper

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"fmt"
	"hash"
	"io"
	"strconv"
	"unicode/utf16"
)

// objects writes the objects of a PDF, in any order, as ISO 32000-1 says in 7.5. Small ones go into
// compressed streams of many, so that hundreds of thousands cost little.
type objects struct {
	out    *bufio.Writer
	hash   hash.Hash
	offset int64
	err    error
	places []place // by the number of the object
	// many are small objects that are not written yet, and heads their numbers and places among them.
	many  bytes.Buffer
	heads []byte
	count int
	in    int // the number of their stream
	deflate
}

// place is where an object is: at an offset of the file, or as the nth of a stream.
type place struct {
	at     int64 // the offset, or the number of the stream
	nth    uint16
	packed bool
}

// mostPacked is how many objects a stream holds: few, so that a reader that wants one of them reads
// little else.
const mostPacked = 200

func newObjects(out io.Writer) *objects {
	o := &objects{hash: sha256.New(), places: make([]place, 1)} // number 0 is none
	o.out = bufio.NewWriterSize(io.MultiWriter(out, o.hash), 1<<16)
	// Bytes above 127 tell programs that the file is not text.
	o.write([]byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"))
	return o
}

// reserve returns the number of the first of n new objects.
func (o *objects) reserve(n int) int {
	first := len(o.places)
	o.places = append(o.places, make([]place, n)...)
	return first
}

func (o *objects) write(b []byte) {
	if o.err != nil {
		return
	}
	n, err := o.out.Write(b)
	o.offset += int64(n)
	o.err = err
}

// stream writes a stream. head is its dictionary without brackets and length.
func (o *objects) stream(number int, head string, content []byte) {
	o.places[number] = place{at: o.offset}
	o.write([]byte(strconv.Itoa(number) + " 0 obj\n<<" + head + "/Length " + strconv.Itoa(len(content)) + ">>\nstream\n"))
	o.write(content)
	o.write([]byte("\nendstream\nendobj\n"))
}

// object writes an object that is no stream.
func (o *objects) object(number int, content []byte) {
	if o.count == 0 {
		o.in = o.reserve(1)
	}
	o.places[number] = place{at: int64(o.in), nth: uint16(o.count), packed: true}
	o.heads = strconv.AppendInt(o.heads, int64(number), 10)
	o.heads = append(o.heads, ' ')
	o.heads = strconv.AppendInt(o.heads, int64(o.many.Len()), 10)
	o.heads = append(o.heads, ' ')
	o.many.Write(content)
	o.many.WriteByte('\n')
	if o.count++; o.count == mostPacked {
		o.pack()
	}
}

func (o *objects) pack() {
	if o.count == 0 {
		return
	}
	head := fmt.Sprintf("/Type/ObjStm/N %d/First %d/Filter/FlateDecode", o.count, len(o.heads))
	all := append(o.heads, o.many.Bytes()...)
	o.stream(o.in, head, o.compress(all))
	o.heads, o.count = o.heads[:0], 0
	o.many.Reset()
}

// finish writes what is collected and the table of all objects.
func (o *objects) finish(catalog, info int) error {
	o.pack()
	number := o.reserve(1)
	start := o.offset
	o.places[number] = place{at: start}
	const row = 1 + 5 + 2 // bytes of kind, place and nth
	table := make([]byte, 0, len(o.places)*(row+1))
	var before, now [row]byte
	for i, p := range o.places {
		kind := byte(1)
		switch {
		case i == 0:
			kind, p.nth = 0, 0xffff
		case p == (place{}): // a number that is not used
			kind = 0
		case p.packed:
			kind = 2
		}
		now = [row]byte{kind, byte(p.at >> 32), byte(p.at >> 24), byte(p.at >> 16), byte(p.at >> 8), byte(p.at), byte(p.nth >> 8), byte(p.nth)}
		// As in PNG, each row says how it differs from the one above, which compresses well.
		table = append(table, 2)
		for k := range now {
			table = append(table, now[k]-before[k])
		}
		before = now
	}
	id := o.hash.Sum(nil)[:16]
	o.stream(number, fmt.Sprintf("/Type/XRef/Size %d/W[1 5 2]/Root %d 0 R/Info %d 0 R/ID[<%x><%[4]x>]"+
		"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns %[5]d>>", len(o.places), catalog, info, id, row), o.compress(table))
	o.write([]byte("startxref\n" + strconv.FormatInt(start, 10) + "\n%%EOF\n"))
	if o.err == nil {
		o.err = o.out.Flush()
	}
	if o.err != nil {
		return fmt.Errorf("writing the document: %w", o.err)
	}
	return nil
}

// appendText appends a text as a string of a PDF: as it is where it is plain ASCII, and else in UTF-16.
func appendText(b []byte, s string) []byte {
	plain := true
	for i := range len(s) {
		plain = plain && s[i] >= ' ' && s[i] <= '~'
	}
	if plain {
		b = append(b, '(')
		for i := range len(s) {
			if s[i] == '(' || s[i] == ')' || s[i] == '\\' {
				b = append(b, '\\')
			}
			b = append(b, s[i])
		}
		return append(b, ')')
	}
	const digits = "0123456789ABCDEF"
	b = append(b, "<FEFF"...)
	for _, r := range s {
		for _, unit := range utf16.AppendRune(nil, r) {
			b = append(b, digits[unit>>12], digits[unit>>8&15], digits[unit>>4&15], digits[unit&15])
		}
	}
	return append(b, '>')
}

func textOf(s string) string { return string(appendText(nil, s)) }

// appendNumber appends a length or place in points.
func appendNumber(b []byte, v float64) []byte { return strconv.AppendFloat(b, v, 'f', 2, 64) }

func appendReference(b []byte, number int) []byte {
	b = strconv.AppendInt(b, int64(number), 10)
	return append(b, " 0 R"...)
}
