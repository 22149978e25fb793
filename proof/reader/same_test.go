package main

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"enactive/journal"
	"enactive/journal/vault"
	"enactive/proof/formatdoc"
)

// object is a map of a document, with names in place of keys.
type object = map[string]any

// objects are the documents of a journal by their kinds, each as JSON, sorted.
type objects map[string][]string

func (o objects) add(kind string, doc object) {
	b, err := json.Marshal(doc)
	if err != nil {
		panic(err)
	}
	o[kind] = append(o[kind], string(b))
	slices.Sort(o[kind])
}

// programs returns the documents of an open journal, as the program has them.
func programs(t *testing.T, j *journal.Journal) objects {
	t.Helper()
	all := objects{}
	for _, e := range append(j.Entries(journal.Query{}), j.Entries(journal.Query{InBin: true})...) {
		all.add("entry", entryOf(e))
	}
	for _, a := range j.Areas() {
		all.add("area", objectOf(a))
	}
	for _, r := range j.Reviews() {
		all.add("review", objectOf(r))
	}
	for _, f := range j.Filters() {
		all.add("filter", objectOf(f))
	}
	for _, m := range j.Measures() {
		all.add("measure", objectOf(m))
	}
	for _, d := range j.Days(journal.Date{Year: 1900, Month: 1, Day: 1}, journal.Date{Year: 2200, Month: 12, Day: 31}) {
		all.add("day", objectOf(d))
	}
	for _, h := range j.Handouts() {
		all.add("handout", objectOf(h))
	}
	for _, r := range j.Reminders() {
		all.add("reminder", objectOf(r))
	}
	for _, w := range j.Words() {
		all.add("word", object{"word": w})
	}
	for _, p := range j.FilePlans() {
		doc := objectOf(p)
		doc["plan"] = hex.EncodeToString(p.Plan)
		all.add("file_plan", doc)
	}
	for _, x := range j.Experiments() {
		all.add("experiment", experimentOf(x))
	}
	for _, w := range j.Waiting() {
		doc := objectOf(struct {
			Area, File string
			Received   time.Time
			TimeOfFile bool
		}{w.Area, w.File, w.Received, w.TimeOfFile})
		doc["entry"] = object{"kind": "entry", "schema": newestSchema, "record": "", "doc": entryOf(&w.Entry)}
		all.add("waiting", doc)
	}
	for _, a := range j.AllAttachments() {
		b, err := j.ReadAttachment(t.Context(), a.ID)
		if err != nil {
			t.Fatal(err)
		}
		doc := objectOf(a)
		doc["content"] = hex.EncodeToString(b)
		all.add("attachment", doc)
	}
	for _, key := range j.Drafts() {
		text, when, _ := j.Draft(key)
		all.add("draft", object{"key": key, "text": hex.EncodeToString(text), "at": when.Format(time.RFC3339)})
	}
	return all
}

// entryOf returns an entry as the table of its fields has it.
func entryOf(e *journal.Entry) object {
	doc := object{"area": string(e.Area)}
	for _, f := range journal.Fields() {
		if f.IsEmpty(e) {
			continue
		}
		switch f.Kind {
		case journal.NumberField:
			doc[f.Name], _ = f.Number(e).Get()
		case journal.MomentField:
			doc[f.Name] = f.Moment(e).Format(time.RFC3339)
		case journal.ListField:
			doc[f.Name] = *f.List(e)
		case journal.OriginField:
			doc[f.Name] = hex.EncodeToString([]byte(e.Origin))
		case journal.ObstaclesField:
			doc[f.Name] = valueOf(reflect.ValueOf(e.Obstacles))
		case journal.PeopleField:
			doc[f.Name] = valueOf(reflect.ValueOf(e.People))
		case journal.AnswersField:
			doc[f.Name] = valueOf(reflect.ValueOf(e.Answers))
		case journal.MeasuresField:
			values := map[string]float64{}
			for _, v := range e.Measures {
				values[string(v.Measure)] = v.Value
			}
			doc[f.Name] = values
		case journal.TryField:
			try := objectOf(e.Experiment)
			try["place"] = e.Experiment.Place
			doc[f.Name] = try
		default:
			doc[f.Name] = f.Text(e)
		}
	}
	return doc
}

func experimentOf(x journal.Experiment) object {
	doc := objectOf(x)
	delete(doc, "seals")
	var pairs []any
	for _, s := range x.Seals {
		pair := object{"commitment": s.Commitment}
		if s.Salt != "" {
			pair["salt"], pair["without_first"] = s.Salt, s.First == journal.ArmWithout
		}
		pairs = append(pairs, pair)
	}
	doc["pairs"] = pairs
	return doc
}

// objectOf returns a value of the program with the names of the description, without what is empty.
func objectOf(v any) object { return valueOf(reflect.ValueOf(v)).(object) }

// valueOf returns a value as JSON has it, nil if it is empty.
func valueOf(v reflect.Value) any {
	switch x := v.Interface().(type) {
	case time.Time:
		if x.IsZero() {
			return nil
		}
		return x.Format(time.RFC3339)
	case journal.Date:
		if x.IsZero() {
			return nil
		}
		return x.String()
	case journal.Aim:
		if x.Of == "" {
			return nil
		}
	case interface {
		json.Marshaler
		IsSet() bool
	}:
		if !x.IsSet() {
			return nil
		}
		return x
	}
	switch v.Kind() {
	case reflect.Struct:
		doc := object{}
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if !f.IsExported() {
				continue
			}
			value := valueOf(v.Field(i))
			// Of a query and of a time of the week the description has the fields, and not the whole.
			if inner, ok := value.(object); ok && (f.Anonymous || f.Name == "Query" || f.Name == "When") {
				maps.Copy(doc, inner)
			} else if value != nil {
				doc[snake(f.Name)] = value
			}
		}
		return doc
	case reflect.Array:
		var b []byte
		for i := range v.Len() {
			b = append(b, byte(v.Index(i).Uint()))
		}
		return hex.EncodeToString(b)
	case reflect.Slice:
		if v.Len() == 0 {
			return nil
		}
		all := make([]any, v.Len())
		for i := range all {
			all[i] = valueOf(v.Index(i))
		}
		return all
	case reflect.Float64:
		return v.Float() // 0 is a value, where there is one
	}
	if v.IsZero() {
		return nil
	}
	return v.Interface()
}

func snake(name string) string {
	var b strings.Builder
	for i, r := range name {
		if unicode.IsUpper(r) && i > 0 && !unicode.IsUpper(rune(name[i-1])) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// asJSON returns what JSON makes of a value.
func asJSON(v any) (o object) {
	must(0, json.Unmarshal(must(json.Marshal(v)), &o))
	return o
}

// description gives the documents that the reader prints the names and types of the tables in docs/format.md.
type description struct {
	t      testing.TB
	kinds  map[string]string // names by numbers
	tables map[string][][]string
}

func describe(t testing.TB) *description {
	d := &description{t, map[string]string{}, map[string][][]string{}}
	for _, row := range formatdoc.Table(t, "### Kinds") {
		if row[1] != "" {
			d.kinds[row[0]] = row[1]
		}
	}
	return d
}

// table returns the fields of a form.
func (d *description) table(name string) [][]string {
	if d.tables[name] == nil {
		heading := "### " + name
		for number, kind := range d.kinds {
			if kind == name {
				heading += " (kind " + number + ")"
			}
		}
		d.tables[name] = formatdoc.Table(d.t, heading)
	}
	return d.tables[name]
}

// document returns a document as it is printed, with names.
func (d *description) document(printed any) object {
	o := asJSON(printed)
	name := d.kinds[fmt.Sprint(o["kind"])]
	demand(name != "", "docs/format.md has no kind %v", o["kind"])
	if o["kind"] = name; name == "entry" {
		delete(o["doc"].(object), "127") // the marks
	} else {
		o["doc"] = d.item(o["doc"], name)
	}
	return o
}

func (d *description) item(item any, as string) any {
	if of, list := strings.CutPrefix(as, "["); list {
		all, _ := item.([]any)
		for i := range all {
			all[i] = d.item(all[i], strings.TrimSuffix(of, "]"))
		}
		return all
	}
	switch as {
	case "text", "date", "bytes", "int", "float", "bool":
		return item
	case "time":
		return timeOf(int64(item.([]any)[0].(float64)), int64(item.([]any)[1].(float64)))
	case "document":
		return d.document(decode("", must(hex.DecodeString(item.(string)))))
	}
	rows, named := d.table(as), object{}
	if array, ok := item.([]any); ok {
		demand(len(array) == len(rows), "%s has %d places", as, len(array))
		for i, row := range rows {
			named[row[1]] = d.item(array[i], row[2])
		}
		return named
	}
	for key, value := range item.(object) {
		if key == "127" {
			continue
		}
		i := slices.IndexFunc(rows, func(row []string) bool { return row[0] == key })
		demand(i >= 0, "docs/format.md has no key %s of %s", key, as)
		if value = d.item(value, strings.TrimSuffix(rows[i][2], "?")); value != nil {
			named[rows[i][1]] = value
		}
	}
	return named
}

// TestShapesAreTheTablesOfTheDescription compares the names of fields that the reader knows with the page that it rests on.
func TestShapesAreTheTablesOfTheDescription(t *testing.T) {
	for name, shape := range shapes {
		var told []string
		for i, row := range describe(t).table(name) {
			if row[0] != fmt.Sprint(i+1) {
				t.Errorf("%s: row %d has key %s", name, i+1, row[0])
			}
			field := row[1]
			if of := strings.Trim(row[2], "[]?"); of == "time" || shapes[of] != "" {
				field += ":" + of
			}
			told = append(told, field)
		}
		if known := strings.Fields(shape); !slices.Equal(known, told) {
			t.Errorf("the reader knows of %s\n%q,\ndocs/format.md says\n%q", name, known, told)
		}
	}
	if want := fmt.Sprintf("**higher schema** than %d ", newestSchema); !strings.Contains(formatdoc.Text(t), want) {
		t.Errorf("docs/format.md does not say %q", want)
	}
}

// readers returns the documents that the reader prints, and what it finds wrong. The sealed files are in folders.
func readers(t *testing.T, path string, o options, folders ...string) (all objects, problem string) {
	t.Helper()
	var out bytes.Buffer
	if err := run(path, o, strings.NewReader(goldenPassphrase+"\r\n"), &out); err != nil {
		problem = err.Error()
	}
	all = objects{}
	tables := describe(t)
	for line := range bytes.Lines(out.Bytes()) {
		d := tables.document(json.RawMessage(line))
		kind, doc := d["kind"].(string), d["doc"].(object)
		if kind == "attachment" {
			doc["content"] = hex.EncodeToString(readAttachment(doc, folders...))
			for _, name := range []string{"file", "key", "small"} { // the program does not tell them
				delete(doc, name)
			}
		}
		if kind == "experiment" {
			hideOrder(doc)
		}
		all.add(kind, doc)
	}
	return all, problem
}

// hideOrder removes the order of the pairs of an experiment that are not due, as the program does.
func hideOrder(x object) {
	revealed, _ := x["revealed"].(float64)
	for i, p := range x["pairs"].([]any) {
		if pair := p.(object); x["ended"] == nil && int(revealed) <= 2*i {
			delete(pair, "salt")
			delete(pair, "without_first")
		}
	}
}

// same demands that the reader has what the program has.
func same(t *testing.T, got, want objects) {
	t.Helper()
	for _, kind := range slices.Sorted(maps.Keys(want)) {
		if len(got[kind]) != len(want[kind]) {
			t.Errorf("the reader has %d documents of kind %s, the program %d", len(got[kind]), kind, len(want[kind]))
			continue
		}
		for i := range want[kind] {
			if got[kind][i] != want[kind][i] {
				t.Errorf("the reader has the %s\n%.600s\nthe program\n%.600s", kind, got[kind][i], want[kind][i])
				break
			}
		}
	}
	for kind := range got {
		if want[kind] == nil && !slices.Contains([]string{"meta", "step", "snoozed", "gone_list", "outside"}, kind) {
			t.Errorf("the reader has documents of kind %s, and the program none", kind)
		}
	}
}

// write writes a file of a test, and returns its path.
func write(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "f")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// goldenPassphrase is that of journal/golden_test.go.
const goldenPassphrase = "golden journals open for ever"

// without returns a copy of a folder without some of its parts.
func without(t *testing.T, dir string, parts ...string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "journal")
	if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	for _, part := range parts {
		if err := os.RemoveAll(filepath.Join(to, part)); err != nil {
			t.Fatal(err)
		}
	}
	return to
}

func TestReaderHasWhatTheProgramHasOfEveryGoldenJournal(t *testing.T) {
	homes, err := filepath.Glob("../../journal/testdata/golden/*")
	if err != nil || len(homes) == 0 {
		t.Fatalf("there are no golden journals (%v)", err)
	}
	for i, home := range homes {
		t.Run(filepath.Base(home), func(t *testing.T) {
			dir := filepath.Join(home, "journal")
			now := func() time.Time { return time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC) } // before anything leaves the bin
			text, err := os.ReadFile(filepath.Join(home, "words.txt"))
			if err != nil {
				t.Fatal(err)
			}
			key, err := vault.RecoveryWords(string(text))
			if err != nil {
				t.Fatal(err)
			}
			j, _, err := journal.Open(t.Context(), without(t, dir), key, journal.Options{Now: now})
			if err != nil {
				t.Fatal(err)
			}
			defer j.Close()
			want := programs(t, j)
			if len(want["entry"]) < 30 {
				t.Errorf("the golden journal has %d entries", len(want["entry"]))
			}
			words := options{words: filepath.Join(home, "words.txt"), list: "../../journal/vault/words/english.txt"}
			for name, path := range map[string]string{
				"the log alone":   without(t, dir, "store.db", "header.a"),
				"the store alone": without(t, dir, "log", "header.a", "header.b") + "/store.db",
			} {
				got, problem := readers(t, path, words)
				if problem != "" {
					t.Error(name, problem)
				}
				same(t, got, want)
				historyOfTheBin(t, got)
			}
			if i > 0 {
				return // the passphrase takes a second of processor
			}
			if got, problem := readers(t, dir, options{passphrase: "-"}); problem != "" {
				t.Error(problem)
			} else {
				same(t, got, want)
			}
		})
	}
}

// historyOfTheBin looks into the last step, which moved an entry to the bin: there it is as it was before.
func historyOfTheBin(t *testing.T, all objects) {
	t.Helper()
	if len(all["step"]) != 1 {
		t.Fatalf("%d steps", len(all["step"]))
	}
	var step struct {
		Edits []struct {
			Before struct {
				Kind string
				Doc  object
			}
		}
	}
	if err := json.Unmarshal([]byte(all["step"][0]), &step); err != nil {
		t.Fatal(err)
	}
	if len(step.Edits) != 1 || step.Edits[0].Before.Kind != "entry" || step.Edits[0].Before.Doc["title"] != "in the bin as well" || step.Edits[0].Before.Doc["deleted"] != nil {
		t.Errorf("the last step is %.400s", all["step"][0])
	}
}

// TestReaderSharesNoCode lists what the reader may use.
func TestReaderSharesNoCode(t *testing.T) {
	may := []string{"golang.org/x/crypto/", "go.etcd.io/bbolt", "golang.org/x/text/unicode/norm", "github.com/fxamacker/cbor/v2"}
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) < 3 {
		t.Fatalf("%d files (%v)", len(files), err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range parsed.Imports {
			name := strings.Trim(spec.Path.Value, `"`)
			allowed := slices.ContainsFunc(may, func(p string) bool { return strings.HasPrefix(name, p) })
			if first, _, _ := strings.Cut(name, "/"); !allowed && (strings.Contains(first, ".") || first == "enactive") {
				t.Errorf("%s imports %s", file, name)
			}
		}
	}
}

// TestReaderIsShort keeps the reader so that somebody reads it.
func TestReaderIsShort(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	lines := 0
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(b)) {
			if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "//") {
				lines++
			}
		}
	}
	if lines > 350 {
		t.Errorf("the reader has %d lines of code", lines)
	}
}
