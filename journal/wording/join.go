package wording

import (
	"unicode"
	"unicode/utf8"
)

// Sentences sets whole sentences one after the other, as the language does; what is empty is
// left out.
func Sentences(sentences ...string) string {
	v := current()
	return joined(sentences, func(said, next string) string {
		return v.say("sentence-next-sentences", V{"Sentence": said, "Next": next})
	})
}

// List lists words or names: "a, b, c". What is empty is left out.
func List(items ...string) string {
	v := current()
	return joined(items, func(said, next string) string {
		return v.say("items-next-list", V{"Items": said, "Next": next})
	})
}

// Clauses makes one sentence of clauses that could each stand alone and begin small:
// "A is so; b is so." What is empty is left out.
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

// Capital makes words begin with a capital letter, in scripts that have some.
func Capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 || first == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

// Signed writes a change with its sign: "+3", "-2". What is rounded to nothing is "+0".
func Signed(x float64, decimals int) string {
	if round(x, decimals) < 0 {
		return Number(x, decimals)
	}
	return "+" + Number(x, decimals)
}

// Small makes words begin with a small letter, as they do within a line; German keeps the
// capitals of its nouns.
func Small(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 || first == utf8.RuneError || Language() == "de" {
		return s
	}
	return string(unicode.ToLower(first)) + s[size:]
}
