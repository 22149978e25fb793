package backup

import (
	"testing"

	"enactive/proof/formatdoc"
)

func TestConstantsAreThoseOfTheDescription(t *testing.T) {
	formatdoc.Constants(t, "backup", []string{"files: " + filesFolder})
}
