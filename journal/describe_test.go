package journal_test

import (
	"enactive/journal"
	"enactive/journal/describe"
)

// The tests of the package read sentences, and package describe imports it.
func init() {
	journal.SentenceOf, journal.SentencesOf, journal.NameOf = describe.Error, describe.Messages, describe.Step
}
