package commandline

import (
	"sync"
	"time"

	"enactive/ui/idle"
)

// idleClock measures how long no command has used the journal. It is safe for concurrent use.
type idleClock struct {
	limit   time.Duration
	now     func() time.Time
	mu      sync.Mutex
	monitor *idle.Monitor
	running int
	last    time.Time // when a command began or ended
}

func newIdleClock(limit time.Duration, now func() time.Time) *idleClock {
	return &idleClock{limit: limit, now: now, monitor: idle.NewMonitor(limit, now()), last: now().Round(0)}
}

// interval is how often to ask whether the time is over.
func (c *idleClock) interval() time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return max(min(idle.Interval, c.limit/8), 50*time.Millisecond)
}

func (c *idleClock) began() { c.use(1) }
func (c *idleClock) ended() { c.use(-1) }

func (c *idleClock) use(more int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.running += more
	c.last = c.now().Round(0)
	c.monitor.Touch()
}

// over reports whether the time has passed without a command, or the computer slept.
func (c *idleClock) over() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.running > 0 {
		c.monitor.Touch()
	}
	return c.monitor.Check(c.now()) != idle.Present
}

// times returns the time without a command, and how much of it is left.
func (c *idleClock) times() (limit, left time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.running > 0 {
		return c.limit, c.limit
	}
	return c.limit, min(max(c.limit-c.now().Round(0).Sub(c.last), 0), c.limit)
}

// set changes the time without a command, if limit is not 0, and begins it anew.
func (c *idleClock) set(limit time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if limit >= minUnlocked && limit <= maxUnlocked {
		c.limit = limit
		c.monitor.SetLimit(limit)
	}
	c.last = c.now().Round(0)
	c.monitor.Touch()
}
