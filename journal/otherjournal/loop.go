package otherjournal

import (
	"context"
	"encoding/csv"
	"errors"
	"io"
	"io/fs"
	"path"
	"strconv"
	"strings"
)

const loopName = "Loop Habit Tracker"

// Loop reads an export of Loop Habit Tracker as CSV, its zip file or folder, or its backup, a
// database. There is one entry
// for each answer: YES_MANUAL, NO or a number. Days that were skipped, that have no answer, or
// that the program filled in because enough was done that week, are counted, and are entries
// only if there is a note.
func Loop(ctx context.Context, files fs.FS) (*Export, error) {
	s, err := open(ctx, files)
	if err != nil {
		return nil, err
	}
	e := &Export{List: "tags", Columns: []Column{{"time", Text}, {"habit", Text}, {"note", Text}, {"value", Fact}, {"unit", Fact}, {"question", More}}}
	for _, name := range s.names {
		if strings.EqualFold(path.Ext(name), ".db") || s.isSingle() && s.isDatabase(name) {
			if err := e.loopDatabase(s, name); err != nil {
				return nil, err
			}
			return e.done(loopName)
		}
	}
	root, ok := s.loopRoot()
	if !ok {
		return nil, &Error{Kind: KindNotFound, Value: loopName}
	}
	habits, err := s.loopHabits(root)
	if err != nil {
		return nil, err
	}
	apart := 0
	for _, name := range s.names {
		dir := path.Dir(name)
		if path.Base(name) != "Checkmarks.csv" || dir == root || path.Dir(dir) != root {
			continue
		}
		apart++
		if err := e.loopHabit(s, name, loopHabitOf(habits, path.Base(dir))); err != nil {
			return nil, err
		}
	}
	if apart == 0 {
		if err := e.loopTogether(s, path.Join(root, "Checkmarks.csv"), habits); err != nil {
			return nil, err
		}
	}
	return e.done(loopName)
}

func (s *source) isDatabase(name string) bool {
	return strings.HasPrefix(s.head(name, 16), sqliteMagic[:15])
}

// loopRoot is the folder with Habits.csv, or with Checkmarks.csv alone.
func (s *source) loopRoot() (root string, ok bool) {
	for _, wanted := range []string{"Habits.csv", "Checkmarks.csv"} {
		for _, name := range s.names {
			if path.Base(name) == wanted {
				return path.Dir(name), true
			}
		}
	}
	return "", false
}

// loopHabit is a habit in Habits.csv.
type loopHabit struct {
	number, name, question, unit string
	measured                     bool
}

func (s *source) loopHabits(root string) ([]loopHabit, error) {
	name := path.Join(root, "Habits.csv")
	if _, err := fs.Stat(s.files, name); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var habits []loopHabit
	var columns map[string]int
	err := s.csv(name, func(line int, cells []string) error {
		if columns == nil {
			columns = map[string]int{}
			for i, c := range cells {
				columns[strings.TrimSpace(c)] = i
			}
			return nil
		}
		at := func(column string) string {
			if i, ok := columns[column]; ok && i < len(cells) {
				return strings.TrimSpace(cells[i])
			}
			return ""
		}
		if at("Name") != "" {
			habits = append(habits, loopHabit{at("Position"), at("Name"), at("Question"), at("Unit"), at("Type") == "NUMERICAL"})
		}
		return nil
	})
	return habits, err
}

// loopHabitOf is the habit of a folder such as "001 Wake up early". A name in Habits.csv may have
// characters that the name of the folder lacks.
func loopHabitOf(habits []loopHabit, folder string) loopHabit {
	number, name, _ := strings.Cut(folder, " ")
	for _, h := range habits {
		if h.number == number {
			return h
		}
	}
	if _, err := strconv.Atoi(number); err == nil && name != "" {
		return loopHabit{name: name}
	}
	return loopHabit{name: folder}
}

// loopHabit reads the answers of one habit: date, value and note, without a header in old versions.
func (e *Export) loopHabit(s *source, name string, h loopHabit) error {
	return s.csv(name, func(line int, cells []string) error {
		if len(cells) < 2 || line == 1 && cells[0] == "Date" {
			return nil
		}
		note := ""
		if len(cells) > 2 {
			note = cells[2]
		}
		return e.loopAnswer(name, line, h, cells[0], cells[1], note)
	})
}

// loopTogether reads the answers of all habits: a column for each.
func (e *Export) loopTogether(s *source, name string, habits []loopHabit) error {
	var columns []loopHabit
	return s.csv(name, func(line int, cells []string) error {
		if columns == nil {
			if len(cells) == 0 || cells[0] != "Date" {
				return &Error{Kind: KindNotEntry, File: name, Line: line, Value: clip(strings.Join(cells, ","))}
			}
			for _, c := range cells[1:] {
				h := loopHabit{name: strings.TrimSpace(c)}
				for _, known := range habits {
					if known.name == h.name {
						h = known
					}
				}
				columns = append(columns, h)
			}
			return nil
		}
		for i, value := range cells[1:] {
			if i < len(columns) && columns[i].name != "" && strings.TrimSpace(value) != "" {
				if err := e.loopAnswer(name, line, columns[i], cells[0], value, ""); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

func (e *Export) loopAnswer(file string, line int, h loopHabit, date, value, note string) error {
	value, unit := strings.TrimSpace(value), ""
	if word, ok := map[string]string{"2": "YES_MANUAL", "1": "YES_AUTO", "0": "NO", "3": "SKIP", "-1": "UNKNOWN"}[value]; ok && !h.measured {
		value = word // as old versions write it
	}
	if h.measured {
		value, unit = loopNumber(value), h.unit
	}
	if kind, left := map[string]NoteKind{"SKIP": Skipped, "UNKNOWN": Unknown, "YES_AUTO": Implied, "": Unknown}[value]; left {
		if strings.TrimSpace(note) == "" {
			e.note(kind)
			return nil
		}
		unit = ""
	}
	return e.add(file, line, nil, strings.TrimSpace(date), h.name, note, value, unit, h.question)
}

// loopNumber is the value of a habit that is measured, of which Loop writes the thousandfold, or
// a word if that is what a small number is called.
func loopNumber(value string) string {
	thousandths, err := strconv.ParseInt(value, 10, 64)
	switch {
	case value == "NO":
		return "0"
	case value == "YES_MANUAL":
		thousandths = 2
	case value == "YES_AUTO":
		thousandths = 1
	case value == "SKIP", value == "UNKNOWN":
		return value
	case value == "3" || value == "-1":
		return map[string]string{"3": "SKIP", "-1": "UNKNOWN"}[value]
	case err != nil:
		return value
	}
	return strconv.FormatFloat(float64(thousandths)/1000, 'f', -1, 64)
}

// csv calls do for each row of a file, with its line.
func (s *source) csv(name string, do func(line int, cells []string) error) error {
	text, err := s.text(name, MaxMonth)
	if err != nil {
		return err
	}
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	for {
		if err := s.ctx.Err(); err != nil {
			return err
		}
		cells, err := r.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			line := 1
			if p := (*csv.ParseError)(nil); errors.As(err, &p) {
				line = p.StartLine
			}
			return &Error{Kind: KindSyntax, File: name, Line: line, Err: err}
		}
		line, _ := r.FieldPos(0)
		if err := do(line, cells); err != nil {
			return err
		}
	}
}
