// Package capture takes in notes that were written away from the journal, on a phone or by a script:
// age files in a folder outside the journal, sealed to a public key of the journal's.
//
// TakeIn reads the folder. Anybody who knows the key can write there, and other programs may write
// while it is read, so only whole, small, regular files of the folder itself are opened; what was taken
// in waits in the journal until the person accepts it, and its file is removed only once it is stored.
package capture
