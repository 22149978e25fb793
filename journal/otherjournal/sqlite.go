package otherjournal

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"strings"
	"unicode/utf16"
)

// sqliteMagic begins a file of SQLite.
const sqliteMagic = "SQLite format 3\x00"

// errSQLite says that a file is not as SQLite writes it, or in a way that is not read here.
var errSQLite = errors.New("not a database of SQLite that can be read")

// database reads the tables of a file of SQLite 3, whose format is in https://sqlite.org/fileformat.html:
// rows of ordinary tables, without indexes, views and what is still in a write-ahead log.
type database struct {
	raw      []byte
	pageSize int
	usable   int // bytes of a page without the reserved ones
	encoding uint32
	left     int // rows that may still be read
	beyond   int // bytes of long rows that may still be read from other pages
}

// sqliteValue is the value of a cell.
type sqliteValue struct {
	text   string
	number int64
	real   float64
	kind   byte // 0 nothing, 'i' a whole number, 'r' a real one, 't' a text, 'b' bytes
}

func openDatabase(raw []byte) (*database, error) {
	if len(raw) < 512 || string(raw[:16]) != sqliteMagic {
		return nil, errSQLite
	}
	d := &database{raw: raw, pageSize: int(binary.BigEndian.Uint16(raw[16:])), encoding: binary.BigEndian.Uint32(raw[56:]), left: 4 * MaxRows, beyond: len(raw)}
	if d.pageSize == 1 {
		d.pageSize = 65536
	}
	d.usable = d.pageSize - int(raw[20])
	if d.pageSize < 512 || d.pageSize&(d.pageSize-1) != 0 || d.usable < 480 || d.encoding > 3 {
		return nil, errSQLite
	}
	return d, nil
}

// page returns a page, which are counted from 1.
func (d *database) page(n int64) ([]byte, error) {
	if n < 1 || n > int64(len(d.raw)/d.pageSize) {
		return nil, errSQLite
	}
	at := int(n-1) * d.pageSize
	return d.raw[at : at+d.pageSize], nil
}

// maxTree is how deep the pages of a table may be in one another.
const maxTree = 20

// rows calls do for each row of the table whose first page is root.
func (d *database) rows(root int64, do func(id int64, cells []sqliteValue) error) error {
	left := len(d.raw)/d.pageSize + 1 // no page is read twice, and so damage cannot make a circle
	return d.tree(root, 0, &left, do)
}

func (d *database) tree(number int64, depth int, left *int, do func(int64, []sqliteValue) error) error {
	page, err := d.page(number)
	if *left--; err != nil || depth > maxTree || *left < 0 {
		return errSQLite
	}
	head := page
	if number == 1 {
		head = page[100:]
	}
	kind, count := head[0], int(binary.BigEndian.Uint16(head[3:]))
	size := map[byte]int{5: 12, 13: 8}[kind]
	if size == 0 || size+2*count > len(head) {
		return errSQLite
	}
	for i := range count {
		at := int(binary.BigEndian.Uint16(head[size+2*i:]))
		if at+4 > d.usable {
			return errSQLite
		}
		if kind == 5 {
			err = d.tree(int64(binary.BigEndian.Uint32(page[at:])), depth+1, left, do)
		} else {
			err = d.cell(page, at, do)
		}
		if err != nil {
			return err
		}
	}
	if kind == 5 {
		return d.tree(int64(binary.BigEndian.Uint32(head[8:])), depth+1, left, do)
	}
	return nil
}

// cell reads a row on a page.
func (d *database) cell(page []byte, at int, do func(int64, []sqliteValue) error) error {
	if d.left--; d.left < 0 {
		return errSQLite
	}
	size, n := varint(page[at:d.usable])
	id, m := varint(page[at+n : d.usable])
	if n == 0 || m == 0 || size < 0 || size > int64(len(d.raw)) {
		return errSQLite
	}
	payload, err := d.payload(page, at+n+m, int(size))
	if err != nil {
		return err
	}
	cells, err := d.record(payload)
	if err != nil {
		return err
	}
	return do(id, cells)
}

// payload is what a row holds; a long one goes on in other pages.
func (d *database) payload(page []byte, at, size int) ([]byte, error) {
	local := size
	if largest := d.usable - 35; size > largest {
		smallest := (d.usable-12)*32/255 - 23
		if local = smallest + (size-smallest)%(d.usable-4); local > largest {
			local = smallest
		}
	}
	if at+local > d.usable {
		return nil, errSQLite
	}
	if local == size {
		return page[at : at+size], nil
	}
	if at+local+4 > d.usable {
		return nil, errSQLite
	}
	if d.beyond -= size - local; d.beyond < 0 { // a page is in one row only
		return nil, errSQLite
	}
	all := append([]byte(nil), page[at:at+local]...)
	for next := int64(binary.BigEndian.Uint32(page[at+local:])); len(all) < size; {
		more, err := d.page(next)
		if err != nil {
			return nil, err
		}
		all = append(all, more[4:4+min(d.usable-4, size-len(all))]...)
		next = int64(binary.BigEndian.Uint32(more))
	}
	return all, nil
}

// maxSQLiteColumns is the most columns of a table, as SQLite is built.
const maxSQLiteColumns = 2000

// record reads the cells of a row.
func (d *database) record(payload []byte) ([]sqliteValue, error) {
	size, n := varint(payload)
	if n == 0 || size < int64(n) || size > int64(len(payload)) {
		return nil, errSQLite
	}
	head, body := payload[n:size], payload[size:]
	var cells []sqliteValue
	for len(head) > 0 {
		kind, n := varint(head)
		if n == 0 || kind < 0 {
			return nil, errSQLite
		}
		head = head[n:]
		v, used, ok := d.value(kind, body)
		if !ok || len(cells) == maxSQLiteColumns {
			return nil, errSQLite
		}
		cells, body = append(cells, v), body[used:]
	}
	return cells, nil
}

func (d *database) value(kind int64, body []byte) (v sqliteValue, used int, ok bool) {
	switch {
	case kind == 0:
		return v, 0, true
	case kind == 8 || kind == 9:
		return sqliteValue{kind: 'i', number: kind - 8}, 0, true
	case kind == 10 || kind == 11:
		return v, 0, false
	case kind >= 12:
		size := (kind - 12) / 2
		if size > int64(len(body)) {
			return v, 0, false
		}
		if raw := body[:size]; kind%2 == 1 {
			return sqliteValue{kind: 't', text: d.text(raw)}, int(size), true
		}
		return sqliteValue{kind: 'b'}, int(size), true
	}
	size := []int{0, 1, 2, 3, 4, 6, 8, 8}[kind]
	if size > len(body) {
		return v, 0, false
	}
	n := int64(int8(body[0]))
	for _, b := range body[1:size] {
		n = n<<8 | int64(b)
	}
	if kind == 7 {
		return sqliteValue{kind: 'r', real: math.Float64frombits(binary.BigEndian.Uint64(body))}, size, true
	}
	return sqliteValue{kind: 'i', number: n}, size, true
}

// text is a text in the encoding of the database: UTF-8, or UTF-16 of either order.
func (d *database) text(raw []byte) string {
	if d.encoding < 2 {
		return strings.ToValidUTF8(string(raw), "\uFFFD")
	}
	var order binary.ByteOrder = binary.LittleEndian
	if d.encoding == 3 {
		order = binary.BigEndian
	}
	units := make([]uint16, len(raw)/2)
	for i := range units {
		units[i] = order.Uint16(raw[2*i:])
	}
	return string(utf16.Decode(units))
}

// varint reads a number of 1 to 9 bytes; n is 0 if it is cut off.
func varint(raw []byte) (x int64, n int) {
	for i, b := range raw {
		if i == 8 {
			return x<<8 | int64(b), 9
		}
		x = x<<7 | int64(b&0x7F)
		if b < 0x80 {
			return x, i + 1
		}
	}
	return 0, 0
}

// sqliteTable is a table of a database.
type sqliteTable struct {
	root    int64
	columns map[string]int // by names in lower case
	id      int            // the column that is the number of the row, or -1
}

// tables lists the tables by their names in lower case.
func (d *database) tables() (map[string]sqliteTable, error) {
	found := map[string]sqliteTable{}
	err := d.rows(1, func(_ int64, cells []sqliteValue) error {
		if len(cells) >= 5 && cells[0].text == "table" && cells[3].kind == 'i' {
			t := columnsOf(cells[4].text)
			t.root = cells[3].number
			found[strings.ToLower(cells[1].text)] = t
		}
		return nil
	})
	return found, err
}

// columnsOf reads the names of columns in a CREATE TABLE.
func columnsOf(sql string) sqliteTable {
	t := sqliteTable{columns: map[string]int{}, id: -1}
	begin, end := strings.IndexByte(sql, '('), strings.LastIndexByte(sql, ')')
	if begin < 0 || end < begin {
		return t
	}
	depth, from, body := 0, 0, sql[begin+1:end]+","
	for i := 0; i < len(body); i++ {
		switch c := body[i]; {
		case c == '(':
			depth++
		case c == ')':
			depth--
		case c == ',' && depth == 0:
			words := strings.Fields(strings.ToLower(body[from:i]))
			from = i + 1
			if len(words) == 0 || isConstraint(words[0]) {
				continue
			}
			name := strings.Trim(words[0], "\"`[]'")
			if strings.Contains(strings.Join(words[1:], " "), "integer primary key") {
				t.id = len(t.columns)
			}
			t.columns[name] = len(t.columns)
		}
	}
	return t
}

// isConstraint reports whether a part of a CREATE TABLE begins so that it is not a column.
func isConstraint(word string) bool {
	word, _, _ = strings.Cut(word, "(")
	return slices.Contains([]string{"primary", "foreign", "unique", "check", "constraint"}, word)
}

// cell is the value of a column of a row; nothing if the row was written before there was one.
func (t *sqliteTable) cell(id int64, cells []sqliteValue, column string) sqliteValue {
	at, ok := t.columns[column]
	switch {
	case ok && at == t.id:
		return sqliteValue{kind: 'i', number: id}
	case !ok || at >= len(cells):
		return sqliteValue{}
	}
	return cells[at]
}
