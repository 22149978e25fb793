// Reader reads a journal of Enactive without any of its code. It was written from docs/format.md, which it proves to be enough.
//
//	reader [flags] FOLDER     a journal, by its log
//	reader [flags] FILE       a journal by its store.db, or a backup, which is a copy of that
//
// The log and the store are two complete copies of the documents. Each document is printed as a line of JSON: an entry with the names of
// its fields, all else with the numbers that docs/format.md explains. What is missing or damaged goes to standard error, and then the
// status is 1; what is printed is genuine all the same. Nothing is written. Copy a journal first that a program may have open.
package main

import (
	"bytes"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"maps"
	"math/big"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/fxamacker/cbor/v2"
	"go.etcd.io/bbolt"
	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/blake2b"
	"golang.org/x/crypto/chacha20poly1305"
	"golang.org/x/text/unicode/norm"
)

func main() {
	var o options
	flag.StringVar(&o.passphrase, "passphrase-file", "", "`file` with the passphrase in its first line, - for standard input; without it and -words-file: a journal without a passphrase")
	flag.StringVar(&o.words, "words-file", "", "`file` with the twelve recovery words; needs -wordlist")
	flag.StringVar(&o.list, "wordlist", "", "`file` with the 2,048 English words of BIP 39, one a line")
	flag.Parse()
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(flag.Arg(0), o, os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "reader:", err)
		os.Exit(1)
	}
}

// newestSchema is the newest schema of documents that the reader knows.
const newestSchema = 5

// options are the names of files.
type options struct{ passphrase, words, list string }

// run prints the documents of a journal. The error says what is missing.
func run(path string, o options, in io.Reader, out io.Writer) error {
	var k *keys
	all := records{}
	missing := try(func() {
		if must(os.Stat(path)).IsDir() {
			journal := os.DirFS(path)
			a, _ := fs.ReadFile(journal, "header.a") // one copy is enough
			b, _ := fs.ReadFile(journal, "header.b")
			k = unlock(o.credential(in), a, b)
			k.readLog(journal, all)
		} else {
			store := openStore(path)
			k = unlock(o.credential(in), store["h"]["header"])
			k.readStore(store, all)
		}
	})
	lines := json.NewEncoder(out)
	for _, id := range slices.Sorted(maps.Keys(all)) {
		err := try(func() {
			doc := k.openRecord(id, all[id])
			must(0, lines.Encode(decode(id, doc)))
			demand(doc[1] <= newestSchema, "it has schema %d and may have fields that docs/format.md does not explain", doc[1])
		})
		if err != nil {
			missing = errors.Join(missing, fmt.Errorf("document %x: %w", id, err))
		}
	}
	return missing
}

// try runs f and returns the error that ended it. A damaged number may also lead out of a file, which Go notices.
func try(f func()) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		p := recover()
		err, _ = p.(error)
		if _, outside := p.(runtime.Error); outside || p != nil && err == nil {
			err = fmt.Errorf("damaged: %v", p)
		}
	}()
	f()
	return nil
}

// must ends what try runs if there is an error.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// demand ends what try runs if something is not as it must be.
func demand(is bool, otherwise string, a ...any) {
	if !is {
		panic(fmt.Errorf(otherwise, a...))
	}
}

// fields are read one after the other.
type fields []byte

func (f *fields) take(n uint64) []byte {
	demand(n <= uint64(len(*f)), "damaged: something ends too early")
	b := (*f)[:n:n]
	*f = (*f)[n:]
	return b
}

// number reads a big-endian number of up to eight bytes.
func (f *fields) number(size uint64) (n uint64) {
	for _, b := range f.take(size) {
		n = n<<8 | uint64(b)
	}
	return n
}

// credential is what somebody has to open a journal: slots of a type.
type credential struct {
	slot     byte
	secretOf func(params fields) []byte
}

func (o options) credential(in io.Reader) credential {
	switch {
	case o.words != "":
		return recoveryWords(string(must(os.ReadFile(o.words))), strings.Fields(string(must(os.ReadFile(o.list)))))
	case o.passphrase == "-":
		return passphrase(string(must(io.ReadAll(in))))
	case o.passphrase != "":
		return passphrase(string(must(os.ReadFile(o.passphrase))))
	}
	return credential{4, func(params fields) []byte { return params }}
}

func passphrase(text string) credential {
	line, _, _ := strings.Cut(text, "\n")
	line = norm.NFKC.String(strings.TrimSuffix(line, "\r"))
	return credential{1, func(f fields) []byte {
		algorithm, passes, memory, lanes := f.number(1), f.number(4), f.number(4), f.number(1)
		demand(algorithm == 1 && passes >= 1 && passes <= 20 && memory >= 19456 && memory <= 262144 && lanes >= 1 && lanes <= 4, "damaged: the costs of the passphrase")
		return argon2.IDKey([]byte(line), f.take(16), uint32(passes), uint32(memory), uint8(lanes), 32)
	}}
}

// recoveryWords reads twelve words of BIP 39: 128 bits and a checksum of 4. list has all words, in order.
func recoveryWords(text string, list []string) credential {
	words, bits := strings.Fields(strings.ToLower(text)), new(big.Int)
	demand(len(words) == 12 && len(list) == 2048, "there are %d recovery words in place of 12, of a list of %d in place of 2,048", len(words), len(list))
	for _, word := range words {
		at := slices.Index(list, word)
		demand(at >= 0, "%q is not in the list of words", word)
		bits.Or(bits.Lsh(bits, 11), big.NewInt(int64(at)))
	}
	checksum := byte(bits.Uint64() & 15)
	secret := bits.Rsh(bits, 4).FillBytes(make([]byte, 16))
	demand(sha256.Sum256(secret)[0]>>4 == checksum, "the recovery words do not fit each other")
	return credential{2, func(fields) []byte { return secret }}
}

var errWrongKey = errors.New("the passphrase or the words do not open this journal")

// keys are the master key and what its subkeys depend on.
type keys struct{ master, vault, epoch []byte }

func derive(secret, salt []byte, info string) []byte {
	return must(hkdf.Key(sha256.New, secret, salt, info, 32))
}

func (k *keys) sub(label string) []byte {
	return derive(k.master, k.vault, "enactive "+label+" 1\x00"+string(k.epoch))
}

// openX opens what XChaCha20-Poly1305 sealed.
func openX(key, nonce, sealed, ad []byte) []byte {
	plain, err := must(chacha20poly1305.NewX(key)).Open(nil, nonce, sealed, ad)
	demand(err == nil, "damaged: what is sealed does not open")
	return plain
}

// unlock opens the newest one of the copies of the header.
func unlock(c credential, copies ...[]byte) *keys {
	var h []byte
	for _, b := range copies {
		end := len(b) - 64
		if end >= 40 && string(b[:8]) == "enactvlt" && sha256.Sum256(b[:end]) == [32]byte(b[end:]) && (h == nil || bytes.Compare(b[32:40], h[32:40]) > 0) {
			h = b // of a higher generation
		}
	}
	demand(h != nil, "damaged: there is no key header")
	f := fields(h[8 : len(h)-64])
	format, reader, size := f.number(2), f.number(2), f.number(4)
	demand(reader == 1 && format >= 1 && size == uint64(len(h)), "the header is damaged, or of a later format than this reader knows")
	k := &keys{vault: f.take(16)}
	f.take(8) // generation
	k.epoch = f.take(4)
	f.take(f.number(2)) // the recipient of the inbox
	for range f.number(2) {
		id, kind, epoch := f.take(8), f.take(1), f.take(4)
		params := f.take(f.number(2))
		commitment, nonce, sealed := f.take(32), f.take(24), f.take(48)
		f.take(f.number(2)) // extra
		if kind[0] != c.slot || !bytes.Equal(epoch, k.epoch) {
			continue
		}
		secret, salt := c.secretOf(params), slices.Concat(k.vault, id)
		if !hmac.Equal(derive(secret, salt, "enactive slot commit 1"), commitment) {
			continue
		}
		ad := slices.Concat([]byte("slotenactvlt"), k.vault, id, kind, epoch, binary.BigEndian.AppendUint32(nil, uint32(len(params))), params)
		k.master = openX(derive(secret, salt, "enactive slot key 1"), nonce, sealed, ad)
		mac := hmac.New(sha256.New, k.sub("header"))
		mac.Write(h[:len(h)-32])
		demand(hmac.Equal(mac.Sum(nil), h[len(h)-32:]), "damaged: somebody without the key changed the header")
		return k
	}
	panic(errWrongKey)
}

// records are sealed documents by the ids of their records.
type records map[string][]byte

// openValue opens a document or a head.
func (k *keys) openValue(value fields, ad string) []byte {
	prefix, nonce := string(value.take(5)), value.take(24)
	demand(prefix == "\x01"+string(k.epoch), "damaged: a sealed value of another version or key")
	plain := fields(openX(k.sub("records"), nonce, value, []byte(ad+prefix)))
	return plain.take(plain.number(4))
}

func (k *keys) openRecord(id string, value []byte) []byte {
	return k.openValue(value, "rec"+string(k.vault)+"r\x00"+id)
}

// check compares all documents with what there must be.
func (k *keys) check(all records, count uint64, set []byte) {
	hash, sum := must(blake2b.New256(k.sub("set"))), make([]byte, 32)
	for id, value := range all {
		hash.Reset()
		hash.Write([]byte(id + string(value[max(0, len(value)-16):])))
		subtle.XORBytes(sum, sum, hash.Sum(nil))
	}
	demand(uint64(len(all)) == count && bytes.Equal(sum, set), "damaged: %d documents are not the %d that there must be", len(all), count)
}

// openStore returns the keys and values of a store by their buckets.
func openStore(path string) map[string]records {
	db := must(bbolt.Open(path, 0, &bbolt.Options{ReadOnly: true, Timeout: time.Second}))
	defer db.Close()
	store := map[string]records{"h": {}, "head": {}, "r": {}}
	must(0, db.View(func(tx *bbolt.Tx) error {
		for name, all := range store {
			bucket := tx.Bucket([]byte(name))
			demand(bucket != nil, "damaged: the store has no bucket %s", name)
			must(0, bucket.ForEach(func(key, value []byte) error {
				all[string(key)] = bytes.Clone(value)
				return nil
			}))
		}
		return nil
	}))
	return store
}

// readStore returns the documents of a store in all, also those of a damaged one.
func (k *keys) readStore(store map[string]records, all records) {
	maps.Copy(all, store["r"])
	f := fields(k.openValue(store["head"]["head"], "head"+string(k.vault)))
	f.take(16) // generation and batch
	k.check(all, f.number(8), f.take(32))
}

// frames returns the frames of a segment of the log, each from its sequence on, whatever is between them, and how much is behind them.
func frames(segment []byte) (all []fields, behind uint64) {
	end := min(30, len(segment))
	for at := end; ; at++ {
		next := bytes.Index(segment[at:], []byte("\xe7\x6a\x66\x1a"))
		if at += next; next < 0 || len(segment) < at+20 {
			return all, uint64(len(segment) - end)
		}
		head, rest := fields(segment[at+4:at+12]), segment[at+12:]
		size, sum := 8+head.number(4), head.number(4)
		if size <= uint64(len(rest)) && uint64(crc32.Checksum(rest[:size], crc32.MakeTable(crc32.Castagnoli))) == sum {
			all, end = append(all, rest[:size]), at+12+int(size)
			at = end - 1 // the loop adds one
		}
	}
}

// readLog makes all changes of the log, beginning with no documents.
func (k *keys) readLog(journal fs.FS, all records) {
	var batch, last, count, behind uint64
	set, changes := []byte(nil), []func(){} // the latter of the batch so far
	// The names have six digits, so that they are in order.
	for _, name := range must(fs.Glob(journal, "log/*.log")) {
		segment := must(fs.ReadFile(journal, name))
		inSegment, rest := frames(segment)
		behind = rest
		for _, f := range inSegment {
			sequence := f.number(8)
			ad := slices.Concat([]byte("jrnl"), k.vault, k.epoch, segment[10:26]) // the numbers of the log and of the segment
			var part fields
			err := try(func() { part = openX(k.sub("journal"), f.take(24), f, binary.BigEndian.AppendUint64(ad, sequence)) })
			if err != nil || sequence <= last {
				continue // the check at the end tells
			}
			flags, number := part.number(1), part.number(8)
			if number != batch || sequence != last+1 {
				changes = nil // what was before it has no end
			}
			if batch, last = number, sequence; flags&2 != 0 {
				changes = append(changes, func() { clear(all) })
			}
			for range part.number(4) {
				put, id := part.number(1), string(part.take(16))
				if put == 0 {
					changes = append(changes, func() { delete(all, id) })
					continue
				}
				value := part.take(part.number(4))
				changes = append(changes, func() { all[id] = value })
			}
			if flags&1 != 0 { // the last part of the batch
				for _, change := range changes {
					change()
				}
				part.take(8) // generation
				changes, count, set = nil, part.number(8), part.take(32)
			}
		}
	}
	demand(set != nil, "damaged: the log has no whole batch")
	k.check(all, count, set)
	demand(behind == 0, "the log ends in %d bytes that are no change: a save that was cut short, or damage, which store.db does not have", behind)
}

// shapes are the fields of entries, and of the maps in them, in the order of their keys from 1 on; NAME:SHAPE if they have one.
var shapes = map[string]string{
	"entry": `id type time:time area source kind title intention happened outcome performance stress stress_expected appraisal difficulty effort
		luck controllable efficacy_before efficacy_before_at:time efficacy_after obstacles:obstacle sacrifices lessons strategies people:person
		tags note created:time modified:time deleted:time mastery origin measures answers:answer experiment:try privacy`,
	"obstacle": "text overcome then came held helped",
	"person":   "name role",
	"answer":   "question when text",
	"try":      "experiment place arm done",
}

// decode returns what is printed of a document.
func decode(id string, b []byte) map[string]any {
	var item any
	must(0, must(cbor.DecOptions{IntDec: cbor.IntDecConvertSignedOrBigInt}.DecMode()).Unmarshal(b[2:], &item))
	return map[string]any{"record": hex.EncodeToString([]byte(id)), "kind": b[0], "schema": b[1], "doc": plain(item, map[byte]string{3: "entry"}[b[0]])}
}

// plain returns a CBOR item as JSON has it: bytes in hexadecimal, and maps of a shape with names in place of numbers.
func plain(item any, shape string) any {
	switch item := item.(type) {
	case []byte:
		return hex.EncodeToString(item)
	case []any:
		if shape == "time" {
			return timeOf(item[0].(int64), item[1].(int64))
		}
		for i := range item {
			item[i] = plain(item[i], shape)
		}
	case map[any]any:
		doc, fields := map[string]any{}, strings.Fields(shapes[shape])
		for key, value := range item {
			name, of := fmt.Sprint(key), ""
			if n, ok := key.(int64); ok && n > 0 && n <= int64(len(fields)) {
				name, of, _ = strings.Cut(fields[n-1], ":")
			}
			if value = plain(value, of); value != nil {
				doc[name] = value
			}
		}
		return doc
	}
	return item
}

// timeOf returns a time by its seconds since 1970 and its zone, nil for none.
func timeOf(seconds, zone int64) any {
	if seconds == 0 && zone == 0 {
		return nil
	}
	if zone < 0 || zone >= 2880 {
		zone = 1440
	}
	return time.Unix(seconds, 0).In(time.FixedZone("", int(zone-1440)*60)).Format(time.RFC3339)
}
