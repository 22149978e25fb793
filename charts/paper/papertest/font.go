package papertest

import (
	"strings"
	"unicode/utf16"
)

// font is what is known of a font: what its codes say, and how wide they are in thousandths of an em.
type font struct {
	charMap
	widths map[uint16]float64
}

// width is how wide a text is, in ems.
func (f font) width(operands []any) float64 {
	total := 0.0
	for _, o := range operands {
		switch o := o.(type) {
		case text:
			for _, code := range units(o) {
				total += f.widths[code] / 1000
			}
		case float64:
			total -= o / 1000
		case []any:
			total += f.width(o)
		}
	}
	return total
}

// readWidths reads the widths of a font: a code and a list of them, or two codes and one for them all.
func readWidths(list []any) map[uint16]float64 {
	all := map[uint16]float64{}
	for i := 0; i+1 < len(list); {
		from, _ := list[i].(float64)
		if each, ok := list[i+1].([]any); ok {
			for k, o := range each {
				all[uint16(from)+uint16(k)], _ = o.(float64)
			}
			i += 2
			continue
		}
		if i+2 >= len(list) {
			break
		}
		to, _ := list[i+1].(float64)
		width, _ := list[i+2].(float64)
		for code := int(from); code <= int(to); code++ {
			all[uint16(code)] = width
		}
		i += 3
	}
	return all
}

// charMap says what the codes of a font say: those of a range from its first one on, or what is listed.
type charMap struct {
	ranges []codeRange
	listed map[uint16]string
}

type codeRange struct {
	from, to uint16
	first    []uint16
}

func readCharMap(b []byte) (charMap, error) {
	m := charMap{listed: map[uint16]string{}}
	s := &scanner{b: b}
	var operands []any
	for {
		o, done, err := s.next()
		if done || err != nil {
			return m, err
		}
		op, ok := o.(keyword)
		if !ok {
			operands = append(operands, o)
			continue
		}
		switch op {
		case "endbfrange":
			for i := 0; i+2 < len(operands); i += 3 {
				m.addRange(operands[i : i+3])
			}
		case "endbfchar":
			for i := 0; i+1 < len(operands); i += 2 {
				code, _ := operands[i].(text)
				said, _ := operands[i+1].(text)
				if u := units(code); len(u) == 1 {
					m.listed[u[0]] = string(utf16.Decode(units(said)))
				}
			}
		}
		operands = operands[:0]
	}
}

func (m *charMap) addRange(operands []any) {
	from, _ := operands[0].(text)
	to, _ := operands[1].(text)
	a, b := units(from), units(to)
	if len(a) != 1 || len(b) != 1 {
		return
	}
	switch first := operands[2].(type) {
	case text:
		m.ranges = append(m.ranges, codeRange{a[0], b[0], units(first)})
	case []any:
		for i, o := range first {
			said, _ := o.(text)
			m.listed[a[0]+uint16(i)] = string(utf16.Decode(units(said)))
		}
	}
}

// say is what the operands of an operator that shows text say.
func (m charMap) say(operands []any) string {
	var b strings.Builder
	for _, o := range operands {
		switch o := o.(type) {
		case text:
			for _, code := range units(o) {
				b.WriteString(m.character(code))
			}
		case []any:
			b.WriteString(m.say(o))
		}
	}
	return b.String()
}

func (m charMap) character(code uint16) string {
	if s, ok := m.listed[code]; ok {
		return s
	}
	for _, r := range m.ranges {
		if code >= r.from && code <= r.to && len(r.first) > 0 {
			said := append([]uint16{}, r.first...)
			said[len(said)-1] += code - r.from
			return string(utf16.Decode(said))
		}
	}
	return "\ufffd"
}
