package otherjournal

import (
	"context"
	"encoding/json"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"enactive/journal/jsonparts"
	"enactive/journal/table"
)

// maxHead is how much of a file is looked at to recognise it.
const maxHead = 1 << 20

// looked is what the first files of an export look like.
type looked struct {
	*source
	heads map[string]string
}

// look lists the files; nil if that fails.
func look(ctx context.Context, files fs.FS) *looked {
	s, err := open(ctx, files)
	if err != nil {
		return nil
	}
	return &looked{s, map[string]string{}}
}

// anyOf reports whether one of the first files with an extension is as is says.
func (l *looked) anyOf(is func(head string) bool, extensions ...string) bool {
	const most = 20
	if l == nil {
		return false
	}
	for i, name := range l.with(extensions...) {
		if i == most {
			break
		}
		if is(l.head(name, maxHead)) {
			return true
		}
	}
	return false
}

// IsJrnl reports whether the files look like those of jrnl.
func IsJrnl(ctx context.Context, files fs.FS) bool {
	l := look(ctx, files)
	return l.anyOf(func(head string) bool {
		if isJrnlEncrypted(head) {
			return true
		}
		for i, line := range strings.SplitN(head, "\n", 6) {
			if _, _, ok := jrnlStart(strings.TrimSuffix(line, "\r")); ok && i < 5 {
				return true
			}
		}
		return false
	}, ".txt", ".jrnl", ".journal") || l.anyOf(func(head string) bool { return isJrnlObject(firstEntryOf(head)) }, ".json") ||
		l.anyOf(func(head string) bool { return jrnlYAMLHead(head) }, ".md")
}

func jrnlYAMLHead(head string) bool {
	return strings.HasPrefix(head, "---\ntitle: ") && strings.Contains(head, "\nstarred: ") && strings.Contains(head, "\ndate: ")
}

// IsDayOne reports whether the files look like those of Day One.
func IsDayOne(ctx context.Context, files fs.FS) bool {
	return look(ctx, files).anyOf(func(head string) bool { return isDayOne(firstEntryOf(head)) }, ".json")
}

// IsMiniDiarium reports whether the files look like those of Mini Diarium.
func IsMiniDiarium(ctx context.Context, files fs.FS) bool {
	return look(ctx, files).anyOf(func(head string) bool {
		first := firstEntryOf(head)
		_, updated := first["dateUpdated"]
		_, text := first["text"]
		return updated && text
	}, ".json")
}

// IsDiarium reports whether the files look like those of Diarium.
func IsDiarium(ctx context.Context, files fs.FS) bool {
	return look(ctx, files).anyOf(func(head string) bool {
		first := firstEntryOf(head)
		_, html := first["html"]
		return strings.HasPrefix(strings.TrimSpace(head), "[") && html && first.text("date") != ""
	}, ".json")
}

// IsJourney reports whether the files look like those of Journey.
func IsJourney(ctx context.Context, files fs.FS) bool {
	return look(ctx, files).anyOf(func(head string) bool {
		return isJourney(firstEntryOf(head))
	}, ".json")
}

// IsLoop reports whether the files look like those of Loop Habit Tracker.
func IsLoop(ctx context.Context, files fs.FS) bool {
	l := look(ctx, files)
	if l == nil {
		return false
	}
	if l.isSingle() && l.isDatabase(l.names[0]) {
		_, err := Loop(ctx, files)
		return err == nil
	}
	root, ok := l.loopRoot()
	if !ok {
		return false
	}
	head := l.head(path.Join(root, "Habits.csv"), maxHead) + l.head(path.Join(root, "Checkmarks.csv"), maxHead)
	return strings.HasPrefix(head, "Position,Name,") || strings.HasPrefix(head, "Date,") && strings.Contains(head, "YES_")
}

// IsRedNotebook reports whether the files look like those of RedNotebook.
func IsRedNotebook(ctx context.Context, files fs.FS) bool {
	l := look(ctx, files)
	if l == nil {
		return false
	}
	for _, name := range l.names {
		if monthFile.MatchString(path.Base(name)) && redNotebookHead.MatchString(l.head(name, maxHead)) {
			return true
		}
	}
	return false
}

// IsDaylio reports whether the files look like those of Daylio.
func IsDaylio(ctx context.Context, files fs.FS) bool {
	l := look(ctx, files)
	return l.anyOf(func(head string) bool {
		line, _, _ := strings.Cut(head, "\n")
		t, err := table.Read(ctx, strings.NewReader(line+"\n"), table.Options{Header: 1})
		if err != nil {
			return false
		}
		_, ok := daylioLayout(t)
		return ok
	}, ".csv", ".tsv", ".txt") || l.anyOf(func(head string) bool { return isDaylioBackup(head[:min(len(head), 1000)]) }, ".daylio")
}

// firstEntryOf is the first entry at the beginning of a JSON file: of its list "entries", or of
// the list that it is, or itself.
func firstEntryOf(head string) object {
	d := json.NewDecoder(strings.NewReader(head))
	t, err := d.Token()
	if err != nil || jsonparts.TooDeep([]byte(head), MaxDepth) >= 0 {
		return nil
	}
	if t == json.Delim('{') {
		for {
			name, err := d.Token()
			if err == nil && name == json.Delim('}') {
				o, _ := objectOf([]byte(head[:d.InputOffset()]))
				return o
			}
			if err != nil || name == "entries" {
				break
			}
			var skipped json.RawMessage
			if d.Decode(&skipped) != nil {
				return nil
			}
		}
		if t, err = d.Token(); err != nil {
			return nil
		}
		if t == json.Delim('{') { // days as names
			if _, err = d.Token(); err != nil {
				return nil
			}
		}
	}
	var first json.RawMessage
	if d.Decode(&first) != nil { // it is longer than the head
		return nil
	}
	o, _ := objectOf(first)
	return o
}

var redNotebookHead = regexp.MustCompile(`(?m)^\d{1,2}:($|\s*\{|\s+\w)`)
