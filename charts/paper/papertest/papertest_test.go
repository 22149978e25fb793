package papertest_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"enactive/charts/paper"
	"enactive/charts/paper/papertest"
	"enactive/charts/typeface"
)

// document writes one page with a line for each leaf of root.
func document(t *testing.T, title string, root *paper.Element) []byte {
	t.Helper()
	w := paper.NewWriter(paper.Sheet{Title: title, Language: "en", Width: 300, Height: 300})
	font := typeface.Of("en")[typeface.Regular]
	p := &paper.Page{}
	var add func(e *paper.Element)
	add = func(e *paper.Element) {
		if len(e.Kids) == 0 {
			l := typeface.OneLine(font, "word")
			base := float64(20 * (len(p.Marks) + 1))
			p.Marks = append(p.Marks, paper.Mark{Element: e, Left: 10, Width: 50, Height: 20, Base: base, Line: &l, Style: paper.Style{Font: font, Size: 10}})
		}
		for _, kid := range e.Kids {
			add(kid)
		}
	}
	add(root)
	if err := w.Page(p); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := w.Write(&b, root, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestFaultsAreFound(t *testing.T) {
	for name, c := range map[string]struct {
		title string
		make  func(root *paper.Element)
		want  string
	}{
		"none":                     {"A", func(root *paper.Element) { root.Add(paper.P) }, ""},
		"no title":                 {"", func(root *paper.Element) { root.Add(paper.P) }, `the title is "" and the language "en"`},
		"a figure without words":   {"A", func(root *paper.Element) { root.Add(paper.Figure) }, `a figure has the words ""`},
		"a cell outside of a row":  {"A", func(root *paper.Element) { root.Add(paper.Table).Add(paper.Cell) }, "TD is below Table"},
		"a link to nowhere":        {"A", func(root *paper.Element) { root.Add(paper.LinkRole) }, `the link "word" leads nowhere`},
		"a level that is left out": {"A", func(root *paper.Element) { root.Add(paper.H1); root.Add(paper.H3) }, `"word" has level 3, and the one before it 1`},
		"rows of different length": {"A", func(root *paper.Element) {
			table := root.Add(paper.Table)
			table.Add(paper.Row).Add(paper.HeaderCell)
			row := table.Add(paper.Row)
			row.Add(paper.Cell)
			row.Add(paper.Cell)
		}, "a row of 2 cells follows one of 1"},
	} {
		root := &paper.Element{}
		c.make(root)
		d, err := papertest.Read(document(t, c.title, root))
		if err != nil {
			t.Fatal(err)
		}
		got := strings.Join(d.Faults, "; ")
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

func TestMetadataWithoutTheStandardAreFound(t *testing.T) {
	root := &paper.Element{}
	root.Add(paper.P)
	data := document(t, "A", root)
	spoilt := bytes.Replace(data, []byte("<pdfuaid:part>1"), []byte("<pdfuaid:part>2"), 1)
	d, err := papertest.Read(spoilt)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(d.Faults, "the metadata does not say that this is PDF/UA-1") {
		t.Errorf("got %q", d.Faults)
	}
}

func TestADamagedFileIsAnError(t *testing.T) {
	root := &paper.Element{}
	root.Add(paper.P)
	data := document(t, "A", root)
	for n := 0; n < len(data)-1; n += 1 + len(data)/200 {
		if _, err := papertest.Read(data[:n]); err == nil {
			t.Errorf("%d of %d bytes were read", n, len(data))
		}
	}
	for i := 0; i < len(data); i += 1 + len(data)/400 { // may be read or not, but ends
		damaged := bytes.Clone(data)
		damaged[i] ^= 0x55
		_, _ = papertest.Read(damaged)
	}
}

func TestNodesAreFound(t *testing.T) {
	root := &paper.Element{}
	list := root.Add(paper.List)
	for range 2 {
		list.Add(paper.ListItem).Add(paper.ListBody)
	}
	d, err := papertest.Read(document(t, "A", root))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(d.Root.All("LBody")); n != 2 {
		t.Errorf("found %d", n)
	}
	if said := d.Root.Said(); said != "word word" {
		t.Errorf("it says %q", said)
	}
}
