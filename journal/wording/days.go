package wording

import (
	"cmp"
	"strconv"
	"time"
)

// DayForm is a numeric format of days, as a layout of package time.
type DayForm string

// The available forms; AsSpoken is that of the language.
const (
	AsSpoken   DayForm = ""
	YearFirst  DayForm = "2006-01-02"
	DayDotted  DayForm = "02.01.2006"
	DaySlashed DayForm = "02/01/2006"
	MonthFirst DayForm = "01/02/2006"
	YearSlash  DayForm = "2006/01/02" // of Japanese, and not offered elsewhere
)

// DayForms lists the forms in display order.
func DayForms() []DayForm { return []DayForm{AsSpoken, YearFirst, DayDotted, DaySlashed, MonthFirst} }

// Day formats a day in full: "2 January 2006".
func Day(t time.Time) string { return current().fullDay(t) }

func (v *Voice) fullDay(t time.Time) string {
	return v.day(t, Text("day-month-year"), string(v.Days))
}

// Moment formats a day and a time: "2 January 2006 at 15:04".
func Moment(t time.Time) string {
	v := current()
	return v.say("date-at-time", V{"Date": v.fullDay(t), "Time": Clock(t)})
}

// Weekday formats a day with its weekday: "Monday, 2 January 2006".
func Weekday(t time.Time) string {
	v := current()
	if v.Days != AsSpoken {
		return v.say("weekday-date", V{"Weekday": weekdays()[t.Weekday()], "Date": t.Format(string(v.Days))})
	}
	return v.day(t, Text("weekday-day-month-year"), "")
}

// WeekdayThisYear formats a day of the current year with its weekday: "Monday, 2 January".
func WeekdayThisYear(t time.Time) string {
	return current().day(t, Text("weekday-day-month"), "")
}

// WeekdayInWords formats a day with its weekday and the name of its month, whatever form was chosen: "Monday, 2 January 2006".
func WeekdayInWords(t time.Time) string {
	return current().day(t, Text("weekday-day-month-year"), "")
}

// ShortWeekday formats a day of the current year in short: "Mon 2 Jan".
func ShortWeekday(t time.Time) string {
	return current().day(t, Text("wday-day-mon"), "")
}

// ShortDay formats a day in short: "2 Jan 2006".
func ShortDay(t time.Time) string {
	v := current()
	return v.day(t, Text("day-mon-year"), string(v.Days))
}

// DayMonth formats a day without its year: "2 Jan".
func DayMonth(t time.Time) string { return current().day(t, Text("day-mon"), "") }

// MonthYear formats a month: "January 2006".
func MonthYear(t time.Time) string { return current().day(t, Text("month-year"), "") }

// ShortMonthYear formats a month in short: "Jan 2006".
func ShortMonthYear(t time.Time) string { return current().day(t, Text("mon-year"), "") }

// Clock formats a time of day: "15:04".
func Clock(t time.Time) string { return t.Format("15:04") }

// Numeric formats a day in numbers, for fields, in the person's own order.
func Numeric(t time.Time) string { return t.Format(string(NumericForm())) }

// NumericForm returns the form of Numeric: the chosen one, that of the person's country, or that of the language. English
// without a country has no order of its own, and so the one that nobody misreads.
func NumericForm() DayForm {
	v := current()
	switch {
	case v.Days != AsSpoken:
		return v.Days
	case v.Fields != AsSpoken:
		return v.Fields
	}
	switch v.Language {
	case "de":
		return DayDotted
	case "es", "fr", "pt":
		return DaySlashed
	case "ja":
		return YearSlash
	}
	return YearFirst
}

// day formats a day by a pattern, or by the chosen layout.
func (v *Voice) day(t time.Time, pattern Text, layout string) string {
	if layout != "" {
		return t.Format(layout)
	}
	if v.Language == "en" && cmp.Or(v.Days, v.Fields) == MonthFirst {
		if american := monthBeforeDay(pattern); american != "" {
			return t.Format(american)
		}
	}
	number := strconv.Itoa(t.Day())
	if t.Day() == 1 {
		number = v.say("first-of-a-month", nil) // French and Portuguese count it where they count the others
	}
	return v.say(string(pattern), V{
		"Weekday": weekdays()[t.Weekday()], "Wday": shortWeekdays()[t.Weekday()],
		"Month": months()[t.Month()-1], "Mon": shortMonths()[t.Month()-1],
		"Day": number, "M": strconv.Itoa(int(t.Month())), "Year": strconv.Itoa(t.Year()),
	})
}

// monthBeforeDay is a pattern of days in English as it is written where numbers have the month first too: a field with
// 11/30/2026 over the words "30 November" would have a reader ask which of them is meant. It is "" for a pattern without a day.
func monthBeforeDay(pattern Text) string {
	switch pattern {
	case "day-month-year":
		return "January 2, 2006"
	case "weekday-day-month-year":
		return "Monday, January 2, 2006"
	case "weekday-day-month":
		return "Monday, January 2"
	case "wday-day-mon":
		return "Mon, Jan 2"
	case "day-mon-year":
		return "Jan 2, 2006"
	case "day-mon":
		return "Jan 2"
	}
	return ""
}

// MonthName returns the name of a month.
func MonthName(m time.Month) string { return months()[m-1].String() }

// MonthShort returns the abbreviated name of a month.
func MonthShort(m time.Month) string { return shortMonths()[m-1].String() }

// WeekdayName returns the name of a weekday.
func WeekdayName(d time.Weekday) string { return weekdays()[d].String() }

// WeekdayShort returns the abbreviated name of a weekday.
func WeekdayShort(d time.Weekday) string { return shortWeekdays()[d].String() }

func months() [12]Text {
	return [12]Text{Text("january"), Text("february"), Text("march"), Text("april"), Text("may"), Text("june"),
		Text("july"), Text("august"), Text("september"), Text("october"), Text("november"), Text("december")}
}

func shortMonths() [12]Text {
	return [12]Text{Text("jan-month"), Text("feb-month"), Text("mar-month"), Text("apr-month"), Text("may-month"), Text("jun-month"),
		Text("jul-month"), Text("aug-month"), Text("sep-month"), Text("oct-month"), Text("nov-month"), Text("dec-month")}
}

func weekdays() [7]Text {
	return [7]Text{Text("sunday"), Text("monday"), Text("tuesday"), Text("wednesday"), Text("thursday"), Text("friday"), Text("saturday")}
}

func shortWeekdays() [7]Text {
	return [7]Text{Text("sun-weekday"), Text("mon-weekday"), Text("tue-weekday"), Text("wed-weekday"), Text("thu-weekday"), Text("fri-weekday"), Text("sat-weekday")}
}
