package report_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"strings"
	"testing"

	"enactive/charts/paper"
	"enactive/charts/paper/papertest"
	"enactive/charts/render"
	"enactive/charts/report"
	"enactive/journal"
)

// photoOf is a picture of one colour, of w by h pixels.
func photoOf(t testing.TB, w, h int, c color.Color) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.Set(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// attach attaches a file to an entry, and returns the small picture of it.
func attach(t testing.TB, j *journal.Journal, to journal.EntryID, name string, data []byte) []byte {
	t.Helper()
	return attachTo(t, j, journal.Holder{Entry: to}, name, data)
}

func attachTo(t testing.TB, j *journal.Journal, to journal.Holder, name string, data []byte) []byte {
	t.Helper()
	p, err := j.PrepareFile(t.Context(), journal.File{Name: name, Data: data, KeepMetadata: strings.HasPrefix(name, "broken")})
	if err != nil {
		t.Fatal(err)
	}
	all, err := j.Attach(t.Context(), to, p)
	if err != nil {
		t.Fatal(err)
	}
	small, err := j.SmallPicture(t.Context(), all[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	return small
}

// pictured is a journal of an entry with photos and files, one without words that has a photo, and a
// private one that has both. It returns the small pictures of all three.
func pictured(t testing.TB) (j *journal.Journal, first, bare, private []byte) {
	t.Helper()
	j = journalOf(t,
		journal.Entry{Type: journal.Experience, Source: journal.SourceMastery, Title: "The recital", Happened: "I played for Jonas.", People: []journal.Person{{Name: "Jonas"}}},
		journal.Entry{Type: journal.Experience, Source: journal.SourceMastery, Title: "The old hall", Time: now.AddDate(0, 0, -1)},
		journal.Entry{Type: journal.Experience, Source: journal.SourceMastery, Title: "For myself", Happened: "Kept.", Privacy: journal.Private, Time: now.AddDate(0, 0, -2)})
	for _, e := range j.Entries(journal.Query{}) {
		switch e.Title {
		case "The recital":
			first = attach(t, j, e.ID, "stage.jpg", photoOf(t, 1200, 800, color.RGBA{200, 30, 30, 255}))
			attach(t, j, e.ID, "Jonas.jpg", photoOf(t, 90, 120, color.RGBA{30, 30, 200, 255}))
			attach(t, j, e.ID, "JonasAndMe.jpg", photoOf(t, 100, 100, color.RGBA{30, 200, 200, 255}))
			attach(t, j, e.ID, "programme-jonas.pdf", []byte("%PDF-1.4 programme"))
			attach(t, j, e.ID, "broken.png", []byte("\x89PNG\r\n\x1a\nnothing else"))
		case "The old hall":
			bare = attach(t, j, e.ID, "hall.jpg", photoOf(t, 640, 480, color.RGBA{30, 200, 30, 255}))
		default:
			private = attach(t, j, e.ID, "secret.jpg", photoOf(t, 640, 480, color.RGBA{200, 200, 30, 255}))
			attach(t, j, e.ID, "diagnosis.pdf", []byte("%PDF-1.4 diagnosis"))
		}
	}
	return j, first, bare, private
}

// figures are what a machine reads in place of the pictures of a document.
func figures(t testing.TB, doc []byte) []string {
	t.Helper()
	f, err := papertest.Read(doc)
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range f.Faults {
		t.Error(fault)
	}
	var alts []string
	for _, n := range f.Root.All(string(paper.Figure)) {
		alts = append(alts, n.Alt)
	}
	return alts
}

func TestPicturesStandBeneathTheirEntries(t *testing.T) {
	j, first, bare, private := pictured(t)
	for _, kind := range []journal.HandoutKind{journal.JournalHandout, journal.ReviewHandout} {
		h := journal.Handout{Kind: kind}
		doc := write(t, j, report.Told{Handout: h})
		got := strings.Join(figures(t, doc), " ")
		for _, want := range []string{"stage.jpg", "Jonas.jpg", "hall.jpg"} {
			if !strings.Contains(got, want) {
				t.Errorf("%s: the figures are %q, without %s", kind, got, want)
			}
		}
		text := textOf(t, blocksOf(t, j, report.Told{Handout: h})...)
		expect(t, text, true, "Photos and files programme-jonas.pdf broken.png")
		if bytes.Count(doc, first) != 1 || bytes.Count(doc, bare) != 1 {
			t.Errorf("%s: the small pictures are not in the document once each", kind)
		}
		if bytes.Contains(doc, private) || strings.Contains(text+got, "secret") || strings.Contains(text, "diagnosis") {
			t.Errorf("%s: what is attached to a private entry is in the document", kind)
		}
		h.Private = true
		doc = write(t, j, report.Told{Handout: h})
		if !bytes.Contains(doc, private) || !strings.Contains(strings.Join(figures(t, doc), " "), "secret.jpg") {
			t.Errorf("%s: what is attached to a private entry is missing where it was asked for", kind)
		}
	}
	for _, section := range []journal.Section{journal.EntriesSection, journal.PhotosSection} {
		h := journal.Handout{Kind: journal.JournalHandout, LeftOut: []journal.Section{section}}
		doc := write(t, j, report.Told{Handout: h})
		if text := textOf(t, blocksOf(t, j, report.Told{Handout: h})...); bytes.Contains(doc, first) || strings.Contains(text, "programme") {
			t.Errorf("a photo or file is in a document without %s", section)
		}
	}
}

func TestNamesOfFilesHidePeople(t *testing.T) {
	j, _, _, _ := pictured(t)
	for _, style := range journal.NameStyles() {
		told := report.Told{Handout: journal.Handout{Kind: journal.JournalHandout, Names: style}}
		got := strings.Join(figures(t, write(t, j, told)), " ") + textOf(t, blocksOf(t, j, told)...)
		if strings.Contains(journal.Fold(got), "jonas") {
			t.Errorf("%s: the name of a file tells of a person: %q", style, got)
		}
		expect(t, got, true, "stage.jpg", "….jpg", ".pdf")
	}
}

// TestPhotosArePrintedSmallAndSharp looks at how large they are set.
func TestPhotosArePrintedSmallAndSharp(t *testing.T) {
	j, first, _, _ := pictured(t)
	v, err := report.Pages(t.Context(), j, report.Told{Handout: journal.Handout{Kind: journal.JournalHandout}}, 10)
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for i, p := range v.Pages {
		for _, m := range p.Marks {
			if m.Photo == nil {
				continue
			}
			c, err := jpeg.DecodeConfig(bytes.NewReader(m.Photo))
			if err != nil {
				t.Fatal(err)
			}
			if dpi := float64(c.Width) * 72 / m.Width; dpi > 200 || m.Width > 160 || m.Height > 160 {
				t.Errorf("%s is %.0f by %.0f points, of %.0f pixels to an inch", m.Element.Alt, m.Width, m.Height, dpi)
			}
			if off := m.Width/m.Height - float64(c.Width)/float64(c.Height); off > 0.01 || off < -0.01 {
				t.Errorf("%s is %v by %v points and %d by %d pixels", m.Element.Alt, m.Width, m.Height, c.Width, c.Height)
			}
			if bytes.Equal(m.Photo, first) {
				found = true
				img, err := render.Image(paper.Drawing(v.Sheet, p), 1)
				if err != nil {
					t.Fatal(err)
				}
				x, y := int((m.Left+m.Width/2)/0.75), int((m.Top+m.Height/2)/0.75)
				if r, g, b, _ := img.At(x, y).RGBA(); r>>8 < 180 || g>>8 > 60 || b>>8 > 60 {
					t.Errorf("the middle of a red photo is %s on page %d of the preview", fmt.Sprint(r>>8, g>>8, b>>8), i+1)
				}
			}
		}
	}
	if !found {
		t.Error("the photo is not on the pages")
	}
}

func TestThePhotosOfManyEntriesKeepTheirPlace(t *testing.T) {
	var entries []journal.Entry
	for i := range 12 {
		entries = append(entries, journal.Entry{Type: journal.Experience, Source: journal.SourceMastery, Title: fmt.Sprint("Entry ", i), Happened: "All was well.", Time: now.AddDate(0, 0, -i)})
	}
	j := journalOf(t, entries...)
	for i, e := range j.Entries(journal.Query{}) {
		for k := range i % 5 {
			attach(t, j, e.ID, fmt.Sprintf("%s-%d.jpg", strings.ReplaceAll(e.Title, " ", ""), k), photoOf(t, 200+40*i, 400, color.RGBA{uint8(20 * i), uint8(50 * k), 90, 255}))
		}
	}
	v, err := report.Pages(t.Context(), j, report.Told{Handout: journal.Handout{Kind: journal.JournalHandout}}, 100)
	if err != nil {
		t.Fatal(err)
	}
	n, entry := 0, ""
	for i, p := range v.Pages {
		for _, m := range p.Marks {
			if m.Line != nil && strings.HasPrefix(m.Line.Text, "Entry ") {
				entry = strings.ReplaceAll(strings.TrimSpace(m.Line.Text), " ", "")
			}
			if m.Photo == nil {
				continue
			}
			n++
			if m.Left < 0 || m.Left+m.Width > v.Sheet.Width || m.Top < 0 || m.Top+m.Height > v.Sheet.Height-40 {
				t.Errorf("page %d: %s is not on the page", i+1, m.Element.Alt)
			}
			if !strings.HasPrefix(m.Element.Alt, entry+"-") {
				t.Errorf("page %d: %s stands beneath %q", i+1, m.Element.Alt, entry)
			}
			for _, o := range p.Marks {
				if o.Element != m.Element && o.Line != nil && o.Left < m.Left+m.Width && m.Left < o.Left+o.Width && o.Top < m.Top+m.Height && m.Top < o.Top+o.Height {
					t.Errorf("page %d: %s lies over %q", i+1, m.Element.Alt, o.Line.Text)
				}
			}
		}
	}
	if n != 20 && n != 21 && n != 22 {
		t.Errorf("there are %d photos", n)
	}
}

// TestPicturesOfDaysStandWhereTheirNotesDo also looks at a day that has nothing else.
func TestPicturesOfDaysStandWhereTheirNotesDo(t *testing.T) {
	j, _, _, _ := pictured(t)
	noted, bare := journal.DateOf(now).AddDays(-1), journal.DateOf(now).AddDays(-4)
	if _, err := j.SaveDay(t.Context(), journal.Day{Date: noted, Note: "It rained."}); err != nil {
		t.Fatal(err)
	}
	rain := attachTo(t, j, journal.Holder{Day: noted}, "rain.jpg", photoOf(t, 640, 480, color.RGBA{90, 90, 90, 255}))
	sky := attachTo(t, j, journal.Holder{Day: bare}, "sky with jonas.jpg", photoOf(t, 640, 480, color.RGBA{90, 90, 250, 255}))
	attachTo(t, j, journal.Holder{Day: bare}, "ticket.pdf", []byte("%PDF-1.4 ticket"))
	for _, kind := range []journal.HandoutKind{journal.JournalHandout, journal.ReviewHandout} {
		h := journal.Handout{Kind: kind}
		doc := write(t, j, report.Told{Handout: h})
		got := strings.Join(figures(t, doc), " ")
		if bytes.Count(doc, rain) != 1 || bytes.Count(doc, sky) != 1 || !strings.Contains(got, "rain.jpg") || !strings.Contains(got, "sky with jonas.jpg") {
			t.Errorf("%s: the photos of days are not in it once each, but %q", kind, got)
		}
		expect(t, textOf(t, blocksOf(t, j, report.Told{Handout: h})...), true, "It rained.", "Photos and files ticket.pdf")
		h.Names = journal.Initials
		if got := strings.Join(figures(t, write(t, j, report.Told{Handout: h})), " "); strings.Contains(got, "jonas") {
			t.Errorf("%s: the name of a person is told by %q", kind, got)
		}
		for _, narrow := range []report.Told{
			{Handout: journal.Handout{Kind: kind, LeftOut: []journal.Section{journal.PhotosSection}}},
			{Handout: journal.Handout{Kind: kind, LeftOut: []journal.Section{journal.EntriesSection}}},
			{Handout: journal.Handout{Kind: kind, Areas: []journal.AreaID{j.Areas()[0].ID}}},
			{Handout: journal.Handout{Kind: kind}, Query: journal.Query{Tags: []string{"none"}}},
			{Handout: journal.Handout{Kind: kind, To: bare.AddDays(-1)}},
			{Handout: journal.Handout{Kind: kind, From: noted.AddDays(1)}},
		} {
			doc := write(t, j, narrow)
			text := textOf(t, blocksOf(t, j, narrow)...)
			if bytes.Contains(doc, sky) || bytes.Contains(doc, rain) || strings.Contains(text, "ticket") {
				t.Errorf("%+v: a photo or file of a day is in it", narrow)
			}
		}
	}
}
