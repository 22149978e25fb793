package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

func passphrase(text string) credential {
	return credential{passphraseSlot, norm.NFKC.Bytes([]byte(text))}
}

// recoveryWords reads twelve words of BIP 39; list has all of them, in order.
func recoveryWords(text string, list []string) (credential, error) {
	typed := strings.FieldsFunc(strings.ToLower(norm.NFKC.String(text)), func(r rune) bool { return !unicode.IsLetter(r) })
	var bits [17]byte // 132 bits
	if len(typed) != 12 {
		return credential{}, fmt.Errorf("%d recovery words in place of 12", len(typed))
	}
	for i, word := range typed {
		at := -1
		for n, w := range list {
			if w == word || at < 0 && len(word) >= 4 && strings.HasPrefix(w, word) {
				at = n
			}
		}
		if at < 0 || at >= 1<<11 {
			return credential{}, fmt.Errorf("%q is not in the list of words", word)
		}
		for bit := range 11 {
			if place := i*11 + bit; at>>(10-bit)&1 == 1 {
				bits[place/8] |= 0x80 >> (place % 8)
			}
		}
	}
	if sum := sha256.Sum256(bits[:16]); sum[0]&0xf0 != bits[16] {
		return credential{}, errors.New("the recovery words do not fit each other")
	}
	return credential{wordsSlot, bits[:16]}, nil
}
