package typeface

import (
	"strings"
	"testing"
)

const entry = "The interview went better than I had expected: größer Respekt before the talk, and calm after the first question.\n"

func BenchmarkLines(b *testing.B) {
	f := Of("en")[Regular]
	text := strings.Repeat(entry, 5)
	b.ReportAllocs()
	for b.Loop() {
		if len(Lines(f, 40, text)) < 5 {
			b.Fatal("too few lines")
		}
	}
}

func BenchmarkLinesOfTheSystem(b *testing.B) {
	f := Of("en")[Regular]
	texts := fontsOfTests()
	text := strings.Repeat("He said שלום עולם and سلام عليكم to all of them, and went home.\n", 5)
	b.ReportAllocs()
	for b.Loop() {
		if l := texts.Lines(f, 40, text); l[0].Lost != 0 {
			b.Fatal("lost characters")
		}
	}
}
