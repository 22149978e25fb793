// Package backup makes and manages verified copies of a journal.
//
// Start with After, which the window calls before it closes a journal; commands, which run
// many times a day, call Daily; operations that change much call Before and do not start if
// it fails. Show Status.Failed while it is set.
//
// A backup is one file, YYYYMMDD-HHMMSS.enactive in Universal Time: a copy of the store,
// sealed like the journal, with the key header in it. It opens with the passphrase that the
// journal had at that time, and needs nothing else but the files of attachments.
//
// Guarantees: a file under such a name is a complete backup that was read back from the disk
// and compared with the journal. Backups are removed only after a newer one was verified (see
// Keep); a failed one removes nothing, and is recorded until one succeeds. Restoring never
// touches an existing journal.
//
// The files of attachments are not in it: see files.go. A list beside it names them. They are in the journal's
// folder, or beside the backup in the folder enactive-files.
//
// Limits: backups are not rewritten when a passphrase changes or entries are erased from the
// journal; users who want that must delete the backups.
package backup
