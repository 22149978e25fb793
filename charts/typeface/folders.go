package typeface

import (
	"io"
	"log"

	"github.com/go-text/typesetting/fontscan"
)

// Installed returns the fonts of this computer, those of the user among them; none if it has no fonts.
// The environment and the configuration of fontconfig, if there is one, are read when the first
// character needs a font: reading them takes longer than most commands.
func Installed() *System { return &System{find: systemFolders} }

// systemFolders lists the folders in which this computer keeps its fonts.
func systemFolders() []string {
	folders, err := fontscan.DefaultFontDirectories(log.New(io.Discard, "", 0))
	if err != nil {
		return nil
	}
	return folders
}
