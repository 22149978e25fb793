package typeface

import (
	"golang.org/x/text/unicode/bidi"
)

// deepest is how deeply directions nest (UAX #9, BD2).
const deepest = 125

// classOf is how a character takes part in the order of a line.
func classOf(r rune) bidi.Class {
	p, _ := bidi.LookupRune(r)
	return p.Class()
}

// readsRightToLeft reports whether the first strong character of a paragraph is written from right to
// left (UAX #9, P2 and P3).
func readsRightToLeft(text []rune) bool {
	isolated := 0
	for _, r := range text {
		switch classOf(r) {
		case bidi.LRI, bidi.RLI, bidi.FSI:
			isolated++
		case bidi.PDI:
			isolated = max(0, isolated-1)
		case bidi.L:
			if isolated == 0 {
				return false
			}
		case bidi.R, bidi.AL:
			if isolated == 0 {
				return true
			}
		}
	}
	return false
}

// levels returns the level of each character of a paragraph: odd ones are written from right to left.
// The package bidi resolves the directions, but does not report levels; they follow from the directions,
// the depth of the embeddings, and the rule that a number in text from right to left is one level deeper.
func levels(text []rune, rightToLeft bool) []uint8 {
	base := depths(text, rightToLeft)
	right := directions(text, rightToLeft)
	deeper := numbers(text, right)
	for i := range base {
		switch odd := base[i]%2 == 1; {
		case right[i] != odd:
			base[i]++
		case !odd && deeper[i]:
			base[i] += 2
		}
	}
	return base
}

// directions reports which characters are written from right to left.
func directions(text []rune, rightToLeft bool) []bool {
	right := make([]bool, len(text))
	var p bidi.Paragraph
	direction := bidi.LeftToRight
	if rightToLeft {
		direction = bidi.RightToLeft
	}
	if _, err := p.SetString(string(text), bidi.DefaultDirection(direction)); err != nil {
		return right
	}
	order, err := p.Order()
	if err != nil {
		return right
	}
	at := 0
	for i := range order.NumRuns() {
		run := order.Run(i)
		for range run.String() {
			if at < len(right) {
				right[at] = run.Direction() == bidi.RightToLeft
			}
			at++
		}
	}
	return right
}

// depths returns the level of the embedding that each character is in (UAX #9, X1 to X8).
func depths(text []rune, rightToLeft bool) []uint8 {
	all := make([]uint8, len(text))
	level := uint8(0)
	if rightToLeft {
		level = 1
	}
	type open struct {
		level   uint8
		isolate bool
	}
	var stack []open
	for i, r := range text {
		class := classOf(r)
		all[i] = level
		switch class {
		case bidi.LRE, bidi.RLE, bidi.LRO, bidi.RLO, bidi.LRI, bidi.RLI, bidi.FSI:
			right := class == bidi.RLE || class == bidi.RLO || class == bidi.RLI ||
				class == bidi.FSI && firstIsRight(text[i+1:])
			next := level + 1
			if (next%2 == 1) != right {
				next++
			}
			if next <= deepest {
				stack = append(stack, open{level, class == bidi.LRI || class == bidi.RLI || class == bidi.FSI})
				level = next
			}
		case bidi.PDF:
			if n := len(stack); n > 0 && !stack[n-1].isolate {
				level, stack = stack[n-1].level, stack[:n-1]
			}
		case bidi.PDI:
			for n := len(stack) - 1; n >= 0; n-- {
				if stack[n].isolate {
					level, stack = stack[n].level, stack[:n]
					all[i] = level
					break
				}
			}
		}
	}
	return all
}

// firstIsRight looks only as far as a sentence is long, so that many openings cost no more.
func firstIsRight(text []rune) bool {
	for i, r := range text[:min(len(text), 256)] {
		if classOf(r) == bidi.PDI {
			return readsRightToLeft(text[:i])
		}
	}
	return readsRightToLeft(text[:min(len(text), 256)])
}

// numbers reports which characters are parts of a number between text from right to left, or of an
// Arabic one (UAX #9, W2 to W7 and I1).
func numbers(text []rune, right []bool) []bool {
	is := make([]bool, len(text))
	after := false // after text from right to left
	for i := 0; i < len(text); i++ {
		switch class := classOf(text[i]); {
		case right[i]:
			after = class != bidi.L
		case class == bidi.AN:
			is[i] = true
		case after && class == bidi.EN:
			is[i] = true
		case after && partOfNumber(class):
			// it is if a number goes on after it, or if it is a sign of one
			end := i
			for end < len(text) && !right[end] && partOfNumber(classOf(text[end])) {
				end++
			}
			goesOn := end < len(text) && !right[end] && (classOf(text[end]) == bidi.EN || classOf(text[end]) == bidi.AN)
			for ; i < end; i++ {
				is[i] = goesOn || classOf(text[i]) == bidi.ET || classOf(text[i]) == bidi.NSM
			}
			i--
			after = goesOn
		default:
			after = false
		}
	}
	return is
}

func partOfNumber(c bidi.Class) bool {
	return c == bidi.ES || c == bidi.CS || c == bidi.ET || c == bidi.NSM || c == bidi.BN
}

// visual returns the order in which runs of these levels stand from left to right (UAX #9, L2).
func visual(levels []uint8) []int {
	order := make([]int, len(levels))
	highest, lowestOdd := uint8(0), uint8(255)
	for i, l := range levels {
		order[i] = i
		highest = max(highest, l)
		if l%2 == 1 {
			lowestOdd = min(lowestOdd, l)
		}
	}
	for at := highest; at >= lowestOdd && at > 0; at-- {
		for i := 0; i < len(levels); i++ {
			end := i
			for end < len(levels) && levels[end] >= at {
				end++
			}
			for a, b := i, end-1; a < b; a, b = a+1, b-1 {
				order[a], order[b] = order[b], order[a]
			}
			i = max(i, end)
		}
	}
	return order
}
