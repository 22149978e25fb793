package main

import (
	"bytes"
	"errors"
	"io"
	"path/filepath"
	"strings"

	"filippo.io/age"
)

// openInbox returns the documents of the inbox that open with the key of the current epoch.
func (k *keys) openInbox(dir string) (docs [][]byte, err error) {
	paths, _ := filepath.Glob(filepath.Join(dir, "*.age"))
	for _, path := range paths {
		b, readErr := readFile(path, 2<<20)
		if readErr == nil {
			b, readErr = openAge(b, k.sub("inbox"))
		}
		if err = errors.Join(err, readErr); readErr == nil {
			docs = append(docs, b)
		}
	}
	return docs, err
}

func openAge(sealed, secret []byte) ([]byte, error) {
	identity, err := age.ParseX25519Identity(ageIdentity(secret))
	if err != nil {
		return nil, err
	}
	r, err := age.Decrypt(bytes.NewReader(sealed), identity)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(r, 1<<20))
}

// ageIdentity is an X25519 secret in age's form: Bech32 (BIP 173) in upper case.
func ageIdentity(secret []byte) string {
	const alphabet, prefix = "qpzry9x8gf2tvdw0s3jn54khce6mua7l", "age-secret-key-"
	var groups []byte // of five bits
	held, n := 0, 0
	for _, b := range append(bytes.Clone(secret), 0) { // the zero fills the last group
		held, n = held<<8|int(b), n+8
		for ; n >= 5 && len(groups) < (8*len(secret)+4)/5; n -= 5 {
			groups = append(groups, byte(held>>(n-5)&31))
		}
		held &= 1<<n - 1
	}
	checked := []byte{}
	for _, c := range []byte(prefix) {
		checked = append(checked, c>>5)
	}
	checked = append(checked, 0)
	for _, c := range []byte(prefix) {
		checked = append(checked, c&31)
	}
	checked = append(append(checked, groups...), make([]byte, 6)...)
	sum := uint32(1)
	for _, v := range checked {
		top := sum >> 25
		sum = sum&0x1ffffff<<5 ^ uint32(v)
		for i, g := range []uint32{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3} {
			sum ^= g * (top >> i & 1)
		}
	}
	sum ^= 1
	for i := range 6 {
		groups = append(groups, byte(sum>>(5*(5-i))&31))
	}
	text := prefix + "1"
	for _, g := range groups {
		text += alphabet[g : g+1]
	}
	return strings.ToUpper(text)
}
