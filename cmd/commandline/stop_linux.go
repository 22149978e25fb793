package commandline

import (
	"os"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// sigaction is a buffer for the kernel's struct of that name; all zeros are the default action.
type sigaction [64]byte

// suspendByDefault stops the program by the kernel's default action for Ctrl+Z, which Go's runtime
// does not restore after signal.Notify. Without a shell that could continue the program, the kernel
// does not stop it. restore reinstates Go's handler.
func suspendByDefault() (restore func(), err error) {
	var before, byDefault sigaction
	if err := swapAction(&byDefault, &before); err != nil {
		return func() {}, unix.Kill(os.Getpid(), syscall.SIGSTOP)
	}
	restore = func() { _ = swapAction(&before, nil) } // setting it worked a moment ago
	return restore, unix.Kill(os.Getpid(), syscall.SIGTSTP)
}

func swapAction(to, before *sigaction) error {
	const setBytes = 8 // the size of a signal set
	_, _, errno := unix.RawSyscall6(unix.SYS_RT_SIGACTION, uintptr(syscall.SIGTSTP),
		uintptr(unsafe.Pointer(to)), uintptr(unsafe.Pointer(before)), setBytes, 0, 0)
	if errno != 0 {
		return errno
	}
	return nil
}
