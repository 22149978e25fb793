package ui

import (
	"slices"
	"testing"
	"time"

	"enactive/journal/wording"
	"enactive/resources/translations"
)

// TestDaysInFieldsHaveTheOrderOfThePerson looks at days in numbers in each language and country.
func TestDaysInFieldsHaveTheOrderOfThePerson(t *testing.T) {
	t.Cleanup(func() { wording.Speak(wording.Voice{}) })
	day := time.Date(2026, 11, 29, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct{ language, system, want string }{
		{"de", "de-at", "29.11.2026"}, {"fr", "fr", "29/11/2026"}, {"es", "es-es", "29/11/2026"}, {"pt", "pt-br", "29/11/2026"}, {"ja", "ja-jp", "2026/11/29"},
		{"en", "en-us", "11/29/2026"}, {"en", "en-gb", "29/11/2026"}, {"en", "en", "2026-11-29"}, {"en", "und", "2026-11-29"}, {"en", "de-de", "2026-11-29"}, {"de", "en-us", "29.11.2026"},
	} {
		wording.Speak(wording.Voice{Language: c.language, Fields: countryForm(c.language, c.system)})
		if got := wording.Numeric(day); got != c.want {
			t.Errorf("in %s on a system in %s a field says %s, want %s", c.language, c.system, got, c.want)
		}
	}
	wording.Speak(wording.Voice{Language: "en", Fields: wording.MonthFirst, Days: wording.YearFirst})
	if got := wording.Numeric(day); got != "2026-11-29" {
		t.Errorf("what was chosen in the settings does not count: %s", got)
	}
}

// TestDaysInWordsHaveTheOrderOfTheirNumbers fails if a field with 11/08/2026 has "8 November" under it.
func TestDaysInWordsHaveTheOrderOfTheirNumbers(t *testing.T) {
	t.Cleanup(func() { wording.Speak(wording.Voice{}) })
	day := time.Date(2026, time.November, 8, 7, 30, 0, 0, time.UTC)
	for system, want := range map[string][]string{
		"en-us": {"November 8, 2026", "Sunday, November 8, 2026", "Sunday, November 8", "Sun, Nov 8", "Nov 8, 2026", "Nov 8", "November 8, 2026 at 07:30", "November 2026"},
		"en-gb": {"8 November 2026", "Sunday, 8 November 2026", "Sunday, 8 November", "Sun 8 Nov", "8 Nov 2026", "8 Nov", "8 November 2026 at 07:30", "November 2026"},
	} {
		wording.Speak(wording.Voice{Language: "en", Fields: countryForm("en", system)})
		got := []string{wording.Day(day), wording.Weekday(day), wording.WeekdayThisYear(day), wording.ShortWeekday(day), wording.ShortDay(day), wording.DayMonth(day), wording.Moment(day), wording.MonthYear(day)}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %q\nwant %q", system, got, want)
		}
	}
}

// TestTheFirstOfAMonthIsCounted fails if French says "1 novembre" where it has "1er novembre".
func TestTheFirstOfAMonthIsCounted(t *testing.T) {
	t.Cleanup(func() { wording.Speak(wording.Voice{}) })
	day := time.Date(2026, time.November, 1, 0, 0, 0, 0, time.UTC)
	want := map[string]string{"fr": "dimanche 1er novembre", "pt": "domingo, 1º de novembro", "de": "Sonntag, 1. November", "en": "Sunday, 1 November"}
	for _, l := range translations.Languages() {
		wording.Speak(voiceOf(l, wording.AsSpoken))
		if got := wording.WeekdayThisYear(day); want[l.Code] != "" && got != want[l.Code] {
			t.Errorf("in %s the first is %q, want %q", l.Code, got, want[l.Code])
		}
	}
}
