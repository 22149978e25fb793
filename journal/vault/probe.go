package vault

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"syscall"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// A damaged store can crash the program that opens it, in a way that no program can catch,
// or keep it busy for ever. So another process looks at it first.

// probeMemory is how much memory a probe may have of its own: far more than a sound store of
// millions of records asks for.
const probeMemory = 2 << 30

const (
	probeTime        = 3 * time.Second
	probeTimePerByte = 10 * time.Nanosecond // a second for 100 MB
)

// probeFlag asks a program to be that other process.
const probeFlag = "--probe-store"

// ProbeCommand is the running program itself as the command for Options.Probe; nothing
// if the system does not say which program that is. Its main function must begin with
// AsProbe.
func ProbeCommand() []string {
	self, err := os.Executable()
	if err != nil {
		return nil
	}
	return []string{self, probeFlag}
}

// AsProbe reports whether a program's arguments, without its name, ask it for a probe, and
// then carries it out and returns the exit status: 0 for a sound store.
func AsProbe(args []string) (status int, asked bool) {
	if len(args) != 2 || args[0] != probeFlag {
		return 0, false
	}
	// A limit that the system does not give leaves the one of time.
	_ = limitMemory(probeMemory)
	return probeStore(args[1]), true
}

// The exit statuses of a probe that could not look: because another program has the store
// open, or because the system does not let it, which the opening will report.
const (
	statusInUse = 3
	statusNoWay = 4
)

func probeStore(path string) int {
	err := lookThrough(path)
	if errors.Is(err, bolterrors.ErrTimeout) {
		fmt.Fprintln(os.Stderr, "the store is in use")
		return statusInUse
	}
	if _, system := errors.AsType[syscall.Errno](err); system {
		fmt.Fprintln(os.Stderr, "the store cannot be opened")
		return statusNoWay
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "the store is damaged")
		return 1
	}
	return 0
}

func lookThrough(path string) (err error) {
	o := storeOptions()
	o.ReadOnly = true
	db, err := bbolt.Open(path, 0, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return db.View(func(tx *bbolt.Tx) error {
		for err := range tx.Check() {
			return err
		}
		return tx.ForEach(func(_ []byte, b *bbolt.Bucket) error {
			return b.ForEach(func(_, _ []byte) error { return nil })
		})
	})
}

// probe lets the other process look at the store.
func (v *Vault) probe(ctx context.Context) error {
	return probeFile(ctx, v.opts.Probe, v.storePath())
}

// probeFile lets the other process look at a store. The error wraps errFault when that one
// found damage, crashed, or did not come back; a probe that cannot be started says nothing.
func probeFile(ctx context.Context, probe []string, path string) error {
	if len(probe) == 0 {
		return nil
	}
	info, err := os.Stat(path)
	if err != nil || info.Size() == 0 {
		return nil // opening it will tell
	}
	limited, cancel := context.WithTimeout(ctx, probeTime+time.Duration(info.Size())*probeTimePerByte)
	defer cancel()
	command := exec.CommandContext(limited, probe[0], append(slices.Clone(probe[1:]), path)...)
	command.WaitDelay = time.Second
	err = command.Run()
	if ctx.Err() != nil {
		return ctx.Err() // it was stopped and has found nothing
	}
	exit, ended := errors.AsType[*exec.ExitError](err)
	if ended && exit.ExitCode() == statusInUse {
		return bolterrors.ErrTimeout
	}
	if ended && exit.ExitCode() != statusNoWay {
		return fmt.Errorf("%w: another process could not read it through", errFault)
	}
	return nil
}
