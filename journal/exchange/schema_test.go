package exchange_test

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"enactive/journal"
	"enactive/journal/exchange"
)

// schemaNode is the part of JSON Schema that ours uses. Other keywords are errors.
type schemaNode struct {
	Schema               string                 `json:"$schema"`
	ID                   string                 `json:"$id"`
	Title, Description   string                 `json:",omitempty"`
	Ref                  string                 `json:"$ref"`
	Defs                 map[string]*schemaNode `json:"$defs"`
	Type                 string
	Const                any
	Enum                 []any
	Pattern              string
	MinLength, MinItems  int
	MaxItems             int
	MinProperties        int
	AnyOf                []*schemaNode
	Minimum, Maximum     *float64
	Required             []string
	Properties           map[string]*schemaNode
	AdditionalProperties *moreProperties
	Items                *schemaNode
}

// moreProperties is what an object may have beside its properties: nothing, or what a node says.
type moreProperties struct{ of *schemaNode }

func (m *moreProperties) UnmarshalJSON(raw []byte) error {
	if string(raw) == "false" {
		return nil
	}
	return json.Unmarshal(raw, &m.of)
}

// check returns how v violates n.
func (n *schemaNode) check(root *schemaNode, path string, v any) []string {
	var faults []string
	bad := func(format string, args ...any) { faults = append(faults, path+": "+fmt.Sprintf(format, args...)) }
	if n.Ref != "" {
		def, ok := root.Defs[strings.TrimPrefix(n.Ref, "#/$defs/")]
		if !ok {
			return []string{path + ": no definition " + n.Ref}
		}
		faults = def.check(root, path, v)
	}
	if n.AnyOf != nil && !slices.ContainsFunc(n.AnyOf, func(one *schemaNode) bool { return one.check(root, path, v) == nil }) {
		bad("%v is none of several", v)
	}
	if n.Const != nil && !reflect.DeepEqual(n.Const, v) {
		bad("%v is not %v", v, n.Const)
	}
	if n.Enum != nil && !slices.Contains(n.Enum, v) {
		bad("%v is none of %v", v, n.Enum)
	}
	switch v := v.(type) {
	case map[string]any:
		faults = append(faults, n.checkObject(root, path, v)...)
	case []any:
		if n.Type != "" && n.Type != "array" {
			bad("an array, want %s", n.Type)
		}
		if len(v) < n.MinItems || n.MaxItems > 0 && len(v) > n.MaxItems {
			bad("%d items", len(v))
		}
		for i, item := range v {
			if n.Items != nil {
				faults = append(faults, n.Items.check(root, fmt.Sprintf("%s[%d]", path, i), item)...)
			}
		}
	case string:
		if n.Type != "" && n.Type != "string" {
			bad("a text, want %s", n.Type)
		}
		if utf8.RuneCountInString(v) < n.MinLength || !regexp.MustCompile(n.Pattern).MatchString(v) {
			bad("%q is too short or not like %s", v, n.Pattern)
		}
	case float64:
		if n.Type != "" && n.Type != "number" && (n.Type != "integer" || v != float64(int(v))) {
			bad("the number %v, want %s", v, n.Type)
		}
		if n.Minimum != nil && v < *n.Minimum || n.Maximum != nil && v > *n.Maximum {
			bad("%v is out of range", v)
		}
	default:
		if n.Const == nil {
			bad("%v is neither text, number, list nor object", v)
		}
	}
	return faults
}

func (n *schemaNode) checkObject(root *schemaNode, path string, v map[string]any) []string {
	var faults []string
	if n.Type != "" && n.Type != "object" {
		faults = append(faults, path+": an object, want "+n.Type)
	}
	if len(v) < n.MinProperties {
		faults = append(faults, path+": is empty")
	}
	for _, name := range n.Required {
		if _, ok := v[name]; !ok {
			faults = append(faults, path+": "+name+" is missing")
		}
	}
	for name, field := range v {
		if p, ok := n.Properties[name]; ok {
			faults = append(faults, p.check(root, path+"."+name, field)...)
		} else if more := n.AdditionalProperties; more != nil && more.of == nil {
			faults = append(faults, path+": has "+name)
		} else if more != nil {
			faults = append(faults, more.of.check(root, path+"."+name, field)...)
		}
	}
	return faults
}

func schemaFaults(t tester, file string) []string {
	t.Helper()
	var n schemaNode
	d := json.NewDecoder(strings.NewReader(exchange.Schema()))
	d.DisallowUnknownFields()
	if err := d.Decode(&n); err != nil {
		t.Fatalf("reading the schema: %v", err)
	}
	var v any
	if err := json.Unmarshal([]byte(file), &v); err != nil {
		t.Fatalf("reading the export: %v", err)
	}
	return n.check(&n, "$", v)
}

func TestExportsMatchTheSchema(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		j := newJournal(t)
		areas := anyAreas(t)
		batch := journal.Batch{Areas: areas, Entries: rapid.SliceOfN(anyEntry(areas), 0, 4).Draw(t, "entries")}
		asStored(t, j, batch.Entries)
		batch.Reviews, batch.Filters = anyReviews(t, areas)
		if err := j.SaveBatch(t.Context(), batch); err != nil {
			t.Fatal(err)
		}
		file := exportJSON(t, j, journal.Query{})
		if faults := schemaFaults(t, file); faults != nil {
			t.Fatalf("%s\nin %s", strings.Join(faults, "\n"), file)
		}
	})
}

// TestTheSchemaIsInTheDocuments compares the file that other programs may refer to.
func TestTheSchemaIsInTheDocuments(t *testing.T) {
	file, err := os.ReadFile("../../docs/enactive-journal.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	if string(file) != exchange.Schema() {
		t.Error("docs/enactive-journal.schema.json is not the schema; \"go run ./cmd/enact export json --schema -o docs/enactive-journal.schema.json\" writes it")
	}
}

func TestSchemaHasExactlyTheColumnsOfTheCSV(t *testing.T) {
	var n schemaNode
	if err := json.Unmarshal([]byte(exchange.Schema()), &n); err != nil {
		t.Fatal(err)
	}
	props := n.Defs["entry"].Properties
	for _, name := range exchange.Columns() {
		if props[name] == nil {
			t.Errorf("the schema has no %s", name)
		}
	}
	// Later columns, such as mastery, are written only if they are needed.
	files := slices.DeleteFunc(journal.Fields(), func(f *journal.Field) bool { return f.Internal && f.Name != "experiment" })
	if props["mastery"] == nil || len(props) != len(files) {
		t.Errorf("the schema has %d fields of entries, files have %d", len(props), len(files))
	}
}

func TestSchemaRejectsInvalidExports(t *testing.T) {
	j := newJournal(t)
	importCSV(t, j, richTable, exchange.ImportPlan{})
	file := exportJSON(t, j, journal.Query{})
	if faults := schemaFaults(t, file); faults != nil {
		t.Fatal(faults)
	}
	for _, c := range []struct{ name, old, new string }{
		{"another format", `"format":"enactive"`, `"format":"other"`},
		{"a stress of 140", `"stress":40`, `"stress":140`},
		{"a stress in quotes", `"stress":40`, `"stress":"40"`},
		{"an empty title", `"title":"5 km"`, `"title":""`},
		{"a null", `"title":"5 km"`, `"title":null`},
		{"a field that entries do not have", `"title":"5 km"`, `"mood":"5 km"`},
		{"a time without offset", `"time":"2026-11-01T09:00:00+01:00"`, `"time":"2026-11-01T09:00:00"`},
		{"a missing area", `"area":"Running",`, ``},
		{"an obstacle without text", `"text":"rain",`, ``},
		{"an unknown outcome", `"outcome":"success"`, `"outcome":"great"`},
	} {
		broken := strings.Replace(file, c.old, c.new, 1)
		if broken == file {
			t.Errorf("%s: %s is not in the export", c.name, c.old)
		} else if schemaFaults(t, broken) == nil {
			t.Errorf("%s: the schema accepts it", c.name)
		}
	}
}
