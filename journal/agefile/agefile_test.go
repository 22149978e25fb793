package agefile

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"
	"testing/iotest"

	"filippo.io/age"
	"filippo.io/age/armor"

	"enactive/journal/fault"
)

const right = "nine bridges over a river"

// always answers with one passphrase, once.
func always(text string) Ask {
	return func() (string, bool, error) { return text, false, nil }
}

// never must not be asked.
func never(t testing.TB) Ask {
	return func() (string, bool, error) { t.Error("a passphrase is asked for"); return "", false, nil }
}

// quick encrypts as the program age does, with little work.
func quick(t testing.TB, work int, text string) []byte {
	t.Helper()
	to, err := age.NewScryptRecipient(right)
	if err != nil {
		t.Fatal(err)
	}
	to.SetWorkFactor(work)
	return sealed(t, to, text)
}

func sealed(t testing.TB, to age.Recipient, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := age.Encrypt(&b, to)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func opened(file []byte, ask Ask) (string, error) {
	r, err := Open(bytes.NewReader(file), "journal.csv.age", ask)
	if err != nil {
		return "", err
	}
	all, err := io.ReadAll(r)
	return string(all), err
}

func TestWrittenFilesOpenWithTheirPassphraseAlone(t *testing.T) {
	text := strings.Repeat("secret ", 30_000)
	var b bytes.Buffer
	if err := Write(&b, right, Usual, func(w io.Writer) error { _, err := io.WriteString(w, text); return err }); err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(b.Bytes(), []byte("secret")) || !bytes.HasPrefix(b.Bytes(), []byte(magic)) {
		t.Fatal("the file is not an encrypted age file")
	}
	// The library on its own stands for the program age.
	key, err := age.NewScryptIdentity(right)
	if err != nil {
		t.Fatal(err)
	}
	r, err := age.Decrypt(bytes.NewReader(b.Bytes()), key)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(r); err != nil || string(got) != text {
		t.Errorf("age reads %d bytes, %v", len(got), err)
	}
	if got, err := opened(b.Bytes(), always(right)); err != nil || got != text {
		t.Errorf("Open reads %d bytes, %v", len(got), err)
	}
	for _, wrong := range []string{"", "nine bridges over a River"} {
		if got, err := opened(b.Bytes(), always(wrong)); !errors.Is(err, ErrWrongPassphrase) || got != "" {
			t.Errorf("with %q: %q, %v", wrong, got, err)
		}
	}
}

func TestAFailureLeavesNoCompleteFile(t *testing.T) {
	var b bytes.Buffer
	failed := errors.New("failed")
	if err := Write(&b, right, 10, func(w io.Writer) error { io.WriteString(w, "half"); return failed }); !errors.Is(err, failed) {
		t.Fatal(err)
	}
	if got, err := opened(b.Bytes(), always(right)); !errors.Is(err, ErrUnreadable) {
		t.Errorf("half a file is read as %q, %v", got, err)
	}
	if err := Write(&b, "", 10, func(io.Writer) error { return nil }); err == nil {
		t.Error("an empty passphrase is taken")
	}
	from, full := io.Pipe()
	from.Close()
	if err := Write(full, right, 10, func(io.Writer) error { return nil }); err == nil {
		t.Error("a failed write is not reported")
	}
}

func TestAPersonMayTryAgain(t *testing.T) {
	answers := []string{"one", "two", right}
	got, err := opened(quick(t, 10, "text"), func() (string, bool, error) {
		text := answers[0]
		answers = answers[1:]
		return text, len(answers) > 0, nil
	})
	if err != nil || got != "text" || len(answers) > 0 {
		t.Errorf("%q, %v; %d answers are left", got, err, len(answers))
	}
	stopped := errors.New("stopped")
	if _, err := opened(quick(t, 10, "text"), func() (string, bool, error) { return "", true, stopped }); err != stopped {
		t.Errorf("%v, want the error of the question", err)
	}
}

func TestOtherFilesAreReadUnchanged(t *testing.T) {
	for _, text := range []string{"", "a", "time,area\n", "age-encryption.org/v2\n", strings.Repeat("x", 100_000)} {
		if got, err := opened([]byte(text), never(t)); err != nil || got != text {
			t.Errorf("%.20q is read as %.20q, %v", text, got, err)
		}
	}
	failed := errors.New("failed")
	r, err := Open(iotest.ErrReader(failed), "x", never(t))
	if err == nil {
		_, err = io.ReadAll(r)
	}
	if !errors.Is(err, failed) {
		t.Errorf("%v, want the error of the file", err)
	}
}

func TestArmorIsRead(t *testing.T) {
	var b bytes.Buffer
	w := armor.NewWriter(&b)
	if _, err := w.Write(quick(t, 10, "text")); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if got, err := opened(b.Bytes(), always(right)); err != nil || got != "text" {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := opened(bytes.Replace(b.Bytes(), []byte("\nY"), []byte("\n!"), 1), always(right)); !errors.Is(err, ErrUnreadable) {
		t.Errorf("damaged armor: %v", err)
	}
}

func TestDamagedFilesAreRefused(t *testing.T) {
	file := quick(t, 10, strings.Repeat("text ", 30_000))
	for _, n := range []int{len(magic), 40, 100, 180, 200, 1000, 70_000, len(file) - 1} {
		if _, err := opened(file[:n], always(right)); !errors.Is(err, ErrUnreadable) {
			t.Errorf("cut at byte %d: %v", n, err)
		}
	}
	for _, at := range []int{len(magic) + 3, 60, 120, 160, 190, 1000, 70_000, len(file) - 1} {
		changed := bytes.Clone(file)
		changed[at] ^= 1
		if _, err := opened(changed, always(right)); !errors.Is(err, ErrUnreadable) && !errors.Is(err, ErrWrongPassphrase) {
			t.Errorf("byte %d changed: %v", at, err)
		}
	}
	if _, err := opened(append(bytes.Clone(file), 0), always(right)); !errors.Is(err, ErrUnreadable) {
		t.Errorf("with a byte behind it: %v", err)
	}
	failed := errors.New("failed")
	r, err := Open(io.MultiReader(bytes.NewReader(file[:70_000]), iotest.ErrReader(failed)), "x", always(right))
	if err == nil {
		_, err = io.ReadAll(r)
	}
	if !errors.Is(err, failed) {
		t.Errorf("a disk that fails: %v", err)
	}
}

func TestHostileFilesCostNothing(t *testing.T) {
	key, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	line := magic + "-> scrypt bwF0CxnF5i0ZHdcGlBJ9Bw "
	body := "\n" + strings.Repeat("A", 43) + "\n--- " + strings.Repeat("A", 43) + "\n"
	for _, c := range []struct {
		name string
		file string
		kind fault.Kind
	}{
		{"encrypted for a key", string(sealed(t, key.Recipient(), "text")), "file-is-encrypted-for-a-key-and-not-with-a"},
		{"an hour of work", line + "30" + body, "file-asks-for-more-work-than-a-passphrase"},
		{"an endless line", magic + "-> " + strings.Repeat("x", 10<<20), "file-is-encrypted-but-cut-short-or-changed"},
		{"endless lines", magic + strings.Repeat("-> a\n\n", 1<<20), "file-is-encrypted-but-cut-short-or-changed"},
	} {
		if _, err := opened([]byte(c.file), never(t)); !errors.Is(err, c.kind) || !errors.Is(err, ErrUnreadable) {
			t.Errorf("%s: %v, want %v", c.name, err, c.kind)
		}
	}
	for _, work := range []string{"-1", "0", "007", "99999999999999999999", "x", ""} {
		if _, err := opened([]byte(line+work+body), always(right)); !errors.Is(err, ErrUnreadable) {
			t.Errorf("work %q: %v", work, err)
		}
	}
}

func TestName(t *testing.T) {
	for file, want := range map[string]string{"a.csv": "a.csv.age", "a.csv.age": "a.csv.age", "b.AGE": "b.AGE", "": ".age"} {
		if got := Name(file); got != want {
			t.Errorf("Name(%q) = %q, want %q", file, got, want)
		}
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(quick(f, 1, "text"))
	f.Add([]byte(armor.Header + "\nYWdl\n" + armor.Footer + "\n"))
	f.Add([]byte(magic + "-> scrypt bwF0CxnF5i0ZHdcGlBJ9Bw 1\n"))
	f.Fuzz(func(t *testing.T, file []byte) {
		if regexp.MustCompile(`scrypt \S+ \d\d`).Match(file) {
			t.Skip("too much work for a test")
		}
		got, err := opened(file, always(right))
		encrypted := bytes.HasPrefix(file, []byte(magic)) || bytes.HasPrefix(file, []byte(armor.Header))
		switch {
		case !encrypted && (err != nil || got != string(file)):
			t.Errorf("a plain file is read as %q, %v", got, err)
		case encrypted && err != nil && !errors.Is(err, ErrUnreadable) && !errors.Is(err, ErrWrongPassphrase):
			t.Errorf("an error without a class: %v", err)
		}
	})
}
