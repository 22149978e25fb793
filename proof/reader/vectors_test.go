package main

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"math/bits"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"enactive/proof/formatdoc"
)

// vector is a vector of testdata/format, as the description has them: nothing of the program computes it here.
type vector struct {
	t *testing.T
	formatdoc.Vector
	seen map[string]bool
}

// withVector runs a test with a vector, all of whose values must be looked at.
func withVector(t *testing.T, file string, test func(v vector)) {
	t.Run(file, func(t *testing.T) {
		v := vector{t, formatdoc.Read(t, file), map[string]bool{}}
		test(v)
		for name := range v.Vector {
			if !v.seen[name] {
				t.Errorf("%s was not looked at", name)
			}
		}
	})
}

func (v vector) text(name string) string {
	v.seen[name] = true
	if v.Vector[name] == "" {
		v.t.Fatalf("the vector has no %s", name)
	}
	return v.Vector[name]
}

func (v vector) bytes(name string) []byte {
	b, err := hex.DecodeString(v.text(name))
	if err != nil {
		v.t.Fatal(err)
	}
	return b
}

func (v vector) number(name string) uint64 {
	n, err := strconv.ParseUint(v.text(name), 10, 64)
	if err != nil {
		v.t.Fatal(err)
	}
	return n
}

func (v vector) keys() *keys {
	return &keys{master: v.bytes("master_key"), vault: v.bytes("vault_id"), epoch: uint32(v.number("epoch"))}
}

// is demands that what was computed is what the vector has.
func (v vector) is(name string, got []byte, err error) {
	v.t.Helper()
	if err != nil || hex.EncodeToString(got) != v.text(name) {
		v.t.Errorf("%s is %x (%v), want %s", name, got, err, v.text(name))
	}
}

// TestShapesAreTheTablesOfTheDescription compares the fields of documents that the reader knows with the page that it rests on.
func TestShapesAreTheTablesOfTheDescription(t *testing.T) {
	types := map[string]string{"utf8": "bytes", "values": "{text: float}"}
	for name, shape := range shapes {
		heading := "### " + name
		for kind, of := range kinds {
			if of == name {
				heading = fmt.Sprintf("### %s (kind %d)", name, kind)
			}
		}
		var told []string
		for i, row := range formatdoc.Table(t, heading) {
			if row[0] != fmt.Sprint(i+1) {
				t.Errorf("%s: row %d has key %s", heading, i+1, row[0])
			}
			told = append(told, row[1]+" "+strings.TrimSuffix(row[2], "?"))
		}
		var known []string
		for _, field := range strings.Fields(shape) {
			field, of, _ := strings.Cut(field, ":")
			if inner, list := strings.CutPrefix(of, "["); list {
				of = "[" + inner + "]"
			}
			known = append(known, field+" "+cmp.Or(types[of], of))
		}
		if !slices.Equal(known, told) {
			t.Errorf("the reader knows of %s\n%q,\ndocs/format.md says\n%q", name, known, told)
		}
	}
}

func wordList(t testing.TB) []string {
	t.Helper()
	b, err := os.ReadFile("../../journal/vault/words/english.txt")
	if err != nil {
		t.Fatal(err)
	}
	return strings.Fields(string(b))
}

func TestReaderComputesTheVectorsOfKeys(t *testing.T) {
	withVector(t, "argon2id.json", func(v vector) {
		var params []byte
		for _, n := range []struct {
			size int
			n    uint64
		}{{1, 1}, {4, v.number("passes")}, {4, v.number("memory_kib")}, {1, v.number("lanes")}} {
			for i := n.size - 1; i >= 0; i-- {
				params = append(params, byte(n.n>>(8*i)))
			}
		}
		secret, err := passphrase(v.text("passphrase")).secretOf(slot{params: append(params, v.bytes("salt")...)})
		v.is("secret", secret, err)
	})
	withVector(t, "words.json", func(v vector) {
		c, err := recoveryWords("1. "+strings.ToUpper(v.text("words")), wordList(t))
		v.is("secret", c.secret, err)
	})
	withVector(t, "slot.json", func(v vector) {
		key, commitment := slotKeys(v.bytes("secret"), v.bytes("vault_id"), v.bytes("slot_id"))
		v.is("key", key, nil)
		v.is("commitment", commitment, nil)
		s := slot{id: v.bytes("slot_id"), kind: byte(v.number("type")), epoch: uint32(v.number("epoch")), params: v.bytes("parameters")}
		v.is("ad", s.additionalData(v.bytes("vault_id")), nil)
		master, err := openX(key, v.bytes("nonce"), v.bytes("sealed"), s.additionalData(v.bytes("vault_id")))
		v.is("master_key", master, err)
		// A reader does not need the extra field.
		k, extra := &keys{master, v.bytes("vault_id"), s.epoch}, &fields{rest: v.bytes("extra")}
		if version := extra.number(1); version != 1 {
			t.Errorf("the extra field is of version %d", version)
		}
		kept, err := openX(k.sub("slots"), extra.take(24), extra.rest, append([]byte("keptenactvlt"+string(k.vault)+string(s.id)), s.kind, 0, 0, 0, byte(s.epoch)))
		v.is("key", kept, err)
	})
	withVector(t, "former.json", func(v vector) {
		k, data := v.keys(), &fields{rest: v.bytes("data")}
		v.is("ad", append([]byte("formerenactvlt"+string(k.vault)), 0, 0, 0, byte(k.epoch)), nil)
		plain, err := openX(k.sub("former"), data.take(24), data.rest, v.bytes("ad"))
		if err != nil {
			t.Fatal(err)
		}
		f := &fields{rest: plain}
		for range 2 {
			v.is(fmt.Sprintf("epoch_%d", f.number(4)), f.take(32), nil)
		}
	})
	withVector(t, "subkeys.json", func(v vector) {
		k := v.keys()
		for _, label := range []string{"records", "set", "header", "journal", "inbox", "slots", "former"} {
			v.is(label, k.sub(label), nil)
		}
		v.text("recipient") // the reader does not add to an inbox
	})
	withVector(t, "header.json", func(v vector) {
		h, err := parseHeader(v.bytes("header"))
		if err != nil {
			t.Fatal(err)
		}
		if h.generation != v.number("generation") || h.epoch != uint32(v.number("epoch")) {
			t.Errorf("it is of generation %d and epoch %d", h.generation, h.epoch)
		}
		v.is("vault_id", h.vault, nil)
		for _, c := range []credential{passphrase(v.text("passphrase")), {wordsSlot, v.bytes("recovery_secret")}, {keyringSlot, v.bytes("keyring_secret")}, {kind: plainSlot}} {
			k, err := h.open(c)
			if err != nil {
				t.Fatalf("a slot of type %d: %v", c.kind, err)
			}
			v.is("master_key", k.master, nil)
		}
		if _, err := h.open(passphrase("wrong")); err != errWrongKey {
			t.Errorf("a wrong passphrase: %v", err)
		}
	})
}

func TestReaderComputesTheVectorsOfValues(t *testing.T) {
	withVector(t, "padme.json", func(v vector) {
		sizes, want := strings.Fields(v.text("sizes")), strings.Fields(v.text("padded"))
		for i, text := range sizes {
			n, _ := strconv.Atoi(text)
			got := 256
			if n > 256 { // a reader does not need it
				e := bits.Len(uint(n)) - 1
				unit := 1 << (e - bits.Len(uint(e)))
				got = (n + unit - 1) / unit * unit
			}
			if fmt.Sprint(got) != want[i] {
				t.Errorf("%d bytes are padded to %d, want %s", n, got, want[i])
			}
		}
	})
	withVector(t, "record.json", func(v vector) {
		k, id := v.keys(), string(v.bytes("record_id"))
		doc, err := k.openRecord(id, v.bytes("value"))
		v.is("document", doc, err)
		_, err = k.openRecord("another id      ", v.bytes("value"))
		if err == nil {
			t.Error("it opens under another id")
		}
		want := head{count: 1}
		copy(want.set[:], v.bytes("set_hash"))
		if err := k.check(records{id: v.bytes("value")}, want); err != nil {
			t.Error(err)
		}
		v.is("ad", append(append(append([]byte("rec"), k.vault...), v.text("bucket")+"\x00"+id...), 1, 0, 0, 0, 1), nil)
	})
	withVector(t, "head.json", func(v vector) {
		k := v.keys()
		h, err := k.openHead(v.bytes("value"))
		if err != nil || h.batch != v.number("batch") || h.count != v.number("count") {
			t.Errorf("it is %+v (%v)", h, err)
		}
		v.is("set_hash", h.set[:], nil)
		plain, err := k.openValue(v.bytes("value"), append([]byte("head"), k.vault...))
		if err != nil {
			t.Fatal(err)
		}
		f := &fields{rest: plain}
		for _, name := range []string{"generation", "batch", "count", "", "segment", "offset", "log"} {
			if name == "" {
				f.take(32)
			} else if n := f.number(8); n != v.number(name) {
				t.Errorf("%s is %d, want %d", name, n, v.number(name))
			}
		}
		v.is("ad", append(append([]byte("head"), k.vault...), 1, 0, 0, 0, 1), nil)
	})
}

func TestReaderComputesTheVectorsOfLogsAndFiles(t *testing.T) {
	withVector(t, "frame.json", func(v vector) {
		k := v.keys()
		plain, err := k.openFrame(v.number("log"), v.number("segment"), v.number("sequence"), v.bytes("frame"))
		v.is("plaintext", plain, err)
		if _, err = k.openFrame(v.number("log"), v.number("segment"), v.number("sequence")+1, v.bytes("frame")); err == nil {
			t.Error("it opens at another place")
		}
		v.text("ad") // wrong where it does not open
	})
	withVector(t, "log.json", func(v vector) {
		k := v.keys()
		r, err := k.readLog([]segment{{1, v.bytes("000001.log")}, {2, v.bytes("000002.log")}})
		if err != nil {
			t.Error(err)
		}
		var told []string
		for _, id := range slices.Sorted(maps.Keys(r.all)) {
			doc, err := k.openRecord(id, r.all[id])
			if err != nil {
				t.Fatal(err)
			}
			told = append(told, hex.EncodeToString([]byte(id))+" "+string(doc))
		}
		if got := strings.Join(told, "\n"); got != v.text("documents") {
			t.Errorf("the log leads to\n%s\nwant\n%s", got, v.text("documents"))
		}
		if _, err := k.readLog([]segment{{2, v.bytes("000002.log")}}); err == nil {
			t.Error("nobody says that the first segment is missing")
		}
	})
	withVector(t, "file.json", func(v vector) {
		// The vector names a hash of the file and not its 350 KB, so that it is sealed here and opened then.
		id, key, size := v.bytes("id"), v.bytes("key"), int(v.number("size"))
		content := make([]byte, size)
		for i := range content {
			content[i] = byte(i)
		}
		v.text("content")
		file := sealFile(t, id, key, content)
		sum := sha256.Sum256(file)
		v.is("file_sha256", sum[:], nil)
		v.is("beginning", file[:64], nil)
		v.is("first_tag", file[32+chunkSize:32+chunkSize+16], nil)
		v.is("last_tag", file[len(file)-16:], nil)
		if uint64(len(file)) != v.number("file_size") {
			t.Errorf("it has %d bytes", len(file))
		}
		broken := slices.Clone(file)
		broken[100]++
		file[len(file)-1]++
		if _, err := openFile(id, key, int64(size), file); err == nil {
			t.Error("a file opens whose last chunk was changed")
		}
		if plain, err := openFile(id, key, int64(size), broken, file); err != nil || string(plain) != string(content) {
			t.Errorf("two copies that are damaged in different places do not make one (%v)", err)
		}
	})
	withVector(t, "inbox.json", func(v vector) {
		doc, err := openAge(v.bytes("file"), v.bytes("secret"))
		v.is("document", doc, err)
		d, err := decode(doc, 0)
		if inner, ok := d.Doc["entry"].(document); err != nil || !ok || inner.Doc["title"] != "Added while locked" {
			t.Errorf("it is %+v (%v)", d, err)
		}
	})
	withVector(t, "entry.json", func(v vector) {
		d, err := decode(v.bytes("document"), 0)
		if err != nil || d.Kind != "entry" || d.Later {
			t.Fatalf("it is %+v (%v)", d, err)
		}
		b, err := json.Marshal(d.Doc)
		if err != nil {
			t.Fatal(err)
		}
		var got, want map[string]any
		if err := json.Unmarshal(b, &got); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(v.text("fields")), &want); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("it is\n%s\nwant\n%s", b, v.text("fields"))
		}
	})
}
