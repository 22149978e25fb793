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

// A damaged store can crash the program that opens it, in a way that cannot be caught, or make
// it loop forever. So another process, the probe, opens it first.

// probeMemory is the limit on a probe's private memory: far more than a sound store of
// millions of records needs.
const probeMemory = 2 << 30

const (
	// A probe that is only slow makes a sound store look damaged: a busy machine takes seconds to start it, and an old
	// stick reads 10 MB in one.
	probeTime        = 5 * time.Second
	probeTimePerByte = 100 * time.Nanosecond
)

// probeFlag makes a program run as the probe.
const probeFlag = "--probe-store"

// ProbeCommand returns the running program as the command for Options.Probe, nil if its path
// is unknown. Its main function must begin with AsProbe.
func ProbeCommand() []string {
	self, err := os.Executable()
	if err != nil {
		return nil
	}
	return []string{self, probeFlag}
}

// AsProbe reports whether a program's arguments, without its name, request a probe. If so, it
// runs the probe and returns the exit status: 0 for a sound store.
func AsProbe(args []string) (status int, asked bool) {
	if len(args) != 2 || args[0] != probeFlag {
		return 0, false
	}
	// If the limit cannot be set, the time is still limited.
	_ = limitMemory(probeMemory)
	return probeStore(args[1]), true
}

// The exit statuses of a probe that could not read the store: because another program has it
// open, or because of a system error, which opening will report.
const (
	statusInUse      = 3
	statusCannotRead = 4
)

func probeStore(path string) int {
	err := checkStoreFile(path)
	if errors.Is(err, bolterrors.ErrTimeout) {
		fmt.Fprintln(os.Stderr, "the store is in use")
		return statusInUse
	}
	if _, system := errors.AsType[syscall.Errno](err); system {
		fmt.Fprintln(os.Stderr, "the store cannot be opened")
		return statusCannotRead
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "the store is damaged")
		return 1
	}
	return 0
}

func checkStoreFile(path string) (err error) {
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

// probe runs the probe on the store.
func (v *Vault) probe(ctx context.Context) error {
	return probeFile(ctx, v.opts.Probe, v.storePath())
}

// probeFile runs the probe on a store. The error wraps errFault if the probe found damage,
// crashed, or did not end in time; a probe that cannot be started is ignored.
func probeFile(ctx context.Context, probe []string, path string) error {
	if len(probe) == 0 {
		return nil
	}
	info, err := os.Stat(path)
	if err != nil || info.Size() == 0 {
		return nil // opening it reports the error
	}
	probeCtx, cancel := context.WithTimeout(ctx, probeTime+time.Duration(info.Size())*probeTimePerByte)
	defer cancel()
	command := exec.CommandContext(probeCtx, probe[0], append(slices.Clone(probe[1:]), path)...)
	command.WaitDelay = time.Second
	err = command.Run()
	if ctx.Err() != nil {
		return ctx.Err() // cancelled without a result
	}
	exit, ended := errors.AsType[*exec.ExitError](err)
	if ended && exit.ExitCode() == statusInUse {
		return bolterrors.ErrTimeout
	}
	if ended && exit.ExitCode() != statusCannotRead {
		return fmt.Errorf("%w: another process could not read it through", errFault)
	}
	return nil
}
