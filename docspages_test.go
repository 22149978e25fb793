package enactive_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
)

// document is a Markdown file of the project.
type document struct {
	file    string
	source  []byte
	root    ast.Node
	anchors []string
}

func documents(t *testing.T) map[string]*document {
	t.Helper()
	var files []string
	for _, pattern := range []string{"*.md", "docs/*.md", "docs/*/*.md"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	all := map[string]*document{}
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		d := &document{file: file, source: source}
		d.root = goldmark.New(goldmark.WithExtensions(extension.Table)).Parser().Parse(text.NewReader(source))
		d.walk(t, func(n ast.Node) {
			if h, ok := n.(*ast.Heading); ok {
				d.anchors = append(d.anchors, anchor(d.text(h)))
			}
		})
		all[filepath.ToSlash(file)] = d
	}
	if all["README.md"] == nil || len(all) < 10 {
		t.Fatalf("only %d documents were found: is this the root of the project?", len(all))
	}
	return all
}

func (d *document) walk(t *testing.T, see func(ast.Node)) {
	t.Helper()
	err := ast.Walk(d.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			see(n)
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// text returns the words of a node, without their marks.
func (d *document) text(n ast.Node) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if s, ok := c.(*ast.Text); ok {
			b.Write(s.Segment.Value(d.source))
			if s.SoftLineBreak() {
				b.WriteByte(' ')
			}
			continue
		}
		b.WriteString(d.text(c))
	}
	return b.String()
}

// anchor returns the name that GitHub gives to a heading.
func anchor(heading string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), r == '-', r == '_':
			return unicode.ToLower(r)
		case r == ' ':
			return '-'
		}
		return -1
	}, heading)
}

// TestEveryLinkOfTheDocumentsLeadsSomewhere follows the links and pictures within the project. What is
// elsewhere is not looked up: no test uses a network.
func TestEveryLinkOfTheDocumentsLeadsSomewhere(t *testing.T) {
	all := documents(t)
	shown := map[string]bool{}
	seen := 0
	for _, d := range all {
		follow := func(link string) {
			if strings.Contains(link, "://") || strings.HasPrefix(link, "mailto:") {
				return
			}
			seen++
			path, to, _ := strings.Cut(link, "#")
			target := d.file
			if path != "" {
				target = filepath.Join(filepath.Dir(d.file), path)
			}
			target = filepath.ToSlash(target)
			shown[target] = true
			if _, err := os.Stat(target); err != nil {
				t.Errorf("%s links to %s, which is not there", d.file, link)
				return
			}
			if to == "" {
				return
			}
			if other := all[target]; other == nil || !slices.Contains(other.anchors, to) {
				t.Errorf("%s links to %s, and there is no such heading", d.file, link)
			}
		}
		d.walk(t, func(n ast.Node) {
			switch n := n.(type) {
			case *ast.Link:
				follow(string(n.Destination))
			case *ast.Image:
				follow(string(n.Destination))
				if len(d.text(n)) < 4 {
					t.Errorf("%s shows %s without saying in words what it is", d.file, n.Destination)
				}
			}
		})
	}
	if seen < 30 {
		t.Errorf("only %d links were followed", seen)
	}
	pictures, err := filepath.Glob("docs/pictures/*")
	if err != nil {
		t.Fatal(err)
	}
	size := int64(0)
	for _, p := range pictures {
		info, err := os.Stat(p)
		if err != nil {
			t.Fatal(err)
		}
		size += info.Size()
		if !shown[filepath.ToSlash(p)] {
			t.Errorf("no document shows %s", p)
		}
	}
	if size > 700_000 {
		t.Errorf("the pictures of the documents have %d bytes; make them with \"make handbook-pictures\"", size)
	}
	for file := range all {
		if strings.HasPrefix(file, "docs/") && !shown[file] {
			t.Errorf("no document links to %s", file)
		}
	}
}

// TestTheWindowsWordsInTheHandbookAreItsWords looks up what the handbook prints in bold, by which it means
// words that stand in the window.
func TestTheWindowsWordsInTheHandbookAreItsWords(t *testing.T) {
	says := spoken(t)
	seen := 0
	for file, d := range documents(t) {
		if !strings.HasPrefix(file, "docs/handbook/") && file != "README.md" && file != "docs/ideas.md" {
			continue
		}
		d.walk(t, func(n ast.Node) {
			e, ok := n.(*ast.Emphasis)
			if !ok || e.Level != 2 {
				return
			}
			seen++
			if words := d.text(e); !says(words) {
				t.Errorf("%s quotes %q, which the window does not say", file, words)
			}
		})
	}
	if seen < 50 {
		t.Errorf("only %d quotations were found", seen)
	}
}

// spoken returns whether something is a message of the window, with any values.
func spoken(t *testing.T) func(words string) bool {
	t.Helper()
	b, err := os.ReadFile("journal/wording/english.json")
	if err != nil {
		t.Fatal(err)
	}
	var messages map[string]any
	if err := json.Unmarshal(b, &messages); err != nil {
		t.Fatal(err)
	}
	exact := map[string]bool{}
	var patterns []*regexp.Regexp
	value := regexp.MustCompile(`\{\{\.\w+\}\}`)
	add := func(message string) {
		exact[message] = true
		fixed := value.ReplaceAllString(message, "")
		if fixed == message || len(fixed) < 8 { // a message of little but values would allow anything
			return
		}
		var p strings.Builder
		last := 0
		for _, at := range value.FindAllStringIndex(message, -1) {
			p.WriteString(regexp.QuoteMeta(message[last:at[0]]) + ".+")
			last = at[1]
		}
		patterns = append(patterns, regexp.MustCompile("^"+p.String()+regexp.QuoteMeta(message[last:])+"$"))
	}
	for _, m := range messages {
		switch m := m.(type) {
		case string:
			add(m)
		case map[string]any:
			for _, form := range m {
				add(form.(string))
			}
		}
	}
	return func(words string) bool {
		return exact[words] || slices.ContainsFunc(patterns, func(p *regexp.Regexp) bool { return p.MatchString(words) })
	}
}

// TestTheReadmeFitsOneScreenAndHasTheTwoCommands reads what a newcomer reads first.
func TestTheReadmeFitsOneScreenAndHasTheTwoCommands(t *testing.T) {
	b, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	if lines := strings.Count(string(b), "\n"); lines > 60 {
		t.Errorf("README.md has %d lines; what does not fit 60 belongs into the handbook", lines)
	}
	makefile, err := os.ReadFile("Makefile")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"run", "test"} {
		if !strings.Contains(string(b), "\n    make "+name) {
			t.Errorf("README.md does not say \"make %s\"", name)
		}
		if !strings.Contains(string(makefile), "\n"+name+":") {
			t.Errorf("the Makefile has no %s", name)
		}
	}
}
