package commandline

import (
	"strings"
	"testing"

	"enactive/journal"
)

func TestPlainTextCannotDisguiseItself(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"letters of all kinds stay", "Ünï 日本 עברית 🏃\tx\ny", "Ünï 日本 עברית 🏃\tx\ny"},
		{"control characters go", "a\x1b[31mb\x07\x00\x7f\u009bc\r", "a[31mbc"},
		{"what turns the direction is spelt out", "a\u202Eb\u2069", "a<U+202E>b<U+2069>"},
		{"other line ends become blanks", "a\u2028b\u2029c", "a b c"},
		{"what is no text is marked", "a\xffb", "a\uFFFDb"},
	} {
		if got := plain(c.text); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestColumnsOfATerminal(t *testing.T) {
	for _, c := range []struct {
		text string
		want int
	}{{"abc", 3}, {"äöü", 3}, {"日本", 4}, {"e\u0301", 1}, {"🏃", 2}, {"", 0}} {
		if got := columns(c.text); got != c.want {
			t.Errorf("%q takes %d columns, want %d", c.text, got, c.want)
		}
	}
	for _, c := range []struct {
		text string
		n    int
		want string
	}{{"abcdef", 6, "abcdef"}, {"abcdef", 5, "abcd…"}, {"日本語", 5, "日本…"}, {"日本語", 4, "日…"}} {
		if got := fit(c.text, c.n); got != c.want {
			t.Errorf("%q in %d columns is %q, want %q", c.text, c.n, got, c.want)
		}
	}
}

func TestWrappingKeepsEveryWord(t *testing.T) {
	text := "one two three four\n\nfive averyveryverylongword six"
	got := wrap(text, 10)
	want := "one two|three four||five|averyveryverylongword|six"
	if strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", strings.Join(got, "|"), want)
	}
}

func TestMomentsOfFlags(t *testing.T) {
	b := emptyBox(t)
	s := &session{env: b.env}
	for _, c := range []struct{ text, want string }{
		{"2026-11-20T18:05:09+02:00", "2026-11-20T18:05:09+02:00"},
		{"2026-11-20 18:05+02:00", "2026-11-20T18:05:00+02:00"},
		{"2026-11-20T18:05Z", "2026-11-20T18:05:00Z"},
		{"2026-11-20T18:05+0200", "2026-11-20T18:05:00+02:00"},
		{"2026-11-20 18:05", "2026-11-20T18:05:00+01:00"},
		{"2026-11-20T18:05:30", "2026-11-20T18:05:30+01:00"},
		{"2026-11-20", "2026-11-20T12:00:00+01:00"},
		{"18:05", "2026-11-23T18:05:00+01:00"},
		{"7:30", "2026-11-23T07:30:00+01:00"},
		{"now", "2026-11-23T12:00:00+01:00"},
		{"today", "2026-11-23T12:00:00+01:00"},
		{"Yesterday", "2026-11-22T12:00:00+01:00"},
		{"yesterday 18:05", "2026-11-22T18:05:00+01:00"},
		{"today 7:30", "2026-11-23T07:30:00+01:00"},
		{"2026-02-31", ""}, {"2026-02-31 18:05", ""}, {"2026-02-31T18:05:00Z", ""}, {"24:00", ""}, {"18:60", ""}, {"18:05:61", ""},
		{"tomorrow", "2026-11-24T12:00:00+01:00"}, {"20.11.2026", "2026-11-20T12:00:00+01:00"}, {"18:05 2026-11-20", "2026-11-20T18:05:00+01:00"},
		{"last monday 9pm", "2026-11-16T21:00:00+01:00"}, {"3 days ago", "2026-11-20T12:00:00+01:00"}, {"20.11.", "2026-11-20T12:00:00+01:00"},
		{":", ""}, {"1800-01-01", ""}, {"", ""}, {"gestern", ""}, {"3/4", ""}, {"700 years ago", ""},
	} {
		got, err := s.moment("--time", c.text, noon, false)
		if text := got.Format("2006-01-02T15:04:05Z07:00"); (err == nil) != (c.want != "") || err == nil && text != c.want {
			t.Errorf("%q is read as %s, %v; want %s", c.text, text, err, c.want)
		}
	}
}

func TestObstaclesOfFlags(t *testing.T) {
	for text, want := range map[string]journal.Obstacle{
		"rain": {Text: "rain"}, "[x] rain": {Text: "rain", Overcome: true}, "[ ] rain": {Text: "rain"}, "[x]rain": {Text: "[x]rain"},
	} {
		if got := parseObstacle(text); got != want {
			t.Errorf("%q is read as %+v, want %+v", text, got, want)
		}
	}
}
