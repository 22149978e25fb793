package paper

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
)

// file is a PDF while it is put together: the objects that fpdf wrote, as they are, and others in
// compressed streams, so that a structure of a million elements takes little room.
type file struct {
	written [][]byte // by number; nil for those that were not written by fpdf
	pages   []int    // the numbers of the pages, in their order
	added   []string // objects that are added, by their number less first
	first   int
	streams map[int][]byte // objects that are streams, and stand for themselves
	root    int
	info    int
}

var errForeign = errors.New("the file is not as our writer of pages writes it")

var (
	startOfTable = regexp.MustCompile(`startxref\n(\d+)\n%%EOF\s*$`)
	headOfTable  = regexp.MustCompile(`^xref\n0 (\d+)\n`)
	kidsOfPages  = regexp.MustCompile(`/Kids \[([\d R\n]*)\]`)
	aNumber      = regexp.MustCompile(`(\d+) 0 R`)
)

// readFile divides a file that fpdf wrote into its objects.
func readFile(all []byte) (*file, error) {
	tail := all[max(0, len(all)-64):]
	m := startOfTable.FindSubmatch(tail)
	if m == nil {
		return nil, errForeign
	}
	at, err := strconv.Atoi(string(m[1]))
	if err != nil || at >= len(all) {
		return nil, errForeign
	}
	table := all[at:]
	m = headOfTable.FindSubmatch(table)
	if m == nil {
		return nil, errForeign
	}
	count, err := strconv.Atoi(string(m[1]))
	if err != nil || len(table) < len(m[0])+20*count {
		return nil, errForeign
	}
	f := &file{written: make([][]byte, count), first: count, streams: map[int][]byte{}}
	type object struct{ number, at int }
	objects := make([]object, 0, count)
	for n := 1; n < count; n++ {
		row := table[len(m[0])+20*n:]
		offset, err := strconv.Atoi(string(row[:10]))
		if err != nil || offset >= at || !bytes.HasPrefix(all[offset:], []byte(strconv.Itoa(n)+" 0 obj\n")) {
			return nil, errForeign
		}
		objects = append(objects, object{n, offset})
	}
	slices.SortFunc(objects, func(a, b object) int { return a.at - b.at })
	for i, o := range objects {
		end := at
		if i+1 < len(objects) {
			end = objects[i+1].at
		}
		f.written[o.number] = all[o.at:end]
	}
	if count < 5 {
		return nil, errForeign
	}
	f.written[count-1], f.written[count-2] = nil, nil // what fpdf says of the document, in place of which stands our own
	kids := kidsOfPages.FindSubmatch(f.written[1])
	if kids == nil {
		return nil, errForeign
	}
	for _, k := range aNumber.FindAllSubmatch(kids[1], -1) {
		n, err := strconv.Atoi(string(k[1]))
		if err != nil || n < 1 || n >= count {
			return nil, errForeign
		}
		f.pages = append(f.pages, n)
	}
	return f, nil
}

// reserve returns the number of an object that is set later.
func (f *file) reserve() int {
	f.added = append(f.added, "null")
	return f.first + len(f.added) - 1
}

// add adds an object and returns its number.
func (f *file) add(object string) int {
	n := f.reserve()
	f.set(n, object)
	return n
}

func (f *file) set(n int, object string) { f.added[n-f.first] = object }

// addStream adds a stream that is not compressed, for readers that look for it in the bytes.
func (f *file) addStream(dictionary string, content []byte) int {
	n := f.reserve()
	f.streams[n] = fmt.Appendf(nil, "%d 0 obj\n<<%s/Length %d>>\nstream\n%s\nendstream\nendobj\n", n, dictionary, len(content), content)
	return n
}

// extend adds entries to the dictionary of an object that fpdf wrote.
func (f *file) extend(n int, entries string) {
	head := []byte(strconv.Itoa(n) + " 0 obj\n<<")
	rest := f.written[n][len(head):]
	f.written[n] = slices.Concat(head, []byte(entries), rest)
}

// inStream is how many objects one compressed stream has.
const inStream = 500

// WriteTo writes the file, in the form of PDF 1.7 with compressed objects (ISO 32000-1, 7.5.7 and 7.5.8).
func (f *file) WriteTo(out io.Writer) (int64, error) {
	w := &counter{out: out}
	total := f.first + len(f.added)
	blocks := (len(f.added) + inStream - 1) / inStream
	table := total + blocks // the number of the table of objects
	rows := make([]tableRow, table+1)
	put := func(n int, object []byte) {
		rows[n] = tableRow{1, uint32(w.n), 0}
		w.write(object)
	}
	w.write([]byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"))
	for n, object := range f.written {
		if object != nil {
			put(n, object)
		}
	}
	for n := f.first; n < total; n++ {
		if s := f.streams[n]; s != nil {
			put(n, s)
		}
	}
	for b := range blocks {
		n, from := total+b, b*inStream
		objects := f.added[from:min(from+inStream, len(f.added))]
		var heads, bodies bytes.Buffer
		for i, o := range objects {
			number := f.first + from + i
			fmt.Fprintf(&heads, "%d %d ", number, bodies.Len())
			bodies.WriteString(o)
			bodies.WriteByte('\n')
			if f.streams[number] == nil {
				rows[number] = tableRow{2, uint32(n), uint16(i)}
			}
		}
		put(n, compressed(n, fmt.Sprintf("/Type/ObjStm/N %d/First %d", len(objects), heads.Len()), heads.Bytes(), bodies.Bytes()))
	}
	start := w.n
	rows[table] = tableRow{1, uint32(start), 0}
	var all bytes.Buffer
	for n, r := range rows {
		if n == 0 {
			r.third = 65535
		}
		all.WriteByte(r.kind)
		all.Write(binary.BigEndian.AppendUint16(binary.BigEndian.AppendUint32(nil, r.second), r.third))
	}
	id := sha256.Sum256(all.Bytes())
	w.write(compressed(table, fmt.Sprintf("/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%x><%x>]", table+1, f.root, f.info, id[:16], id[:16]), all.Bytes()))
	w.write(fmt.Appendf(nil, "startxref\n%d\n%%%%EOF\n", start))
	if w.err == nil && w.n > math.MaxUint32 {
		w.err = errors.New("the document is larger than 4 GiB")
	}
	return w.n, w.err
}

// tableRow is where an object is: at a place of the file, or in a compressed stream; kind 0 is none.
type tableRow struct {
	kind   byte
	second uint32
	third  uint16
}

// compressed is an object that is a stream of these parts.
func compressed(n int, dictionary string, parts ...[]byte) []byte {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	for _, p := range parts {
		_, _ = z.Write(p) // a buffer takes everything
	}
	_ = z.Close()
	return fmt.Appendf(nil, "%d 0 obj\n<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n", n, dictionary, b.Len(), b.Bytes())
}

// counter counts what is written, and keeps the first error.
type counter struct {
	out io.Writer
	n   int64
	err error
}

func (c *counter) write(p []byte) {
	if c.err != nil {
		return
	}
	n, err := c.out.Write(p)
	c.n += int64(n)
	c.err = err
}
