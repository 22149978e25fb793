package commandline

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// barredSession is a session at a terminal, and what that terminal got.
func barredSession(terminal bool) (*session, *bytes.Buffer) {
	var got bytes.Buffer
	return &session{err: &screen{to: &got}, env: environment{stderrIsTerminal: terminal}}, &got
}

func TestABarAppearsOnceATaskIsLong(t *testing.T) {
	for _, c := range []struct {
		name     string
		terminal bool
		takes    time.Duration
		want     string
	}{
		{"a short task", true, progressDelay - time.Millisecond, ""},
		{"a long task", true, progressDelay + time.Millisecond, "\r[...######.....................]   0 s"},
		{"a long task in a pipe", false, time.Minute, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s, got := barredSession(c.terminal)
				if err := s.during(func() error { time.Sleep(c.takes); return nil }); err != nil {
					t.Fatal(err)
				}
				want := c.want
				if want != "" {
					want += "\r" + strings.Repeat(" ", len(want)-1) + "\r"
				}
				if got.String() != want {
					t.Errorf("the terminal got %q, want %q", got, want)
				}
			})
		})
	}
}

func TestABarGivesWayToAMessage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, got := barredSession(true)
		defer s.working()()
		time.Sleep(progressDelay + time.Millisecond)
		synctest.Wait()
		got.Reset()
		s.warn("a backup failed")
		if want := "\r" + strings.Repeat(" ", 38) + "\renact: a backup failed\n"; got.String() != want {
			t.Errorf("the terminal got %q, want %q", got, want)
		}
	})
}

func TestTheBarFillsOnceATaskSaysHowMuchIsDone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, got := barredSession(true)
		err := s.during(func() error {
			s.portion.report(1, 2)
			time.Sleep(progressDelay + time.Millisecond)
			return nil
		})
		if want := "\r" + filledBar(1, 2) + "\r"; err != nil || !strings.HasPrefix(got.String(), want) {
			t.Errorf("%v; the terminal got %q, want %q", err, got, want)
		}
		got.Reset()
		_ = s.during(func() error { time.Sleep(progressDelay + time.Millisecond); return nil })
		if !strings.HasPrefix(got.String(), "\r"+movingBar(progressDelay)) {
			t.Errorf("in the next task the terminal got %q", got)
		}
	})
}

func TestTheMovingBarStaysWithinItsEnds(t *testing.T) {
	for n := range 200 {
		bar := movingBar(time.Duration(n) * progressPause)
		if len(bar) != len("[] 100 s")+barColumns || strings.Count(bar, "#") != moverColumns {
			t.Fatalf("after %d pictures the bar is %q", n, bar)
		}
	}
}

func TestTheBarOfAFileFillsUp(t *testing.T) {
	for _, c := range []struct {
		done int64
		want string
	}{
		{0, "[..............................]   0%"},
		{50, "[###############...............]  50%"},
		{100, "[##############################] 100%"},
		{120, "[##############################] 100%"}, // the file grew
	} {
		if got := filledBar(c.done, 100); got != c.want {
			t.Errorf("%d of 100: %q, want %q", c.done, got, c.want)
		}
	}
	synctest.Test(t, func(t *testing.T) {
		s, got := barredSession(true)
		p := s.progress(slow{}, 100)
		if _, err := io.ReadFull(p, make([]byte, 50)); err != nil {
			t.Fatal(err)
		}
		p.end()
		if !strings.Contains(got.String(), "\r[############") || !strings.HasSuffix(got.String(), "\r"+strings.Repeat(" ", 37)+"\r") {
			t.Errorf("the terminal got %q", got)
		}
	})
}

// slow is a file that gives one byte each ten milliseconds.
type slow struct{}

func (slow) Read(b []byte) (int, error) {
	time.Sleep(10 * time.Millisecond)
	return 1, nil
}

func TestAFailedTaskStillRemovesItsBar(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, got := barredSession(true)
		err := s.during(func() error { time.Sleep(time.Second); return io.ErrUnexpectedEOF })
		if err != io.ErrUnexpectedEOF || !strings.HasSuffix(got.String(), "\r") {
			t.Errorf("got %v, and on the terminal %q", err, got)
		}
		fmt.Fprint(s.err, "next")
		if !strings.HasSuffix(got.String(), "\rnext") {
			t.Errorf("the terminal got %q", got)
		}
	})
}
