package translations

import (
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"

	"enactive/journal/wording"
	"enactive/resources/translations/source"
)

// TestEveryMessageOfTheCodeExists compares the ids in the code with the English, both ways.
func TestEveryMessageOfTheCodeExists(t *testing.T) {
	uses, err := source.Uses("../..")
	if err != nil {
		t.Error(err)
	}
	if len(uses) < 1000 {
		t.Fatalf("found only %d uses of messages: is this the source?", len(uses))
	}
	english := wording.English()
	for _, wrong := range source.Wrong(uses, english) {
		t.Error(wrong)
	}
	// go-i18n treats these keys as parts of one message.
	for _, word := range []string{"id", "description", "hash", "leftdelim", "rightdelim", "zero", "one", "two", "few", "many", "other"} {
		if _, ok := english[word]; ok {
			t.Errorf("the id %q is reserved", word)
		}
	}
}

// TestEveryLanguageIsComplete compares the ids, plural forms and named values of each language
// with those of the English.
func TestEveryLanguageIsComplete(t *testing.T) {
	english := wording.English()
	for _, l := range Languages() {
		if l.Code == "en" {
			continue
		}
		t.Run(l.Code, func(t *testing.T) {
			theirs := read(t, l.Code)
			if missing := without(english, theirs); len(missing) > 0 {
				t.Errorf("%d messages are missing: %q", len(missing), missing)
			}
			for _, id := range without(theirs, english) {
				t.Errorf("%q is not a message", id)
			}
			for id, value := range theirs {
				if e, ok := english[id]; ok {
					checkMessage(t, l.Code, id, e, value)
				}
			}
		})
	}
}

func checkMessage(t *testing.T, code, id string, english wording.Message, value any) {
	t.Helper()
	forms, counted := value.(map[string]any)
	if english.IsCounted() != counted {
		t.Errorf("%q: counted is %v, want %v", id, counted, english.IsCounted())
		return
	}
	allowed := valueNames(english.Other)
	if !counted {
		text, _ := value.(string)
		if text == "" {
			t.Errorf("%q is not translated", id)
		}
		if got := valueNames(text); !maps.Equal(got, allowed) {
			t.Errorf("%q has the values %v, want %v", text, names(got), names(allowed))
		}
		return
	}
	for _, form := range pluralForms(code) {
		if text, _ := forms[form].(string); text == "" {
			t.Errorf("%q has no form for %q", id, form)
		}
	}
	says := allowed["N"]
	allowed["N"] = true
	for form, text := range forms {
		for name := range valueNames(text.(string)) {
			if !allowed[name] {
				t.Errorf("%q, form %q, has a value %q that the English lacks", id, form, name)
			}
		}
		if form == "other" && !valueNames(text.(string))["N"] && says {
			t.Errorf("%q, form %q, lacks the number", id, form)
		}
	}
}

// pluralForms returns the forms that a language needs for whole numbers up to a million.
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

// without returns the keys of a that b lacks.
func without[A, B any](a map[string]A, b map[string]B) []string {
	var missing []string
	for key := range a {
		if _, ok := b[key]; !ok {
			missing = append(missing, key)
		}
	}
	slices.Sort(missing)
	return missing
}

// valueNames returns the names in {{.Name}} of a text.
func valueNames(text string) map[string]bool {
	found := map[string]bool{}
	for {
		_, rest, ok := strings.Cut(text, "{{.")
		if !ok {
			return found
		}
		name, after, _ := strings.Cut(rest, "}}")
		found[name] = true
		text = after
	}
}

func names(m map[string]bool) string { return strings.Join(slices.Sorted(maps.Keys(m)), ", ") }

// TestMarksAreThoseOfTheLanguage looks for an apostrophe of the typewriter in French, which has its own, and for dots that
// stand for more without the space that the English has before them.
func TestMarksAreThoseOfTheLanguage(t *testing.T) {
	english := wording.English()
	for _, l := range Languages() {
		if l.Code == "en" || l.Code == "ja" { // Japanese has its dots without a space
			continue
		}
		for id, value := range read(t, l.Code) {
			texts := []string{}
			switch v := value.(type) {
			case string:
				texts = append(texts, v)
			case map[string]any: // one and other
				for _, form := range v {
					texts = append(texts, form.(string))
				}
			}
			for _, text := range texts {
				if l.Code == "fr" && strings.Contains(text, "'") {
					t.Errorf("%s: %q has a straight apostrophe: %s", l.Code, id, text)
				}
				if strings.HasSuffix(english[id].Other, " …") && strings.HasSuffix(text, "…") && !strings.HasSuffix(text, " …") {
					t.Errorf("%s: %q has no space before its dots: %s", l.Code, id, text)
				}
			}
		}
	}
}
