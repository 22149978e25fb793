package paper_test

import (
	"runtime"
	"strings"
	"testing"

	"enactive/charts/paper"
	"enactive/charts/typeface"
)

// entries makes the pages of so many entries, each of a heading, a list of facts and paragraphs: 7
// elements and 8 lines an entry, and 50 of them on a page of two columns.
func entries(count, perPage int, page func(p *paper.Page) error) (*paper.Element, error) {
	root := &paper.Element{}
	root.Add(paper.H1)
	// The lines are made once: making them is the work of who composes.
	text := typeface.OneLine(style.Font, strings.Repeat("Tried the hard route first, fell twice. ", 2))
	mark := func(e *paper.Element, y float64) paper.Mark {
		return paper.Mark{Element: e, Left: 50, Top: y - 8, Width: 300, Height: 10, Line: &text, Base: y, Style: style}
	}
	for start := 0; start < count; start += perPage {
		p := &paper.Page{}
		for i := start; i < min(start+perPage, count); i++ {
			y := float64(40 + (i-start)*15)
			entry := root.Add(paper.Sect)
			p.Marks = append(p.Marks, mark(entry.Add(paper.H2), y))
			list := entry.Add(paper.List)
			p.Marks = append(p.Marks, mark(list.Add(paper.ListItem).Add(paper.ListBody), y+1))
			for range 2 {
				paragraph := entry.Add(paper.P)
				for line := range 3 {
					p.Marks = append(p.Marks, mark(paragraph, y+2+float64(line)))
				}
			}
		}
		if err := page(p); err != nil {
			return nil, err
		}
	}
	return root, nil
}

// BenchmarkWrite writes a journal of 100,000 entries in 700,000 elements on 2,000 pages, and reports how
// large the document is and how much memory was in use at the end, in MB.
func BenchmarkWrite(b *testing.B) {
	for b.Loop() {
		w := paper.NewWriter(sheet)
		root, err := entries(100_000, 50, w.Page)
		if err != nil {
			b.Fatal(err)
		}
		var out counter
		if err := w.Write(&out, root, nil); err != nil {
			b.Fatal(err)
		}
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		b.ReportMetric(float64(out)/1e6, "MB-file")
		b.ReportMetric(float64(m.Sys)/1e6, "MB-memory")
	}
}

type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

// TestALargeDocumentHoldsTogether goes beyond one node, one leaf and one stream of everything.
func TestALargeDocumentHoldsTogether(t *testing.T) {
	var pages []*paper.Page
	root, err := entries(1200, 5, func(p *paper.Page) error {
		link := &paper.Element{Role: paper.LinkRole}
		p.Marks = append(p.Marks, line(link, "back", 700))
		p.Links = []paper.Link{{Element: link, Left: 50, Top: 690, Width: 30, Height: 14, Page: len(pages) / 2, Y: 10, Words: "Back"}}
		pages = append(pages, p)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pages {
		root.Kids = append(root.Kids, p.Links[0].Element)
	}
	data := write(t, sheet, pages, root, nil)
	d := read(t, data)
	if len(d.Pages) != 240 || len(d.Root.All("P")) != 2400 || len(d.Links) != 240 || d.Links[239].Page != 119 {
		t.Errorf("got %d pages, %d paragraphs, %d links", len(d.Pages), len(d.Root.All("P")), len(d.Links))
	}
	check(t, data)
}
