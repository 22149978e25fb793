package atspi

import (
	"slices"
	"strings"

	"github.com/godbus/dbus/v5"

	"enactive/ui/spoken"
)

// begin tells which window is in use, and what has the keyboard there.
func (s *server) begin() {
	for _, w := range s.told.root.Children {
		if s.told.places[w.ID].inUse {
			s.windowEvent(w, "Activate")
			s.event(w, "StateChanged", "active", 1, 0, int32(0))
		}
	}
	s.eachIn(s.told.root, func(n *spoken.Node) {
		if s.told.states(n)&(1<<focused) != 0 {
			s.event(n, "StateChanged", "focused", 1, 0, int32(0))
		}
	})
}

func (s *server) eachIn(n *spoken.Node, do func(*spoken.Node)) {
	do(n)
	for _, c := range n.Children {
		s.eachIn(c, do)
	}
}

// tell tells what has changed since the last time.
func (s *server) tell(now *snapshot) {
	before := s.told
	if now == nil || now == before {
		return
	}
	s.told = now
	s.eachIn(before.root, func(n *spoken.Node) {
		if left := now.byID[n.ID]; left != nil {
			s.children(n, left)
		}
	})
	var news, gained []func()
	s.eachIn(now.root, func(n *spoken.Node) {
		old := before.byID[n.ID]
		was, is := uint64(0), now.states(n)
		if old != nil {
			was = before.states(old)
			s.properties(old, n)
		}
		took := is&^was&(1<<focused) != 0
		if old != nil || took {
			s.statesChanged(n, was, is, old == nil, &gained)
		}
		if words := announcement(old, n); words != "" && !took {
			news = append(news, func() { s.event(n, "Announcement", "", 1, 0, words) })
		}
	})
	if n, was := title(now.root), title(before.root); len(gained) == 0 && n != nil && (was == nil || was.ID != n.ID) {
		s.event(n, "Announcement", "", 1, 0, n.Name) // another page, on which nothing has the keyboard
	}
	for _, later := range append(gained, news...) {
		later()
	}
}

// title is the first heading of all; nil if there is none.
func title(n *spoken.Node) *spoken.Node {
	if n.Role == spoken.Heading && n.Level == 1 {
		return n
	}
	for _, c := range n.Children {
		if found := title(c); found != nil {
			return found
		}
	}
	return nil
}

// announcement is what is to be read out although it has not got the keyboard.
func announcement(old, n *spoken.Node) string {
	switch {
	case n.Role == spoken.Alert && (old == nil || old.Name != n.Name):
		return strings.TrimSpace(n.Name + " " + n.Description)
	case old == nil && n.Role != spoken.List: // it is read out once it has the keyboard
		return ""
	case old == nil || old.News != n.News:
		return n.News
	}
	return ""
}

// children tells of objects that came into another one, and of those that left it.
func (s *server) children(old, now *spoken.Node) {
	before, after := idsOf(old), idsOf(now)
	if slices.Equal(before, after) {
		return
	}
	kept := inOrder(before, after)
	for i := len(before) - 1; i >= 0; i-- {
		if !kept[before[i]] {
			s.event(now, "ChildrenChanged", "remove", int32(i), 0, s.ref(old.Children[i]))
		}
	}
	for i, id := range after {
		if !kept[id] {
			s.event(now, "ChildrenChanged", "add", int32(i), 0, s.ref(now.Children[i]))
		}
	}
}

func idsOf(n *spoken.Node) []int {
	all := make([]int, len(n.Children))
	for i, c := range n.Children {
		all[i] = c.ID
	}
	return all
}

// inOrder are those of both lists that need not be moved.
func inOrder(before, after []int) map[int]bool {
	kept, from := map[int]bool{}, 0
	for _, id := range before {
		if i := slices.Index(after[from:], id); i >= 0 {
			kept[id], from = true, from+i+1
		}
	}
	return kept
}

// properties tells of another name, description, value or text.
func (s *server) properties(old, now *spoken.Node) {
	if old.Name != now.Name {
		s.event(now, "PropertyChange", "accessible-name", 0, 0, now.Name)
	}
	if old.Description != now.Description {
		s.event(now, "PropertyChange", "accessible-description", 0, 0, now.Description)
	}
	if old.Value != nil && now.Value != nil && now.Role == spoken.Slider && (old.Value.Now != now.Value.Now || old.Value.Words != now.Value.Words) {
		s.event(now, "PropertyChange", "accessible-value", 0, 0, now.Value.Now)
	}
	was, is := textOf(old), textOf(now)
	if was == nil || is == nil {
		return
	}
	if was.Content != is.Content {
		s.textChanged(now, []rune(was.Content), []rune(is.Content))
	}
	if was.Caret != is.Caret {
		s.event(now, "TextCaretMoved", "", int32(is.Caret), 0, "")
	}
	if was.From != is.From || was.To != is.To {
		if was.From != was.To || is.From != is.To {
			s.event(now, "TextSelectionChanged", "", 0, 0, "")
		}
	}
}

// textChanged tells of the part of a text that is another one.
func (s *server) textChanged(n *spoken.Node, was, is []rune) {
	begin := 0
	for begin < len(was) && begin < len(is) && was[begin] == is[begin] {
		begin++
	}
	end := 0
	for end < len(was)-begin && end < len(is)-begin && was[len(was)-1-end] == is[len(is)-1-end] {
		end++
	}
	if gone := was[begin : len(was)-end]; len(gone) > 0 {
		s.event(n, "TextChanged", "delete", int32(begin), int32(len(gone)), string(gone))
	}
	if fresh := is[begin : len(is)-end]; len(fresh) > 0 {
		s.event(n, "TextChanged", "insert", int32(begin), int32(len(fresh)), string(fresh))
	}
}

// statesChanged tells of states. That something got the keyboard is told after everything else.
func (s *server) statesChanged(n *spoken.Node, was, is uint64, fresh bool, gained *[]func()) {
	for state, name := range stateNames() {
		bit := uint64(1) << state
		if was&bit == is&bit || fresh && state != focused {
			continue
		}
		on := int32(0)
		if is&bit != 0 {
			on = 1
		}
		change := func() { s.event(n, "StateChanged", name, on, 0, int32(0)) }
		switch {
		case state == focused && on == 1:
			*gained = append(*gained, change)
		case state == active:
			member := "Deactivate"
			if on == 1 {
				member = "Activate"
			}
			s.windowEvent(n, member)
			change()
		default:
			change()
		}
	}
	if !fresh && was&(1<<selected) != is&(1<<selected) && n.Parent != nil {
		s.event(n.Parent, "SelectionChanged", "", 0, 0, "")
	}
}

func (s *server) event(n *spoken.Node, member, detail string, first, second int32, value any) {
	s.emit(n, "org.a11y.atspi.Event.Object."+member, detail, first, second, value)
}

func (s *server) windowEvent(n *spoken.Node, member string) {
	s.emit(n, "org.a11y.atspi.Event.Window."+member, "", 0, 0, n.Name)
}

func (s *server) emit(n *spoken.Node, name, detail string, first, second int32, value any) {
	// An error means that the bus is gone, which serve sees.
	_ = s.conn.Emit(s.ref(n).Path, name, detail, first, second, dbus.MakeVariant(value), map[string]dbus.Variant{})
}
