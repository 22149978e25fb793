package commandline

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"enactive/desktop/usertimer"
	"enactive/journal"
	"enactive/journal/weekly"
)

// reminderTimerCmd switches the timer of the system on and off.
type reminderTimerCmd struct {
	On   bool `xor:"what" help:"Write the files of the timer, with the times of the reminders, and start it."`
	Off  bool `xor:"what" help:"Stop the timer and remove its files."`
	Show bool `xor:"what" help:"Show which files there are and what they contain, or would; the same as without a flag."`
}

func (c *reminderTimerCmd) Help() string {
	return `The timer is one of systemd, for you alone. While the journal is closed and sealed nobody can read your reminders in it, so the timer's files contain their days of the week and times of day in plain, the sentence "Time to write", and nothing else. Others who can read your files see when you are reminded, and that you use Enactive.

Each time it runs "enact reminder notify". Reminders that you add, change or remove here or in the window change its times; after "enact undo" give --on again.`
}

func (c *reminderTimerCmd) Run(s *session) error {
	timer := s.timer()
	if c.Off {
		if !timer.IsOn() {
			s.print("the timer is off already\n")
			return nil
		}
		if err := timer.Off(s.ctx); err != nil && !errors.Is(err, usertimer.ErrNotStarted) {
			return timerFailed(err)
		} else if err != nil {
			s.warn("the files are removed, but the system could not be told; run: %s", strings.Join(usertimer.StopCommands(), " && "))
		}
		s.print("the timer is off; removed ", strings.Join(timer.Files()[:2], " and "), "\n")
		return nil
	}
	return s.with(func(j *journal.Journal) error {
		times := reminderTimes(j)
		if len(times) == 0 && !timer.IsOn() {
			return failed(nil, `there is no reminder, so the timer would have no times; "enact reminder add --every sunday --at 19:00" adds one`)
		}
		command, err := s.notifyCommand()
		if err != nil {
			return err
		}
		if !c.On {
			s.showTimer(timer, command, times)
			return nil
		}
		if len(times) == 0 {
			return failed(nil, `there is no reminder left; "enact reminder timer --off" switches the timer off`)
		}
		err = timer.On(s.ctx, command, timeToWrite, times)
		if err != nil && !errors.Is(err, usertimer.ErrNotStarted) {
			return timerFailed(err)
		}
		s.print("wrote ", timer.Files()[0], " and ", timer.Files()[1], "\n")
		if err != nil {
			s.warn("the system could not be told; run: %s", strings.Join(usertimer.StartCommands(), " && "))
			return nil
		}
		s.print("the timer is on\n")
		return nil
	})
}

func timerFailed(err error) error {
	if errors.Is(err, usertimer.ErrForeign) {
		return failed(err, "%s; it is left as it is", err)
	}
	return err
}

// showTimer prints the files of the timer.
func (s *session) showTimer(timer usertimer.Timer, command []string, times []weekly.Time) {
	files := timer.Files()
	if timer.IsOn() {
		s.print("the timer is on; its files are\n")
		for _, file := range files[:2] {
			text, err := os.ReadFile(file)
			if err != nil {
				text = []byte("(cannot be read)\n")
			}
			s.print("\n", line(file), "\n", plain(string(text)))
		}
		return
	}
	s.print("the timer is off; switched on, its files would be\n\n", line(files[0]), "\n", plain(usertimer.Service(command, timeToWrite)), "\n", line(files[1]), "\n", plain(usertimer.Schedule(timeToWrite, times)),
		"\nand systemctl would make the link ", line(files[2]), "\n")
}

// reminderTimes are the times of all reminders.
func reminderTimes(j *journal.Journal) []weekly.Time {
	var times []weekly.Time
	for _, r := range j.Reminders() {
		times = append(times, r.When)
	}
	return times
}

// followReminders gives a timer that is on the times as they are now.
func (s *session) followReminders(j *journal.Journal) error {
	err := s.timer().Update(s.ctx, reminderTimes(j))
	if errors.Is(err, usertimer.ErrNotStarted) {
		s.warn("the timer has the new times, but the system could not be told; run: %s", strings.Join(usertimer.StartCommands(), " && "))
		return nil
	}
	if err != nil {
		return timerFailed(fmt.Errorf("the reminder is saved, but the timer is not changed: %w", err))
	}
	return nil
}

// timer is the timer of the system.
func (s *session) timer() usertimer.Timer {
	t := usertimer.System(s.env.getenv)
	if s.env.systemctl != nil {
		t.Run = s.env.systemctl
	}
	return t
}

// notifyCommand is the command line that the timer runs; its words follow.
func (s *session) notifyCommand() ([]string, error) {
	self, err := s.selfPath()
	if err != nil {
		return nil, err
	}
	return []string{self, "reminder", "notify"}, nil
}

// selfPath returns the path of enact.
func (s *session) selfPath() (string, error) {
	if s.env.self != "" {
		return s.env.self, nil
	}
	self, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("finding this program: %w", err)
	}
	return self, nil
}

// reminderNotifyCmd shows a notification.
type reminderNotifyCmd struct {
	Words []string `arg:"" optional:"" name:"words" placeholder:"WORDS" help:"What it says. Without them: Time to write."`
}

func (c *reminderNotifyCmd) Run(s *session) error {
	words := strings.Join(c.Words, " ")
	if strings.TrimSpace(words) == "" {
		words = timeToWrite
	}
	return s.env.notify(s.ctx, words)
}
