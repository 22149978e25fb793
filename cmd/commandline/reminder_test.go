package commandline

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// reminded is a box whose desktop and system are replaced.
func reminded(t *testing.T) (b *box, shown, asked *[]string) {
	t.Helper()
	b = newBox(t)
	shown, asked = &[]string{}, &[]string{}
	b.variables["HOME"] = filepath.Join(b.dir, "home")
	b.env.self = "/usr/bin/enact"
	b.env.notify = func(_ context.Context, words string) error { *shown = append(*shown, words); return nil }
	b.env.systemctl = func(_ context.Context, args ...string) error {
		*asked = append(*asked, strings.Join(args, " "))
		return nil
	}
	return b, shown, asked
}

func TestRemindersAreAddedListedChangedAndRemoved(t *testing.T) {
	b, _, _ := reminded(t)
	if out := b.ok("reminder", "list"); out != "" {
		t.Errorf("without reminders the list is %q", out)
	}
	b.ok("reminder", "add", "--every", "sunday", "--at", "19:00")
	if out := b.ok("reminder", "add", "--every", "thu,mon", "--at", "6.30", "--area", "running", "--step", "If it rains, then I run in the hall"); !strings.Contains(out, "Mon, Thu 06:30: If it rains, then I run in the hall") {
		t.Errorf("adding a step says %q", out)
	}
	out := b.ok("reminder", "list")
	for _, want := range []string{"Sun 19:00", "2026-11-29", "Time to write", "Mon, Thu 06:30", "2026-11-26", "Running"} {
		if !strings.Contains(out, want) {
			t.Errorf("the list has no %q:\n%s", want, out)
		}
	}
	sunday := strings.Fields(strings.Split(out, "\n")[2])[0]
	b.ok("reminder", "change", strings.ToLower(sunday), "--at", "20", "What was this week?")
	if out := b.ok("reminder", "list", "--json"); !strings.Contains(out, `"text":"What was this week?","days":["sun"],"time":"20:00","next":"2026-11-29T20:00:00+01:00"`) {
		t.Errorf("after the change it is\n%s", out)
	}
	b.ok("reminder", "remove", sunday)
	b.ok("undo")
	if out := b.ok("reminder", "list"); !strings.Contains(out, "What was this week?") {
		t.Errorf("undo does not bring it back:\n%s", out)
	}
	for _, c := range []struct {
		words string
		args  []string
	}{
		{"--every is", []string{"add", "--every", "someday", "--at", "19:00"}},
		{"--at is", []string{"add", "--every", "sun", "--at", "25:00"}},
		{"given twice", []string{"add", "--every", "sun", "--at", "7", "--step", "x", "y"}},
		{"--alarm is", []string{"export", "-o", "x.ics", "--alarm", "soon"}},
	} {
		b.fails(statusUsage, []string{c.words}, append([]string{"reminder"}, c.args...)...)
	}
	b.fails(statusFailed, []string{"there is no reminder"}, "reminder", "remove", "ZZZZ")
}

func TestRemindersAreExported(t *testing.T) {
	b, _, _ := reminded(t)
	file := filepath.Join(b.dir, "r.ics")
	b.fails(statusFailed, []string{"there is no reminder to write"}, "reminder", "export", "-o", file)
	b.ok("reminder", "add", "--every", "weekdays", "--at", "7:30", "secret words")
	b.ok("reminder", "export", "-o", file, "--alarm", "10m")
	for _, want := range []string{"SUMMARY:secret words", "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "TRIGGER:-PT10M", "DTSTART:20261124T073000\r\n"} {
		if got := b.read("r.ics"); !strings.Contains(got, want) {
			t.Errorf("the file has no %q:\n%s", want, got)
		}
	}
	b.ok("reminder", "export", "-o", file, "--neutral", "--alarm", "none")
	if got := b.read("r.ics"); strings.Contains(got, "secret") || strings.Contains(got, "VALARM") || !strings.Contains(got, "SUMMARY:Time to write") {
		t.Errorf("the neutral file is\n%s", got)
	}
}

func TestAPlanHasAnAlarm(t *testing.T) {
	b, _, _ := reminded(t)
	file := filepath.Join(b.dir, "p.ics")
	for _, c := range []struct {
		args      []string
		has, lack string
	}{
		{nil, "TRIGGER:-PT1H\r\n", "Time for"},
		{[]string{"--alarm", "30m"}, "TRIGGER:-PT30M\r\n", "Time for"},
		{[]string{"--alarm", "none"}, "SUMMARY:First race\r\n", "VALARM"},
		{[]string{"--neutral"}, "SUMMARY:Time for what you planned\r\n", "First race"},
	} {
		b.ok(append([]string{"plan", "--title", "First race", "--time", "2026-11-29 10:00", "--ics", file}, c.args...)...)
		if got := b.read("p.ics"); !strings.Contains(got, c.has) || strings.Contains(got, c.lack) {
			t.Errorf("%q: the file is\n%s", c.args, got)
		}
	}
	b.fails(statusUsage, []string{"--alarm is"}, "plan", "--title", "x", "--alarm", "soon")
}

// TestTheTimerHasNoWordOfTheJournal looks through all that the timer writes outside the journal.
func TestTheTimerHasNoWordOfTheJournal(t *testing.T) {
	b, shown, asked := reminded(t)
	home := b.variables["HOME"]
	b.fails(statusFailed, []string{"there is no reminder"}, "reminder", "timer", "--on")
	b.ok("reminder", "add", "--every", "sunday", "--at", "19:00", "Kassiopeia said so")
	b.ok("reminder", "add", "--every", "mon", "--at", "7", "--area", "Running", "--step", "If Kassiopeia calls, then I run")
	if out := b.ok("reminder", "timer"); !strings.Contains(out, "is off") || strings.Contains(out, "Kassiopeia") || !strings.Contains(out, "OnCalendar=Sun *-*-* 19:00:00") {
		t.Errorf("before it is on:\n%s", out)
	}
	if _, err := os.Stat(filepath.Join(home, ".config")); err == nil {
		t.Fatal("showing the timer writes something")
	}
	b.ok("reminder", "timer", "--on")
	read := func() string {
		var all strings.Builder
		for _, name := range []string{"enactive-reminder.service", "enactive-reminder.timer"} {
			all.WriteString(b.read(filepath.Join("home", ".config", "systemd", "user", name)))
		}
		return all.String()
	}
	text := read()
	for _, word := range []string{"Kassiopeia", "Running", "rain", "journal", b.journal()} {
		if strings.Contains(text, word) {
			t.Errorf("the files have %q:\n%s", word, text)
		}
	}
	if !strings.Contains(text, `ExecStart="/usr/bin/enact" "reminder" "notify" "Time to write"`) || !strings.Contains(text, "OnCalendar=Mon *-*-* 07:00:00") {
		t.Errorf("the files are\n%s", text)
	}
	if len(*asked) != 2 {
		t.Errorf("the system was asked %q", *asked)
	}
	b.ok("reminder", "add", "--every", "daily", "--at", "21:15", "Kassiopeia again")
	if text := read(); !strings.Contains(text, "OnCalendar=*-*-* 21:15:00") || strings.Contains(text, "Kassiopeia") {
		t.Errorf("after another reminder the files are\n%s", text)
	}
	b.ok("reminder", "timer", "--off")
	if left, err := os.ReadDir(filepath.Join(home, ".config", "systemd", "user")); err != nil || len(left) > 0 {
		t.Errorf("there is left %v, %v", left, err)
	}
	b.variables["ENACTIVE_JOURNAL"] = filepath.Join(b.dir, "nowhere")
	b.ok("reminder", "notify", "Zeit zu schreiben")
	b.ok("reminder", "notify")
	if got := strings.Join(*shown, ", "); got != "Zeit zu schreiben, Time to write" {
		t.Errorf("the notifications are %q", got)
	}
}
