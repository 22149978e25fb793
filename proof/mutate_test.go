package proof_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// breakage is one deliberate fault of the vault, which its tests must notice: in a file, the only
// occurrence of a text is replaced.
type breakage struct {
	name     string
	file     string
	from, to string
	tests    string // a package and, after a blank, the tests to run; without them all of its tests
}

const (
	sealTests  = "./journal/vault/internal/seal"
	vaultTests = "./journal/vault"
)

// breakages lists the faults. It is an error if a text no longer occurs exactly once, because the
// fault would then prove nothing.
func breakages() []breakage {
	const seal, vault = "journal/vault/internal/seal/", "journal/vault/"
	return []breakage{
		{"no padding", seal + "record.go", "make([]byte, padded(4+len(doc)))", "make([]byte, max(paddedFloor, 4+len(doc)))", sealTests},
		{"a padding that hides nothing", seal + "padme.go", "return (n + mask) &^ mask", "return n + 0*mask", sealTests},
		{"a record is not bound to its id", seal + "record.go", "	copy(b.id, id[:])\n	return b.keys.seal", "	return b.keys.seal", sealTests},
		{"a record is not bound to its journal", seal + "record.go", "append([]byte(adRecord), k.vault[:]...)", "[]byte(adRecord)", sealTests},
		{"a frame is not bound to its sequence", seal + "frame.go", "binary.BigEndian.AppendUint64(ad, at.Sequence)", "ad", sealTests},
		{"a frame is not bound to its segment", seal + "frame.go", "binary.BigEndian.AppendUint64(ad, at.Segment)", "append(ad, 0)", sealTests},
		{"a header is not bound to its key", seal + "header.go", "if !hmac.Equal(k.headerMAC(b[:at]), b[at:]) {", "if false && !hmac.Equal(k.headerMAC(b[:at]), b[at:]) {", sealTests},
		{"a header may ask for any memory", seal + "kdf.go", "c.MemoryKiB > maxMemoryKiB", "false", sealTests},
		{"a header may ask for any number of passes", seal + "kdf.go", "c.Time > maxTime", "false", sealTests},
		{"the set of records is not compared", vault + "read.go", "case found.set != head.Set:", "case false:", vaultTests + " Tampered"},
		{"what was decoded early counts whatever was repaired", vault + "early.go", "e.set == head.Set && e.count == head.Count", "true", vaultTests + " Early"},
		{"the pages of a store are not compared", vault + "soundscan.go", "err = tree.verify(found.count)", "err = error(nil)", vaultTests + " SoundStoreIsOne"},
		{"half a batch counts", vault + "logread.go", "		if !s.last {\n			return nil\n		}\n", "", vaultTests + " WithoutItsEnd"},
		{"a log is not held against its head", vault + "logread.go", "!torn && set == r.head.Set && uint64(len(r.values)) == r.head.Count", "!torn && (set == r.head.Set || true)", vaultTests + " LacksASave"},
		{"an old header brings an old passphrase back", vault + "headers.go", "i > 0 && errors.Is(first, seal.ErrWrongKey)", "i < 0 && errors.Is(first, seal.ErrWrongKey)", vaultTests + " Header|Passphrase|Key"},
		{"the newest header is not the one that counts", vault + "headers.go", "cmp.Compare(b.header.Generation, a.header.Generation)", "cmp.Compare(a.header.Generation, b.header.Generation)", vaultTests + " Header|Passphrase|Key"},
		{"what is saved is not looked at where it is", vault + "apply.go", "		err = v.confirm()\n	}\n	return explain(err, v.dir, opSaving)", "	}\n	return explain(err, v.dir, opSaving)", vaultTests + " IsNotAcknowledged"},
		{"an older version of a document is peeked at", vault + "peek.go", "if tagOf(value) != tag {", "if false {", vaultTests + " OlderVersion"},
		{"an index need not be of what is on the disk", vault + "index.go", "v.tags.fit(v.keys, v.head) &&", "", vaultTests + " OtherTags"},
		{"an index of other files counts", vault + "peek.go", "err != nil || now != f.mark", "err != nil || now.inode == 0", "./journal PeekLeaves"},
		{"a new journal is not read before it takes its place", vault + "swap.go", "	err = v.verifyWholeStore(ctx, o)\n", "	err = nil\n", vaultTests + " NothingIsReplaced|RemainsOfTwo"},
		{"an old journal goes before the new one is read", vault + "swap.go", "	return os.Rename(from, to)\n}", "	return os.RemoveAll(from)\n}", vaultTests + " RemainsOfTwo|NothingIsReplaced"},
		{"a restored journal is not compared", vault + "restore.go", "if got != r.want || notes > 0 || !hasLog {", "if false && (got != r.want || notes > 0 || !hasLog) {", vaultTests + " Restor|Copy"},
		{"a backup is not compared with the journal", "journal/backup/make.go", "if err == nil && found != want {", "if err == nil && false && found != want {", "./journal/backup SoundCopy"},
		{"any file is opened", "journal/regular/regular.go", "err == nil && !info.Mode().IsRegular() {\n		err = &Error", "false {\n		err = &Error", "./journal/regular"},
		{"a link is followed", "journal/regular/regular.go", "if info, err := os.Lstat(path); err == nil && !info.Mode().IsRegular() {\n		return nil, &Error{path, info.Mode()}\n	}\n	f, err := os.OpenFile(path, flag|noFollow, mode)", "f, err := os.OpenFile(path, flag, mode)", "./journal/regular Nothing"},
		{"a header of any size is read", vault + "headers.go", "io.ReadAll(io.LimitReader(f, maxHeaderFile))", "io.ReadAll(f)", vaultTests + " LargeHeader"},
		{"a header that opens nothing here counts", vault + "headers.go", "err != nil || fits {", "err != nil || fits || true {", vaultTests + " OpensNothingHere"},
		{"a store may pretend endless values", vault + "leaf.go", "|| end-from > left {", "{", vaultTests + " Claims"},
		{"a store may pretend endless pages", vault + "leaf.go", "p.read > maxRead*p.size {", "p.read < 0 {", vaultTests + " Claims"},
		{"one size that is wrong ends the salvage", vault + "leaf.go", "end-from > left {\n				continue", "end-from > left {\n				return", vaultTests + " ClaimsToBeLong"},
		{"a log may pretend endless frames", vault + "logwindow.go", "return w.tried > maxTried*w.size", "return w.tried < 0", vaultTests + " FramesThatReachFar"},
		{"a file of the inbox may name many keys", vault + "inbox.go", `[]byte("\n-> ")) == 1`, `[]byte("\n-> ")) > 0`, vaultTests + " NamesManyKeys"},
		{"a round through the inbox reads all bytes", vault + "inbox.go", "v.inboxInvalid > inboxBytes {", "v.inboxInvalid < 0 {", vaultTests + " ReadsLimitedBytes"},
		{"a link in the place of a folder is followed", vault + "errors.go", "err == nil && (info.Mode()&fs.ModeSymlink != 0 ||", "err == nil && (info == nil ||", vaultTests + " LinkInPlace"},
		{"a round through the inbox has no end", vault + "inbox.go", "v.inboxTried > inboxTries ||", "", vaultTests + " InboxRound"},
		{"rubbish in the inbox comes before entries", vault + "inbox.go", `		return "0" + name`, `		return "2" + name`, vaultTests + " InboxRound"},
		{"opening cannot be cancelled", vault + "unlock.go", "	case <-ctx.Done():\n		return nil, ctx.Err()\n	}\n}\n\n// openWith", "	case <-make(chan struct{}):\n		return nil, ctx.Err()\n	}\n}\n\n// openWith", vaultTests + " Cancelled"},
		{"a save does not flush the log", vault + "log.go", "if err := l.file.Sync(); err != nil {\n		return fmt.Errorf(\"flushing the log", "if err := error(nil); err != nil {\n		return fmt.Errorf(\"flushing the log", vaultTests + " FlushedInOrder"},
		{"a save does not flush the store", vault + "store.go", "&bbolt.Options{Timeout", "&bbolt.Options{NoSync: true, Timeout", vaultTests + " FlushedInOrder"},
		{"the store is written before the log is flushed", vault + "log.go", "	if err := l.file.Sync(); err != nil {\n		return fmt.Errorf(\"flushing the log: %w\", err)\n	}\n", "	file := l.file\n	defer func() { go file.Sync() }()\n", vaultTests + " FlushedInOrder"},
		{"the two headers of a change of keys are not flushed in order", vault + "rekey.go", "	failed := writeFile(filepath.Join(v.dir, headerB), raw)", "	_ = writeFile(filepath.Join(v.dir, headerA), raw)\n	failed := writeFile(filepath.Join(v.dir, headerB), raw)", vaultTests + " FlushedInOrder"},
		{"the headers are not flushed at all", vault + "headers.go", "func writeFile(path string, data []byte) error {\n", "func writeFile(path string, data []byte) error {\n	if filepath.Base(path) != \"x\" {\n		return os.WriteFile(path, data, 0o600)\n	}\n", vaultTests + " FlushedInOrder"},
		{"that new keys count is not flushed", vault + "swap.go", "	err := syncFolder(filepath.Dir(to))\n	if err == nil {", "	err := error(nil)\n	if err == nil {", vaultTests + " FlushedInOrder"},
		{"a file is not flushed before it gets its name", "journal/atomicfile/atomicfile.go", "{w.Flush, f.Sync, f.Close}", "{w.Flush, f.Close}", vaultTests + " FlushedInOrder"},
		{"a name is not flushed", "journal/atomicfile/atomicfile.go", "if err := syncFolder(filepath.Dir(path)); err != nil {", "if err := error(nil); err != nil {", vaultTests + " FlushedInOrder"},
		{"a file for people is not flushed into place whole", "journal/atomicfile/atomicfile.go", "	if err := rename(temp, path); err != nil {", "	if err := os.Link(temp, path); err != nil {", "./journal/atomicfile"},
	}
}

// TestEveryBreakageOfTheVaultIsNoticed runs the tests of each breakage against the broken code and
// expects them to fail. It takes minutes, so it runs only on request: make mutate. ENACTIVE_MUTATE
// may be 1 or words; with words only the breakages run whose names contain them.
func TestEveryBreakageOfTheVaultIsNoticed(t *testing.T) {
	all := breakages()
	for _, b := range all {
		source, err := os.ReadFile(filepath.Join(root, b.file))
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(string(source), b.from); n != 1 {
			t.Errorf("%s: the words to break are %d times in %s, want once", b.name, n, b.file)
			continue
		}
		if asked := os.Getenv("ENACTIVE_MUTATE"); asked == "" || asked != "1" && !strings.Contains(b.name, asked) {
			continue // the list itself is correct
		}
		broken := strings.Replace(string(source), b.from, b.to, 1)
		noticed, words := b.notice(t, broken)
		if strings.Contains(words, "[build failed]") || strings.Contains(words, "[setup failed]") {
			t.Errorf("%s: the broken code does not compile:\n%s", b.name, words)
		} else if !noticed {
			t.Errorf("%s: no test notices it\n%s", b.name, words)
		} else {
			t.Logf("noticed: %s", b.name)
		}
	}
}

// notice runs the tests with the broken file in place of the original.
func (b breakage) notice(t *testing.T, broken string) (bool, string) {
	t.Helper()
	dir := t.TempDir()
	file, overlay := filepath.Join(dir, "broken.go"), filepath.Join(dir, "overlay.json")
	plan, err := json.Marshal(map[string]map[string]string{"Replace": {filepath.Join(root, b.file): file}})
	if err != nil {
		t.Fatal(err)
	}
	for path, text := range map[string][]byte{file: []byte(broken), overlay: plan} {
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	words := []string{"test", "-overlay", overlay, "-timeout", "2m", "-count", "1", "-failfast"}
	folder, only, some := strings.Cut(b.tests, " ")
	if some {
		words = append(words, "-run", only)
	}
	run := exec.Command("go", append(words, folder)...)
	run.Dir, run.Env = root, toBuild // with the modules and the build cache
	out, err := run.CombinedOutput()
	return err != nil, string(out)
}
