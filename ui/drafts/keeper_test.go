package drafts

import (
	"context"
	"errors"
	"reflect"
	"testing"
	"time"

	"enactive/journal"
)

// memory is a store without a disk, which may refuse everything.
type memory struct {
	docs  map[string]string
	calls []string
	full  error
}

func (m *memory) Draft(name string) ([]byte, time.Time, bool) {
	doc, ok := m.docs[name]
	if !ok {
		return nil, time.Time{}, false
	}
	return []byte(doc), time.Time{}, true
}

func (m *memory) SaveDraft(_ context.Context, name string, doc []byte, _ ...journal.PreparedID) error {
	if m.full != nil {
		return m.full
	}
	m.docs[name], m.calls = string(doc), append(m.calls, "save "+name)
	return nil
}

func (m *memory) DropDraft(_ context.Context, name string) error {
	delete(m.docs, name)
	m.calls = append(m.calls, "drop "+name)
	return nil
}

// window is a host without a screen: work runs at once, and time passes when a test lets it.
type window struct {
	locked bool
	failed error
	retry  func()
	later  []func()
}

func (w *window) Work(work func(context.Context) error, done func(error)) {
	done(work(context.Background()))
}
func (w *window) After(_ time.Duration, f func())     { w.later = append(w.later, f) }
func (w *window) Active() bool                        { return !w.locked }
func (w *window) DraftFailed(err error, retry func()) { w.failed, w.retry = err, retry }
func (w *window) DraftsStored()                       { w.failed, w.retry = nil, nil }

func (w *window) pass() {
	later := w.later
	w.later = nil
	for _, f := range later {
		f()
	}
}

// form is one line of text.
type form struct {
	text, saved string
	changed     func()
}

func (f *form) Changed() bool         { return f.text != f.saved }
func (f *form) Listen(changed func()) { f.changed = changed }
func (f *form) Draft() []byte {
	if !f.Changed() {
		return nil
	}
	return []byte(f.text)
}

func (f *form) typeText(text string) {
	f.text = text
	f.changed()
}

type setup struct {
	store                *memory
	host                 *window
	keeper               *Keeper
	quick, review, entry *form
}

func newSetup() *setup {
	s := &setup{store: &memory{docs: map[string]string{}}, host: &window{}, quick: &form{}, review: &form{}, entry: &form{}}
	s.keeper = NewKeeper(s.store, s.host, 1)
	s.keeper.Watch(s.quick, s.review, &form{})
	s.quick.Listen(s.keeper.Typed)
	return s
}

func TestInputIsSealedSoonAndOnce(t *testing.T) {
	s := newSetup()
	s.keeper.Open(s.entry, "left")
	s.entry.typeText("a")
	s.entry.typeText("ab")
	s.host.pass()
	s.keeper.Seal()
	if want := []string{"save editor"}; !reflect.DeepEqual(s.store.calls, want) || s.store.docs[Editor] != "ab" {
		t.Errorf("the store was asked to %q and holds %q", s.store.calls, s.store.docs)
	}
}

func TestNothingIsSealedAfterALock(t *testing.T) {
	s := newSetup()
	s.quick.typeText("a")
	s.host.locked = true
	s.host.pass()
	if len(s.store.calls) > 0 {
		t.Errorf("the store was asked to %q", s.store.calls)
	}
}

func TestAFormThatIsSavedLeavesNoDraft(t *testing.T) {
	s := newSetup()
	s.store.docs["left"] = "before"
	s.keeper.Open(s.entry, "left")
	s.entry.typeText("a")
	s.host.pass()
	s.entry.saved = s.entry.text
	dropped := false
	s.keeper.Close(func(err error) { dropped = err == nil })
	if len(s.store.docs) > 0 || !dropped {
		t.Errorf("the store holds %q, and was asked to %q", s.store.docs, s.store.calls)
	}
}

func TestAFormThatIsLeftIsStoredUnderItsName(t *testing.T) {
	s := newSetup()
	s.keeper.Open(s.entry, "left")
	s.entry.typeText("a")
	name, gone := "", false
	s.keeper.Leave(func() { gone = true; s.keeper.Close(func(error) { t.Error("the draft was dropped") }) }, func(n string) { name = n })
	if !gone || name != "left" || s.store.docs["left"] != "a" {
		t.Errorf("gone: %v, stored as %q in %q", gone, name, s.store.docs)
	}
}

func TestAnEmptyFormLeavesNoDraft(t *testing.T) {
	s := newSetup()
	s.keeper.Open(s.entry, "left")
	gone := false
	s.keeper.Leave(func() { gone = true }, func(string) { t.Error("there is a draft") })
	if !gone || len(s.store.calls) > 0 {
		t.Errorf("gone: %v; the store was asked to %q", gone, s.store.calls)
	}
}

func TestAFullDiskKeepsTheFormOpenAndIsRetried(t *testing.T) {
	s := newSetup()
	s.keeper.Open(s.entry, "left")
	s.entry.typeText("a")
	s.store.full = errors.New("full")
	s.keeper.Leave(func() { t.Error("the form is gone") }, func(string) { t.Error("there is a draft") })
	if !errors.Is(s.host.failed, s.store.full) {
		t.Fatalf("reported: %v", s.host.failed)
	}
	if unsealed, err := SealAll(t.Context(), s.store, s.keeper.Collect()); string(unsealed[Editor]) != "a" || err == nil {
		t.Errorf("what could not be sealed: %q, %v", unsealed, err)
	}
	s.store.full = nil
	s.host.retry()
	if s.host.failed != nil || s.store.docs[Editor] != "a" {
		t.Errorf("after the retry: %v, %q", s.host.failed, s.store.docs)
	}
}

func TestUnsealedInputIsNewerThanSealedDrafts(t *testing.T) {
	s := newSetup()
	s.store.docs[Editor], s.store.docs[Quick] = "old", "quick"
	got := s.keeper.Restorable(map[string][]byte{Editor: []byte("new")})
	if string(got.Editor) != "new" || string(got.Quick) != "quick" || got.Review != nil {
		t.Errorf("restored: %q", got)
	}
	s.quick.text = "quick"
	s.keeper.Open(&form{text: "new"}, "left")
	s.keeper.Seal() // what is sealed already is not written again
	if want := []string{"save editor"}; !reflect.DeepEqual(s.store.calls, want) {
		t.Errorf("the store was asked to %q, want %q", s.store.calls, want)
	}
}
