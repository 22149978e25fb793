package journal

import (
	"strings"
	"testing"
	"time"

	"enactive/journal/optional"
)

// benchEntry returns a typical entry.
func benchEntry() Entry {
	when := time.Date(2026, 11, 23, 18, 5, 0, 0, time.FixedZone("", 3600))
	return Entry{ID: "01ARZ3NDEKTSV4RRFFQ69G5FAV", Type: Experience, Time: when, Area: "01ARZ3NDEKTSV4RRFFQ69G5FAW",
		Source: SourceMastery, Kind: KindStretch, Title: "Session by the river", Outcome: Success,
		Happened:    strings.Repeat("I ran slowly, then faster. ", 16),
		Performance: optional.Some(Rating(70)), Stress: optional.Some(Rating(40)), Luck: optional.Some(Luck(2)),
		EfficacyBefore: optional.Some(Rating(55)), EfficacyBeforeAt: when, EfficacyAfter: optional.Some(Rating(65)),
		Obstacles: []Obstacle{{Text: "rain", Overcome: true}}, People: []Person{{Name: "Ana", Role: Mentor}},
		Tags: []string{"river"}, Lessons: []string{"Start slower than I want to"}, Created: when, Modified: when}
}

func BenchmarkEncodeEntry(b *testing.B) {
	c, err := newCodec(releasedMigrations())
	if err != nil {
		b.Fatal(err)
	}
	e := benchEntry()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.encodeEntry(&e); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDecodeEntry(b *testing.B) {
	c, err := newCodec(releasedMigrations())
	if err != nil {
		b.Fatal(err)
	}
	e := benchEntry()
	doc, err := c.encodeEntry(&e)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.decodeEntry(doc[2:]); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCheckEntry(b *testing.B) {
	e := benchEntry()
	now := e.Time.Add(time.Hour)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Check(e, now); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCloneEntry(b *testing.B) {
	e := benchEntry()
	b.ReportAllocs()
	for b.Loop() {
		e.Clone()
	}
}

func BenchmarkFoldEntry(b *testing.B) {
	e := benchEntry()
	b.ReportAllocs()
	var room []byte
	for b.Loop() {
		room, _ = appendFoldedEntry(room[:0], &e)
	}
}
