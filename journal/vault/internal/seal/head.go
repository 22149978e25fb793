package seal

import (
	"encoding/binary"
	"io"
)

const adHead = "head"

// Head summarizes the contents of a store. It changes with every batch of changes.
type Head struct {
	Generation uint64 // 1 when the store is created; incremented whenever it is rebuilt
	Op         uint64 // batches of changes so far
	Count      uint64 // records
	Set        Mark   // of all records
	Segment    uint64 // of the log up to which it agrees with this store
	Offset     uint64 // in that segment, bytes
	Log        uint64 // the log's random number; 0 without a log
}

// SealHead returns the sealed head.
func (k *Keys) SealHead(rand io.Reader, h Head) ([]byte, error) {
	return k.seal(nil, rand, k.headAD(), appendHead(make([]byte, 0, headSize), h))
}

// headSize is the size of a head's document.
const headSize = 6*8 + len(Mark{})

func appendHead(b []byte, h Head) []byte {
	b = binary.BigEndian.AppendUint64(b, h.Generation)
	b = binary.BigEndian.AppendUint64(b, h.Op)
	b = binary.BigEndian.AppendUint64(b, h.Count)
	b = append(b, h.Set[:]...)
	b = binary.BigEndian.AppendUint64(b, h.Segment)
	b = binary.BigEndian.AppendUint64(b, h.Offset)
	return binary.BigEndian.AppendUint64(b, h.Log)
}

// OpenHead returns the head. The error wraps ErrDamaged.
func (k *Keys) OpenHead(value []byte) (Head, error) {
	_, doc, err := k.open(nil, k.headAD(), value)
	if err != nil {
		return Head{}, err
	}
	return parseHead(doc), nil
}

// parseHead reads a head's document. Fields missing in early versions are 0, fields of later versions are
// ignored.
func parseHead(doc []byte) Head {
	r := &reader{rest: doc}
	h := Head{Generation: r.uint64(), Op: r.uint64(), Count: r.uint64()}
	r.fill(h.Set[:])
	h.Segment, h.Offset, h.Log = r.uint64(), r.uint64(), r.uint64()
	return h
}

func (k *Keys) headAD() []byte {
	ad := append(make([]byte, 0, 32), adHead...)
	ad = append(ad, k.vault[:]...)
	ad = append(ad, recordVersion)
	return binary.BigEndian.AppendUint32(ad, k.epoch)
}
