//go:build !windows

package vault

func windowsNoSpace(error) bool        { return false }
func windowsWriteProtected(error) bool { return false }
