package atspi

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"github.com/godbus/dbus/v5"

	"enactive/ui/spoken"
)

// Host is what a reader asks of the program.
type Host struct {
	// Name and Version are the program's.
	Name, Version string
	// OnThread runs something on the interface's thread, now or later.
	OnThread func(func())
	// Windows are those on the screen. It is called on the interface's thread.
	Windows func() []fyne.Window
	// Place is where a window is on the screen, in pixels, as far as that can be known, and whether it is
	// the one in use. It is called on the interface's thread.
	Place func(fyne.Window) (x, y int, inUse bool)
}

// Reader is the way to the screen readers of the desktop. Create it with Watch.
type Reader struct {
	host Host
	on   atomic.Bool
	soon chan struct{} // the window may have changed

	trees *spoken.Trees // on the interface's thread

	mu  sync.Mutex
	now *snapshot // nil while no screen reader is in use
}

// snapshot is the program at one moment.
type snapshot struct {
	root   *spoken.Node
	byID   map[int]*spoken.Node
	places map[int]place // of windows
}

// place is where a window is, and whether it is in use.
type place struct {
	x, y  int
	inUse bool
	scale float32 // pixels to a unit
}

// How often the window is looked at while a screen reader is in use, how soon after a key, and how long the
// interface's thread is awaited.
const (
	lookEvery  = 250 * time.Millisecond
	lookAfter  = 25 * time.Millisecond
	mostWaited = 2 * time.Second
)

// Touch says that a person did something, so that a change is told at once. It costs nothing while no
// screen reader is in use.
func (r *Reader) Touch() {
	if r == nil || !r.on.Load() {
		return
	}
	select {
	case r.soon <- struct{}{}:
	default:
	}
}

// Update replaces what is told by what the window shows now: after a lock nothing of the journal is to be
// had, not even for a moment. It is for the interface's thread.
func (r *Reader) Update() {
	if r == nil || !r.on.Load() {
		return
	}
	r.keep(r.look())
	r.Touch()
}

// look makes the tree. It is for the interface's thread. A fault in it must not end the program, in which
// somebody may be writing: then nothing is told.
func (r *Reader) look() (s *snapshot) {
	defer func() {
		if recover() != nil {
			s = &snapshot{root: &spoken.Node{Object: spoken.Object{Role: spoken.Application, Name: r.host.Name}}, byID: map[int]*spoken.Node{}, places: map[int]place{}}
		}
	}()
	windows := r.host.Windows()
	s = &snapshot{root: r.trees.Of(r.host.Name, windows), byID: map[int]*spoken.Node{}, places: map[int]place{}}
	s.index(s.root)
	for _, n := range s.root.Children {
		x, y, inUse := r.host.Place(n.Window)
		s.places[n.ID] = place{x, y, inUse, n.Window.Canvas().Scale()}
	}
	return s
}

func (s *snapshot) index(n *spoken.Node) {
	s.byID[n.ID] = n
	for _, c := range n.Children {
		s.index(c)
	}
}

// window is the window that an object is in; the program's own object is in none.
func window(n *spoken.Node) *spoken.Node {
	for n != nil && n.Role != spoken.Window {
		n = n.Parent
	}
	return n
}

// in is the place of the window that an object is in.
func (s *snapshot) in(n *spoken.Node) place {
	if w := window(n); w != nil {
		return s.places[w.ID]
	}
	return place{scale: 1}
}

func (s *snapshot) states(n *spoken.Node) uint64 { return states(n, s.in(n).inUse) }

func (r *Reader) keep(s *snapshot) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.on.Load() {
		r.now = s
	}
}

// snapshot is what is told now; nil while nothing is.
func (r *Reader) snapshot() *snapshot {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.now
}

// onThread runs something on the interface's thread and waits until it is done; false if that takes too long.
func (r *Reader) onThread(do func()) bool {
	done := make(chan struct{})
	r.host.OnThread(func() {
		defer close(done)
		do()
	})
	late := time.NewTimer(mostWaited)
	defer late.Stop()
	select {
	case <-done:
		return true
	case <-late.C:
		return false
	}
}

// refresh looks at the window; false if the interface's thread is too busy.
func (r *Reader) refresh() bool {
	return r.onThread(func() {
		if r.on.Load() {
			r.keep(r.look())
		}
	})
}

// serve tells the screen readers on a bus of the window until ctx ends.
func (r *Reader) serve(ctx context.Context, conn *dbus.Conn) {
	r.on.Store(true)
	defer func() {
		r.on.Store(false)
		r.mu.Lock()
		r.now = nil
		r.mu.Unlock()
		r.host.OnThread(func() {
			if !r.on.Load() {
				r.trees = spoken.NewTrees()
			}
		})
	}()
	for !r.refresh() { // the window may be on its way yet
		if ctx.Err() != nil {
			return
		}
	}
	s := &server{r: r, conn: conn, told: &snapshot{root: &spoken.Node{}, byID: map[int]*spoken.Node{}, places: map[int]place{}}}
	if err := s.export(); err != nil {
		return
	}
	if err := s.embed(ctx); err != nil {
		return
	}
	s.told = r.snapshot()
	s.begin()
	beat := time.NewTicker(lookEvery)
	defer beat.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-conn.Context().Done():
			return
		case <-r.soon:
			select {
			case <-ctx.Done():
				return
			case <-time.After(lookAfter):
			}
		case <-beat.C:
		}
		if r.refresh() {
			s.tell(r.snapshot())
		}
	}
}
