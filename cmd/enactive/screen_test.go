package main

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"enactive/clock"
	"enactive/clock/clocktest"
)

// patience is how long the test waits for the window to do one thing before it gives up.
// It measures nothing: every wait ends as soon as the thing has happened.
const patience = 40 * time.Second

// screen is a virtual screen with a keyboard, on which the real program runs.
type screen struct {
	t        *testing.T
	display  string
	runtime  string   // the folder for sockets
	frame    string   // the file in which the X server stores the picture of the screen
	extraEnv []string // environment variables
}

// startScreen opens a virtual screen. It skips the test if the system lacks the tools, or if only
// short tests are wanted, as under the race detector, which would look at the test and not at the
// program that the test drives. A walk mostly waits for the window, so walks call t.Parallel; those with
// a session bus of their own cannot, because its address is in the environment of the test.
func startScreen(t *testing.T, width, height int) *screen {
	t.Helper()
	if testing.Short() {
		t.Skip("drives the real window, which takes long")
	}
	for _, tool := range []string{"Xvfb", "xdotool"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("LEFT OUT: the real window was not driven, because %s is not installed (make need-test installs it)", tool)
		}
	}
	dir := t.TempDir()
	number, displayWriter, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	server := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", fmt.Sprintf("%dx%dx24", width, height), "-nolisten", "tcp", "-nocursor", "-fbdir", dir)
	server.ExtraFiles = []*os.File{displayWriter} // the server writes the number of its display there
	start(t, server)
	displayWriter.Close()
	line, err := bufio.NewReader(number).ReadString('\n')
	if err != nil {
		t.Fatalf("the virtual screen did not start: %v", err)
	}
	sockets, err := os.MkdirTemp("", "run") // paths of sockets are limited in length
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(sockets) })
	s := &screen{t: t, runtime: sockets, display: ":" + strings.TrimSpace(line), frame: filepath.Join(dir, "Xvfb_screen0")}
	if _, err := exec.LookPath("openbox"); err == nil {
		s.manage(filepath.Join(dir, "openbox.xml"))
	}
	return s
}

// manage starts a window manager and waits until it is ready: a window that opened before would
// have no frame and could not be closed.
func (s *screen) manage(bindings string) {
	s.t.Helper()
	put(s.t, bindings, windowManager)
	for range 4 {
		manager := exec.Command("openbox", "--config-file", bindings)
		manager.Env = s.environment()
		start(s.t, manager)
		for deadline := time.Now().Add(patience / 4); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
			if _, err := s.xdotool("get_num_desktops"); err == nil { // counted by the manager
				return
			}
		}
		_ = manager.Process.Kill() // it may have ended already
	}
	s.t.Fatal("no window manager came up, in four attempts")
}

// windowManager configures the window manager to close windows and do nothing else. By default it
// delays every click, so that text typed after the click arrives first.
const windowManager = `<?xml version="1.0"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <keyboard><keybind key="A-F4"><action name="Close"/></keybind></keyboard>
  <mouse/>
</openbox_config>
`

// start runs c until the test ends. A failing test reports the output of c, and whether it ended
// early.
func start(t *testing.T, c *exec.Cmd) {
	t.Helper()
	var output strings.Builder
	c.Stderr, c.WaitDelay = &output, time.Second // a child process may outlive it
	if err := c.Start(); err != nil {
		t.Fatalf("starting %s: %v", c.Path, err)
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	t.Cleanup(func() {
		select {
		case err := <-ended:
			t.Logf("%s ended before the test, with %v, and said %q", c.Path, err, output.String())
		default:
			_ = c.Process.Kill()
			<-ended
			if t.Failed() {
				t.Logf("%s said %q", c.Path, output.String())
			}
		}
	})
}

// environment is that of a person at the screen, with nothing of the tester's.
func (s *screen) environment() []string {
	home := filepath.Dir(s.frame)
	// Without an address the toolkit starts a bus with dbus-launch, which outlives the program; here
	// there is none, whatever is installed on this machine.
	return append([]string{"DBUS_SESSION_BUS_ADDRESS=unix:path=" + filepath.Join(home, "no bus"), "DISPLAY=" + s.display, "HOME=" + home, "XDG_CONFIG_HOME=" + filepath.Join(home, "config"),
		"XDG_DATA_HOME=" + filepath.Join(home, "data"), "XDG_RUNTIME_DIR=" + s.runtime, "PATH=" + os.Getenv("PATH"), "LANG=C.UTF-8", "LIBGL_ALWAYS_SOFTWARE=1", "LP_NUM_THREADS=0",
		clocktest.Environment(clock.Now())}, s.extraEnv...)
}

// xdotool does something on the screen and returns the output.
func (s *screen) xdotool(words ...string) (string, error) {
	c := exec.Command("xdotool", words...)
	c.Env = s.environment()
	out, err := c.Output()
	return strings.TrimSpace(string(out)), err
}

// press presses keys one after the other, such as "ctrl+n".
func (s *screen) press(keys ...string) {
	s.t.Helper()
	if _, err := s.xdotool(append([]string{"key", "--delay", "40"}, keys...)...); err != nil {
		s.t.Fatalf("pressing %v: %v", keys, err)
	}
}

// write types a text.
func (s *screen) write(text string) {
	s.t.Helper()
	if _, err := s.xdotool("type", "--delay", "25", text); err != nil {
		s.t.Fatalf("typing: %v", err)
	}
}

// until waits until a condition holds.
func (s *screen) until(what string, condition func() bool) {
	s.t.Helper()
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		if condition() {
			return
		}
	}
	s.t.Fatalf("waited %v for nothing until %s; the screen is in %s", patience, what, s.savePicture())
}

// savePicture saves a picture of the screen in a file that outlives the test.
func (s *screen) savePicture() string {
	f, err := os.CreateTemp("", "enactive-screen-*.png")
	if err != nil {
		return err.Error()
	}
	defer f.Close()
	if err := png.Encode(f, s.shot()); err != nil {
		return err.Error()
	}
	return f.Name()
}

// window waits for a window with the words in its title and gives it the keyboard.
func (s *screen) window(title string) string {
	s.t.Helper()
	id := ""
	s.until("a window called "+title+" is open", func() bool {
		found, err := s.xdotool("search", "--onlyvisible", "--name", title)
		id, _, _ = strings.Cut(found, "\n")
		return err == nil && id != ""
	})
	s.until("the window has the keyboard", func() bool {
		if _, err := s.xdotool("windowfocus", id); err != nil {
			return false
		}
		now, err := s.xdotool("getwindowfocus")
		return err == nil && now == id
	})
	return id
}

// shot returns a picture of the screen.
func (s *screen) shot() *image.RGBA {
	s.t.Helper()
	raw, err := os.ReadFile(s.frame)
	if err != nil {
		s.t.Fatal(err)
	}
	img, err := parseXWD(raw)
	if err != nil {
		s.t.Fatal(err)
	}
	return img
}

// settled waits until nothing has moved for a while and returns the picture. The blinking cursor of
// a field is ignored: a change of a few pixels does not count.
func (s *screen) settled() *image.RGBA {
	s.t.Helper()
	last, since := s.shot(), time.Now()
	s.until("the window comes to rest", func() bool {
		now := s.shot()
		if differing(now, last) > cursorPixels {
			last, since = now, time.Now()
		}
		return time.Since(since) > 600*time.Millisecond
	})
	return last
}

// changedFrom waits until the screen differs from before and is at rest.
func (s *screen) changedFrom(before *image.RGBA, what string) *image.RGBA {
	s.t.Helper()
	s.until(what, func() bool { return differing(s.shot(), before) > cursorPixels })
	return s.settled()
}

// cursorPixels is more than the number of pixels of a blinking cursor.
const cursorPixels = 120

// differing counts the pixels in which two pictures of the same size differ.
func differing(a, b *image.RGBA) int {
	if a.Rect != b.Rect {
		return a.Rect.Dx() * a.Rect.Dy()
	}
	n := 0
	for row := 0; row < len(a.Pix); row += a.Stride {
		of, to := a.Pix[row:row+a.Stride], b.Pix[row:row+a.Stride]
		if bytes.Equal(of, to) { // nearly all are: the tests look at the screen twenty times a second
			continue
		}
		for i := 0; i < len(of); i += 4 {
			if !bytes.Equal(of[i:i+3], to[i:i+3]) {
				n++
			}
		}
	}
	return n
}

// parseXWD reads a screen dump of the X server: 25 numbers, a name, a table of colours, then four
// bytes per pixel.
func parseXWD(raw []byte) (*image.RGBA, error) {
	const numbers = 25
	if len(raw) < 4*numbers {
		return nil, fmt.Errorf("the screen dump has only %d bytes", len(raw))
	}
	var h [numbers]int
	for i := range h {
		h[i] = int(binary.BigEndian.Uint32(raw[4*i:]))
	}
	headerSize, width, height, bits, line, colours := h[0], h[4], h[5], h[11], h[12], h[19]
	from := headerSize + 12*colours
	if bits != 32 || len(raw) < from+line*height {
		return nil, fmt.Errorf("the screen dump has %d bits per pixel and %d bytes, which contradicts its header", bits, len(raw))
	}
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		row := raw[from+y*line:]
		of, to := row[:4*width], img.Pix[y*img.Stride:][:4*width]
		for i := 0; i < len(of); i += 4 {
			to[i], to[i+1], to[i+2], to[i+3] = of[i+2], of[i+1], of[i], 255
		}
	}
	return img, nil
}
