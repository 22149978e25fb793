package seal

import (
	"encoding/binary"
	"fmt"
	"io"
)

// SealIndex seals the contents of the index, which belong to a head and to what stands in clear before them,
// and appends them to dst.
func (k *Keys) SealIndex(dst []byte, rand io.Reader, clear []byte, h Head, plain []byte) ([]byte, error) {
	var nonce [nonceSize]byte
	if _, err := io.ReadFull(rand, nonce[:]); err != nil {
		return nil, fmt.Errorf("drawing a nonce: %w", err)
	}
	ad := k.indexAD(clear)
	return k.index.Seal(append(dst, nonce[:]...), nonce[:], append(appendHead(make([]byte, 0, headSize+len(plain)), h), plain...), ad), nil
}

// OpenIndex returns the head and the contents of the index. It overwrites sealed. The error wraps ErrDamaged.
func (k *Keys) OpenIndex(clear, sealed []byte) (Head, []byte, error) {
	if len(sealed) < nonceSize+tagSize+headSize {
		return Head{}, nil, fmt.Errorf("%w: an index of %d bytes", ErrDamaged, len(sealed))
	}
	plain, err := k.index.Open(sealed[nonceSize:nonceSize], sealed[:nonceSize], sealed[nonceSize:], k.indexAD(clear))
	if err != nil {
		return Head{}, nil, fmt.Errorf("%w: the index does not open", ErrDamaged)
	}
	return parseHead(plain[:headSize]), plain[headSize:], nil
}

func (k *Keys) indexAD(clear []byte) []byte {
	ad := append(make([]byte, 0, 64+len(clear)), "index"...)
	ad = append(ad, k.vault[:]...)
	ad = binary.BigEndian.AppendUint32(ad, k.epoch)
	return append(ad, clear...)
}

// TagSize is the size of the tag that ends a sealed value.
const TagSize = tagSize
