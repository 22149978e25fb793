package page

import (
	"context"
	"io/fs"
	"time"

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/ui/control"
	"enactive/ui/state"
)

// testHost is a window without a screen: work runs at once, and nothing leads anywhere.
type testHost struct {
	journal *journal.Journal
	window  fyne.Window
	said    string // the last toast
	failed  error
	hidden  bool // a person hid the guide on nerves
}

func (h *testHost) Journal() *journal.Journal { return h.journal }
func (h *testHost) Window() fyne.Window       { return h.window }
func (h *testHost) Hints() *control.Hints     { return nil }
func (h *testHost) Week() time.Weekday        { return time.Monday }

func (h *testHost) Work(work func(context.Context) error, done func(error)) {
	done(work(context.Background()))
}
func (h *testHost) Toast(words string, _ bool)     { h.said = words }
func (h *testHost) Fail(err error)                 { h.failed = err }
func (h *testHost) SaveFailed(err error, _ func()) { h.failed = err }
func (h *testHost) Saved()                         {}

func (h *testHost) After(time.Duration, func())            {}
func (h *testHost) ReadFile(string, int64) ([]byte, error) { return nil, fs.ErrNotExist }

func (h *testHost) CopiedPicture(context.Context, int64) ([]byte, bool) { return nil, false }

func (h *testHost) EditEntry(journal.Entry)                                      {}
func (h *testHost) LeaveForm()                                                   {}
func (h *testHost) ChooseNatively(_ bool, _ string, _ func(string), none func()) { none() }
func (h *testHost) WriteOnly()                                                   {}
func (h *testHost) OpenArea(journal.AreaID)                                      {}
func (h *testHost) OpenQuick()                                                   {}
func (h *testHost) ShowHome()                                                    {}

func (h *testHost) NervesGuideHidden() bool { return h.hidden }
func (h *testHost) HideNervesGuide()        { h.hidden = true }

func (h *testHost) Documents() string                                           { return "" }
func (h *testHost) ExportPlan(string, *journal.Entry, state.CalendarFile) error { return nil }
