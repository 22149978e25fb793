package table

import (
	"strings"
	"time"
	"unicode/utf8"
)

// date reads a date that begins with a digit.
func (c *momentParser) date() bool {
	begin := c.i
	a, digits := c.number()
	rest := c.s[c.i:]
	switch {
	case digits == 8 || digits == 12 || digits == 14:
		return c.compact(begin, digits)
	case digits == 4 && c.week(a):
		return true
	case digits == 4 && strings.HasPrefix(rest, "年"):
		return c.japanese(a)
	case digits != 1 && digits != 2 && digits != 4 || rest == "":
		return false
	}
	if sep := rest[0]; sep == '-' || sep == '/' || sep == '.' {
		return c.separated(a, digits, sep)
	}
	return c.dayFirst(a, digits)
}

// compact reads 20260105, also with the time in the same digits.
func (c *momentParser) compact(begin, digits int) bool {
	part := func(from, to int) (n int) {
		for _, b := range []byte(c.s[begin+from : begin+to]) {
			n = n*10 + int(b-'0')
		}
		return n
	}
	year := part(0, 4)
	if year < 1900 || year > 2100 {
		return false
	}
	if digits >= 12 {
		c.p.hasTime, c.p.hour, c.p.minute = true, part(8, 10), part(10, 12)
	}
	if digits == 14 {
		c.p.second, c.p.seconds = part(12, 14), true
	}
	return c.fixed(year, part(4, 6), part(6, 8))
}

// compactTime reads 1805 or 180500 behind a T.
func (c *momentParser) compactTime() bool {
	n, digits := c.number()
	p := &c.p
	switch digits {
	case 2:
		p.hour = n
	case 4:
		p.hour, p.minute = n/100, n%100
	case 6:
		p.hour, p.minute, p.second, p.seconds = n/10000, n/100%100, n%100, true
		c.fraction()
	default:
		return false
	}
	p.hasTime = true
	return true
}

// week reads the rest of 2026-W02-1 or 2026W021. A week without a day is not a date.
func (c *momentParser) week(year int) bool {
	s, i := c.s, c.i
	dashed := i < len(s) && s[i] == '-'
	if dashed {
		i++
	}
	if i+3 > len(s) || s[i] != 'W' || !isDigit(s[i+1]) || !isDigit(s[i+2]) {
		return false
	}
	week := int(s[i+1]-'0')*10 + int(s[i+2]-'0')
	i += 3
	if dashed && i < len(s) && s[i] == '-' {
		i++
	}
	if i >= len(s) || !isDigit(s[i]) {
		return false
	}
	day := int(s[i] - '0')
	i++
	monday := time.Date(year, 1, 4, 0, 0, 0, 0, time.UTC)
	monday = monday.AddDate(0, 0, -(int(monday.Weekday())+6)%7+7*(week-1))
	if y, w := monday.ISOWeek(); y != year || w != week || day < 1 || day > 7 {
		return false
	}
	y, m, d := monday.AddDate(0, 0, day-1).Date()
	c.i = i
	return c.fixed(y, int(m), d)
}

// japanese reads the rest of 2025年12月31日.
func (c *momentParser) japanese(year int) bool {
	c.i += len("年")
	c.skip()
	month, digits := c.number()
	if digits == 0 || !strings.HasPrefix(c.s[c.i:], "月") {
		return false
	}
	c.i += len("月")
	c.skip()
	day, digits := c.number()
	if digits == 0 || !strings.HasPrefix(c.s[c.i:], "日") {
		return false
	}
	c.i += len("日")
	return c.fixed(year, month, day)
}

// separated reads the rest of a date with one mark between its parts.
func (c *momentParser) separated(a, digits int, sep byte) bool {
	c.i++
	if sep == '.' {
		c.blanks()
	}
	if word := c.wordAt(c.i); word != "" {
		m := meaning(word)
		if m.month == 0 && !(sep == '.' && m.link) {
			return false
		}
		if sep == '.' {
			return c.dayFirst(a, digits) // 8. April 2026
		}
		c.i += len(word)
		if c.peek() != sep {
			return false
		}
		c.i++
		n, more := c.number()
		return c.named(a, digits, int(m.month), n, more)
	}
	b, db := c.number()
	if db == 0 || db > 2 || c.peek() != sep {
		return false
	}
	c.i++
	if sep == '.' {
		c.blanks()
	}
	n, dn := c.number()
	if sep == '.' && c.peek() == '.' && digits == 4 { // 2026. 1. 5.
		c.i++
	}
	switch {
	case digits == 4 && (dn == 1 || dn == 2):
		return c.fixed(a, b, n)
	case digits <= 2 && (dn == 2 || dn == 4):
		c.p.form, c.p.sep = formNumeric, sep
		c.p.n, c.p.digits = [3]int{a, b, n}, [3]byte{byte(digits), byte(db), byte(dn)}
		c.p.noDay = c.p.orders() == 0
		return !c.p.noDay
	}
	return false
}

func (c *momentParser) blanks() {
	for c.peek() == ' ' {
		c.i++
	}
}

// dayFirst reads the rest of 8 Apr 2026, of 2026 April 8 or 2026 4 8, or of 8 April.
func (c *momentParser) dayFirst(a, digits int) bool {
	c.ordinal()
	c.links()
	if digits == 4 && isDigit(c.peek()) {
		return c.yearFirst(a)
	}
	word := c.wordAt(c.i)
	month := int(meaning(word).month)
	if month == 0 {
		return false
	}
	c.i += len(word)
	c.afterMonth()
	if digits == 4 {
		day, n := c.number()
		c.ordinal()
		return n > 0 && n <= 2 && c.fixed(a, month, day)
	}
	return c.yearBehind(month, a, digits)
}

// yearFirst reads the rest of a year and a day and month, with blanks between them: what three
// columns give when they are joined.
func (c *momentParser) yearFirst(year int) bool {
	b, digits := c.number()
	if digits > 2 {
		return false
	}
	c.ordinal()
	c.links()
	if isDigit(c.peek()) {
		day, n := c.number()
		return n <= 2 && c.fixed(year, b, day)
	}
	word := c.wordAt(c.i)
	month := int(meaning(word).month)
	c.i += len(word)
	if month > 0 && c.peek() == '.' {
		c.i++
	}
	return month > 0 && c.fixed(year, month, b)
}

// monthFirst reads May 13, 2026 from the name of the month on.
func (c *momentParser) monthFirst(month, length int) bool {
	begin := c.i
	c.i += length
	c.afterMonth()
	if day, digits := c.number(); digits == 1 || digits == 2 {
		if b := c.peek(); b != ':' {
			c.ordinal()
			if c.peek() == '-' || c.peek() == '/' {
				c.i++
			}
			if c.yearBehind(month, day, digits) && !c.monthFollows() {
				return true
			}
		}
	}
	c.i, c.p.form = begin, formNone
	return false
}

// afterMonth passes over what is between a month and the next number.
func (c *momentParser) afterMonth() {
	if b := c.peek(); b == '.' || b == '-' || b == '/' {
		c.i++
	}
	c.links()
}

// yearBehind reads the year behind a day and month, if there is one.
func (c *momentParser) yearBehind(month, day, digits int) bool {
	begin := c.i
	c.skip()
	c.links()
	year, n := c.number()
	if b := c.peek(); (n == 2 || n == 4) && b != ':' && b != 'h' && !c.halfFollows() {
		return c.named(day, digits, month, year, n)
	}
	c.i = begin
	c.p.form, c.p.n = formDayMonth, [3]int{0, month, day}
	c.p.noDayMonth = day < 1 || day > daysIn(2024, month)
	return !c.p.noDayMonth
}

// monthFollows reports whether a month is next, so that the word before was a day of the week:
// mar, 6 ene 2026.
func (c *momentParser) monthFollows() bool {
	trial := *c
	trial.links()
	return meaning(trial.wordAt(trial.i)).month > 0
}

// yearLast adds the year to a day and month with a time between them: Jan 5 18:05:07 2026.
func (c *momentParser) yearLast() bool {
	year, digits := c.number()
	return digits == 4 && c.fixed(year, c.p.n[1], c.p.n[2])
}

func (c *momentParser) halfFollows() bool {
	trial := *c
	trial.skip()
	_, n := halfMark(trial.s[trial.i:])
	return n > 0
}

// links passes over blanks, commas and words such as de.
func (c *momentParser) links() {
	for {
		c.skip()
		word := c.wordAt(c.i)
		if m := meaning(word); word == "" || !m.link || m.month > 0 {
			return
		}
		c.i += len(word)
	}
}

// ordinal passes over st, nd, er and the like right behind a number.
func (c *momentParser) ordinal() {
	for _, mark := range []string{"st", "nd", "rd", "th", "er", "º", "ª", "."} {
		if strings.HasPrefix(c.s[c.i:], mark) {
			end := c.i + len(mark)
			if r, _ := utf8.DecodeRuneInString(c.s[end:]); end == len(c.s) || r == ' ' || r == ',' || isSpace(r) {
				c.i = end
			}
			return
		}
	}
}

// named takes a date whose month is a word; the other numbers are day and year, or the year
// first if it has four digits.
func (c *momentParser) named(a, digitsA, month, b, digitsB int) bool {
	switch {
	case digitsA == 4 && digitsB <= 2 && digitsB > 0:
		return c.fixed(a, month, b)
	case digitsA <= 2 && digitsB == 4:
		return c.fixed(b, month, a)
	case digitsA <= 2 && digitsB == 2:
		return c.fixed(fullYear(b), month, a)
	}
	return false
}

// fixed takes a date whose order is clear.
func (c *momentParser) fixed(year, month, day int) bool {
	c.p.form, c.p.n = formFixed, [3]int{year, month, day}
	c.p.noDay = !validDay(year, month, day)
	return !c.p.noDay
}

func validDay(year, month, day int) bool {
	return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && (day <= 28 || day <= daysIn(year, month))
}

// fullYear is the year of two digits, from 1970 to 2069.
func fullYear(n int) int {
	if n < 70 {
		return 2000 + n
	}
	return 1900 + n
}
