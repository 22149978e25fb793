package charts

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestEveryDayHasOnePlaceInItsWeek(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 3000).Draw(t, "first"))
		day := first.AddDate(0, 0, rapid.IntRange(-800, 800).Draw(t, "days"))
		begin := time.Weekday(rapid.IntRange(0, 6).Draw(t, "week start"))
		w := WeeksFrom(first, begin)
		column, row := w.Place(day)
		if row < 0 || row > 6 || (begin+time.Weekday(row))%7 != day.Weekday() || !w.Day(column, row).Equal(day) {
			t.Fatalf("%v is in column %d and row %d, where %v is", day, column, row, w.Day(column, row))
		}
		if column, _ := w.Place(first); column != 0 {
			t.Fatalf("the first day is in column %d", column)
		}
		if moved, same := w.Moved(3).Place(day); moved != column-3 || same != row {
			t.Fatalf("three columns on, it is in column %d and row %d", moved, same)
		}
	})
}
