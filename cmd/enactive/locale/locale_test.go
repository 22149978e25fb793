package locale

import (
	"maps"
	"testing"
)

func TestALanguageIsSetAndTheEncodingStaysUTF8(t *testing.T) {
	named := func(coding string) map[string]string {
		return map[string]string{"LC_ALL": "", "LC_CTYPE": coding, "LC_MESSAGES": "en_US.UTF-8"}
	}
	for _, c := range []struct {
		name      string
		env, want map[string]string
	}{
		{"a language", map[string]string{"LANG": "ja_JP.UTF-8"}, nil},
		{"a language of messages alone", map[string]string{"LANG": "C.UTF-8", "LC_MESSAGES": "de_DE.UTF-8"}, nil},
		{"nothing", nil, named("C.UTF-8")},
		{"the old C", map[string]string{"LC_ALL": "C"}, named("C.UTF-8")},
		{"C with a coding", map[string]string{"LC_ALL": "C.UTF-8"}, named("C.UTF-8")},
		{"C with letters of somewhere", map[string]string{"LANG": "C", "LC_CTYPE": "ja_JP.utf8"}, named("ja_JP.utf8")},
	} {
		if got := changes(func(name string) string { return c.env[name] }); !maps.Equal(got, c.want) {
			t.Errorf("%s: the variables become %v, want %v", c.name, got, c.want)
		}
	}
}
