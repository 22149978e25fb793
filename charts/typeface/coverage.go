package typeface

import (
	"cmp"
	"encoding/binary"
	"io"
	"slices"
	"sort"
	"unicode"

	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/font/opentype/tables"
)

// isSound reports whether the tables of a font, or of all fonts of a collection, are within the file, so
// that reading one takes no more memory than the file has bytes.
func isSound(file io.ReaderAt, size int64) bool {
	var head [12]byte
	if _, err := file.ReadAt(head[:], 0); err != nil {
		return false
	}
	if string(head[:4]) != "ttcf" {
		return isSoundFont(file, size, 0)
	}
	n := int64(binary.BigEndian.Uint32(head[8:]))
	if n > 256 {
		return false
	}
	at := make([]byte, 4*n)
	if _, err := file.ReadAt(at, 12); err != nil {
		return false
	}
	for ; len(at) > 0; at = at[4:] {
		if !isSoundFont(file, size, int64(binary.BigEndian.Uint32(at))) {
			return false
		}
	}
	return true
}

func isSoundFont(file io.ReaderAt, size, offset int64) bool {
	var head [12]byte
	if _, err := file.ReadAt(head[:], offset); err != nil {
		return false
	}
	switch string(head[:4]) {
	case "\x00\x01\x00\x00", "OTTO", "true":
	default:
		return false
	}
	list := make([]byte, 16*int(binary.BigEndian.Uint16(head[4:])))
	if _, err := file.ReadAt(list, offset+12); err != nil {
		return false
	}
	for ; len(list) > 0; list = list[16:] {
		if int64(binary.BigEndian.Uint32(list[8:]))+int64(binary.BigEndian.Uint32(list[12:])) > size {
			return false
		}
	}
	return true
}

// describe reads the name and the characters of a font; nil if it has none.
func describe(l *ot.Loader) *systemFace {
	raw, err := l.RawTable(ot.MustNewTag("cmap"))
	if err != nil {
		return nil
	}
	table, _, err := tables.ParseCmap(raw)
	if err != nil {
		return nil
	}
	page := tables.FPNone
	if raw, err := l.RawTable(ot.MustNewTag("OS/2")); err == nil {
		if os2, _, err := tables.ParseOs2(raw); err == nil {
			page = os2.FontPage()
		}
	}
	cmap, _, err := font.ProcessCmap(table, page)
	if err != nil {
		return nil
	}
	covers := ranges(cmap)
	if len(covers) == 0 {
		return nil
	}
	about, _ := font.Describe(l, nil)
	return &systemFace{name: font.NormalizeFamily(about.Family), aspect: about.Aspect, covers: covers}
}

// ranges lists the characters of a font, sorted. A range may have gaps, so that the font is asked again
// before it sets a character.
func ranges(cmap font.Cmap) [][2]rune {
	var all [][2]rune
	if r, ok := cmap.(font.CmapRuneRanger); ok {
		all = slices.Clone(r.RuneRanges(nil))
	} else {
		iter := cmap.Iter()
		for n := 0; n <= unicode.MaxRune && iter.Next(); n++ {
			r, _ := iter.Char()
			all = append(all, [2]rune{r, r})
		}
	}
	slices.SortFunc(all, func(a, b [2]rune) int { return cmp.Compare(a[0], b[0]) })
	merged := all[:0]
	for _, r := range all {
		if n := len(merged); n > 0 && r[0] <= merged[n-1][1]+1 {
			merged[n-1][1] = max(merged[n-1][1], r[1])
			continue
		}
		merged = append(merged, r)
	}
	return slices.Clip(merged)
}

// mayHave reports whether a character is within the ranges of a font.
func (f *systemFace) mayHave(r rune) bool {
	i := sort.Search(len(f.covers), func(i int) bool { return f.covers[i][1] >= r })
	return i < len(f.covers) && f.covers[i][0] <= r
}
