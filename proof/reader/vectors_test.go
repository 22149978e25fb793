package main

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/bits"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/fxamacker/cbor/v2"

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
		if err := try(func() { test(v) }); err != nil {
			t.Fatal(err)
		}
		for name := range v.Vector {
			if !v.seen[name] {
				t.Errorf("%s was not looked at", name)
			}
		}
	})
}

func (v vector) text(name string) string {
	v.seen[name] = true
	demand(v.Vector[name] != "", "the vector has no %s", name)
	return v.Vector[name]
}

func (v vector) bytes(name string) fields { return must(hex.DecodeString(v.text(name))) }

func (v vector) number(name string) uint64 { return must(strconv.ParseUint(v.text(name), 10, 64)) }

func (v vector) keys() *keys {
	return &keys{v.bytes("master_key"), v.bytes("vault_id"), number32(v.number("epoch"))}
}

func number32(n uint64) []byte { return binary.BigEndian.AppendUint32(nil, uint32(n)) }

// is demands that what was computed is what the vector has.
func (v vector) is(name string, got []byte) {
	v.t.Helper()
	if hex.EncodeToString(got) != v.text(name) {
		v.t.Errorf("%s is %x, want %s", name, got, v.text(name))
	}
}

// refuses demands an error.
func (v vector) refuses(what string, f func()) {
	v.t.Helper()
	if try(f) == nil {
		v.t.Error(what)
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
		params := slices.Concat([]byte{1}, number32(v.number("passes")), number32(v.number("memory_kib")), []byte{byte(v.number("lanes"))}, v.bytes("salt"))
		v.is("secret", passphrase(v.text("passphrase")).secretOf(params))
		params[4] = 21
		v.refuses("it takes any number of passes", func() { passphrase(v.text("passphrase")).secretOf(params) })
	})
	withVector(t, "words.json", func(v vector) {
		words := v.text("words")
		v.is("secret", recoveryWords(strings.ToUpper(words), wordList(t)).secretOf(nil))
		turned := strings.Fields(words)
		slices.Reverse(turned)
		v.refuses("words in another order", func() { recoveryWords(strings.Join(turned, " "), wordList(t)) })
	})
	withVector(t, "slot.json", func(v vector) {
		salt := slices.Concat(v.bytes("vault_id"), v.bytes("slot_id"))
		key := derive(v.bytes("secret"), salt, "enactive slot key 1")
		v.is("key", key)
		v.is("commitment", derive(v.bytes("secret"), salt, "enactive slot commit 1"))
		params, epoch := v.bytes("parameters"), number32(v.number("epoch"))
		kind := []byte{byte(v.number("type"))}
		v.is("ad", slices.Concat([]byte("slotenactvlt"), salt, kind, epoch, number32(uint64(len(params))), params))
		master := openX(key, v.bytes("nonce"), v.bytes("sealed"), v.bytes("ad"))
		v.is("master_key", master)
		// A reader does not need the extra field.
		k, extra := &keys{master, v.bytes("vault_id"), epoch}, v.bytes("extra")
		demand(extra.number(1) == 1, "the extra field is of another version")
		v.is("key", openX(k.sub("slots"), extra.take(24), extra, slices.Concat([]byte("keptenactvlt"), salt, kind, epoch)))
	})
	withVector(t, "former.json", func(v vector) {
		k, data := v.keys(), v.bytes("data")
		v.is("ad", slices.Concat([]byte("formerenactvlt"), k.vault, k.epoch))
		f := fields(openX(k.sub("former"), data.take(24), data, v.bytes("ad")))
		for range 2 {
			v.is(fmt.Sprintf("epoch_%d", f.number(4)), f.take(32))
		}
	})
	withVector(t, "subkeys.json", func(v vector) {
		k := v.keys()
		for _, label := range []string{"records", "set", "header", "journal", "inbox", "slots", "former"} {
			v.is(label, k.sub(label))
		}
		v.text("recipient") // the reader does not add to an inbox
	})
	withVector(t, "header.json", func(v vector) {
		h := v.bytes("header")
		secret := func(name string) func(fields) []byte { return func(fields) []byte { return v.bytes(name) } }
		for _, c := range []credential{passphrase(v.text("passphrase")), {2, secret("recovery_secret")}, {3, secret("keyring_secret")}, options{}.credential(nil)} {
			k := unlock(c, h)
			v.is("master_key", k.master)
			v.is("vault_id", k.vault)
			if n := uint64(binary.BigEndian.Uint32(k.epoch)); n != v.number("epoch") {
				t.Errorf("it is of epoch %d", n)
			}
		}
		if n := binary.BigEndian.Uint64(h[32:]); n != v.number("generation") {
			t.Errorf("it is of generation %d", n)
		}
		if err := try(func() { unlock(passphrase("wrong"), h) }); err != errWrongKey {
			t.Errorf("a wrong passphrase: %v", err)
		}
		for _, at := range []int{0, 8, 40, 200, len(h) - 1} {
			broken := slices.Clone(h)
			broken[at]++
			v.refuses(fmt.Sprint("byte ", at, " may be anything"), func() { unlock(options{}.credential(nil), broken) })
			if at == 40 || at == 200 { // with a fitting checksum
				sum := sha256.Sum256(broken[:len(broken)-64])
				copy(broken[len(broken)-64:], sum[:])
				v.refuses(fmt.Sprint("byte ", at, " is not authentic"), func() { unlock(options{}.credential(nil), broken) })
			}
		}
		if k := unlock(options{}.credential(nil), nil, []byte("rubbish"), h); k == nil {
			t.Error("one copy is not enough")
		}
	})
}

func TestReaderComputesTheVectorsOfValues(t *testing.T) {
	withVector(t, "padme.json", func(v vector) {
		sizes, want := strings.Fields(v.text("sizes")), strings.Fields(v.text("padded"))
		for i, text := range sizes {
			n, got := must(strconv.Atoi(text)), 256
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
		v.is("document", k.openRecord(id, v.bytes("value")))
		v.refuses("it opens under another id", func() { k.openRecord("another id      ", v.bytes("value")) })
		k.check(records{id: v.bytes("value")}, 1, v.bytes("set_hash"))
		v.refuses("a document more may be missing", func() { k.check(records{id: v.bytes("value")}, 2, v.bytes("set_hash")) })
		v.refuses("another version may be there", func() { k.check(records{id: v.bytes("document")}, 1, v.bytes("set_hash")) })
		v.is("ad", slices.Concat([]byte("rec"), k.vault, []byte(v.text("bucket")+"\x00"+id+"\x01"), k.epoch))
	})
	withVector(t, "head.json", func(v vector) {
		k := v.keys()
		f := fields(k.openValue(v.bytes("value"), "head"+string(k.vault)))
		for _, name := range []string{"generation", "batch", "count", "", "segment", "offset", "log"} {
			if name == "" {
				v.is("set_hash", f.take(32))
			} else if n := f.number(8); n != v.number(name) {
				t.Errorf("%s is %d, want %d", name, n, v.number(name))
			}
		}
		v.is("ad", slices.Concat([]byte("head"), k.vault, []byte{1}, k.epoch))
	})
}

// logOf is a journal with nothing but a log.
func logOf(segments ...[]byte) fstest.MapFS {
	journal := fstest.MapFS{}
	for i, b := range segments {
		if b != nil {
			journal[fmt.Sprintf("log/%06d.log", i+1)] = &fstest.MapFile{Data: b}
		}
	}
	return journal
}

func TestReaderComputesTheVectorsOfLogsAndFiles(t *testing.T) {
	withVector(t, "frame.json", func(v vector) {
		k, frame := v.keys(), v.bytes("frame")
		place := slices.Concat(number64(v.number("log")), number64(v.number("segment")), number64(v.number("sequence")))
		v.is("ad", slices.Concat([]byte("jrnl"), k.vault, k.epoch, place))
		v.is("plaintext", openX(k.sub("journal"), frame.take(24), frame, v.bytes("ad")))
	})
	withVector(t, "log.json", func(v vector) {
		k, all, first, second := v.keys(), records{}, v.bytes("000001.log"), v.bytes("000002.log")
		k.readLog(logOf(first, second), all)
		var told []string
		for id, value := range all {
			told = append(told, hex.EncodeToString([]byte(id))+" "+string(k.openRecord(id, value)))
		}
		slices.Sort(told)
		if got := strings.Join(told, "\n"); got != v.text("documents") {
			t.Errorf("the log leads to\n%s\nwant\n%s", got, v.text("documents"))
		}
		v.refuses("nobody says that the first segment is missing", func() { k.readLog(logOf(nil, second), records{}) })
		v.refuses("the segments may change places", func() { k.readLog(logOf(second, first), records{}) })
		v.refuses("nobody says that the end is no change", func() { k.readLog(logOf(first, append(slices.Clone(second), 0)), records{}) })
		v.refuses("there need be no log", func() { k.readLog(logOf(), records{}) })
		for at := range first { // each byte is checked, but for the head of the segment, its magic and format, and the rubbish
			broken := slices.Clone(first)
			broken[at]++
			all := records{}
			if try(func() { k.readLog(logOf(broken, second), all) }) == nil && len(all) != len(told) {
				t.Errorf("byte %d is damaged, and nobody says so", at)
			}
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
		file := sealFile(id, key, content)
		sum := sha256.Sum256(file)
		v.is("file_sha256", sum[:])
		v.is("beginning", file[:64])
		v.is("first_tag", file[32+chunkSize:32+chunkSize+16])
		v.is("last_tag", file[len(file)-16:])
		if uint64(len(file)) != v.number("file_size") {
			t.Errorf("it has %d bytes", len(file))
		}
		broken := slices.Clone(file)
		broken[100]++
		file[len(file)-1]++
		v.refuses("a file opens whose last chunk was changed", func() { openFile(id, key, int64(size), file) })
		if plain := openFile(id, key, int64(size), broken, file); string(plain) != string(content) {
			t.Error("two copies that are damaged in different places do not make one")
		}
	})
	withVector(t, "inbox.json", func(v vector) {
		doc := openAge(v.bytes("file"), v.bytes("secret"))
		v.is("document", doc)
		if inner := describe(t).document(decode("", doc))["doc"].(object)["entry"].(object)["doc"].(object); inner["title"] != "Added while locked" {
			t.Errorf("it is %+v", inner)
		}
	})
	withVector(t, "entry.json", func(v vector) {
		got := asJSON(decode("", v.bytes("document")))
		var want any
		must(0, json.Unmarshal([]byte(v.text("fields")), &want))
		if !reflect.DeepEqual(got["doc"], want) || got["kind"] != 3.0 || got["schema"] != float64(newestSchema) {
			t.Errorf("it is\n%v\nwant\n%s", got, v.text("fields"))
		}
	})
	withVector(t, "marks.json", func(v vector) {
		var doc map[int]any
		must(0, cbor.Unmarshal(v.bytes("map"), &doc))
		if doc[3] != v.text("shown") {
			t.Errorf("it shows %q", doc[3])
		}
		v.is("marks", doc[127].([]byte))
		var marks struct {
			_                     struct{} `cbor:",toarray"`
			Seen, Usual, At, Know any
			Leaves                []struct {
				_        struct{} `cbor:",toarray"`
				Path     []byte
				Versions [][5]any
			}
		}
		must(0, cbor.Unmarshal(v.bytes("marks"), &marks))
		for _, leaf := range marks.Leaves {
			if hex.EncodeToString(leaf.Path) != v.text("path") {
				continue
			}
			for _, version := range leaf.Versions {
				if version[3] == uint64(2) {
					var other string
					must(0, cbor.Unmarshal(version[4].([]byte), &other))
					if other != v.text("other") {
						t.Errorf("the other version is %q", other)
					}
				}
			}
		}
	})
}

func number64(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }
