package input

import (
	"context"
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"enactive/spelling"
	"enactive/ui/theme"
	"enactive/ui/uitest"
	"enactive/ui/writing"
)

// spelt is a spelling with a few words, whose work is done at once.
func spelt(t *testing.T, learned *[]string) *writing.Spelling {
	t.Helper()
	d, err := spelling.Read(strings.NewReader("SET UTF-8\nTRY eaithsbowk\n"), strings.NewReader("7\nthe\nbow\nshook\nand\nheld\nthen\nit\n"))
	if err != nil {
		t.Fatal(err)
	}
	s := &writing.Spelling{Load: func() *spelling.Checker { return spelling.NewChecker(d) }, Own: func() []string { return *learned },
		Work: func(work func(context.Context) error, done func(error)) { done(work(context.Background())) }}
	s.Learn = func(word string) { *learned = append(*learned, word); s.Follow() }
	return s
}

func TestAMisspeltWordIsUnderlinedAndCorrected(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	a, learned := NewTextArea(3), []string{}
	desk := writing.NewDesk()
	desk.Spelling = spelt(t, &learned)
	w := test.NewTempWindow(t, container.NewStack(desk, container.NewVBox(a)))
	w.Resize(fyne.NewSize(500, 200))
	k := uitest.On(t, w.Canvas())
	k.Canvas.Focus(a.Focusable())
	k.Write("teh bow shok and spiccato a@teh.x")
	wrong := func() (words []string) {
		line := []rune(a.Text())
		for _, m := range a.misspelt(line, 0, len(line)) {
			words = append(words, string(line[m[0]:m[1]]))
		}
		return words
	}
	if got := strings.Join(wrong(), " "); got != "teh shok spiccato" {
		t.Fatalf("wrong are %q", got)
	}
	choose := func(col int, keys string) {
		t.Helper()
		k.Write("<Home>")
		for range col {
			k.Write("<Right>")
		}
		press(k, "Menu", false)
		k.Write(keys + "<Return>")
	}
	choose(1, "<Home>") // the first word offered
	if choose(9, "<Home>"); !strings.HasPrefix(a.Text(), "the bow shook and") {
		t.Errorf("corrected it is %q", a.Text())
	}
	choose(20, "a") // add to my words
	if strings.Join(learned, " ") != "spiccato" || len(wrong()) != 0 {
		t.Errorf("learned are %q, wrong are %q", learned, wrong())
	}
	k.Write("<End> ti")
	if choose(len([]rune(a.Text()))-1, "i"); len(wrong()) != 0 { // ignore it here
		t.Errorf("after ignoring it wrong are %q", wrong())
	}
}

func TestGoldenSpelling(t *testing.T) {
	for _, look := range []struct {
		name  string
		mode  theme.Mode
		scale float32
	}{{"light", theme.Light, 1}, {"dark", theme.Dark, 1}, {"large", theme.Light, 1.5}} {
		t.Run(look.name, func(t *testing.T) {
			uitest.App(t, look.mode, look.scale)
			a, desk := NewTextArea(2), writing.NewDesk()
			desk.Spelling = spelt(t, &[]string{})
			w := test.NewTempWindow(t, container.NewStack(desk, container.NewVBox(a)))
			w.Resize(fyne.NewSize(320*look.scale, 340*look.scale))
			k := uitest.On(t, w.Canvas())
			k.Canvas.Focus(a.Focusable())
			k.Write("teh bow shok and it held then teh bow")
			k.Write("<Home><Right>")
			press(k, "Menu", false)
			uitest.CompareWithGolden(t, "spelling_"+look.name+".png", w.Canvas().Capture())
		})
	}
}

// What a key costs in a text of 3,000 words whose words are all checked.
func BenchmarkKeyWithSpelling(b *testing.B) {
	if _, err := os.Stat("/usr/share/hunspell/en_US.dic"); err != nil {
		b.Skip("LEFT OUT: there is no dictionary here")
	}
	test.NewTempApp(b)
	a, desk := NewTextArea(4), writing.NewDesk()
	desk.Spelling = &writing.Spelling{Own: func() []string { return nil },
		Load: func() *spelling.Checker {
			d, err := spelling.Find([]string{"/usr/share/hunspell"})[0].Open()
			if err != nil {
				b.Fatal(err)
			}
			return spelling.NewChecker(d)
		},
		Work: func(work func(context.Context) error, done func(error)) { done(work(context.Background())) }}
	w := test.NewTempWindow(b, container.NewStack(desk, a))
	w.Resize(fyne.NewSize(700, 800))
	a.SetQuietly(strings.Repeat("The bow shok from the first note on and then it held. ", 273))
	w.Canvas().Focus(a.Focusable())
	for b.Loop() {
		a.long.TypedRune('x')
		a.long.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	}
}
