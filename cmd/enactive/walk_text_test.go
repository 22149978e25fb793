package main

import (
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"enactive/journal"
)

// TestAMisspeltWordIsCorrectedAndCopied writes in a review with a word that a dictionary in the person's
// own folder does not have, corrects it by the menu, selects all and copies it by the menu, and pastes it
// into another field.
func TestAMisspeltWordIsCorrectedAndCopied(t *testing.T) {
	t.Parallel()
	folder := openJournal(t)
	s := startScreen(t, 1280, 800)
	home := filepath.Dir(s.frame)
	dictionaries := filepath.Join(home, "data", "hunspell")
	if err := os.MkdirAll(dictionaries, 0o700); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"en_US.aff": "SET UTF-8\nTRY eth\n", "en_US.dic": "4\nthe\nbow\nshook\nhard\n"} {
		if err := os.WriteFile(filepath.Join(dictionaries, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s.extraEnv = append(s.extraEnv, "XDG_DATA_DIRS="+filepath.Join(home, "nothing"))
	w := &walker{screen: s, home: home}
	w.start(folder)
	c := clicker{w}

	c.clickOn("Review", inRail)
	c.sees("What you tried")
	const hint = "What do you make of these days? What you write is kept with the review, sealed like everything else."
	c.scrollTo(middle(c.place("What you tried")), hint, inField(hint))
	c.fillIn(hint, "teh bow shook")
	// The underline hides the words from the test, which knows them by where they stand under the title.
	title := c.place("In your own words")
	begin := image.Pt(title.Min.X+8, middle(title).Y+37)
	menu := func(item string) {
		t.Helper()
		c.settled()
		c.button("3", begin.Add(image.Pt(45, 0)), 1)
		c.clickOn(item)
		c.misses(item)
	}
	c.button("3", begin.Add(image.Pt(10, 0)), 1) // on "teh"
	c.sees("Add to my words")
	c.press("Down", "Return")
	c.misses("Add to my words")
	menu("Select all")
	menu("Copy")
	c.press("End", "space", "ctrl+v")
	c.sees("Saved.")
	c.program.end(c.screen)

	j := c.journal(folder)
	for _, key := range j.Drafts() {
		if text, _, _ := j.Draft(key); strings.Contains(string(text), "the bow shook the bow shook") {
			return
		}
	}
	for _, r := range j.Reviews() {
		if r.Text == "the bow shook the bow shook" {
			return
		}
	}
	t.Errorf("the journal has no such review: %+v", []journal.Review(j.Reviews()))
}
