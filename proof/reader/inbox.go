package main

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"path/filepath"

	"filippo.io/age"
	"golang.org/x/crypto/chacha20poly1305"
	"golang.org/x/crypto/curve25519"
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
	r, err := age.Decrypt(bytes.NewReader(sealed), inboxKey(secret))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(r, 1<<20))
}

// inboxKey is an X25519 secret, of which age itself takes only its text.
type inboxKey []byte

// Unwrap returns the key of a file for the recipient of the secret (age-encryption.org/v1, X25519 recipient stanza).
func (s inboxKey) Unwrap(stanzas []*age.Stanza) ([]byte, error) {
	public, err := curve25519.X25519(s, curve25519.Basepoint)
	if err != nil || len(stanzas) != 1 || stanzas[0].Type != "X25519" || len(stanzas[0].Args) != 1 {
		return nil, age.ErrIncorrectIdentity
	}
	share, err := base64.RawStdEncoding.DecodeString(stanzas[0].Args[0])
	if err != nil {
		return nil, err
	}
	shared, err := curve25519.X25519(s, share)
	if err != nil {
		return nil, err
	}
	aead, err := chacha20poly1305.New(derive(shared, append(share, public...), "age-encryption.org/v1/X25519"))
	if err != nil {
		return nil, err
	}
	return aead.Open(nil, make([]byte, 12), stanzas[0].Body, nil)
}
