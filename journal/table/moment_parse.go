package table

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// dateForm is how a date is written.
type dateForm byte

const (
	formNone     dateForm = iota
	formFixed             // its order is clear: 2026-01-05, 8 Apr 2026, 20260105, 2026-W02-1
	formNumeric           // three numbers whose order is not clear by themselves
	formDayMonth          // 8 April, without a year
)

// momentParts is a date or time as it is written, before its order is known.
type momentParts struct {
	form   dateForm
	n      [3]int // year, month, day if the form is fixed, else in the order of the text
	digits [3]byte
	sep    byte
	noDay  bool // the calendar does not have it

	noDayMonth bool // no year has it, such as 31 November

	hasTime      bool
	hour, minute int
	second, nano int
	half         byte // 'a' or 'p' of a clock of twelve hours
	seconds      bool

	hasZone  bool
	offset   int    // minutes
	zoneName string // of the IANA list
}

func (p *momentParts) hasDate() bool { return p.form != formNone }

// maxMoment is the most bytes of a date and time.
const maxMoment = 80

// parseMoment takes a date, a time of day or both apart in one pass. All forms that it knows are
// tried by what the next character is, none of them twice.
func parseMoment(s string) (p momentParts, ok bool) {
	if len(s) == 0 || len(s) > maxMoment || !startsMoment(s) {
		return p, false
	}
	c := momentParser{s: s}
	for c.skip(); c.i < len(c.s); c.skip() {
		if !c.item() {
			return c.p, false
		}
	}
	if !c.clock() {
		return c.p, false
	}
	return c.p, c.p.hasDate() || c.p.hasTime
}

// startsMoment is a quick look: there is a digit near the beginning.
func startsMoment(s string) bool {
	for i := 0; i < min(len(s), 32); i++ {
		if isDigit(s[i]) {
			return true
		}
	}
	return false
}

type momentParser struct {
	s string
	i int
	p momentParts
}

// skip passes over blanks and commas.
func (c *momentParser) skip() {
	for c.i < len(c.s) {
		if b := c.s[c.i]; b == ' ' || b == ',' {
			c.i++
			continue
		} else if b < utf8.RuneSelf {
			return
		}
		r, n := utf8.DecodeRuneInString(c.s[c.i:])
		if !isSpace(r) {
			return
		}
		c.i += n
	}
}

// isSpace reports whether r is a blank of any width.
func isSpace(r rune) bool {
	return unicode.IsSpace(r) || r == '\u00A0' || r == '\u202F' || r == '\u2007' || r == '\uFEFF'
}

func (c *momentParser) peek() byte {
	if c.i < len(c.s) {
		return c.s[c.i]
	}
	return 0
}

// item reads the next part.
func (c *momentParser) item() bool {
	switch b := c.peek(); {
	case isDigit(b):
		if !c.p.hasTime && c.time() {
			return true
		}
		if c.p.form == formDayMonth && c.p.hasTime {
			return c.yearLast()
		}
		return !c.p.hasDate() && c.date()
	case b == '+' || b == '-':
		if c.p.hasTime && c.offset() {
			return true
		}
		return b == '-' && c.dash()
	case b == '(':
		return c.bracketed(')')
	case b == '[':
		return c.bracketed(']')
	case b == ':' && c.p.hasDate() && !c.p.hasTime: // 08/Apr/2026:16:50:00
		c.i++
		return isDigit(c.peek())
	}
	return c.word()
}

// dash passes over a dash between date and time.
func (c *momentParser) dash() bool {
	if c.i == 0 || c.i+1 >= len(c.s) || c.s[c.i-1] != ' ' || c.s[c.i+1] != ' ' {
		return false
	}
	c.i++
	return true
}

// bracketed reads what follows an offset: a comment such as (CET), or [Europe/Berlin]; or
// a weekday in brackets.
func (c *momentParser) bracketed(end byte) bool {
	n := strings.IndexByte(c.s[c.i:], end)
	if n < 0 {
		return false
	}
	inside := c.s[c.i+1 : c.i+n]
	c.i += n + 1
	if meaning(inside).weekday {
		return true
	}
	if !c.p.hasZone {
		return false
	}
	if end == ']' && strings.IndexByte(inside, '/') > 0 {
		return true // the offset says it all
	}
	return zoneLike(inside)
}

// zoneLike reports whether a text may name a zone: words and no digits.
func zoneLike(s string) bool {
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && !strings.ContainsRune(" '’.-", r) {
			return false
		}
	}
	return s != ""
}

func isLetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

// wordAt reads the letters at i.
func (c *momentParser) wordAt(i int) string {
	begin := i
	for i < len(c.s) {
		if c.s[i] < utf8.RuneSelf {
			if !isLetter(c.s[i]) {
				break
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(c.s[i:])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			break
		}
		i += n
	}
	return c.s[begin:i]
}

// meaning looks a word up, whatever its capitals.
func meaning(word string) wordMeaning {
	var buffer [32]byte
	if len(word) > len(buffer)-4 {
		return wordMeaning{}
	}
	lower := buffer[:0]
	if strings.ContainsFunc(word, isAccent) {
		word = norm.NFC.String(word)
	}
	for _, r := range word {
		lower = utf8.AppendRune(lower, unicode.ToLower(r))
	}
	return momentWords[string(lower)]
}

// isAccent reports whether r is an accent of its own, as some systems write them.
func isAccent(r rune) bool { return r >= 0x300 && r < 0x370 }

// word reads a word: a name of a month or day, a half of the day, a zone, or T.
func (c *momentParser) word() bool {
	word := c.wordAt(c.i)
	if word == "" {
		return false
	}
	if c.halfOfDay() {
		return true
	}
	if (word == "T" || word == "t") && c.p.hasDate() && !c.p.hasTime {
		c.i++
		return isDigit(c.peek()) && (c.time() || c.compactTime())
	}
	m := meaning(word)
	if m.month > 0 && !c.p.hasDate() && c.monthFirst(int(m.month), len(word)) {
		return true
	}
	if c.p.hasTime && c.zone(word) {
		return true
	}
	if !m.weekday && !m.link {
		return false
	}
	c.i += len(word)
	if c.peek() == '.' {
		c.i++
	}
	if strings.HasPrefix(c.s[c.i:], "-feira") {
		c.i += len("-feira")
	}
	return true
}

// halfOfDay reads AM, p. m., 午後 and the like.
func (c *momentParser) halfOfDay() bool {
	rest := c.s[c.i:]
	for _, h := range []struct {
		text string
		half byte
	}{{"午前", 'a'}, {"午後", 'p'}} {
		if strings.HasPrefix(rest, h.text) && c.p.half == 0 {
			c.i, c.p.half = c.i+len(h.text), h.half
			return true
		}
	}
	half, n := halfMark(rest)
	if n == 0 || c.p.half != 0 || !c.p.hasTime {
		return false
	}
	c.p.half = half
	c.i += n
	return true
}

// halfMark reads am, a.m. or a. m. in any capitals.
func halfMark(s string) (half byte, n int) {
	if len(s) < 2 {
		return 0, 0
	}
	half = s[0] | 0x20
	if half != 'a' && half != 'p' {
		return 0, 0
	}
	n = 1
	dotted := s[n] == '.'
	if dotted {
		n++
		for n < len(s) {
			r, size := utf8.DecodeRuneInString(s[n:])
			if !isSpace(r) {
				break
			}
			n += size
		}
	}
	if n >= len(s) || s[n]|0x20 != 'm' {
		return 0, 0
	}
	n++
	if dotted && n < len(s) && s[n] == '.' {
		n++
	}
	if n < len(s) && isLetter(s[n]) {
		return 0, 0
	}
	return half, n
}

// number reads digits.
func (c *momentParser) number() (value, digits int) {
	begin := c.i
	for c.i < len(c.s) && isDigit(c.s[c.i]) {
		if c.i-begin < 15 {
			value = value*10 + int(c.s[c.i]-'0')
		}
		c.i++
	}
	return value, c.i - begin
}

// clock checks the time and turns that of twelve hours into that of a day.
func (c *momentParser) clock() bool {
	p := &c.p
	if !p.hasTime {
		return p.half == 0
	}
	if p.half != 0 {
		if p.hour > 12 { // 0:30 PM is half past noon in Japan
			return false
		}
		p.hour %= 12
		if p.half == 'p' {
			p.hour += 12
		}
	}
	if p.hour == 24 {
		return p.minute == 0 && p.second == 0 && p.nano == 0
	}
	return p.hour < 24 && p.minute < 60 && p.second < 60
}

// daysIn is how many days a month has.
func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}
