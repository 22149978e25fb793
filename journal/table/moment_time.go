package table

import (
	"strings"
	"unicode/utf8"
)

// time reads a time of day such as 18:05, 18:05:07.5, 9 PM, 18h05 or 21時05分.
func (c *momentParser) time() bool {
	begin := c.i
	hour, digits := c.number()
	if digits == 1 || digits == 2 {
		rest := c.s[c.i:]
		switch {
		case strings.HasPrefix(rest, ":"), strings.HasPrefix(rest, ".") && c.p.hasDate(): // 5.1.2026 18.05
			if c.minutes(hour, rest[0]) {
				return true
			}
		case strings.HasPrefix(rest, "時"):
			c.i += len("時")
			return c.japaneseTime(hour)
		case c.hourMark(hour), c.p.half == 0 && c.hourAndHalf(hour):
			return true
		}
	}
	c.i = begin
	return false
}

// minutes reads the rest of 18:05:07.5.
func (c *momentParser) minutes(hour int, mark byte) bool {
	c.i++
	minute, digits := c.number()
	if digits != 2 {
		return false
	}
	p := &c.p
	p.hasTime, p.hour, p.minute = true, hour, minute
	if c.peek() == mark {
		c.i++
		second, digits := c.number()
		if digits != 2 {
			p.hasTime = false
			return false
		}
		p.second, p.seconds = second, true
		c.fraction()
	}
	return true
}

// fraction reads parts of a second.
func (c *momentParser) fraction() {
	if b := c.peek(); b != '.' && b != ',' || c.i+1 >= len(c.s) || !isDigit(c.s[c.i+1]) {
		return
	}
	c.i++
	scale := 100_000_000
	for ; isDigit(c.peek()); c.i++ {
		c.p.nano += int(c.s[c.i]-'0') * scale
		scale /= 10
	}
}

// hourMark reads the rest of 18h05 or 18 h 05.
func (c *momentParser) hourMark(hour int) bool {
	i := c.i
	for i < len(c.s) && c.s[i] == ' ' {
		i++
	}
	if i >= len(c.s) || c.s[i]|0x20 != 'h' {
		return false
	}
	i++
	for i < len(c.s) && c.s[i] == ' ' {
		i++
	}
	if i+2 > len(c.s) || !isDigit(c.s[i]) || !isDigit(c.s[i+1]) || i+2 < len(c.s) && (isDigit(c.s[i+2]) || isLetter(c.s[i+2])) {
		return false
	}
	c.p.hasTime, c.p.hour, c.p.minute = true, hour, int(c.s[i]-'0')*10+int(c.s[i+1]-'0')
	c.i = i + 2
	return true
}

// hourAndHalf reads the rest of 9 PM.
func (c *momentParser) hourAndHalf(hour int) bool {
	i := c.i
	for i < len(c.s) {
		r, n := utf8.DecodeRuneInString(c.s[i:])
		if !isSpace(r) {
			break
		}
		i += n
	}
	if _, n := halfMark(c.s[i:]); n == 0 {
		return false
	}
	c.p.hasTime, c.p.hour, c.i = true, hour, i
	return true
}

// japaneseTime reads the rest of 21時05分07秒.
func (c *momentParser) japaneseTime(hour int) bool {
	c.p.hasTime, c.p.hour = true, hour
	if n, ok := c.numberWith("分"); ok {
		c.p.minute = n
	}
	if n, ok := c.numberWith("秒"); ok {
		c.p.second, c.p.seconds = n, true
	}
	return true
}

// numberWith reads a number with a mark behind it.
func (c *momentParser) numberWith(mark string) (n int, ok bool) {
	begin := c.i
	n, digits := c.number()
	if digits == 0 || !strings.HasPrefix(c.s[c.i:], mark) {
		c.i = begin
		return 0, false
	}
	c.i += len(mark)
	return n, true
}

// offset reads +01:00, +0100 or +01 behind a time.
func (c *momentParser) offset() bool {
	p, i := &c.p, c.i
	sign := 1
	if c.s[i] == '-' {
		sign = -1
	}
	if i+1 >= len(c.s) || !isDigit(c.s[i+1]) || p.hasZone {
		return false
	}
	c.i++
	n, digits := c.number()
	hours, minutes := n, 0
	switch {
	case digits == 4:
		hours, minutes = n/100, n%100
	case digits <= 2 && c.peek() == ':':
		c.i++
		if minutes, digits = c.number(); digits != 2 {
			return false
		}
	case digits > 2:
		return false
	}
	if hours > 14 || minutes > 59 {
		return false
	}
	p.hasZone, p.offset = true, sign*(hours*60+minutes)
	return true
}

// zone reads UTC, CET, UTC+2 or Europe/Berlin behind a time.
func (c *momentParser) zone(word string) bool {
	end := c.i + len(word)
	if end < len(c.s) && c.s[end] == '/' {
		return c.namedZone()
	}
	offset, ok := zoneOffsets[strings.ToLower(word)]
	switch {
	case c.p.hasZone && (ok || isCapitals(word)): // what the offset is called
		c.i = end
		return true
	case !ok || c.p.hasZone:
		return false
	}
	c.i, c.p.offset = end, offset
	if b := c.peek(); offset == 0 && (b == '+' || b == '-') {
		return c.offset()
	}
	c.p.hasZone = true
	return true
}

// isCapitals reports whether a word is three to five capital letters, as zones are called.
func isCapitals(word string) bool {
	return len(word) >= 3 && len(word) <= 5 && strings.Trim(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// namedZone reads a name of the IANA list.
func (c *momentParser) namedZone() bool {
	end := c.i
	for end < len(c.s) && (isLetter(c.s[end]) || isDigit(c.s[end]) || strings.IndexByte("/_+-", c.s[end]) >= 0) {
		end++
	}
	if c.p.hasZone {
		return false
	}
	c.p.hasZone, c.p.zoneName, c.i = true, c.s[c.i:end], end
	return true
}
