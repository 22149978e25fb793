package words_test

import (
	"enactive/journal/describe"
	"enactive/journal/vault/words"
)

// The tests check sentences of package describe, which imports this package.
func init() { words.SentenceOf = describe.Error }
