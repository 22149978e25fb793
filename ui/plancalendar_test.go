package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"enactive/journal"
	"enactive/ui/control"
)

// TestANewPlanGetsAReminderWhereItIsWritten saves a plan and its calendar file from one link of the form.
func TestANewPlanGetsAReminderWhereItIsWritten(t *testing.T) {
	const words = "Save it, with a reminder for your calendar …"
	d := open(t, storied(t))
	d.do(func(x *mainWindow) { x.newEntry(journal.Experience) })
	d.hides(words)
	d.do((*mainWindow).leaveForm)
	d.do(func(x *mainWindow) { x.newEntry(journal.Plan) })
	d.fill(0, "A run in the dark")
	for _, o := range d.objects() {
		if l, ok := o.(*control.QuietLink); ok && l.String() == words {
			test.Tap(l)
			d.rest()
			break
		}
	}
	d.shows("Save the plan for your calendar", "Alarm")
	if d.open.nav.form != nil {
		t.Error("the form is open after the plan was saved")
	}
	found := d.open.journal().Entries(journal.Query{Text: "in the dark"})
	if len(found) != 1 || found[0].Type != journal.Plan {
		t.Fatalf("the journal has %v", found)
	}
	file := filepath.Join(t.TempDir(), "plan.ics")
	d.fill(0, file)
	d.press("Save the file")
	if data, err := os.ReadFile(file); err != nil || !strings.Contains(string(data), "BEGIN:VALARM") || strings.Contains(string(data), "in the dark") {
		t.Errorf("the calendar file is %q, %v", data, err)
	}
}
