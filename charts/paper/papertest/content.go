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

// pen is how and where a text is set, in points, and by how much it is stretched beyond its width.
type pen struct {
	font                font
	size, x, y, stretch float64
}

// contentReader reads what a page shows. A text is a blank apart from the one before it, unless it goes on
// where that one ends.
type contentReader struct {
	*content
	fonts map[name]font
	// at is where the next text is set, and end is where the last one ended.
	at, end pen
	kept    []pen            // by the operator q
	now     *strings.Builder // nil outside of everything marked
	depth   int              // of marked content
	// instead is what a marked content within another one says in place of what it shows; it is nil if
	// there is none.
	instead *string
}

func readContent(b []byte, fonts map[name]font) (*content, error) {
	c := contentReader{content: &content{marked: map[int]*strings.Builder{}}, fonts: fonts}
	s := &scanner{b: b}
	var operands []any
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
		if err := c.do(op, operands); err != nil {
			return nil, err
		}
		operands = operands[:0]
	}
	if c.depth != 0 || len(c.kept) != 0 {
		return nil, fmt.Errorf("marked content or a state without an end: %w", errSyntax)
	}
	return c.content, nil
}

func (c *contentReader) do(op keyword, operands []any) error {
	switch op {
	case "BMC", "BDC":
		return c.begin(operands)
	case "EMC":
		if c.depth--; c.depth < 0 {
			return fmt.Errorf("marked content ends that did not begin: %w", errSyntax)
		}
		if c.depth == 0 {
			c.now = nil
		}
		c.instead = nil
	case "q":
		c.kept = append(c.kept, c.at)
	case "Q":
		if len(c.kept) == 0 {
			return fmt.Errorf("a state ends that did not begin: %w", errSyntax)
		}
		c.at, c.kept = c.kept[len(c.kept)-1], c.kept[:len(c.kept)-1]
	case "BT":
		c.at.x, c.at.y = 0, 0
	case "Tf":
		return c.choose(operands)
	case "Tz", "Td":
		numbers := numbersOf(operands)
		if op == "Tz" && len(numbers) == 1 {
			c.at.stretch = numbers[0]/100 - 1
		} else if op == "Td" && len(numbers) == 2 {
			c.at.x, c.at.y = c.at.x+numbers[0], c.at.y+numbers[1]
		}
	case "Tj", "TJ":
		c.text(operands)
	}
	if paints[op] && c.now == nil {
		c.loose = append(c.loose, string(op))
	}
	return nil
}

func numbersOf(operands []any) []float64 {
	var all []float64
	for _, o := range operands {
		if v, ok := o.(float64); ok {
			all = append(all, v)
		}
	}
	return all
}

// begin begins what is tagged, decoration, or within one of them what says something else than it shows.
func (c *contentReader) begin(operands []any) error {
	c.depth++
	var properties dictionary
	if len(operands) == 2 {
		properties, _ = operands[1].(dictionary)
	}
	number, tagged := properties["MCID"].(float64)
	actual, replaced := properties["ActualText"].(text)
	switch {
	case c.depth == 1 && tagged && c.marked[int(number)] == nil:
		c.now = &strings.Builder{}
		c.marked[int(number)] = c.now
	case c.depth == 1 && len(operands) == 1 && operands[0] == name("Artifact"):
		c.now = &c.artifacts
	case c.depth == 2 && replaced && !tagged:
		words := actual.words()
		c.instead = &words
	default:
		return fmt.Errorf("the marked content %v: %w", operands, errSyntax)
	}
	return nil
}

func (c *contentReader) choose(operands []any) error {
	if len(operands) != 2 {
		return fmt.Errorf("a font of %v: %w", operands, errSyntax)
	}
	key, _ := operands[0].(name)
	set, known := c.fonts[key]
	if !known {
		return fmt.Errorf("the font %q: %w", key, errSyntax)
	}
	c.at.font = set
	c.at.size, _ = operands[1].(float64)
	return nil
}

func (c *contentReader) text(operands []any) {
	said := c.at.font.say(operands)
	if c.instead != nil {
		said, *c.instead = *c.instead, ""
	}
	if c.now != nil {
		const near = 0.05 // ems
		if c.now.Len() > 0 && !strings.HasSuffix(c.now.String(), " ") &&
			(c.at.y != c.end.y || math.Abs(c.at.x-c.end.x) > near*c.at.size) {
			c.now.WriteByte(' ')
		}
		c.now.WriteString(said)
	}
	c.at.x += c.at.font.width(operands) * c.at.size * (1 + c.at.stretch)
	c.end = c.at
}
