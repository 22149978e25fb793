package exchange

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// shown writes what a front matter says, a key a line.
func shown(m frontMatter) []string {
	var all []string
	for _, p := range m.properties {
		if p.list {
			all = append(all, fmt.Sprintf("%s=%q", p.key, p.items))
		} else {
			all = append(all, fmt.Sprintf("%s=%q", p.key, p.text))
		}
	}
	for _, s := range m.unknown {
		all = append(all, "?"+s)
	}
	return all
}

func TestFrontMatterIsReadAsPeopleWriteIt(t *testing.T) {
	for _, c := range []struct {
		yaml string
		want []string
	}{
		{"a: b", []string{`a="b"`}},
		{"a:   b  # why", []string{`a="b"`}},
		{"a: b#c", []string{`a="b#c"`}},
		{"a: http://x.y/z", []string{`a="http://x.y/z"`}},
		{"a: b: c", []string{`a="b: c"`}},
		{"a:b", []string{`?a:b`}},
		{"a:", []string{`a=""`}},
		{"a: null\nb: ~", []string{`a=""`, `b=""`}},
		{"# only\n\na: 'it''s'", []string{`a="it's"`}},
		{`a: "x\n\"y\" \u00e9\x41\U0001F600\/"`, []string{`a="x\n\"y\" éA😀/"`}},
		{`a: "x\q"`, []string{`a="\"x\\q\""`}},
		{`a: "x" y`, []string{`a="\"x\" y"`}},
		{`a: "x`, []string{`a="\"x"`}},
		{"a: \"x\n  y\"\nb: c", []string{`a="x y"`, `b="c"`}},
		{"a: x\n  y\nb: c", []string{`a="x y"`, `b="c"`}},
		{"a: [b, 'c, d', \"e\"]", []string{`a=["b" "c, d" "e"]`}},
		{"a: []", []string{`a=[]`}},
		{"a: [b,\n  c,\n]\nd: e", []string{`a=["b" "c"]`, `d="e"`}},
		{"a: [b, [c]]", []string{`a="[b, [c]]"`}},
		{"a: [[b]]", []string{`a="[[b]]"`}},
		{"a: [[[b|c]], d]", []string{`a=["[[b|c]]" "d"]`}},
		{"a: {b: c}", []string{`a="{b: c}"`}},
		{"a:\n  - b\n  - 'c: d'\n  - [[e]]\n\nf: g", []string{`a=["b" "c: d" "[[e]]"]`, `f="g"`}},
		{"a:\n- b\n- c # why\nd: e", []string{`a=["b" "c"]`, `d="e"`}},
		{"a:\n  - b: c\n    d: e\nf: g", []string{`a="- b: c\n  d: e"`, `f="g"`}},
		{"a:\n  b: c\n  d:\n    - e", []string{`a="b: c\nd:\n  - e"`}},
		{"a: |\n  b\n    c\n\n  d\ne: f", []string{`a="b\n  c\n\nd"`, `e="f"`}},
		{"a: >-\n  b\n  c\n\n  d\ne: f", []string{`a="b c\nd"`, `e="f"`}},
		{"a: | b", []string{`a="| b"`}},
		{"a: &x b\nc: *x", []string{`a="&x b"`, `c="*x"`}},
		{"- a", []string{`?- a`}},
		{"  a: b", []string{`?  a: b`}},
		{"\"a b\": c", []string{`a b="c"`}},
		{"a: b\na: c", []string{`a="b"`, `a="c"`}},
		{"<% tp %>", []string{`?<% tp %>`}},
	} {
		if got := shown(readFrontMatter(strings.Split(c.yaml, "\n"))); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%q: got %q, want %q", c.yaml, got, c.want)
		}
	}
}

func TestAFrontMatterNeedsItsEnd(t *testing.T) {
	for file, want := range map[string]int{"---\na: b\n---\nc": 3, "---\na: b\n...\nc": 3, "---  \n---": 2, "---\na: b": 0, "a\n---\n---": 0, "": 0, "----\n---": 0} {
		if _, _, at := cutFrontMatter(file); at != want {
			t.Errorf("the text of %q begins at line %d, want %d", file, at, want)
		}
	}
}

func TestTextsSurviveYAML(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { survives(t, rapid.String().Draw(t, "text")) })
}

// survives checks that a text comes back from a value and from an item, and that a line of prose
// does.
func survives(t interface{ Fatalf(string, ...any) }, s string) {
	s = strings.ToValidUTF8(s, "")
	yaml := "a: " + string(appendScalar(nil, s)) + "\nb:\n  - " + string(appendScalar(nil, s)) + "\n  - end"
	m := readFrontMatter(strings.Split(yaml, "\n"))
	items := []string{s, "end"}
	if s == "" {
		items = items[1:]
	}
	if len(m.properties) != 2 || m.properties[0].text != s || !reflect.DeepEqual(m.properties[1].items, items) {
		t.Fatalf("%q became %q by %q", s, shown(m), yaml)
	}
	prose := string(appendProse(nil, s))
	if got := proseOf("\n" + prose + "\n"); got != s {
		t.Fatalf("the text %q became %q by %q", s, got, prose)
	}
	for _, line := range strings.Split(prose, "\n") {
		if isEntryHeading(line) || isDayHeading(line) || headedColumn(line) != nil {
			t.Fatalf("the text %q has a line %q", s, line)
		}
	}
	if title := strings.Join(strings.Fields(s), " "); titleIn(string(appendTitle(nil, title))) != title {
		t.Fatalf("the title %q became %q", title, titleIn(string(appendTitle(nil, title))))
	}
}

func FuzzFrontMatter(f *testing.F) {
	for _, s := range []string{"a: b", "a: [b, c", "a: \"x\n y\"", "a: |\n b", "a:\n- b\n-\n", "'a: b", "\\## 18:05", "a: \"\\u12", "[: ]", ">: |", "- - a"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		survives(t, s)
		lines := strings.Split(plainLines(s), "\n")
		m := readFrontMatter(lines)
		for _, line := range lines {
			if text := strings.TrimSpace(line); text != "" && text[0] != '#' && len(m.properties)+len(m.unknown) == 0 {
				t.Fatalf("nothing of %q was read", s)
			}
		}
		for _, p := range m.properties {
			if p.key == "" || p.list && p.text != "" {
				t.Fatalf("%q gives %+v", s, p)
			}
		}
	})
}
