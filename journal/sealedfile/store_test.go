package sealedfile

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"io/fs"
	mathrand "math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func newStore(t testing.TB) *Store {
	t.Helper()
	return In(t.TempDir(), rand.Reader)
}

// noise is data of n bytes that differs for each seed.
func noise(n int, seed uint64) []byte {
	data := make([]byte, n)
	r := mathrand.NewChaCha8([32]byte{byte(seed), byte(seed >> 8)})
	_, _ = r.Read(data)
	return data
}

func add(t testing.TB, s *Store, parts ...[]byte) Ref {
	t.Helper()
	ref, err := s.Add(t.Context(), parts...)
	if err != nil {
		t.Fatal(err)
	}
	s.Added(ref.ID)
	return ref
}

func readAll(t testing.TB, s *Store, ref Ref) []byte {
	t.Helper()
	data, _, err := s.Read(t.Context(), ref, 0, ref.Size)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestAnyPartOfAFileIsReadAsItWasAdded(t *testing.T) {
	s := newStore(t)
	rapid.Check(t, func(t *rapid.T) {
		sizes := []int{0, 1, leastSize, chunkSize - 1, chunkSize, chunkSize + 1, 3*chunkSize + 5}
		n := rapid.OneOf(rapid.SampledFrom(sizes), rapid.IntRange(0, 4*chunkSize)).Draw(t, "n")
		cut := rapid.IntRange(0, n).Draw(t, "cut")
		data := noise(n, 1)
		ref, err := s.Add(context.Background(), data[:cut], data[cut:])
		if err != nil {
			t.Fatal(err)
		}
		from := rapid.IntRange(0, n).Draw(t, "from")
		to := rapid.IntRange(from, n).Draw(t, "to")
		got, whole, err := s.Read(context.Background(), ref, int64(from), int64(to-from))
		if err != nil || !whole || !bytes.Equal(got, data[from:to]) {
			t.Fatalf("%d bytes from %d of %d: whole %v, %v", to-from, from, n, whole, err)
		}
	})
}

func TestASizeTellsLittle(t *testing.T) {
	for _, c := range []struct{ n, want int64 }{
		{0, leastSize}, {1, leastSize}, {leastSize, leastSize}, {leastSize + 1, leastSize * 9 / 8}, {1 << 20, 1 << 20}, {1<<20 + 1, 1<<20 + 1<<17},
		{20_000_000, 20 << 20}, {3_000_000, 3 << 20},
	} {
		if got := padded(c.n); got != c.want {
			t.Errorf("%d bytes are padded to %d, want %d", c.n, got, c.want)
		}
	}
	sizes := map[int64]bool{}
	for n := int64(1); n <= 20_000_000; n += 997 {
		if p := padded(n); p < n || p > max(leastSize, n*9/8+1) {
			t.Fatalf("%d bytes are padded to %d", n, p)
		}
		sizes[padded(n)] = true
	}
	if len(sizes) > 70 {
		t.Errorf("files up to 20 MB have %d sizes", len(sizes))
	}
	s := newStore(t)
	for _, n := range []int{10, 40_000} {
		ref := add(t, s, noise(n, 2))
		for i := range copies {
			if info, err := os.Stat(s.path(i, ref.ID)); err != nil || info.Size() != headerSize+leastSize+overhead || info.Mode().Perm() != 0o600 {
				t.Errorf("%d bytes are %v on the disk, %v", n, info, err)
			}
		}
	}
}

func TestNothingOfAFileIsInTheClear(t *testing.T) {
	s := newStore(t)
	secret := []byte("the very secret words of a photo")
	ref := add(t, s, bytes.Repeat(secret, 20_000))
	err := filepath.WalkDir(s.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		if bytes.Contains(raw, secret[:12]) || bytes.Contains(raw, ref.Key[:8]) {
			t.Errorf("%s has a part of the file or of its key", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// damages are ways in which a copy can be spoiled.
func damages() map[string]func(path string, raw []byte) error {
	write := func(change func(raw []byte) []byte) func(string, []byte) error {
		return func(path string, raw []byte) error { return os.WriteFile(path, change(slices.Clone(raw)), 0o600) }
	}
	at := func(chunk int) int { return headerSize + chunk*(chunkSize+overhead) }
	return map[string]func(string, []byte) error{
		"missing": func(path string, _ []byte) error { return os.Remove(path) },
		"empty":   write(func([]byte) []byte { return nil }),
		"a bit of the header": write(func(raw []byte) []byte {
			raw[17] ^= 1
			return raw
		}),
		"a bit of the second chunk": write(func(raw []byte) []byte {
			raw[at(1)+100] ^= 4
			return raw
		}),
		"two chunks swapped": write(func(raw []byte) []byte {
			first := slices.Clone(raw[at(0):at(1)])
			copy(raw[at(0):], raw[at(1):at(2)])
			copy(raw[at(1):], first)
			return raw
		}),
		"cut":               write(func(raw []byte) []byte { return raw[:at(1)+7] }),
		"a chunk fewer":     write(func(raw []byte) []byte { return raw[:at(2)] }),
		"longer":            write(func(raw []byte) []byte { return append(raw, 0) }),
		"a chunk of zeros":  write(func(raw []byte) []byte { clear(raw[at(1):at(2)]); return raw }),
		"random throughout": write(func(raw []byte) []byte { return noise(len(raw), 9) }),
		"a folder": func(path string, _ []byte) error {
			if err := os.Remove(path); err != nil {
				return err
			}
			return os.Mkdir(path, 0o700)
		},
		"a link": func(path string, raw []byte) error {
			if err := os.WriteFile(path+"-elsewhere", raw, 0o600); err != nil {
				return err
			}
			if err := os.Remove(path); err != nil {
				return err
			}
			return os.Symlink(path+"-elsewhere", path)
		},
	}
}

func TestEachCopyRepairsTheOther(t *testing.T) {
	for name, damage := range damages() {
		for i := range copies {
			s := newStore(t)
			data := noise(2*chunkSize+500, 3)
			ref := add(t, s, data)
			raw, err := os.ReadFile(s.path(i, ref.ID))
			if err != nil {
				t.Fatal(err)
			}
			if err := damage(s.path(i, ref.ID), raw); err != nil {
				t.Fatal(err)
			}
			if good, err := s.Verify(t.Context(), ref); good != 1 || err != nil {
				t.Errorf("%s in %s: %d copies are good, %v", name, copies[i], good, err)
			}
			if got := readAll(t, s, ref); !bytes.Equal(got, data) {
				t.Errorf("%s in %s: another file is read", name, copies[i])
			}
			if mended, err := s.Mend(t.Context(), ref); !mended || err != nil {
				t.Errorf("%s in %s: mended %v, %v", name, copies[i], mended, err)
			}
			if good, err := s.Verify(t.Context(), ref); good != 2 || err != nil {
				t.Errorf("%s in %s: %d copies are good after mending, %v", name, copies[i], good, err)
			}
			if now, err := os.ReadFile(s.path(i, ref.ID)); err != nil || !bytes.Equal(now, raw) {
				t.Errorf("%s in %s: the copy is not what it was, %v", name, copies[i], err)
			}
			kept, _ := os.ReadDir(filepath.Join(s.dir, quarantineName))
			if want := name != "missing"; (len(kept) == 1) != want {
				t.Errorf("%s in %s: the quarantine has %d files", name, copies[i], len(kept))
			}
		}
	}
}

func TestDifferentPartsOfBothCopiesMakeOneWhole(t *testing.T) {
	s := newStore(t)
	data := noise(3*chunkSize, 4)
	ref := add(t, s, data)
	spoil(t, s.path(0, ref.ID), headerSize+10)
	spoil(t, s.path(1, ref.ID), headerSize+chunkSize+overhead+10)
	if got := readAll(t, s, ref); !bytes.Equal(got, data) {
		t.Error("another file is read")
	}
	if good, err := s.Verify(t.Context(), ref); good != 0 || err != nil {
		t.Errorf("%d copies are good, %v", good, err)
	}
	if mended, err := s.Mend(t.Context(), ref); !mended || err != nil {
		t.Errorf("mended %v, %v", mended, err)
	}
	if good, err := s.Verify(t.Context(), ref); good != 2 || err != nil {
		t.Errorf("%d copies are good after mending, %v", good, err)
	}
}

func TestWhatBothCopiesHaveLostIsReported(t *testing.T) {
	s := newStore(t)
	ref := add(t, s, noise(3*chunkSize, 5))
	for i := range copies {
		spoil(t, s.path(i, ref.ID), headerSize+10)
	}
	before, _ := os.ReadFile(s.path(0, ref.ID))
	if _, _, err := s.Read(t.Context(), ref, 5, 10); !errors.Is(err, ErrDamaged) {
		t.Error(err)
	}
	if _, err := s.Mend(t.Context(), ref); !errors.Is(err, ErrDamaged) {
		t.Error(err)
	}
	if after, _ := os.ReadFile(s.path(0, ref.ID)); !bytes.Equal(before, after) {
		t.Error("what cannot be mended was changed")
	}
	if _, whole, err := s.Read(t.Context(), ref, chunkSize, chunkSize); err != nil || !whole {
		t.Error("the sound parts cannot be read:", whole, err)
	}
	for i := range copies {
		if err := os.Remove(s.path(i, ref.ID)); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := s.Read(t.Context(), ref, 0, 1); !errors.Is(err, ErrMissing) {
		t.Error(err)
	}
	if _, err := s.Verify(t.Context(), ref); !errors.Is(err, ErrMissing) {
		t.Error(err)
	}
	if missing := s.Missing([]ID{ref.ID}); !slices.Equal(missing, []ID{ref.ID}) {
		t.Error(missing)
	}
}

func spoil(t *testing.T, path string, at int64) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var b [1]byte
	if _, err := f.ReadAt(b[:], at); err != nil {
		t.Fatal(err)
	}
	b[0] ^= 0x10
	if _, err := f.WriteAt(b[:], at); err != nil {
		t.Fatal(err)
	}
}

// Both copies of one file are put in the place of another of the same size, and under its key.
func TestAnotherFileIsNoticed(t *testing.T) {
	s := newStore(t)
	one, two := add(t, s, noise(1000, 6)), add(t, s, noise(1000, 7))
	for i := range copies {
		raw, err := os.ReadFile(s.path(i, two.ID))
		if err != nil {
			t.Fatal(err)
		}
		copy(raw[16:], one.ID[:])
		if err := os.WriteFile(s.path(i, one.ID), raw, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := s.Read(t.Context(), one, 0, 10); !errors.Is(err, ErrDamaged) {
		t.Error(err)
	}
	longer := two
	longer.Size = chunkSize + 1
	if _, _, err := s.Read(t.Context(), longer, 0, 10); !errors.Is(err, ErrDamaged) {
		t.Error("with another number of chunks:", err)
	}
}

func TestOnlyUnnamedFilesAreSwept(t *testing.T) {
	s := newStore(t)
	kept, gone := add(t, s, noise(10, 1)), add(t, s, noise(10, 2))
	adding, err := s.Add(t.Context(), noise(10, 3))
	if err != nil {
		t.Fatal(err)
	}
	foreign := filepath.Join(Folders(s.dir)[0], "a note of yours")
	half := s.path(1, kept.ID) + tempSuffix
	for _, path := range []string{foreign, half} {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if n, err := s.Sweep(map[ID]bool{kept.ID: true}); n != 1 || err != nil {
		t.Errorf("%d swept, %v", n, err)
	}
	for path, want := range map[string]bool{s.path(0, kept.ID): true, s.path(1, kept.ID): true, s.path(0, adding.ID): true, foreign: true, half: false, s.path(0, gone.ID): false, s.path(1, gone.ID): false} {
		if exists(path) != want {
			t.Errorf("%s is there: %v", path, !want)
		}
	}
	s.Added(adding.ID)
	if n, err := s.Sweep(map[ID]bool{kept.ID: true}); n != 1 || err != nil {
		t.Errorf("%d swept, %v", n, err)
	}
}

func TestALinkInThePlaceOfAFolderIsRefused(t *testing.T) {
	s := newStore(t)
	ref := add(t, s, noise(10, 1))
	elsewhere := t.TempDir()
	folder := Folders(s.dir)[0]
	if err := os.Rename(folder, folder+"-away"); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(elsewhere, folder); err != nil {
		t.Skip("no links here:", err)
	}
	if _, err := s.Add(t.Context(), noise(10, 2)); err == nil {
		t.Error("a file was added through a link")
	}
	if _, err := s.Mend(t.Context(), ref); err == nil {
		t.Error("a file was mended through a link")
	}
	if _, err := s.Sweep(nil); err == nil {
		t.Error("files were swept through a link")
	}
	if left, _ := os.ReadDir(elsewhere); len(left) > 0 {
		t.Error("something was written through the link")
	}
	if got := readAll(t, s, ref); len(got) != 10 {
		t.Error("the other copy cannot be read")
	}
}

func TestAFailedAddLeavesNothing(t *testing.T) {
	s := newStore(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Add(ctx, noise(10, 1)); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	for _, dir := range Folders(s.dir) {
		if left, _ := os.ReadDir(dir); len(left) > 0 {
			t.Error(left)
		}
	}
	if _, err := s.Add(t.Context(), make([]byte, MaxSize+1)); err == nil {
		t.Error("a file beyond the limit was added")
	}
}

func BenchmarkAdd20MB(b *testing.B) {
	s, data := newStore(b), noise(20_000_000, 1)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		ref := add(b, s, data)
		b.StopTimer()
		if _, err := s.Sweep(map[ID]bool{ref.ID: false}); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}

func BenchmarkRead20MB(b *testing.B) {
	s := newStore(b)
	ref := add(b, s, noise(20_000_000, 1))
	b.SetBytes(ref.Size)
	for b.Loop() {
		readAll(b, s, ref)
	}
}

// BenchmarkReadSmall reads the first 30 kB, as of a small picture.
func BenchmarkReadSmall(b *testing.B) {
	s := newStore(b)
	ref := add(b, s, noise(20_000_000, 1))
	for b.Loop() {
		if _, _, err := s.Read(b.Context(), ref, 0, 30_000); err != nil {
			b.Fatal(err)
		}
	}
}
