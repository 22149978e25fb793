package otherjournal

import (
	"errors"
	"strconv"
	"time"
)

// maxDatabase is the size of the largest database that is read.
const maxDatabase = 64 << 20

// loopDatabase reads the backup of Loop Habit Tracker, a database with the tables Habits and
// Repetitions. It has only what the person answered.
func (e *Export) loopDatabase(s *source, name string) error {
	raw, err := s.bytes(name, maxDatabase)
	if err != nil {
		return err
	}
	d, err := openDatabase(raw)
	if err == nil {
		err = e.loopTables(d, name)
	}
	if errors.Is(err, errSQLite) {
		return &Error{Kind: KindDatabase, File: name, Value: loopName, Err: err}
	}
	return err
}

func (e *Export) loopTables(d *database, name string) error {
	tables, err := d.tables()
	if err != nil {
		return err
	}
	habitTable, answers := tables["habits"], tables["repetitions"]
	if habitTable.root == 0 || answers.root == 0 {
		return errSQLite
	}
	habits := map[int64]loopHabit{}
	err = d.rows(habitTable.root, func(id int64, cells []sqliteValue) error {
		at := func(column string) sqliteValue { return habitTable.cell(id, cells, column) }
		habits[at("id").number] = loopHabit{name: at("name").text, question: at("question").text, unit: at("unit").text, measured: at("type").number == 1}
		if len(habits) > MaxRows {
			return &Error{Kind: KindRows, File: name, Limit: MaxRows}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return d.rows(answers.root, func(id int64, cells []sqliteValue) error {
		at := func(column string) sqliteValue { return answers.cell(id, cells, column) }
		h, ok := habits[at("habit").number]
		if !ok || at("timestamp").kind != 'i' {
			return errSQLite
		}
		day := time.UnixMilli(at("timestamp").number).UTC()
		if y := day.Year(); y < 1 || y > 9999 {
			return errSQLite
		}
		return e.loopAnswer(name, e.Len()+1, h, day.Format(time.DateOnly), strconv.FormatInt(at("value").number, 10), at("notes").text)
	})
}
