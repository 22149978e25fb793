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
	b := make([]byte, 0, 88)
	b = binary.BigEndian.AppendUint64(b, h.Generation)
	b = binary.BigEndian.AppendUint64(b, h.Op)
	b = binary.BigEndian.AppendUint64(b, h.Count)
	b = append(b, h.Set[:]...)
	b = binary.BigEndian.AppendUint64(b, h.Segment)
	b = binary.BigEndian.AppendUint64(b, h.Offset)
	b = binary.BigEndian.AppendUint64(b, h.Log)
	return k.seal(nil, rand, k.headAD(), b)
}

// OpenHead returns the head. The error wraps ErrDamaged.
func (k *Keys) OpenHead(value []byte) (Head, error) {
	_, doc, err := k.open(nil, k.headAD(), value)
	if err != nil {
		return Head{}, err
	}
	// Fields missing in early versions are 0, fields of later versions are ignored.
	r := &reader{rest: doc}
	h := Head{Generation: r.uint64(), Op: r.uint64(), Count: r.uint64()}
	r.fill(h.Set[:])
	h.Segment, h.Offset, h.Log = r.uint64(), r.uint64(), r.uint64()
	return h, nil
}

func (k *Keys) headAD() []byte {
	ad := append(make([]byte, 0, 32), adHead...)
	ad = append(ad, k.vault[:]...)
	ad = append(ad, recordVersion)
	return binary.BigEndian.AppendUint32(ad, k.epoch)
}
