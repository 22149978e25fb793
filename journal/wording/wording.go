// Package wording formats everything that people read: sentences with their values, counts,
// numbers, days and times, in the chosen language and formats.
//
// The code names a message by its id, as in Say("entry-deleted"); english.json has the English
// sentence of each, with named values such as {{.Area}}, and the translations theirs under the
// same ids. Start with Say and Count; Text is a message to be formatted later, as in a table of
// names. "go run ./resources/translations/messages" lists missing and unused messages.
package wording

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync/atomic"
)

// V holds the values of a sentence by name. A string is inserted unchanged, an int with
// thousands separators, and a Text translated.
type V = map[string]any

// Voice is a language with its formats. The zero Voice is English.
type Voice struct {
	// Language is the code of the language, such as "ja"; "" is English.
	Language string
	// Say and Count look up a message by its id and insert the values; Count selects the plural
	// form for n. They are also given the English, which is used if they are nil.
	Say   func(id, english string, values V) string
	Count func(id, english string, n int, values V) string
	// Decimal and Thousands are the separators in numbers; "." and "," if empty.
	Decimal, Thousands string
	// Days is the numeric format of days; "" means that of the language.
	Days DayForm
	// Fields is the numeric format that the person's country gives days; "" means that of the language.
	Fields DayForm
}

// voice is the only mutable state here: like the time zone, the language belongs to the whole
// program. It is replaced as a whole and its target never changes, so that any goroutine can
// format text while the language is changed.
var voice atomic.Pointer[Voice]

// Speak sets the voice for all further text; text formatted before does not change. The data
// that the functions of the voice use must not change afterwards.
func Speak(v Voice) { voice.Store(&v) }

// current returns the current voice. Functions call it once per text, so that a text does not
// mix languages.
func current() *Voice {
	if v := voice.Load(); v != nil {
		return v
	}
	return &Voice{}
}

// Language returns the code of the current language.
func Language() string { return or(current().Language, "en") }

// Text is the id of a message that is translated when it is shown.
type Text string

// String returns the translated message.
func (t Text) String() string { return Say(string(t)) }

// With returns the translated message with its values.
func (t Text) With(values V) string { return Say(string(t), values) }

// Say returns a translated message with its values.
func Say(id string, values ...V) string { return current().say(id, values...) }

func (v *Voice) say(id string, values ...V) string {
	with := v.formatted(values)
	words := english(id).Other
	if v.Say == nil {
		return fill(words, with)
	}
	return v.Say(id, words, with)
}

// Count returns a translated message about n things in its plural form for n; {{.N}} in it is n
// with thousands separators.
func Count(n int, id string, values ...V) string {
	v := current()
	with := v.formatted(values)
	with["N"] = v.thousands(n)
	m := english(id)
	words := m.Other
	if n == 1 {
		words = m.One
	}
	if v.Count == nil {
		return fill(words, with)
	}
	return v.Count(id, words, n, with)
}

// formatted returns the values as inserted into a sentence.
func (v *Voice) formatted(values []V) V {
	with := V{}
	for _, all := range values {
		for name, value := range all {
			switch x := value.(type) {
			case int:
				with[name] = v.thousands(x)
			case Text:
				with[name] = v.say(string(x))
			case fmt.Stringer:
				with[name] = x.String()
			default:
				with[name] = value
			}
		}
	}
	return with
}

// fill replaces each {{.Name}} in a text with its value.
func fill(text string, values V) string {
	if !strings.Contains(text, "{{.") {
		return text
	}
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "{{.")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		name, after, _ := strings.Cut(rest, "}}")
		fmt.Fprint(&b, values[name])
		text = after
	}
}

// Thousands formats a count with thousands separators, such as "1,200".
func Thousands(n int) string { return current().thousands(n) }

func (v *Voice) thousands(n int) string {
	s := strconv.Itoa(n)
	if -10000 < n && n < 10000 && v.Thousands != "" && v.Thousands != "," && v.Thousands != "." {
		return s // with a space as the separator, four digits are not separated
	}
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + or(v.Thousands, ",") + s[i:]
	}
	return s
}

// Number formats a number with at most that many decimals and no trailing zeros.
func Number(x float64, decimals int) string { return current().number(x, decimals) }

func (v *Voice) number(x float64, decimals int) string {
	return v.point(strconv.FormatFloat(round(x, decimals), 'f', -1, 64))
}

// fixed formats a number with exactly that many decimals.
func (v *Voice) fixed(x float64, decimals int) string {
	return v.point(strconv.FormatFloat(round(x, decimals), 'f', decimals, 64))
}

// round rounds as strconv.FormatFloat does, and returns 0 for -0.
func round(x float64, decimals int) float64 {
	y, err := strconv.ParseFloat(strconv.FormatFloat(x, 'f', decimals, 64), 64)
	if err != nil || y == 0 {
		return math.Abs(y)
	}
	return y
}

func (v *Voice) point(s string) string {
	if v.Decimal != "" {
		return strings.Replace(s, ".", v.Decimal, 1)
	}
	return s
}

// Percent formats a fraction of 1 as a percentage, such as "87%".
func Percent(part float64, decimals int) string {
	v := current()
	return v.say("number", V{"Number": v.fixed(100*part, decimals)})
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}
