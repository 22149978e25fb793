package keyring

import ss "github.com/zalando/go-keyring/secret_service"

// isUnlocked reports whether the keyring answers without asking anybody.
func isUnlocked() bool {
	svc, err := ss.NewSecretService()
	if err != nil {
		return false
	}
	locked, err := svc.GetLoginCollection().GetProperty("org.freedesktop.Secret.Collection.Locked")
	if err != nil {
		return false
	}
	value, ok := locked.Value().(bool)
	return ok && !value
}
