//go:build linux

package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"
)

// row is a command and what it took.
type row struct {
	name string
	cost cost
}

// results are what was measured of one size.
type results struct {
	n int
	// floor reads and decrypts the store, and nothing is a command that opens no journal.
	floor, nothing cost
	flush          time.Duration
	rows           []row
	hundred        cost
	// csvWrite and csvRead are the floors of export and import.
	csvWrite, csvRead time.Duration
	// documents are the bytes of the entries, heap is what an open journal takes, heapSearched the same after
	// a search, and the others are the memory of the program that holds it.
	documents                           int64
	middle                              string // the id of an entry
	heap, heapSearched                  int64
	holderOpen, holderPeak, holderAfter int64
}

// printTables prints a table of time and one of memory, in Markdown.
func printTables(out io.Writer, columns []*results) error {
	w := tabwriter.NewWriter(out, 0, 0, 1, ' ', 0)
	line := func(cells ...string) { fmt.Fprintln(w, "|\t"+strings.Join(cells, "\t|\t")+"\t|") }
	head, rule := []string{"processor ms (wall ms)"}, []string{"---"}
	for _, c := range columns {
		head, rule = append(head, fmt.Sprint(c.n)), append(rule, "---:")
	}
	if len(columns) > 1 {
		head, rule = append(head, "growth of the last step"), append(rule, "---:")
	}
	line(head...)
	line(rule...)
	costs := func(name string, of func(*results) (cost, bool)) {
		cells := []string{name}
		var all []cost
		for _, r := range columns {
			c, ok := of(r)
			if !ok {
				cells = append(cells, "-")
				continue
			}
			all = append(all, c)
			cells = append(cells, fmt.Sprintf("%d (%d)", c.processor.Milliseconds(), c.wall.Milliseconds()))
		}
		if len(columns) > 1 {
			growth := "-"
			if len(all) == len(columns) && all[len(all)-2].processor > 0 {
				last, before := columns[len(columns)-1], columns[len(columns)-2]
				growth = fmt.Sprintf("%.1f for %.0f times the entries", float64(all[len(all)-1].processor)/float64(all[len(all)-2].processor), float64(last.n)/float64(before.n))
			}
			cells = append(cells, growth)
		}
		line(cells...)
	}
	costs("floor: reading and decrypting all", func(r *results) (cost, bool) { return r.floor, true })
	costs("a command without a journal", func(r *results) (cost, bool) { return r.nothing, true })
	for _, first := range columns[0].rows {
		costs(first.name, func(r *results) (cost, bool) { return r.row(first.name) })
	}
	costs("held: 100 add, one after the other", func(r *results) (cost, bool) { return r.hundred, r.hundred.wall > 0 })
	costs("floor: the rows of export csv by encoding/csv", func(r *results) (cost, bool) { return cost{processor: r.csvWrite, wall: r.csvWrite}, true })
	costs("floor: reading them by encoding/csv", func(r *results) (cost, bool) { return cost{processor: r.csvRead, wall: r.csvRead}, true })
	line(append([]string{"floor: two flushed writes, µs on the wall"}, each(columns, func(r *results) string { return fmt.Sprint(r.flush.Microseconds()) })...)...)
	if err := w.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(out)
	line(append([]string{"memory, MB"}, each(columns, func(r *results) string { return fmt.Sprint(r.n) })...)...)
	line(append([]string{"---"}, each(columns, func(*results) string { return "---:" })...)...)
	sizes := func(name string, of func(*results) int64) {
		line(append([]string{name}, each(columns, func(r *results) string {
			return fmt.Sprintf("%.1f (%.1f×)", float64(of(r))/1e6, float64(of(r))/float64(r.documents))
		})...)...)
	}
	sizes("the entries' bytes", func(r *results) int64 { return r.documents })
	sizes("heap in use, journal open", func(r *results) int64 { return r.heap })
	sizes("the same after a search", func(r *results) int64 { return r.heapSearched })
	sizes("holder, resident once open", func(r *results) int64 { return r.holderOpen })
	sizes("holder, peak while opening", func(r *results) int64 { return r.holderPeak })
	sizes("holder, resident after all of the above", func(r *results) int64 { return r.holderAfter })
	for _, first := range columns[0].rows {
		if strings.HasPrefix(first.name, "alone") {
			sizes("peak of "+first.name, func(r *results) int64 { c, _ := r.row(first.name); return c.peak })
		}
	}
	sizes("peak of a command without a journal", func(r *results) int64 { return r.nothing.peak })
	sizes("peak of the floor, with the pages of the store", func(r *results) int64 { return r.floor.peak })
	return w.Flush()
}

func each(columns []*results, text func(*results) string) []string {
	var cells []string
	for _, c := range columns {
		cells = append(cells, text(c))
	}
	return cells
}

func (r *results) row(name string) (cost, bool) {
	for _, x := range r.rows {
		if x.name == name {
			return x.cost, true
		}
	}
	return cost{}, false
}
