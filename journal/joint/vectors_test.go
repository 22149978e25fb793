package joint

import (
	"encoding/hex"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"enactive/proof/formatdoc"
)

func TestMarksAreThoseOfTheDescription(t *testing.T) {
	formatdoc.Shape(t, reflect.TypeFor[marksDoc](), 0, map[reflect.Type]bool{})
	if want := fmt.Sprintf("\n### Marks (key %d)\n", MarksKey); !strings.Contains(formatdoc.Text(t), want) {
		t.Errorf("docs/format.md has no %q", want)
	}
}

// TestVectorOfMarks joins two copies of a document, in which one text was changed apart and another in one only.
func TestVectorOfMarks(t *testing.T) {
	written := doc{ID: "x", Text: "as it was", Other: "left alone", List: []string{"one"}, Modified: []int64{1, 1440}}
	here, there := written, written
	here.Text, here.Modified = "changed here", []int64{2, 1440}
	there.Text, there.List, there.Modified = "changed there", []string{"one", "two"}, []int64{3, 1440}
	stamp := func(d doc, ms int64, session byte) *State {
		before, err := Parse(written.body(t), nil, testRules())
		if err != nil {
			t.Fatal(err)
		}
		s, err := before.Stamp(d.body(t), Dot{Clock{Ms: ms}, NewSession([8]byte{session, 1, 2, 3})})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	both := Join(stamp(here, 2000, 0), stamp(there, 3000, 1))
	body, err := both.Body()
	if err != nil {
		t.Fatal(err)
	}
	marks, err := both.Marks(body)
	if err != nil {
		t.Fatal(err)
	}
	stored, err := With(body, marks, nil)
	if err != nil {
		t.Fatal(err)
	}
	formatdoc.Check(t, "marks.json", formatdoc.Vector{
		"map": hex.EncodeToString(stored), "marks": hex.EncodeToString(marks), "path": hex.EncodeToString([]byte(keyPath(3))),
		"shown": docOf(t, body).Text, "other": "changed here",
	})
}
