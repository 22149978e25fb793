package vault

import (
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"runtime"
	"slices"
	"sync"

	"enactive/journal/vault/internal/seal"
)

// When a journal is opened, all of its store is read once, in the order of the file and without bbolt. That finds out
// whether bbolt can open it without a probe, and what the records are, at the same time: the pages are compared as
// bbolt's own check does, and more strictly. What is read in this way counts only if all of it is sound; in any doubt
// the store is probed, opened and read by bbolt.

// soundScan is what was read of a sound store.
type soundScan struct {
	keys  *seal.Keys // with which it was read
	set   seal.Mark
	count uint64
	size  int64 // of all values
	tags  [][]idTag
}

// scanChunk is about how many bytes are read at a time.
const scanChunk = 1 << 20

// errUnsound is returned if a store is not sound, or cannot be read in this way.
var errUnsound = errors.New("the store is not sound")

// chunk are some whole pages, each with those that continue it.
type chunk struct {
	room  *[]byte
	bytes []byte
	begin []int // where the pages begin
}

// scanSound reads the store at a path, opens its records with keys and gives them to early, nil for none. It returns
// errUnsound, or ctx's error.
func scanSound(ctx context.Context, path string, keys *seal.Keys, early earlyReader) (found *soundScan, err error) {
	p, err := openPages(path)
	if err != nil {
		return nil, errUnsound
	}
	defer p.close() // only read
	tree, err := newSoundTree(p)
	if err != nil {
		return nil, errUnsound
	}
	found = &soundScan{keys: keys}
	var mu sync.Mutex
	err = tree.scan(ctx, func() func([]sealed, []int) error {
		bucket := keys.Bucket(bucketRecords)
		marker, err := keys.Marker()
		return func(records []sealed, ends []int) error {
			if err != nil {
				return err
			}
			var part soundScan
			part.mark(marker, records, ends)
			mu.Lock()
			found.add(part)
			mu.Unlock()
			if early == nil {
				return nil
			}
			for some := range slices.Chunk(records, batchSize) {
				early.take(openBatch(bucket, some))
			}
			return nil
		}
	})
	if err == nil {
		err = tree.verify(found.count)
	}
	if err != nil {
		return nil, err
	}
	return found, nil
}

// mark adds the records of pages, which are up to the ends.
func (s *soundScan) mark(marker *seal.Marker, records []sealed, ends []int) {
	tags, from := make([]idTag, len(records)), 0
	for i, r := range records {
		s.set.Add(marker.Mark(r.id, r.value))
		s.size += int64(len(r.value))
		tags[i] = idTag{r.id, tagOf(r.value)}
	}
	s.count += uint64(len(records))
	for _, end := range ends {
		if from < end {
			s.tags = append(s.tags, tags[from:end]) // in the order of their ids
		}
		from = end
	}
}

func (s *soundScan) add(o soundScan) {
	s.set.Add(o.set)
	s.count += o.count
	s.size += o.size
	s.tags = append(s.tags, o.tags...)
}

// scan reads all pages but the free ones. It calls begin from several goroutines, each of which then calls what it returned
// with the records of some pages, and where those of each page end; they are valid until that returns. The first error ends
// it; it returns errUnsound if a page is not sound.
func (t *soundTree) scan(ctx context.Context, begin func() func(records []sealed, ends []int) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	chunks := make(chan chunk, 1)
	rooms := &sync.Pool{New: func() any { return &[]byte{} }}
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			use := begin()
			var records []sealed
			var ends []int
			for c := range chunks {
				if ctx.Err() != nil {
					continue // to the end
				}
				var err error
				if records, ends, err = t.read(c, records[:0], ends[:0]); err == nil {
					err = use(records, ends)
				}
				if err != nil {
					cancel(err)
				}
				rooms.Put(c.room)
			}
		})
	}
	err := t.feed(ctx, rooms, chunks)
	close(chunks)
	workers.Wait()
	return cmp.Or(context.Cause(ctx), err)
}

// read takes the pages of a chunk apart, and appends the records on them, and where those of each page end.
func (t *soundTree) read(c chunk, records []sealed, ends []int) (_ []sealed, _ []int, err error) {
	sums := make([]pageSum, len(c.begin))
	for i, begin := range c.begin {
		id, more := binary.LittleEndian.Uint64(c.bytes[begin:]), binary.LittleEndian.Uint32(c.bytes[begin+12:])
		var ok bool
		if records, ok = sums[i].read(c.bytes[begin:begin+(1+int(more))*int(t.p.page)], records); !ok {
			return records, ends, errUnsound
		}
		ends = append(ends, len(records))
		t.sums[id] = &sums[i]
	}
	return records, ends, nil
}

// feed sends all pages but the free ones.
func (t *soundTree) feed(ctx context.Context, rooms *sync.Pool, chunks chan<- chunk) error {
	for id := t.nextUsed(2); id < t.high; {
		c := chunk{room: rooms.Get().(*[]byte)}
		n := min(scanChunk, int64(t.high-id)*t.p.page)
		for {
			c.bytes = slices.Grow((*c.room)[:0], int(n))[:n]
			*c.room = c.bytes
			if _, err := t.p.f.ReadAt(c.bytes, int64(id)*t.p.page); err != nil {
				return errUnsound
			}
			next, err := t.split(&c, id)
			if err != nil {
				return err
			}
			if next > id {
				id = next
				break
			}
			// The first page is longer than that.
			n = (int64(binary.LittleEndian.Uint32((*c.room)[12:])) + 1) * t.p.page
			if n > maxPage || n > int64(t.high-id)*t.p.page {
				return errUnsound
			}
		}
		select {
		case chunks <- c:
		case <-ctx.Done():
			return ctx.Err()
		}
		id = t.nextUsed(id)
	}
	return nil
}

// split finds the whole pages of a chunk that begins with page id, and returns the page after them.
func (t *soundTree) split(c *chunk, id uint64) (next uint64, err error) {
	at, page := 0, int(t.p.page)
	for at < len(c.bytes) {
		if t.free[id] {
			at += page
			id++
			continue
		}
		head := c.bytes[at:]
		pages := uint64(binary.LittleEndian.Uint32(head[12:])) + 1
		if binary.LittleEndian.Uint64(head) != id || pages > t.high-id {
			return 0, errUnsound
		}
		if int64(pages)*t.p.page > int64(len(head)) {
			break
		}
		for i := id; i < id+pages; i++ {
			if t.free[i] {
				return 0, errUnsound
			}
		}
		if id != t.freelist {
			c.begin = append(c.begin, at)
		}
		at += int(pages) * page
		id += pages
	}
	c.bytes = c.bytes[:at]
	return id, nil
}

// openBatch opens the records of a batch, into memory that they share, and returns the ids of those that do not open.
func openBatch(bucket *seal.Bucket, batch []sealed) (docs []document, bad []seal.ID) {
	size := 0
	for _, s := range batch {
		size += max(0, len(s.value)-seal.Overhead)
	}
	plain := make([]byte, 0, size)
	docs = make([]document, 0, len(batch))
	for _, s := range batch {
		all, doc, err := bucket.Open(plain, s.id, s.value)
		if err != nil {
			bad = append(bad, s.id)
			continue
		}
		plain = all
		docs = append(docs, document{id: RecordID(s.id), doc: doc})
	}
	return docs, bad
}

// readWhole reads a page with those that continue it.
func (p *pages) readWhole(id uint64) ([]byte, error) {
	b := make([]byte, p.page)
	if _, err := p.f.ReadAt(b, int64(id)*p.page); err != nil {
		return nil, err
	}
	n := (int64(binary.LittleEndian.Uint32(b[12:])) + 1) * p.page
	if n > maxPage || n > p.size-int64(id)*p.page {
		return nil, io.ErrUnexpectedEOF
	}
	if n > p.page {
		b = make([]byte, n)
		if _, err := p.f.ReadAt(b, int64(id)*p.page); err != nil {
			return nil, err
		}
	}
	return b, nil
}
