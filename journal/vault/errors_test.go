package vault

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"testing"

	bolterrors "go.etcd.io/bbolt/errors"

	"enactive/journal/vault/internal/seal"
)

func TestSystemErrorsBecomeSentences(t *testing.T) {
	for _, c := range []struct {
		name  string
		cause error
		kind  error
		says  string
	}{
		{"a full disk", syscall.ENOSPC, ErrNoSpace, "free some space"},
		{"an exhausted quota", syscall.EDQUOT, ErrNoSpace, "quota"},
		{"a limit on files", syscall.EFBIG, ErrNoSpace, "file too large"},
		{"a limit on files, as reported by bbolt", errors.New("file resize error: truncate x: file too large"), ErrNoSpace, "file too large"},
		{"a read-only disk", syscall.EROFS, ErrReadOnly, "read-only file system"},
		{"no permission", syscall.EACCES, ErrReadOnly, "permission denied"},
		{"an immutable file", syscall.EPERM, ErrReadOnly, "not permitted"},
		{"a failing disk", syscall.EIO, ErrDisk, "input/output error"},
		{"a store locked by another program", bolterrors.ErrTimeout, ErrInUse, "another program"},
		{"broken pages", fmt.Errorf("%w: goroutine 0x1 panic", errFault), ErrDamaged, "pages are broken"},
		{"a forged record", fmt.Errorf("%w: a sealed value does not open", seal.ErrDamaged), ErrDamaged, "does not open"},
	} {
		t.Run(c.name, func(t *testing.T) {
			wrapped := fmt.Errorf("opening: %w", &fs.PathError{Op: "open", Path: "x", Err: c.cause})
			err := explain(wrapped, "/home/a/journal", "saving")
			checkError(t, err, c.kind, "/home/a/journal", c.says)
			if !errors.Is(err, c.cause) {
				t.Error("the error does not wrap its cause")
			}
			if again := explain(fmt.Errorf("and: %w", err), "/other", "closing"); strings.Contains(SentenceOf(again), "/other") {
				t.Errorf("an explained error was explained again: %v", again)
			}
		})
	}
	for _, pass := range []error{nil, context.Canceled, context.DeadlineExceeded} {
		if got := explain(pass, "dir", "saving"); got != pass {
			t.Errorf("explaining %v gives %v, want it unchanged", pass, got)
		}
	}
	if err := explain(os.ErrClosed, "/home/a/journal", "saving"); !errors.Is(err, os.ErrClosed) || !strings.Contains(SentenceOf(err), "/home/a/journal") {
		t.Errorf("an unclassified error became %v", err)
	}
}
