package typeface

import (
	"io"
	"log"

	"github.com/go-text/typesetting/fontscan"
)

// SystemFolders lists the folders in which this computer keeps its fonts, those of the user among them;
// none if it has no fonts. It reads the environment and the configuration of fontconfig, if there is one.
func SystemFolders() []string {
	folders, err := fontscan.DefaultFontDirectories(log.New(io.Discard, "", 0))
	if err != nil {
		return nil
	}
	return folders
}
