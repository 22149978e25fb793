package report_test

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"enactive/charts/paper"
	"enactive/charts/render"
	"enactive/charts/report"
	"enactive/journal"
)

var update = flag.Bool("update", false, "draw the golden pictures anew")

// TestGoldenPages compares the first two pages of each document with pictures of them. Processors round
// differently, so that one pixel in 500 may be another one.
func TestGoldenPages(t *testing.T) {
	if testing.Short() {
		t.Skip("pictures are compared in the long run alone")
	}
	j, area := newJournal(t, 60)
	for _, kind := range journal.HandoutKinds() {
		h := journal.Handout{Kind: kind, Title: "For my coach", Greeting: "As we said.", Names: journal.Initials}
		if kind == journal.ProgressHandout {
			h.Areas = []journal.AreaID{area}
		}
		v, err := report.Pages(t.Context(), j, report.Told{Handout: h}, 2)
		if err != nil {
			t.Fatal(err)
		}
		for i, p := range v.Pages {
			got, err := render.Image(paper.Drawing(v.Sheet, p), 0.75)
			if err != nil {
				t.Fatal(err)
			}
			compareWithGolden(t, filepath.Join("testdata", fmt.Sprintf("%s_%d.png", kind, i+1)), got)
		}
	}
}

func compareWithGolden(t *testing.T, file string, got *image.RGBA) {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, got); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("there is no golden picture (go test -run Golden -update draws it): %v", err)
	}
	want, err := png.Decode(bytes.NewReader(data))
	if err != nil || want.Bounds() != got.Bounds() {
		t.Fatalf("%s is another size or cannot be read: %v", file, err)
	}
	off := 0
	for y := range got.Bounds().Dy() {
		for x := range got.Bounds().Dx() {
			r, g, b, _ := got.At(x, y).RGBA()
			r2, g2, b2, _ := want.At(x, y).RGBA()
			if max(r, r2)-min(r, r2) > 0x1800 || max(g, g2)-min(g, g2) > 0x1800 || max(b, b2)-min(b, b2) > 0x1800 {
				off++
			}
		}
	}
	if most := got.Bounds().Dx() * got.Bounds().Dy() / 500; off > most {
		t.Errorf("the page differs from %s in %d pixels, of which %d may differ", file, off, most)
	}
}
