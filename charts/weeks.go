package charts

import "time"

// Weeks lays days out with a week a column and a day of the week a row, as the calendar of
// the window and the chart of the days both do. Days are at midnight UTC.
type Weeks struct {
	start time.Time // the first day of the first column
}

// WeeksFrom is the layout whose first column is the week of day; weeks begin on weekStart.
func WeeksFrom(day time.Time, weekStart time.Weekday) Weeks {
	return Weeks{day.AddDate(0, 0, -(int(day.Weekday()-weekStart)+7)%7)}
}

// Place is where a day is. Days before the first column have negative places.
func (w Weeks) Place(day time.Time) (column, row int) {
	days := int(day.Sub(w.start) / (24 * time.Hour))
	row = modulo(days, 7)
	return (days - row) / 7, row
}

// Day is the day at a place.
func (w Weeks) Day(column, row int) time.Time { return w.start.AddDate(0, 0, 7*column+row) }

// Moved is the layout that begins so many columns later.
func (w Weeks) Moved(columns int) Weeks { return Weeks{w.Day(columns, 0)} }
