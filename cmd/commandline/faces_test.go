package commandline

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestMissingGlyphsAreCountedOnStandardError(t *testing.T) {
	b := newBox(t)
	b.ok("area", "add", "走る")
	b.add("--area", "走る", "--title", "走った。")
	if r := b.run("export", "pdf", "--area", "走る", "-o", filepath.Join(b.dir, "a.pdf")); r.status != 0 || r.err != "" {
		t.Errorf("Japanese: %+v, want no word", r)
	}
	b.add("--area", "走る", "--title", "A run \U000e0ffe")
	r := b.run("export", "pdf", "--area", "走る", "-o", filepath.Join(b.dir, "b.pdf"))
	if r.status != 0 || !strings.Contains(r.err, "2 characters are in no typeface") {
		t.Errorf("a character that is none, in a title and on the first page: %+v, want both counted", r)
	}
	b.ok("area", "add", "한국")
	for _, picture := range []string{"c.svg", "c.png", "c.pdf"} {
		r := b.run("chart", "trend", "--area", "한국", "-o", filepath.Join(b.dir, picture))
		if r.status != 0 || !strings.Contains(r.err, "2 characters are in no typeface") {
			t.Errorf("%s: %+v, want both counted", picture, r)
		}
	}
	if r := b.run("chart", "trend", "--area", "走る", "-o", filepath.Join(b.dir, "d.svg")); r.status != 0 || r.err != "" {
		t.Errorf("a Japanese chart: %+v, want no word", r)
	}
	drawing, err := os.ReadFile(filepath.Join(b.dir, "d.svg"))
	if err != nil || !strings.Contains(string(drawing), "走る") || !strings.Contains(string(drawing), "<use ") {
		t.Errorf("the drawing has no words or no outlines (%v)", err)
	}
}
