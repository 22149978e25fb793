package seal

import (
	"bytes"
	"errors"
	"testing"
)

// The control for all tests of swapped records: if the record's ID is removed from the
// additional data, a record opens under another ID, and nothing would detect the swap.
func TestRecordSealedWithoutItsIDOpensAnywhere(t *testing.T) {
	_, _, k := testHeader(t)
	doc := []byte("the record of another day")
	value := sealed(t, k, ID{1}, doc)
	if _, _, err := k.Bucket(testBucket).Open(nil, ID{2}, value); !errors.Is(err, ErrDamaged) {
		t.Errorf("a record opens under another ID (%v)", err)
	}
	nameless, err := k.seal(nil, &counter{}, []byte("rec"), doc)
	if err != nil {
		t.Fatal(err)
	}
	if _, got, err := k.open(nil, []byte("rec"), nameless); err != nil || !bytes.Equal(got, doc) {
		t.Errorf("without its ID the record opens as %q (%v): something else binds the ID, so this control proves nothing", got, err)
	}
}
