package main

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// toolkit is the module whose loop is the interface's thread.
const toolkit = "fyne.io/fyne/v2"

// cut is a place in the toolkit where a step of the interface's thread begins or ends.
type cut struct{ file, from, to string }

// cuts lists all ways in which the thread gets work: functions passed to it, keys and pointer
// events of the system, and the parts of drawing a frame.
func cuts() []cut {
	const loop, desktop = "internal/driver/glfw/loop.go", "internal/driver/glfw/window_desktop.go"
	imported := func(file, after string) cut {
		return cut{file, after, after + "\n\t\"" + toolkit + "/internal/steps\""}
	}
	all := []cut{
		imported(loop, `"fyne.io/fyne/v2/internal/scale"`),
		{loop, "\t\t\tf.f()\n\t\t\tif f.done", "\t\t\ts := steps.BeginFunc(\"function\", f.f)\n\t\t\tf.f()\n\t\t\ts.End()\n\t\t\tif f.done"},
		{loop, "case <-d.done:\n", "case <-d.done:\n\t\t\tsteps.Stop()\n"},
		{loop, "d.pollEvents()\n", wrapCall("system", "poll", "d.pollEvents()")},
		{loop, "d.animation.TickAnimations()\n", wrapCall("animation", "tick", "d.animation.TickAnimations()")},
		{loop, "d.drawSingleFrame()\n\t\t}", wrapCall("paint", "walk", "d.drawSingleFrame()") + "\t\t}"},
		{loop, "if canvas.EnsureMinSize() {", "s := steps.Begin(\"layout\", \"sizes\")\n\tgrown := canvas.EnsureMinSize()\n\ts.End()\n\tif grown {"},
		{loop, "canvas.paint(canvas.Size())\n", wrapCall("paint", "objects", "canvas.paint(canvas.Size())")},
		{loop, "view.SwapBuffers()\n", wrapCall("paint", "swap", "view.SwapBuffers()")},
		imported(desktop, `"fyne.io/fyne/v2/internal/scale"`),
		imported("internal/painter/gl/texture.go", `"fyne.io/fyne/v2/internal/cache"`),
		{"internal/painter/gl/texture.go", "return p.imgToTexture(rast.Generator(int(width), int(height)), rast.ScaleMode)",
			"s := steps.BeginFunc(\"picture\", rast.Generator)\n\timg := rast.Generator(int(width), int(height))\n\ts.End()\n\treturn p.imgToTexture(img, rast.ScaleMode)"},
		imported("internal/cache/widget.go", `"fyne.io/fyne/v2/internal/async"`),
		{"internal/cache/widget.go", "renderer = wid.CreateRenderer()", "s := steps.BeginWithin(\"paint\", \"renderer\", \"\")\n\t\trenderer = wid.CreateRenderer()\n\t\ts.End()"},
	}
	for event, kind := range map[string]string{
		"w.processMouseMoved(xpos, ypos)": "pointer", "w.processMouseClicked(button, mouseAction, modifiers)": "click", "w.processMouseScrolled(xoff, yoff)": "wheel",
		"w.processKeyPressed(keyName, keyASCII, scancode, keyAction, keyDesktopModifier)": "key", "w.processCharInput(char)": "letter",
		"w.processFocused(focused)": "focus", "w.processResized(width, height)": "size", "w.processRefresh()": "exposed", "w.processClosed()": "close",
	} {
		what := `""`
		if kind == "key" {
			what = "string(keyName)"
		}
		all = append(all, cut{desktop, "\t" + event + "\n", "\ts := steps.Begin(\"" + kind + "\", " + what + ")\n\t" + event + "\n\ts.End()\n"})
	}
	return all
}

func wrapCall(kind, what, call string) string {
	return fmt.Sprintf("func() {\n\t\t\tdefer steps.Begin(%q, %q).End()\n\t\t\t%s\n\t\t}()\n", kind, what, call)
}

// buildMeasured builds the program with a copy of the toolkit that logs how its loop spends its
// time. The program's own code is unchanged.
func buildMeasured(t *testing.T, into string) string {
	t.Helper()
	copied := filepath.Join(into, "toolkit")
	copyToolkit(t, copied)
	for _, c := range cuts() {
		file := filepath.Join(copied, c.file)
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(string(text), c.from); n != 1 {
			t.Fatalf("the toolkit has %q %d times in %s, not once: it is another version", c.from, n, c.file)
		}
		put(t, file, strings.Replace(string(text), c.from, c.to, 1))
	}
	steps, err := os.ReadFile(filepath.Join("testdata", "frames", "steps.go"))
	if err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(copied, "internal", "steps", "steps.go"), string(steps))

	modules := filepath.Join(into, "frames.mod")
	for from, to := range map[string]string{"go.mod": modules, "go.sum": filepath.Join(into, "frames.sum")} {
		text, err := os.ReadFile(filepath.Join("..", "..", from))
		if err != nil {
			t.Fatal(err)
		}
		if from == "go.mod" {
			text = append(text, "\nreplace "+toolkit+" => "+copied+"\n"...)
		}
		put(t, to, string(text))
	}
	binary := filepath.Join(into, "enactive")
	if err := build(binary, ".", "-modfile="+modules); err != nil {
		t.Fatal(err)
	}
	return binary
}

// copyToolkit copies the version of the toolkit that this module uses, without its tests.
func copyToolkit(t *testing.T, into string) {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", toolkit).Output()
	if err != nil {
		t.Fatalf("asking where the toolkit is: %v", err)
	}
	from := strings.TrimSpace(string(out))
	if err := os.RemoveAll(into); err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(from, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() && e.Name() == "testdata" {
			return fs.SkipDir
		}
		if e.IsDir() || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		put(t, filepath.Join(into, strings.TrimPrefix(path, from)), string(text))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func put(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
