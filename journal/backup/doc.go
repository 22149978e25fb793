// Package backup keeps verified copies of a journal.
//
// A backup is one file, YYYYMMDD-HHMMSS.enactive in Universal Time: a copy of the store,
// sealed as the journal is, with the key header in it. It opens with the passphrase that
// the journal had on that day, and needs nothing else.
package backup
