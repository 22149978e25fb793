package paper_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image/color"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"enactive/charts/paper"
	"enactive/charts/paper/papertest"
	"enactive/charts/render"
	"enactive/charts/typeface"
)

var (
	made  = time.Date(2026, 3, 4, 17, 5, 6, 0, time.FixedZone("", -(3*60+30)*60))
	sheet = paper.Sheet{
		Title: "What I learned", Subject: "Spring", Language: "en", Made: made,
		Width: paper.A4Width, Height: paper.A4Height,
	}
	ink   = color.NRGBA{0x1d, 0x25, 0x30, 255}
	style = paper.Style{Font: typeface.Of("en")[typeface.Regular], Size: 10, Colour: ink}
)

// line is a mark of an element with a text on a line that many points below the upper edge.
func line(e *paper.Element, text string, base float64) paper.Mark {
	l := typeface.OneLine(style.Font, text)
	return paper.Mark{Element: e, Left: 50, Top: base - 10, Width: 400, Height: 14, Line: &l, Base: base, Style: style}
}

func box(e *paper.Element, round float64, c color.NRGBA) paper.Mark {
	return paper.Mark{Element: e, Left: 60, Top: 500, Width: 100, Height: 50, Fill: c, Round: round}
}

// picture is a figure of 100 by 80 units with something transparent and a text.
func picture(text string) *render.Drawing {
	return &render.Drawing{
		Width: 100, Height: 80, Background: color.NRGBA{240, 240, 240, 255},
		Plot: render.Box{Left: 10, Top: 10, Right: 90, Bottom: 70}, X: render.Range{To: 1}, Y: render.Range{To: 1},
		Layers: []func(render.Canvas){func(c render.Canvas) {
			c.Circle(50, 40, 20)
			c.Fill(color.NRGBA{200, 0, 0, 90})
			c.Text(text, 20, 40, render.TextStyle{Font: style.Font, Size: 12, Color: ink})
		}},
	}
}

// sample is a document with everything: its second page has a figure and a table, and a paragraph goes
// from the first to the second.
func sample() (pages []*paper.Page, root *paper.Element, marks []paper.Bookmark) {
	root = &paper.Element{}
	part := root.Add(paper.Part)
	head := part.Add(paper.H1)
	contents := part.Add(paper.Contents)
	link := contents.Add(paper.Content).Add(paper.LinkRole)
	text := part.Add(paper.P)
	name := text.Add(paper.Span)
	item := part.Add(paper.List).Add(paper.ListItem)
	label, body := item.Add(paper.Label), item.Add(paper.ListBody)
	figure := part.Add(paper.Figure)
	figure.Alt = "A red dot (größer)"
	table := part.Add(paper.Table)
	row := table.Add(paper.Row)
	corner, column := row.Add(paper.HeaderCell), row.Add(paper.HeaderCell)
	row = table.Add(paper.Row)
	day, cell := row.Add(paper.RowHeader), row.Add(paper.Cell)
	pages = []*paper.Page{{
		Marks: []paper.Mark{
			line(nil, "running head", 20), line(head, "Spring", 60), line(link, "Summer", 90),
			line(text, "It went", 120), line(text, "well,", 134), line(name, "said Ada", 148), line(text, "and then", 162),
			box(nil, 0, color.NRGBA{255, 200, 0, 128}), line(nil, "1", 800),
		},
		Links: []paper.Link{{Element: link, Left: 50, Top: 80, Width: 60, Height: 14, Page: 1, Y: 40, Words: "To Summer"}},
	}, {
		Marks: []paper.Mark{
			line(nil, "2", 800), line(text, "it ended.", 40), line(label, "–", 60), line(body, "走った (fast\\slow)", 60),
			{Element: figure, Left: 70, Top: 100, Width: 75, Height: 60, Figure: picture("72 %")},
			box(figure, 5, ink),
			line(column, "Hours", 600), line(day, "Monday", 620), line(cell, "3", 620),
		},
	}}
	_ = corner
	marks = []paper.Bookmark{
		{Words: "Spring (2026) \\ 🏃", Page: 0, Y: 50}, {Level: 1, Words: "Äpfel", Page: 0, Y: 110},
		{Level: 1, Words: "b", Page: 1, Y: 30}, {Words: "Summer", Page: 1, Y: 40},
	}
	return pages, root, marks
}

func write(t testing.TB, s paper.Sheet, pages []*paper.Page, root *paper.Element, marks []paper.Bookmark) []byte {
	t.Helper()
	w := paper.NewWriter(s)
	for _, p := range pages {
		if err := w.Page(p); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := w.Write(&b, root, marks); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func read(t testing.TB, data []byte) *papertest.Document {
	t.Helper()
	d, err := papertest.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range d.Faults {
		t.Error(fault)
	}
	return d
}

func TestAMachineReadsTheStructure(t *testing.T) {
	pages, root, marks := sample()
	d := read(t, write(t, sheet, pages, root, marks))
	const want = `Document
  Part
    H1 Spring
    TOC
      TOCI
        Link [to page 2] Summer
    P It went well, and then it ended.
      Span said Ada
    L [numbering: Disc]
      LI
        Lbl –
        LBody 走った (fast\slow)
    Figure [alt: A red dot (größer)] 72 %
    Table
      TR
        TH [scope: Column]
        TH [scope: Column] Hours
      TR
        TH [scope: Row] Monday
        TD 3
`
	if got := d.Outline(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if d.Pages[0].Artifacts != "running head 1" || d.Pages[1].Artifacts != "2" {
		t.Errorf("the decoration is %q and %q", d.Pages[0].Artifacts, d.Pages[1].Artifacts)
	}
	// The figure reaches from its upper left corner to the lower right one of the box that belongs to it.
	figure := d.Root.All("Figure")[0]
	for i, want := range []float64{60, paper.A4Height - 550, 160, paper.A4Height - 100} {
		if math.Abs(figure.Box[i]-want) > 0.01 {
			t.Errorf("the figure covers %v, want %v at %d", figure.Box, want, i)
		}
	}
}

func TestBookmarksAndLinksLeadToTheirPlaces(t *testing.T) {
	pages, root, marks := sample()
	d := read(t, write(t, sheet, pages, root, marks))
	if len(d.Bookmarks) != len(marks) {
		t.Fatalf("got %d bookmarks, want %d", len(d.Bookmarks), len(marks))
	}
	for i, want := range marks {
		got := d.Bookmarks[i]
		if got.Level != want.Level || got.Words != want.Words || got.Page != want.Page || math.Abs(got.Y-want.Y) > 0.01 {
			t.Errorf("got the bookmark %v, want %v", got, want)
		}
	}
	want := papertest.Link{On: 0, Left: 50, Top: 80, Width: 60, Height: 14, Page: 1, Y: 40, Words: "To Summer"}
	if len(d.Links) != 1 {
		t.Fatalf("got %d links", len(d.Links))
	}
	got := d.Links[0]
	for _, v := range []*float64{&got.Left, &got.Top, &got.Width, &got.Height, &got.Y} {
		*v = math.Round(*v)
	}
	if got != want {
		t.Errorf("got the link %v, want %v", got, want)
	}
}

func TestTheDocumentSaysWhatItIsAndWhenItWasMade(t *testing.T) {
	pages, root, marks := sample()
	d := read(t, write(t, sheet, pages, root, marks))
	const date = "D:20260304170506-03'30'"
	want := map[string]string{"Title": "What I learned", "Subject": "Spring", "CreationDate": date, "ModDate": date}
	if fmt.Sprint(d.Info) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", d.Info, want)
	}
	if d.Language != "en" {
		t.Errorf("the language is %q", d.Language)
	}
	for _, want := range []string{
		`<rdf:li xml:lang="x-default">What I learned</rdf:li>`, "<rdf:li>en</rdf:li>",
		"<xmp:CreateDate>2026-03-04T17:05:06-03:30</xmp:CreateDate>", "<pdfuaid:part>1</pdfuaid:part>",
	} {
		if !strings.Contains(d.XMP, want) {
			t.Errorf("the metadata lack %s:\n%s", want, d.XMP)
		}
	}
	s := sheet
	s.Made = made.UTC()
	pages, root, marks = sample()
	if got := read(t, write(t, s, pages, root, marks)).Info["ModDate"]; got != "D:20260304203506Z" {
		t.Errorf("in UTC the date is %q", got)
	}
}

func TestHostileWordsAreKept(t *testing.T) {
	long := strings.Repeat("Ünïcödé (x\\)] >> endobj ", 500)
	for _, words := range []string{
		"a (b", "a) b", `\`, `\(`, "(((", ">>", "endobj\nendstream", "🏃‍♀️ läuft", "走", "<script>&amp;]]>", "ab", long,
		"\ufeffmark", "\u202eright to left",
	} {
		s := sheet
		s.Title, s.Subject, s.Language = words, words, "en-(x\\"
		root := &paper.Element{}
		figure := root.Add(paper.Figure)
		figure.Alt = words
		link := root.Add(paper.LinkRole)
		p := &paper.Page{
			Marks: []paper.Mark{{Element: figure, Left: 70, Top: 100, Width: 75, Height: 60, Figure: picture("x")}, line(link, words, 50)},
			Links: []paper.Link{{Element: link, Width: 5, Height: 5, Words: words}},
		}
		data := write(t, s, []*paper.Page{p}, root, []paper.Bookmark{{Words: words}})
		d := read(t, data)
		for of, got := range map[string]string{
			"title": d.Title, "subject": d.Subject, "alt": d.Root.Kids[0].Alt, "link": d.Links[0].Words, "bookmark": d.Bookmarks[0].Words,
		} {
			if got != words {
				t.Errorf("the %s is %.60q, want %.60q", of, got, words)
			}
		}
		if d.Language != s.Language {
			t.Errorf("the language is %q", d.Language)
		}
		if err := xml.Unmarshal([]byte(d.XMP), new(struct{})); err != nil {
			t.Errorf("%.60q: the metadata are no XML: %v", words, err)
		}
		check(t, data)
	}
}

func TestWhatIsNotUnicodeIsStillAFile(t *testing.T) {
	s := sheet
	s.Title, s.Subject = "a\xffb", "\x00\x01"
	pages, root, _ := sample()
	data := write(t, s, pages, root, []paper.Bookmark{{Words: "\xc3("}})
	d := read(t, data)
	if d.Title != "a\ufffdb" || d.Bookmarks[0].Words != "\ufffd(" {
		t.Errorf("got the title %q and the bookmark %q", d.Title, d.Bookmarks[0].Words)
	}
	if err := xml.Unmarshal([]byte(d.XMP), new(struct{})); err != nil {
		t.Errorf("the metadata are no XML: %v", err)
	}
	check(t, data)
}

func TestTheSameMakesTheSameBytes(t *testing.T) {
	pages, root, marks := sample()
	first := write(t, sheet, pages, root, marks)
	// The elements are as they were, and can make another document.
	if again := write(t, sheet, pages, root, marks); !bytes.Equal(first, again) {
		t.Error("the second time the bytes differ")
	}
	pages, root, marks = sample()
	if again := write(t, sheet, pages, root, marks); !bytes.Equal(first, again) {
		t.Error("the same pages, made anew, are other bytes")
	}
}

func TestADocumentThatDoesNotHoldTogetherIsRefused(t *testing.T) {
	stranger := &paper.Element{Role: paper.P}
	for name, spoil := range map[string]struct {
		how  func(p *paper.Page, marks []paper.Bookmark)
		want string
	}{
		"a mark of another document":         {func(p *paper.Page, _ []paper.Bookmark) { p.Marks[1].Element = stranger }, "a mark of page 1, P, belongs to no element"},
		"a link of another document":         {func(p *paper.Page, _ []paper.Bookmark) { p.Links[0].Element = stranger }, "a link of page 1: it belongs to no element"},
		"a link of nothing":                  {func(p *paper.Page, _ []paper.Bookmark) { p.Links[0].Element = nil }, "a link of page 1 belongs to no element"},
		"a link beyond the end":              {func(p *paper.Page, _ []paper.Bookmark) { p.Links[0].Page = 2 }, "it leads to page 3 of 2"},
		"a bookmark beyond the end":          {func(_ *paper.Page, m []paper.Bookmark) { m[1].Page = 2 }, "it leads to page 3 of 2"},
		"a bookmark in front of the start":   {func(_ *paper.Page, m []paper.Bookmark) { m[1].Page = -1 }, "it leads to page 0 of 2"},
		"a bookmark above the highest level": {func(_ *paper.Page, m []paper.Bookmark) { m[1].Level = -1 }, "its level is -1"},
	} {
		pages, root, marks := sample()
		spoil.how(pages[0], marks)
		w := paper.NewWriter(sheet)
		for _, p := range pages {
			if err := w.Page(p); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Write(io.Discard, root, marks); err == nil || !strings.Contains(err.Error(), spoil.want) {
			t.Errorf("%s: got %v, want %q", name, err, spoil.want)
		}
	}
	if err := paper.NewWriter(sheet).Write(io.Discard, &paper.Element{}, nil); err == nil {
		t.Error("a document without a page was written")
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("the disk is full") }

func TestAFullDiskIsSaid(t *testing.T) {
	pages, root, marks := sample()
	w := paper.NewWriter(sheet)
	for _, p := range pages {
		if err := w.Page(p); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Write(full{}, root, marks); err == nil || !strings.Contains(err.Error(), "the disk is full") {
		t.Errorf("got %v", err)
	}
}

func TestLostCharactersOfFiguresAreCounted(t *testing.T) {
	w := paper.NewWriter(sheet)
	p := &paper.Page{Marks: []paper.Mark{{Figure: picture("🏃🏃")}}}
	for range 2 {
		if err := w.Page(p); err != nil {
			t.Fatal(err)
		}
	}
	if w.Lost() != 4 {
		t.Errorf("%d are lost, want 4", w.Lost())
	}
}

func TestTransparencyIsTheSameOnEveryPage(t *testing.T) {
	// Each page begins with another degree, and refers to it by a number that all pages share.
	var pages []*paper.Page
	root := &paper.Element{}
	for _, alpha := range []uint8{10, 200, 255, 10} {
		pages = append(pages, &paper.Page{Marks: []paper.Mark{box(root.Add(paper.P), 0, color.NRGBA{0, 0, 0, alpha})}})
	}
	data := write(t, sheet, pages, root, nil)
	read(t, data)
	out := run(t, "qpdf", "--qdf", "--object-streams=disable", "--decode-level=generalized", save(t, data), "-")
	for _, want := range []string{"/GS11 gs", "/GS201 gs"} {
		if !strings.Contains(out, want) {
			t.Errorf("no page says %s", want)
		}
	}
	if !strings.Contains(strings.Join(strings.Fields(out), " "), "/GS11 << /CA 0.039 /ca 0.039 >>") {
		t.Error("the degree 10 of 255 is not 0.039")
	}
}

func TestOtherProgramsReadIt(t *testing.T) {
	pages, root, marks := sample()
	data := write(t, sheet, pages, root, marks)
	check(t, data)
	file := save(t, data)
	for _, line := range strings.Split(strings.TrimSpace(run(t, "pdffonts", file)), "\n")[2:] {
		fields := strings.Fields(line) // … encoding, embedded, subset, Unicode, object
		if n := len(fields); n < 7 || fields[n-5] != "yes" || fields[n-3] != "yes" {
			t.Errorf("a font is not embedded, or does not say what it means: %s", line)
		}
	}
	for _, want := range []string{"Tagged:          yes", "PDF version:     1.7", "Title:           What I learned"} {
		if out := run(t, "pdfinfo", file); !strings.Contains(out, want) {
			t.Errorf("pdfinfo does not say %q:\n%s", want, out)
		}
	}
	structure := run(t, "pdfinfo", "-struct-text", file)
	for _, want := range []string{"Document", "H1", `/Scope /Row`, `"It went well, "`, `"走った (fast\slow) "`} {
		if !strings.Contains(structure, want) {
			t.Errorf("pdfinfo -struct-text does not say %q:\n%s", want, structure)
		}
	}
	text := run(t, "pdftotext", file, "-")
	for _, want := range []string{"Spring", "走った (fast\\slow)", "72 %"} {
		if !strings.Contains(text, want) {
			t.Errorf("pdftotext does not say %q:\n%s", want, text)
		}
	}
}

func TestManyBookmarksAreFoldedAndFewAreNot(t *testing.T) {
	for _, years := range []int{3, 30} {
		var marks []paper.Bookmark
		for year := range years {
			marks = append(marks, paper.Bookmark{Words: fmt.Sprint(year)})
			for month := range 12 {
				marks = append(marks, paper.Bookmark{Level: 1, Words: fmt.Sprint(month)})
			}
		}
		pages, root, _ := sample()
		data := write(t, sheet, pages, root, marks)
		if got := len(read(t, data).Bookmarks); got != 13*years {
			t.Errorf("%d years: got %d bookmarks", years, got)
		}
		out := run(t, "qpdf", "--qdf", "--object-streams=disable", save(t, data), "-")
		if folded := strings.Contains(out, "/Count -12"); folded != (years == 30) {
			t.Errorf("%d years are folded: %v", years, folded)
		}
	}
}

// check has qpdf look for errors in a file.
func check(t *testing.T, data []byte) {
	t.Helper()
	if out := run(t, "qpdf", "--check", save(t, data)); !strings.Contains(out, "No syntax or stream encoding errors found") || strings.Contains(out, "WARNING") {
		t.Errorf("qpdf says\n%s", out)
	}
}

func save(t *testing.T, data []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func run(t *testing.T, program string, arguments ...string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		t.Skipf("LEFT OUT: %s did not look at a PDF, because it is not installed (make need-test installs it)", program)
	}
	out, err := exec.Command(path, arguments...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", program, arguments, err, out)
	}
	return string(out)
}
