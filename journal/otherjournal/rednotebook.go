package otherjournal

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"
)

const redNotebookName = "RedNotebook"

// RedNotebook reads the folder of RedNotebook, with one file for each month such as 2026-11.txt.
// Its entries are of days; an item of a category becomes a tag such as "Films: Alien".
func RedNotebook(ctx context.Context, files fs.FS) (*Export, error) {
	s, err := open(ctx, files)
	if err != nil {
		return nil, err
	}
	e := &Export{Columns: []Column{{"time", Text}, {"title", Text}, {"note", Text}}, List: "tags"}
	found := false
	for _, name := range s.names {
		month := monthFile.FindStringSubmatch(path.Base(name))
		if month == nil {
			if isMedia(name) {
				e.note(Media, name)
			} else if path.Base(name) != "configuration.cfg" {
				e.note(OddFiles, name)
			}
			continue
		}
		found = true
		if err := e.month(s, name, month[1]); err != nil {
			return nil, err
		}
	}
	if !found {
		return nil, &Error{Kind: KindNotFound, Value: redNotebookName}
	}
	return e.done(redNotebookName)
}

var monthFile = regexp.MustCompile(`^(\d{4}-(?:0[1-9]|1[0-2]))\.txt$`)

// month reads the file of a month: a YAML mapping from days to their texts and categories.
func (e *Export) month(s *source, name, month string) error {
	text, err := s.text(name, MaxMonth)
	if err != nil || strings.TrimSpace(text) == "" {
		return err
	}
	var document yaml.Node
	if err := yaml.Unmarshal([]byte(text), &document); err != nil {
		return &Error{Kind: KindSyntax, File: name, Line: yamlLine(err), Err: err}
	}
	if bad := checkYAML(&document, 0); bad != nil {
		bad.File = name
		return bad
	}
	if len(document.Content) == 0 {
		return nil
	}
	days := document.Content[0]
	for key, day := range pairs(days) {
		n, err := strconv.Atoi(key.Value)
		if err != nil || n < 1 || n > 31 || day.Kind != yaml.MappingNode {
			return &Error{Kind: KindNotEntry, File: name, Line: key.Line, Value: clip(key.Value)}
		}
		if err := e.day(name, fmt.Sprintf("%s-%02d", month, n), key.Line, day); err != nil {
			return err
		}
	}
	if days.Kind != yaml.MappingNode && days.Tag != "!!null" {
		return &Error{Kind: KindNotEntry, File: name, Line: days.Line, Value: clip(days.Value)}
	}
	return nil
}

func (e *Export) day(file, date string, line int, day *yaml.Node) error {
	text := ""
	var tags []string
	for key, value := range pairs(day) {
		if key.Value == "text" && value.Kind == yaml.ScalarNode {
			if value.Tag != "!!null" {
				text = value.Value
			}
			continue
		}
		for _, item := range yamlItems(value) {
			if !strings.EqualFold(key.Value, "tags") {
				item = key.Value + ": " + item
			}
			tags = append(tags, oneLine(item))
		}
		if len(yamlItems(value)) == 0 {
			tags = append(tags, oneLine(key.Value))
		}
	}
	if strings.TrimSpace(text) == "" && len(tags) == 0 {
		e.note(Empty)
		return nil
	}
	return e.addText(file, line, withHashtags(tags, text), "", date, "", text)
}

// yamlItems are the items of a category: the names of a mapping, or the values of a list.
func yamlItems(n *yaml.Node) []string {
	var items []string
	switch n.Kind {
	case yaml.MappingNode:
		for key, value := range pairs(n) {
			item := key.Value
			for _, more := range yamlItems(value) {
				item += ", " + more
			}
			items = append(items, item)
		}
	case yaml.SequenceNode:
		for _, value := range n.Content {
			items = append(items, yamlItems(value)...)
		}
	case yaml.ScalarNode:
		if n.Tag != "!!null" && n.Value != "" {
			items = append(items, n.Value)
		}
	}
	return items
}

// pairs yields the names and values of a mapping.
func pairs(n *yaml.Node) func(yield func(key, value *yaml.Node) bool) {
	return func(yield func(key, value *yaml.Node) bool) {
		if n.Kind != yaml.MappingNode {
			return
		}
		for i := 0; i+1 < len(n.Content); i += 2 {
			if !yield(n.Content[i], n.Content[i+1]) {
				return
			}
		}
	}
}

// checkYAML refuses what RedNotebook never writes: deep nesting, and aliases, which can make a
// small file huge.
func checkYAML(n *yaml.Node, depth int) *Error {
	if depth > MaxDepth {
		return &Error{Kind: KindDepth, Line: n.Line, Limit: MaxDepth}
	}
	if n.Kind == yaml.AliasNode {
		return &Error{Kind: KindNotEntry, Line: n.Line, Value: "*" + clip(n.Value)}
	}
	for _, sub := range n.Content {
		if bad := checkYAML(sub, depth+1); bad != nil {
			return bad
		}
	}
	return nil
}

var yamlLineNumber = regexp.MustCompile(`line (\d+)`)

// yamlLine is the line that an error of the YAML reader names.
func yamlLine(err error) int {
	if m := yamlLineNumber.FindStringSubmatch(err.Error()); m != nil {
		n, _ := strconv.Atoi(m[1]) // digits
		return n
	}
	return 1
}

var hashtag = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?:^|[^\pL\pN_&=/#])#([\pL\pN_]*\pL[\pL\pN_]*)`) })

// withHashtags adds the words that begin with # in a text, which RedNotebook takes for tags too.
func withHashtags(tags []string, text string) []string {
	seen := map[string]bool{}
	for _, tag := range tags {
		seen[strings.ToLower(tag)] = true
	}
	for _, m := range hashtag().FindAllStringSubmatch(text, maxItems) {
		if key := strings.ToLower(m[1]); !seen[key] {
			seen[key] = true
			tags = append(tags, m[1])
		}
	}
	return tags
}
