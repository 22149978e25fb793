package wording

import (
	"strings"
	"testing"
	"time"
)

// TestTextUsesOneVoice changes the language at the first lookup: all the others must use the
// same voice.
func TestTextUsesOneVoice(t *testing.T) {
	t.Cleanup(func() { Speak(Voice{}) })
	second := Voice{
		Say:     func(_, english string, values V) string { return "²" + fill(english, values) },
		Decimal: ";", Thousands: ";", Days: YearFirst,
	}
	first := Voice{
		Say:     func(_, english string, values V) string { Speak(second); return "¹" + fill(english, values) },
		Count:   func(_, english string, _ int, values V) string { Speak(second); return "¹" + fill(english, values) },
		Decimal: ",", Thousands: ".",
	}
	day := time.Date(2006, 1, 2, 15, 4, 0, 0, time.UTC)
	for want, say := range map[string]func() string{
		"¹¹Plan of ¹Running": func() string {
			return Say("{{.What}} of {{.Of}}", V{"What": Text("plan-noun"), "Of": Text("Running")})
		},
		"¹1.200 of ¹Running":         func() string { return Count(1200, "{{.N}} of {{.Of}}", V{"Of": Text("Running")}) },
		"¹8,5%":                      func() string { return Percent(0.085, 1) },
		"¹2 ¹January 2006":           func() string { return Day(day) },
		"¹¹2 ¹January 2006 at 15:04": func() string { return Moment(day) },
		"¹¹Monday, 2 ¹January 2006":  func() string { return Weekday(day) },
		"¹¹One. Two. Three.":         func() string { return Sentences("One.", "Two.", "Three.") },
		"¹¹a, b, c":                  func() string { return List("a", "b", "c") },
		"¹¹a; b.":                    func() string { return Clauses("a", "b") },
	} {
		Speak(first)
		if got := say(); got != want || strings.Contains(got, "²") {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
