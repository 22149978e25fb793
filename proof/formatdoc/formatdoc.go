// Package formatdoc holds docs/format.md against the code: tests of the packages whose bytes it describes compare their constants and the
// tables of their documents with it, and compute the test vectors of testdata/format. Only tests use it.
package formatdoc

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var write = flag.Bool("vectors", false, "write the test vectors anew; bytes of a released format never change")

// root returns the folder of the project.
func root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	for err == nil {
		if _, statErr := os.Stat(filepath.Join(dir, "go.mod")); statErr == nil {
			return dir
		}
		if filepath.Dir(dir) == dir {
			break
		}
		dir = filepath.Dir(dir)
	}
	t.Fatalf("the test does not run in the project (%v)", err)
	return ""
}

// Vector is the inputs and outputs of a layer; bytes are in hexadecimal.
type Vector map[string]string

// Check compares a vector, as computed now, with its file.
func Check(t testing.TB, file string, now Vector) {
	t.Helper()
	if *write {
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		e.SetIndent("", " ")
		if err := e.Encode(now); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(root(t), "testdata", "format", file), b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	was := Read(t, file)
	for name, value := range now {
		if was[name] != value {
			t.Errorf("%s: %s is now %.200s, was %.200s", file, name, value, was[name])
		}
	}
	if len(was) != len(now) {
		t.Errorf("%s has %d values, and %d were computed", file, len(was), len(now))
	}
}

// Read returns a vector from its file.
func Read(t testing.TB, file string) Vector {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(root(t), "testdata", "format", file))
	if err != nil {
		t.Fatal(err)
	}
	var v Vector
	if err := json.Unmarshal(b, &v); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return v
}

// Text returns docs/format.md.
func Text(t testing.TB) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(root(t), "docs", "format.md"))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// Table returns the cells of the first table below a heading, without its head.
func Table(t testing.TB, heading string) [][]string {
	t.Helper()
	_, text, found := strings.Cut(Text(t), "\n"+heading+"\n")
	text, _, _ = strings.Cut(text, "\n#")
	var rows [][]string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if !strings.HasPrefix(line, "|") {
			if len(rows) > 0 {
				break
			}
			continue
		}
		cells := strings.Split(strings.Trim(line, "|"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		rows = append(rows, cells)
	}
	if !found || len(rows) < 3 {
		t.Fatalf("docs/format.md has no table below %q", heading)
	}
	return rows[2:]
}

// Constants compares the constants of a package, as "what: value", with the table in docs/format.md, and demands that the text above
// the table names each value as well.
func Constants(t testing.TB, pkg string, code []string) {
	t.Helper()
	above, _, _ := strings.Cut(Text(t), "\n## Constants\n")
	var told []string
	for _, row := range Table(t, "## Constants") {
		if row[0] != pkg {
			continue
		}
		value := strings.Trim(row[2], "`")
		told = append(told, row[1]+": "+value)
		inText := "`[^`\n]*" + regexp.QuoteMeta(value) + "[^`\n]*`"
		if value == row[2] { // a number
			inText = `\b` + value + `\b`
		}
		if !regexp.MustCompile(inText).MatchString(above) {
			t.Errorf("docs/format.md names %q in its table of constants only", value)
		}
	}
	slices.Sort(told)
	slices.Sort(code)
	if !slices.Equal(told, code) {
		t.Errorf("the constants of %s are\n%q,\ndocs/format.md has\n%q", pkg, code, told)
	}
}

// Number writes a number as the description does.
func Number(n int) string {
	text := strconv.Itoa(n)
	for at := len(text) - 3; at > 0; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	return text
}

// Counter is a reproducible source of "random" bytes, which count up.
type Counter struct{ next byte }

// Read fills p.
func (c *Counter) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = c.next
		c.next++
	}
	return len(p), nil
}
