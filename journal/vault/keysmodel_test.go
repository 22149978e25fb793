package vault

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
	"time"
)

func TestKillDuringAPassphraseChangeLeavesOneThatOpens(t *testing.T) {
	rounds := 10
	if os.Getenv("ENACTIVE_SOAK") != "" {
		rounds = 200
	}
	for round := range rounds {
		v, dir := create(t, Passphrase("turn 0"))
		want := fill(t, v, 10)
		mustClose(t, v)
		cmd, lines := startChild(t, "rekey", dir)
		lines.Scan()
		time.Sleep(time.Duration(round*13%90) * time.Millisecond)
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		last := lines.Text()
		for lines.Scan() {
			last = lines.Text()
		}
		_ = cmd.Wait() // killed as intended
		turn, err := strconv.Atoi(last)
		if err != nil {
			t.Fatalf("the other program printed %q", last)
		}
		before, after := Passphrase(fmt.Sprintf("turn %d", turn-1)), Passphrase(fmt.Sprintf("turn %d", turn))
		byOld, byNew := opens(t, dir, before), opens(t, dir, after)
		if byOld == byNew {
			t.Fatalf("round %d, turn %d: the old passphrase opens it: %v, the new one: %v; want one of them", round, turn, byOld, byNew)
		}
		if byNew {
			before = after
		}
		v, _ = unlock(t, dir, before)
		same(t, v, want)
		mustClose(t, v)
	}
}

// keysModel is a journal with its expected documents and keys.
type keysModel struct {
	t      *testing.T
	r      *rand.Rand
	v      *Vault
	dir    string
	want   map[RecordID]string
	key    Key
	former Key // no longer valid; the zero key if there is none
	words  string
	old    string // words that are no longer valid
	turns  int
}

func (m *keysModel) fresh() Key {
	m.turns++
	return Passphrase(fmt.Sprintf("passphrase %d", m.turns))
}

func (m *keysModel) step() (what string) {
	m.t.Helper()
	switch m.r.IntN(9) {
	case 0, 1:
		n := m.r.IntN(40)
		apply(m.t, m.v, Change{ID: id(n), Doc: doc(n + m.turns)})
		m.want[id(n)] = string(doc(n + m.turns))
		return "save"
	case 2:
		n := m.r.IntN(40)
		apply(m.t, m.v, Change{ID: id(n)})
		delete(m.want, id(n))
		return "delete"
	case 3:
		m.change(m.v.ChangePassphrase, m.fresh(), m.key.plain)
		return "change or give the passphrase"
	case 4:
		m.change(m.v.ChangePassphrase, NoPassphrase(), !m.key.plain)
		return "take the passphrase away"
	case 5:
		m.change(m.v.NewKeys, m.fresh(), true)
		return "new keys"
	case 6:
		if err := m.v.Rotate(m.t.Context()); err != nil {
			m.t.Fatal(err)
		}
		return "rotate"
	case 7:
		if m.key.plain {
			return "nothing"
		}
		m.old = m.words
		var err error
		if m.words, err = m.v.NewRecovery(m.t.Context()); err != nil {
			m.t.Fatal(err)
		}
		return "recovery words"
	default:
		m.reopen()
		return "reopen"
	}
}

// change gives the journal a key; rotated reports whether that invalidates recovery words.
func (m *keysModel) change(change func(context.Context, Key) error, key Key, rotated bool) {
	m.t.Helper()
	if err := change(m.t.Context(), key); err != nil {
		m.t.Fatal(err)
	}
	if !(key.plain && m.key.plain) {
		m.former = m.key
	}
	m.key = key
	if rotated && m.words != "" {
		m.old, m.words = m.words, ""
	}
}

// reopen closes the journal and tries all current and former keys.
func (m *keysModel) reopen() {
	m.t.Helper()
	mustClose(m.t, m.v)
	if m.former.check() == nil && opens(m.t, m.dir, m.former) {
		m.t.Error("a former key opens it")
	}
	if m.old != "" && opens(m.t, m.dir, recoveryKey(m.t, m.old)) {
		m.t.Error("former recovery words open it")
	}
	key := m.key
	if m.words != "" && m.r.IntN(2) == 0 {
		key = recoveryKey(m.t, m.words)
	}
	v, repair, err := Unlock(m.t.Context(), m.dir, key, Options{KDF: &KDFCost{1, 19 << 10, 1}})
	if err != nil {
		m.t.Fatal(err)
	}
	if len(repair.Notes) > 0 {
		m.t.Errorf("opening the journal repairs %q", repair.Notes)
	}
	m.v = v
	same(m.t, v, m.want)
	if v.HasRecovery() != (m.words != "") {
		m.t.Errorf("HasRecovery is %v, want it to match the words %q", v.HasRecovery(), m.words)
	}
}

func TestRandomKeyChangesLeaveOnlyCurrentKeysValid(t *testing.T) {
	if testing.Short() {
		t.Skip("LEFT OUT of a short run, such as with the race detector: nothing in it runs in parallel")
	}
	runs := 6
	if os.Getenv("ENACTIVE_SOAK") != "" {
		runs = 200
	}
	from, err := strconv.ParseUint(cmp.Or(os.Getenv("ENACTIVE_SEED"), "0"), 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	for run := range runs {
		seed := from + uint64(run)
		m := &keysModel{t: t, r: rand.New(rand.NewPCG(seed, 7)), want: map[RecordID]string{}, key: NoPassphrase()}
		m.v, m.dir = create(t, m.key)
		var done []string
		for range 25 {
			done = append(done, m.step())
			if t.Failed() {
				t.Fatalf("seed %d after %q", seed, done)
			}
		}
		m.reopen()
		mustClose(t, m.v)
		checkNoLeftovers(t, m.dir)
		if t.Failed() {
			t.Fatalf("seed %d after %q", seed, done)
		}
	}
}
