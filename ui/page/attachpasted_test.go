package page

import (
	"slices"
	"testing"
)

func TestCopiedFiles(t *testing.T) {
	for text, want := range map[string][]string{
		"":                      nil,
		"a word":                nil,
		"I walked to /home/ada": nil,
		"notes.txt":             nil,
		"/home/ada/hill.jpg":    {"/home/ada/hill.jpg"},
		"/home/ada/hill.jpg\nAnd then we went home.":                       nil,
		"file:///home/ada/the%20hill.jpg\r\nfile:///home/ada/lake.jpg\r\n": {"/home/ada/the hill.jpg", "/home/ada/lake.jpg"},
		"x-special/nautilus-clipboard\ncopy\nfile:///home/ada/hill.jpg\n":  {"/home/ada/hill.jpg"},
		"copy\nfile:///home/ada/hill.jpg\x00":                              {"/home/ada/hill.jpg"},
		"file://localhost/a/b.png":                                         {"/a/b.png"},
		"file://server/a/b.png":                                            nil,
		"file:///a/%zz":                                                    nil,
		"https://example.org/hill.jpg":                                     nil,
		"/a/b.png\n/a/./b.png":                                             {"/a/b.png"},
		"file:///a/%00.png":                                                nil,
	} {
		if got := copiedFiles(text); !slices.Equal(got, want) {
			t.Errorf("%q names the files %q, want %q", text, got, want)
		}
	}
}
