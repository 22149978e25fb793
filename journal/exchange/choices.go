package exchange

import (
	"time"

	"enactive/journal/table"
)

// Choice is one of several ways to read a column.
type Choice struct {
	// Key is the answer: dmy, mdy or ymd of dates, comma or point of numbers.
	Key string
	// Cells are one or two cells of the column, and Days or Numbers what they become.
	Cells   []string
	Days    []time.Time
	Numbers []float64
}

// isOnScale reports whether numbers from low to high are on the scale of a column of ours.
func isOnScale(c *column, low, high float64) bool { return low >= c.Low && high <= c.High }

func openOrders(d *table.Dates) []Choice {
	all := make([]Choice, len(d.Orders))
	for i, o := range d.Orders {
		all[i].Key = o.String()
		for _, e := range d.Examples {
			all[i].Cells, all[i].Days = append(all[i].Cells, clip(e.Value)), append(all[i].Days, e.As[i])
		}
	}
	return all
}

func openDecimals(n *table.Numbers) []Choice {
	var all []Choice
	for _, notation := range []table.Notation{table.Point, table.Comma} {
		c := Choice{Key: notation.String()}
		for _, e := range []table.Extreme{n.Smallest[notation], n.Largest[notation]} {
			c.Cells, c.Numbers = append(c.Cells, clip(e.Value)), append(c.Numbers, e.Number)
		}
		all = append(all, c)
	}
	return all
}
