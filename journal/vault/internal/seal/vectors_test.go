package seal

import (
	"encoding/hex"
	"fmt"
	"strings"
	"testing"

	"enactive/proof/formatdoc"
)

func TestConstantsAreThoseOfTheDescription(t *testing.T) {
	formatdoc.Constants(t, "seal", []string{
		"magic: " + magic, "slot key: " + infoSlotKey, "slot commitment: " + infoSlotCommit,
		"slot AD: " + adSlot, "stored key AD: " + adStoredKey, "former inboxes AD: " + adFormer, "record AD: " + adRecord, "head AD: " + adHead, "frame AD: " + adFrame, "index AD: " + adIndex,
		"largest header: " + formatdoc.Number(maxHeader), "most slots: " + formatdoc.Number(maxSlots), "most passes: " + formatdoc.Number(maxTime),
		"least memory in KiB: " + formatdoc.Number(minMemoryKiB), "most memory in KiB: " + formatdoc.Number(maxMemoryKiB), "most lanes: " + formatdoc.Number(maxThreads),
		"least plaintext: " + formatdoc.Number(paddedFloor), "least sealed part: " + formatdoc.Number(paddedFloor+tagSize), "largest document: " + formatdoc.Number(MaxDocument),
		"label: " + labelRecords, "label: " + labelSet, "label: " + labelHeader, "label: " + labelLog, "label: " + labelInbox, "label: " + labelSlots, "label: " + labelFormer, "label: " + labelIndex,
	})
}

// The vectors have the keys of testKeys, and "random" bytes that count up.
var (
	vectorRecord = ID{0xa0, 0xa1, 0xa2, 0xa3}
	vectorPlace  = Place{Log: 0x0102030405060708, Segment: 3, Sequence: 9}
)

const (
	vectorPassphrase = "Grüße, “vault”"
	vectorDocument   = "We lost, and I had slept badly."
)

// keysOf are the inputs of everything that is sealed under a master key.
func keysOf(m *Master, k *Keys, more formatdoc.Vector) formatdoc.Vector {
	more["master_key"], more["vault_id"], more["epoch"] = hex.EncodeToString(m[:]), hex.EncodeToString(k.vault[:]), fmt.Sprint(k.epoch)
	return more
}

func TestVectorsOfSlots(t *testing.T) {
	m, _ := testKeys(t)
	salt := make([]byte, saltSize)
	_, _ = (&counter{0x40}).Read(salt)
	secret := stretch([]byte(vectorPassphrase), salt, Cost{Time: 2, MemoryKiB: minMemoryKiB, Threads: 2})
	formatdoc.Check(t, "argon2id.json", formatdoc.Vector{
		"passphrase": vectorPassphrase, "salt": hex.EncodeToString(salt), "passes": "2", "memory_kib": fmt.Sprint(minMemoryKiB), "lanes": "2", "secret": hex.EncodeToString(secret),
	})
	v := VaultID{9, 9, 9}
	s, err := newSlot(&counter{}, v, 1, SlotPassphrase, []byte{1, 2, 3}, secret, m)
	if err != nil {
		t.Fatal(err)
	}
	key, commitment, err := slotKeys(v, s.ID, secret)
	if err != nil {
		t.Fatal(err)
	}
	formatdoc.Check(t, "slot.json", formatdoc.Vector{
		"secret": hex.EncodeToString(secret), "vault_id": hex.EncodeToString(v[:]), "slot_id": hex.EncodeToString(s.ID[:]), "type": "1", "epoch": "1", "parameters": "010203",
		"key": hex.EncodeToString(key), "commitment": hex.EncodeToString(commitment),
		"ad": hex.EncodeToString(s.additionalData(v)), "nonce": hex.EncodeToString(s.Nonce[:]), "sealed": hex.EncodeToString(s.Wrapped[:]), "extra": hex.EncodeToString(s.Extra), "master_key": hex.EncodeToString(m[:]),
	})
}

func TestVectorsOfSubkeys(t *testing.T) {
	m, k := testKeys(t)
	all := keysOf(m, k, formatdoc.Vector{"recipient": k.Recipient()})
	for _, label := range []string{labelRecords, labelSet, labelHeader, labelLog, labelInbox, labelSlots, labelFormer, labelIndex} {
		b, err := subkey(m, k.vault, k.epoch, label)
		if err != nil {
			t.Fatal(err)
		}
		all[label] = hex.EncodeToString(b)
	}
	formatdoc.Check(t, "subkeys.json", all)
}

func TestVectorsOfHeaders(t *testing.T) {
	h, _, k := testHeader(t)
	m := &Master{1, 2, 3}
	secret := [KeyringSize]byte{5, 5, 5}
	keyring, err := NewKeyringSlot(&counter{0x80}, h.Vault, 1, secret, m)
	if err != nil {
		t.Fatal(err)
	}
	h.Slots = append(h.Slots, keyring)
	raw, err := h.Encode(k)
	if err != nil {
		t.Fatal(err)
	}
	formatdoc.Check(t, "header.json", formatdoc.Vector{
		"header": hex.EncodeToString(raw), "passphrase": "right", "recovery_secret": hex.EncodeToString(recoverySecret[:]), "keyring_secret": hex.EncodeToString(secret[:]),
		"master_key": hex.EncodeToString(m[:]), "vault_id": hex.EncodeToString(h.Vault[:]), "generation": fmt.Sprint(h.Generation), "epoch": fmt.Sprint(h.Epoch),
	})
}

func TestVectorOfFormerInboxes(t *testing.T) {
	masters := []*Master{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}
	var before *Header
	for i, m := range masters {
		h := &Header{Vault: VaultID{9, 9, 9}, Epoch: uint32(i) + 1}
		if before != nil {
			if err := h.StoreInboxes(&counter{byte(i)}, m, before, masters[i-1]); err != nil {
				t.Fatal(err)
			}
		}
		before = h
	}
	stored, err := before.former(masters[2])
	if err != nil || len(stored) != 2*formerSize {
		t.Fatalf("%d bytes (%v)", len(stored), err)
	}
	k, err := Derive(masters[2], before.Vault, before.Epoch)
	if err != nil {
		t.Fatal(err)
	}
	formatdoc.Check(t, "former.json", keysOf(masters[2], k, formatdoc.Vector{
		"data": hex.EncodeToString(before.Extensions[0].Data), "ad": hex.EncodeToString(before.formerAD()),
		"epoch_1": hex.EncodeToString(stored[formerSize+4:]), "epoch_2": hex.EncodeToString(stored[4:formerSize]),
	}))
}

func TestVectorsOfPadding(t *testing.T) {
	var sizes, made []string
	for _, n := range []int{0, 4, 256, 257, 263, 264, 265, 511, 512, 513, 1000, 4096, 4097, 65_535, 1_000_000, MaxDocument + 4} {
		sizes, made = append(sizes, fmt.Sprint(n)), append(made, fmt.Sprint(padded(n)))
	}
	formatdoc.Check(t, "padme.json", formatdoc.Vector{"sizes": strings.Join(sizes, " "), "padded": strings.Join(made, " ")})
}

func TestVectorsOfSealedValues(t *testing.T) {
	m, k := testKeys(t)
	value := sealed(t, k, vectorRecord, []byte(vectorDocument))
	bucket := k.Bucket(testBucket)
	if _, doc, err := bucket.Open(nil, vectorRecord, value); err != nil || string(doc) != vectorDocument {
		t.Fatalf("opened as %q (%v)", doc, err)
	}
	marker, err := k.Marker()
	if err != nil {
		t.Fatal(err)
	}
	mark := marker.Mark(vectorRecord, value)
	formatdoc.Check(t, "record.json", keysOf(m, k, formatdoc.Vector{
		"bucket": testBucket, "record_id": hex.EncodeToString(vectorRecord[:]), "value": hex.EncodeToString(value), "ad": hex.EncodeToString(bucket.ad),
		"document": hex.EncodeToString([]byte(vectorDocument)), "set_hash": hex.EncodeToString(mark[:]),
	}))
	in := Head{Generation: 2, Op: 7, Count: 1, Set: mark, Segment: 3, Offset: 4096, Log: vectorPlace.Log}
	head, err := k.SealHead(&counter{}, in)
	if err != nil {
		t.Fatal(err)
	}
	formatdoc.Check(t, "head.json", keysOf(m, k, formatdoc.Vector{
		"value": hex.EncodeToString(head), "ad": hex.EncodeToString(k.headAD()), "generation": "2", "batch": "7", "count": "1", "set_hash": hex.EncodeToString(mark[:]),
		"segment": "3", "offset": "4096", "log": fmt.Sprint(vectorPlace.Log),
	}))
	clear := []byte("enactidx and what stands in clear")
	index, err := k.SealIndex(nil, &counter{}, clear, in, []byte("where things are"))
	if err != nil {
		t.Fatal(err)
	}
	formatdoc.Check(t, "index.json", keysOf(m, k, formatdoc.Vector{
		"before": hex.EncodeToString(clear), "sealed": hex.EncodeToString(index), "ad": hex.EncodeToString(k.indexAD(clear)),
		"head": hex.EncodeToString(appendHead(nil, in)), "contents": hex.EncodeToString([]byte("where things are")),
	}))
	frame, err := k.SealFrame(nil, &counter{}, vectorPlace, []byte(vectorDocument))
	if err != nil {
		t.Fatal(err)
	}
	formatdoc.Check(t, "frame.json", keysOf(m, k, formatdoc.Vector{
		"log": fmt.Sprint(vectorPlace.Log), "segment": "3", "sequence": "9", "frame": hex.EncodeToString(frame), "ad": hex.EncodeToString(k.frameAD(vectorPlace)),
		"plaintext": hex.EncodeToString([]byte(vectorDocument)),
	}))
}
