package paper

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"codeberg.org/go-pdf/fpdf"
)

// pixels is a small picture that is half transparent.
func pixels(t *testing.T, c uint8) []byte {
	t.Helper()
	img := image.NewNRGBA(image.Rect(0, 0, 8, 8))
	for i := range 64 {
		img.SetNRGBA(i%8, i/8, color.NRGBA{c, uint8(i), 9, uint8(i * 4)})
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// withPictures is a document of three pages, each with the same four pictures as decoration.
func withPictures(t *testing.T) []byte {
	t.Helper()
	w := NewWriter(Sheet{Title: "Pictures", Language: "en", Width: 200, Height: 100})
	for range 3 {
		template := w.doc.CreateTemplateCustom(fpdf.PointType{}, fpdf.SizeType{Wd: 200, Ht: 100}, func(page *fpdf.Tpl) {
			for i, name := range []string{"b", "a", "d", "c"} {
				how := fpdf.ImageOptions{ImageType: "PNG"}
				page.RegisterImageOptionsReader(name, how, bytes.NewReader(pixels(t, uint8(40*i))))
				page.ImageOptions(name, float64(10+40*i), 10, 30, 30, false, how, 0, "")
			}
		})
		if err := w.pictures.collect(template); err != nil {
			t.Fatal(err)
		}
		content := append([]byte("/Artifact BMC\n"), template.Bytes()...)
		w.pages = append(w.pages, written{content: w.compress(append(content, "EMC\n"...))})
	}
	var b bytes.Buffer
	if err := w.Write(&b, &Element{}, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPicturesAreWrittenOnceEachAndAlwaysInTheSameOrder(t *testing.T) {
	data := withPictures(t)
	if n := bytes.Count(data, []byte("/Subtype /Image")); n != 8 {
		t.Errorf("there are %d pictures, want 4 and what shows through each", n)
	}
	for range 5 {
		if !bytes.Equal(data, withPictures(t)) {
			t.Fatal("the bytes differ from time to time")
		}
	}
	program, err := exec.LookPath("pdfimages")
	if err != nil {
		t.Skip("LEFT OUT: the pictures of a PDF were not listed, because pdfimages is not installed (make need-test installs it)")
	}
	file := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(program, "-list", file).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	// Four pictures and four masks on each page.
	if lines := strings.Count(string(out), "\n") - 2; lines != 24 || strings.Count(string(out), " smask ") != 12 {
		t.Errorf("pdfimages lists\n%s", out)
	}
}

func TestWhatFpdfNeverWritesIsAnError(t *testing.T) {
	good := func() []byte {
		doc := fpdf.New("P", "pt", "A4", "")
		var b bytes.Buffer
		if err := doc.Output(&b); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}()
	if _, err := readMade(good); err != nil {
		t.Fatal(err)
	}
	for n := 0; n < len(good)-10; n += 7 {
		if _, err := readMade(good[:n]); err == nil {
			t.Errorf("%d of %d bytes were taken apart", n, len(good))
		}
	}
	for _, change := range [][2]string{{"\nxref\n", "\nxerf\n"}, {"xref\n0 ", "xref\n1 "}, {"startxref\n", "startxref\n9"}, {"\n1 0 obj", "\n7 0 obj"}} {
		if _, err := readMade(bytes.ReplaceAll(good, []byte(change[0]), []byte(change[1]))); err == nil {
			t.Errorf("with %q in place of %q it was taken apart", change[1], change[0])
		}
	}
}
