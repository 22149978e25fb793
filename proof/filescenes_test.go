package proof_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// exporting replaces a file for people: the file must be the old or the complete new one.
func exporting() scene {
	const before = "what was in this file before\n"
	var b book
	s := scene{name: "exporting", command: []string{"export", "json", "-o", "%s/out.json"}}
	s.prepare = func(t *testing.T, dir string) {
		b = kept(t, dir)
		if err := os.WriteFile(filepath.Join(filepath.Dir(dir), "out.json"), []byte(before), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s.judge = func(t *testing.T, v *verdict, dir string, said result) {
		v.judge(t, dir, b)
		text, err := os.ReadFile(filepath.Join(filepath.Dir(dir), "out.json"))
		var doc journalOf
		switch {
		case err != nil:
			v.lost++
		case string(text) == before && !strings.Contains(said.out, "wrote"):
		case json.Unmarshal(text, &doc) != nil:
			v.wrong++
		default:
			v.compare(doc, b)
		}
	}
	return s
}

// beginning creates a journal: it is complete, or can be created again in the same place.
func beginning() scene {
	s := scene{name: "making a journal", command: []string{"init", "--no-passphrase"}, prepare: func(*testing.T, string) {}}
	s.judge = func(t *testing.T, v *verdict, dir string, said result) {
		again := enact(t).do(dir, "init", "--no-passphrase")
		v.look(again)
		if strings.Contains(said.out, "made") && again.status == 0 {
			v.lost++ // it existed already
		}
		v.look(enact(t).do(dir, "area", "add", "Work"))
		r := finishWith(enact(t).in(dir, "add", "--lines"), lines(0, 3))
		v.look(r)
		if r.status != 0 {
			v.refused++
		}
		v.judge(t, dir, book{saved: savedIn(r.out, 0), written: 3})
	}
	return s
}

// backingUp makes a backup: every backup under its final name is good.
func backingUp() scene {
	var b book
	s := scene{name: "making a backup", command: []string{"backup", "make"}}
	s.prepare = func(t *testing.T, dir string) { b = kept(t, dir) }
	s.judge = func(t *testing.T, v *verdict, dir string, said result) {
		v.judge(t, dir, b)
		r := enact(t).do(dir, "backup", "verify")
		v.look(r)
		if r.status != 0 {
			v.wrong++
			t.Errorf("a backup is not good after a fault: %q %q", r.out, r.err)
		}
	}
	return s
}

// restoring creates a journal from a backup, completely or not at all.
func restoring() scene {
	var b book
	s := scene{name: "restoring", command: []string{"restore", "%s/saved.enactive", "%s/restored"}}
	s.prepare = func(t *testing.T, dir string) {
		b = kept(t, dir)
		if r := enact(t).do(dir, "backup", "make", filepath.Join(filepath.Dir(dir), "saved.enactive")); r.status != 0 {
			t.Fatalf("%+v", r)
		}
	}
	s.judge = func(t *testing.T, v *verdict, dir string, said result) {
		v.judge(t, dir, b)
		folder := filepath.Dir(dir)
		restored := filepath.Join(folder, "restored")
		r := enact(t).do(dir, "restore", filepath.Join(folder, "saved.enactive"), restored)
		v.look(r)
		if r.status == 0 && said.status == 0 {
			v.wrong++ // it replaced an existing journal
		}
		v.judge(t, restored, b)
	}
	return s
}

func TestFilesAreCompleteOrUnchangedAfterAnyFault(t *testing.T) {
	t.Parallel()
	needs(t, "strace")
	sweepAll(t, enact(t), []scene{beginning(), exporting(), backingUp(), restoring()}, times(6))
}

func TestAProgramThatWritesFilesInPlaceIsDetected(t *testing.T) {
	t.Parallel()
	needs(t, "strace")
	n, v := exporting().sweep(t, without(t, "rename"), 60, true, true, never)
	t.Logf("control, %d injected kills and errors: %v", n, v)
	if v.lost+v.wrong == 0 {
		t.Error("a program that writes files in their place left them whole: the test proves nothing")
	}
}
