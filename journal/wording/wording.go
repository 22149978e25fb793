// Package wording owns how the program puts things into words: sentences with their values,
// counts, numbers, days and times, in the language and the forms that a person has chosen.
//
// The code names a message by its id, as in Say("entry-deleted"); english.json holds the English
// of each, whole, with named values such as {{.Area}} in it, and the translations hold theirs
// under the same ids. Begin with Say and Count; Text is a message that is said later, as in a
// table of names. "go run ./resources/translations/messages" lists what is missing or unused.
package wording

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync/atomic"
)

// V holds the values of a sentence by their names. Text is put in as it is, a whole number
// with its thousands apart, and a Text in the language.
type V = map[string]any

// Voice is how the program speaks. The zero Voice speaks English.
type Voice struct {
	// Language is the code of the language, such as "ja"; "" is English.
	Language string
	// Say and Count look a message up by its id and put the values in; Count chooses the form
	// for n. They also get the English, which is said where they are nil.
	Say   func(id, english string, values V) string
	Count func(id, english string, n int, values V) string
	// Decimal and Thousands stand in numbers; "." and "," where empty.
	Decimal, Thousands string
	// Days is how days are written in numbers; "" leaves it to the language.
	Days DayForm
}

// voice is the one thing here that lasts: like the zone of the time, the language belongs to
// the whole program. It is swapped as a whole and what it points at never changes, so that
// words may be made on any goroutine while another language is chosen.
var voice atomic.Pointer[Voice]

// Speak has everything said in a voice from now on. What was put into words before stays. The
// voice must be complete: what its functions look sentences up in may not change any more.
func Speak(v Voice) { voice.Store(&v) }

// current is the voice that is spoken now. Whoever puts a text together takes it once, so that
// the text has the sentences and the numbers of one language.
func current() *Voice {
	if v := voice.Load(); v != nil {
		return v
	}
	return &Voice{}
}

// Language is the code of the language that is spoken now.
func Language() string { return or(current().Language, "en") }

// Text is the id of a message that is put into the language when it is shown.
type Text string

// String says it.
func (t Text) String() string { return Say(string(t)) }

// With says it with its values.
func (t Text) With(values V) string { return Say(string(t), values) }

// Say says a message with its values.
func Say(id string, values ...V) string { return current().say(id, values...) }

func (v *Voice) say(id string, values ...V) string {
	with := v.worded(values)
	words := english(id).Other
	if v.Say == nil {
		return fill(words, with)
	}
	return v.Say(id, words, with)
}

// Count says a message about n things in its form for that number; {{.N}} in it is n with its
// thousands apart.
func Count(n int, id string, values ...V) string {
	v := current()
	with := v.worded(values)
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

// worded are the values as they are put into a sentence.
func (v *Voice) worded(values []V) V {
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

// fill puts values into the places {{.Name}} of a text.
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

// Thousands writes a count with its thousands apart, such as "1,200".
func Thousands(n int) string { return current().thousands(n) }

func (v *Voice) thousands(n int) string {
	s := strconv.Itoa(n)
	if -10000 < n && n < 10000 && v.Thousands != "" && v.Thousands != "," && v.Thousands != "." {
		return s // where a space parts them, four figures stand together
	}
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + or(v.Thousands, ",") + s[i:]
	}
	return s
}

// Number writes a number with that many decimals at most, and no zeros at its end.
func Number(x float64, decimals int) string { return current().number(x, decimals) }

func (v *Voice) number(x float64, decimals int) string {
	return v.point(strconv.FormatFloat(round(x, decimals), 'f', -1, 64))
}

// fixed writes a number with exactly that many decimals.
func (v *Voice) fixed(x float64, decimals int) string {
	return v.point(strconv.FormatFloat(round(x, decimals), 'f', decimals, 64))
}

// round rounds halves to even, as the printing of numbers does, and leaves no minus before 0.
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

// Percent writes a part of 1 in hundredths, such as "87%".
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
