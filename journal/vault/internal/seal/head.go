package seal

import (
	"encoding/binary"
	"io"
)

// Head says what a whole store holds. It changes with every batch of changes.
type Head struct {
	Generation uint64 // 1 when the store is made; one more whenever it is made anew
	Op         uint64 // batches of changes so far
	Count      uint64 // records
	Set        Mark   // of all records
	Segment    uint64 // of the log up to which it agrees with this store
	Offset     uint64 // in that segment, bytes
	Log        uint64 // which log that is; 0 while there is none
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
	return k.seal(nil, rand, k.headData(), b)
}

// OpenHead returns the head. The error wraps ErrDamaged.
func (k *Keys) OpenHead(value []byte) (Head, error) {
	_, doc, err := k.open(nil, k.headData(), value)
	if err != nil {
		return Head{}, err
	}
	// Fields that are not there yet are 0, those that came later are left alone.
	r := &reader{rest: doc}
	h := Head{Generation: r.uint64(), Op: r.uint64(), Count: r.uint64()}
	r.fill(h.Set[:])
	h.Segment, h.Offset, h.Log = r.uint64(), r.uint64(), r.uint64()
	return h, nil
}

func (k *Keys) headData() []byte {
	ad := append(make([]byte, 0, 32), "head"...)
	ad = append(ad, k.vault[:]...)
	ad = append(ad, recordVersion)
	return binary.BigEndian.AppendUint32(ad, k.epoch)
}
