package textedit

import (
	"strings"
	"unicode/utf8"
)

// place is a position between two characters: before the character col of the paragraph para.
type place struct{ para, col int }

func (p place) before(q place) bool {
	return p.para < q.para || p.para == q.para && p.col < q.col
}

// span is a part of a text between two places.
type span struct{ from, to place }

func (s span) empty() bool { return s.from == s.to }

// ordered returns the span between two places in any order.
func ordered(a, b place) span {
	if b.before(a) {
		a, b = b, a
	}
	return span{a, b}
}

// text is a text in paragraphs, of which there is always at least one.
type text struct {
	paras [][]rune
	bytes int // of the whole text in UTF-8, line ends included
}

func newText(s string) *text {
	t := &text{}
	for line := range strings.SplitSeq(s, "\n") {
		t.paras = append(t.paras, []rune(line))
	}
	t.bytes = t.count()
	return t
}

// count returns the length in bytes, which differs from the string's if that was not valid UTF-8.
func (t *text) count() int {
	n := len(t.paras) - 1
	for _, p := range t.paras {
		n += bytesOf(p)
	}
	return n
}

func bytesOf(runes []rune) int {
	n := 0
	for _, r := range runes {
		n += max(utf8.RuneLen(r), 1)
	}
	return n
}

// String returns the whole text.
func (t *text) String() string {
	return t.part(span{to: t.end()})
}

func (t *text) end() place {
	last := len(t.paras) - 1
	return place{last, len(t.paras[last])}
}

// clamp returns the place in the text that is nearest to p.
func (t *text) clamp(p place) place {
	if p.para < 0 {
		return place{}
	}
	if p.para >= len(t.paras) {
		return t.end()
	}
	return place{p.para, min(max(p.col, 0), len(t.paras[p.para]))}
}

// part returns the text of a span.
func (t *text) part(s span) string {
	var b strings.Builder
	for para := s.from.para; para <= s.to.para; para++ {
		runes := t.paras[para]
		if para == s.to.para {
			runes = runes[:s.to.col]
		}
		if para == s.from.para {
			runes = runes[s.from.col:]
		} else {
			b.WriteByte('\n')
		}
		for _, r := range runes {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// replace replaces a span by words and returns the span that they occupy.
func (t *text) replace(s span, words string) span {
	lines := strings.Split(words, "\n")
	head := t.paras[s.from.para][:s.from.col]
	tail := t.paras[s.to.para][s.to.col:]
	t.bytes -= len(t.part(s))
	end := place{s.from.para + len(lines) - 1, 0}
	fresh := make([][]rune, len(lines))
	for i, line := range lines {
		runes := []rune(line)
		t.bytes += bytesOf(runes)
		if i == 0 {
			runes = append(head[:len(head):len(head)], runes...)
		}
		if i == len(lines)-1 {
			end.col = len(runes)
			runes = append(runes[:len(runes):len(runes)], tail...)
		}
		fresh[i] = runes
	}
	t.bytes += len(lines) - 1
	if len(lines) == 1 && s.from.para == s.to.para {
		t.paras[s.from.para] = fresh[0] // the usual case: a key
	} else {
		rest := t.paras[s.to.para+1:]
		t.paras = append(append(t.paras[:s.from.para:s.from.para], fresh...), rest...)
	}
	return span{s.from, end}
}
