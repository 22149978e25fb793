package translations

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

// sentences writes every sentence of the code into a file, for whoever translates:
// go test ./resources/translations -sentences /tmp/english.json
var sentences = flag.String("sentences", "", "write all sentences of the code into this file")

// english are the sentences of the code, as a file of a language would hold them.
func english(t *testing.T) map[string]any {
	t.Helper()
	all := map[string]any{}
	for key, m := range collect(t, "../..") {
		all[key] = m.other
		if m.counted {
			all[key] = map[string]any{"one": m.one, "other": m.other}
		}
	}
	return all
}

// TestTheSentencesOfTheCodeCanBeTranslated looks at what is collected from the code.
func TestTheSentencesOfTheCodeCanBeTranslated(t *testing.T) {
	all := english(t)
	if len(all) < 50 {
		t.Fatalf("only %d sentences were found: is this the source?", len(all))
	}
	// The reader of the files takes these for parts of one sentence.
	for _, word := range []string{"id", "description", "hash", "leftdelim", "rightdelim", "zero", "one", "two", "few", "many", "other"} {
		if _, ok := all[word]; ok {
			t.Errorf("the word %q cannot be a key: give it a context, as in %q", word, word+" [number]")
		}
	}
	if *sentences == "" {
		return
	}
	if err := os.WriteFile(*sentences, written(t, all), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestEveryLanguageIsComplete compares the keys, plural forms and named values of each
// language with those of the English.
func TestEveryLanguageIsComplete(t *testing.T) {
	english := english(t)
	for _, l := range Languages() {
		if l.Code == "en" {
			continue
		}
		t.Run(l.Code, func(t *testing.T) {
			theirs := read(t, l.Code)
			if missing := without(english, theirs); len(missing) > 0 {
				t.Errorf("%d sentences are missing: %q", len(missing), missing)
			}
			for _, key := range without(theirs, english) {
				t.Errorf("%q is said nowhere", key)
			}
			for key, value := range theirs {
				if e, ok := english[key]; ok {
					checkMessage(t, l.Code, key, e, value)
				}
			}
		})
	}
}

func checkMessage(t *testing.T, code, key string, english, value any) {
	t.Helper()
	forms, counted := value.(map[string]any)
	if _, want := english.(map[string]any); want != counted {
		t.Errorf("%q: forms for one and many are there: %v, want %v", key, counted, want)
		return
	}
	allowed := places(key)
	if !counted {
		text, _ := value.(string)
		if text == "" {
			t.Errorf("%q is not translated", key)
		}
		if got := places(text); !maps.Equal(got, allowed) {
			t.Errorf("%q has the values %v, want %v", text, names(got), names(allowed))
		}
		return
	}
	for _, form := range pluralForms(code) {
		if text, _ := forms[form].(string); text == "" {
			t.Errorf("%q has no form for %q", key, form)
		}
	}
	allowed["N"] = true
	for form, text := range forms {
		for name := range places(text.(string)) {
			if !allowed[name] {
				t.Errorf("%q, form %q, has a value %q that the English has not", key, form, name)
			}
		}
		if form == "other" && !places(text.(string))["N"] && places(key)["N"] {
			t.Errorf("%q, form %q, does not say how many", key, form)
		}
	}
}

// pluralForms are the forms that a language needs for whole numbers up to a million.
func pluralForms(code string) []string {
	if code == "ja" {
		return []string{"other"}
	}
	return []string{"one", "other"}
}

func read(t *testing.T, code string) map[string]any {
	t.Helper()
	data, err := fs.ReadFile(files, code+".json")
	if errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("there is no %s.json", code)
	}
	var all map[string]any
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatalf("reading %s.json: %v", code, err)
	}
	return all
}

func written(t *testing.T, all map[string]any) []byte {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "\t")
	if err := e.Encode(all); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// without returns the keys of a that b lacks.
func without(a, b map[string]any) []string {
	var missing []string
	for key := range a {
		if _, ok := b[key]; !ok {
			missing = append(missing, key)
		}
	}
	slices.Sort(missing)
	return missing
}

func names(m map[string]bool) string { return strings.Join(slices.Sorted(maps.Keys(m)), ", ") }
