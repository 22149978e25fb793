package main

import (
	"os"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// signalAction is room for what the kernel keeps of a signal; all zeros are its own answer.
type signalAction [64]byte

// stopAsUsual stops the program by the kernel's own answer to Ctrl+Z, which Go's runtime does
// not bring back once it was asked for. Where nobody could let the program go on, as without a
// shell, the kernel does not stop it. back brings Go's answer back.
func stopAsUsual() (back func(), err error) {
	var before, usual signalAction
	if err := swapAction(&usual, &before); err != nil {
		return func() {}, unix.Kill(os.Getpid(), syscall.SIGSTOP)
	}
	back = func() { _ = swapAction(&before, nil) } // it worked a moment ago
	return back, unix.Kill(os.Getpid(), syscall.SIGTSTP)
}

func swapAction(to, before *signalAction) error {
	const setBytes = 8 // of a set of signals
	_, _, errno := unix.RawSyscall6(unix.SYS_RT_SIGACTION, uintptr(syscall.SIGTSTP),
		uintptr(unsafe.Pointer(to)), uintptr(unsafe.Pointer(before)), setBytes, 0, 0)
	if errno != 0 {
		return errno
	}
	return nil
}
