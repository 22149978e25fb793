package files

import (
	"context"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
)

// ran is a command that was run, with what it read.
type ran struct {
	args  []string
	input string
}

// madeUp is the printing of a system that answers out and err.
func madeUp(all *[]ran, out string, err error) Printing {
	return Printing{
		Find: func(name string) (string, error) { return "/usr/bin/" + name, nil },
		Run: func(_ context.Context, input io.Reader, name string, args ...string) ([]byte, error) {
			r := ran{args: append([]string{name}, args...)}
			if input != nil {
				text, err := io.ReadAll(input)
				if err != nil {
					return nil, err
				}
				r.input = string(text)
			}
			*all = append(*all, r)
			return []byte(out), err
		},
	}
}

func TestPrintersAreThoseOfTheSystem(t *testing.T) {
	var all []ran
	names, err := madeUp(&all, "Office\n\nHome_2\n", nil).Printers(t.Context())
	if want := []string{"Office", "Home_2"}; err != nil || !slices.Equal(names, want) {
		t.Errorf("the printers are %q, %v, want %q", names, err, want)
	}
	if len(all) != 1 || !slices.Equal(all[0].args, []string{"lpstat", "-e"}) {
		t.Errorf("it ran %+v", all)
	}
}

func TestADocumentGoesToThePrinterFromMemory(t *testing.T) {
	for printer, want := range map[string]string{"Office": "lp -t Enactive -d Office", "": "lp -t Enactive"} {
		var all []ran
		if err := madeUp(&all, "", nil).Print(t.Context(), printer, strings.NewReader("%PDF-1.7")); err != nil {
			t.Fatal(err)
		}
		if len(all) != 1 || strings.Join(all[0].args, " ") != want || all[0].input != "%PDF-1.7" {
			t.Errorf("for the printer %q it ran %+v, want %s", printer, all, want)
		}
	}
}

func TestPrintingSaysWhatFails(t *testing.T) {
	var all []ran
	refused := errors.New("exit status 1")
	if err := madeUp(&all, "", refused).Print(t.Context(), "Office", strings.NewReader("x")); !errors.Is(err, refused) {
		t.Errorf("a refusal is %v", err)
	}
	absent := Printing{Find: func(string) (string, error) { return "", exec.ErrNotFound }}
	if absent.IsThere() {
		t.Error("a system without lp is said to print")
	}
}

func TestPrintingEndsIfTheQueueIsSilent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		silent := Printing{Run: func(ctx context.Context, _ io.Reader, _ string, _ ...string) ([]byte, error) {
			<-ctx.Done()
			return nil, errors.New("signal: killed")
		}}
		if _, err := silent.Printers(t.Context()); !errors.Is(err, ErrPrinterSilent) {
			t.Errorf("a silent queue is %v", err)
		}
		if err := silent.Print(t.Context(), "", strings.NewReader("")); !errors.Is(err, ErrPrinterSilent) {
			t.Errorf("a silent printer is %v", err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := silent.Printers(ctx); !errors.Is(err, context.Canceled) {
			t.Errorf("a person's cancel is %v", err)
		}
	})
}
