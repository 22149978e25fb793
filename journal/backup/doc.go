// Package backup keeps verified copies of a journal.
//
// Begin with After, which a window calls before it closes a journal; commands, of which
// there are many a day, call Daily, and what changes much calls Before and does not begin
// when that fails. Show Status.Failed as long as there is one.
//
// A backup is one file, YYYYMMDD-HHMMSS.enactive in Universal Time: a copy of the store,
// sealed as the journal is, with the key header in it. It opens with the passphrase that
// the journal had on that day, and needs nothing else.
//
// What is promised: under such a name there is a whole backup that was read back from the disk
// and found to hold what the journal did, or nothing. Backups are removed only after a newer
// one has been found good (see Keep); one that fails removes nothing, and is recorded until
// one succeeds. Restoring never touches a journal that is there.
//
// What is not: backups are not remade when a passphrase changes, nor do they forget what
// was erased from the journal; who wants either removes them.
package backup
