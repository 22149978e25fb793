package main

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestJapaneseIsSetWithoutAWordAndWhatIsNotIsCounted(t *testing.T) {
	b := newBox(t)
	b.ok("area", "add", "ピアノ")
	b.add("--area", "ピアノ", "--title", "練習した", "--outcome", "success")
	pdf, svg := filepath.Join(b.dir, "x.pdf"), filepath.Join(b.dir, "x.svg")
	b.ok("export", "pdf", "-o", pdf)
	b.ok("chart", "trend", "--area", "ピアノ", "-o", svg)

	b.ok("area", "edit", "ピアノ", "--name", "สวัสดี 🎹")
	for _, args := range [][]string{{"export", "pdf", "-o", pdf}, {"chart", "trend", "--area", "สวัสดี 🎹", "-o", svg}} {
		r := b.run(args...)
		if r.status != 0 || !strings.HasPrefix(r.out, "wrote ") {
			t.Errorf("%v: status %d, said %q", args, r.status, r.out)
		}
		checkSentence(t, r.err, "characters of what you wrote are not in the typefaces", "Thai", "pictograph")
	}
}
