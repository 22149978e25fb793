package describe

import (
	"time"

	"enactive/journal/wording"
)

// BackupFailure describes a failed backup, to be shown until one succeeds; cause is the
// sentence recorded at the time.
func BackupFailure(at time.Time, cause string) string {
	return wording.Say("the-backup-of-when-failed-cause", wording.V{"When": wording.Moment(at), "Cause": cause})
}
