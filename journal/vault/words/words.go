// Package words encodes secrets as English words that can be read aloud, copied by hand and
// typed again.
//
// Encode and Decode convert 128 random bits to and from the twelve words that open a journal
// when its passphrase is lost, in the layout of BIP 39: eleven bits per word, of which the last
// four bits are a checksum. Suggest draws words for a passphrase.
//
// The list, english.txt, is that of BIP 39 (github.com/bitcoin/bips, bip-0039), taken
// from github.com/tyler-smith/go-bip39 v1.1.0, which is under the MIT licence: 2,048
// words of which no two begin with the same four letters.
package words

import (
	"crypto/sha256"
	_ "embed"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const (
	// Size is the number of bytes that recovery words encode.
	Size = 16
	// Count is the number of recovery words.
	Count = 12
	// BitsPerWord is the entropy of one random word of the list.
	BitsPerWord = 11

	listSize     = 1 << BitsPerWord
	checksumBits = Count*BitsPerWord - Size*8
	shortest     = 4 // letters that identify every word of the list
	longestTyped = 4096
)

//go:embed english.txt
var english string

// list returns the words in alphabetical order.
var list = sync.OnceValue(func() []string { return strings.Fields(english) })

// Encode returns the twelve words of a secret, separated by blanks.
func Encode(secret [Size]byte) string {
	sum := sha256.Sum256(secret[:])
	all := append(slices.Clone(secret[:]), sum[0])
	words := make([]string, Count)
	for i := range words {
		words[i] = list()[bitsAt(all, i*BitsPerWord)]
	}
	return strings.Join(words, " ")
}

// bitsAt returns the eleven bits that begin at a bit. Bits after the last byte are zero.
func bitsAt(b []byte, at int) int {
	var four [4]byte
	copy(four[:], b[at/8:])
	v := binary.BigEndian.Uint32(four[:])
	return int(v << (at % 8) >> (32 - BitsPerWord))
}

// Decode parses the twelve words. Case, blanks, line breaks, commas and list numbers do not
// matter, and four letters are enough for a word. The error is an *Error, which names the wrong
// word and its place.
func Decode(text string) ([Size]byte, error) {
	var secret [Size]byte
	typed := split(text)
	// A wrong word is reported before a wrong number of words, because it is the likelier cause.
	places := make([]int, 0, Count)
	for i, w := range typed {
		n, ok := find(w)
		if !ok {
			return secret, &Error{Place: i + 1, Word: w, Near: nearest(w), Given: len(typed)}
		}
		places = append(places, n)
	}
	if len(places) != Count {
		return secret, &Error{Given: len(typed)}
	}
	bits := make([]byte, 0, Size+1)
	held, n := uint32(0), 0
	for _, p := range places {
		held, n = held<<BitsPerWord|uint32(p), n+BitsPerWord
		for ; n >= 8; n -= 8 {
			bits = append(bits, byte(held>>(n-8)))
		}
	}
	copy(secret[:], bits)
	sum := sha256.Sum256(secret[:])
	if byte(held)&(1<<checksumBits-1) != sum[0]>>(8-checksumBits) {
		return [Size]byte{}, &Error{Given: Count}
	}
	return secret, nil
}

// split splits a text at everything that is not a letter. It truncates texts that are too long
// for recovery words.
func split(text string) []string {
	if len(text) > longestTyped {
		text = strings.ToValidUTF8(text[:longestTyped], "")
	}
	text = strings.ToLower(norm.NFKC.String(text))
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
}

// find returns the index of a word, or of the only word with that prefix.
func find(w string) (int, bool) {
	n, exact := slices.BinarySearch(list(), w)
	if exact {
		return n, true
	}
	return n, utf8.RuneCountInString(w) >= shortest && n < listSize && strings.HasPrefix(list()[n], w)
}

// Contains reports whether a word, in lower case, is in the list.
func Contains(w string) bool {
	_, exact := slices.BinarySearch(list(), w)
	return exact
}

// Suggest draws n words for a passphrase, separated by blanks. Each has BitsPerWord bits of
// entropy, so seven have 77. The error is that of rand.
func Suggest(rand io.Reader, n int) (string, error) {
	words := make([]string, n)
	for i := range words {
		var two [2]byte
		if _, err := io.ReadFull(rand, two[:]); err != nil {
			return "", fmt.Errorf("drawing words: %w", err)
		}
		words[i] = list()[binary.BigEndian.Uint16(two[:])%listSize]
	}
	return strings.Join(words, " "), nil
}
