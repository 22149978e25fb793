package seal

import "strings"

const bech32Alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"

// bech32 encodes data like age's keys (BIP 173; lower case, no length limit).
func bech32(prefix string, data []byte) string {
	values := regroup(data)
	var b strings.Builder
	b.WriteString(prefix)
	b.WriteByte('1')
	for _, v := range append(values, bech32Checksum(prefix, values)...) {
		b.WriteByte(bech32Alphabet[v])
	}
	return b.String()
}

// regroup splits bytes into groups of five bits, the last one padded with zeros.
func regroup(data []byte) []byte {
	var out []byte
	var pending uint32
	var n uint
	for _, b := range data {
		pending = pending<<8 | uint32(b)
		for n += 8; n >= 5; n -= 5 {
			out = append(out, byte(pending>>(n-5)&31))
		}
	}
	if n > 0 {
		out = append(out, byte(pending<<(5-n)&31))
	}
	return out
}

func bech32Checksum(prefix string, values []byte) []byte {
	var in []byte
	for i := range len(prefix) {
		in = append(in, prefix[i]>>5)
	}
	in = append(in, 0)
	for i := range len(prefix) {
		in = append(in, prefix[i]&31)
	}
	in = append(in, values...)
	in = append(in, 0, 0, 0, 0, 0, 0)
	polymod := bech32Polymod(in) ^ 1
	sum := make([]byte, 6)
	for i := range sum {
		sum[i] = byte(polymod >> (5 * (5 - i)) & 31)
	}
	return sum
}

// bech32Polymod returns the remainder modulo the code's generator (BIP 173).
func bech32Polymod(values []byte) uint32 {
	generator := [5]uint32{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3}
	remainder := uint32(1)
	for _, v := range values {
		top := remainder >> 25
		remainder = remainder&0x1ffffff<<5 ^ uint32(v)
		for i, g := range generator {
			if top>>i&1 == 1 {
				remainder ^= g
			}
		}
	}
	return remainder
}
