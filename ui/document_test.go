package ui

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"enactive/charts/report"
	"enactive/journal"
	"enactive/ui/choose"
	"enactive/ui/figure"
	"enactive/ui/page"
	"enactive/ui/theme"
	"enactive/ui/uitest"
)

// paperView is the view of the pages on the screen.
func (d *driven) paperView() *figure.PaperView {
	d.t.Helper()
	for _, o := range d.objects() {
		if v, ok := o.(*figure.PaperView); ok {
			return v
		}
	}
	d.t.Fatalf("no pages are shown in\n%s", d.words())
	return nil
}

// tick turns the box of those words over.
func (d *driven) tick(words string) {
	d.t.Helper()
	for _, o := range d.objects() {
		if c, ok := o.(*choose.Check); ok && c.String() == words {
			test.Tap(c)
			d.rest()
			return
		}
	}
	d.t.Fatalf("there is no box %q in\n%s", words, d.words())
}

func TestADocumentIsChosenSeenAndNotWrittenBefore(t *testing.T) {
	d := open(t, storied(t))
	d.shortcut(fyne.KeyP, ctrl)
	d.shows("Which document", "What is in it", "Names of people", "Page 1 of ")
	v := d.paperView()
	before := v.Pages()
	if before == 0 {
		t.Fatal("no page is shown")
	}
	d.pick(string(journal.JournalHandout))
	d.shows("Making the pages")
	d.pass(time.Second)
	d.hides("Making the pages")
	h := d.open.pages.document.Told().Handout
	if h.Kind != journal.JournalHandout || h.Span != journal.MonthSpan {
		t.Errorf("it tells %+v", h)
	}
	d.tick("Notes")
	d.tick("Wider margin where it is bound")
	d.toggle("Running")
	d.pick("letter")
	d.pass(time.Second)
	h = d.open.pages.document.Told().Handout
	if !slices.Equal(h.LeftOut, []journal.Section{journal.NotesSection}) || !h.Book || !h.Letter || len(h.Areas) != 1 {
		t.Errorf("it tells %+v", h)
	}
	d.shortcut(fyne.KeyPageDown, ctrl)
	d.shows("Page 2 of ")
	d.shortcut(fyne.KeyPageUp, ctrl)
	d.shows("Page 1 of ")
	d.press("Next page")
	d.shows("Page 2 of ")
	written, err := filepath.Glob(filepath.Join(os.Getenv("HOME"), "*.pdf*"))
	if err != nil || len(written) > 0 {
		t.Errorf("%q was written before anything was saved, %v", written, err)
	}
	d.do(func(w *mainWindow) { w.show(pageHome) })
	if v.Pages() != 0 {
		t.Error("pages are kept that nobody sees")
	}
}

func TestChoicesOfADocumentAreRememberedOnRequest(t *testing.T) {
	d := open(t, storied(t))
	d.do(func(w *mainWindow) { w.openDocument(told(journal.ProgressHandout)) })
	if n := len(d.open.journal().Handouts()); n != 0 {
		t.Fatalf("%d documents are remembered unasked", n)
	}
	d.pick(string(journal.Initials))
	d.press("Remember …")
	d.press("Remember")
	d.shows("Name is missing; it must be a few words")
	d.fill(0, "For Dr. Weber")
	d.press("Remember")
	d.shows("Remembered as “For Dr. Weber”.")
	all := d.open.journal().Handouts()
	if len(all) != 1 || all[0].Name != "For Dr. Weber" || all[0].Kind != journal.ProgressHandout || all[0].Names != journal.Initials {
		t.Fatalf("the journal remembers %+v", all)
	}
	d.do(func(w *mainWindow) { w.openDocument(told(journal.JournalHandout)) })
	d.choose("For Dr. Weber")
	d.pass(time.Second)
	if h := d.open.pages.document.Told().Handout; h.Kind != journal.ProgressHandout || h.Names != journal.Initials {
		t.Errorf("what was picked tells %+v", h)
	}
	d.press("Forget")
	if n := len(d.open.journal().Handouts()); n != 0 {
		t.Errorf("%d documents are remembered still", n)
	}
}

func TestADocumentIsPrintedFromMemory(t *testing.T) {
	d := open(t, storied(t))
	var ran []string
	var got []byte
	printers, refusal := "Office\nHome\n", error(nil)
	d.options.Printing.Find = func(name string) (string, error) { return name, nil }
	d.options.Printing.Run = func(_ context.Context, in io.Reader, name string, args ...string) (out []byte, err error) {
		ran = append(ran, strings.Join(append([]string{name}, args...), " "))
		if name == "lpstat" {
			return []byte(printers), nil
		}
		got, err = io.ReadAll(in)
		return nil, errors.Join(err, refusal)
	}
	d.do(func(w *mainWindow) { w.openDocument(told(journal.ReviewHandout)) })
	d.press("Print …")
	d.shows("Neither the paper nor the print queue is sealed")
	if slices.ContainsFunc(ran, func(c string) bool { return strings.HasPrefix(c, "lp ") }) {
		t.Fatalf("it was printed before it was asked: %q", ran)
	}
	d.choose("Home")
	d.press("Print")
	d.shows("It is on its way to the printer Home.")
	if last := ran[len(ran)-1]; last != "lp -t Enactive -d Home" || !bytes.HasPrefix(got, []byte("%PDF-")) {
		t.Errorf("it ran %q with %.20q", last, got)
	}
	refusal = errors.New("exit status 1")
	d.shortcut(fyne.KeyP, ctrl)
	d.press("Print")
	d.shows("The printer Office did not accept it. Save the PDF, and print it from another program.")
	printers = "\n"
	d.shortcut(fyne.KeyP, ctrl)
	d.shows("No printer is set up on this computer. Save the PDF")
	d.escape()
	d.options.Printing.Find = func(string) (string, error) { return "", os.ErrNotExist }
	d.shortcut(fyne.KeyP, ctrl)
	d.shows("The command lp, which prints, is not installed")
	d.press("Save as PDF")
	d.shows("Save the document as PDF")
}

func TestOtherPagesLeadToTheirDocument(t *testing.T) {
	d := open(t, storied(t))
	area := d.open.journal().Areas()[0].ID
	d.do(func(w *mainWindow) { w.openArea(area) })
	d.press("Progress report …")
	if h := d.open.pages.document.Told().Handout; h.Kind != journal.ProgressHandout || !slices.Equal(h.Areas, []journal.AreaID{area}) {
		t.Errorf("the insights lead to %+v", h)
	}
	d.do(func(w *mainWindow) { w.show(pageReview) })
	d.press("Save as PDF …")
	march := journal.Date{Year: 2026, Month: time.March, Day: 1}
	if h := d.open.pages.document.Told().Handout; h.Kind != journal.ReviewHandout || h.From != march {
		t.Errorf("the review leads to %+v", h)
	}
	d.do(func(w *mainWindow) { w.show(pageSettings); w.pages.settings.Choose("PDF") })
	d.press("Choose what it tells, and see the pages …")
	if h := d.open.pages.document.Told().Handout; h.Kind != journal.JournalHandout {
		t.Errorf("the settings lead to %+v", h)
	}
}

func TestANarrowWindowShowsTheChoicesOrThePages(t *testing.T) {
	d := open(t, storied(t))
	d.window.Resize(fyne.NewSize(800, 700))
	d.do(func(w *mainWindow) { w.openDocument(told(journal.ReviewHandout)) })
	d.shows("Which document")
	d.press("Show the pages")
	d.shows("Page 1 of ")
	if !d.open.pages.document.PagesInSight() {
		t.Error("the choices are shown in their place")
	}
	d.escape()
	if d.open.pages.document.PagesInSight() {
		t.Error("Escape does not lead back to the choices")
	}
	d.window.Resize(fyne.NewSize(1280, 800))
	if !d.open.pages.document.PagesInSight() {
		t.Error("a wide window does not show both")
	}
}

// told is what a document of some kind tells of the last 30 days.
func told(kind journal.HandoutKind) report.Told {
	return report.Told{Handout: journal.Handout{Kind: kind, Span: journal.MonthSpan}}
}

// The key that makes a document elsewhere prints it on its page.
func TestTheKeysOfADocumentAreTakenOnce(t *testing.T) {
	d := open(t, storied(t))
	d.do(func(w *mainWindow) { w.show(pageDocument) })
	taken := map[string]string{}
	for _, c := range d.open.commands() {
		at := string(c.Key) + string(rune('0'+c.Modifier))
		if other := taken[at]; c.Key != "" && other != "" {
			t.Errorf("%s and %s have the same key", other, c.ID)
		}
		taken[at] = c.ID
	}
}

// TestGoldenDocument holds the choices of a document against their pictures; the pages have their own.
func TestGoldenDocument(t *testing.T) {
	takesLong(t)
	d := open(t, storied(t))
	for _, l := range []struct {
		name  string
		mode  theme.Mode
		scale float32
		size  fyne.Size
	}{
		{"light", theme.Light, 1, fyne.NewSize(1280, 800)}, {"dark", theme.Dark, 1, fyne.NewSize(1280, 800)},
		{"narrow", theme.Light, 1, fyne.NewSize(800, 600)}, {"largest", theme.Light, 2, fyne.NewSize(1280, 800)},
	} {
		t.Run(l.name, func(t *testing.T) {
			d.do(func(w *mainWindow) { w.nav.showPage(pageHome) })
			d.window.Resize(l.size)
			d.applyAppearance(page.Appearance{Mode: l.mode, Scale: l.scale})
			d.rest()
			d.do(func(w *mainWindow) { w.openDocument(told(journal.ReviewHandout)) })
			d.rest()
			v := d.open.pages.document
			if l.name != "narrow" && l.name != "largest" && !v.PagesInSight() {
				t.Error("the pages are not beside the choices")
			}
			c := d.window.Canvas()
			c.Unfocus()
			for range 2 { // wrapped text has its height only once it has its width
				c.Content().Refresh()
				d.window.Resize(l.size.AddWidthHeight(0, 20))
				d.window.Resize(l.size)
			}
			d.rest()
			v.Leave() // so that the pages are not in the picture
			uitest.CompareWithGolden(t, "document_"+l.name+".png", c.Capture())
		})
	}
}
