// Package passphrase rates a new passphrase and helps to find a better one.
//
// Meter estimates how many passphrases an attacker who knows human habits would try before this
// one: common passphrases, words, keyboard walks, dates, repeats, leading capitals and trailing
// numbers. It is a conservative estimate; it knows no personal details, such as names of pets.
// Strength assumes an attacker with many fast computers who has the journal's files and tries
// ten thousand passphrases a second, far more than a single machine can at the cost set by a
// vault.
package passphrase

import (
	"crypto/rand"
	"io"
	"math"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"enactive/journal/fault"
	"enactive/journal/vault/words"
)

const (
	// MinCharacters is the minimum length of a new passphrase in characters.
	MinCharacters = 10
	// GoodCharacters is the recommended length of passphrases that are not random words.
	GoodCharacters = 15
	// SuggestedWords is the number of words that Suggest draws: 77 bits.
	SuggestedWords = 7

	guessesPerSecond = 1e4
)

// Strength orders passphrases by how long they resist guessing.
type Strength int

// The strengths. A passphrase that is TooShort or TooCommon is refused.
const (
	TooShort  Strength = iota // fewer than MinCharacters
	TooCommon                 // found within a million guesses, two minutes
	Weak                      // within a thousand million, a day
	Fair                      // within 10^12, three years
	Good                      // within 10^15, three thousand years
	Strong                    // beyond that
)

// String returns the word shown to users.
func (s Strength) String() string {
	switch s {
	case TooShort:
		return "too short"
	case TooCommon:
		return "too common"
	case Weak:
		return "weak"
	case Fair:
		return "fair"
	case Good:
		return "good"
	case Strong:
		return "strong"
	}
	return "unknown"
}

// strengthOf converts bits to a strength, with limits in guesses.
func strengthOf(bits float64) Strength {
	switch guesses := math.Exp2(bits); {
	case guesses < 1e6:
		return TooCommon
	case guesses < 1e9:
		return Weak
	case guesses < 1e12:
		return Fair
	case guesses < 1e15:
		return Good
	}
	return Strong
}

// Reading is the result of Meter.
type Reading struct {
	Strength   Strength
	Characters int     // after Normalize
	Bits       float64 // log2 of the guesses, 0 and more
	// Finding says what was found and what would help. It never contains the passphrase or a
	// part of it.
	Finding fault.Message
}

// Accepted reports whether the passphrase is allowed.
func (r Reading) Accepted() bool { return r.Strength > TooCommon }

// Guesses returns the estimated number of guesses before this passphrase.
func (r Reading) Guesses() float64 { return math.Exp2(r.Bits) }

// Normalize returns the passphrase in the form used by a vault: Unicode NFKC, so that it does
// not matter on which keyboard an é was typed.
func Normalize(text string) string { return norm.NFKC.String(text) }

// Meter estimates the strength of a passphrase.
func Meter(text string) Reading {
	text = Normalize(text)
	bits, mostly := guess(text)
	r := Reading{Strength: strengthOf(bits), Characters: utf8.RuneCountInString(text), Bits: bits}
	if r.Characters < MinCharacters {
		r.Strength = TooShort
	}
	r.Finding = r.finding(mostly)
	return r
}

// Suggest draws a passphrase of SuggestedWords words, separated by blanks. The error is that of
// random; nil means crypto/rand.
func Suggest(random io.Reader) (string, error) {
	if random == nil {
		random = rand.Reader
	}
	return words.Suggest(random, SuggestedWords)
}

func (r Reading) finding(mostly habit) fault.Message {
	switch r.Strength {
	case TooShort:
		return fault.Count(r.Characters, "it-has-n-characters-and-needs-at-least", fault.V{"Least": MinCharacters})
	case TooCommon:
		return tooCommon(mostly)
	case Weak:
		return fault.Text("holds-another-word-or-two-would-make", fault.V{"Holds": r.holds()})
	case Fair:
		if r.Characters < GoodCharacters {
			return fault.Text("holds-with-good-characters-or-more", fault.V{"Holds": r.holds(), "Good": GoodCharacters})
		}
		return fault.Text("holds-one-more-word-would-make-it-good", fault.V{"Holds": r.holds()})
	case Good, Strong:
		return fault.Text("holds-write-it-down-and-keep", fault.V{"Holds": r.holds()})
	}
	return fault.Message{}
}

// tooCommon returns the message that says why a passphrase would be guessed at once.
func tooCommon(mostly habit) fault.Message {
	switch mostly {
	case commonly:
		return fault.Text("it-would-be-guessed-within-minutes-because-it-is")
	case word:
		return fault.Text("it-would-be-guessed-within-minutes-because-it")
	case walk:
		return fault.Text("it-would-be-guessed-within-minutes-because-its-keys")
	case sequence:
		return fault.Text("it-would-be-guessed-within-minutes-because-its")
	case repeat:
		return fault.Text("it-would-be-guessed-within-minutes-because-it-repeats")
	case date:
		return fault.Text("it-would-be-guessed-within-minutes")
	}
	return fault.Text("it-would-be-guessed-within-minutes-because")
}

// holds returns how long the passphrase resists ten thousand guesses a second, in everyday terms.
func (r Reading) holds() fault.Message {
	const hour, day, year = 3600.0, 86400.0, 365.25 * 86400
	switch seconds := r.Guesses() / guessesPerSecond; {
	case seconds < hour:
		return fault.Text("many-fast-computers-together-would-take-minutes")
	case seconds < day:
		return fault.Text("many-fast-computers-together-would-take-hours")
	case seconds < 60*day:
		return fault.Text("many-fast-computers-together-would-take")
	case seconds < 2*year:
		return fault.Text("many-fast-computers-together-would-take-months")
	case seconds < 20*year:
		return fault.Text("many-fast-computers-together-would-take-years")
	case seconds < 200*year:
		return fault.Text("many-fast-computers-together-would-take-decades")
	case seconds < 2000*year:
		return fault.Text("many-fast-computers-together-would-take-hundreds")
	case seconds < 1e6*year:
		return fault.Text("many-fast-computers-together-would-take-thousands")
	}
	return fault.Text("many-fast-computers-together-would-take-a")
}
