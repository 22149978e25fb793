package localsocket

import "golang.org/x/sys/unix"

// peer returns the user who runs the process at the other end of a socket.
func peer(fd int) (user int, err error) {
	p, err := unix.GetsockoptXucred(fd, unix.SOL_LOCAL, unix.LOCAL_PEERCRED)
	if err != nil {
		return 0, err
	}
	return int(p.Uid), nil
}
