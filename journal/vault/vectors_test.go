package vault

import (
	"encoding/hex"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"enactive/journal/vault/internal/seal"
	"enactive/proof/formatdoc"
)

func TestConstantsAreThoseOfTheDescription(t *testing.T) {
	formatdoc.Constants(t, "vault", []string{
		"header: " + headerA, "header: " + headerB, "store: " + storeName, "header's bucket: " + bucketHeader, "header's key: " + keyHeader,
		"head's bucket: " + bucketHead, "head's key: " + keyHead, "records' bucket: " + bucketRecords, "segment magic: " + segmentMagic,
		"frame magic: " + fmt.Sprintf("% x", frameMagic), "new journal: " + nextName + "/", "old journal: " + beforeName + "/", "other states: " + otherName + "/NAME/",
		"largest frame: " + formatdoc.Number(maxFrame), "bytes of a segment's header: " + formatdoc.Number(segmentHead),
		"size from which a segment ends: " + formatdoc.Number(segmentSize), "largest document of the inbox: " + formatdoc.Number(MaxInboxDocument), "damaged files: " + quarantineName + "/", "first segment: " + segmentName(1), "inbox file: " + inboxName + "/NAME" + inboxSuffix,
		"sealed copy's magic: " + sealedMagic, "sealed copy's stanza: " + stanzaType, "sealed copy's bucket: " + sealedBucket,
	})
}

func vectorKeys(t testing.TB) *seal.Keys {
	t.Helper()
	k, err := seal.Derive(&seal.Master{1, 2, 3}, seal.VaultID{9, 9, 9}, 1)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// TestVectorsOfLogs writes a log of two segments: a snapshot of two documents, rubbish with the magic of frames in it, a batch of
// two frames that replaces and deletes, in the next segment one that adds, and a batch that was cut short.
func TestVectorsOfLogs(t *testing.T) {
	k, random := vectorKeys(t), &formatdoc.Counter{}
	l, err := newLog(filepath.Join(t.TempDir(), logName), k, random)
	if err != nil {
		t.Fatal(err)
	}
	defer l.close()
	marker, err := k.Marker()
	if err != nil {
		t.Fatal(err)
	}
	docs := map[string]string{}
	head, values := seal.Head{Generation: 1}, map[seal.ID][]byte{}
	change := func(id byte, doc string) sealedChange {
		c := sealedChange{id: seal.ID{id}}
		if doc == "" {
			return c
		}
		if c.value, err = k.Bucket(bucketRecords).Seal(nil, random, c.id, []byte(doc)); err != nil {
			t.Fatal(err)
		}
		return c
	}
	after := func(changes []sealedChange) seal.Head {
		for _, c := range changes {
			if old, exists := values[c.id]; exists {
				head.Set.Add(marker.Mark(c.id, old))
				head.Count--
				delete(values, c.id)
			}
			if c.value != nil {
				head.Set.Add(marker.Mark(c.id, c.value))
				head.Count++
				values[c.id] = c.value
			}
		}
		return head
	}
	write := func(raw []byte) {
		n, err := l.file.Write(raw)
		if err != nil {
			t.Fatal(err)
		}
		l.at.offset += int64(n)
	}
	batch := func(snapshot bool, changes ...sealedChange) {
		if err := l.add(changes, after(changes), snapshot); err != nil {
			t.Fatal(err)
		}
		head.Op++
	}
	batch(true, change(1, "one"), change(2, "two"))
	write([]byte("rubbish " + frameMagic + "\x00\x00\x00\x10 that is no frame" + frameMagic))
	parts := []sealedChange{change(1, "one, changed"), change(2, ""), change(3, "three")}
	all := after(parts)
	for i, part := range [][]byte{encodeStep(parts[:1], 0, all, false, false), encodeStep(parts[1:], 0, all, true, false)} {
		b, err := l.frame(l.seq+uint64(i)+1, part)
		if err != nil {
			t.Fatal(err)
		}
		write(b)
	}
	l.seq, head.Op = l.seq+2, head.Op+1
	if err := l.begin(2); err != nil {
		t.Fatal(err)
	}
	batch(false, change(4, "four"))
	torn, err := l.frame(l.seq+1, encodeStep([]sealedChange{change(5, "never acknowledged")}, 0, head, false, false))
	if err != nil {
		t.Fatal(err)
	}
	write(torn)

	v := &Vault{dir: filepath.Dir(l.dir), keys: k, header: &seal.Header{}}
	r, err := v.replayLog(t.Context())
	if err != nil || !r.whole || !maps.EqualFunc(r.values, values, func(a, b []byte) bool { return string(a) == string(b) }) {
		t.Fatalf("the log leads to %d documents of %d (whole: %v, %v)", len(r.values), len(values), r.whole, err)
	}
	for id, value := range r.values {
		_, doc, err := k.Bucket(bucketRecords).Open(nil, id, value)
		if err != nil {
			t.Fatal(err)
		}
		docs[hex.EncodeToString(id[:])] = string(doc)
	}
	var told []string
	for _, id := range slices.Sorted(maps.Keys(docs)) {
		told = append(told, id+" "+docs[id])
	}
	vector := formatdoc.Vector{"master_key": "010203" + strings.Repeat("00", 29), "vault_id": "090909" + strings.Repeat("00", 13), "epoch": "1", "documents": strings.Join(told, "\n")}
	for _, n := range []uint64{1, 2} {
		b, err := os.ReadFile(segmentPath(l.dir, n))
		if err != nil {
			t.Fatal(err)
		}
		vector[segmentName(n)] = hex.EncodeToString(b)
	}
	formatdoc.Check(t, "log.json", vector)
}

// The bytes of an age file are random, so its vector is opened and never made anew.
func TestVectorOfTheInboxOpens(t *testing.T) {
	vector := formatdoc.Read(t, "inbox.json")
	h := &seal.Header{Vault: seal.VaultID{9, 9, 9}, Epoch: 1}
	v := &Vault{master: &seal.Master{1, 2, 3}, header: h}
	identities, err := v.identities()
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := hex.DecodeString(vector["file"])
	if err != nil {
		t.Fatal(err)
	}
	doc, err := openInboxFile(sealed, identities)
	if err != nil || hex.EncodeToString(doc) != vector["document"] {
		t.Errorf("it opens as %x (%v)", doc, err)
	}
	if want := formatdoc.Read(t, "subkeys.json")["inbox"]; vector["secret"] != want {
		t.Errorf("the secret is %s, want %s", vector["secret"], want)
	}
}
