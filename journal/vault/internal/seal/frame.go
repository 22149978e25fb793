package seal

import (
	"encoding/binary"
	"fmt"
	"io"
)

const adFrame = "jrnl"

// Place is the position of a frame in a log; the frame opens only there.
type Place struct {
	Log, Segment, Sequence uint64
}

// FrameOverhead is how many bytes sealing adds to a frame.
const FrameOverhead = nonceSize + tagSize

// SealFrame seals plain for its position and appends the frame to dst.
func (k *Keys) SealFrame(dst []byte, rand io.Reader, at Place, plain []byte) ([]byte, error) {
	var nonce [nonceSize]byte
	if _, err := io.ReadFull(rand, nonce[:]); err != nil {
		return nil, fmt.Errorf("drawing a nonce: %w", err)
	}
	dst = append(dst, nonce[:]...)
	return k.journal.Seal(dst, nonce[:], plain, k.frameAD(at)), nil
}

// OpenFrame returns the contents of a frame. The error wraps ErrDamaged.
func (k *Keys) OpenFrame(at Place, sealed []byte) ([]byte, error) {
	if len(sealed) < FrameOverhead {
		return nil, fmt.Errorf("%w: a frame of %d bytes", ErrDamaged, len(sealed))
	}
	plain, err := k.journal.Open(nil, sealed[:nonceSize], sealed[nonceSize:], k.frameAD(at))
	if err != nil {
		return nil, fmt.Errorf("%w: a frame does not open", ErrDamaged)
	}
	return plain, nil
}

func (k *Keys) frameAD(at Place) []byte {
	ad := append(make([]byte, 0, 64), adFrame...)
	ad = append(ad, k.vault[:]...)
	ad = binary.BigEndian.AppendUint32(ad, k.epoch)
	ad = binary.BigEndian.AppendUint64(ad, at.Log)
	ad = binary.BigEndian.AppendUint64(ad, at.Segment)
	return binary.BigEndian.AppendUint64(ad, at.Sequence)
}
