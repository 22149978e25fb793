package ui

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"enactive/journal"
	"enactive/ui/page"
)

// TestTheKeysInTheHandbookAreThoseOfTheWindow looks up the keys in the table of the handbook, and the keys
// that all pages have in the table.
func TestTheKeysInTheHandbookAreThoseOfTheWindow(t *testing.T) {
	text, err := os.ReadFile("../docs/handbook/window.md")
	if err != nil {
		t.Fatal(err)
	}
	d := open(t, begun(t, 1))
	has, everywhere := map[string]bool{"Esc": true, "F1": true}, map[string]bool{}
	for _, p := range places() {
		d.open.show(p.name)
		seen := map[string]bool{}
		for _, c := range d.open.commands() {
			if key := page.KeyWords(c); key != "" {
				has[key], seen[key] = true, true
			}
		}
		if p.name == pageHome {
			everywhere = seen
		}
		for key := range everywhere {
			if !seen[key] {
				delete(everywhere, key)
			}
		}
	}
	d.open.newEntry(journal.Experience)
	for _, c := range d.open.commands() {
		has[page.KeyWords(c)] = true
	}
	named := map[string]bool{}
	row := regexp.MustCompile(`(?m)^\| ((?:Ctrl|Alt|Shift|Esc|F\d+)[^|]*) \|`)
	for _, m := range row.FindAllStringSubmatch(string(text), -1) {
		keys := strings.FieldsFunc(strings.ReplaceAll(m[1], " or ", ", "), func(r rune) bool { return r == ',' })
		for _, key := range keys {
			for _, key := range span(strings.TrimSpace(key)) {
				named[key] = true
				if !has[key] {
					t.Errorf("the handbook names the key %s, which does nothing; the window has %v", key, has)
				}
			}
		}
	}
	if len(named) < 30 {
		t.Errorf("only %d keys were read", len(named))
	}
	for key := range everywhere {
		if !named[key] {
			t.Errorf("the handbook does not name the key %s, which all pages have", key)
		}
	}
}

// span is the keys of "Ctrl+1 to Ctrl+8", or the one that is named.
func span(keys string) []string {
	from, to, is := strings.Cut(keys, " to ")
	if !is {
		return []string{keys}
	}
	var all []string
	for k := from[len(from)-1]; k <= to[len(to)-1]; k++ {
		all = append(all, from[:len(from)-1]+string(k))
	}
	return all
}

// TestThePicturesOfTheHandbookHaveTheirPages looks for the pages of its pictures among those of the tour.
func TestThePicturesOfTheHandbookHaveTheirPages(t *testing.T) {
	d := open(t, sampled(t))
	tour := &tour{App: d.App}
	pictures := 0
	for _, s := range handbookScenes() {
		found := len(chosen(tour.entranceStops(), s.stops)) + len(tour.stopsOf(s))
		if found != len(s.stops) {
			t.Errorf("of %q %d are pages of the tour", s.stops, found)
		}
		pictures += found
	}
	made, err := os.ReadDir("../docs/pictures")
	if err != nil || len(made) != pictures {
		t.Errorf("there are %d pictures of %d pages (%v)", len(made), pictures, err)
	}
}

func TestTheTourShowsTheExperiments(t *testing.T) {
	d := open(t, sampled(t))
	tour := &tour{App: d.App}
	for _, name := range []string{"areas", "experiment"} {
		for _, s := range chosen(tour.sampleStops(look{}), []string{name}) {
			s.do()
			d.rest()
		}
	}
	if at := d.open.pages.areas.Down(); at < 100 {
		t.Errorf("the page of the area is at %v, and its experiments are further down", at)
	}
	d.shows("Walk first")
}
