package proof_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// keyScenes change the keys of the journal. In every case it opens with the old keys or with the new
// ones, and after the change was reported only with the new ones.
func keyScenes() []scene {
	const oldFile, newFile = "old-phrase", "new-phrase"
	var all []scene
	for _, c := range []struct {
		name, done    string
		before, after string // the file with the passphrase; "" for none
		command       []string
	}{
		{"giving a passphrase", "has a passphrase now", "", newFile, []string{"passphrase", "change", "--new-passphrase-file", "%s/" + newFile}},
		{"changing the passphrase", "changed the passphrase", oldFile, newFile, []string{"passphrase", "change", "--keep-keys", "--new-passphrase-file", "%s/" + newFile}},
		{"changing all keys", "changed the passphrase", oldFile, newFile, []string{"passphrase", "change", "--new-passphrase-file", "%s/" + newFile}},
		{"taking the passphrase away", "no passphrase", oldFile, "", []string{"passphrase", "remove", "--yes"}},
	} {
		var b book
		s := scene{name: c.name, command: c.command}
		with := func(folder, file string) []string {
			if file == "" {
				return nil
			}
			return []string{"--passphrase-file", filepath.Join(folder, file)}
		}
		if c.before != "" {
			s.command = append(with("%s", c.before), s.command...)
		}
		s.prepare = func(t *testing.T, dir string) {
			folder := filepath.Dir(dir)
			for file, phrase := range map[string]string{oldFile: "an old and long passphrase\n", newFile: "a new and long passphrase\n"} {
				if err := os.WriteFile(filepath.Join(folder, file), []byte(phrase), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			b = kept(t, dir)
			if c.before == "" {
				return
			}
			if r := without(t, "cost").do(dir, "passphrase", "change", "--new-passphrase-file", filepath.Join(folder, c.before)); r.status != 0 {
				t.Fatalf("%+v", r)
			}
		}
		s.judge = func(t *testing.T, v *verdict, dir string, said result) {
			folder := filepath.Dir(dir)
			files := []string{c.after, c.before}
			if strings.Contains(said.out, c.done) {
				files = files[:1]
			}
			for i, file := range files {
				var one verdict
				if one.judge(t, dir, b, with(folder, file)...); one.refused == 0 || i == len(files)-1 {
					v.add(one)
					break
				}
				v.hangs, v.traces = v.hangs+one.hangs, v.traces+one.traces
			}
		}
		all = append(all, s)
	}
	return slices.Clip(all)
}

func TestAFailedChangeOfTheKeyLocksNoOneOut(t *testing.T) {
	t.Parallel()
	needs(t, "strace")
	sweepAll(t, without(t, "cost"), keyScenes(), times(6))
}
