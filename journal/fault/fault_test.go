package fault

import (
	"errors"
	"fmt"
	"io/fs"
	"testing"
)

const (
	damaged Class = "it is damaged"
	full    Class = "there is no space left"
	header  Kind  = "the-header-is-damaged"
)

func TestErrorsIsMatchesClassKindAndCauses(t *testing.T) {
	err := fmt.Errorf("outside: %w", &Error{Class: damaged, Op: "opening-it", Kind: header, Thing: "/x", Err: fs.ErrNotExist})
	for target, want := range map[error]bool{damaged: true, header: true, fs.ErrNotExist: true, full: false, Kind("another"): false, Class(""): false} {
		if got := errors.Is(err, target); got != want {
			t.Errorf("errors.Is(err, %v) = %v, want %v", target, got, want)
		}
	}
	if e, ok := errors.AsType[*Error](err); !ok || e.Thing != "/x" {
		t.Errorf("the error is %+v", e)
	}
}

func TestTechnicalTextNeedsNoCatalogue(t *testing.T) {
	for want, err := range map[string]error{
		"opening it /x: it is damaged (the-header-is-damaged): file does not exist": &Error{Class: damaged, Op: "opening-it", Kind: header, Thing: "/x", Err: fs.ErrNotExist},
		"/x: the header is damaged":          &Error{Kind: header, Thing: "/x"},
		"saving /x: file does not exist":     &Error{Op: "saving", Thing: "/x", Err: fs.ErrNotExist},
		"the header is damaged":              header,
		"it is damaged":                      &Error{Class: damaged},
		"erasing: the header is damaged":     fmt.Errorf("erasing: %w", header),
		"it is damaged: file does not exist": &Error{Class: damaged, Err: Along(fs.ErrNotExist, full)},
	} {
		if got := err.Error(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestAlongAddsErrorsToTheChain(t *testing.T) {
	err := Along(fs.ErrNotExist, nil, full)
	if !errors.Is(err, full) || !errors.Is(err, fs.ErrNotExist) || err.Error() != fs.ErrNotExist.Error() {
		t.Errorf("got %v", err)
	}
}

func TestMessageHasItsThingAndItsCause(t *testing.T) {
	m := (&Error{Op: "saving", Kind: header, Thing: "/x", Values: V{"File": "/y"}, Err: fs.ErrExist}).Message()
	if m.Kind != header || m.Values["Folder"] != "/x" || m.Values["File"] != "/y" || m.Values["Doing"] != Op("saving") || m.Values["Cause"] != fs.ErrExist {
		t.Errorf("got %+v", m)
	}
	if m := (&Error{Class: damaged}).Message(); !m.IsZero() {
		t.Errorf("the message without a kind is %+v", m)
	}
	if m := Count(3, header, V{"Bad": 1}); m.Values["N"] != 3 || m.Values["Bad"] != 1 {
		t.Errorf("got %+v", m)
	}
}
