package ui

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"enactive/ui/scrolling"
	"enactive/ui/surface"
)

func TestAReviewSavesOwnWordsAndExportsAPDF(t *testing.T) {
	d := open(t, storied(t))
	d.do(func(x *mainWindow) { x.show(pageReview) })
	d.shows("March 2026", "What you tried", "Running: 1 attempt (1 × success)", "The first two are not meant to feel good.")
	d.shortcut(fyne.KeyW, alt)
	d.typeKeys("It begins to feel like mine.")
	d.shows("Not saved yet")
	d.pass(3 * time.Second)
	d.shows("Saved.")
	if r := d.open.journal().Reviews(); len(r) != 1 || r[0].Text != "It begins to feel like mine." {
		t.Errorf("the journal keeps %+v", r)
	}
	d.shortcut(fyne.KeyPageUp, ctrl)
	d.shows("February 2026")
	d.hides("It begins to feel like mine.")
	d.typeKeys("Cold.") // and away before it is saved by itself
	d.shortcut(fyne.KeyPageDown, ctrl)
	d.shows("March 2026", "It begins to feel like mine.")
	if n := len(d.open.journal().Reviews()); n != 2 {
		t.Errorf("%d reviews are kept, want both", n)
	}
	d.pick(string("week"))
	d.shows("2 March 2026 to 8 March 2026")
	d.pick("month")

	d.shortcut(fyne.KeyP, ctrl)
	d.shows("Which document", "Page 1 of ")
	d.shortcut(fyne.KeyS, ctrl)
	d.shows("Save the document as PDF", "Encrypted with a passphrase")
	const passphrase = "nine bridges over a river"
	sealed := filepath.Join(t.TempDir(), "march.pdf")
	d.fill(0, sealed)
	d.press("Save the file")
	d.shows("Type a passphrase of at least 10 characters")
	d.fill(1, passphrase)
	d.fill(2, passphrase)
	d.press("Save the file")
	d.shows("Written to " + sealed + ".age, encrypted with your passphrase.")
	if content := decrypted(t, sealed+".age", passphrase); !strings.HasPrefix(content, "%PDF-") {
		t.Errorf("the encrypted file begins with %.20q", content)
	}

	d.press("Save as PDF")
	d.exportUnencrypted()
	d.shows("The file is not encrypted")
	if got, want := d.textOf(0), filepath.Join(os.Getenv("HOME"), "enactive-2026-03-01-2026-03-31.pdf"); got != want {
		t.Errorf("it would go to %s, want %s unless one says otherwise", got, want)
	}
	file := filepath.Join(t.TempDir(), "march.pdf")
	d.fill(0, file)
	d.press("Save the file")
	d.shows("Written to " + file)
	if content, err := os.ReadFile(file); err != nil || !bytes.HasPrefix(content, []byte("%PDF-")) {
		t.Errorf("the file begins with %.20q, %v", content, err)
	}
}

func TestWordsOfAReviewSurviveAnEndBeforeTheyAreSaved(t *testing.T) {
	folder := storied(t)
	d := open(t, folder)
	d.do(func(x *mainWindow) { x.show(pageReview) })
	d.shortcut(fyne.KeyW, alt)
	d.typeKeys("Half a thought")
	d.quit()
	d.rest()
	again := open(t, folder)
	again.rest()
	if r := again.open.journal().Reviews(); len(r) != 1 || r[0].Text != "Half a thought" {
		t.Errorf("the journal keeps %+v", r)
	}
}

func TestDaysWithoutEntriesAreSimplyEmpty(t *testing.T) {
	d := open(t, storied(t))
	d.do(func(x *mainWindow) { x.show(pageReview) })
	d.pick("year")
	d.shortcut(fyne.KeyPageUp, ctrl)
	d.shortcut(fyne.KeyPageUp, ctrl)
	d.shows("The year 2024", "No entries in this period")
}

// TestTheCardsOfAReviewLieApart looks at the cards as soon as they are shown: a sentence breaks into
// more lines once it has its width, and what is below has to make room for them.
func TestTheCardsOfAReviewLieApart(t *testing.T) {
	d := open(t, storied(t))
	d.window.Resize(fyne.NewSize(1180, 755))
	d.do(func(x *mainWindow) { x.show(pageReview) })
	d.shows("What you tried")
	for _, term := range []string{"quarter", "month", "year", "week", "quarter"} {
		d.pick(term)
		d.rest()
		var cards []placed
		cardsIn(d.window.Canvas().Content(), fyne.NewPos(0, 0), &cards)
		if len(cards) < 3 {
			t.Errorf("the review of a %s has %d cards, want several", term, len(cards))
		}
		for i, a := range cards {
			for _, b := range cards[i+1:] {
				if a.at.X < b.at.X+b.size.Width && b.at.X < a.at.X+a.size.Width && a.at.Y < b.at.Y+b.size.Height && b.at.Y < a.at.Y+a.size.Height {
					t.Errorf("in the review of a %s the card at %v, %v large, lies on that at %v, %v large", term, a.at, a.size, b.at, b.size)
				}
			}
		}
	}
}

// placed is where something is in the window, and how large it has to be.
type placed struct {
	at   fyne.Position
	size fyne.Size
}

// cardsIn finds the cards of an object, each with the height that its content needs.
func cardsIn(o fyne.CanvasObject, at fyne.Position, found *[]placed) {
	if !o.Visible() {
		return
	}
	at = at.Add(o.Position())
	switch o := o.(type) {
	case *surface.Card:
		*found = append(*found, placed{at, fyne.NewSize(o.Size().Width, max(o.Size().Height, o.MinSize().Height))})
	case *scrolling.Scroll:
		cardsIn(o.Content, at, found)
	case *fyne.Container:
		for _, inner := range o.Objects {
			cardsIn(inner, at, found)
		}
	case fyne.Widget:
		for _, inner := range test.WidgetRenderer(o).Objects() {
			cardsIn(inner, at, found)
		}
	}
}
