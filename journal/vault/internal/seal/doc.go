// Package seal encrypts documents and decrypts them again. It defines the formats of
// the header, its key slots, records and the head record, byte for byte, and does not
// access files. Integers are big-endian everywhere.
//
// The keys are derived like this:
//
//	passphrase ── Argon2id ──┐
//	stored secret ───────────┴─ HKDF ── slot key ── unwraps ── master key
//	master key ── HKDF(label, epoch) ── keys for records, head, set hash, header, inbox
//
// # Header
//
//	magic        8  "enactvlt"
//	format       2  1
//	min reader   2  the oldest reader version that can open this vault
//	length       4  of the whole header, including the two checks at its end; at most 65536
//	vault id    16  random, never changes
//	generation   8  version counter of the header; the highest valid copy wins
//	epoch        4  of the master key, from 1
//	recipient    2+n  the public age key of the inbox, as text
//	slots        2  count, at most 32, each:
//	    id            8  random
//	    type          1  1 passphrase, 2 recovery words, 3 keyring, 4 plain
//	    epoch         4
//	    parameters    2+n  by type, see below
//	    commit       32  distinguishes a wrong passphrase from damage
//	    nonce        24
//	    wrapped key  48  the sealed master key
//	    extra         2+n  the slot's encrypted key, or data of a later version
//	extensions   2  count, at most 32, each: tag 2, data 4+n; tag 1 is described at
//	                tagFormer, the others are for later versions and preserved unchanged
//	sha-256     32  of everything before it: detects damage
//	hmac        32  HMAC-SHA-256 of everything before it under the header key: detects tampering
//
// Every later format begins with magic, format, min reader and length, and ends with
// the same SHA-256 and HMAC, so that an old reader can distinguish "newer" from "damaged".
//
// Parameters of a passphrase slot: algorithm 1 (1 = Argon2id version 0x13), passes 4,
// KiB of memory 4, lanes 1, salt 16. Of a plain slot: the slot's secret in clear text, 32.
// Slots of types 2 and 3 have none.
//
// Two keys of 32 bytes are derived from the slot's secret (the Argon2id output of 32
// bytes, the entropy of the recovery words, the keyring's or the plain slot's 32 bytes)
// by HKDF-SHA-256 with salt = vault id | slot id and info "enactive slot key 1" or
// "enactive slot commit 1". The first seals the master key with XChaCha20-Poly1305;
// the second is stored as commit. The additional data of the wrapped key is
//
//	"slot" | magic | vault id | slot id | type | epoch | length of parameters 4 | parameters
//
// # Subkeys
//
// HKDF-SHA-256 of the master key with salt = vault id and info = "enactive <label> 1" |
// 0 | epoch; the labels are "records", "set", "header", "inbox", "slots",
// "former", "journal", which is for the log, and "index"; "segments" and "backups" are reserved.
//
// A slot of type 1 or 2 stores its key in its extra field, sealed under the subkey "slots":
// version 1 (1), nonce 24, ciphertext 32, tag 16, with the additional data "kept" | magic |
// vault id | slot id | type | epoch. This allows replacing the master key without the
// passphrase. Slots written by early versions have no stored key.
//
// # Record
//
//	version      1  1
//	epoch        4
//	nonce       24  random
//	ciphertext   n
//	tag         16
//
// The additional data is "rec" | vault id | bucket | 0 | record id 16 | version | epoch.
// The plaintext is the document's length in 4 bytes, the document, and zeros up to the
// Padmé size, and at least up to 256 bytes.
//
// # Head
//
// Sealed like a record with the additional data "head" | vault id | version | epoch.
// Its document is
//
//	generation   8  1 when the store is created; incremented whenever it is rebuilt
//	op           8  incremented with each batch of changes
//	count        8  of records
//	set hash    32  XOR over all records of BLAKE2b-256 keyed with the set key, of id | tag
//	segment      8  of the log, the second copy, up to which it agrees; 0 without a log
//	offset       8  in that segment
//	log          8  the log's random number, 0 without a log
//
// and later versions may append fields: an absent field is 0.
//
// # Index
//
// nonce 24, ciphertext, tag 16. The additional data is "index" | vault id | epoch | what stands in clear
// before the nonce in the file. The plaintext is a head as above, all of its fields, and the contents.
//
// # Frame
//
// A step of the log: nonce 24, ciphertext, tag 16. The additional data is "jrnl" | vault
// id | epoch | log 8 | segment 8 | sequence 8, so that a frame only opens at its own position.
package seal
