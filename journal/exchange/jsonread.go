package exchange

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"maps"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"enactive/journal"
	"enactive/journal/fault"
	"enactive/journal/jsonparts"
)

// ReadJSON reads a file in the format of WriteJSON and checks all of it against j, without
// changing j. Areas that j has, by name or else by id, and entries that j has, by id, will not
// change. Unknown fields are ignored and reported. The error wraps ErrRejected if the file
// cannot be imported.
func ReadJSON(ctx context.Context, r io.Reader, j *journal.Journal, file string) (*Import, error) {
	return readJSON(ctx, r, j, file, nil)
}

// readJSON is ReadJSON with the files that are beside it; nil for one that comes alone.
func readJSON(ctx context.Context, r io.Reader, j *journal.Journal, file string, files fs.FS) (*Import, error) {
	if file == "" {
		file = "the file"
	}
	data, err := io.ReadAll(io.LimitReader(r, MaxFile+1))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", file, err)
	}
	if len(data) > MaxFile {
		return nil, rejected(fault.Text("file-is-larger-than-n-mib-split-it-into", fault.V{"File": file, "N": itoa(MaxFile >> 20)}))
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	in := jsonImport{
		file: file, files: files, data: data, lines: lineCounter{data: data}, now: j.Now(),
		intake:  newIntake(file, func(field string) string { return field }),
		leftOut: map[string]bool{}, seen: map[string]bool{}, areaIDs: map[journal.AreaID]bool{},
		badExperiments: map[journal.ExperimentID]bool{},
	}
	in.measures = newFileMeasures(j, false)
	in.known, in.byName = knownMeasures(j), map[string]*fileMeasure{}
	if err := in.all(ctx); err != nil {
		return nil, err
	}
	imp := in.intake.imp
	if len(imp.Bad) > 0 {
		return nil, &RejectedError{File: file, Rows: in.count, Bad: imp.Bad}
	}
	imp.LeftOut = slices.Sorted(maps.Keys(in.leftOut))
	if err := imp.settle(in.measures); err != nil {
		return nil, err
	}
	imp.count(j, true)
	imp.files = files
	imp.countAttachments(j)
	return imp, nil
}

// jsonImport reads one JSON file.
type jsonImport struct {
	file    string
	files   fs.FS // beside it; nil if it comes alone
	data    []byte
	lines   lineCounter
	now     time.Time
	intake  *intake
	leftOut map[string]bool
	seen    map[string]bool // the reviews and filters so far
	areaIDs map[journal.AreaID]bool
	// badExperiments are those of the file that are refused.
	badExperiments map[journal.ExperimentID]bool
	// measures are those of the file, and known those of the journal by naming.Key.
	measures *fileMeasures
	known    map[string]*fileMeasure
	byName   map[string]*fileMeasure // measures by their exact names
	count    int                     // of areas and entries
	failed   error                   // the error that ended the reading of entries early
}

func (in *jsonImport) all(ctx context.Context) error {
	if err := in.checkSyntax(); err != nil {
		return err
	}
	top := map[string]jsonparts.Part{}
	for f := range jsonparts.Of(in.data) {
		top[f.Name] = f
		switch f.Name {
		case "format", "version", "exported", "areas", "people", "measures", "days", "experiments", "reviews", "filters", "entries":
		default:
			in.leftOut[f.Name] = f.Name != "attachments" || in.files == nil
		}
	}
	if !in.leftOut["attachments"] {
		delete(in.leftOut, "attachments")
	}
	if err := in.version(top); err != nil {
		return err
	}
	for _, name := range []string{"areas", "measures", "days", "experiments", "reviews", "filters", "attachments", "entries"} {
		if raw := top[name].Raw; raw != nil && raw[0] != '[' {
			return rejected(fault.Text("file-line-line-key-must-be-a-list", fault.V{"Brackets": "[ ]", "File": in.file, "Line": itoa(in.lines.at(top[name].At)), "Key": name}))
		}
	}
	in.areas(top["areas"])
	in.list("measures", top["measures"], measureShape(), in.measure)
	in.aimed()
	given := len(in.intake.imp.areas)
	inOrder(in.batches(ctx, top["entries"]), in.check, in.take)
	in.list("experiments", top["experiments"], experimentShape(), in.experiment)
	in.tries()
	in.list("days", top["days"], dayShape(), in.day)
	in.list("reviews", top["reviews"], reviewShape(), in.review)
	in.list("filters", top["filters"], filterShape(), in.filter)
	if in.files != nil {
		in.list("attachments", top["attachments"], attachmentShape(), in.attachment)
	}
	in.intake.imp.orderAfter(given)
	return in.failed
}

// checkSyntax rejects invalid JSON, so that later code can assume valid JSON.
func (in *jsonImport) checkSyntax() error {
	if len(bytes.TrimSpace(in.data)) == 0 {
		return rejected(fault.Text("file-is-empty", fault.V{"File": in.file}))
	}
	if begin := jsonparts.First(in.data); begin != '{' && begin != '[' {
		return rejected(fault.Text("file-is-not-json-an-export-of-a-journal", fault.V{"File": in.file}))
	}
	if jsonparts.TooDeep(in.data, MaxDepth) >= 0 {
		return rejected(fault.Text("file-is-nested-more-than-n-deep-which", fault.V{"File": in.file, "N": itoa(MaxDepth)}))
	}
	if json.Valid(in.data) {
		return nil
	}
	var whole json.RawMessage
	err := json.Unmarshal(in.data, &whole) // for the position
	line := 1
	if s := (*json.SyntaxError)(nil); errors.As(err, &s) {
		line = in.lines.at(max(0, min(int(s.Offset), len(in.data))-1))
	}
	return rejected(fault.Text("file-line-line-this-is-not-json-cause", fault.V{"File": in.file, "Line": itoa(line), "Cause": syntaxError(err)}))
}

func (in *jsonImport) version(top map[string]jsonparts.Part) error {
	if string(top["format"].Raw) != `"`+jsonFormat+`"` {
		return rejected(fault.Text("file-is-not-an-export-of-a-journal", fault.V{"File": in.file}))
	}
	version, err := strconv.Atoi(string(top["version"].Raw))
	if err != nil || version < 1 {
		return rejected(fault.Text("file-does-not-say-which-version", fault.V{"File": in.file}))
	}
	if version > jsonVersion {
		return rejected(fault.Text("file-was-written-by-a-newer-version", fault.V{"File": in.file}))
	}
	return nil
}

// batches yields the entries of the file in batches, with the line of each in place of its
// offset. An error that ends the reading early is in in.failed.
func (in *jsonImport) batches(ctx context.Context, entries jsonparts.Part) iter.Seq[[]jsonparts.Part] {
	return func(yield func([]jsonparts.Part) bool) {
		if entries.Raw == nil {
			return
		}
		var batch []jsonparts.Part
		n := 0
		for e := range jsonparts.Of(entries.Raw) {
			if n++; n > MaxEntries {
				in.failed = tooManyEntries(in.file)
				return
			}
			e.At = in.lines.at(entries.At + e.At)
			if batch = append(batch, e); len(batch) < slab {
				continue
			}
			if err := ctx.Err(); err != nil {
				in.failed = fmt.Errorf("importing %s: %w", in.file, err)
				return
			}
			if !yield(batch) {
				return
			}
			batch = nil
		}
		in.count += n
		yield(batch)
	}
}

// checkedObjects are parsed entries with their unknown fields.
type checkedObjects struct {
	rows    []checked
	unknown map[string]bool
}

// check converts objects into entries. It runs on several goroutines at once.
func (in *jsonImport) check(batch []jsonparts.Part) checkedObjects {
	out := checkedObjects{newRows(len(batch)), map[string]bool{}}
	p := objectParser{moments: momentReader{loc: in.now.Location()}, measures: in.named}
	for i, e := range batch {
		row := &out.rows[i]
		row.line = e.At
		if e.Raw[0] != '{' {
			row.bad = &RowError{Column: "entries", Value: string(e.Raw), is: noObject(), Want: fault.Text("a-list-of-objects-each-of-them-one")}
			continue
		}
		if !utf8.Valid(e.Raw) {
			row.replaced = 1
		}
		fields := slices.Collect(jsonparts.Of(e.Raw))
		for _, f := range fields {
			if columnNamed(f.Name) == nil && f.Name != tryKey {
				out.unknown["entries."+f.Name] = true
			}
		}
		var err error
		if row.text, row.area, err = p.read(fields, &row.entry.entry, &row.written); err != nil {
			row.bad = fieldError(err, in.intake.columnName)
		} else if p.outside != nil {
			row.outside = fieldError(p.outside, in.intake.columnName)
		}
		row.check(in.intake.columnName, in.now)
	}
	return out
}

func (in *jsonImport) take(out checkedObjects) {
	maps.Copy(in.leftOut, out.unknown)
	in.intake.add(out.rows)
}

// lineCounter finds the line of an offset in data; ascending offsets take one pass.
type lineCounter struct {
	data           []byte
	counted, lines int // data[:counted] has that many line ends
}

func (c *lineCounter) at(offset int) int {
	if offset < c.counted {
		c.counted, c.lines = 0, 0
	}
	c.lines += bytes.Count(c.data[c.counted:offset], []byte("\n"))
	c.counted = offset
	return c.lines + 1
}
