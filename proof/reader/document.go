package main

import (
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/fxamacker/cbor/v2"
)

// newestSchema is the newest schema of documents that this reader knows.
const newestSchema = 5

// kinds are the kinds of documents.
var kinds = map[byte]string{
	1: "meta", 2: "area", 3: "entry", 5: "draft", 6: "step", 7: "inbox", 8: "review", 9: "filter", 10: "snoozed", 11: "file_plan",
	12: "measure", 13: "day", 14: "experiment", 15: "handout", 16: "word", 18: "attachment", 20: "reminder", 21: "gone",
}

// shapes are the fields of every map, in the order of their keys from 1 on, as NAME:TYPE.
var shapes = map[string]string{
	"meta": "sample:bool created:time reseal:bool",
	"area": "id:text name:text purpose:text goals:[goal obstacles:[text ladder:[rung color:int order:int archived:bool created:time " +
		"modified:time questions:[question open:[text",
	"goal":     "text:text done:bool actions:[action aim:aim",
	"action":   "if:text then:text",
	"aim":      "of:text below:bool value:float by:date",
	"rung":     "text:text difficulty:float ratings:[rating",
	"rating":   "at:time value:float",
	"question": "text:text when:text",
	"entry": "id:text type:text time:time area:text source:text kind:text title:text intention:text happened:text outcome:text " +
		"performance:float stress:float stress_expected:float appraisal:text difficulty:float effort:float luck:float controllable:text " +
		"efficacy_before:float efficacy_before_at:time efficacy_after:float obstacles:[obstacle sacrifices:[text lessons:[text " +
		"strategies:[text people:[person tags:[text note:text created:time modified:time deleted:time mastery:text origin:bytes " +
		"measures:values answers:[answer experiment:try privacy:text",
	"obstacle": "text:text overcome:bool then:text came:text held:text helped:text",
	"person":   "name:text role:text",
	"answer":   "question:text when:text text:text",
	"try":      "experiment:text place:int arm:text done:text",
	"draft":    "key:text text:utf8 at:time",
	"step":     "english:text edits:[edit too_large:bool earlier:[step undone:[step kind:text n:int file:text",
	"edit":     "rec:bytes before:document",
	"inbox":    "area:text entry:document",
	"review":   "from:date to:date area:text text:text created:time modified:time",
	"filter": "name:text area:text from:date to:date types:[text kinds:[text outcomes:[text sources:[text tags:[text people:[text " +
		"strategies:[text text:text in_bin:bool newest:bool limit:int tests:[test",
	"test":         "of:text sign:text value:float",
	"snoozed":      "plans:[snoozed_plan",
	"snoozed_plan": "id:text time:time",
	"file_plan":    "name:text format:text columns:bytes plan:utf8 used:time",
	"measure": "id:text name:text kind:text of_day:bool areas:[text unit:text decimals:int low:float high:float better:text low_word:text " +
		"high_word:text choices:[choice ordered:bool pinned:bool order:int archived:bool created:time modified:time",
	"choice": "key:int name:text",
	"day":    "date:date values:[value note:text created:time modified:time",
	"value":  "measure:text value:float",
	"experiment": "id:text area:text name:text with:text without:text decides:text by:date started:time ended:time ended_early:bool " +
		"revealed:int skipped:[int pairs:[pair created:time modified:time",
	"pair": "commitment:bytes salt:bytes without_first:bool",
	"handout": "name:text kind:text title:text greeting:text areas:[text span:text from:date to:date left_out:[text names:text " +
		"private:bool letter:bool book:bool",
	"word": "word:text",
	"attachment": "id:text entry:text day:date name:text type:text size:int sum:bytes width:int height:int metadata:text added:time " +
		"file:bytes key:bytes small:int",
	"gone":     "all:opaque", // nothing that a person wrote
	"reminder": "id:text about:text text:text area:text days:int minute:int created:time modified:time",
}

// object is a map of a document, with names in place of keys.
type object = map[string]any

// document is a document with its kind.
type document struct {
	Kind   string `json:"kind"`
	Record string `json:"record,omitempty"`
	Schema int    `json:"schema"`
	// Later is set where a later version may have added something that is not here.
	Later bool   `json:"later,omitempty"`
	Doc   object `json:"doc,omitempty"`
}

// decode reads a document. depth is how many it is in.
func decode(b []byte, depth int) (document, error) {
	if len(b) < 2 || depth > 1 {
		return document{}, fmt.Errorf("%w: a document", errDamaged)
	}
	d := document{Kind: kinds[b[0]], Schema: int(b[1]), Later: b[1] > newestSchema}
	if d.Kind == "" {
		return document{Kind: strconv.Itoa(int(b[0])), Schema: int(b[1]), Later: true}, nil
	}
	v, err := decodeAs(d.Kind, b[2:], depth)
	if err != nil {
		return document{}, fmt.Errorf("%w: a document of kind %s: %w", errDamaged, d.Kind, err)
	}
	if d.Doc = v.(object); d.Kind == "experiment" {
		hideOrder(d.Doc)
	}
	return d, nil
}

// decodeAs reads a CBOR item as a type of docs/format.md.
func decodeAs(kind string, b cbor.RawMessage, depth int) (any, error) {
	switch kind {
	case "text", "date":
		return read[string](b)
	case "int":
		return read[int64](b)
	case "float":
		return read[float64](b)
	case "bool":
		return read[bool](b)
	case "values":
		return read[map[string]float64](b)
	case "opaque":
		return hex.EncodeToString(b), nil
	case "bytes", "utf8", "document":
		raw, err := read[[]byte](b)
		switch {
		case err != nil:
			return nil, err
		case kind == "document":
			return decode(raw, depth+1)
		case kind == "utf8" && utf8.Valid(raw):
			return string(raw), nil
		}
		return hex.EncodeToString(raw), nil
	case "time":
		t, err := read[[2]int64](b)
		if err != nil || t == [2]int64{} {
			return nil, err
		}
		if t[1] < 0 || t[1] >= 2880 {
			t[1] = 1440
		}
		return time.Unix(t[0], 0).In(time.FixedZone("", (int(t[1])-1440)*60)).Format(time.RFC3339), nil
	}
	if of, list := strings.CutPrefix(kind, "["); list {
		items, err := read[[]cbor.RawMessage](b)
		all := make([]any, len(items))
		for i := 0; i < len(items) && err == nil; i++ {
			all[i], err = decodeAs(of, items[i], depth)
		}
		return all, err
	}
	return decodeMap(kind, b, depth)
}

func decodeMap(kind string, b cbor.RawMessage, depth int) (object, error) {
	items, err := read[map[int64]cbor.RawMessage](b)
	if err != nil {
		return nil, err
	}
	shape := strings.Fields(shapes[kind])
	doc := object{}
	for _, key := range slices.Sorted(maps.Keys(items)) {
		if key < 1 || key > int64(len(shape)) || items[key][0] == 0xf6 {
			continue // of a later version, or null
		}
		name, of, _ := strings.Cut(shape[key-1], ":")
		v, err := decodeAs(of, items[key], depth)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if v != nil {
			doc[name] = v
		}
	}
	return doc, nil
}

func read[T any](b []byte) (v T, err error) {
	err = cbor.Unmarshal(b, &v)
	return v, err
}

// hideOrder removes the order of the pairs of an experiment that are not due.
func hideOrder(x object) {
	pairs, _ := x["pairs"].([]any)
	revealed, _ := x["revealed"].(int64)
	for i, p := range pairs {
		if pair, ok := p.(object); ok && x["ended"] == nil && revealed <= int64(2*i) {
			delete(pair, "salt")
			delete(pair, "without_first")
		}
	}
}
