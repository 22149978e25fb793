package compose

import (
	"fmt"
	"image/color"
	"slices"
	"strings"
	"testing"

	"enactive/charts/paper"
	"enactive/charts/render"

	"pgregory.net/rapid"
)

// documentOf is a document with these blocks and everything around them.
func documentOf(blocks ...Block) Document {
	return Document{
		Title: "A test", Language: "en", Foot: "Enactive", Body: slices.Values(blocks), Contents: true, ContentsTitle: "Contents",
		Number: func(page, of int) string { return fmt.Sprintf("%d of %d", page, of) },
		Notice: func(lost int) string { return fmt.Sprintf("%d characters are lost.", lost) },
	}
}

// square is a figure that is one filled box.
func square(title, sentence string, height float64) Figure {
	return Figure{Title: title, Sentence: sentence, Note: "40 entries", Alt: sentence, Height: height, Draw: func(w, h float64) (render.Drawing, error) {
		return render.Drawing{Width: w, Height: h, Plot: render.Box{Right: 1, Bottom: 1}, X: render.Range{To: 1}, Y: render.Range{To: 1}, Layers: []func(render.Canvas){func(c render.Canvas) {
			c.MoveTo(0, 0)
			c.LineTo(w, 0)
			c.LineTo(w, h)
			c.LineTo(0, h)
			c.Fill(color.NRGBA{200, 210, 220, 255})
		}}}, nil
	}}
}

type fataler interface{ Fatalf(string, ...any) }

// pagesOf are all pages of a document.
func pagesOf(t *testing.T, f fataler, d Document) Preview {
	v, err := Pages(t.Context(), d, 1<<30)
	if err != nil {
		f.Fatalf("%v", err)
	}
	if v.All != len(v.Pages) {
		f.Fatalf("%d pages were counted, and %d are set", v.All, len(v.Pages))
	}
	return v
}

// wordsOf are n words that are known again.
func wordsOf(name string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%s%d ", name, i)
	}
	return strings.TrimSpace(b.String())
}

var someBlock = rapid.Custom(func(t *rapid.T) Block {
	some := func(name string, most int) string { return wordsOf(name, rapid.IntRange(1, most).Draw(t, name)) }
	switch rapid.IntRange(0, 8).Draw(t, "kind") {
	case 0:
		return Heading{Level: rapid.IntRange(1, 3).Draw(t, "level"), Text: some("heading", 12), Running: rapid.SampledFrom([]string{"", "here"}).Draw(t, "running"), NewPage: rapid.Bool().Draw(t, "new"), Dot: color.NRGBA{A: 255}}
	case 1:
		return Paragraph{Text: some("paragraph", 300), Look: Look(rapid.IntRange(0, 2).Draw(t, "look")), Label: rapid.SampledFrom([]string{"", "Label"}).Draw(t, "label")}
	case 2:
		p := Points{}
		for range rapid.IntRange(1, 5).Draw(t, "points") {
			p.Items = append(p.Items, Point{some("point", 60), rapid.SampledFrom([]string{"", "It may be chance, or it may be none of it at all"}).Draw(t, "certainty")})
		}
		return p
	case 3:
		return Quotation{some("quoted", 400), some("source", 10)}
	case 4:
		return square(some("title", 20), some("sentence", 60), float64(rapid.IntRange(80, 240).Draw(t, "height")))
	case 5:
		f := Figures{Across: rapid.IntRange(2, 3).Draw(t, "across")}
		for range rapid.IntRange(1, 7).Draw(t, "figures") {
			f.Items = append(f.Items, square(some("title", 8), some("sentence", 40), 130))
		}
		return f
	case 6:
		table := Table{Title: "Rows", Columns: []Column{{Name: "Name", Head: true}, {Name: "Number", Right: true}, {Name: "Words", Share: 1}}, Lines: rapid.Bool().Draw(t, "lines"), Note: "A note"}
		for i := range rapid.IntRange(1, 90).Draw(t, "rows") {
			table.Rows = append(table.Rows, []string{fmt.Sprintf("row%d", i), "12", some("cell", 40)})
		}
		return table
	case 7:
		e := Entry{Side: "12:30", Head: some("entry", 12), Facts: some("fact", 20)}
		for range rapid.IntRange(0, 4).Draw(t, "parts") {
			e.Parts = append(e.Parts, Part{"What happened", some("told", 120)})
		}
		return e
	}
	return Gap{}
})

// spaced puts words below each heading.
func spaced(blocks []Block) (all []Block) {
	for _, b := range blocks {
		all = append(all, b)
		if _, ok := b.(Heading); ok {
			all = append(all, Paragraph{Text: "Words below it."})
		}
	}
	return all
}

// TestPagesHoldWhatABookHolds looks at where everything stands: within the text of the page, nothing
// over another, no hole larger than a third of a page, no heading at a page's end, no line alone.
func TestPagesHoldWhatABookHolds(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		d := documentOf(append([]Block{Title{Text: "A test", About: []string{"October"}, Greeting: "For you."}, rapid.SampledFrom([]Block{Heading{Level: 1, Text: "Begin"}, Paragraph{Text: "Begin"}}).Draw(r, "begin")}, spaced(rapid.SliceOfN(someBlock, 1, 25).Draw(r, "blocks"))...)...)
		d.Book, d.Letter = rapid.Bool().Draw(r, "book"), rapid.Bool().Draw(r, "letter")
		v := pagesOf(t, r, d)
		g := geometryOf(d.Letter, d.Book)
		for n, p := range v.Pages {
			checkPage(r, g, n, len(v.Pages), p)
			if low := lowest(p); n < len(v.Pages)-1 && !figuresOnlyFollow(v.Pages[n+1]) && g.top+float64(g.rows)*line-low > float64(g.third()+1)*line {
				r.Fatalf("page %d has a hole of %.0f lines", n+1, (g.top+float64(g.rows)*line-low)/line)
			}
		}
		checkAlone(r, v)
	})
}

// figuresOnlyFollow reports whether a page begins with something that could not be divided.
func figuresOnlyFollow(p *paper.Page) bool {
	for _, m := range p.Marks {
		if m.Figure != nil {
			return true
		}
	}
	return false
}

func lowest(p *paper.Page) float64 {
	low := 0.0
	for _, m := range p.Marks {
		if m.Element != nil {
			low = max(low, m.Top+m.Height)
		}
	}
	return low
}

func checkPage(f fataler, g geometry, n, pages int, p *paper.Page) {
	left, right := g.left(n)-0.5, g.left(n)+g.measure+0.5
	var solid []paper.Mark
	for _, m := range p.Marks {
		if m.Left < left || m.Left+m.Width > right {
			f.Fatalf("page %d: %s is outside of the text: %.1f to %.1f, which is %.1f to %.1f", n+1, named(m), m.Left, m.Left+m.Width, left, right)
		}
		if m.Top < 30 || m.Top+m.Height > g.height-20 {
			f.Fatalf("page %d: %s is too high or too low", n+1, named(m))
		}
		if m.Element != nil && m.Top+m.Height > g.top+float64(g.rows)*line+0.5 {
			f.Fatalf("page %d: %s is in the foot of the page", n+1, named(m))
		}
		if m.Line != nil || m.Figure != nil {
			solid = append(solid, m)
		}
	}
	for i, a := range solid {
		for _, b := range solid[:i] {
			if a.Left+0.3 < b.Left+b.Width && b.Left+0.3 < a.Left+a.Width && a.Top+0.3 < b.Top+b.Height && b.Top+0.3 < a.Top+a.Height {
				f.Fatalf("page %d: %s stands over %s", n+1, named(a), named(b))
			}
		}
	}
	if last := lastOf(p); last != nil && n < pages-1 && strings.HasPrefix(string(last.Element.Role), "H") {
		f.Fatalf("page %d ends with the heading %s", n+1, named(*last))
	}
}

func lastOf(p *paper.Page) *paper.Mark {
	for i := range slices.Backward(p.Marks) {
		if p.Marks[i].Element != nil {
			return &p.Marks[i]
		}
	}
	return nil
}

func named(m paper.Mark) string {
	switch {
	case m.Line != nil:
		return fmt.Sprintf("%q", m.Line.Text)
	case m.Figure != nil:
		return "a figure"
	}
	return "a rule"
}

// checkAlone looks for the first or the last line of a paragraph alone on a page.
func checkAlone(f fataler, v Preview) {
	lines := map[*paper.Element][]int{}
	for _, p := range v.Pages {
		here := map[*paper.Element]int{}
		for _, m := range p.Marks {
			if m.Element != nil && m.Element.Role == paper.P && m.Line != nil {
				here[m.Element]++
			}
		}
		for e, n := range here {
			lines[e] = append(lines[e], n)
		}
	}
	for _, counts := range lines {
		if len(counts) > 1 && (counts[0] == 1 || counts[len(counts)-1] == 1) {
			f.Fatalf("a paragraph is divided into %v lines", counts)
		}
	}
}

// TestNothingIsDropped looks for every word of a document on its pages, once and in its order.
func TestNothingIsDropped(t *testing.T) {
	d := documentOf(Title{Text: "Title"}, Heading{Level: 1, Text: "One"}, Paragraph{Text: wordsOf("p", 2000)}, Quotation{Text: wordsOf("q", 1500), Source: "somebody"},
		Entry{Side: "9:00", Head: "Head", Facts: "Facts", Parts: []Part{{"Name", wordsOf("e", 3000)}}},
		Table{Columns: []Column{{Name: "A", Share: 1}, {Name: "B"}}, Rows: [][]string{{wordsOf("t", 900), "1"}, {"after", "2"}}})
	d.Contents = false
	var got []string
	for _, p := range pagesOf(t, t, d).Pages {
		for _, m := range p.Marks {
			if m.Line != nil && m.Element != nil {
				got = append(got, strings.Fields(m.Line.Text)...)
			}
		}
	}
	want := strings.Fields("Title One " + wordsOf("p", 2000) + " " + wordsOf("q", 1500) + " somebody 9:00 Head Facts Name " + wordsOf("e", 3000) + " A B ")
	for i, w := range want {
		if i >= len(got) || got[i] != w {
			t.Fatalf("word %d of %d is missing, %q: got %q", i, len(got), w, got[max(0, i-5):min(len(got), i+5)])
		}
	}
	for i := range 900 {
		if !slices.Contains(got, fmt.Sprintf("t%d", i)) {
			t.Fatalf("the table misses t%d", i)
		}
	}
}

func TestContentsLeadWhereTheHeadingsAre(t *testing.T) {
	blocks := []Block{Title{Text: "Title"}}
	for i := range 40 {
		blocks = append(blocks, Heading{Level: 1 + i%2, Text: fmt.Sprintf("Part %d", i)}, Paragraph{Text: wordsOf("p", 100+37*i%500)})
	}
	v := pagesOf(t, t, documentOf(blocks...))
	links := 0
	for _, p := range v.Pages {
		for _, l := range p.Links {
			links++
			found := false
			for _, m := range v.Pages[l.Page].Marks {
				found = found || m.Line != nil && m.Line.Text == l.Words && m.Top == l.Y
			}
			if !found {
				t.Errorf("%q is not on page %d at %v", l.Words, l.Page+1, l.Y)
			}
		}
	}
	if links != 40 {
		t.Errorf("the contents have %d links, want 40", links)
	}
}

func TestLettersThatNoTypefaceHasAreCountedAndSaid(t *testing.T) {
	var lost int
	d := documentOf(Title{Text: "Title"}, Paragraph{Text: "ab \U000e0fff\U000e0ffe"})
	if err := Write(t.Context(), &strings.Builder{}, d, Options{Lost: func(n int) { lost = n }}); err != nil {
		t.Fatal(err)
	}
	said := false
	for _, m := range pagesOf(t, t, d).Pages[0].Marks {
		said = said || m.Line != nil && m.Line.Text == "2 characters are lost."
	}
	if lost != 2 || !said {
		t.Errorf("%d characters were counted, and it is said: %v", lost, said)
	}
}
