package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"
)

const changelogFile = "CHANGELOG.md"

// section is a version in CHANGELOG.md.
type section struct {
	version string    // empty for what is not released yet
	day     time.Time // of the release
	changes []string  // what its points say, each on one line
}

// readChangelog returns the versions, newest first.
func readChangelog() ([]section, error) {
	text, err := os.ReadFile(changelogFile)
	if err != nil {
		return nil, err
	}
	return sections(string(text))
}

func sections(text string) ([]section, error) {
	heading := regexp.MustCompile(`^## (?:(\d+\.\d+\.\d+) - (\d{4}-\d\d-\d\d)|Not released yet)$`)
	var found []section
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		m := heading.FindStringSubmatch(line)
		switch {
		case m != nil:
			s := section{version: m[1]}
			if m[2] != "" {
				day, err := time.Parse(time.DateOnly, m[2])
				if err != nil {
					return nil, fmt.Errorf("%s: %w", changelogFile, err)
				}
				s.day = day
			}
			found = append(found, s)
		case strings.HasPrefix(line, "## "):
			return nil, fmt.Errorf("%s: %q is neither a version with its date nor what is not released yet", changelogFile, line)
		case len(found) == 0:
		case strings.HasPrefix(line, "- "):
			s := &found[len(found)-1]
			s.changes = append(s.changes, line[2:])
		case strings.HasPrefix(line, "  ") && len(found[len(found)-1].changes) > 0:
			s := &found[len(found)-1]
			s.changes[len(s.changes)-1] += " " + strings.TrimSpace(line)
		}
	}
	if len(found) == 0 {
		return nil, errors.New(changelogFile + " has no version")
	}
	return found, nil
}

// printVersion prints the version of FyneApp.toml; with the day behind it where the changelog has changes
// that are not released yet, so that no such build passes for the release and the next release is newer.
func printVersion(out io.Writer, built time.Time) error {
	found, err := readChangelog()
	if err != nil {
		return err
	}
	text, err := os.ReadFile("FyneApp.toml")
	if err != nil {
		return err
	}
	m := regexp.MustCompile(`(?m)^ *Version *= *"([^"]+)"`).FindSubmatch(text)
	if m == nil {
		return errors.New("FyneApp.toml has no version")
	}
	version := string(m[1])
	if found[0].version == "" {
		version += "+" + built.Format("20060102")
	}
	_, err = fmt.Fprintln(out, version)
	return err
}

// printLastDay prints the day of the last release as seconds, for a tree without its history.
func printLastDay(out io.Writer) error {
	found, err := readChangelog()
	if err != nil {
		return err
	}
	for _, s := range found {
		if s.version != "" {
			_, err = fmt.Fprintln(out, s.day.Unix())
			return err
		}
	}
	return errors.New(changelogFile + " has no released version")
}

// releases returns the releases that metadata lists: those of the changelog, and this build where it is none
// of them. The time of a release is noon, so that its day is the same nearly everywhere.
func releases(found []section, r release) []section {
	var list []section
	known := slices.ContainsFunc(found, func(s section) bool { return s.version == r.version })
	for _, s := range found {
		if s.version == "" {
			if known {
				continue // what "make install" says of a tree between two releases
			}
			s.version, s.day = r.version, r.built.Truncate(24*time.Hour)
		}
		list = append(list, s)
	}
	return list
}

// writeDebianChangelog writes the changelog in Debian's form. The page of changes is in the package too.
func writeDebianChangelog(file string, r release) error {
	found, err := readChangelog()
	if err != nil {
		return err
	}
	var b strings.Builder
	for _, s := range releases(found, r) {
		fmt.Fprintf(&b, "enactive (%s-1) unstable; urgency=medium\n\n", s.version)
		for _, c := range s.changes {
			for i, line := range wrap(c, 74) {
				fmt.Fprintln(&b, map[bool]string{true: "  * ", false: "    "}[i == 0]+line)
			}
		}
		fmt.Fprintf(&b, "\n -- %s  %s\n\n", r.author, s.day.Add(12*time.Hour).Format(time.RFC1123Z))
	}
	return os.WriteFile(file, []byte(strings.TrimSuffix(b.String(), "\n")), 0o644)
}

// wrap breaks a text into lines of at most width bytes where its words allow it.
func wrap(text string, width int) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		if line != "" && len(line)+1+len(word) > width {
			lines, line = append(lines, line), ""
		}
		line = strings.TrimSpace(line + " " + word)
	}
	return append(lines, line)
}
