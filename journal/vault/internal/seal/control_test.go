package seal

import (
	"bytes"
	"errors"
	"testing"
)

// The control for all tests of swapped records: with the name of the record taken out of
// the additional data, a record opens under another name, and nothing would be noticed.
func TestWithoutItsNameInTheSealARecordOpensAnywhere(t *testing.T) {
	_, _, k := testHeader(t)
	doc := []byte("the record of another day")
	value := sealed(t, k, ID{1}, doc)
	if _, _, err := k.Bucket(testBucket).Open(nil, ID{2}, value); !errors.Is(err, ErrDamaged) {
		t.Errorf("a record opens under another name (%v)", err)
	}
	nameless, err := k.seal(nil, &counter{}, []byte("rec"), doc)
	if err != nil {
		t.Fatal(err)
	}
	if _, got, err := k.open(nil, []byte("rec"), nameless); err != nil || !bytes.Equal(got, doc) {
		t.Errorf("without its name it reads %q (%v): then something else holds the names apart, and this control is none", got, err)
	}
}
