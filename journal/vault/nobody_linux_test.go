package vault

import (
	"runtime"
	"testing"

	"golang.org/x/sys/unix"
)

// asUserNobody runs f on a thread with the file permissions of the user nobody.
func asUserNobody(t *testing.T, f func()) {
	t.Helper()
	const nobody = 65534
	done := make(chan struct{})
	go func() {
		defer close(done)
		// The thread is not unlocked: it ends with the goroutine, and so do its permissions.
		runtime.LockOSThread()
		if err := unix.Setfsuid(nobody); err != nil {
			t.Errorf("becoming another user: %v", err)
			return
		}
		f()
	}()
	<-done
}
