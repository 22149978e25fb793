package words

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"

	"enactive/proof/formatdoc"
)

func TestVectorOfWords(t *testing.T) {
	secret := secretOf(t, vectors[4].secret)
	got, err := Decode(vectors[4].words)
	if err != nil || got != secret {
		t.Errorf("%q is %x (%v)", vectors[4].words, got, err)
	}
	formatdoc.Check(t, "words.json", formatdoc.Vector{"words": Encode(secret), "secret": hex.EncodeToString(secret[:])})
}

func TestListOfWordsIsThatOfTheDescription(t *testing.T) {
	sum := sha256.Sum256([]byte(english))
	if !strings.Contains(formatdoc.Text(t), "`"+hex.EncodeToString(sum[:])+"`") {
		t.Errorf("docs/formatdoc.md does not name the SHA-256 of the list, %x", sum)
	}
}
