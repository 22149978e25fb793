package wording

import (
	"testing"
	"time"
)

func TestCountsAreReadable(t *testing.T) {
	for n, want := range map[int]string{
		0: "0 entries", 1: "1 entry", 2: "2 entries", 999: "999 entries",
		1000: "1,000 entries", 19992: "19,992 entries", 100000: "100,000 entries", 1234567: "1,234,567 entries",
	} {
		if got := Count(n, "n-entries"); got != want {
			t.Errorf("Count(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestSayInsertsValues(t *testing.T) {
	for want, got := range map[string]string{
		"Rising since 3 March 2026, by 1,200.": Say("Rising since {{.Day}}, by {{.N}}.", V{"Day": "3 March 2026", "N": 1200}),
		"Plan":                                 Say("plan-noun"),
		"nothing to fill":                      Say("nothing to fill"),
		"a success":                            Say("a {{.What}}", V{"What": Text("success")}),
		"87%":                                  Percent(0.8666, 0),
		"2 January 2006 at 15:04":              Moment(time.Date(2006, 1, 2, 15, 4, 0, 0, time.UTC)),
		"Mon 2 Jan":                            ShortWeekday(time.Date(2006, 1, 2, 15, 4, 0, 0, time.UTC)),
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestVoiceUsesItsOwnFunctionsAndSeparators(t *testing.T) {
	t.Cleanup(func() { Speak(Voice{}) })
	Speak(Voice{
		Say: func(key, english string, values V) string {
			return map[string]string{"plan-noun": "der Plan", "number": fill("{{.Number}} %", values)}[key]
		},
		Count:   func(key, _ string, n int, values V) string { return fill("{{.N}} Einträge", values) },
		Decimal: ",", Thousands: ".", Days: DayDotted,
	})
	for want, got := range map[string]string{
		"der Plan":       Say("plan-noun"),
		"1.200 Einträge": Count(1200, "n-entries"),
		"8,5 %":          Percent(0.085, 1),
		"02.01.2006":     Day(time.Date(2006, 1, 2, 0, 0, 0, 0, time.UTC)),
		"-1.234.567":     Thousands(-1234567),
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
