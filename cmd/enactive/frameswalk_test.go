package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"
)

// leg is a part of a walk.
type leg struct {
	name string
	from time.Time
}

// walk is a person's way through the program.
type walk struct {
	s       *screen
	program *running
	legs    []leg
}

// all walks through every page.
func (w *walk) all() {
	w.unlock()
	for i, page := range []string{"home", "entries", "calendar", "areas", "insights", "review", "safety", "settings"} {
		w.leg(page, func() { w.s.press(fmt.Sprintf("ctrl+%d", i+1)) })
	}
	w.reading()
	w.writing()
	w.looking()
	w.looks()
}

// unlock opens the journal.
func (w *walk) unlock() {
	w.s.window("Enactive")
	w.quiet()
	w.leg("unlocking", func() {
		w.s.write(secret)
		w.s.press("Return")
	})
}

// reading searches and scrolls in the entries.
func (w *walk) reading() {
	w.leg("entries again", func() { w.s.press("ctrl+2") })
	w.leg("search, letter by letter", func() {
		w.s.press("ctrl+f")
		w.s.write("river number 99")
	})
	w.leg("search that finds all", func() {
		w.s.press("ctrl+a")
		w.s.write("e")
	})
	w.leg("search left", func() { w.s.press("ctrl+a", "BackSpace") })
	w.leg("an entry is chosen", func() { w.s.press("Down") })
	w.leg("list, Page Down", func() { w.s.press(times("Next", 20)...) })
	w.leg("list, to its end", func() { w.s.press("End") })
	w.leg("list, to its beginning", func() { w.s.press("Home") })
	w.leg("list, arrows", func() { w.s.press(times("Down", 20)...) })
	w.leg("list, wheel", func() { w.wheel(420, 500, 5, 40) })
	w.leg("entry, wheel", func() { w.wheel(950, 500, 5, 20) })
	w.leg("list, all selected", func() { w.s.press("ctrl+shift+a") })
	w.leg("list, none selected", func() { w.s.press("Escape") })
	w.leg("filter sheet", func() { w.s.press("ctrl+shift+f") })
	w.leg("filter sheet left", func() { w.s.press("Escape") })
	w.leg("palette", func() { w.s.press("ctrl+k") })
	w.leg("palette, letter by letter", func() { w.s.write("river 77") })
	w.leg("palette left", func() { w.s.press("Escape") })
}

// writing adds a quick entry, and writes a long text in the editor.
func (w *walk) writing() {
	w.leg("quick entry", func() { w.s.press("ctrl+n") })
	w.leg("quick entry, typing", func() {
		w.s.write("Ten kilometres against the wind")
		w.s.press("Tab", "1", "Tab", "8", "5", "Tab", "9", "0", "Tab", "9", "5")
	})
	w.leg("quick entry, saved", func() { w.s.press("ctrl+Return") })
	w.leg("taken back", func() { w.s.press("ctrl+z") })
	w.leg("editor of a new entry", func() { w.s.press("ctrl+shift+n") })
	w.leg("editor, next parts", func() { w.s.press("alt+Down", "alt+Down", "alt+Up", "alt+Up") })
	w.leg("editor, 200 letters", func() { w.s.write(strings.Repeat("The wood came back late. ", 8)) })
	w.leg("editor, every part open", func() { w.s.press("alt+e") })
	w.leg("editor, through all fields", func() { w.s.press(times("Tab", 40)...) })
	w.leg("editor, typing below", func() { w.s.write("a word and another") })
	w.leg("editor left", func() { w.s.press("ctrl+2") })
	w.leg("editor of an entry", func() {
		w.s.press("ctrl+f", "Down", "ctrl+e")
	})
	w.leg("editor of an entry left", func() { w.s.press("ctrl+1") })
}

// looking moves around the calendar and zooms into a chart.
func (w *walk) looking() {
	w.leg("calendar again", func() { w.s.press("ctrl+3") })
	w.leg("calendar, arrows", func() { w.s.press(append(times("Right", 10), times("Down", 5)...)...) })
	w.leg("calendar, months and years", func() { w.s.press("Prior", "Prior", "Next", "ctrl+Prior", "ctrl+Prior", "ctrl+Next") })
	w.leg("calendar, a month", func() { w.command("one month") })
	w.leg("calendar, arrows in a month", func() { w.s.press(append(times("Left", 10), times("Up", 6)...)...) })
	w.leg("calendar, pointer", func() { w.pass(300, 300, 1150, 650) })
	w.leg("insights again", func() { w.s.press("ctrl+5") })
	for _, area := range []string{"second", "third"} {
		w.leg("insights, "+area+" area", func() { w.s.press("ctrl+Next") })
	}
	w.leg("insights, wheel", func() { w.wheel(700, 500, 5, 40) })
	w.leg("insights, wheel back", func() { w.wheel(700, 500, 4, 60) })
	w.leg("insights, pointer on charts", func() { w.pass(250, 350, 1200, 600) })
	w.leg("chart, closer", func() { w.command("zoom in on") })
	w.leg("chart, closer again", func() { w.command("zoom in on") })
	w.leg("chart, wider", func() { w.command("zoom out on") })
	w.leg("chart, as a table", func() { w.command("as a table") })
	w.leg("insights, all together", func() { w.command("areas together") })
	w.leg("areas again", func() { w.s.press("ctrl+4") })
	w.leg("review again", func() { w.s.press("ctrl+6") })
	w.leg("review, before", func() { w.s.press("ctrl+Prior", "ctrl+Prior") })
	w.leg("settings again", func() { w.s.press("ctrl+8") })
}

// looks changes the sizes of the text and of the window.
func (w *walk) looks() {
	w.leg("home again", func() { w.s.press("ctrl+1") })
	w.leg("larger text", func() { w.s.press("ctrl+equal") })
	w.leg("text as it was", func() { w.s.press("ctrl+0") })
	w.leg("dark", func() { w.command("dark colours") })
	w.leg("light", func() { w.command("light colours") })
	w.leg("dark, on an area's insights", func() { w.s.press("ctrl+5"); w.quiet(); w.command("dark colours") })
	w.leg("light, on an area's insights", func() { w.command("light colours") })
	w.leg("home, last", func() { w.s.press("ctrl+1") })
	w.leg("window, narrower", func() { w.resize(960, 640) })
	w.leg("entries in a narrow window", func() { w.s.press("ctrl+2") })
	w.leg("window, wider", func() { w.resize(1180, 760) })
}

// leg does something and waits until the program is at rest.
func (w *walk) leg(name string, do func()) {
	w.legs = append(w.legs, leg{name, time.Now()})
	do()
	w.quiet()
}

// command runs a command of the palette.
func (w *walk) command(words string) {
	w.s.press("ctrl+k")
	w.s.write(words)
	w.quiet()
	w.s.press("Return")
}

// wheel turns the wheel over a point: button 5 is down, 4 is up.
func (w *walk) wheel(x, y, button, notches int) {
	w.tool("mousemove", strconv.Itoa(x), strconv.Itoa(y))
	w.tool("click", "--repeat", strconv.Itoa(notches), "--delay", "20", strconv.Itoa(button))
}

// pass moves the pointer over a part of the screen.
func (w *walk) pass(x0, y0, x1, y1 int) {
	for i := range 60 {
		w.tool("mousemove", strconv.Itoa(x0+(x1-x0)*i/60), strconv.Itoa(y0+(y1-y0)*(i%12)/12))
	}
}

func (w *walk) resize(width, height int) {
	w.tool("getactivewindow", "windowsize", strconv.Itoa(width), strconv.Itoa(height))
}

func (w *walk) tool(words ...string) {
	w.s.t.Helper()
	if _, err := w.s.xdotool(words...); err != nil {
		w.s.t.Fatalf("%v: %v", words, err)
	}
}

// quiet waits until the program uses next to no processor time.
func (w *walk) quiet() {
	const look, little, longest = 400 * time.Millisecond, 40 * time.Millisecond, 15 * time.Second
	pid := w.program.command.Process.Pid
	for deadline := time.Now().Add(longest); time.Now().Before(deadline); {
		before := processorTime(w.s.t, pid)
		time.Sleep(look)
		if processorTime(w.s.t, pid)-before <= little {
			return
		}
	}
	w.s.t.Logf("the program did not come to rest after %q", w.legs[len(w.legs)-1].name)
}

func times(key string, n int) []string {
	return strings.Fields(strings.Repeat(key+" ", n))
}

// processorTime is the processor time of a process since its start.
func processorTime(t *testing.T, pid int) time.Duration {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		t.Fatal(err)
	}
	fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
	var ticks time.Duration
	for _, at := range []int{11, 12} { // utime and stime, after the name
		n, err := strconv.Atoi(fields[at])
		if err != nil {
			t.Fatal(err)
		}
		ticks += time.Duration(n)
	}
	return ticks * (time.Second / 100)
}
