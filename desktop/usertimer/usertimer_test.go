package usertimer_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"enactive/desktop/usertimer"
	"enactive/journal/weekly"
)

// fake is systemctl, which notes what it was asked.
type fake struct {
	asked []string
	err   error
}

func (f *fake) run(_ context.Context, args ...string) error {
	f.asked = append(f.asked, strings.Join(args, " "))
	return f.err
}

func times(t *testing.T, texts ...string) []weekly.Time {
	t.Helper()
	var all []weekly.Time
	for _, text := range texts {
		w, err := weekly.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, w)
	}
	return all
}

// files returns all files under a folder with their texts.
func files(t *testing.T, folder string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		all[path] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestTheFilesHoldTheWordsAndTheTimesAlone(t *testing.T) {
	home, f := t.TempDir(), &fake{}
	timer := usertimer.System(func(name string) string { return map[string]string{"HOME": home}[name] })
	timer.Run = f.run
	if timer.IsOn() {
		t.Fatal("it is on before it was switched on")
	}
	command := []string{"/opt/my tools/enactive", "--remind"}
	if err := timer.On(t.Context(), command, "Zeit zu schreiben", times(t, "sun 19:00", "mon,thu 06:30", "sun 19:00")); err != nil {
		t.Fatal(err)
	}
	const mark = "# Written by Enactive, which removes it when the timer is switched off.\n"
	folder := filepath.Join(home, ".config", "systemd", "user")
	want := map[string]string{
		filepath.Join(folder, "enactive-reminder.service"): mark + "[Unit]\nDescription=Zeit zu schreiben\n\n[Service]\nType=oneshot\nExecStart=\"/opt/my tools/enactive\" \"--remind\" \"Zeit zu schreiben\"\n",
		filepath.Join(folder, "enactive-reminder.timer"):   mark + "[Unit]\nDescription=Zeit zu schreiben\n\n[Timer]\nOnCalendar=Mon,Thu *-*-* 06:30:00\nOnCalendar=Sun *-*-* 19:00:00\n\n[Install]\nWantedBy=timers.target\n",
	}
	got := files(t, home)
	for path, text := range want {
		if got[path] != text {
			t.Errorf("%s:\n%s\nwant\n%s", path, got[path], text)
		}
		if !slices.Contains(timer.Files(), path) {
			t.Errorf("%s is written and not named among %q", path, timer.Files())
		}
	}
	if len(got) != len(want) {
		t.Errorf("the files are %q", got)
	}
	if want := []string{"--user daemon-reload", "--user enable --now enactive-reminder.timer"}; !slices.Equal(f.asked, want) {
		t.Errorf("the system is asked %q, want %q", f.asked, want)
	}
	verify(t, timer.Files()[:2])
}

// verify has systemd read the files, where it is installed.
func verify(t *testing.T, files []string) {
	t.Helper()
	program, err := exec.LookPath("systemd-analyze")
	if err != nil {
		t.Log("LEFT OUT: systemd did not read the files, because it is not installed")
		return
	}
	for _, at := range []string{"Mon,Thu *-*-* 06:30:00", "*-*-* 06:30:00"} {
		if out, err := exec.Command(program, "calendar", at).CombinedOutput(); err != nil {
			t.Errorf("systemd does not read the time %q: %v\n%s", at, err, out)
		}
	}
	out, _ := exec.Command(program, append([]string{"verify", "--user", "--recursive-errors=no"}, files...)...).CombinedOutput()
	for _, wrong := range []string{"Unknown", "Failed to parse", "Invalid", "Missing"} {
		if strings.Contains(string(out), wrong) {
			t.Errorf("systemd says of the files:\n%s", out)
		}
	}
}

func TestSwitchingOffRemovesOurFilesAndNoOthers(t *testing.T) {
	folder, f := filepath.Join(t.TempDir(), "systemd", "user"), &fake{}
	timer := usertimer.Timer{Folder: folder, Run: f.run}
	if err := timer.On(t.Context(), []string{"/bin/enact"}, "Time to write", times(t, "daily 7")); err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(folder, "backup.timer")
	if err := os.WriteFile(other, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(folder, "timers.target.wants"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(folder, "enactive-reminder.timer"), timer.Files()[2]); err != nil {
		t.Fatal(err)
	}
	f.asked = nil
	if err := timer.Off(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := files(t, folder); len(got) != 1 || got[other] != "x" {
		t.Errorf("what is left is %q", got)
	}
	if want := []string{"--user disable --now enactive-reminder.timer", "--user daemon-reload"}; !slices.Equal(f.asked, want) {
		t.Errorf("the system is asked %q, want %q", f.asked, want)
	}
	if timer.IsOn() {
		t.Error("it is still on")
	}
	if err := timer.Off(t.Context()); err != nil {
		t.Errorf("switching off again: %v", err)
	}
}

func TestFilesOfOthersStay(t *testing.T) {
	for _, name := range []string{"enactive-reminder.timer", "enactive-reminder.service"} {
		timer, file := usertimer.Timer{Folder: t.TempDir()}, ""
		file = filepath.Join(timer.Folder, name)
		if err := os.WriteFile(file, []byte("[Timer]\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := timer.On(t.Context(), []string{"/bin/enact"}, "Time to write", times(t, "daily 7")); !errors.Is(err, usertimer.ErrForeign) {
			t.Errorf("%s: switching on: %v", name, err)
		}
		if err := timer.Off(t.Context()); !errors.Is(err, usertimer.ErrForeign) {
			t.Errorf("%s: switching off: %v", name, err)
		}
		if got := files(t, timer.Folder); len(got) != 1 || got[file] != "[Timer]\n" {
			t.Errorf("%s: the files are %q", name, got)
		}
	}
}

func TestOtherTimesReplaceTheTimesAlone(t *testing.T) {
	f := &fake{}
	timer := usertimer.Timer{Folder: t.TempDir(), Run: f.run}
	if err := timer.Update(t.Context(), times(t, "daily 7")); err != nil || len(f.asked) > 0 || timer.IsOn() {
		t.Errorf("a timer that is off is changed: %v, %q", err, f.asked)
	}
	if err := timer.On(t.Context(), []string{"/bin/100%/enact"}, "100 % written", times(t, "daily 7")); err != nil {
		t.Fatal(err)
	}
	before := files(t, timer.Folder)
	f.asked = nil
	if err := timer.Update(t.Context(), times(t, "daily 7")); err != nil || len(f.asked) > 0 {
		t.Errorf("the same times: %v, %q", err, f.asked)
	}
	if err := timer.Update(t.Context(), times(t, "daily 8")); err != nil {
		t.Fatal(err)
	}
	after := files(t, timer.Folder)
	service, schedule := timer.Files()[0], timer.Files()[1]
	if after[service] != before[service] || after[schedule] != strings.ReplaceAll(before[schedule], "07:00", "08:00") || !strings.Contains(before[service], `"/bin/100%%/enact" "100 %% written"`) {
		t.Errorf("before\n%s\nafter\n%s", before, after)
	}
	if want := []string{"--user daemon-reload", "--user restart enactive-reminder.timer"}; !slices.Equal(f.asked, want) {
		t.Errorf("the system is asked %q, want %q", f.asked, want)
	}
	if err := timer.Update(t.Context(), nil); err != nil || timer.IsOn() {
		t.Errorf("without times it is on: %v, %v", timer.IsOn(), err)
	}
}

func TestASystemThatCannotBeAskedIsSaid(t *testing.T) {
	for name, run := range map[string]func(context.Context, ...string) error{"no systemctl": nil, "no user manager": (&fake{err: errors.New("no bus")}).run} {
		timer := usertimer.Timer{Folder: filepath.Join(t.TempDir(), "new"), Run: run}
		if err := timer.On(t.Context(), []string{"/bin/enact"}, "Time to write", times(t, "daily 7")); !errors.Is(err, usertimer.ErrNotStarted) || !timer.IsOn() {
			t.Errorf("%s: %v, on %v", name, err, timer.IsOn())
		}
		if err := timer.Off(t.Context()); !errors.Is(err, usertimer.ErrNotStarted) || timer.IsOn() {
			t.Errorf("%s: switched off: %v, on %v", name, err, timer.IsOn())
		}
	}
}

// TestSystemdComesToTheSameMoments compares our moments with systemd's, where it is installed.
func TestSystemdComesToTheSameMoments(t *testing.T) {
	program, err := exec.LookPath("systemd-analyze")
	if err != nil {
		t.Skip("LEFT OUT: the moments of systemd were not compared, because it is not installed")
	}
	for _, zone := range []string{"Europe/Berlin", "America/New_York", "Asia/Kolkata"} {
		loc, err := time.LoadLocation(zone)
		if err != nil {
			t.Skipf("LEFT OUT: the zone %s is not installed", zone)
		}
		for _, w := range times(t, "sun 19:00", "mon,thu 06:30", "daily 23:59") {
			from := time.Date(2026, 3, 28, 20, 0, 0, 0, loc)
			c := exec.Command(program, "calendar", "--base-time=2026-03-28 20:00:00", w.Calendar())
			c.Env = append(os.Environ(), "TZ="+zone, "LC_ALL=C")
			out, err := c.CombinedOutput()
			if want := w.Next(from).Format("Mon 2006-01-02 15:04:05"); err != nil || !strings.Contains(string(out), "Next elapse: "+want) {
				t.Errorf("%s in %s: %v\n%s\nours is %s", w, zone, err, out, want)
			}
		}
	}
}
