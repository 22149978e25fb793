package commandline

import (
	"errors"
	"strings"
	"time"

	"enactive/journal"
	"enactive/journal/saidtime"
)

// timeReader returns a reader of days and times as people say them, in the languages and with the
// order of dates of the locale. Times without a zone are in zone; ahead is true for what is planned.
func (s *session) timeReader(zone *time.Location, ahead bool) saidtime.Reader {
	return saidtime.Reader{Now: s.env.now(), Zone: zone, Locale: saidtime.LocaleOf(s.env.getenv), Ahead: ahead}
}

// day parses the day of a flag. An empty text is the zero date.
func (s *session) day(flag, text string) (journal.Date, error) {
	if strings.TrimSpace(text) == "" {
		return journal.Date{}, nil
	}
	r := s.timeReader(s.env.now().Location(), false)
	got, err := r.Read(text)
	if err != nil {
		return journal.Date{}, timeError(flag, text, err, "a day", firstOf(r.Examples()))
	}
	d := journal.DateOf(got.At)
	switch {
	case got.HasTime:
		return journal.Date{}, misuse("%s is %q, which has a time; it must be a day like %s", flag, text, examples(firstOf(r.Examples())))
	case d.Year < journal.FirstYear || d.Year > journal.LastYear:
		return journal.Date{}, outOfYears(flag, text)
	case !got.Exact:
		s.echo(flag, got.At.Format("Monday 2 January 2006"))
	}
	return d, nil
}

func firstOf(days, _ []string) []string { return days }

// days parses a range of days and rejects one that ends before it begins.
func (s *session) days(fromFlag, from, toFlag, to string) (first, last journal.Date, err error) {
	if first, err = s.day(fromFlag, from); err != nil {
		return first, last, err
	}
	if last, err = s.day(toFlag, to); err != nil {
		return first, last, err
	}
	if !first.IsZero() && !last.IsZero() && last.Before(first) {
		return first, last, misuse("%s %s is after %s %s; swap them", fromFlag, first, toFlag, last)
	}
	return first, last, nil
}

// moment parses the time of a flag. A day alone means its noon, as in files, because at noon the
// day is least likely to differ in another zone; a time alone means today. Without an offset, the
// zone is that of the time it replaces.
func (s *session) moment(flag, text string, before time.Time, ahead bool) (time.Time, error) {
	r := s.timeReader(journal.ZoneOf(before, s.env.now().Location()), ahead)
	got, err := r.Read(text)
	if err != nil {
		_, ofTimes := r.Examples()
		return time.Time{}, timeError(flag, text, err, dayOrTime, ofTimes)
	}
	return s.understood(flag, text, got)
}

// understood checks a time that was read, and shows it to a person who did not write it in numbers.
func (s *session) understood(flag, text string, got saidtime.Reading) (time.Time, error) {
	if y := got.At.Year(); y < journal.FirstYear || y > journal.LastYear {
		return time.Time{}, outOfYears(flag, text)
	}
	if !got.Exact {
		s.echo(flag, saidtime.Format(got.At, s.env.now().Location()))
	}
	return got.At, nil
}

// echo shows what was understood on standard error at a terminal, so that a misreading is seen at
// once. Scripts read standard output, and get nothing.
func (s *session) echo(flag, understood string) {
	s.note("%s: %s", strings.TrimLeft(flag, "-"), understood)
}

func outOfYears(flag, text string) error {
	return misuse("%s is %q; it must be in the years %d to %d", flag, text, journal.FirstYear, journal.LastYear)
}

// dayOrTime is what a time may be.
const dayOrTime = "a day or a time"

// timeError words what is wrong with a time. It must be what is said, such as a day, like the examples.
func timeError(flag, text string, err error, what string, like []string) error {
	e, ok := errors.AsType[*saidtime.Error](err)
	if !ok {
		return err
	}
	const dayForm, clockForm = "2 January 2006", "15:04"
	switch e.Kind {
	case saidtime.NoSuchDay:
		return misuse("%s is %q, a day that does not exist; write one of the calendar, like %s", flag, text, examples(like[len(like)-1:]))
	case saidtime.OrderOpen:
		return misuse("%s is %q, which can be %s or %s; write it as \"%s\" or as \"%s\"", flag, text,
			e.Readings[0].Format(dayForm), e.Readings[1].Format(dayForm), e.Readings[0].Format("2 Jan 2006"), e.Readings[1].Format("2 Jan 2006"))
	case saidtime.WrongWeekday:
		return misuse("%s is %q, but %s is a %s; correct the day of the week or leave it out", flag, text, e.Readings[0].Format(dayForm), e.Readings[0].Format("Monday"))
	case saidtime.Skipped:
		from, to := e.Readings[0], e.Readings[1]
		form := clockForm
		if to.Sub(from) >= 24*time.Hour {
			form = dayForm + " " + clockForm
		}
		return misuse("%s is %q, a time that the clocks skip: they go from %s to %s on %s; write another, or add the offset", flag, text, from.Format(form), to.Format(form), to.Format(dayForm))
	}
	return misuse("%s is %q; it must be %s like %s", flag, text, what, examples(like))
}

// examples quotes texts: "a", "b" or "c".
func examples(texts []string) string {
	quoted := make([]string, len(texts))
	for i, t := range texts {
		quoted[i] = `"` + t + `"`
	}
	if len(quoted) == 1 {
		return quoted[0]
	}
	last := len(quoted) - 1
	return strings.Join(quoted[:last], ", ") + " or " + quoted[last]
}
