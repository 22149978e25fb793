// Package vault stores sealed documents in a folder, whatever they mean.
//
// Start with Create, which creates a journal, or Unlock, which opens one; Each reads all
// documents (Load decodes them on all processors) and Apply changes some. Peek reads a few.
//
// Guarantees: when Apply returns nil, all changes are on the disk, twice: in the store and in
// the log, and either can be rebuilt from the other when the journal is opened. Repair
// reports what was repaired. If both are damaged, the readable documents of both are combined,
// and Repair reports how much is missing.
// A document is returned as written or not at all: it is detected if one was altered, moved
// to another id, removed, or replaced by an older version of itself.
// Without the passphrase, the folder reveals no document, only their number, their sizes in
// coarse steps, and when the files changed. Only one program at a time has the journal open:
// the folder, the lock file and the store are all locked. Apply returns nil only while the
// open files are those at the paths. Without a passphrase all of this holds except secrecy.
//
// Limits: a whole folder reverted to an earlier state is not detected, and a weak passphrase
// can be guessed, at the cost stored in the header for every guess.
//
// # The folder
//
// Folders have mode 0700 and files 0600.
//
//	header.a, header.b   how to open the vault, twice (package seal has the bytes)
//	store.db             a bbolt file, see below
//	log/                 all changes, in order, see below
//	lock                 locked while the journal is open; from byte 1 on it identifies
//	                     the program: "pid", "host" and "start", a line each
//	index                what is where, sealed, so that a few documents can be read without all; never needed, see
//	                     Peek and index.go
//	backups/             copies of the store, see package backup
//	backup-state         time of the last backup, and failures since then
//	quarantine/          damaged files, moved here and never deleted
//	other/               other states of the journal, a folder each with a store or a log,
//	                     to be merged; see Others
//	files/               sealed files that documents name; see package sealedfile
//	next/                all of the above, except lock, quarantine, other and files, of a journal
//	                     under a new master key that is about to replace this one
//
// The folder is created as .NAME.tmp-RANDOM next to its final path, or as .new-RANDOM within
// an existing empty folder.
//
// # The store
//
// Three buckets; package seal describes their values:
//
//	h      "header" -> a third copy of the header, in clear text
//	head   "head"   -> the sealed head: generation, number of the last batch of
//	                   changes, count and set hash of all records
//	r      record id, 16 random bytes -> the sealed document, of any type
//
// A batch of changes and its new head are one transaction. Of the three copies of the header,
// the undamaged one with the highest generation is used.
//
// # The log
//
// Files 000001.log, 000002.log ..., append-only; a new one is started at 8 MiB. Each begins
// with
//
//	magic     8  "enactlog"
//	format    2  1
//	log       8  random; changes each time the log is rewritten
//	segment   8  the number in the file's name
//	CRC-32C   4  of everything before it
//
// and continues with frames, numbered from 1 across all files:
//
//	magic     4  e7 6a 66 1a
//	length    4  of the sealed frame
//	CRC-32C   4  of everything after it
//	sequence  8
//	frame     n  sealed, see package seal; logstep.go describes its contents
//
// A batch of changes is one frame, or several if large, and is written and flushed before the
// store's transaction, whose head records the end of the batch in the log. Batches after that
// position are interrupted saves, and are completed; a batch without its last frame was never
// acknowledged, and is cut off. A damaged frame does not prevent reading those after it. The
// first batch of a log is a snapshot of the store.
//
// Later versions may add buckets, files, slots and header extensions, which this one leaves
// alone. Changes that this version must not ignore get a higher format number.
package vault
