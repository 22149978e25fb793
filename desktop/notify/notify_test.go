package notify_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"enactive/desktop/notify"
	"enactive/desktop/notify/notifytest"
	"enactive/ui/sessionbus/sessionbustest"
)

func TestANotificationSaysItsWordsAndIsOpened(t *testing.T) {
	sessionbustest.Start(t, "no notification was shown")
	desktop := notifytest.Start(t, "body", "actions")
	opened := make(chan bool, 2)
	if err := notify.Show(t.Context(), notify.Note{Words: "Time to write", Open: "Open", Opened: func() { opened <- true }}); err != nil {
		t.Fatal(err)
	}
	got := desktop.Wait(t)
	if got.Summary != "Time to write" || got.Body != "" || len(got.Actions) == 0 || got.Actions[0] != "default" {
		t.Errorf("it is shown as %+v", got)
	}
	desktop.Invoke(t, got.ID+1, "default") // of another notification
	desktop.Invoke(t, got.ID, "default")
	select {
	case <-opened:
	case <-time.After(10 * time.Second):
		t.Fatal("it was opened, and nobody was told")
	}
	select {
	case <-opened:
		t.Error("it is opened twice")
	case <-time.After(100 * time.Millisecond):
	}
}

func TestADesktopWithoutActionsShowsTheWordsAlone(t *testing.T) {
	sessionbustest.Start(t, "no notification was shown")
	desktop := notifytest.Start(t, "body")
	if err := notify.Show(t.Context(), notify.Note{Words: "Time to write", Open: "Open", Opened: func() {}}); err != nil {
		t.Fatal(err)
	}
	if got := desktop.Wait(t); len(got.Actions) != 0 {
		t.Errorf("it has the actions %q", got.Actions)
	}
}

func TestWithoutADesktopAnErrorSaysSo(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
	if err := notify.Show(t.Context(), notify.Note{Words: "Time to write"}); !errors.Is(err, notify.ErrNone) {
		t.Errorf("without a bus: %v", err)
	}
	sessionbustest.Start(t, "a bus without a desktop was not tried")
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	if err := notify.Show(ctx, notify.Note{Words: "Time to write"}); !errors.Is(err, notify.ErrNone) {
		t.Errorf("without a desktop: %v", err)
	}
}
