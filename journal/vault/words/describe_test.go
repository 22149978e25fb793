package words_test

import (
	"enactive/journal/describe"
	"enactive/journal/vault/words"
)

// The tests of the package read sentences, and package describe imports it.
func init() { words.SentenceOf = describe.Error }
