package state

import "time"

// Backups is what is known of the backups of a journal.
type Backups struct {
	Count  int
	Size   int64 // of all, in bytes
	Last   time.Time
	Folder string
	Second string // another folder for every backup; empty if there is none
	Failed *BackupFailure
}

// BackupFailure is a backup that failed after the last one that succeeded.
type BackupFailure struct {
	Time time.Time
	Text string
}

// Check is the result of reading everything in both copies of a journal.
type Check struct {
	Records uint64
	Faults  []string // what is wrong, a sentence each; none if all is well
}
