package dayview

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"enactive/ui/theme"
	"enactive/ui/uitest"
)

func TestAMonthFillsItsRoom(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	m := NewRoomyMonth(time.Monday)
	m.SetQuietly(on(3, 12), on(3, 4))
	m.Resize(fyne.NewSize(840, 300))
	low := m.MinSize().Height
	m.SetRoom(600)
	if got := m.MinSize().Height; got != 600 {
		t.Errorf("with room for 600 it is %v high", got)
	}
	m.SetRoom(2000)
	if got := m.MinSize().Height; got > 6*840/7*1.1+100 {
		t.Errorf("its days are much higher than wide: %v", got)
	}
	m.SetRoom(100)
	if got := m.MinSize().Height; got != low {
		t.Errorf("with too little room it is %v high, without %v", got, low)
	}
}

func TestATitleIsDividedBetweenWords(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	for _, title := range []string{"First pitch after the holidays", "休みのあとの最初のプレゼンテーションと練習", "Donaudampfschifffahrtsgesellschaft"} {
		first, rest := firstLine(title, 90)
		if first == "" || rest == "" || strings.ReplaceAll(first+rest, " ", "") != strings.ReplaceAll(title, " ", "") {
			t.Errorf("%q is divided into %q and %q", title, first, rest)
		}
		if strings.Contains(title, " ") && !strings.HasPrefix(title, first+" ") {
			t.Errorf("%q is cut within a word: %q", title, first)
		}
	}
	if first, rest := firstLine("Walk", 90); first != "Walk" || rest != "" {
		t.Errorf("a title that fits is divided into %q and %q", first, rest)
	}
}
