package state

import "context"

// Latest lets the newest of several requests through: what an older one finds is out of
// date and not to be shown. Its zero value is ready. It is for one goroutine.
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

// End ends the request that is under way, if there is one.
func (l *Latest) End() {
	l.turn++
	if l.stop != nil {
		l.stop()
		l.stop = nil
	}
}
