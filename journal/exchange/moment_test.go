package exchange

import (
	"testing"
	"time"
)

func TestTwelveHourTimes(t *testing.T) {
	for _, c := range []struct {
		text, want string // want is empty for an invalid time
	}{
		{"2025-09-28 10:00 pm", "2025-09-28T22:00:00Z"},
		{"2025-09-28 9:05 AM", "2025-09-28T09:05:00Z"},
		{"2025-09-28T12:00am", "2025-09-28T00:00:00Z"},
		{"2025-09-28 12:30:15 p.m.", "2025-09-28T12:30:15Z"},
		{"2025-09-28 9:05\u202fPM", "2025-09-28T21:05:00Z"},
		{"2025-09-28 13:05 pm", ""},
		{"2025-02-30 9:05 pm", ""},
		{"2025-09-28 pm", ""},
		{"2025-09-28 9 pm", ""},
		{"28/09/2025 9:05 pm", ""}, // ambiguous order of day and month
	} {
		m, ok := parseMoment(c.text, time.UTC)
		if got := m.at.Format(time.RFC3339); ok != (c.want != "") || ok && got != c.want {
			t.Errorf("%q is read as %s, %v; want %q", c.text, got, ok, c.want)
		}
	}
}
