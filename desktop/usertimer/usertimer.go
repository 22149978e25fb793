// Package usertimer owns the timer of the system's user manager (systemd) that reminds a person to
// write while no program of ours runs. Its two files hold one neutral sentence and the days and times,
// in plain, and nothing of a journal.
package usertimer

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"enactive/journal/atomicfile"
	"enactive/journal/weekly"
)

const (
	name = "enactive-reminder"
	// mark is the first line of our files. Files without it are someone else's.
	mark = "# Written by Enactive, which removes it when the timer is switched off."
)

// ErrForeign is returned for a file of that name that is not ours.
var ErrForeign = errors.New("there is a file of this name that Enactive did not write")

// ErrNotStarted is wrapped if the files are written or removed, and the system was not told.
var ErrNotStarted = errors.New("the system was not told about the timer")

// Timer is the timer of a person.
type Timer struct {
	// Folder is where the user manager looks for files.
	Folder string
	// Run runs systemctl with arguments; nil if it is not there.
	Run func(ctx context.Context, args ...string) error
}

// System returns the timer of the person who runs the program.
func System(getenv func(string) string) Timer {
	config := getenv("XDG_CONFIG_HOME")
	if !filepath.IsAbs(config) {
		config = filepath.Join(getenv("HOME"), ".config")
	}
	t := Timer{Folder: filepath.Join(config, "systemd", "user")}
	if program, err := exec.LookPath("systemctl"); err == nil {
		t.Run = func(ctx context.Context, args ...string) error {
			out, err := exec.CommandContext(ctx, program, args...).CombinedOutput()
			if err != nil {
				return fmt.Errorf("%w: %s", err, bytes.TrimSpace(out))
			}
			return nil
		}
	}
	return t
}

// Files are the files of the timer, and the link by which the user manager starts it, which systemctl
// makes.
func (t Timer) Files() []string { return []string{t.service(), t.timer(), t.link()} }

func (t Timer) service() string { return filepath.Join(t.Folder, name+".service") }
func (t Timer) timer() string   { return filepath.Join(t.Folder, name+".timer") }
func (t Timer) link() string {
	return filepath.Join(t.Folder, "timers.target.wants", name+".timer")
}

// StartCommands and StopCommands are what a person types where systemctl could not be asked.
func StartCommands() []string {
	return []string{"systemctl --user daemon-reload", "systemctl --user enable --now " + name + ".timer"}
}
func StopCommands() []string {
	return []string{"systemctl --user disable --now " + name + ".timer", "systemctl --user daemon-reload"}
}

// IsOn reports whether the files are there.
func (t Timer) IsOn() bool {
	_, err := os.Lstat(t.timer())
	return err == nil
}

// Times returns the times in the file of the timer, as systemd writes them.
func (t Timer) Times() []string {
	text, err := os.ReadFile(t.timer())
	if err != nil {
		return nil
	}
	var times []string
	for line := range strings.Lines(string(text)) {
		if at, ok := strings.CutPrefix(strings.TrimSpace(line), "OnCalendar="); ok {
			times = append(times, at)
		}
	}
	return times
}

// On writes the files and starts the timer: at each of the times, by the clock of the computer, it
// runs command, whose last argument is words. The error wraps ErrNotStarted if only the start failed.
func (t Timer) On(ctx context.Context, command []string, words string, times []weekly.Time) error {
	if len(times) == 0 {
		return errors.New("there are no times")
	}
	if err := t.check(); err != nil {
		return err
	}
	if err := os.MkdirAll(t.Folder, 0o700); err != nil {
		return fmt.Errorf("writing the timer: %w", err)
	}
	if err := write(t.service(), Service(command, words)); err != nil {
		return err
	}
	if err := write(t.timer(), Schedule(words, times)); err != nil {
		return err
	}
	return t.tell(ctx, []string{"daemon-reload"}, []string{"enable", "--now", name + ".timer"})
}

// Update gives a timer that is on other times, and nothing else; without any it is switched off. It
// does nothing if the times are the same, or the timer is off.
func (t Timer) Update(ctx context.Context, times []weekly.Time) error {
	if !t.IsOn() || slices.Equal(t.Times(), calendars(times)) {
		return nil
	}
	if len(times) == 0 {
		return t.Off(ctx)
	}
	if err := t.check(); err != nil {
		return err
	}
	text, err := os.ReadFile(t.timer())
	if err != nil {
		return fmt.Errorf("reading the timer: %w", err)
	}
	_, words, _ := strings.Cut(string(text), "Description=")
	words, _, _ = strings.Cut(words, "\n")
	if err := write(t.timer(), Schedule(strings.ReplaceAll(words, "%%", "%"), times)); err != nil {
		return err
	}
	return t.tell(ctx, []string{"daemon-reload"}, []string{"restart", name + ".timer"})
}

// Off stops the timer and removes its files, and no others.
func (t Timer) Off(ctx context.Context) error {
	if err := t.check(); err != nil {
		return err
	}
	told := t.tell(ctx, []string{"disable", "--now", name + ".timer"})
	if at, err := os.Readlink(t.link()); err == nil && filepath.Base(at) == name+".timer" {
		_ = os.Remove(t.link()) // left where systemctl could not be asked
	}
	for _, file := range []string{t.timer(), t.service()} {
		if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("removing the timer: %w", err)
		}
	}
	return errors.Join(told, t.tell(ctx, []string{"daemon-reload"}))
}

// check refuses to touch files of others.
func (t Timer) check() error {
	for _, file := range []string{t.service(), t.timer()} {
		info, err := os.Lstat(file)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		var text []byte
		if err == nil && info.Mode().IsRegular() && info.Size() < 1<<20 {
			text, err = os.ReadFile(file)
		}
		if err != nil {
			return fmt.Errorf("looking at %s: %w", file, err)
		}
		if !bytes.HasPrefix(text, []byte(mark+"\n")) {
			return fmt.Errorf("%s: %w", file, ErrForeign)
		}
	}
	return nil
}

func (t Timer) tell(ctx context.Context, commands ...[]string) error {
	if t.Run == nil {
		return ErrNotStarted
	}
	for _, args := range commands {
		if err := t.Run(ctx, append([]string{"--user"}, args...)...); err != nil {
			return fmt.Errorf("%w: %w", ErrNotStarted, err)
		}
	}
	return nil
}

func write(file, text string) error {
	return atomicfile.Write(file, func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	})
}

// Service is the text of the file that says what is run.
func Service(command []string, words string) string {
	line := `"` + escape(command[0], false) + `"`
	for _, word := range append(slices.Clone(command[1:]), words) {
		line += ` "` + escape(word, true) + `"`
	}
	return mark + "\n[Unit]\nDescription=" + describe(words) + "\n\n[Service]\nType=oneshot\nExecStart=" + line + "\n"
}

// Schedule is the text of the file that says when.
func Schedule(words string, times []weekly.Time) string {
	text := mark + "\n[Unit]\nDescription=" + describe(words) + "\n\n[Timer]\n"
	for _, at := range calendars(times) {
		text += "OnCalendar=" + at + "\n"
	}
	return text + "\n[Install]\nWantedBy=timers.target\n"
}

// calendars are the times as systemd writes them, each once.
func calendars(times []weekly.Time) []string {
	var all []string
	for _, at := range times {
		if !slices.Contains(all, at.Calendar()) {
			all = append(all, at.Calendar())
		}
	}
	slices.Sort(all)
	return all
}

func describe(words string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(words), " "), "%", "%%")
}

// escape quotes a word of a command line of systemd; it replaces variables in all but the first.
func escape(word string, variables bool) string {
	word = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "%", "%%", "\n", `\n`).Replace(word)
	if variables {
		word = strings.ReplaceAll(word, "$", "$$")
	}
	return word
}
