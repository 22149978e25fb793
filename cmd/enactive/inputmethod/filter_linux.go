//go:build linux && cgo

package inputmethod

/*
#cgo LDFLAGS: -ldl
#include "filter_linux.h"
*/
import "C"

// afterFilter is what becomes of the type of an event that the input method kept or let go.
func afterFilter(eventType int, kept bool) int {
	t, filtered := C.int(eventType), C.int(0)
	if kept {
		filtered = 1
	}
	C.enactive_after_filter(&t, filtered)
	return int(t)
}
