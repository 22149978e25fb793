package charts

import (
	"math"

	"enactive/journal/insight"
)

// thinCurve keeps of every column of pixels the first, the lowest, the highest and the
// last point (the M4 rule), which is all that a line of a pixel's width can show of it.
// column returns the column of a day; days do not decrease.
func thinCurve(curve []insight.LevelPoint, column func(day float64) int) []insight.LevelPoint {
	if len(curve) < 8 {
		return curve
	}
	kept := make([]insight.LevelPoint, 0, len(curve)/2)
	for from := 0; from < len(curve); {
		at := column(curve[from].Day)
		to, low, high := from, from, from
		for ; to < len(curve) && column(curve[to].Day) == at; to++ {
			if curve[to].Level < curve[low].Level {
				low = to
			}
			if curve[to].Level > curve[high].Level {
				high = to
			}
		}
		last := -1
		for _, i := range []int{from, min(low, high), max(low, high), to - 1} {
			if i != last {
				kept = append(kept, curve[i])
				last = i
			}
		}
		from = to
	}
	return kept
}

// reachOf is the band of a curve: how high and low it goes at a day.
type reachOf struct{ day, low, high float64 }

// thinBand makes one of all points of a column of pixels, as high and low as any of them.
func thinBand(curve []insight.LevelPoint, column func(day float64) int) []reachOf {
	var band []reachOf
	at := 0
	for i, p := range curve {
		low, high := p.Level-band80*p.SD, p.Level+band80*p.SD
		if c := column(p.Day); i == 0 || c != at {
			at = c
			band = append(band, reachOf{p.Day, low, high})
			continue
		}
		last := &band[len(band)-1]
		last.low, last.high = math.Min(last.low, low), math.Max(last.high, high)
	}
	// The band ends where the line does, even inside of a column.
	if len(band) > 1 {
		band[len(band)-1].day = curve[len(curve)-1].Day
	}
	return band
}

// speck is how many dots fall into one small cell of the picture.
type speck struct {
	at    point2
	count int
}

// specks gathers dots into cells of side units, in the order of the rows, so that a
// picture of a hundred thousand dots is painted in the time of some thousand.
func specks(points []point2, area rect, side float64) []speck {
	columns, rows := int(area.width()/side)+1, int(area.height()/side)+1
	counts := make([]int32, columns*rows)
	for _, p := range points {
		column, row := int((p.x-area.left)/side), int((p.y-area.top)/side)
		if column < 0 || column >= columns || row < 0 || row >= rows {
			continue
		}
		counts[row*columns+column]++
	}
	var out []speck
	for i, n := range counts {
		if n == 0 {
			continue
		}
		x := area.left + (float64(i%columns)+0.5)*side
		y := area.top + (float64(i/columns)+0.5)*side
		out = append(out, speck{point2{x, y}, int(n)})
	}
	return out
}

// pile is the opacity of count dots on one another, each of opacity one.
func pile(one float64, count int) float64 {
	return 1 - math.Pow(1-one, float64(count))
}
