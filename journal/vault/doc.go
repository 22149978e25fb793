// Package vault keeps sealed documents in a folder. It knows nothing of what they mean.
//
// Begin with Create, which makes a journal, or Unlock, which opens one; Each reads
// all documents (Load does so on all processors) and Apply changes some.
//
// What is promised: when Apply returns nil the changes are on the disk, all of them, and
// twice: in the store and in the log, of which either rebuilds the other when the journal
// is opened. Repair reports what was repaired. With both damaged, what can be read of both
// is put together, and Repair says how much is missing.
// A document comes back as it was written or not at all: one that was altered, put
// under another id, dropped, or replaced by an older version of itself is noticed.
// Who has the folder and not the passphrase reads no document; they see how many there
// are, their sizes in coarse steps, and when the files changed. One program at a time
// has the journal open: the folder, the lock's file and the store are locked each. Apply
// returns nil only while the files at the paths are the open ones. Without a passphrase all of this holds but secrecy.
//
// What is not: a whole folder that was put back to an earlier day is not noticed, and
// a weak passphrase can be guessed, at the cost stored in the header for every guess.
//
// # The folder
//
// Folders have mode 0700 and files 0600.
//
//	header.a, header.b   how to open the vault, twice (package seal has the bytes)
//	store.db             a bbolt file, see below
//	log/                 all changes, in order, see below
//	lock                 locked while the journal is open; from byte 1 on it names
//	                     the program: "pid", "host" and "start", a line each
//	backups/             copies of the store, see package backup
//	backup-state         when the last one was made, and what failed since
//	quarantine/          damaged files, moved here and never deleted
//	other/               other states of the journal, a folder each with a store or a log,
//	                     which wait to be taken in; see Others
//	next/                all of the above, but for lock, quarantine and other, of a journal under
//	                     another master key that is about to take the place of this one
//
// The folder is made as .NAME.tmp-RANDOM beside its place, or as .new-RANDOM within
// a folder that was there and empty.
//
// # The store
//
// Three buckets, whose values package seal describes:
//
//	h      "header" -> a third copy of the header, in clear
//	head   "head"   -> the sealed head: generation, number of the last batch of
//	                   changes, count and set hash of all records
//	r      record id, 16 random bytes -> the sealed document; documents of all kinds
//	       lie together
//
// A batch of changes and the head that goes with it are one transaction. Of the three
// copies of the header the undamaged one with the highest generation counts.
//
// # The log
//
// Files 000001.log, 000002.log ... to which is only ever added; a new one begins at 8 MiB.
// Each begins with
//
//	magic     8  "enactlog"
//	format    2  1
//	log       8  random; another one each time that the log is rewritten
//	segment   8  the number in the file's name
//	CRC-32C   4  of all before it
//
// and goes on with frames, numbered from 1 through all files:
//
//	magic     4  e7 6a 66 1a
//	length    4  of the sealed frame
//	CRC-32C   4  of what follows
//	sequence  8
//	frame     n  sealed, see package seal; what it holds is described at its decoder
//
// A batch of changes is one frame, or several for a large one, and is written and flushed
// before the store's transaction, whose head names the place behind it. What the log holds
// beyond that place is a save that was cut short, and is completed; a batch without its
// last frame was never called saved, and is cut off. A frame that is damaged does not keep
// those after it from being read. The first batch of a log is the whole store as it was.
//
// Later versions may add buckets, files, slots and header extensions, which this one
// leaves alone. What they may not leave to this version gets a higher format number.
package vault
