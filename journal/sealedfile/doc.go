// Package sealedfile keeps files, such as photos, sealed in two copies beside the store of a journal.
//
// Start with In, the files of a journal's folder. Add writes a file and returns its Ref, which whoever
// adds it must keep sealed: it has the key, and without it nobody can read the file or prove that it is
// whole. Read returns a part of a file, Mend compares its two copies and rewrites the one that is
// damaged, and Sweep removes the files that nobody names any more.
//
// Guarantees: when Add returns nil, the file is on the disk twice. A part is returned as it was added or
// not at all: a chunk that is missing, altered, moved, or of another file is noticed, as each is sealed
// with the key of its file alone, to its place and to the number of chunks. A file is never changed:
// there is no older version of one that could be put in its place. Without its Ref a file reveals only
// its size, in steps of an eighth.
//
// The journal's keys do not matter here: a new key of the journal seals the Refs anew and leaves the
// files as they are.
//
// # On the disk
//
// The folders files/a and files/b, of mode 0700, hold the same files of mode 0600. The name of one is its
// random id in hexadecimal. Each is
//
//	magic     8  "enactfil"
//	format    2  1
//	zero      6
//	id       16
//	chunks       256 KiB each, the last one shorter, each with the 16 bytes of ChaCha20-Poly1305 behind it
//
// The nonce of a chunk is its number, from 0; the header and the number of chunks are its additional
// data. What is sealed is padded with zeros, at the end, to 64 KiB or to a whole eighth of a power of two.
package sealedfile
