package session

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"

	"enactive/journal/passphrase"
)

// passphraseCheck recognizes the passphrase that opened the journal without storing it, so that a
// stranger at an open window cannot change it. The zero value recognizes none.
type passphraseCheck struct {
	key [32]byte
	sum []byte
}

func (c *passphraseCheck) remember(text string) {
	rand.Read(c.key[:]) // never fails
	c.sum = c.sumOf(text)
}

func (c *passphraseCheck) forget() { *c = passphraseCheck{} }

func (c *passphraseCheck) knows(text string) bool {
	return c.sum != nil && hmac.Equal(c.sum, c.sumOf(text))
}

func (c *passphraseCheck) sumOf(text string) []byte {
	h := hmac.New(sha256.New, c.key[:])
	h.Write([]byte(passphrase.Normalize(text)))
	return h.Sum(nil)
}
