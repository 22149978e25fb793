package table

import (
	"errors"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // so that every machine knows the zones below
)

// berlin is the zone of times without one.
func berlin(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// TestReadsDates reads one moment in all the ways that files have it.
func TestReadsDates(t *testing.T) {
	for text, want := range map[string]string{
		// ISO and its near relatives.
		"2026-01-05":    "2026-01-05T12:00:00+01:00",
		"2026-1-5":      "2026-01-05T12:00:00+01:00",
		"2026/01/05":    "2026-01-05T12:00:00+01:00",
		"2026.01.05":    "2026-01-05T12:00:00+01:00",
		"2026. 1. 5.":   "2026-01-05T12:00:00+01:00",
		"20260105":      "2026-01-05T12:00:00+01:00",
		"2026-W02-1":    "2026-01-05T12:00:00+01:00",
		`="2026-01-05"`: "2026-01-05T12:00:00+01:00",
		"２０２６／０１／０５　１８：０５": "2026-01-05T18:05:00+01:00",
		"2026W021":                              "2026-01-05T12:00:00+01:00",
		"2020-W53-5":                            "2021-01-01T12:00:00+01:00",
		"2026-01-05T18:05":                      "2026-01-05T18:05:00+01:00",
		"2026-01-05t18:05:07":                   "2026-01-05T18:05:07+01:00",
		"2026-01-05 18:05":                      "2026-01-05T18:05:00+01:00",
		"2026-01-05  18:05:07":                  "2026-01-05T18:05:07+01:00",
		"2026-01-05 18:05:07.25":                "2026-01-05T18:05:07.25+01:00",
		"2026-01-05 18:05:07,250":               "2026-01-05T18:05:07.25+01:00",
		"2026-01-05T18:05:07.123456789Z":        "2026-01-05T18:05:07.123456789Z",
		"20260105T180507Z":                      "2026-01-05T18:05:07Z",
		"20260105T1805":                         "2026-01-05T18:05:00+01:00",
		"20260105180507":                        "2026-01-05T18:05:07+01:00",
		"202601051805":                          "2026-01-05T18:05:00+01:00",
		"2026-01-05T18:05:07+01:00":             "2026-01-05T18:05:07+01:00",
		"2026-01-05T18:05:07-0530":              "2026-01-05T18:05:07-05:30",
		"2026-01-05T18:05:07+02":                "2026-01-05T18:05:07+02:00",
		"2026-01-05 18:05:07 +0100":             "2026-01-05T18:05:07+01:00",
		"2026-01-05 18:05 -05:00":               "2026-01-05T18:05:00-05:00",
		"2026-01-05 18:05 UTC":                  "2026-01-05T18:05:00Z",
		"2026-01-05 18:05 GMT+2":                "2026-01-05T18:05:00+02:00",
		"2026-01-05 18:05 UTC-03:30":            "2026-01-05T18:05:00-03:30",
		"2026-01-05 18:05 CET":                  "2026-01-05T18:05:00+01:00",
		"2026-07-05 18:05 CEST":                 "2026-07-05T18:05:00+02:00",
		"2026-07-05 18:05 America/New_York":     "2026-07-05T18:05:00-04:00",
		"2026-07-05T18:05:00+09:00[Asia/Tokyo]": "2026-07-05T18:05:00+09:00",
		"2026-07-05 18:05":                      "2026-07-05T18:05:00+02:00",
		"2026-01-05 24:00":                      "2026-01-06T00:00:00+01:00",
		"2026-12-31T24:00:00Z":                  "2027-01-01T00:00:00Z",
		"2026-01-05, 18:05":                     "2026-01-05T18:05:00+01:00",
		"2026-01-05 at 18:05":                   "2026-01-05T18:05:00+01:00",
		"2026-01-05 - 18:05":                    "2026-01-05T18:05:00+01:00",
		"18:05 2026-01-05":                      "2026-01-05T18:05:00+01:00",
		"Mon 2026-01-05":                        "2026-01-05T12:00:00+01:00",
		"2026\u00a001\u00a005":                  "2026-01-05T12:00:00+01:00",
		// Numbers with the day first.
		"5.1.2026":             "2026-01-05T12:00:00+01:00",
		"05.01.26":             "2026-01-05T12:00:00+01:00",
		"05.01.99":             "1999-01-05T12:00:00+01:00",
		"05.01.2026 18:05 Uhr": "2026-01-05T18:05:00+01:00",
		"Mo., 05.01.2026":      "2026-01-05T12:00:00+01:00",
		"5. 1. 2026":           "2026-01-05T12:00:00+01:00",
		"05/01/2026 18h05":     "2026-01-05T18:05:00+01:00",
		"5-1-2026 6:05 pm":     "2026-01-05T18:05:00+01:00",
		"05/01/26, 18:05":      "2026-01-05T18:05:00+01:00",
		// Names of months.
		"8 Apr 2026, 16:50":                 "2026-04-08T16:50:00+02:00",
		"08-Apr-2026":                       "2026-04-08T12:00:00+02:00",
		"08-APR-26":                         "2026-04-08T12:00:00+02:00",
		"08/Apr/2026:16:50:01 +0200":        "2026-04-08T16:50:01+02:00",
		"2026-Apr-08":                       "2026-04-08T12:00:00+02:00",
		"2026 April 8":                      "2026-04-08T12:00:00+02:00",
		"8th April 2026":                    "2026-04-08T12:00:00+02:00",
		"8th of April, 2026":                "2026-04-08T12:00:00+02:00",
		"April 8, 2026":                     "2026-04-08T12:00:00+02:00",
		"Apr. 8th 2026":                     "2026-04-08T12:00:00+02:00",
		"Apr 08 2026 04:50PM":               "2026-04-08T16:50:00+02:00",
		"May 13, 2026, 9:54:42 AM":          "2026-05-13T09:54:42+02:00",
		"May 13, 2026, 9:54:42\u202fPM":     "2026-05-13T21:54:42+02:00",
		"May 13, 2026 at 9:54\u202fPM":      "2026-05-13T21:54:00+02:00",
		"Wednesday, May 13, 2026":           "2026-05-13T12:00:00+02:00",
		"8. April 2026":                     "2026-04-08T12:00:00+02:00",
		"Mittwoch, 8. April 2026 um 16:50":  "2026-04-08T16:50:00+02:00",
		"1. März 2026":                      "2026-03-01T12:00:00+01:00",
		"7 septembre 2017":                  "2017-09-07T12:00:00+02:00",
		"1er août 2026 à 18h05":             "2026-08-01T18:05:00+02:00",
		"1er aou\u0302t 2026":               "2026-08-01T12:00:00+02:00",
		"jeudi 7 sept. 2017":                "2017-09-07T12:00:00+02:00",
		"16 de octubre de 2021":             "2021-10-16T12:00:00+02:00",
		"16 de octubre de 2021, 9:05 p. m.": "2021-10-16T21:05:00+02:00",
		"16 oct 2021 9:05 p.\u00a0m.":       "2021-10-16T21:05:00+02:00",
		"mar, 6 ene 2026":                   "2026-01-06T12:00:00+01:00",
		"16 de março de 2026":               "2026-03-16T12:00:00+01:00",
		"terça-feira, 6 de janeiro de 2026": "2026-01-06T12:00:00+01:00",
		"16 settembre 2021":                 "2021-09-16T12:00:00+02:00",
		"7 września 2017":                   "2017-09-07T12:00:00+02:00",
		"2017 7 września 12:10":             "2017-09-07T12:10:00+02:00",
		"2017 9 7 12:10":                    "2017-09-07T12:10:00+02:00",
		"2025年12月31日":                       "2025-12-31T12:00:00+01:00",
		"2025年12月31日(水) 21時05分":             "2025-12-31T21:05:00+01:00",
		"2025年12月31日 午後9:05":                "2025-12-31T21:05:00+01:00",
		"2025/12/31 午前9時":                   "2025-12-31T09:00:00+01:00",
		// RFC 2822 and a computer's own.
		"Mon, 05 Jan 2026 18:05:07 +0100":                                     "2026-01-05T18:05:07+01:00",
		"Mon, 05 Jan 2026 18:05:07 +0100 (CET)":                               "2026-01-05T18:05:07+01:00",
		"Mon, 5 Jan 2026 18:05 GMT":                                           "2026-01-05T18:05:00Z",
		"Mon Jan 5 18:05:07 2026":                                             "2026-01-05T18:05:07+01:00",
		"2026/01/05 6:05:00 PM GMT+1":                                         "2026-01-05T18:05:00+01:00",
		"2026/01/05 午後 6:05:00":                                               "2026-01-05T18:05:00+01:00",
		"Mon Jan 05 2026 18:05:07 GMT+0100 (Central European Standard Time)":  "2026-01-05T18:05:07+01:00",
		"Mon Jan 05 2026 18:05:07 GMT+0100 (heure normale d’Europe centrale)": "2026-01-05T18:05:07+01:00",
		"Mon Jan 05 18:05:07 +0000 2026":                                      "2026-01-05T18:05:07Z",
		"Mon Jan  5 18:05:07 CET 2026":                                        "2026-01-05T18:05:07+01:00",
		"2026-01-05 18:05:07 +0000 UTC":                                       "2026-01-05T18:05:07Z",
		"2026-01-05 18:05:07.5 -0600 CST":                                     "2026-01-05T18:05:07.5-06:00",
		"5.1.2026 18.05":                                                      "2026-01-05T18:05:00+01:00",
		"5.1.2026, 18.05.07":                                                  "2026-01-05T18:05:07+01:00",
		"2026年1月5日 午後0時30分":                                                   "2026-01-05T12:30:00+01:00",
		"2026-01-05 0:30 AM":                                                  "2026-01-05T00:30:00+01:00",
		"2021.03.02 18:05":                                                    "2021-03-02T18:05:00+01:00",
		"5-ene-26":                                                            "2026-01-05T12:00:00+01:00",
		"05 janv. 2026 à 18:05":                                               "2026-01-05T18:05:00+01:00",
		"2026-01-05T18:05:00.000+0000":                                        "2026-01-05T18:05:00Z",
		// Clocks of twelve hours.
		"2026-01-05 9 PM":      "2026-01-05T21:00:00+01:00",
		"2026-01-05 9pm":       "2026-01-05T21:00:00+01:00",
		"2026-01-05 12:05 AM":  "2026-01-05T00:05:00+01:00",
		"2026-01-05 12:05 p.m": "2026-01-05T12:05:00+01:00",
	} {
		r := DateReader{Order: DMY, Zone: berlin(t)}
		m, err := r.Read(Cell{Text: text})
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if got := m.At.Format(time.RFC3339Nano); got != want || !m.HasDate {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
		if wall := m.Clock.Format("2006-01-02T15:04:05.999999999"); !strings.HasPrefix(want, wall) {
			t.Errorf("%q: the clock says %s, want that of %s", text, wall, want)
		}
	}
}

// TestRefusesWhatIsNotADate also says why.
func TestRefusesWhatIsNotADate(t *testing.T) {
	for text, want := range map[string]Kind{
		"2026-02-30":                   KindNoSuchDay,
		"30.2.2026":                    KindNoSuchDay,
		"2026-13-01":                   KindNoSuchDay,
		"2025-W53-1":                   KindNotDate,
		"2026-W02":                     KindNotDate,
		"8 April":                      KindNotDate,
		"7.02":                         KindNotDate,
		"7/10":                         KindNotDate,
		"1.431":                        KindNotDate,
		"1.2.3":                        KindNotDate,
		"2026":                         KindNotDate,
		"2026-01":                      KindNotDate,
		"1766798294242":                KindNotDate,
		"12345678":                     KindNotDate,
		"2026-01-05 25:00":             KindNotDate,
		"2026-01-05 24:01":             KindNotDate,
		"2026-01-05 18:60":             KindNotDate,
		"2026-01-05 13:05 PM":          KindNotDate,
		"2026-01-05 18:05 BST":         KindNotDate,
		"2026-01-05 18:05 Mars/Crater": KindNoZone,
		"2026-01-05 18.5":              KindNotDate,
		"2026-01-05 18:05.07":          KindNotDate,
		"18.05":                        KindNotDate,
		"2026-01-05 18:05 +0100 Ana":   KindNotDate,
		"2026-01-05 or so":             KindNotDate,
		"2026-01-05-07":                KindNotDate,
		"2026-01-05 2026-01-06":        KindNotDate,
		"05/13/2026":                   KindNoSuchDay,
		"Run":                          KindNotDate,
		"":                             KindNotDate,
		"may":                          KindNotDate,
		"3 times":                      KindNotDate,
		"2026-01-05 18:05 +1":          "",
		"192.168.1.10":                 KindNotDate,
		"1-2":                          KindNotDate,
		"+49 170 1234567":              KindNotDate,
	} {
		r := DateReader{Order: DMY}
		_, err := r.Read(Cell{Text: text})
		var e *Error
		if want == "" {
			if err != nil {
				t.Errorf("%q: %v", text, err)
			}
			continue
		}
		if !errors.As(err, &e) || e.Kind != want {
			t.Errorf("%q: got %v, want %s", text, err, want)
		}
	}
	r := DateReader{}
	if _, err := r.Read(Cell{Text: "1/2/2026"}); !errors.Is(err, &Error{Kind: KindOrderOpen}) {
		t.Errorf("without an order: %v", err)
	}
}

func TestReadsDatesInEachOrder(t *testing.T) {
	for _, c := range []struct {
		text          string
		dmy, mdy, ymd string
	}{
		{"1/2/2026", "2026-02-01", "2026-01-02", ""},
		{"13/5/2021", "2021-05-13", "", ""},
		{"5/13/2021", "", "2021-05-13", ""},
		{"1-2-2026", "2026-02-01", "2026-01-02", ""},
		{"1.2.2026", "2026-02-01", "", ""},
		{"01.02.26", "2026-02-01", "", ""},
		{"01/02/26", "2026-02-01", "2026-01-02", "2001-02-26"},
		{"1/2/26", "2026-02-01", "2026-01-02", ""},
		{"26-01-05", "2005-01-26", "", "2026-01-05"},
		{"99-01-05", "", "", "1999-01-05"},
	} {
		for order, want := range map[Order]string{DMY: c.dmy, MDY: c.mdy, YMD: c.ymd} {
			r := DateReader{Order: order}
			m, err := r.Read(Cell{Text: c.text})
			got := ""
			if err == nil {
				got = m.At.Format(time.DateOnly)
			}
			if got != want {
				t.Errorf("%q as %s is %q, want %q", c.text, order, got, want)
			}
		}
	}
}

func TestReadsCountedTimes(t *testing.T) {
	for _, c := range []struct {
		count      Epoch
		text, want string
	}{
		{EpochMillis, "1766798294242", "2025-12-27T01:18:14.242Z"},
		{EpochSeconds, "1766798294", "2025-12-27T01:18:14Z"},
		{EpochSeconds, "1766798294.5", "2025-12-27T01:18:14.5Z"},
		{EpochDays, "46027", "2026-01-05T12:00:00+01:00"},
		{EpochDays, "46027.75", "2026-01-05T18:00:00+01:00"},
		{EpochDays, "46208.75", "2026-07-05T18:00:00+02:00"},
		{EpochDays, "2026-01-05", "2026-01-05T12:00:00+01:00"},
	} {
		r := DateReader{Epoch: c.count, Zone: berlin(t)}
		m, err := r.Read(Cell{Text: c.text})
		if got := m.At.Format(time.RFC3339Nano); err != nil || got != c.want {
			t.Errorf("%s counted as %d is %s, want %s: %v", c.text, c.count, got, c.want, err)
		}
	}
	r := DateReader{Epoch: EpochSeconds}
	if _, err := r.Read(Cell{Text: "12"}); err == nil {
		t.Error("twelve seconds after 1970 were taken for a time")
	}
}

func TestReadsTimesOfDay(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"18:05": 18*time.Hour + 5*time.Minute, "9:05 PM": 21*time.Hour + 5*time.Minute, "9 PM": 21 * time.Hour, "9:05 p. m.": 21*time.Hour + 5*time.Minute,
		"00:17:01": 17*time.Minute + time.Second, "21時05分": 21*time.Hour + 5*time.Minute, "18h05": 18*time.Hour + 5*time.Minute, "18:05 Uhr": 18*time.Hour + 5*time.Minute,
	} {
		r := DateReader{}
		m, err := r.Read(Cell{Text: text})
		if err != nil || m.OfDay != want || m.HasDate || !m.HasTime {
			t.Errorf("%q is %v, want %v: %v", text, m.OfDay, want, err)
		}
	}
}

func TestDaysWithoutAYearGetTheOneThatIsGiven(t *testing.T) {
	for text, want := range map[string]string{
		"8 April": "2026-04-08T12:00:00Z", "Nov 28, 21:00": "2026-11-28T21:00:00Z", "8. April 2024": "2024-04-08T12:00:00Z",
		"29 Feb": string(KindNoSuchDay), "31 Nov": string(KindNoSuchDay), "Nov 31": string(KindNoSuchDay), "Nov": string(KindNotDate),
	} {
		r := DateReader{Year: 2026}
		m, err := r.Read(Cell{Text: text})
		got := m.At.Format(time.RFC3339)
		if e := new(Error); errors.As(err, &e) {
			got = string(e.Kind)
		}
		if got != want {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
}

func TestNamesMeanOneMonthAndOneDay(t *testing.T) {
	months, days := map[string]int{}, map[string]int{}
	for _, l := range calendar {
		if n := strings.Count(l.months, "|"); l.months != "" && n != 11 || strings.Count(l.days, "|") != 6 {
			t.Errorf("%s has %d months too many or too few, or days", l.language, n-11)
		}
		eachWord(l.months, func(i int, name string) {
			if had, ok := months[name]; ok && had != i {
				t.Errorf("%q is month %d and %d", name, had+1, i+1)
			}
			months[name] = i
			if got := meaning(strings.ToUpper(name)); int(got.month) != i+1 || got.link || got.weekday && name != "mar" {
				t.Errorf("%q means %+v, want month %d alone", name, got, i+1)
			}
			if got, ok := MonthNamed(name, l.language); !ok || int(got) != i+1 {
				t.Errorf("%q names %v", name, got)
			}
		})
		eachWord(l.days, func(i int, name string) {
			if had, ok := days[name]; ok && had != i {
				t.Errorf("%q is day %d and %d", name, had+1, i+1)
			}
			days[name] = i
			if got, ok := WeekdayNamed(name); !ok || int(got) != (i+1)%7 {
				t.Errorf("%q names %v", name, got)
			}
		})
	}
	if _, ok := WeekdayNamed("montag", "en", "fr"); ok {
		t.Error("Montag is a day in English or French")
	}
	if _, ok := MonthNamed("set", "en"); ok {
		t.Error("set is a month in English")
	}
}

func TestOrdersHaveNames(t *testing.T) {
	for _, o := range []Order{OrderNone, DMY, MDY, YMD} {
		if got, ok := ParseOrder(o.String()); !ok || got != o {
			t.Errorf("%q is read as %v", o.String(), got)
		}
	}
	if _, ok := ParseOrder("ydm"); ok {
		t.Error("ydm was taken")
	}
}
