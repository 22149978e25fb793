package main

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// writeProject writes a project with two messages and their two uses.
func writeProject(t *testing.T) (root string) {
	t.Helper()
	root = t.TempDir()
	files := map[string]string{
		englishFile:    `{"n-entries": {"one": "{{.N}} entry", "other": "{{.N}} entries"}, "hello": "Hello"}`,
		"code/code.go": "package code\n\nimport \"enactive/journal/wording\"\n\nvar hello = wording.Say(\"hello\") + wording.Say(\"hello\")\n\nvar n = wording.Count(2, \"n-entries\")\n",
	}
	for _, l := range languages() {
		files[folder+"/"+l+".json"] = `{"n-entries": {"one": "{{.N}}", "other": "{{.N}}"}, "hello": "` + l + `"}`
	}
	for name, text := range files {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, l := range languages() {
		order(t, root, "looked", l)
	}
	return root
}

func order(t *testing.T, root string, words ...string) string {
	t.Helper()
	var out bytes.Buffer
	if err := run(root, words, &out); err != nil {
		t.Fatalf("%q: %v\n%s", words, err, &out)
	}
	return out.String()
}

func text(t *testing.T, root, name string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestChangedEnglishMakesItsTranslationsOutdated(t *testing.T) {
	root := writeProject(t)
	if got := order(t, root); !strings.Contains(got, "2 messages in 6 languages; 0 translations are to be looked at") {
		t.Fatalf("the output is %q", got)
	}
	better := strings.Replace(text(t, root, englishFile), "Hello", "Good day", 1)
	if err := os.WriteFile(filepath.Join(root, englishFile), []byte(better), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := order(t, root); !strings.Contains(got, `de: "hello" is to be looked at`) || !strings.Contains(got, "; 5 translations are to be looked at") {
		t.Errorf("the output is %q", got)
	}
	order(t, root, "say", "de", "hello", "Guten Tag")
	order(t, root, "looked", "fr", "hello")
	if got := order(t, root); !strings.Contains(got, "; 3 translations are to be looked at") {
		t.Errorf("the output is %q", got)
	}
}

func TestRenameChangesTheCodeToo(t *testing.T) {
	root := writeProject(t)
	order(t, root, "rename", "hello", "good-day")
	for _, name := range []string{"code/code.go", englishFile, folder + "/ja.json", seenFile} {
		if got := text(t, root, name); strings.Contains(got, `"hello"`) || !strings.Contains(got, `"good-day"`) {
			t.Errorf("%s is\n%s", name, got)
		}
	}
	order(t, root)
}

func TestMissingAndUnusedMessagesAreReported(t *testing.T) {
	for name, c := range map[string]struct {
		orders [][]string
		code   string
		want   string
	}{
		"a message that a language lacks": {orders: [][]string{{"add", "bye", "Goodbye"}}, want: `ja: "bye" is missing: Goodbye`},
		"a message that nobody says":      {orders: [][]string{{"add", "bye", "Goodbye"}}, want: `"bye" is said nowhere`},
		"an id that is no message":        {code: `wording.Say("bye")`, want: `code.go:8: "bye" is in no file`},
		"one that is not counted":         {code: `wording.Count(3, "hello")`, want: `"hello" is counted in the code: true`},
	} {
		t.Run(name, func(t *testing.T) {
			root := writeProject(t)
			for _, o := range c.orders {
				order(t, root, o...)
			}
			if c.code != "" {
				path := filepath.Join(root, "code/code.go")
				if err := os.WriteFile(path, []byte(text(t, root, "code/code.go")+"var more = "+c.code+"\n"), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			var out bytes.Buffer
			if err := run(root, nil, &out); err == nil || !strings.Contains(out.String(), c.want) {
				t.Errorf("the output is %q (%v), want %q", &out, err, c.want)
			}
		})
	}
}

func TestImpossibleCommandsAreRefused(t *testing.T) {
	root := writeProject(t)
	before := map[string]string{}
	for _, name := range []string{englishFile, folder + "/de.json", seenFile} {
		before[name] = text(t, root, name)
	}
	for _, words := range [][]string{
		{"add", "hello", "again"}, {"add", "Not an id", "x"}, {"add", "id", "a", "b", "c"},
		{"remove", "hello"}, {"remove", "nothing"}, {"rename", "nothing", "x"}, {"rename", "hello", "n-entries"},
		{"say", "tlh", "hello", "x"}, {"say", "de", "nothing", "x"}, {"looked", "tlh"}, {"looked", "de", "nothing"}, {"dance"},
	} {
		if err := run(root, words, &bytes.Buffer{}); err == nil {
			t.Errorf("the command %q succeeded", words)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(before)) {
		if got := text(t, root, name); got != before[name] {
			t.Errorf("%s was changed to\n%s", name, got)
		}
	}
}
