package exchange

import (
	"context"
	"io"
	"strings"

	"enactive/journal"
	"enactive/journal/wording"
)

// csvFile is the format of our own CSV exports and of tables from other programs.
func csvFile() Format {
	return Format{
		Key: csvKey, Extension: ".csv", Name: wording.Text("csv"), Holds: wording.Text("a-csv-file-holds-every-field-of-every"),
		Export: &Exporter{
			Manual: Manual{
				Help: `Write a table, one row an entry, which "enact import csv" imports again unchanged.`,
				Detail: `UTF-8, one header row, the oldest entry first. The columns and their order stay as they are from version to version:

` + columnBlock() + `

Columns that were added later follow where an entry needs them: mastery, answers (each question with its answer), thens (the plans for obstacles, by their numbers), m:NAME for each measure of which an entry has a value, and experiment, which names the try that an entry is (NAME/pair/with or without, and behind another / what was really done). With --days the values of days are written instead. What a measure is, such as its unit, and experiments with their sealed order are only in "enact export json".

Texts that a spreadsheet would run as a formula get a ' in front, which "enact import csv" removes again. Entries in the bin are not written.

Times have the offset at which they were written, which spreadsheets take for text. --spreadsheet-times adds the column local_time, by which a spreadsheet can sort and group entries. "enact import csv" reads time and leaves out local_time.`,
				Options: []Option{{Key: daysKey, Name: wording.Text("the-values-of-days-instead"),
					Help: "Write the values of days, such as sleep, in place of the entries: the column day, one for each measure, and note."}, {Key: spreadsheetTimes, Name: wording.Text("add-times-that-spreadsheets-understand"),
					Help: "Add a last column, local_time, which spreadsheets take for a date: the time as the clock showed it where the entry was written, such as 2026-11-23 18:05:00."}},
			},
			Write: func(ctx context.Context, w io.Writer, j *journal.Journal, r Request) error {
				if r.Chosen.Has(daysKey) {
					return writeDays(ctx, w, j, r)
				}
				return writeCSV(ctx, w, j, exported(j, r.Query), r.Chosen.Has(spreadsheetTimes))
			},
		},
		Import: &Importer{
			Manual: Manual{
				Help: "Import a table: a spreadsheet of yours, or an export of this journal.",
				Detail: `The file is text with commas, semicolons, tabs or bars between the cells, or an .xlsx or .ods file. How it is written is found out and reported: its encoding, its separator, the row that names the columns, the order of its dates and its decimal mark. What the file leaves open is asked for, and nothing is imported. Columns are named as in the file; "Distance #2" is the second of that name, and "#3" the third column. A name with blanks stands in double quotes inside a value, as in --join 'date "begin time"=time'.

A column called m:NAME, or that --map makes one, is a measure: one that you have, or a new one, of numbers, durations, yes and no, or up to 12 words, as its values prove. With --days the rows are days: a column of dates, and measures. A value that a day has already stays, and one that differs is reported.

The column experiment makes an entry the try that it names if your journal has that experiment in the entry's area, has asked for that try, and no entry is it. Otherwise the entry comes in as an ordinary one, and why is said; an experiment never changes by this. "enact import json" brings experiments along.

Only time and area are needed; columns may come in any order, and columns that the journal does not know are named and left out. All rows are imported or none. The same file again adds nothing. A row that came in before and has changed since is recognised by the columns given as --key, by an id column, or by its time, area and title, and updates its entry; what you edited here, what is sealed and what is in the bin stays. Rows of our own exports change nothing. Our columns are:

` + columnBlock() + `

  enact import csv diary.csv --join "date time=time" --map sure=efficacy_before:1..7 \
    --map how_well=performance:1..7 --map nervous=stress:1..7 --set "area=Daily life"`,
				Options: importOptions(),
			},
			Table:      true,
			Extensions: []string{".tsv", ".xlsx", ".ods"},
			Reader:     csvReader,
		},
	}
}

// csvKey is the key of the format of tables.
const csvKey = "csv"

// spreadsheetTimes is the option that adds the column localTime.
const spreadsheetTimes = "spreadsheet-times"

func csvReader(chosen Chosen) (Reader, error) {
	o, err := PlanOf(chosen)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, r io.Reader, j *journal.Journal, file string) (*Import, error) {
		o.File = file
		return ReadCSV(ctx, r, j, o)
	}, nil
}

func parseEach[T any](texts []string, parse func(string) (T, error)) ([]T, error) {
	var all []T
	for _, text := range texts {
		one, err := parse(text)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}

// columnBlock lists our columns on indented lines of at most 80 characters.
func columnBlock() string {
	var lines []string
	line := ""
	for _, name := range Columns() {
		switch {
		case line == "":
			line = name
		case len(line)+1+len(name) > 80:
			lines, line = append(lines, line), name
		default:
			line += " " + name
		}
	}
	return "  " + strings.Join(append(lines, line), "\n  ")
}
