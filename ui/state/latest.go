package state

import "context"

// Latest lets only the newest of several requests through: the result of an older one is out
// of date and must not be shown. The zero value is ready for use. It serves one goroutine.
type Latest struct {
	turn int
	stop context.CancelFunc
}

// Begin begins a request and ends the one before it: its context ends once a newer one
// begins, and newest reports whether none has.
func (l *Latest) Begin() (ctx context.Context, newest func() bool) {
	l.End()
	ctx, l.stop = context.WithCancel(context.Background())
	turn := l.turn
	return ctx, func() bool { return l.turn == turn }
}

// End cancels the running request, if any.
func (l *Latest) End() {
	l.turn++
	if l.stop != nil {
		l.stop()
		l.stop = nil
	}
}
