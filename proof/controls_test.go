package proof_test

import "strings"

// change replaces old by new in a file of the program, or adds a file.
type change struct{ file, old, new string }

// helpers is added to each changed package.
const helpers = `package PACKAGE

import (
	"errors"
	"fmt"
	"net"
	"os"
	"time"
)

func takenAway(what string) bool { return os.Getenv("` + takenAway + `") == what }

func unlessTakenAway(what string, f func() error) error {
	if takenAway(what) {
		return nil
	}
	return f()
}

var waiting = func() error { return nil }

// behind runs the function that was delayed before, and delays f.
func behind(f func() error) {
	_ = waiting()
	waiting = f
}

func call(address string) {
	c, err := net.DialTimeout("tcp", address, time.Second)
	if err == nil {
		err = errors.Join(errors.New("it came through"), c.Close())
	}
	fmt.Fprintln(os.Stderr, "calling out:", err)
}

var _ = []any{unlessTakenAway, behind, call}
`

// controls build a program that lacks one protection, by its name in the environment:
//
//	flush    neither copy is flushed
//	wait     "saved" is printed before saving, which happens at the next save or at the end
//	errors   saving ignores errors
//	log      the log is written and never read
//	lock     the lock excludes no other program
//	sealing  documents are not encrypted
//	places   a document opens at any position, and the set hash is not checked
//	rename   files for people are written in place
//	folders  the folder of a file for people is not flushed
//	silence  the program opens a network connection
//	offline  and the kernel does not prevent it
//	cost     a new passphrase is cheap, for tests that need many
func controls() []change {
	all := []change{
		{"journal/vault/store.go", "return &bbolt.Options{Timeout", `return &bbolt.Options{NoSync: takenAway("flush"), NoGrowSync: takenAway("flush"), Timeout`},
		{"journal/vault/store.go", "if err != nil {\n\t\ts.abandon()\n\t\treturn nil, fmt.Errorf(\"opening the store",
			"if err == nil && takenAway(\"lock\") {\n\t\tunlockFile(s.file)\n\t}\n\tif err != nil {\n\t\ts.abandon()\n\t\treturn nil, fmt.Errorf(\"opening the store"},
		{"journal/vault/log.go", "if err := l.file.Sync(); err != nil {\n\t\treturn fmt.Errorf(\"flushing", "if err := unlessTakenAway(\"flush\", l.file.Sync); err != nil {\n\t\treturn fmt.Errorf(\"flushing"},
		{"journal/vault/logread.go", "numbers, err := segments(dir)\n", "numbers, err := segments(dir)\n\tif takenAway(\"log\") {\n\t\tnumbers = nil\n\t}\n"},
		{"journal/vault/lock.go", "lockName)}\n", "lockName)}\n\tif takenAway(\"lock\") {\n\t\tl.path += fmt.Sprint(os.Getpid())\n\t}\n"},
		{"journal/vault/lock.go", "if ok {\n\t\tok, err = l.take", "if ok || takenAway(\"lock\") {\n\t\tok, err = l.take"},
		{"journal/vault/apply.go", "func (v *Vault) Apply(ctx context.Context, changes []Change) error {\n",
			"func (v *Vault) Apply(ctx context.Context, changes []Change) error {\n\tdoIt := func() error { return v.applySoundly(ctx, changes) }\n\tif takenAway(\"wait\") {\n\t\tbehind(doIt)\n\t\treturn nil\n\t}\n\treturn doIt()\n}\n\nfunc (v *Vault) applySoundly(ctx context.Context, changes []Change) error {\n"},
		{"journal/vault/apply.go", "if err != nil {\n\t\terr = v.recoverFrom(err, head, ready)", "if takenAway(\"errors\") {\n\t\tv.head = head\n\t\treturn nil\n\t}\n\tif err != nil {\n\t\terr = v.recoverFrom(err, head, ready)"},
		{"journal/vault/vault.go", "func (v *Vault) Close() error {\n", "func (v *Vault) Close() error {\n\tbehind(func() error { return nil })\n"},
		{"journal/vault/read.go", "case found.set != head.Set:", `case found.set != head.Set && !takenAway("places"):`},
		{"journal/vault/internal/seal/record.go", "return k.records.Seal(dst, nonce[:], plain, ad), nil",
			"if takenAway(\"sealing\") {\n\t\treturn append(append(dst, plain...), make([]byte, tagSize)...), nil\n\t}\n\tif takenAway(\"places\") {\n\t\tad = nil\n\t}\n\treturn k.records.Seal(dst, nonce[:], plain, ad), nil"},
		{"journal/vault/internal/seal/record.go", "start := len(dst)\n", "start := len(dst)\n\tif takenAway(\"places\") {\n\t\tad = nil\n\t}\n"},
		{"journal/vault/internal/seal/record.go", "\tif err != nil {\n\t\treturn dst, nil, fmt.Errorf(\"%w: a sealed value does not open\"",
			"\tif takenAway(\"sealing\") {\n\t\tall, err = append(dst, value[recordPrefix+nonceSize:len(value)-tagSize]...), nil\n\t}\n\tif err != nil {\n\t\treturn dst, nil, fmt.Errorf(\"%w: a sealed value does not open\""},
		{"journal/atomicfile/atomicfile.go", "temp := tempName(path)\n", "temp := tempName(path)\n\tif takenAway(\"rename\") {\n\t\t_ = os.Remove(path)\n\t\ttemp = path\n\t}\n"},
		{"journal/atomicfile/atomicfile.go", "if err := syncFolder(filepath.Dir(path)); err != nil {", "if err := unlessTakenAway(\"folders\", func() error { return syncFolder(filepath.Dir(path)) }); err != nil {"},
		{"cmd/commandline/program.go", "if err := lockdown.Apply(lockdown.Options{}); err != nil {", "if err := unlessTakenAway(\"offline\", func() error { return lockdown.Apply(lockdown.Options{}) }); err != nil {"},
		{"cmd/commandline/program.go", "ctx, stop := withSignals(", "if takenAway(\"offline\") || takenAway(\"silence\") {\n\t\tcall(os.Getenv(\"ENACTIVE_CALL\"))\n\t}\n\tctx, stop := withSignals("},
	}
	all = append(all, change{"cmd/commandline/terminal.go", "\treturn env\n}\n", "\tif takenAway(\"cost\") {\n\t\tenv.kdf = &vault.KDFCost{Time: 1, MemoryKiB: 19 << 10, Threads: 1}\n\t}\n\treturn env\n}\n"})
	for folder, name := range map[string]string{"journal/vault": "vault", "journal/vault/internal/seal": "seal", "journal/atomicfile": "atomicfile", "cmd/commandline": "commandline"} {
		all = append(all, change{folder + "/taken_away.go", "", strings.Replace(helpers, "PACKAGE", name, 1)})
	}
	return all
}
