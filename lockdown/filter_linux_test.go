package lockdown

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"

	"golang.org/x/sys/unix"
)

// verdict evaluates a filter for one system call as the kernel does.
func verdict(t *testing.T, filter []unix.SockFilter, call, machine, argument uint32) uint32 {
	t.Helper()
	var held uint32
	for i := 0; i < len(filter); i++ {
		step, jump := filter[i], false
		switch step.Code {
		case unix.BPF_LD | unix.BPF_W | unix.BPF_ABS:
			held = map[uint32]uint32{dataCall: call, dataArch: machine, dataArgument: argument}[step.K]
			continue
		case unix.BPF_RET | unix.BPF_K:
			return step.K
		case unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K:
			jump = held == step.K
		case unix.BPF_JMP | unix.BPF_JGE | unix.BPF_K:
			jump = held >= step.K
		default:
			t.Fatalf("step %d has the code %#x, which the kernel's machine does not know", i, step.Code)
		}
		if jump {
			i += int(step.Jt)
		} else {
			i += int(step.Jf)
		}
	}
	t.Fatal("the filter ends without a verdict")
	return 0
}

func TestTheFilterCannotBeBypassed(t *testing.T) {
	refused := func(errno unix.Errno) uint32 { return unix.SECCOMP_RET_ERRNO | uint32(errno) }
	intel := arch{audit: unix.AUDIT_ARCH_X86_64, foreign: 0x40000000}
	arm := arch{audit: unix.AUDIT_ARCH_AARCH64}
	for _, c := range []struct {
		name                    string
		on                      arch
		call, machine, argument uint32
		want                    uint32
	}{
		{"a local socket", intel, unix.SYS_SOCKET, intel.audit, unix.AF_UNIX, unix.SECCOMP_RET_ALLOW},
		{"an IPv4 socket", intel, unix.SYS_SOCKET, intel.audit, unix.AF_INET, refused(unix.EAFNOSUPPORT)},
		{"an IPv6 socket", intel, unix.SYS_SOCKET, intel.audit, unix.AF_INET6, refused(unix.EAFNOSUPPORT)},
		{"a socket to a virtual machine's host", intel, unix.SYS_SOCKET, intel.audit, unix.AF_VSOCK, refused(unix.EAFNOSUPPORT)},
		{"a socket of bluetooth", intel, unix.SYS_SOCKET, intel.audit, unix.AF_BLUETOOTH, refused(unix.EAFNOSUPPORT)},
		{"a socket of no family", intel, unix.SYS_SOCKET, intel.audit, unix.AF_UNSPEC, refused(unix.EAFNOSUPPORT)},
		{"io_uring", intel, unix.SYS_IO_URING_SETUP, intel.audit, 1, refused(unix.ENOSYS)},
		{"any other call", intel, unix.SYS_READ, intel.audit, unix.AF_INET, unix.SECCOMP_RET_ALLOW},
		{"a socket by its x32 number", intel, 0x40000000 + unix.SYS_SOCKET, intel.audit, unix.AF_INET, refused(unix.ENOSYS)},
		{"a socket through the 32-bit entry", intel, 359, unix.AUDIT_ARCH_I386, unix.AF_INET, unix.SECCOMP_RET_KILL_PROCESS},
		{"a read through the 32-bit entry", intel, unix.SYS_READ, unix.AUDIT_ARCH_I386, 0, unix.SECCOMP_RET_KILL_PROCESS},
		{"a local socket on ARM", arm, unix.SYS_SOCKET, arm.audit, unix.AF_UNIX, unix.SECCOMP_RET_ALLOW},
		{"an IPv4 socket on ARM", arm, unix.SYS_SOCKET, arm.audit, unix.AF_INET, refused(unix.EAFNOSUPPORT)},
		{"io_uring on ARM", arm, unix.SYS_IO_URING_SETUP, arm.audit, 1, refused(unix.ENOSYS)},
		{"a socket through the 32-bit entry on ARM", arm, 281, unix.AUDIT_ARCH_ARM, unix.AF_INET, unix.SECCOMP_RET_KILL_PROCESS},
	} {
		if got := verdict(t, filterFor(c.on), c.call, c.machine, c.argument); got != c.want {
			t.Errorf("%s: the filter says %#x, want %#x", c.name, got, c.want)
		}
	}
}

func TestIOUringIsRefused(t *testing.T) {
	if out := output(t, "ring"); out != "bad address\n" {
		t.Skipf("LEFT OUT: this kernel itself has no io_uring (%q)", out)
	}
	if out := output(t, "locked ring"); out != "function not implemented\n" {
		t.Errorf("asking for io_uring ends with %q", out)
	}
}

// ring calls io_uring_setup without a parameter block.
func ring() error {
	_, _, errno := unix.Syscall(unix.SYS_IO_URING_SETUP, 1, 0, 0)
	return errno
}

// tiny is a 32-bit program that exits with status 7 through the old system call entry.
func tiny() []byte {
	b := []byte{
		0x7f, 'E', 'L', 'F', 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0,
		2, 0, 3, 0, 1, 0, 0, 0, 0x54, 0x80, 0x04, 0x08, 0x34, 0, 0, 0, // starts at 0x8048054
		0, 0, 0, 0, 0, 0, 0, 0, 0x34, 0, 0x20, 0, 1, 0, 0, 0, 0, 0, 0, 0,
		1, 0, 0, 0, 0, 0, 0, 0, 0, 0x80, 0x04, 0x08, 0, 0x80, 0x04, 0x08, // loaded at 0x8048000
		0x60, 0, 0, 0, 0x60, 0, 0, 0, 5, 0, 0, 0, 0, 0x10, 0, 0,
	}
	return append(b, 0xb8, 1, 0, 0, 0, 0xbb, 7, 0, 0, 0, 0xcd, 0x80) // exit(7)
}

func TestA32BitProgramIsKilled(t *testing.T) {
	if runtime.GOARCH != "amd64" {
		t.Skip("LEFT OUT: the 32-bit program of this test is for Intel")
	}
	path := filepath.Join(t.TempDir(), "tiny")
	if err := os.WriteFile(path, tiny(), 0o700); err != nil {
		t.Fatal(err)
	}
	c := exec.Command(path)
	_ = c.Run() // it always ends with a status
	if c.ProcessState == nil || c.ProcessState.ExitCode() != 7 {
		t.Skip("LEFT OUT: this kernel cannot run 32-bit programs")
	}
	if out := output(t, "locked start", path); out != "bad system call\n" {
		t.Errorf("a 32-bit program ends with %q", out)
	}
}
