package formatdoc

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// snake returns a name of Go as the description writes it.
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

// typeOf returns the type of a field as the description names it, and the struct behind it, if any. Dates and documents are strings
// and bytes to Go.
func typeOf(t reflect.Type) (names []string, inner reflect.Type) {
	switch {
	case t.Name() == "stamp":
		return []string{"time"}, nil
	case t == reflect.TypeFor[[]byte]():
		return []string{"bytes", "document"}, nil
	case t.Kind() == reflect.Pointer:
		return typeOf(t.Elem())
	case t.Kind() == reflect.Slice:
		names, inner = typeOf(t.Elem())
		for i := range names {
			names[i] = "[" + names[i] + "]"
		}
		return names, inner
	case t.Kind() == reflect.Struct:
		return []string{ShapeName(t)}, t
	case t.Kind() == reflect.String:
		return []string{"text", "date"}, nil
	case t.Kind() == reflect.Bool:
		return []string{"bool"}, nil
	case t.Kind() == reflect.Float64:
		return []string{"float"}, nil
	}
	return []string{"int"}, nil
}

// ShapeName returns the name of a form of documents.
func ShapeName(shape reflect.Type) string { return strings.TrimSuffix(snake(shape.Name()), "_doc") }

// Shape compares a form of documents, and those within it, with their tables;
// kind is 0 for what is in documents only. The fields of an array have places in place of keys.
func Shape(t *testing.T, shape reflect.Type, kind int, seen map[reflect.Type]bool) {
	if seen[shape] {
		return
	}
	seen[shape] = true
	name := ShapeName(shape)
	heading := "### " + name
	if kind != 0 {
		heading += " (kind " + strconv.Itoa(kind) + ")"
	}
	rows := Table(t, heading)
	fields := map[string]reflect.StructField{}
	for i := range shape.NumField() {
		tag, _, _ := strings.Cut(shape.Field(i).Tag.Get("cbor"), ",")
		if first := shape.Field(0); first.Name == "_" {
			if i == 0 {
				continue // says that it is an array
			}
			tag = strconv.Itoa(i - 1)
		}
		fields[tag] = shape.Field(i)
	}
	if len(rows) != len(fields) {
		t.Errorf("%s has %d fields, and docs/format.md %d", name, len(fields), len(rows))
	}
	for _, row := range rows {
		f, exists := fields[row[0]]
		if !exists {
			t.Errorf("%s has no key %s", name, row[0])
			continue
		}
		if snake(f.Name) != row[1] {
			t.Errorf("key %s of %s is %s, and in docs/format.md %s", row[0], name, snake(f.Name), row[1])
		}
		told, optional := strings.CutSuffix(row[2], "?")
		names, inner := typeOf(f.Type)
		if !slices.Contains(names, told) {
			t.Errorf("%s of %s is one of %q, and in docs/format.md %s", row[1], name, names, told)
		}
		if tag := f.Tag.Get("cbor"); optional != (strings.Contains(tag, "omitempty") || strings.Contains(tag, "omitzero")) {
			t.Errorf("%s of %s can be left out in one of both only", row[1], name)
		}
		if inner != nil {
			Shape(t, inner, 0, seen)
		}
	}
}
