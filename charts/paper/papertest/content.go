package papertest

import (
	"fmt"
	"math"
	"strings"
)

// content is what a page shows.
type content struct {
	// marked is what is said by each number of the page, and said whether it is there at all.
	marked map[int]*strings.Builder
	// artifacts is what is said by decoration.
	artifacts strings.Builder
	// loose is what paints outside both, by operator.
	loose []string
}

// paints are the operators that leave something on the page.
var paints = map[keyword]bool{
	"Tj": true, "TJ": true, "'": true, "\"": true, "S": true, "s": true, "f": true, "F": true, "f*": true, "B": true,
	"B*": true, "b": true, "b*": true, "sh": true, "Do": true,
}

// pen is where a text is set, in points.
type pen struct{ size, x, y float64 }

// readContent reads what a page shows. A text is a blank apart from the one before it, unless it goes on
// where that one ends.
func readContent(b []byte, fonts map[name]font) (*content, error) {
	c := &content{marked: map[int]*strings.Builder{}}
	s := &scanner{b: b}
	var operands []any
	var set font
	var at, end pen
	var now *strings.Builder // nil outside of everything marked
	depth := 0
	for {
		o, done, err := s.next()
		if err != nil {
			return nil, err
		}
		if done {
			break
		}
		op, ok := o.(keyword)
		if !ok {
			operands = append(operands, o)
			continue
		}
		switch op {
		case "BMC", "BDC":
			depth++
			now = &c.artifacts
			if op == "BDC" && len(operands) == 2 {
				properties, _ := operands[1].(dictionary)
				number, ok := properties["MCID"].(float64)
				if !ok || c.marked[int(number)] != nil {
					return nil, fmt.Errorf("the marked content %v: %w", operands, errSyntax)
				}
				now = &strings.Builder{}
				c.marked[int(number)] = now
			} else if len(operands) != 1 || operands[0] != name("Artifact") {
				return nil, fmt.Errorf("the marked content %v: %w", operands, errSyntax)
			}
		case "EMC":
			depth--
			now = nil
		case "Tf":
			if len(operands) == 2 {
				key, _ := operands[0].(name)
				if set, ok = fonts[key]; !ok {
					return nil, fmt.Errorf("the font %q: %w", key, errSyntax)
				}
				at.size, _ = operands[1].(float64)
			}
		case "BT":
			at.x, at.y = 0, 0
		case "Td":
			if len(operands) == 2 {
				x, _ := operands[0].(float64)
				y, _ := operands[1].(float64)
				at.x, at.y = at.x+x, at.y+y
			}
		case "Tj", "TJ":
			if now != nil {
				const near = 0.05 // ems
				if now.Len() > 0 && !strings.HasSuffix(now.String(), " ") && (at.y != end.y || math.Abs(at.x-end.x) > near*at.size) {
					now.WriteByte(' ')
				}
				now.WriteString(set.say(operands))
			}
			at.x += set.width(operands) * at.size
			end = at
		}
		if depth > 1 || depth < 0 {
			return nil, fmt.Errorf("marked content within another one: %w", errSyntax)
		}
		if paints[op] && now == nil {
			c.loose = append(c.loose, string(op))
		}
		operands = operands[:0]
	}
	if depth != 0 {
		return nil, fmt.Errorf("marked content without an end: %w", errSyntax)
	}
	return c, nil
}
