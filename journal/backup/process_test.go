package backup

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"enactive/clock"
	"enactive/journal/vault"
)

// The test binary runs itself as another program that makes backups until it is killed.
const childVariable = "ENACTIVE_BACKUP_TEST_CHILD"

func TestMain(m *testing.M) {
	if status, asked := vault.AsProbe(os.Args[1:]); asked {
		os.Exit(status)
	}
	if way := os.Getenv(childVariable); way != "" {
		if err := makeUntilKilled(way, os.Args[1]); err != nil {
			fmt.Println("failed:", err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

func makeUntilKilled(way, dir string) error {
	ctx := context.Background()
	v, _, err := vault.Unlock(ctx, dir, vault.NoPassphrase(), vault.Options{})
	if err != nil {
		return err
	}
	l := &testJournal{Vault: v}
	for {
		l.now = clock.Now()
		fmt.Println("making")
		if way == "naive" {
			err = makeNaively(ctx, l)
		} else {
			_, err = Make(ctx, l)
		}
		if err != nil {
			return err
		}
	}
}

// makeNaively is the control: it writes under the backup's final name.
func makeNaively(ctx context.Context, l *testJournal) error {
	path, err := freePath(l.folder(), l.now)
	if err != nil {
		return err
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	_, err = l.CopyTo(ctx, f)
	return err
}

// killedMeanwhile makes another program write backups in dir, and kills it during one.
func killedMeanwhile(t *testing.T, rng *rand.Rand, way, dir string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, dir)
	cmd.Env = append(os.Environ(), childVariable+"="+way)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for range 1 + rng.IntN(3) {
		if !lines.Scan() || lines.Text() != "making" {
			t.Fatalf("the other program printed %q", lines.Text())
		}
	}
	time.Sleep(time.Duration(rng.IntN(25_000)) * time.Microsecond)
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // it was killed
}

// damagedAfterKills returns how many backups are damaged, and how many programs were killed in
// the middle of a write.
func damagedAfterKills(t *testing.T, way string, kills int) (damaged, halves int) {
	t.Helper()
	rng := rand.New(rand.NewPCG(7, 9))
	l := journal(t)
	var changes []vault.Change
	for range 5_000 {
		id, err := l.NewID()
		if err != nil {
			t.Fatal(err)
		}
		changes = append(changes, vault.Change{ID: id, Doc: make([]byte, 500)})
	}
	if err := l.Apply(t.Context(), changes); err != nil {
		t.Fatal(err)
	}
	l.now = clock.Now().Add(-48 * time.Hour)
	old := mustMake(t, l)
	before := contents(t, l.folder())
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{} // a partial file may remain until the next program
	for range kills {
		killedMeanwhile(t, rng, way, l.Folder())
		for _, name := range names(t, l.folder()) {
			if strings.HasPrefix(name, ".") && !seen[name] {
				seen[name] = true
				halves++
			}
		}
		all, err := List(l.Folder())
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range all {
			if _, err := Verify(t.Context(), b.Path, vault.NoPassphrase(), vault.Options{}); err != nil {
				damaged++
			}
			if b.Path != old.Path { // free space for the next round
				if err := os.Remove(b.Path); err != nil {
					t.Fatal(err)
				}
			}
		}
		if diff := cmp.Diff(before[filepath.Base(old.Path)], contents(t, l.folder())[filepath.Base(old.Path)]); diff != "" {
			t.Fatal("the older backup changed")
		}
	}
	return damaged, halves
}

func TestKillDuringABackupLeavesOnlySoundOnes(t *testing.T) {
	kills := 25
	if os.Getenv("ENACTIVE_SOAK") == "1" {
		kills = 500
	}
	damaged, halves := damagedAfterKills(t, "ours", kills)
	if damaged > 0 {
		t.Errorf("%d backups are damaged", damaged)
	}
	if halves == 0 {
		t.Error("no program was killed during a write, so this test proves nothing")
	}
	t.Logf("%d programs killed, %d of them in the middle of a backup; no backup damaged", kills, halves)
}

func TestKillDuringANaiveBackupLeavesDamagedOnes(t *testing.T) {
	if damaged, _ := damagedAfterKills(t, "naive", 12); damaged == 0 {
		t.Error("the control left no damaged backup, so the other test proves nothing")
	}
}
