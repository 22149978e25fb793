package lockdown

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"
	"unsafe"

	"golang.org/x/sys/unix"
)

func apply(o Options) error {
	err := errors.Join(
		forbidding("core dumps", unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{})),
		forbidding("other programs' looks into the memory", unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0)),
	)
	if o.AllowNetwork || now().NetworkDenied { // after a restart the filter is set already
		return err
	}
	return errors.Join(err, forbidding("the network", denyNetwork()))
}

// arch describes the processor to a filter.
type arch struct {
	audit   uint32 // AUDIT_ARCH_*
	foreign uint32 // system calls from this number on belong to another ABI; 0 for none
}

func thisArch() (arch, bool) {
	switch runtime.GOARCH {
	case "amd64":
		return arch{audit: unix.AUDIT_ARCH_X86_64, foreign: 0x40000000}, true
	case "arm64":
		return arch{audit: unix.AUDIT_ARCH_AARCH64}, true
	}
	return arch{}, false
}

// Offsets in the filter's input (struct seccomp_data).
const (
	dataCall     = 0
	dataArch     = 4
	dataArgument = 16 // the low half of the first argument; both machines put it first
)

// denyNetwork makes the kernel refuse all socket families except AF_UNIX, permanently, in all
// threads and in all child processes. io_uring could open sockets without passing the filter,
// so it is refused altogether.
func denyNetwork() error {
	a, ok := thisArch()
	if !ok {
		return nil
	}
	filter := filterFor(a)
	program := unix.SockFprog{Len: uint16(len(filter)), Filter: &filter[0]}
	// The thread that gives up new privileges must also set the filter.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return err
	}
	thread, _, errno := unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, unix.SECCOMP_FILTER_FLAG_TSYNC, uintptr(unsafe.Pointer(&program)))
	runtime.KeepAlive(filter)
	switch {
	case errno != 0:
		return errno
	case thread != 0: // not an error number: the id of a thread with a conflicting filter
		return fmt.Errorf("thread %d cannot take the filter", thread)
	}
	return nil
}

// filterFor returns the filter as a BPF program. A system call through another architecture's
// entry point, such as the 32-bit one, kills the process, because its numbers have other
// meanings.
func filterFor(a arch) []unix.SockFilter {
	const (
		load  = unix.BPF_LD | unix.BPF_W | unix.BPF_ABS
		equal = unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K
		least = unix.BPF_JMP | unix.BPF_JGE | unix.BPF_K
		ret   = unix.BPF_RET | unix.BPF_K
	)
	refuse := func(errno unix.Errno) uint32 { return unix.SECCOMP_RET_ERRNO | uint32(errno) }
	foreign := a.foreign
	if foreign == 0 {
		foreign = 0xffffffff
	}
	return []unix.SockFilter{
		{Code: load, K: dataArch},
		{Code: equal, Jt: 1, K: a.audit},
		{Code: ret, K: unix.SECCOMP_RET_KILL_PROCESS},
		{Code: load, K: dataCall},
		{Code: least, Jf: 1, K: foreign},
		{Code: ret, K: refuse(unix.ENOSYS)},
		{Code: equal, Jt: 2, K: unix.SYS_SOCKET},
		{Code: equal, Jt: 4, K: unix.SYS_IO_URING_SETUP},
		{Code: ret, K: unix.SECCOMP_RET_ALLOW},
		{Code: load, K: dataArgument},
		{Code: equal, Jt: 2, K: unix.AF_UNIX},
		{Code: ret, K: refuse(unix.EAFNOSUPPORT)},
		{Code: ret, K: refuse(unix.ENOSYS)},
		{Code: ret, K: unix.SECCOMP_RET_ALLOW},
	}
}

func now() Status {
	var s Status
	if dumpable, err := unix.PrctlRetInt(unix.PR_GET_DUMPABLE, 0, 0, 0, 0); err == nil {
		s.Unreadable = dumpable == 0
	}
	// The limit alone is not enough: a crash collector receives dumps despite it.
	var limit unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_CORE, &limit); err == nil {
		s.NoCoreDumps = limit.Max == 0 && s.Unreadable
	}
	b, err := os.ReadFile("/proc/thread-self/status")
	filtered := err == nil && strings.Contains(string(b), "Seccomp:\t2")
	if !filtered {
		return s // without trying to open a network socket
	}
	// The filter may be another program's: try a socket that ours refuses.
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
	if err == nil {
		_ = unix.Close(fd) // unused
	}
	s.NetworkDenied = errors.Is(err, unix.EAFNOSUPPORT)
	return s
}

// replaceDeleted starts the program from the kernel's reference to its deleted file. The program
// itself may use it although other programs may not read its memory.
func replaceDeleted(args, env []string) error { return replace("/proc/self/exe", args, env) }
