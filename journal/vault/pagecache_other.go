//go:build !linux

package vault

// forgetPages does nothing: the system itself takes back memory that is not used.
func (s *store) forgetPages() {}
