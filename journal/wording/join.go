package wording

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentences joins whole sentences as the language does, leaving out empty ones.
func Sentences(sentences ...string) string {
	v := current()
	return joined(sentences, func(said, next string) string {
		return v.say("sentence-next-sentences", V{"Sentence": said, "Next": next})
	})
}

// List lists words or names: "a, b, c". It leaves out empty ones.
func List(items ...string) string {
	v := current()
	return joined(items, func(said, next string) string {
		return v.say("items-next-list", V{"Items": said, "Next": next})
	})
}

// Clauses joins lower-case independent clauses to one sentence: "A is so; b is so." It leaves
// out empty ones.
func Clauses(clauses ...string) string {
	v := current()
	all := joined(clauses, func(said, next string) string {
		return v.say("clauses-next-clauses", V{"Clauses": said, "Next": next})
	})
	return v.say("clauses-sentence", V{"Clauses": Capital(all)})
}

func joined(parts []string, join func(said, next string) string) string {
	all := ""
	for _, p := range parts {
		switch {
		case p == "":
		case all == "":
			all = p
		default:
			all = join(all, p)
		}
	}
	return all
}

// Capital capitalises the first letter, in scripts that have capitals.
func Capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 || first == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

// Signed formats a change with its sign: "+3", "−2". A change that rounds to 0 has none.
func Signed(x float64, decimals int) string {
	if round(x, decimals) > 0 {
		return "+" + Number(x, decimals)
	}
	return Minus(x, decimals)
}

// Minus formats a number to be read, with the minus sign below 0: "−2". Number has a hyphen there, for what
// is typed again.
func Minus(x float64, decimals int) string {
	return strings.Replace(Number(x, decimals), "-", "−", 1)
}

// Small lowers the first letter for use within a line, except in German, whose nouns are
// capitalised.
func Small(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 || first == utf8.RuneError || Language() == "de" {
		return s
	}
	return string(unicode.ToLower(first)) + s[size:]
}

// IsWithinRange reports whether the break of a line at a place would be after the dash between two numbers, such as
// those of "23–45", which belong on one line.
func IsWithinRange(text []rune, at int) bool {
	return at >= 2 && at < len(text) && text[at-1] == '–' && unicode.IsDigit(text[at-2]) && (unicode.IsDigit(text[at]) || text[at] == '−')
}
