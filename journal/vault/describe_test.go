package vault_test

import (
	"enactive/journal/describe"
	"enactive/journal/vault"
)

// The tests of the package read sentences, and package describe imports it.
func init() {
	vault.SentenceOf, vault.SentencesOf = describe.Error, describe.Messages
}
