package atspi

import (
	"testing"

	"enactive/ui/spoken"
)

// A screen reader may ask before the program is registered. An empty path would be no answer: it cannot be sent.
func TestTheProgramHasAParentOnlyOnceItIsRegistered(t *testing.T) {
	s := &server{r: &Reader{}}
	parent := func() any {
		return properties{s}.of(&spoken.Node{Object: spoken.Object{Role: spoken.Application}}, prefix+"Accessible")["Parent"]
	}
	if got := parent(); got != (ref{Path: nothing}) {
		t.Errorf("before, it is %v", got)
	}
	desktop := ref{"1.0", rootPath}
	s.desktop.Store(&desktop)
	if got := parent(); got != desktop {
		t.Errorf("after, it is %v", got)
	}
}
