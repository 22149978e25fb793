package wording

import (
	"strconv"
	"time"
)

// DayForm is how a day is written in numbers, as a layout of the time package.
type DayForm string

// The forms that can be chosen; the empty one writes the day as the language does.
const (
	AsSpoken   DayForm = ""
	YearFirst  DayForm = "2006-01-02"
	DayDotted  DayForm = "02.01.2006"
	DaySlashed DayForm = "02/01/2006"
	MonthFirst DayForm = "01/02/2006"
)

// DayForms lists the forms in the order in which they are offered.
func DayForms() []DayForm { return []DayForm{AsSpoken, YearFirst, DayDotted, DaySlashed, MonthFirst} }

// Day writes a day in full: "2 January 2006".
func Day(t time.Time) string { return current().fullDay(t) }

func (v *Voice) fullDay(t time.Time) string {
	return v.day(t, Text("day-month-year"), string(v.Days))
}

// Moment writes a day and a time: "2 January 2006 at 15:04".
func Moment(t time.Time) string {
	v := current()
	return v.say("date-at-time", V{"Date": v.fullDay(t), "Time": Clock(t)})
}

// Weekday writes a day with its name: "Monday, 2 January 2006".
func Weekday(t time.Time) string {
	v := current()
	if v.Days != AsSpoken {
		return v.say("weekday-date", V{"Weekday": weekdays()[t.Weekday()], "Date": t.Format(string(v.Days))})
	}
	return v.day(t, Text("weekday-day-month-year"), "")
}

// WeekdayThisYear writes a day of the running year with its name: "Monday, 2 January".
func WeekdayThisYear(t time.Time) string {
	return current().day(t, Text("weekday-day-month"), "")
}

// ShortWeekday writes a day of the running year shortly: "Mon 2 Jan".
func ShortWeekday(t time.Time) string {
	return current().day(t, Text("wday-day-mon"), "")
}

// ShortDay writes a day shortly: "2 Jan 2006".
func ShortDay(t time.Time) string {
	v := current()
	return v.day(t, Text("day-mon-year"), string(v.Days))
}

// DayMonth writes a day without its year: "2 Jan".
func DayMonth(t time.Time) string { return current().day(t, Text("day-mon"), "") }

// MonthYear writes a month: "January 2006".
func MonthYear(t time.Time) string { return current().day(t, Text("month-year"), "") }

// ShortMonthYear writes a month shortly: "Jan 2006".
func ShortMonthYear(t time.Time) string { return current().day(t, Text("mon-year"), "") }

// Clock writes a time of day: "15:04".
func Clock(t time.Time) string { return t.Format("15:04") }

// Numeric writes a day in numbers, for lists and fields: "2006-01-02" where nothing else
// is chosen.
func Numeric(t time.Time) string { return t.Format(string(NumericForm())) }

// NumericForm is the form in which Numeric writes.
func NumericForm() DayForm {
	if f := current().Days; f != AsSpoken {
		return f
	}
	return YearFirst
}

// day puts a day into a pattern, or into the layout that was chosen.
func (v *Voice) day(t time.Time, pattern Text, layout string) string {
	if layout != "" {
		return t.Format(layout)
	}
	return v.say(string(pattern), V{
		"Weekday": weekdays()[t.Weekday()], "Wday": shortWeekdays()[t.Weekday()],
		"Month": months()[t.Month()-1], "Mon": shortMonths()[t.Month()-1],
		"Day": strconv.Itoa(t.Day()), "M": strconv.Itoa(int(t.Month())), "Year": strconv.Itoa(t.Year()),
	})
}

// MonthName is the name of a month.
func MonthName(m time.Month) string { return months()[m-1].String() }

// MonthShort is the name of a month in three letters or so.
func MonthShort(m time.Month) string { return shortMonths()[m-1].String() }

// WeekdayName is the name of a day of the week.
func WeekdayName(d time.Weekday) string { return weekdays()[d].String() }

// WeekdayShort is the name of a day of the week in three letters or so.
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
