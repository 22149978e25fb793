//go:build linux && cgo

package inputmethod

/*
#cgo LDFLAGS: -ldl
#include "filter_linux.h"
*/
import "C"

// afterFilter returns the type of an event after the input method has kept it or passed it on.
func afterFilter(eventType int, kept bool) int {
	t, filtered := C.int(eventType), C.int(0)
	if kept {
		filtered = 1
	}
	C.enactive_after_filter(&t, filtered)
	return int(t)
}
