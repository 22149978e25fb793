package main

import (
	"image"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"enactive/journal"
	"enactive/journal/vault"
)

// TestTheWindowComesBackAndASecondOneFollows moves the window and starts the program again, writes with
// nothing beside the words, and saves in a second window what the first one then shows.
func TestTheWindowComesBackAndASecondOneFollows(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("openbox"); err != nil {
		t.Skip("LEFT OUT: the window was not moved, because no window manager is installed (make need-test installs it)")
	}
	folder := openJournal(t)
	s := startScreen(t, 1900, 800)
	c := clicker{&walker{screen: s, home: filepath.Dir(s.frame)}}
	c.start(folder)
	first := c.window("Enactive")
	if _, err := c.xdotool("windowsize", "--sync", first, "940", "700", "windowmove", "--sync", first, "6", "40"); err != nil {
		t.Fatal(err)
	}
	c.press("ctrl+6")
	c.sees("What you tried")
	was := c.geometry(first)
	c.press("ctrl+q")
	<-c.program.ended

	c.start(folder)
	c.sees("What you tried") // the page is the last one
	first = c.window("Enactive")
	c.until("the window is where it was, at "+was, func() bool { return c.geometry(first) == was })

	c.press("ctrl+1")
	c.sees("Write down what you did")
	c.press("ctrl+shift+f")
	c.sees("0 words")
	c.write("The wood came back")
	c.sees("4 words")
	c.press("Escape")
	c.sees("New experience")
	c.press("ctrl+w") // the form, and what is typed is kept
	c.sees("Not finished yet")

	c.press("ctrl+2")
	c.sees("13 entries, newest first")
	c.press("ctrl+shift+o")
	second := ""
	c.until("there are two windows", func() bool {
		found, err := c.xdotool("search", "--onlyvisible", "--name", "Enactive")
		all := strings.Fields(found)
		all = slices.DeleteFunc(all, func(id string) bool { return id == first })
		if err != nil || len(all) != 1 {
			return false
		}
		second = all[0]
		return true
	})
	if _, err := c.xdotool("windowsize", "--sync", second, "900", "700", "windowmove", "--sync", second, "960", "40", "windowfocus", "--sync", second); err != nil {
		t.Fatal(err)
	}
	c.press("ctrl+n")
	c.sees("completely calm")
	c.write("Seen in both")
	c.press("ctrl+Return")
	c.until("both windows show the entry", func() bool {
		places := c.placesIn(c.shot(), "Seen in both")
		const between = 950
		return slices.ContainsFunc(places, func(r image.Rectangle) bool { return r.Max.X < between }) &&
			slices.ContainsFunc(places, func(r image.Rectangle) bool { return r.Min.X > between })
	})
	c.press("ctrl+w") // the second window
	c.until("one window is left", func() bool {
		found, err := c.xdotool("search", "--onlyvisible", "--name", "Enactive")
		return err == nil && found == first
	})
	c.window("Enactive")
	c.press("ctrl+q")
	<-c.program.ended
	if words := c.program.said(); len(words) > 0 {
		t.Errorf("the program said on the terminal: %s", words)
	}
	j, _, err := journal.Open(t.Context(), folder, vault.NoPassphrase(), journal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	titled(t, j, "Seen in both")
}

// geometry is the place and the size of a window, in xdotool's words.
func (c clicker) geometry(id string) string {
	c.t.Helper()
	said, err := c.xdotool("getwindowgeometry", id)
	if err != nil {
		c.t.Fatal(err)
	}
	_, said, _ = strings.Cut(said, "\n")
	return said
}
