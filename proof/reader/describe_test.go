package main

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"enactive/proof/formatdoc"
)

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
