package exchange

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"enactive/journal"
	"enactive/journal/fault"
	"enactive/journal/otherjournal"
	"enactive/journal/table"
	"enactive/journal/wording"
)

// otherJournal is a journal of another program.
type otherJournal struct {
	key       string
	extension string
	more      []string // further extensions
	name      wording.Text
	// program is its name, which is the same in every language.
	program   string
	read      func(context.Context, fs.FS) (*otherjournal.Export, error)
	recognise func(context.Context, fs.FS) bool
	preset    []columnPreset
	help      string
	detail    string
}

// columnPreset reads one of their columns as one of ours, unless a person says otherwise.
type columnPreset struct{ from, to string }

// otherJournals lists them in display order.
func otherJournals() []otherJournal {
	return []otherJournal{
		{key: "jrnl", extension: ".txt", name: wording.Text("jrnl"), program: "jrnl", read: otherjournal.Jrnl, recognise: otherjournal.IsJrnl,
			help: "Import a journal of jrnl: its text, or its export as JSON, Markdown or YAML.",
			detail: `The file is the text of the journal with any date format, a folder of such texts, "jrnl --format json > FILE", or the folder of "jrnl --format yaml --file FOLDER". The first line of an entry becomes its title, words with @ become tags, and a star the tag "starred". An encrypted journal is not read: "jrnl --format json > FILE" writes it readable.

  enact import jrnl ~/.local/share/jrnl/journal.txt --set "area=Daily life"`},
		{key: "dayone", extension: ".zip", name: wording.Text("day-one"), program: "Day One", read: otherjournal.DayOne, recognise: otherjournal.IsDayOne,
			help: "Import an export of Day One: its zip file, or the JSON in it.",
			detail: `In Day One, choose to export as JSON. Each entry gets the time that the clock showed at its place. Tags, place, weather and stars become tags; a heading with which a text begins becomes its title. Photos, films and recordings are named and counted, and not imported. The columns are id, time, title, note, tags, starred, pinned, journal, place, weather, activity and temperature.

  enact import dayone Export.zip --map journal=area`},
		{key: "daylio", extension: ".csv", more: []string{".daylio"}, name: wording.Text("daylio"), program: "Daylio", read: otherjournal.Daylio, recognise: otherjournal.IsDaylio,
			preset: []columnPreset{{"activities", "tags"}},
			help:   "Import an export of Daylio: its CSV file, or its backup, a .daylio file.",
			detail: `Activities become tags. A mood is a word, and becomes a tag such as "mood: good" unless you say which number it is for you. The columns are time, title, note, activities and mood, and those that newer versions add; a backup has mood_group too, 1 for the best to 5.

  enact import daylio export.csv --set "area=Daily life" --map mood=performance \
    --words "mood: rad=100 good=75 meh=50 bad=25 awful=0"`},
		{key: "loop", extension: ".zip", more: []string{".db"}, name: wording.Text("loop-habit-tracker"), program: "Loop Habit Tracker", read: otherjournal.Loop, recognise: otherjournal.IsLoop,
			preset: []columnPreset{{"habit", "area"}, {"habit", "title"}},
			help:   "Import Loop Habit Tracker: its export as CSV, a zip file or folder, or its backup, a .db file.",
			detail: `Each habit becomes an area, unless --set gives one to all, and each answer an entry: YES_MANUAL, NO, or a number. Days that were skipped, have no answer, or were filled in by the program (YES_AUTO) are counted and left out, unless there is a note. An answer becomes a tag such as "value: NO" unless you say what it means. The columns are time, habit, value, unit, note and question.

  enact import loop "Loop Habits CSV 2026-11-23.zip" --set area=Habits --map value=outcome \
    --words "value: YES_MANUAL=success NO=setback"`},
		{key: "rednotebook", extension: ".txt", name: wording.Text("rednotebook"), program: "RedNotebook", read: otherjournal.RedNotebook, recognise: otherjournal.IsRedNotebook,
			help: "Import the folder of RedNotebook, or a file of a month.",
			detail: `The files are called like 2026-11.txt. Each day becomes an entry, its tags and words with # become tags, and an item of a category a tag such as "Films: Alien".

  enact import rednotebook ~/.rednotebook/data --set "area=Daily life"`},
		{key: "minidiarium", extension: ".json", name: wording.Text("mini-diarium"), program: "Mini Diarium", read: otherjournal.MiniDiarium, recognise: otherjournal.IsMiniDiarium,
			help: "Import an export of Mini Diarium or Mini Diary as JSON.",
			detail: `Each entry becomes one on its day; its formatting becomes plain text.

  enact import minidiarium mini-diarium.json --set "area=Daily life"`},
		{key: "journey", extension: ".zip", name: wording.Text("journey"), program: "Journey", read: otherjournal.Journey, recognise: otherjournal.IsJourney,
			help: "Import an export of Journey: its zip file or folder of JSON files.",
			detail: `Each entry gets the time that the clock showed in its zone. Tags, place, weather and the mood, a number, become tags. Photos are named and counted, and not imported. The columns are id, time, title, note, tags, favourite, mood, place, weather, label, music, sentiment and temperature.

  enact import journey journey.zip --set "area=Daily life" --map mood=performance:1..5`},
		{key: "diarium", extension: ".json", name: wording.Text("diarium"), program: "Diarium", read: otherjournal.Diarium, recognise: otherjournal.IsDiarium,
			help: "Import an export of Diarium as JSON: its zip file, or the JSON in it.",
			detail: `The heading of an entry becomes its title, its formatting plain text; people and tags come along, and the rating becomes a tag such as "rating: 4". The columns are time, title, note, people, tags, rating and weather.

  enact import diarium diarium.json --set "area=Daily life" --map rating=performance:1..5`},
	}
}

// journalFormats are the formats of the journals of other programs, which are only imported.
func journalFormats() []Format {
	var all []Format
	for _, o := range otherJournals() {
		all = append(all, Format{Key: o.key, Extension: o.extension, Name: o.name, Holds: wording.Text("the-entries-of-another-journal"),
			Import: &Importer{
				Manual:      Manual{Help: o.help, Detail: o.detail + "\n\n" + journalDetail, Options: journalOptions()},
				Extensions:  o.more,
				FilesReader: o.reader,
				Recognise:   o.recognise,
			}})
	}
	return all
}

const journalDetail = `Every entry needs an area: --set "area=NAME" gives one to all, and without it your only area is taken. The options below override what is said above, with the columns named there. All entries are imported or none. The same file again adds nothing.`

// journalOptions are the options of an import of another journal: all but those of how a table is
// written.
func journalOptions() []Option {
	return slices.DeleteFunc(importOptions(), func(o Option) bool {
		return slices.Contains([]string{"separator", "encoding", "header", "no-header", "sheet", daysKey, severalKey}, o.Key)
	})
}

// Recognize returns the format of files of another program, a folder, a zip file or a single file,
// by what is in them; ok is false if none fits or several do.
func Recognize(ctx context.Context, formats []Format, files fs.FS) (format Format, ok bool) {
	for _, f := range formats {
		if f.Import == nil || f.Import.Recognise == nil || !f.Import.Recognise(ctx, files) {
			continue
		}
		if ok {
			return Format{}, false
		}
		format, ok = f, true
	}
	return format, ok
}

// reader checks the options and returns the reader of an export.
func (o otherJournal) reader(chosen Chosen) (FilesReader, error) {
	plan, err := PlanOf(chosen)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, files fs.FS, j *journal.Journal, name string) (*Import, error) {
		export, err := o.read(ctx, files)
		if err != nil {
			return nil, o.error(err, name)
		}
		return o.importRows(ctx, export, j, plan, name)
	}, nil
}

// importRows reads the rows of an export by a plan, completed with the preset.
func (o otherJournal) importRows(ctx context.Context, e *otherjournal.Export, j *journal.Journal, plan ImportPlan, name string) (*Import, error) {
	plan.File = name
	plan, err := plan.named(ctx, j)
	if err != nil {
		return nil, err
	}
	columns := e.ColumnNames()
	if plan, err = plan.byColumns(ctx, j, o.key, columns, nil); err != nil {
		return nil, err
	}
	learned := plan
	plan.Split = slices.DeleteFunc(slices.Clone(plan.Split), func(s ColumnSplit) bool {
		return s.Separator == "|" && loose(s.From) == loose(e.List) // its items are known already
	})
	notes, places := notesOf(e), e.Places()
	if err := o.show(ctx, e, plan, notes); err != nil {
		return nil, tableErrorAt(err, &places, name)
	}
	ctx = WithSheet(ctx, nil)
	asked := plan.names()
	t, err := e.Table(asked)
	if err != nil {
		return nil, tableErrorAt(err, &places, name)
	}
	leftOut := append(e.Unasked(asked), e.LeftOut...)
	if facts := e.Facts(asked); len(facts) > 0 {
		notes = append(notes, fault.Text("became-tags-because-no-field-fits", fault.V{"Names": strings.Join(facts, ", ")}))
	}
	for _, p := range append(o.preset, columnPreset{otherjournal.FactsColumn, "tags"}) {
		if hasColumn(t, p.from) && !plan.overrides(p) {
			plan.Map = append(slices.Clip(plan.Map), ColumnMap{From: p.from, To: p.to})
		}
	}
	if !plan.fills(areaColumn.Name) && !hasColumn(t, areaColumn.Name) {
		area, ok := onlyArea(j)
		if !ok {
			return nil, rejected(fault.Text("file-names-no-area-say-which", fault.V{"File": name}))
		}
		plan.Set = append(slices.Clip(plan.Set), ColumnSet{To: areaColumn.Name, Value: area})
		notes = append(notes, fault.Text("the-entries-are-in-your-only-area-area", fault.V{"Area": area}))
	}
	imp, err := ReadRows(ctx, t, notes, j, plan)
	if err != nil {
		var bad *RejectedError
		if errors.As(err, &bad) {
			place(bad.Bad, &places, name)
		}
		return nil, err
	}
	imp.learn(o.key, o.program, columns, learned)
	place(imp.Bad, &places, name)
	imp.LeftOut = append(imp.LeftOut, leftOut...)
	return imp, nil
}

// show shows all columns of an export for WithSheet, also those that become tags.
func (o otherJournal) show(ctx context.Context, e *otherjournal.Export, plan ImportPlan, notes []fault.Message) error {
	if !showsSheet(ctx) {
		return nil
	}
	t, err := e.Table(func(string) bool { return true })
	if err != nil {
		return err
	}
	for _, p := range o.preset {
		if hasColumn(t, p.from) && !plan.overrides(p) {
			plan.Map = append(slices.Clip(plan.Map), ColumnMap{From: p.from, To: p.to})
		}
	}
	return (&csvImport{file: plan.File, table: t, notes: notes, isFact: e.IsFact}).show(ctx, plan)
}

// names reports which columns of theirs a plan mentions.
func (o *ImportPlan) names() func(name string) bool {
	asked := map[string]bool{}
	for _, m := range o.Map {
		asked[loose(m.From)] = true
	}
	for _, c := range o.Join {
		for _, name := range c.From {
			asked[loose(name)] = true
		}
	}
	for _, name := range o.Leave {
		asked[loose(name)] = true
	}
	for _, w := range o.Words {
		asked[loose(w.From)] = true
	}
	for _, s := range o.Split {
		asked[loose(s.From)] = true
	}
	return func(name string) bool { return asked[loose(name)] }
}

// overrides reports whether a plan says something else than a preset. A column that is mapped may
// be the name of the area and the title too, but not the tags.
func (o *ImportPlan) overrides(p columnPreset) bool {
	same := func(name string) bool { return loose(name) == loose(p.from) }
	return o.fills(p.to) || slices.ContainsFunc(o.Leave, same) ||
		slices.ContainsFunc(o.Join, func(c ColumnJoin) bool { return slices.ContainsFunc(c.From, same) }) ||
		p.to == "tags" && slices.ContainsFunc(o.Map, func(m ColumnMap) bool { return same(m.From) })
}

func hasColumn(t *table.Table, name string) bool {
	return slices.ContainsFunc(t.Columns, func(c table.Column) bool { return c.Label == name })
}

// onlyArea returns the name of the area of a journal that has one.
func onlyArea(j *journal.Journal) (name string, ok bool) {
	for _, a := range j.Areas() {
		if a.Archived {
			continue
		}
		if ok {
			return "", false
		}
		name, ok = a.Name, true
	}
	return name, ok
}

// place names the files and lines of bad rows.
func place(bad []RowError, places *otherjournal.Places, name string) {
	for i := range bad {
		file, line := places.Of(bad[i].Line)
		bad[i].File, bad[i].Line = inside(name, file), line
	}
}

// tableErrorAt is what is wrong with the entries of an export as a table.
func tableErrorAt(err error, places *otherjournal.Places, name string) error {
	if e, ok := err.(*table.Error); ok {
		file, line := places.Of(e.Line)
		at := *e
		at.Line = line
		return (&csvImport{file: inside(name, file)}).tableError(&at)
	}
	return (&csvImport{file: name}).tableError(err)
}

// inside names a file in an export.
func inside(export, file string) string {
	if file == "" || file == path.Base(strings.ReplaceAll(export, `\`, "/")) {
		return export
	}
	return export + " (" + file + ")"
}

// notesOf puts what was observed into messages.
func notesOf(e *otherjournal.Export) []fault.Message {
	var all []fault.Message
	for _, n := range e.Notes {
		names := make([]string, 0, len(n.Names))
		for _, name := range n.Names {
			if name != "" {
				names = append(names, clip(name))
			}
		}
		with := fault.V{"Names": strings.Join(names, ", ")}
		if n.Count > len(names) && len(names) > 0 {
			with["Names"] = strings.Join(append(names, "…"), ", ")
		}
		switch n.Kind {
		case otherjournal.Media:
			if len(names) == 0 {
				all = append(all, fault.Count(n.Count, "n-pictures-films-and-recordings-stay"))
				continue
			}
			all = append(all, fault.Count(n.Count, "n-pictures-films-and-recordings-stay-named", with))
		case otherjournal.OddFiles:
			all = append(all, fault.Count(n.Count, "n-files-are-no-part-of-the-export", with))
		case otherjournal.Before:
			all = append(all, fault.Count(n.Count, "n-lines-before-the-first-entry-were-left"))
		case otherjournal.NoZone:
			all = append(all, fault.Count(n.Count, "n-times-have-no-zone-that-is-known"))
		case otherjournal.Skipped:
			all = append(all, fault.Count(n.Count, "n-days-marked-as-skipped-were-left-out"))
		case otherjournal.Unknown:
			all = append(all, fault.Count(n.Count, "n-days-without-an-answer-were-left-out"))
		case otherjournal.Implied:
			all = append(all, fault.Count(n.Count, "n-days-that-the-program-filled-in-were"))
		case otherjournal.Empty:
			all = append(all, fault.Count(n.Count, "n-days-without-a-text-were-left-out"))
		}
	}
	return all
}

// error puts what is wrong with an export into an error of this package.
func (o otherJournal) error(err error, name string) error {
	e, ok := err.(*otherjournal.Error)
	if !ok {
		var f *fault.Error
		if errors.As(err, &f) { // of package bundle
			return err
		}
		return fmt.Errorf("importing %s: %w", name, err)
	}
	file := inside(name, e.File)
	with := fault.V{"File": file, "Name": o.program, "Line": itoa(e.Line), "N": int(e.Limit)}
	switch e.Kind {
	case otherjournal.KindNotFound:
		return rejected(fault.Text("file-does-not-look-like-an-export-of", with))
	case otherjournal.KindNoEntries:
		return rejected(fault.Text("file-is-an-export-of-name-without", with))
	case otherjournal.KindEncrypted:
		return rejected(fault.Text("file-is-encrypted-by-jrnl-decrypt-it", with))
	case otherjournal.KindDatabase:
		return rejected(fault.Text("file-is-a-database-that-cannot-be-read", with))
	case otherjournal.KindDepth:
		return rejected(fault.Text("file-line-line-is-nested-more-than-n", with))
	case otherjournal.KindFileSize:
		with["N"] = itoa(int(e.Limit >> 20))
		return rejected(fault.Text("file-is-larger-than-n-mib-split-it-into", with))
	case otherjournal.KindRows:
		return rejected(fault.Text("file-has-more-than-n-rows-split-it-into", with))
	case otherjournal.KindNoTime:
		return rejected(fault.Text("file-line-line-has-no-date-that-can-be", with))
	case otherjournal.KindTwice:
		return rejected(fault.Text("there-is-a-second-export-of-name-in", with))
	case otherjournal.KindText:
		var t *table.Error
		if errors.As(e.Err, &t) && t.Kind != table.KindLongRow && t.Kind != table.KindJSON {
			return (&csvImport{file: file}).tableError(t)
		}
	}
	with["Line"] = itoa(max(1, e.Line))
	return rejected(fault.Text("file-line-line-is-not-as-name-writes-it", with))
}
