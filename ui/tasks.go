package ui

import (
	"context"
	"runtime"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
)

// tasks run slow work away from the interface's thread until the window ends.
type tasks struct {
	ctx     context.Context
	stop    context.CancelFunc
	working atomic.Int64
	drawing chan struct{} // holds as many as may draw at a time
	// onThread runs something on the interface's thread: fyne.Do, outside tests.
	onThread func(func())
	// after runs something on the interface's thread after a delay.
	after func(time.Duration, func())
}

func newTasks() *tasks {
	t := &tasks{drawing: make(chan struct{}, runtime.NumCPU()), onThread: fyne.Do}
	t.ctx, t.stop = context.WithCancel(context.Background())
	t.after = func(d time.Duration, f func()) { time.AfterFunc(d, func() { t.onThread(f) }) }
	return t
}

// Work runs slow work away from the interface's thread, then done on it.
func (t *tasks) Work(work func(context.Context) error, done func(error)) {
	t.working.Add(1)
	go func() {
		err := work(t.ctx)
		t.onThread(func() {
			defer t.working.Add(-1)
			done(err)
		})
	}()
}

// Draw draws a picture away from the interface's thread, then shows it on it.
func (t *tasks) Draw(draw, show func()) {
	t.Work(func(context.Context) error {
		t.drawing <- struct{}{}
		defer func() { <-t.drawing }()
		draw()
		return nil
	}, func(error) { show() })
}

// After runs something on the interface's thread after a delay.
func (t *tasks) After(d time.Duration, f func()) { t.after(d, f) }

// busy reports whether work is under way.
func (t *tasks) busy() bool { return t.working.Load() > 0 }

// idle waits until no work is under way. It must not be called on the interface's thread.
func (t *tasks) idle() {
	for quiet := 0; quiet < 8; quiet++ {
		time.Sleep(25 * time.Millisecond)
		if t.busy() {
			quiet = 0
		}
	}
}
