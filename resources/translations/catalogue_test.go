package translations

import (
	"strings"
	"sync"
	"testing"
)

func TestCatalogueReturnsMessagesOfItsLanguage(t *testing.T) {
	c, err := Read("de")
	if err != nil {
		t.Fatal(err)
	}
	entries := func(n int, values map[string]any) string { return c.Count("n-entries", "", n, values) }
	for want, got := range map[string]string{
		"Abbrechen":      c.Say("cancel", "Cancel", nil),
		"R & D <1> %":    c.Say("number", "{{.Number}}%", map[string]any{"Number": "R & D <1>"}),
		"1 Eintrag":      entries(1, map[string]any{"N": "1"}),
		"1.200 Einträge": entries(1200, map[string]any{"N": "1.200"}),
		"0 Einträge":     entries(0, map[string]any{"N": "0"}),
		"Said nowhere 3": c.Say("Said nowhere", "Said nowhere {{.N}}", map[string]any{"N": "3"}),
		"2 of these":     c.Count("Counted nowhere", "{{.N}} of these", 2, map[string]any{"N": "2"}),
		"1 of these":     c.Count("Counted nowhere", "{{.N}} of these", 1, map[string]any{"N": "1"}),
	} {
		if strings.ReplaceAll(got, "\u00a0", " ") != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestLanguageWithoutAFileIsAnError(t *testing.T) {
	if _, err := Read("tlh"); err == nil || !strings.Contains(err.Error(), "tlh") {
		t.Errorf("got %v", err)
	}
}

// This test is for the race detector.
func TestCatalogueIsUsedWhileOthersAreRead(t *testing.T) {
	c, err := Read("ja")
	if err != nil {
		t.Fatal(err)
	}
	want := c.Say("cancel", "Cancel", nil)
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			for range 500 {
				if got := c.Say("cancel", "Cancel", nil); got != want {
					t.Errorf("got %q, want %q", got, want)
				}
				c.Count("n-entries", "", 2, map[string]any{"N": "2"})
			}
		})
	}
	for range 3 {
		for _, l := range Languages()[1:] {
			if _, err := Read(l.Code); err != nil {
				t.Error(err)
			}
		}
	}
	readers.Wait()
}
