package saidtime

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // so that every machine knows the zones below

	"enactive/journal/table"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// reader reads on Wednesday 25 November 2026 at 15:30 in Berlin, with the words and the order of a locale.
func reader(t testing.TB, locale string) Reader {
	t.Helper()
	return Reader{Now: time.Date(2026, 11, 25, 15, 30, 0, 0, zone(t, "Europe/Berlin")), Locale: localeOf(locale)}
}

func localeOf(name string) Locale {
	return LocaleOf(func(variable string) string {
		if variable == "LANG" {
			return name
		}
		return ""
	})
}

// outcome is what Read returns, as a text: a time, with the offset if it is not that of winter in
// Berlin, or the kind of error.
func outcome(got Reading, err error) string {
	if e := new(Error); errors.As(err, &e) {
		return string(e.Kind)
	}
	text := got.At.Format("2006-01-02 15:04:05")
	text = text[:len("2006-01-02 15:04")] + strings.TrimSuffix(text[len("2006-01-02 15:04"):], ":00")
	return strings.TrimSuffix(text+got.At.Format("Z07:00"), "+01:00")
}

func TestReadsWhatPeopleSay(t *testing.T) {
	for locale, texts := range map[string]map[string]string{
		"C": {
			"now": "2026-11-25 15:30", "today": "2026-11-25 15:30", "Yesterday": "2026-11-24 12:00", "tomorrow": "2026-11-26 12:00",
			"the day before yesterday": "2026-11-23 12:00", "yesterday 21:00": "2026-11-24 21:00", "yesterday at 9pm": "2026-11-24 21:00",
			"9pm yesterday": "2026-11-24 21:00", "yesterday, 9:05 p.m.": "2026-11-24 21:05", "tomorrow 9am": "2026-11-26 09:00",
			"monday": "2026-11-23 12:00", "last monday": "2026-11-23 12:00", "last Monday 18:00": "2026-11-23 18:00", "on monday at 9 am": "2026-11-23 09:00",
			"next monday": "2026-11-30 12:00", "wednesday": "2026-11-18 12:00", "thursday": "2026-11-19 12:00", "next thursday": "2026-11-26 12:00", "sun": "2026-11-22 12:00", "saturday 10:00": "2026-11-21 10:00", "10:00 saturday": "2026-11-21 10:00", "sat, 10:00": "2026-11-21 10:00", "samstag 10:00": "not a time",
			"3 days ago": "2026-11-22 12:00", "a day ago": "2026-11-24 12:00", "2 weeks ago": "2026-11-11 12:00", "a week ago 18:30": "2026-11-18 18:30", "a month ago": "2026-10-25 12:00",
			"9 months ago": "2026-02-25 12:00", "2 years ago": "2024-11-25 12:00", "in 3 days": "2026-11-28 12:00", "in 3 days at noon": "2026-11-28 12:00",
			"2 hours ago": "2026-11-25 13:30", "an hour ago": "2026-11-25 14:30", "in 20 minutes": "2026-11-25 15:50", "0 days ago": "2026-11-25 15:30",
			"9pm": "2026-11-25 21:00", "9 PM": "2026-11-25 21:00", "18:05": "2026-11-25 18:05", "7:30": "2026-11-25 07:30", "noon": "2026-11-25 12:00",
			"midnight": "2026-11-25 00:00", "yesterday midnight": "2026-11-24 00:00", "at noon": "2026-11-25 12:00", "9 o'clock": "2026-11-25 09:00",
			"28 Nov": "2025-11-28 12:00", "Nov 24": "2026-11-24 12:00", "24 November": "2026-11-24 12:00", "Nov 24, 9pm": "2026-11-24 21:00", "24th of November 18:05": "2026-11-24 18:05",
			"29 Feb": "2024-02-29 12:00", "Tuesday 24 Nov": "2026-11-24 12:00", "Monday 24 Nov": "wrong weekday", "Mon 24 Nov 2026": "wrong weekday", "Tue 24.11.": "2026-11-24 12:00", "Mon 24/11": "wrong weekday",
			"24.11.": "2026-11-24 12:00", "24. 11. 18:05": "2026-11-24 18:05", "24/11": "2026-11-24 12:00", "11/24": "2026-11-24 12:00", "24/11 9pm": "2026-11-24 21:00",
			"3/4": "order open", "3/4 9pm": "order open", "3/3": "2026-03-03 12:00", "3/4/2026": "order open", "24/11/2026": "2026-11-24 12:00", "11/24/2026 9pm": "2026-11-24 21:00", "20.11.2026": "2026-11-20 12:00",
			"31 Nov": "no such day", "31.11.": "no such day", "31/31": "no such day", "Nov 31 18:05": "no such day", "2026-02-31": "no such day", "30/2": "no such day",
			"2026-11-20": "2026-11-20 12:00", "2026-11-20 18:05": "2026-11-20 18:05", "2026-11-20T18:05:30": "2026-11-20 18:05:30", "2026-11-20 18:05+02:00": "2026-11-20 18:05+02:00",
			"2026-11-20T18:05:09Z": "2026-11-20 18:05:09Z", "18:05 2026-11-20": "2026-11-20 18:05",
			"": "not a time", "soon": "not a time", "9": "not a time", "at 9": "not a time", "24:00": "not a time", "18:60": "not a time", "25:10": "not a time", ":": "not a time", "28.11": "not a time",
			"last night": "not a time", "yesterday yesterday": "not a time", "18:05 18:06": "not a time", "2 hours ago 9pm": "not a time", "Nov": "not a time", "gestern": "not a time", "set 5": "not a time",
			"9999999 days ago": "not a time", "99999 years ago": "no such day", "3 days": "not a time", "28 Nov 18:05 9pm": "not a time",
		},
		"de_DE.UTF-8": {
			"gestern": "2026-11-24 12:00", "Vorgestern": "2026-11-23 12:00", "morgen 9 Uhr": "2026-11-26 09:00", "gestern um 21:15 Uhr": "2026-11-24 21:15", "gestern 21 Uhr 15": "2026-11-24 21:15",
			"heute mittag": "2026-11-25 12:00", "Mitternacht": "2026-11-25 00:00", "letzten Montag": "2026-11-23 12:00", "am letzten Montag": "2026-11-23 12:00", "am Montag um 18:00": "2026-11-23 18:00",
			"kommenden Freitag": "2026-11-27 12:00", "Mo": "2026-11-23 12:00", "vor 3 Tagen": "2026-11-22 12:00", "vor einer Woche": "2026-11-18 12:00", "vor 2 Stunden": "2026-11-25 13:30", "in 3 Tagen": "2026-11-28 12:00",
			"24. November": "2026-11-24 12:00", "3/4": "2026-04-03 12:00+02:00", "3/4/2026": "2026-04-03 12:00+02:00", "Di., 24.11.": "2026-11-24 12:00", "ÜBERMORGEN": "2026-11-27 12:00", "yesterday": "2026-11-24 12:00",
		},
		"es_ES.UTF-8": {
			"ayer": "2026-11-24 12:00", "anteayer": "2026-11-23 12:00", "mañana a las 9:00": "2026-11-26 09:00", "pasado mañana": "2026-11-27 12:00", "el lunes pasado": "2026-11-23 12:00", "el próximo viernes": "2026-11-27 12:00",
			"el lunes que viene": "2026-11-30 12:00", "hace 3 días": "2026-11-22 12:00", "hace una semana": "2026-11-18 12:00", "dentro de 3 días": "2026-11-28 12:00", "24 de noviembre": "2026-11-24 12:00", "ayer a mediodía": "2026-11-24 12:00",
			"ayer 21h": "2026-11-24 21:00", "mar": "2026-11-24 12:00", "3/4": "2026-04-03 12:00+02:00",
		},
		"fr_FR.UTF-8": {
			"hier": "2026-11-24 12:00", "avant-hier": "2026-11-23 12:00", "aujourd’hui": "2026-11-25 15:30", "demain 9h": "2026-11-26 09:00", "hier à 21h30": "2026-11-24 21:30", "hier à 21 h": "2026-11-24 21:00",
			"lundi dernier": "2026-11-23 12:00", "vendredi prochain": "2026-11-27 12:00", "il y a 3 jours": "2026-11-22 12:00", "il y a une semaine": "2026-11-18 12:00", "dans 3 jours": "2026-11-28 12:00", "24 novembre": "2026-11-24 12:00",
			"le 24 novembre": "2026-11-24 12:00", "midi": "2026-11-25 12:00", "hier minuit": "2026-11-24 00:00", "le mardi": "2026-11-24 12:00",
		},
		"pt_BR.UTF-8": {
			"ontem": "2026-11-24 12:00", "anteontem": "2026-11-23 12:00", "amanhã às 9h": "2026-11-26 09:00", "ontem às 21:00": "2026-11-24 21:00", "segunda passada": "2026-11-23 12:00", "na última segunda-feira": "2026-11-23 12:00",
			"sexta que vem": "2026-11-27 12:00", "próxima sexta-feira": "2026-11-27 12:00", "há 3 dias": "2026-11-22 12:00", "3 dias atrás": "2026-11-22 12:00", "daqui a 3 dias": "2026-11-28 12:00", "24 de novembro": "2026-11-24 12:00",
			"meio-dia": "2026-11-25 12:00", "ontem à meia-noite": "2026-11-24 00:00", "5 set": "2026-09-05 12:00+02:00",
		},
		"ja_JP.UTF-8": {
			"昨日": "2026-11-24 12:00", "一昨日": "2026-11-23 12:00", "今日": "2026-11-25 15:30", "明日9時": "2026-11-26 09:00", "昨日21時": "2026-11-24 21:00", "昨日の21時30分": "2026-11-24 21:30", "昨日 午後9時": "2026-11-24 21:00",
			"月曜日": "2026-11-23 12:00", "月曜": "2026-11-23 12:00", "先週の月曜日": "2026-11-16 12:00", "来週の金曜日": "2026-12-04 12:00", "次の金曜日": "2026-11-27 12:00", "前の月曜日18:00": "2026-11-23 18:00",
			"3日前": "2026-11-22 12:00", "２週間前": "2026-11-11 12:00", "1時間前": "2026-11-25 14:30", "3日後": "2026-11-28 12:00", "11月24日": "2026-11-24 12:00", "11月24日21時": "2026-11-24 21:00", "3/4": "2026-03-04 12:00", "昨日の正午": "2026-11-24 12:00",
		},
		"en_US.UTF-8": {"3/4": "2026-03-04 12:00", "3/4/2026": "2026-03-04 12:00", "24/11": "2026-11-24 12:00"},
		"en_GB":       {"3/4": "2026-04-03 12:00+02:00", "11/24": "2026-11-24 12:00"},
		"en_CA.UTF-8": {"3/4": "order open", "3/4/2026": "order open"},
	} {
		r := reader(t, locale)
		for text, want := range texts {
			if got := outcome(r.Read(text)); got != want {
				t.Errorf("%s: %q is %s, want %s", locale, text, got, want)
			}
		}
	}
}

func TestExactDatesNeedNoEcho(t *testing.T) {
	r := reader(t, "de_DE")
	for text, want := range map[string]bool{
		"2026-11-24": true, "2026-11-24 18:05": true, "24 Nov 2026": true, "24.11.2026 18:05": false, "24 Nov 18": false, "24 Nov": false, "gestern": false, "2026-11-24T18:05:00Z": true,
	} {
		if got, err := r.Read(text); err != nil || got.Exact != want {
			t.Errorf("%q is exact: %v, %v", text, got.Exact, err)
		}
	}
}

func TestPlansAreAhead(t *testing.T) {
	r := reader(t, "de_DE")
	r.Ahead = true
	for text, want := range map[string]string{
		"monday": "2026-11-30 12:00", "wednesday": "2026-12-02 12:00", "thursday 9am": "2026-11-26 09:00", "last monday": "2026-11-23 12:00", "28 Nov": "2026-11-28 12:00", "24 Nov": "2027-11-24 12:00", "25.11.": "2026-11-25 12:00",
		"Freitag": "2026-11-27 12:00", "18:05": "2026-11-25 18:05", "7:30": "2026-11-26 07:30", "midnight": "2026-11-26 00:00", "29 Feb": "2028-02-29 12:00", "yesterday": "2026-11-24 12:00", "3/12": "2026-12-03 12:00",
	} {
		if got := outcome(r.Read(text)); got != want {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
}

func TestClocksThatJump(t *testing.T) {
	r := reader(t, "C")
	for text, want := range map[string]string{
		"2026-03-29 02:30": "skipped by clock", "29 Mar 02:30": "skipped by clock", "2026-03-29 03:00": "2026-03-29 03:00+02:00",
		"2026-10-25 02:30": "2026-10-25 02:30+02:00", "2026-10-25 02:30+01:00": "2026-10-25 02:30",
	} {
		if got := outcome(r.Read(text)); got != want {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
	_, err := r.Read("2026-03-29 02:30")
	var e *Error
	if !errors.As(err, &e) || e.Readings[0].Format("15:04") != "02:00" || e.Readings[1].Format("15:04") != "03:00" {
		t.Errorf("the jump is %v", err)
	}
	r.Zone = zone(t, "Pacific/Apia")
	if got := outcome(r.Read("2011-12-30")); got != string(Skipped) {
		t.Errorf("a day that Samoa left out is %s", got)
	}
}

func TestOpenOrderShowsBothReadings(t *testing.T) {
	_, err := reader(t, "C").Read("3/4")
	var e *Error
	if !errors.As(err, &e) || len(e.Readings) != 2 || e.Readings[0].Format(time.DateOnly) != "2026-04-03" || e.Readings[1].Format(time.DateOnly) != "2026-03-04" {
		t.Errorf("got %+v", err)
	}
}

func TestDatesInFrontOfAText(t *testing.T) {
	for locale, texts := range map[string]map[string]string{
		"C": {
			"yesterday: Ran 8 km": "2026-11-24 12:00|Ran 8 km", "last monday 18:00: Note: x": "2026-11-23 18:00|Note: x", "yesterday:ran": "2026-11-24 12:00|ran", "2026-11-20 18:05: x": "2026-11-20 18:05|x",
			"28.11.: x": "2025-11-28 12:00|x", "3 days ago:\nx": "2026-11-22 12:00|x", "Nov 24: x": "2026-11-24 12:00|x", "today:": "2026-11-25 15:30|",
			"Note: x": "", "Sat: x": "", "7/10: hard": "", "18:05: x": "", "9pm: x": "", "now: x": "", "noon: x": "", "gestern: x": "", "Set 5: squats": "", "yesterday I ran: x": "", "12: x": "", "": "", "Mon: x": "",
			"31 Nov: x": "no such day", "3/4 9pm: x": "order open", "Monday 24 Nov: x": "wrong weekday",
		},
		"de_DE": {"gestern: 8 km": "2026-11-24 12:00|8 km", "Hier: x": "", "so: x": "", "Letzten Montag 18 Uhr: x": "2026-11-23 18:00|x"},
		"ja_JP": {"昨日：走った": "2026-11-24 12:00|走った", "昨日21時:走った": "2026-11-24 21:00|走った", "日：x": ""},
	} {
		r := reader(t, locale)
		for text, want := range texts {
			got, rest, found, err := r.Prefix(text)
			said := ""
			if found || err != nil {
				said = outcome(got, err)
			}
			if found {
				said += "|" + rest
			} else if rest != text && err == nil {
				t.Errorf("%q lost text: %q", text, rest)
			}
			if said != want {
				t.Errorf("%s: %q is %q, want %q", locale, text, said, want)
			}
		}
	}
}

func TestLocales(t *testing.T) {
	for name, want := range map[string]string{
		"": "/", "C": "/", "C.UTF-8": "/", "POSIX": "/", "en_US.UTF-8": "/mdy", "en_GB": "/dmy", "en": "/", "de_AT.UTF-8@euro": "de/dmy", "de": "de/dmy", "fr_CA": "fr/", "pt-BR": "pt/dmy", "ja_JP.eucJP": "ja/ymd", "es_US": "es/mdy", "xx_YY": "xx/",
	} {
		l := localeOf(name)
		if got := strings.Join(l.Languages, " ") + "/" + l.Order.String(); got != want {
			t.Errorf("%q is %s, want %s", name, got, want)
		}
	}
	both := LocaleOf(func(v string) string { return map[string]string{"LC_TIME": "de_DE", "LANG": "fr_FR"}[v] })
	if strings.Join(both.Languages, " ") != "de fr" || both.Order != table.DMY {
		t.Errorf("LC_TIME and LANG give %+v", both)
	}
}

// What Format writes reads the same, whatever the zone, the moment and the clock of the reader.
func TestWhatIsWrittenBackReadsTheSame(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, name := range []string{"UTC", "Europe/Berlin", "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu"} {
		r := Reader{Now: time.Date(2026, 11, 25, 15, 30, 0, 0, zone(t, name))}
		for range 3000 {
			at := time.Unix(random.Int64N(4_000_000_000), 0).In(r.zone())
			if random.IntN(4) > 0 {
				at = at.Truncate(time.Minute)
			}
			got, err := r.Read(Format(at, r.zone()))
			if err != nil || !got.At.Equal(at) || !got.Exact || !got.HasTime {
				t.Fatalf("%s: %q is read as %v: %v", name, Format(at, r.zone()), got.At, err)
			}
		}
	}
	r := reader(t, "C")
	for _, text := range []string{"2026-10-25 02:30", "2026-10-25 02:30+01:00", "2026-10-25 02:30-05:00", "yesterday 21:00"} {
		first, err := r.Read(text)
		again, errAgain := r.Read(Format(first.At, r.zone()))
		if err != nil || errAgain != nil || !first.At.Equal(again.At) {
			t.Errorf("%q is %v, and then %v", text, first.At, again.At)
		}
	}
}

func TestExamplesAreRead(t *testing.T) {
	for _, locale := range []string{"C", "de_DE", "es_ES", "fr_FR", "pt_BR", "ja_JP"} {
		r := reader(t, locale)
		ofDays, ofTimes := r.Examples()
		for _, text := range append(ofDays, ofTimes...) {
			if _, err := r.Read(text); err != nil {
				t.Errorf("%s: the example %q: %v", locale, text, err)
			}
		}
		for _, text := range ofDays {
			if got, _ := r.Read(text); got.HasTime {
				t.Errorf("%s: the example %q is no day", locale, text)
			}
		}
	}
}

// A reader never fails on any text, returns what Format can write, and Prefix loses no text.
func FuzzRead(f *testing.F) {
	for _, text := range []string{"yesterday 21:00", "letzten Montag: x", "3/4", "昨日21時：走った", "2026-03-29 02:30", "il y a 3 jours", "28.11.", "Nov 24, 9pm", "\xff:"} {
		f.Add(text, true)
	}
	berlin := zone(f, "Europe/Berlin")
	f.Fuzz(func(t *testing.T, text string, ahead bool) {
		r := Reader{Now: time.Date(2026, 11, 25, 15, 30, 0, 0, berlin), Ahead: ahead, Locale: Locale{Languages: []string{"de", "es", "fr", "pt", "ja"}, Order: table.DMY}}
		got, err := r.Read(text)
		if err == nil {
			at := got.At.Truncate(time.Second)
			again, err := r.Read(Format(at, berlin))
			if err != nil || !again.At.Equal(at) {
				t.Errorf("%q is %v, written as %q, and then %v: %v", text, at, Format(at, berlin), again.At, err)
			}
		}
		if _, rest, found, _ := r.Prefix(text); !found && rest != text || !strings.HasSuffix(text, rest) {
			t.Errorf("%q loses text: %q", text, rest)
		}
	})
}

func BenchmarkReadNonsense(b *testing.B) {
	r := reader(b, "ja_JP")
	text := strings.Repeat("月 ", 20)
	for b.Loop() {
		_, _ = r.Read(text)
	}
}
