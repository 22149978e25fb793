package vault

import (
	"runtime"
	"testing"

	"golang.org/x/sys/unix"
)

// asNobody runs f on a thread whose file rights are those of the user nobody.
func asNobody(t *testing.T, f func()) {
	t.Helper()
	const nobody = 65534
	done := make(chan struct{})
	go func() {
		defer close(done)
		// The thread is not unlocked: it ends with the goroutine, and its rights with it.
		runtime.LockOSThread()
		if err := unix.Setfsuid(nobody); err != nil {
			t.Errorf("becoming somebody else: %v", err)
			return
		}
		f()
	}()
	<-done
}
