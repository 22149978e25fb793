package seal

import "math/bits"

// paddedFloor is the minimum size of a padded plaintext: all short notes look alike.
const paddedFloor = 256

// padded returns the Padmé size of n bytes, at least paddedFloor: it preserves the
// exponent and the leading bits of the size, so that at most 12 % is added and few sizes
// remain (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and
// Communication with PURBs", 2019, algorithm 1).
func padded(n int) int {
	if n <= paddedFloor {
		return paddedFloor
	}
	exponent := bits.Len(uint(n)) - 1
	leading := bits.Len(uint(exponent))
	mask := 1<<(exponent-leading) - 1
	return (n + mask) &^ mask
}
