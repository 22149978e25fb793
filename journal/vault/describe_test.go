package vault_test

import (
	"enactive/journal/describe"
	"enactive/journal/vault"
)

// The tests check sentences of package describe, which imports this package.
func init() {
	vault.SentenceOf, vault.SentencesOf = describe.Error, describe.Messages
}
