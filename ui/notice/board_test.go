package notice

import (
	"errors"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"enactive/ui/theme"
)

var errTyped = errors.New("what was typed is wrong")

// window is a host in which time passes when a test lets it.
type window struct {
	locked, covered bool
	later           map[time.Duration][]func()
}

func (w *window) After(d time.Duration, f func()) { w.later[d] = append(w.later[d], f) }
func (w *window) Covered() bool                   { return w.covered }
func (w *window) Active() bool                    { return !w.locked }
func (w *window) Problem(err error) (Problem, bool) {
	return Problem{Title: "not saved", Words: err.Error()}, !errors.Is(err, errTyped)
}

func (w *window) pass(d time.Duration) {
	later := w.later[d]
	delete(w.later, d)
	for _, f := range later {
		f()
	}
}

func newBoard(t *testing.T) (*Board, *window) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light, 1))
	w := &window{later: map[time.Duration][]func(){}}
	b := New(w)
	b.Frame(container.NewStack())
	return b, w
}

func TestAToastDisappearsUnlessReplaced(t *testing.T) {
	b, w := newBoard(t)
	b.Toast("one", nil)
	first := w.later[toastTime]
	b.Toast("two", nil)
	first[0]()
	if len(b.bar.Objects) != 1 {
		t.Error("the second toast went with the first")
	}
	w.pass(toastTime)
	if len(b.bar.Objects) != 0 {
		t.Error("the toast stayed")
	}
}

func TestBannersStayInTheirOrderAndInANewFrame(t *testing.T) {
	b, _ := newBoard(t)
	b.ShowBanner(Damaged, "lost", "")
	b.ShowBanner(NotSaved, "full", "")
	b.ShowBanner(NotSaved, "still full", "")
	b.Frame(container.NewStack())
	if want := []fyne.CanvasObject{b.banners[NotSaved], b.banners[Damaged]}; len(b.top.Objects) != 2 || b.top.Objects[0] != want[0] || b.top.Objects[1] != want[1] {
		t.Errorf("the banners are %v", b.top.Objects)
	}
	b.ClearBanner(NotSaved)
	b.ClearBanner(Damaged)
	if b.top.Visible() {
		t.Error("a place without banners takes room")
	}
}

func TestAFailedSaveIsRetriedUntilItIsSaved(t *testing.T) {
	b, w := newBoard(t)
	tries := 0
	var save func()
	save = func() {
		if tries++; tries < 3 {
			b.SaveFailed("form", errors.New("full"), save)
			return
		}
		b.Saved("form")
	}
	save()
	for range 5 {
		w.pass(RetryAfter)
	}
	if tries != 3 || b.banners[NotSaved] != nil {
		t.Errorf("tried %d times, and the banner is %v", tries, b.banners[NotSaved])
	}
}

func TestTheBannerStaysWhileAnotherSaveFails(t *testing.T) {
	b, _ := newBoard(t)
	b.SaveFailed("form", errors.New("full"), func() {})
	b.SaveFailed("draft", errors.New("full"), func() {})
	if b.Saved("form"); b.banners[NotSaved] == nil {
		t.Error("the banner is gone, and the draft is not saved")
	}
	if b.Saved("draft"); b.banners[NotSaved] != nil {
		t.Error("the banner stays, and everything is saved")
	}
}

func TestNothingIsRetriedAfterALock(t *testing.T) {
	b, w := newBoard(t)
	b.SaveFailed("form", errors.New("full"), func() { t.Error("retried") })
	w.locked = true
	w.pass(RetryAfter)
}

func TestInvalidInputIsReportedByItsForm(t *testing.T) {
	b, w := newBoard(t)
	b.SaveFailed("form", errTyped, func() { t.Error("retried") })
	if w.pass(RetryAfter); b.banners[NotSaved] != nil {
		t.Error("there is a banner")
	}
}
