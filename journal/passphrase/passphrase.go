// Package passphrase says how good a new passphrase is, and helps to find a better one.
//
// Meter estimates how many passphrases somebody would try before this one who knows what
// people do: common passphrases, words, walks over the keyboard, dates, repeats, capitals
// in front and numbers behind. It is an estimate, and from below where it can be; it knows
// nothing of whose dog is called what. Strength is set against an attacker with many fast
// computers who has the journal's files and tries ten thousand passphrases a second, which
// is far above what one machine does at the cost that a vault asks for each.
package passphrase

import (
	"crypto/rand"
	"io"
	"math"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"enactive/journal/vault/words"
	"enactive/journal/wording"
)

const (
	// MinCharacters is how many characters a new passphrase must have.
	MinCharacters = 10
	// GoodCharacters is how many are advised where they are no random words.
	GoodCharacters = 15
	// SuggestedWords is how many words Suggest draws: 77 bits.
	SuggestedWords = 7

	guessesPerSecond = 1e4
)

// Strength orders passphrases by how long they hold.
type Strength int

// The strengths. A passphrase that is TooShort or TooCommon is refused.
const (
	TooShort  Strength = iota // has fewer than MinCharacters
	TooCommon                 // is found within a million guesses, two minutes
	Weak                      // within a thousand million, a day
	Fair                      // within 10^12, three years
	Good                      // within 10^15, three thousand years
	Strong                    // holds longer
)

// String is the word for people.
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

// strengthOf has its limits in guesses.
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

// Reading is what Meter says of a passphrase.
type Reading struct {
	Strength   Strength
	Characters int     // after Normalize
	Bits       float64 // log2 of the guesses, 0 and more
	// Sentence tells what was found and what would help. It never holds the passphrase
	// or a part of it.
	Sentence string
}

// Accepted tells whether the passphrase may be used.
func (r Reading) Accepted() bool { return r.Strength > TooCommon }

// Guesses is how many passphrases are likely tried before this one.
func (r Reading) Guesses() float64 { return math.Exp2(r.Bits) }

// Normalize returns the passphrase as a vault takes it: in Unicode NFKC, so that it does
// not matter on which keyboard an é was typed.
func Normalize(text string) string { return norm.NFKC.String(text) }

// Meter says how good a passphrase is.
func Meter(text string) Reading {
	text = Normalize(text)
	bits, mostly := guess(text)
	r := Reading{Strength: strengthOf(bits), Characters: utf8.RuneCountInString(text), Bits: bits}
	if r.Characters < MinCharacters {
		r.Strength = TooShort
	}
	r.Sentence = r.tell(mostly)
	return r
}

// Suggest draws a passphrase of SuggestedWords words, with a blank between them. The
// error is that of rand, where crypto/rand stands for nil.
func Suggest(random io.Reader) (string, error) {
	if random == nil {
		random = rand.Reader
	}
	return words.Suggest(random, SuggestedWords)
}

func (r Reading) tell(mostly habit) string {
	switch r.Strength {
	case TooShort:
		return wording.Count(r.Characters, "It has {{.N}} character and needs at least {{.Least}}. Four words that nobody would expect together are easier to keep in mind than signs.",
			"It has {{.N}} characters and needs at least {{.Least}}. Four words that nobody would expect together are easier to keep in mind than signs.", wording.V{"Least": MinCharacters})
	case TooCommon:
		return tooCommon(mostly)
	case Weak:
		return wording.Say("{{.Holds}} Another word or two would make it last.", wording.V{"Holds": r.holds()})
	case Fair:
		if r.Characters < GoodCharacters {
			return wording.Say("{{.Holds}} With {{.Good}} characters or more, or one more word, it would be good.", wording.V{"Holds": r.holds(), "Good": GoodCharacters})
		}
		return wording.Say("{{.Holds}} One more word would make it good.", wording.V{"Holds": r.holds()})
	case Good, Strong:
		return wording.Say("{{.Holds}} Write it down and keep it in a safe place until you know it by heart.", wording.V{"Holds": r.holds()})
	}
	return ""
}

// tooCommon says why a passphrase would be found at once.
func tooCommon(mostly habit) string {
	switch mostly {
	case commonly:
		return wording.Say("It would be found within minutes, because it is close to what many people choose. Take four words that nobody would expect together.")
	case word:
		return wording.Say("It would be found within minutes, because it is hardly more than one word. Take four words that nobody would expect together.")
	case walk:
		return wording.Say("It would be found within minutes, because its keys lie side by side on the keyboard. Take four words that nobody would expect together.")
	case sequence:
		return wording.Say("It would be found within minutes, because its characters follow one after the other. Take four words that nobody would expect together.")
	case repeat:
		return wording.Say("It would be found within minutes, because it says the same again and again. Take four words that nobody would expect together.")
	case date:
		return wording.Say("It would be found within minutes, because it is mostly a date. Take four words that nobody would expect together.")
	}
	return wording.Say("It would be found within minutes, because it has too few different parts. Take four words that nobody would expect together.")
}

// holds tells how long it takes ten thousand guesses a second, in what a person can picture.
func (r Reading) holds() string {
	const hour, day, year = 3600.0, 86400.0, 365.25 * 86400
	switch seconds := r.Guesses() / guessesPerSecond; {
	case seconds < hour:
		return wording.Say("Many fast computers together would need some minutes to guess it.")
	case seconds < day:
		return wording.Say("Many fast computers together would need some hours to guess it.")
	case seconds < 60*day:
		return wording.Say("Many fast computers together would need some days to guess it.")
	case seconds < 2*year:
		return wording.Say("Many fast computers together would need some months to guess it.")
	case seconds < 20*year:
		return wording.Say("Many fast computers together would need some years to guess it.")
	case seconds < 200*year:
		return wording.Say("Many fast computers together would need some decades to guess it.")
	case seconds < 2000*year:
		return wording.Say("Many fast computers together would need some hundred years to guess it.")
	case seconds < 1e6*year:
		return wording.Say("Many fast computers together would need some thousand years to guess it.")
	}
	return wording.Say("Many fast computers together would need a million years or more to guess it.")
}
