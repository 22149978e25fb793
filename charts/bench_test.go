package charts

import (
	"fmt"
	"io"
	"testing"
)

func benchmarkCharts() []struct {
	name  string
	chart Chart
} {
	type named = struct {
		name  string
		chart Chart
	}
	var all []named
	for _, n := range []int{1000, 100_000} {
		all = append(all,
			named{fmt.Sprintf("trend/%d", n), newTrend(ratingsOf(n, 3), "")},
			named{fmt.Sprintf("stress/%d", n), newStress(pairsOf(n), "")},
			named{fmt.Sprintf("scatter/%d", n), newStress(scatterOf(n), "")},
		)
	}
	return all
}

// BenchmarkImage is a chart drawn anew for the window, on a plain and a dense screen.
func BenchmarkImage(b *testing.B) {
	theme := Light()
	size := Size{Width: 960, Height: 420}
	for _, c := range benchmarkCharts() {
		for _, scale := range []float64{1, 2} {
			b.Run(fmt.Sprintf("%s/scale%g", c.name, scale), func(b *testing.B) {
				for b.Loop() {
					if _, err := Image(c.chart, size, theme, scale); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// BenchmarkNew is what happens once for a result, before it is drawn.
func BenchmarkNew(b *testing.B) {
	trend, stress := ratingsOf(100_000, 3), scatterOf(100_000)
	b.Run("trend/100000", func(b *testing.B) {
		for b.Loop() {
			newTrend(trend, "")
		}
	})
	b.Run("scatter/100000", func(b *testing.B) {
		for b.Loop() {
			newStress(stress, "")
		}
	})
}

// BenchmarkHit is a pointer that moves over a chart.
func BenchmarkHit(b *testing.B) {
	theme := Light()
	size := Size{Width: 960, Height: 420}
	for _, c := range benchmarkCharts() {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				c.chart.Hit(size, theme, 480, 200)
			}
		})
	}
}

// BenchmarkVectors is a chart for a page and for the web.
func BenchmarkVectors(b *testing.B) {
	theme := Light()
	size := Size{Width: 640, Height: 300, Heading: true}
	for _, c := range benchmarkCharts() {
		b.Run("pdf/"+c.name, func(b *testing.B) {
			for b.Loop() {
				if err := PDF(io.Discard, c.chart, size, theme); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run("svg/"+c.name, func(b *testing.B) {
			for b.Loop() {
				if err := SVG(io.Discard, c.chart, size, theme); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
