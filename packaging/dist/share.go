package main

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/image/draw"

	"enactive/cmd/commandline"
	"enactive/resources/icons"
)

const metainfoFile = "packaging/app.enactive.Enactive.metainfo.xml"

// iconSizes are the sizes for which desktops have a folder in the theme hicolor.
func iconSizes() []int { return []int{16, 22, 24, 32, 48, 64, 96, 128, 256, 512} }

// share writes what packaging/files.txt takes from build/share, besides the completions.
func share(folder string, r release) error {
	for _, sub := range []string{"icons", "man"} {
		if err := os.MkdirAll(filepath.Join(folder, sub), 0o755); err != nil {
			return err
		}
	}
	sign, err := png.Decode(bytes.NewReader(icons.App()))
	if err != nil {
		return fmt.Errorf("the program's sign: %w", err)
	}
	for _, size := range iconSizes() {
		icon, err := iconOf(sign, size)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(folder, "icons", fmt.Sprintf("%d.png", size)), icon, 0o644); err != nil {
			return err
		}
	}
	pages, err := commandline.ManualPages()
	if err != nil {
		return err
	}
	for name, page := range pages {
		if err := os.WriteFile(filepath.Join(folder, "man", name), page, 0o644); err != nil {
			return err
		}
	}
	template, err := os.ReadFile(metainfoFile)
	if err != nil {
		return err
	}
	found, err := readChangelog()
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, filepath.Base(metainfoFile)), metainfo(string(template), found, r), 0o644)
}

// iconOf returns the sign at a size as a PNG. The SVG is not drawn: the library for it widens no strokes.
func iconOf(sign image.Image, size int) ([]byte, error) {
	small := image.NewNRGBA(image.Rect(0, 0, size, size))
	draw.CatmullRom.Scale(small, small.Bounds(), sign, sign.Bounds(), draw.Src, nil)
	var b bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&b, small); err != nil {
		return nil, fmt.Errorf("an icon of %d pixels: %w", size, err)
	}
	return b.Bytes(), nil
}

// metainfo fills in the metadata. Without a site there is no address for its pictures, and it has none.
func metainfo(template string, found []section, r release) []byte {
	var list strings.Builder
	for _, s := range releases(found, r) {
		kind := ""
		if s.version == r.version && strings.Contains(s.version, "+") {
			kind = ` type="development"`
		}
		fmt.Fprintf(&list, "    <release%s version=\"%s\" date=\"%s\"/>\n", kind, escaped(s.version), s.day.Format(time.DateOnly))
	}
	if r.site == "" {
		before, rest, _ := strings.Cut(template, "  <screenshots>\n")
		_, after, _ := strings.Cut(rest, "  </screenshots>\n")
		template = before + after
	}
	return []byte(strings.NewReplacer("@RELEASES@\n", list.String(), "@PICTURES@", escaped(r.site)+"/pictures").Replace(template))
}

func escaped(text string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(text)) // a buffer takes everything
	return b.String()
}
